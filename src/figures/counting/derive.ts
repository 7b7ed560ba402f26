import { type Text, text } from '../../platform/language/text.ts';
import { type Cell, hasValue, joinedNote, uncomputable } from '../cubes/cell.ts';
import { type Cube, cellAt, cellKey, coordinatesOf, mapCube } from '../cubes/cube.ts';
import { type Coordinates, chainOf, total } from '../cubes/dimension.ts';
import { add, compare, divide, hundred, multiply, type Rational, subtract } from '../cubes/rational.ts';

/** Refusal to combine quantities that are not of one kind: incidents with persons, persons with FTE. */
export class IncomparableFigures extends Error {
  override name = 'IncomparableFigures';
}

/** Staff counted in two ways, or persons with employments or FTE: what the organisation returned does not fit. */
export class MixedHeadcounts extends IncomparableFigures {
  override name = 'MixedHeadcounts';
  readonly why: Text;

  constructor(why: Text) {
    super(why.en);
    this.why = why;
  }
}

/** Percentages only with a base of at least this many (docs/design/counting.md, "Protection, one policy"). */
const smallestShareBase = 10;

/** Each cell as a part of the cell with `dimension` at its total (or at `of`), as a fraction of one. */
export function share(cube: Cube, dimension: string, of: string = total): Cube {
  requireDimension(cube, dimension);
  return mapCube(cube, { unit: 'percent' }, (cell, at) =>
    fraction(cell, cellAt(cube, { ...at, [dimension]: of }), smallestShareBase),
  );
}

/** Each cell of `part` as a fraction of the cell of `whole` at the same coordinates (of the dimensions that `whole` has). */
export function shareOf(part: Cube, whole: Cube): Cube {
  if (part.counts !== whole.counts && whole.headcountDefinition === undefined) refuse(part, whole);
  if (part.counts === 'person') refuseOtherThanPersons(whole);
  refuseMixed(part, whole);
  return mapCube(part, headcount({ unit: 'percent' }, whole), (cell, at) =>
    fraction(cell, cellAt(whole, common(whole, at)), smallestShareBase),
  );
}

/** Counts per 100 staff: the headcount definition comes along, so that rates of mixed bases cannot be compared. */
export function perHundredStaff(counts: Cube, staff: Cube): Cube {
  if (staff.headcountDefinition === undefined)
    throw new IncomparableFigures('A rate needs a headcount with a definition.');
  refuseMixed(counts, staff);
  return mapCube(counts, headcount({ unit: 'per-100-staff' }, staff), (cell, at) => {
    const answer = fraction(cell, cellAt(staff, common(staff, at)), smallestShareBase);
    const { parts: _, ...rate } = answer;
    return hasValue(rate) ? { ...rate, value: multiply(rate.value, hundred) } : rate;
  });
}

/**
 * A flow per 100 staff: `staff` is weighted by time, and what it says about that comes along in the note. A stock is
 * divided by the staff of the reference date instead, with {@link perHundredStaff}.
 */
export function flowPerHundredStaff(flow: Cube, staff: Cube): Cube {
  return mapCube(perHundredStaff(flow, staff), {}, (cell, at) => {
    const { note } = cellAt(staff, common(staff, at));
    if (!note || !hasValue(cell) || cell.note?.nl.includes(note.nl)) return cell;
    return {
      ...cell,
      note: cell.note ? text(`${cell.note.nl}; ${note.nl}`, `${cell.note.en}; ${note.en}`) : note,
    };
  });
}

/** Growth against the member before, as a fraction of the earlier value: (now − before) ÷ before. */
export function growth(cube: Cube, dimension = 'year'): Cube {
  return againstBefore(cube, dimension, 'percent', (now, before) =>
    before.numerator === 0n ? undefined : divide(subtract(now, before), before),
  );
}

/** Difference with the member before, in the cube's own unit; for shares: percentage points as a fraction of one. */
export function difference(cube: Cube, dimension = 'year'): Cube {
  const unit = cube.unit === 'percent' ? 'percentage-points' : cube.unit;
  return againstBefore(cube, dimension, unit, subtract);
}

/** What is left of each cell of `whole` without that of `part` at the same coordinates. */
export function without(whole: Cube, part: Cube): Cube {
  if (part.counts !== whole.counts) refuse(part, whole);
  return mapCube(whole, {}, (cell, at) => combine(cell, cellAt(part, common(part, at)), subtract));
}

/** The two together, at the same coordinates: none is counted in both. Where one has no value, neither has their sum. */
export function plus(one: Cube, other: Cube): Cube {
  if (other.counts !== one.counts) refuse(one, other);
  return mapCube(one, {}, (cell, at) => combine(cell, cellAt(other, common(other, at)), add));
}

/** Rank along a dimension, 1 for the largest; equal values share a rank. Totals and unknowns have none. */
export function rank(cube: Cube, dimension: string): Cube {
  requireDimension(cube, dimension);
  const axis = cube.dimensions.find((one) => one.key === dimension);
  return mapCube(cube, { unit: 'rank' }, (cell, at) => {
    if (at[dimension] === total || !hasValue(cell) || !axis) return undefined;
    const siblings = axis.members
      .filter((member) => chainOf(axis, member.code, at)[1] === chainOf(axis, at[dimension] ?? total, at)[1])
      .map((member) => cellAt(cube, { ...at, [dimension]: member.code }));
    const larger = siblings.filter((other) => hasValue(other) && compare(other.value, cell.value) > 0).length;
    return {
      ...cell,
      value: { numerator: BigInt(larger + 1), denominator: 1n },
      from: [...new Set(siblings.flatMap((other) => other.from))],
    };
  });
}

