import { text } from '../../platform/language/text.ts';
import { type Cell, uncomputable } from '../cubes/cell.ts';
import { type Cube, canonicalKey, cellKey } from '../cubes/cube.ts';
import type { Dimension } from '../cubes/dimension.ts';
import { columnOf, type FactTable, notRecorded } from '../cubes/facts.ts';
import { rational } from '../cubes/rational.ts';

/**
 * Medians are shown from 10 cases and the 90th percentile from 30, in whole weeks (docs/design/counting.md, "Protection,
 * one policy").
 */
export const casesNeeded = { median: 10, p90: 30 } as const;
export type Quantile = keyof typeof casesNeeded;

/**
 * The median or 90th percentile of a column of whole days, along one dimension, rounded half up to weeks. The
 * nearest-rank definition: the smallest value with at least that share of the cases at or below it.
 */
export function quantileInWeeks(
  facts: FactTable,
  request: {
    readonly days: string;
    readonly dimension: Dimension;
    readonly column: string;
    readonly quantile: Quantile;
  },
): Cube {
  const values = durationsOf(facts, request);
  const cells = new Map<string, Cell>();
  for (const member of request.dimension.members) {
    const at = { [request.dimension.key]: member.code };
    const from = [canonicalKey(`${facts.name}.${request.days}`, at)];
    cells.set(
      cellKey([request.dimension], at),
      quantileCell(values.get(member.code) ?? [], request.quantile, from),
    );
  }
  return {
    base: `${facts.name}.${request.days}`,
    counts: 'day',
    unit: 'weeks',
    dimensions: [request.dimension],
    cells,
    origin: { kind: 'facts', facts, along: [{ dimension: request.dimension, column: request.column }] },
  };
}

/**
 * How many cases of a group took so many days or longer at the least, as readers tell from its median and 90th
 * percentile: from its rank on none took less than the weeks that are printed.
 *
 * @param group the code of the group in the column
 * @param least whole days
 */
export function impliedToTake(
  facts: FactTable,
  request: { readonly days: string; readonly column: string; readonly group: string },
  least: number,
): number {
  const values = durationsOf(facts, request).get(request.group) ?? [];
  const count = countOf(values);
  const implied = (['median', 'p90'] as const).map((quantile) => {
    const weeks = count < casesNeeded[quantile] ? undefined : weeksAt(values, rankOf(count, quantile));
    return weeks !== undefined && shortestOf(weeks) >= least ? count - rankOf(count, quantile) + 1 : 0;
  });
  return Math.max(...implied);
}

/** How many cases took so many days. */
interface Duration {
  readonly day: number;
  readonly amount: number;
}

/** The cases of each group of which the days are known, shortest first. */
function durationsOf(
  facts: FactTable,
  request: { readonly days: string; readonly column: string },
): ReadonlyMap<string, readonly Duration[]> {
  const days = columnOf(facts, request.days);
  const groups = columnOf(facts, request.column);
  const values = new Map<string, Duration[]>();
  for (let row = 0; row < facts.length; row++) {
    const code = days.dictionary[days.codes[row] ?? -1];
    const group = groups.dictionary[groups.codes[row] ?? -1];
    const amount = facts.amounts[row] ?? 0;
    if (code === undefined || code === notRecorded || group === undefined || amount === 0) continue;
    const list = values.get(group) ?? [];
    list.push({ day: Number(code), amount });
    values.set(group, list);
  }
  for (const list of values.values()) list.sort((a, b) => a.day - b.day);
  return values;
}

function countOf(values: readonly Duration[]): number {
  return values.reduce((sum, { amount }) => sum + amount, 0);
}

function rankOf(count: number, quantile: Quantile): number {
  return quantile === 'median' ? Math.ceil(count / 2) : Math.ceil((count * 9) / 10);
}

/** The time that the case of this rank took, rounded half up to weeks. */
function weeksAt(values: readonly Duration[], rank: number): number | undefined {
  let seen = 0;
  for (const { day, amount } of values) {
    seen += amount;
    if (seen >= rank) return Math.floor((day + 3.5) / 7);
  }
  return undefined;
}

/** The fewest days that are printed as so many weeks. */
function shortestOf(weeks: number): number {
  return Math.ceil(weeks * 7 - 3.5);
}

function quantileCell(values: readonly Duration[], quantile: Quantile, from: readonly string[]): Cell {
  const count = countOf(values);
  if (count < casesNeeded[quantile]) {
    const needed = casesNeeded[quantile];
    return uncomputable(text(`minder dan ${needed} zaken`, `fewer than ${needed} cases`), from);
  }
  const weeks = weeksAt(values, rankOf(count, quantile));
  return weeks === undefined
    ? uncomputable(text('geen zaken', 'no cases'), from)
    : { state: 'value', value: rational(weeks), from };
}
