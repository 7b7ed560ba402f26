import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { addsUp, type QuantityUnit } from '../../figures/cubes/counted-thing.ts';
import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { labelOf } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { isWhole } from '../../figures/cubes/rational.ts';
import { type FigureDefinition, isCube } from '../../figures/definition.ts';
import { decimalOf } from '../../figures/format.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { ProtectedFigures } from '../disclosure/protect-figures.ts';
import { isSuppressed, repeatedValue } from '../disclosure/suppressed-share.ts';
import { asPublishedNote } from '../earlier/as-published-note.ts';
import { isNumber, type PrintedAt } from '../earlier/earlier-prints.ts';
import type { PublishedCell, PublishedFigure } from '../report-model.ts';
import { completenessOf } from './completeness.ts';

/**
 * Turns a protected figure into what the public may know of it: every cell printed, suppressed or explained. What an
 * earlier report printed is never hidden again: a share of a year that stays as published stands as it was printed.
 *
 * @param before what earlier reports printed of a cell
 */
export function publishFigure(
  id: string,
  protection: ProtectedFigures,
  usedIn: readonly string[],
  before: PrintedAt = () => [],
): PublishedFigure {
  const { figures } = protection;
  const definition = figures.definition(id);
  const answer = figures.answer(id);
  const withheld = protection.withheld.get(id);
  const face = {
    id,
    title: definition.title,
    definition: definition.definition,
    population: definition.population,
    counts: definition.counts,
    ...(definition.countedAs ? { countedAs: definition.countedAs } : {}),
    unit: definition.quantity.unit,
    decimals: definition.quantity.decimals,
    ...shareOf(definition, figures),
    countingDate: definition.countingDate,
    basis: definition.basis,
    protection: { ...definition.protection, reason: reasonOf(definition, protection.coarsened.get(id)) },
    source: definition.source,
    usedIn,
    restated: [],
  };
  if (!isCube(answer) || withheld) {
    const cannot = withheld ?? (isCube(answer) ? null : answer.cannot);
    return { ...face, completeness: text('', ''), dimensions: [], cells: [], cannot };
  }
  const withoutRow = unrecordedThen(answer, protection);
  const cells = [...answer.cells].flatMap(([key, cell]): readonly PublishedCell[] => {
    const at = coordinatesOf(answer.dimensions, key);
    if (withoutRow.some((dimension) => at[dimension] === notRecorded)) return [];
    const published = publishedValue(cell, definition, protection);
    return [
      {
        at,
        ...(published.state === 'suppressed'
          ? repeated(before({ id, dimensions: answer.dimensions }, at), definition)
          : published),
      },
    ];
  });
  if (cells.length > 0 && cells.every((cell) => cell.value === null && cell.state !== 'suppressed')) {
    return { ...face, completeness: text('', ''), dimensions: [], cells: [], cannot: whyNothing(cells) };
  }
  const unknown = answer.dimensions.map((dimension) =>
    cells.some((cell) => cell.at[dimension.key] === notRecorded),
  );
  return {
    ...face,
    completeness: completenessOf(answer, cells),
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

/**
 * The dimensions along which nothing was unknown in the years that are repeated as published, nor is in the others: a
 * row for what is not recorded would disclose that it is now.
 */
function unrecordedThen(cube: Cube, protection: ProtectedFigures): readonly string[] {
  const isZero = (cell: Cell): boolean => {
    const [part] = cell.from;
    if (part !== undefined && protection.printedBefore(part) === '0') return true;
    return hasValue(cell) && cell.value.numerator === 0n;
  };
  return cube.dimensions
    .map(({ key }) => key)
    .filter((dimension) => {
      const unknown = [...cube.cells].filter(
        ([place]) => coordinatesOf(cube.dimensions, place)[dimension] === notRecorded,
      );
      return unknown.length > 0 && unknown.every(([, cell]) => isZero(cell));
    });
}

function reasonOf({ protection }: FigureDefinition, coarser: Text | undefined): Text {
  const { reason } = protection;
  if (!coarser) return reason;
  return text(`${reason.nl} Hier: ${coarser.nl}.`, `${reason.en} Here: ${coarser.en}.`);
}

function publishedValue(
  cell: Cell,
  definition: FigureDefinition,
  protection: ProtectedFigures,
): Omit<PublishedCell, 'at'> {
  const suppressed = { state: 'suppressed', value: null, note: null } as const;
  const { unit } = definition.quantity;
  const note = cell.note ?? null;
  if (cell.from.some((key) => protection.unpublished?.has(key)))
    return { state: 'cannot-be-computed', value: null, note: unpublishedNote };
  // A zero is one whether or not it is now: nothing about it shows what was corrected.
  const before = repeatedValue(cell, unit, protection);
  if (before !== undefined)
    return before === '0'
      ? { state: 'nil', value: before, note: null }
      : { state: 'value', value: before, note: asPublishedNote };
  if (!hasValue(cell)) {
    // "Fewer than ten to take a share of" would say how large a hidden number can be.
    if (cell.state === 'cannot-be-computed' && !addsUp(unit) && isSuppressed(cell, unit, protection))
      return suppressed;
    // Of a year that stays as published: that something is not recorded now would disclose what was corrected, and
    // that a unit is missing now what it counted then.
    const [part] = cell.from;
    const isMissingNow = cell.state === 'not-reported' || cell.state === 'not-asked';
    if (isMissingNow && part !== undefined && protection.hidThen?.(part)) return suppressed;
    if (cell.state === 'not-recorded' && part !== undefined && protection.printedBefore(part) !== undefined)
      return suppressed;
    const shown = isSuppressed(cell, unit, protection) ? {} : partsOf(cell, unit);
    return { state: cell.state, value: null, note, ...shown };
  }
  if (isSuppressed(cell, unit, protection)) return suppressed;
  return {
    state: cell.state,
    value: decimalOf(cell.value, definition.quantity),
    note,
    ...partsOf(cell, unit),
  };
}

/** Of whom or of what a figure is a share, with the figures that count both. */
function shareOf(
  { quantity, parts }: FigureDefinition,
  figures: ProtectedFigures['figures'],
): Pick<PublishedFigure, 'share'> {
  if (quantity.unit !== 'percent' || quantity.of === 'value before' || !parts) return {};
  const { one, other, ratio } = quantity.of;
  const known = figures.definitions.find(({ id }) => id === parts.part);
  const unit = known?.quantity.unit === 'euro' ? 'euro' : 'count';
  return { share: { ...parts, of: { one, other }, ...(ratio ? { ratio } : {}), unit } };
}

/**
 * Numerator and denominator of a share. Protection treats both as printed wherever the share is: they are told with it
 * and are hidden with it.
 */
function partsOf({ parts }: Cell, unit: QuantityUnit): Pick<PublishedCell, 'parts'> {
  if (unit !== 'percent' || !parts || !isWhole(parts.part) || !isWhole(parts.whole)) return {};
  return { parts: { part: String(parts.part.numerator), whole: String(parts.whole.numerator) } };
}

/** A cell that is to be hidden: as the last report printed it that printed a number there, if one did. */
function repeated(before: ReturnType<PrintedAt>, { quantity }: FigureDefinition): Omit<PublishedCell, 'at'> {
  const printed = before.filter((one) => one.unit === quantity.unit && isNumber(one.printed)).at(-1)?.printed;
  if (printed === undefined) return { state: 'suppressed', value: null, note: null };
  return Number(printed) === 0
    ? { state: 'nil', value: printed, note: null }
    : { state: 'value', value: printed, note: asPublishedNote };
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

const unpublishedNote: Text = text(
  'in dit jaar is na publicatie iets gecorrigeerd, en dit aantal was toen niet gepubliceerd',
  'something in this year was corrected after publication, and this number was not published then',
);
