import { text } from '../../platform/language/text.ts';
import type { Cell, Contributions } from '../cubes/cell.ts';
import type { CountedThing } from '../cubes/counted-thing.ts';
import { type Cube, canonicalKey, cellKey } from '../cubes/cube.ts';
import { chainOf, total } from '../cubes/dimension.ts';
import { columnOf, type FactTable, notRecorded } from '../cubes/facts.ts';
import type { Origin } from '../cubes/origin.ts';
import { fromDecimal, rational, roundHalfUp, zero } from '../cubes/rational.ts';
import type { Along } from '../cubes/tally-request.ts';
import { combinations } from './combinations.ts';
import { namedAlong } from './tally.ts';

/** A sum of amounts (money) rather than a count of cases. */
export interface Magnitude {
  readonly counts: CountedThing;
  /** The column with one amount per fact, as an exact decimal ("1250.50"). */
  readonly amount: string;
  /** Names the sum in canonical keys: "incidents.damage". */
  readonly base: string;
  readonly along: readonly Along[];
}

interface Sum {
  value: number;
  count: number;
  largest: number;
  second: number;
}

/**
 * Sums an amount per cell with every margin, in whole euros: each amount is rounded half up before it is added,
 * so that parts add up to their totals exactly and protection sees every sum. Each cell knows its contributors: a
 * sum which one of them dominates can be protected (p% rule, SDC Handbook 4.2). Where amounts are not recorded the
 * sum is partial, and without any recorded amount there is none.
 */
export function magnitude(facts: FactTable, request: Magnitude): Cube {
  const dimensions = request.along.map((one) => one.dimension);
  const amounts = columnOf(facts, request.amount);
  const axes = request.along.map((one) => {
    const column = columnOf(facts, one.column);
    const known = new Set(one.dimension.members.map((member) => member.code));
    const memberOf = column.dictionary.map((code) => {
      const member = code === notRecorded || !one.memberOf ? code : one.memberOf(code);
      return member === undefined || known.has(member) ? member : notRecorded;
    });
    return { codes: column.codes, memberOf };
  });
  const sums = new Map<string, Sum>();
  const unrecorded = new Set<string>();
  for (let row = 0; row < facts.length; row++) {
    const members = axes.map((axis) => axis.memberOf[axis.codes[row] ?? -1]);
    if (!members.every((member) => member !== undefined)) continue;
    const at = Object.fromEntries(
      dimensions.map((dimension, index) => [dimension.key, members[index] ?? '']),
    );
    const chains = dimensions.map((dimension, index) => chainOf(dimension, members[index] ?? total, at));
    const code = amounts.dictionary[amounts.codes[row] ?? -1] ?? notRecorded;
    for (const codes of combinations(chains)) {
      const key = codes.join('|');
      if (code === notRecorded) unrecorded.add(key);
      else contribute(sums, key, wholeEuros(code), facts.amounts[row] ?? 0);
    }
  }
  const cells = new Map<string, Cell>();
  const codes = dimensions.map((dimension) => [...dimension.members.map((member) => member.code), total]);
  for (const combination of combinations(codes)) {
    const key = cellKey(
      dimensions,
      Object.fromEntries(dimensions.map((dimension, index) => [dimension.key, combination[index] ?? total])),
    );
    const from = [canonicalKey(request.base, namedAlong(request.along, key))];
    cells.set(key, cellOf(sums.get(key), unrecorded.has(key), from));
  }
  const origin: Origin = { kind: 'facts', facts, along: request.along };
  return { base: request.base, counts: request.counts, unit: 'euro', dimensions, cells, origin };
}

function wholeEuros(decimal: string): number {
  const amount = fromDecimal(decimal);
  if (!amount) throw new RangeError(`An amount in a fact table is no decimal: "${decimal}".`);
  return Number(roundHalfUp(amount, 0));
}

function contribute(sums: Map<string, Sum>, key: string, amount: number, times: number): void {
  const sum = sums.get(key) ?? { value: 0, count: 0, largest: 0, second: 0 };
  sum.value += amount * times;
  if (amount > 0 && times > 0) {
    const [largest, second] = [sum.largest, sum.second, amount, times > 1 ? amount : 0].sort((a, b) => b - a);
    sum.count += times;
    sum.largest = largest ?? 0;
    sum.second = second ?? 0;
  }
  sums.set(key, sum);
}

function cellOf(sum: Sum | undefined, unrecorded: boolean, from: readonly string[]): Cell {
  if (!sum) {
    // Nothing happened, or nothing was written down: only the latter leaves a question.
    return unrecorded
      ? { state: 'not-recorded', from, note: text('nergens vastgelegd', 'recorded nowhere') }
      : { state: 'nil', value: zero, from, contributions: { count: 0, largest: 0, second: 0 } };
  }
  const { count, largest, second } = sum;
  const contributions: Contributions = { count, largest, second };
  const value = rational(sum.value);
  if (!unrecorded) return { state: value.numerator === 0n ? 'nil' : 'value', value, from, contributions };
  // How many are not recorded may be hidden elsewhere: the note repeats no number.
  const note = text('alleen waar het bedrag is vastgelegd', 'only where the amount was recorded');
  return { state: 'partial', value, note, from, contributions };
}
