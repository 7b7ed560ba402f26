import { type Text, text } from '../../platform/language/text.ts';
import type { Cell } from '../cubes/cell.ts';
import { chainOf, type Dimension, parentOf, total } from '../cubes/dimension.ts';
import { notRecorded } from '../cubes/facts.ts';
import type { Gap } from '../cubes/tally-request.ts';
import { combinations } from './combinations.ts';

/**
 * The gaps that a cell has to do with. A gap lies within it where, along each of its dimensions, it is the cell's code or
 * lies below; and it lies over the cell where the cell is of a unit below the one that did not answer.
 */
export function gapsAt(
  dimensions: readonly Dimension[],
  gaps: readonly Gap[],
  at: Readonly<Record<string, string>>,
): readonly Gap[] {
  return gaps.filter((gap) => {
    const then = { ...at, ...(gap.at['year'] === undefined ? {} : { year: gap.at['year'] }) };
    return dimensions.every((dimension) => {
      if (!(dimension.key in gap.at)) return true;
      const code = at[dimension.key] ?? total;
      return (
        chainOf(dimension, codeOf(dimension, gap), gap.at).includes(code) ||
        isUnder(dimension, gap, code, then)
      );
    });
  });
}

/** The code of a gap along a dimension; that of the organisation as a whole is the total. */
function codeOf({ key }: Dimension, { at, whole }: Gap): string {
  return whole && key === 'unit' ? total : (at[key] ?? total);
}

/** Whether a member is the one of the gap, or stands under it and neither it nor one between answered itself. */
function isUnder(
  dimension: Dimension,
  gap: Gap,
  code: string,
  at: Readonly<Record<string, string>>,
): boolean {
  const chain = chainOf(dimension, code, at);
  const place = chain.indexOf(codeOf(dimension, gap));
  return place >= 0 && !chain.slice(0, place).some((one) => gap.except?.includes(one));
}

/** The unit that is missing, and where it is, that its answer came too late to be counted. */
function missingNote({ label, late }: Gap): Text {
  if (!late) return label;
  return text(
    `${label.nl} (opgave kwam na publicatie en telt in dit jaar niet mee)`,
    `${label.en} (the return came after publication and does not count in this year)`,
  );
}

/** What a count lacks: the units that are missing, each once. */
export function without(gaps: readonly Gap[]): Text {
  const names = [...new Map(gaps.map((gap) => [gap.label.nl, missingNote(gap)])).values()];
  return text(
    `zonder ${names.map((name) => name.nl).join(', ')}`,
    `without ${names.map((name) => name.en).join(', ')}`,
  );
}

/**
 * The state of a cell of which every part is missing: the unit in that year, a unit over years of which it answered in
 * none, a ministry of which no unit answered. Undefined where some part was counted.
 */
export function whollyMissing(
  dimensions: readonly Dimension[],
  missing: readonly Gap[],
  at: Readonly<Record<string, string>>,
): Pick<Cell, 'state' | 'note'> | undefined {
  const axes = dimensions.filter(({ key }) => missing.some((gap) => key in gap.at));
  const byUnit = axes.some(({ key }) => key === 'unit');
  // Where nothing is divided by unit, the organisation as a whole is missing of all there is.
  const divisions = ({ at: place, whole }: Gap) =>
    Object.keys(place).filter((key) => byUnit || !whole || key !== 'unit').length;
  if (missing.length === 0 || missing.some((gap) => divisions(gap) !== axes.length)) return undefined;
  const places = combinations(
    axes.map((axis) => {
      const code = at[axis.key] ?? total;
      return code === notRecorded ? [code] : axis.members.map((member) => member.code);
    }),
  ).map((codes) => ({
    ...at,
    ...Object.fromEntries(axes.map((axis, index) => [axis.key, codes[index] ?? total])),
  }));
  const leaves = places.filter((place) =>
    axes.every((axis) => {
      const code = place[axis.key] ?? total;
      if (axis.existsAt?.(code, place) === false) return false;
      if (axis.members.some((member) => parentOf(axis, member.code, place) === code && member.code !== code))
        return false;
      return chainOf(axis, code, place).includes(at[axis.key] ?? total);
    }),
  );
  const covers = (gap: Gap, place: Readonly<Record<string, string>>): boolean =>
    axes.every((axis) => isUnder(axis, gap, place[axis.key] ?? total, place));
  if (leaves.length === 0 || !leaves.every((place) => missing.some((gap) => covers(gap, place))))
    return undefined;
  const states = new Set(missing.map(({ state }) => state));
  const [only] = states;
  const labels = new Set(missing.map(({ label }) => label.nl));
  const [first] = missing;
  return {
    state: states.size === 1 && only ? only : 'not-reported',
    ...(first ? { note: labels.size === 1 ? missingNote(first) : without(missing) } : {}),
  };
}