/**
 * The cube without a dimension: every cell is the sum of the cells at these codes of it. A part without a value
 * leaves the sum without one.
 */
export function slice(cube: Cube, dimension: string, codes: readonly string[]): Cube {
  requireDimension(cube, dimension);
  const dimensions = cube.dimensions.filter((one) => one.key !== dimension);
  const cells = new Map<string, Cell>();
  for (const key of cube.cells.keys()) {
    const { [dimension]: code, ...rest } = coordinatesOf(cube.dimensions, key);
    if (code !== codes[0]) continue;
    const parts = codes.map((one) => cellAt(cube, { ...rest, [dimension]: one }));
    const [first, ...others] = parts;
    if (!first) continue;
    cells.set(
      cellKey(dimensions, rest),
      others.reduce((sum, part) => combine(sum, part, add), first),
    );
  }
  const { origin: _, ...rest } = cube;
  return { ...rest, dimensions, cells };
}

function againstBefore(
  cube: Cube,
  dimension: string,
  unit: Cube['unit'],
  change: (now: Rational, before: Rational) => Rational | undefined,
): Cube {
  requireDimension(cube, dimension);
  const order =
    cube.dimensions.find((one) => one.key === dimension)?.members.map((member) => member.code) ?? [];
  return mapCube(cube, { unit }, (cell, at) => {
    const position = order.indexOf(at[dimension] ?? total);
    const earlier = order[position - 1];
    if (position < 1 || earlier === undefined) return undefined;
    return combine(cell, cellAt(cube, { ...at, [dimension]: earlier }), change);
  });
}

function combine(
  now: Cell,
  before: Cell,
  change: (now: Rational, before: Rational) => Rational | undefined,
): Cell {
  const from = [...now.from, ...before.from];
  if (!hasValue(now) || !hasValue(before)) return withoutValue(hasValue(now) ? before : now, from);
  const value = change(now.value, before.value);
  if (!value) return uncomputable(text('de eerdere waarde is nul', 'the earlier value is zero'), from);
  return carry(now, before, value, from);
}

function fraction(part: Cell, whole: Cell, smallestBase: number): Cell {
  const from = [...part.from, ...whole.from];
  if (!hasValue(part) || !hasValue(whole)) return withoutValue(hasValue(part) ? whole : part, from);
  const parts = { part: part.value, whole: whole.value };
  if (whole.value.numerator < BigInt(smallestBase) * whole.value.denominator) {
    return uncomputable(
      text(
        `minder dan ${smallestBase} om een aandeel van te nemen`,
        `fewer than ${smallestBase} to take a share of`,
      ),
      from,
      parts,
    );
  }
  return { ...carry(part, whole, divide(part.value, whole.value), from), parts };
}

function carry(a: Cell, b: Cell, value: Rational, from: readonly string[]): Cell {
  for (const state of ['partial', 'estimated'] as const) {
    const weak = [a, b].filter((cell) => cell.state === state);
    if (weak.length > 0) return { state, value, from, ...joinedNote(weak.flatMap(({ note }) => note ?? [])) };
  }
  return { state: 'value', value, from };
}

function withoutValue(cell: Cell, from: readonly string[]): Cell {
  return { state: cell.state, from, ...(cell.note ? { note: cell.note } : {}) };
}

function common(cube: Cube, at: Coordinates): Coordinates {
  return Object.fromEntries(
    Object.entries(at).filter(([key]) => cube.dimensions.some((one) => one.key === key)),
  );
}

function headcount(change: Partial<Cube>, staff: Cube): Partial<Cube> {
  return staff.headcountDefinition === undefined
    ? change
    : { ...change, headcountDefinition: staff.headcountDefinition };
}

function requireDimension(cube: Cube, dimension: string): void {
  if (!cube.dimensions.some((one) => one.key === dimension)) {
    throw new RangeError(
      `There is no dimension "${dimension}" here; there is: ${cube.dimensions.map((d) => d.key).join(', ')}.`,
    );
  }
}

/** Two headcounts, or rates over them, combine only when staff was counted in the same way. */
function refuseMixed(a: Cube, b: Cube): void {
  const [first, second] = [a.headcountDefinition, b.headcountDefinition];
  if (first === undefined || second === undefined || first === second) return;
  throw new MixedHeadcounts(
    text(
      `de personeelsomvang is op twee manieren geteld („${first}” en „${second}”): niet samen te nemen`,
      `staff was counted in two ways (“${first}” and “${second}”): they cannot be combined`,
    ),
  );
}

/** Persons are a share of persons: with employments or FTE below the line the share could pass the whole. */
function refuseOtherThanPersons(whole: Cube): void {
  if (whole.counts !== 'employment' && whole.counts !== 'fte') return;
  const name = whole.counts === 'fte' ? text('fte', 'FTE') : text('dienstverbanden', 'employments');
  throw new MixedHeadcounts(
    text(
      `personen zijn geen deel van ${name.nl}: de personeelsomvang is in ${name.nl} opgegeven`,
      `persons are no share of ${name.en}: staff was returned in ${name.en}`,
    ),
  );
}

function refuse(a: Cube, b: Cube): never {
  const name = (cube: Cube): Text =>
    text(
      `${cube.counts} (${cube.headcountDefinition ?? cube.unit})`,
      `${cube.counts} (${cube.headcountDefinition ?? cube.unit})`,
    );
  throw new IncomparableFigures(
    `Cannot combine ${name(a).en} with ${name(b).en}: they do not count the same thing.`,
  );
}
