import { type Text, text } from '../../platform/language/text.ts';
import { type Cell, counted } from '../cubes/cell.ts';
import { type Cube, canonicalKey, coordinatesOf } from '../cubes/cube.ts';
import { chainOf, type Dimension, total } from '../cubes/dimension.ts';
import { columnOf, type FactTable, notRecorded } from '../cubes/facts.ts';
import type { Origin } from '../cubes/origin.ts';
import { rational } from '../cubes/rational.ts';
import type { Along, Gap, Tally } from '../cubes/tally-request.ts';
import { combinations } from './combinations.ts';
import { gapsAt, whollyMissing, without } from './gaps.ts';

/**
 * Counts facts into a cube with every margin. Where a sibling "niet vastgelegd" holds counts, a member without
 * any is "not recorded" rather than zero, and one with some is partial: how many of the unknown belong to it
 * cannot be said. The same holds for rows of which it is not recorded whether they are to be counted at all.
 */
export function tally(facts: FactTable, request: Tally): Cube {
  const dimensions = request.along.map((one) => one.dimension);
  const finest = countFinest(facts, request);
  const recorded = countsOf(dimensions, finest);
  const undecided = countsOf(dimensions, countUndecided(facts, request));
  const filtered = Object.fromEntries((request.where ?? []).map((filter) => [filter.dimension, filter.as]));
  const cells = new Map<string, Cell>();
  for (const key of everyKey(dimensions, finest)) {
    const at = { ...request.fixed, ...filtered, ...namedAlong(request.along, key) };
    const counts = { recorded, undecided };
    cells.set(key, cellFor(dimensions, counts, request.gaps ?? [], key, canonicalKey(facts.name, at)));
  }
  const { along, where, only } = request;
  const origin: Origin = {
    kind: 'facts',
    facts,
    along,
    ...(where ? { where } : {}),
    ...(only ? { only } : {}),
  };
  return { base: facts.name, counts: request.counts, unit: 'count', dimensions, cells, origin };
}

/** The coordinates of a cell as canonical keys name them. */
export function namedAlong(along: readonly Along[], key: string): Record<string, string> {
  const at = coordinatesOf(
    along.map((one) => one.dimension),
    key,
  );
  return Object.fromEntries(
    along.map((one) => {
      const code = at[one.dimension.key] ?? total;
      return [one.named ?? one.dimension.key, code === total ? (one.totalAs ?? total) : code];
    }),
  );
}

const leftOut = -1;

/** The rows of which it is not recorded whether the filters want them, as far as the other filters let them in. */
function countUndecided(facts: FactTable, request: Tally): ReadonlyMap<string, number> {
  const where = request.where ?? [];
  const lacking = where.some(
    ({ column, certain }) => !certain && columnOf(facts, column).dictionary.includes(notRecorded),
  );
  if (!lacking) return new Map();
  const open = where.map((one) => (one.certain ? one : { ...one, codes: [...one.codes, notRecorded] }));
  const all = countFinest(facts, { ...request, where: open });
  const counted = countFinest(facts, request);
  return new Map([...all].map(([key, amount]) => [key, amount - (counted.get(key) ?? 0)]));
}

function countFinest(facts: FactTable, request: Tally): Map<string, number> {
  const filters = [...(request.where ?? []), ...(request.only ? [request.only] : [])].map((filter) => {
    const column = columnOf(facts, filter.column);
    return { codes: column.codes, wanted: column.dictionary.map((code) => filter.codes.includes(code)) };
  });
  const axes = request.along.map((one) => {
    const column = columnOf(facts, one.column);
    const known = new Set(one.dimension.members.map((member) => member.code));
    const members: string[] = [];
    const places = new Map<string, number>();
    const place = column.dictionary.map((code) => {
      const member = code === notRecorded || !one.memberOf ? code : one.memberOf(code);
      if (member === undefined) return leftOut;
      const found = known.has(member) ? member : notRecorded;
      let index = places.get(found);
      if (index === undefined) {
        index = members.length;
        members.push(found);
        places.set(found, index);
      }
      return index;
    });
    return { codes: column.codes, place, members };
  });
  const size = axes.reduce((product, axis) => product * Math.max(1, axis.members.length), 1);
  const counts = new Map<number, number>();
  for (let row = 0; row < facts.length; row++) {
    if (filters.some((filter) => !filter.wanted[filter.codes[row] ?? -1])) continue;
    let index = 0;
    let isLeftOut = false;
    for (const axis of axes) {
      const place = axis.place[axis.codes[row] ?? -1] ?? 0;
      if (place === leftOut) isLeftOut = true;
      index = index * axis.members.length + place;
    }
    if (isLeftOut) continue;
    counts.set(index, (counts.get(index) ?? 0) + (facts.amounts[row] ?? 0));
  }
  const finest = new Map<string, number>();
  for (const [index, amount] of counts) {
    let rest = index;
    let span = size;
    const codes = axes.map((axis) => {
      span /= axis.members.length;
      const member = Math.floor(rest / span);
      rest -= member * span;
      return axis.members[member] ?? notRecorded;
    });
    finest.set(codes.join('|'), amount);
  }
  return finest;
}

