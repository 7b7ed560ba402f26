import type { Cube } from '../../figures/cubes/cube.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { PublishedCell } from '../report-model.ts';

/**
 * How complete the data behind a figure are, found from its published cells alone: what a hidden cell lacks is as
 * secret as its number. Where cells are hidden and the others lack nothing, it says no more than that.
 *
 * @param cube the dimensions of the figure; its cells are not read
 */
export function completenessOf(
  cube: Pick<Cube, 'dimensions' | 'unit'>,
  cells: readonly PublishedCell[],
): Text {
  const missing = missingUnits(cube, cells);
  if (missing.length > 0)
    return text(
      `Onvolledig: geen of geen bekende opgave van ${missing.map((label) => label.nl).join(', ')}.`,
      `Incomplete: no return, or none known, from ${missing.map((label) => label.en).join(', ')}.`,
    );
  const unknown = unrecordedIn(cube, cells);
  if (unknown.length > 0)
    return text(
      `Onvolledig: ${unknown.map((one) => one.nl).join('; ')}.`,
      `Incomplete: ${unknown.map((one) => one.en).join('; ')}.`,
    );
  const whole = cellAt(cube, cells, {});
  if (whole?.state === 'partial' && whole.note)
    return text(`Onvolledig: ${whole.note.nl}.`, `Incomplete: ${whole.note.en}.`);
  if (cells.some((cell) => lacking.has(cell.state)))
    return text(
      'Onvolledig: niet alles is vastgelegd of opgegeven.',
      'Incomplete: not everything was recorded or reported.',
    );
  if (cells.some((cell) => cell.state === 'suppressed'))
    return text(
      'Wat wij tonen, is volledig; of bij verborgen aantallen iets ontbreekt, vermelden wij niet.',
      'What is shown is complete; whether hidden numbers lack anything is not told.',
    );
  return text(
    'Volledig: van elk onderdeel en elk jaar is een opgave of registratie.',
    'Complete: there is a return or registration for every unit and year.',
  );
}

const lacking: ReadonlySet<PublishedCell['state']> = new Set(['not-recorded', 'not-reported', 'partial']);

function cellAt(
  { dimensions }: Pick<Cube, 'dimensions'>,
  cells: readonly PublishedCell[],
  at: Readonly<Record<string, string>>,
): PublishedCell | undefined {
  return cells.find((cell) =>
    dimensions.every((dimension) => cell.at[dimension.key] === (at[dimension.key] ?? '*')),
  );
}

/** The units without others below them of which some year has no return. */
function missingUnits(
  { dimensions }: Pick<Cube, 'dimensions'>,
  cells: readonly PublishedCell[],
): readonly Text[] {
  const unit = dimensions.find((dimension) => dimension.key === 'unit');
  if (!unit) return [];
  // What is counted per year has no sum over years: a cell without year says nothing about who reported.
  const without = new Set(
    cells
      .filter((cell) => cell.at['year'] !== '*')
      .filter((cell) => cell.state === 'not-reported' || cell.state === 'not-recorded')
      .map((cell) => cell.at['unit']),
  );
  return unit.members
    .filter((member) => without.has(member.code))
    .filter((member) => !unit.members.some((other) => other.parent === member.code))
    .map((member) => member.label);
}

/** Along which dimensions codes are not recorded, and for how many; numbers only where they are published. */
function unrecordedIn(
  cube: Pick<Cube, 'dimensions' | 'unit'>,
  cells: readonly PublishedCell[],
): readonly Text[] {
  return cube.dimensions.flatMap((dimension) => {
    const unknown = cellAt(cube, cells, { [dimension.key]: notRecorded });
    if (!unknown || unknown.state === 'nil') return [];
    const whole = cellAt(cube, cells, {});
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
