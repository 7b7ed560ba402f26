import { hasValue } from '../figures/cell.ts';
import { addsUp, type Cube, cellAt, coordinatesOf } from '../figures/cube.ts';
import { type ComputedFigures, isCube } from '../figures/definition.ts';
import { labelOf } from '../figures/dimension.ts';
import { notRecorded } from '../figures/facts.ts';
import { decimalOf } from '../figures/format.ts';
import { type Text, text } from '../platform/language/text.ts';
import type { ProtectedFigures } from './protect-figures.ts';
import type { PublishedCell, PublishedFigure } from './report-model.ts';

/** Turns a computed figure into what the public may know of it: every cell printed, suppressed or explained. */
export function publishFigure(
  id: string,
  figures: ComputedFigures,
  protection: ProtectedFigures,
  usedIn: readonly string[],
): PublishedFigure {
  const definition = figures.definition(id);
  const answer = figures.answer(id);
  const withheld = protection.withheld.get(id);
  const face = {
    id,
    title: definition.title,
    definition: definition.definition,
    population: definition.population,
    counts: definition.counts,
    unit: definition.quantity.unit,
    decimals: definition.quantity.decimals,
    countingDate: definition.countingDate,
    basis: definition.basis,
    protection: definition.protection,
    source: definition.source,
    usedIn,
    restated: [],
  };
  if (!isCube(answer) || withheld) {
    const cannot = withheld ?? (isCube(answer) ? null : answer.cannot);
    return { ...face, completeness: text('', ''), dimensions: [], cells: [], cannot };
  }
  const cells = [...answer.cells].map(([key, cell]): PublishedCell => {
    const at = coordinatesOf(answer.dimensions, key);
    const note = cell.note ?? null;
    if (!hasValue(cell)) return { at, state: cell.state, value: null, note };
    const before =
      cell.from.length === 1 && cell.from[0] !== undefined
        ? protection.printedBefore(cell.from[0])
        : undefined;
    if (before !== undefined && addsUp(definition.quantity.unit)) {
      return { at, state: before === '0' ? 'nil' : 'value', value: before, note: earlierNote };
    }
    if (cell.from.some(protection.hides)) return { at, state: 'suppressed', value: null, note: null };
    return { at, state: cell.state, value: decimalOf(cell.value, definition.quantity), note };
  });
  if (cells.length > 0 && cells.every((cell) => cell.value === null && cell.state !== 'suppressed')) {
    return { ...face, completeness: text('', ''), dimensions: [], cells: [], cannot: whyNothing(cells) };
  }
  const unknown = answer.dimensions.map((dimension) =>
    cells.some((cell) => cell.at[dimension.key] === notRecorded),
  );
  return {
    ...face,
    completeness: completenessOf(figures, id, cells),
    dimensions: answer.dimensions.map((dimension, index) => ({
      key: dimension.key,
      title: dimension.title,
      members: [
        ...dimension.members.map((member) => ({
          code: member.code,
          label: member.label,
          parent: member.parent ?? null,
        })),
        ...(unknown[index]
          ? [{ code: notRecorded, label: labelOf(dimension, notRecorded), parent: null }]
          : []),
      ],
    })),
    cells,
    cannot: null,
  };
}

function whyNothing(cells: readonly PublishedCell[]): Text {
  if (cells.every((cell) => cell.state === 'not-recorded')) {
    return text('de registers bevatten hierover geen opgave', 'the registers hold no return about this');
  }
  return (
    cells.find((cell) => cell.note)?.note ??
    text('de gegevens zijn niet vastgelegd', 'the data are not recorded')
  );
}

/** How complete the data behind a figure are, from the states of its cells. */
function completenessOf(figures: ComputedFigures, id: string, cells: readonly PublishedCell[]): Text {
  const answer = figures.answer(id);
  if (!isCube(answer)) return text('', '');
  const unit = answer.dimensions.find((dimension) => dimension.key === 'unit');
  if (unit) {
    // What is counted per year has no sum over years: a cell without year says nothing about who reported.
    const yearly = cells.filter((cell) => cell.at['year'] !== '*');
    const missing = unit.members.filter((member) =>
      yearly.some(
        (cell) =>
          cell.at['unit'] === member.code && (cell.state === 'not-reported' || cell.state === 'not-recorded'),
      ),
    );
    const leaves = missing.filter((member) => !unit.members.some((other) => other.parent === member.code));
    if (leaves.length > 0) {
      const names = (language: 'nl' | 'en') => leaves.map((member) => member.label[language]).join(', ');
      return text(
        `Onvolledig: geen of geen bekende opgave van ${names('nl')}.`,
        `Incomplete: no return, or none known, from ${names('en')}.`,
      );
    }
  }
  const unknown = unrecordedIn(answer, cells);
  if (unknown.length > 0) {
    const parts = (language: 'nl' | 'en') => unknown.map((one) => one[language]).join('; ');
    return text(`Onvolledig: ${parts('nl')}.`, `Incomplete: ${parts('en')}.`);
  }
  const whole = cellAt(answer, {});
  if (whole.state === 'partial' && whole.note)
    return text(`Onvolledig: ${whole.note.nl}.`, `Incomplete: ${whole.note.en}.`);
  const unrecorded = cells.filter(
    (cell) => cell.state === 'not-recorded' || cell.state === 'not-reported',
  ).length;
  if (unrecorded > 0)
    return text(
      'Onvolledig: niet alles is vastgelegd of opgegeven.',
      'Incomplete: not everything was recorded or reported.',
    );
  return text(
    'Volledig: van elk onderdeel en elk jaar is een opgave of registratie.',
    'Complete: there is a return or registration for every unit and year.',
  );
}

/** Along which dimensions codes are not recorded, and for how many; numbers only where they are published. */
function unrecordedIn(cube: Cube, cells: readonly PublishedCell[]): readonly Text[] {
  const at = (coordinates: Readonly<Record<string, string>>) =>
    cells.find((cell) =>
      cube.dimensions.every((dimension) => cell.at[dimension.key] === (coordinates[dimension.key] ?? '*')),
    );
  return cube.dimensions.flatMap((dimension) => {
    const unknown = at({ [dimension.key]: notRecorded });
    if (!unknown || unknown.state === 'nil') return [];
    const whole = at({});
    const name = { nl: dimension.title.nl.toLowerCase(), en: dimension.title.en.toLowerCase() };
    if (unknown.value === null || !whole?.value || cube.unit !== 'count')
      return [text(`${name.nl} is niet overal vastgelegd`, `${name.en} is not recorded everywhere`)];
    return [
      text(
        `${name.nl} is bij ${unknown.value} van de ${whole.value} niet vastgelegd`,
        `${name.en} is not recorded for ${unknown.value} of ${whole.value}`,
      ),
    ];
  });
}

const earlierNote: Text = text(
  'zoals eerder gepubliceerd; daarna is in dit jaar iets gecorrigeerd',
  'as published earlier; something in this year was corrected since',
);