function addMargins(
  dimensions: readonly Dimension[],
  finest: ReadonlyMap<string, number>,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, amount] of finest) {
    const at = coordinatesOf(dimensions, key);
    const chains = dimensions.map((dimension) => chainOf(dimension, at[dimension.key] ?? total, at));
    for (const codes of combinations(chains)) {
      const sumKey = codes.join('|');
      sums.set(sumKey, (sums.get(sumKey) ?? 0) + amount);
    }
  }
  return sums;
}

function* everyKey(dimensions: readonly Dimension[], finest: ReadonlyMap<string, number>): Generator<string> {
  const unknown = dimensions.map((_, index) => {
    for (const [key, amount] of finest) if (amount > 0 && key.split('|')[index] === notRecorded) return true;
    return false;
  });
  const codes = dimensions.map((dimension, index) => [
    ...dimension.members.map((member) => member.code),
    ...(unknown[index] ? [notRecorded] : []),
    total,
  ]);
  for (const combination of combinations(codes)) yield combination.join('|');
}

/** Counts with every margin, and along which dimensions some of them are not recorded. */
interface Counts {
  readonly sums: ReadonlyMap<string, number>;
  readonly unknownAlong: readonly boolean[];
}

function countsOf(dimensions: readonly Dimension[], finest: ReadonlyMap<string, number>): Counts {
  const unknownAlong = dimensions.map(() => false);
  for (const key of finest.keys())
    key.split('|').forEach((code, axis) => {
      if (code === notRecorded) unknownAlong[axis] = true;
    });
  return { sums: addMargins(dimensions, finest), unknownAlong };
}

function cellFor(
  dimensions: readonly Dimension[],
  { recorded, undecided }: Readonly<Record<'recorded' | 'undecided', Counts>>,
  gaps: readonly Gap[],
  key: string,
  canonical: string,
): Cell {
  const value = recorded.sums.get(key) ?? 0;
  const from = [canonical];
  const at = coordinatesOf(dimensions, key);
  const unknown = Math.max(
    unknownBeside(dimensions, recorded, at),
    unknownBeside(dimensions, undecided, at),
    undecided.sums.get(key) ?? 0,
  );
  if (
    value === 0 &&
    dimensions.some((dimension) => dimension.existsAt?.(at[dimension.key] ?? total, at) === false)
  ) {
    return { state: 'not-applicable', from };
  }
  const missing = gapsAt(dimensions, gaps, at);
  // Where nothing came from any part there is no number: a sum of nothing is no zero.
  const wholly = value === 0 ? whollyMissing(dimensions, missing, at) : undefined;
  if (wholly) return { ...wholly, from };
  // How many are not recorded is a cell of its own, which may be hidden: a note beside it never repeats it.
  if (unknown > 0 && value === 0) {
    return {
      state: 'not-recorded',
      from,
      note: text('dit is niet overal vastgelegd', 'this is not recorded everywhere'),
    };
  }
  const notes: Text[] = [];
  if (unknown > 0) notes.push(text('bij andere is dit niet vastgelegd', 'not recorded for others'));
  const unreported = missing.filter(({ state }) => state === 'not-reported' || state === 'not-recorded');
  if (unreported.length > 0) {
    notes.push(without(unreported));
  }
  if (notes.length === 0) return counted(rational(value), from);
  const note = text(notes.map((one) => one.nl).join('; '), notes.map((one) => one.en).join('; '));
  return { state: 'partial', value: rational(value), note, from };
}

/** Of how many rows it is not recorded, in one dimension or in several, whether they belong to the cell. */
function unknownBeside(
  dimensions: readonly Dimension[],
  { sums, unknownAlong }: Counts,
  at: Readonly<Record<string, string>>,
): number {
  if (!unknownAlong.includes(true)) return 0;
  const places = dimensions.map(({ key }, axis) => {
    const code = at[key] ?? total;
    return code === total || code === notRecorded || !unknownAlong[axis] ? [code] : [code, notRecorded];
  });
  const own = dimensions.map(({ key }) => at[key] ?? total).join('|');
  let unknown = 0;
  for (const codes of combinations(places)) {
    const key = codes.join('|');
    if (key !== own) unknown = Math.max(unknown, sums.get(key) ?? 0);
  }
  return unknown;
}
