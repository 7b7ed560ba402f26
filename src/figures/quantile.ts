import { text } from '../platform/language/text.ts';
import { type Cell, uncomputable } from './cell.ts';
import { type Cube, canonicalKey, cellKey } from './cube.ts';
import type { Dimension } from './dimension.ts';
import { columnOf, type FactTable, notRecorded } from './facts.ts';
import { rational } from './rational.ts';

/** Medians are shown from 10 cases and the 90th percentile from 30, in whole weeks (counting.md, "Protection"). */
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
  const days = columnOf(facts, request.days);
  const groups = columnOf(facts, request.column);
  const values = new Map<string, { day: number; amount: number }[]>();
  for (let row = 0; row < facts.length; row++) {
    const code = days.dictionary[days.codes[row] ?? -1];
    const group = groups.dictionary[groups.codes[row] ?? -1];
    const amount = facts.amounts[row] ?? 0;
    if (code === undefined || code === notRecorded || group === undefined || amount === 0) continue;
    const list = values.get(group) ?? [];
    list.push({ day: Number(code), amount });
    values.set(group, list);
  }
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

function quantileCell(
  values: { day: number; amount: number }[],
  quantile: Quantile,
  from: readonly string[],
): Cell {
  const count = values.reduce((sum, value) => sum + value.amount, 0);
  if (count < casesNeeded[quantile]) {
    const needed = casesNeeded[quantile];
    return uncomputable(text(`minder dan ${needed} zaken`, `fewer than ${needed} cases`), from);
  }
  const rankOf = quantile === 'median' ? Math.ceil(count / 2) : Math.ceil((count * 9) / 10);
  let seen = 0;
  for (const { day, amount } of values.sort((a, b) => a.day - b.day)) {
    seen += amount;
    if (seen >= rankOf) return { state: 'value', value: rational(Math.floor((day + 3.5) / 7)), from };
  }
  return uncomputable(text('geen zaken', 'no cases'), from);
}
