import { type Balance, holds, type Weighed } from '../figures/balance.ts';
import type { Cube } from '../figures/cube.ts';
import type { Cell, LinkedTables, Relation } from '../protection/linked-tables.ts';
import type { KnownCells } from './known-cells.ts';

/**
 * The balances that figures bring along, as sums over the cells of the report. What no table prints stands in them
 * as a cell that nobody sees.
 * Balances about which this report says nothing, those that hang on a number that nobody printed, and those that do
 * not hold in the registers, are left out.
 *
 * @param cubes the counts behind the figures of the report
 * @param cells their cells, linked
 * @param threshold what counts as small
 */
export function weighedTables(
  cubes: readonly Cube[],
  cells: readonly Cell[],
  known: KnownCells,
  threshold: number,
): LinkedTables {
  const values = new Map(cells.map((cell) => [cell.key, cell.value]));
  const added = new Map<string, Cell>();
  const relations: Relation[] = [];
  for (const balance of cubes.flatMap((cube) => cube.balances ?? [])) {
    const { one, other } = valued(balance, values);
    if (!holds({ one, other }) || ![...one, ...other].some(({ key }) => values.has(key))) continue;
    if (balance.when?.some((key) => !values.has(key) && !known.has(key))) continue;
    for (const weighed of [...one, ...other])
      if (!values.has(weighed.key)) added.set(weighed.key, unseen(weighed, known, threshold));
    relations.push(...relationsOf(one, other, added));
  }
  return { cells: [...added.values()], relations };
}

/** The balance with the values that the tables have. */
function valued({ one, other }: Balance, values: ReadonlyMap<string, number>): Balance {
  const side = (weighed: readonly Weighed[]): readonly Weighed[] =>
    weighed.map((each) => ({ ...each, value: values.get(each.key) ?? each.value }));
  return { one: side(one), other: side(other) };
}

function unseen({ key, value, unprinted }: Weighed, known: KnownCells, threshold: number): Cell {
  const before = known.get(key);
  if (before?.state === 'published' && Number(before.value) === value)
    return { key, value, class: 'printed-earlier', history: 'published' };
  const secret = before?.state === 'hidden' || (unprinted === 'uncertain' && value > 0 && value < threshold);
  const kind = unprinted === 'guarded' ? 'guarded' : 'open';
  return { key, value, class: kind, shown: false, ...(secret ? { history: 'hidden' } : {}) };
}

/** Both sides as the same sum; where neither is a single cell, that sum is one that nobody sees. */
function relationsOf(
  one: readonly Weighed[],
  other: readonly Weighed[],
  added: Map<string, Cell>,
): readonly Relation[] {
  const keys = (side: readonly Weighed[]): readonly string[] => side.map(({ key }) => key);
  const [single, rest] = one.length === 1 ? [one, other] : [other, one];
  const [total] = single;
  if (total && single.length === 1) return [{ total: total.key, parts: keys(rest) }];
  const key = keys(one).join(' + ');
  const value = one.reduce((sum, each) => sum + each.value, 0);
  added.set(key, { key, value, class: 'open', shown: false });
  return [
    { total: key, parts: keys(one) },
    { total: key, parts: keys(other) },
  ];
}
