import { type Balance, type BalanceTerm, holds } from '../../figures/cubes/balance.ts';
import type { Cube } from '../../figures/cubes/cube.ts';
import type { Cell, LinkedTables, Relation } from '../../protection/linked-tables.ts';
import type { KnownCells } from './known-cells.ts';

/**
 * The balances that figures bring along, as sums over the cells of the report. What no table prints is in them
 * as a cell that nobody sees.
 * Balances about which this report says nothing, those that depend on a number that nobody printed or implied, and those
 * that do not hold in the registers, are left out.
 *
 * @param cubes the counts behind the figures of the report
 * @param cells their cells, linked
 * @param threshold what counts as small
 * @param wanted the keys behind all figures of the report, also of those that do not add up, as a median
 */
export function balanceRelations(
  cubes: readonly Cube[],
  cells: readonly Cell[],
  known: KnownCells,
  threshold: number,
  wanted: ReadonlySet<string>,
): LinkedTables {
  const values = new Map(cells.map((cell) => [cell.key, cell.value]));
  const isImplied = ({ unprinted }: BalanceTerm): boolean => unprinted === 'implied';
  const isNotShown = (weighed: BalanceTerm): boolean => isImplied(weighed) && !wanted.has(weighed.key);
  const isNew = ({ key }: BalanceTerm): boolean => values.has(key) && !known.has(key);
  const balances = cubes
    .flatMap((cube) => cube.balances ?? [])
    .map((balance) => ({ ...balance, ...valued(balance, values) }))
    .filter(({ one, other, when }) => {
      if (!holds({ one, other }) || ![...one, ...other].some(({ key }) => values.has(key))) return false;
      if ([...one, ...other].some(isNotShown)) return false;
      return !when?.some((key) => !values.has(key) && !known.has(key));
    });
  const { news = [], old: all = [] } = Object.groupBy(balances, ({ one, other }) =>
    [...one, ...other].some(isNew) ? 'news' : 'old',
  );
  // Of numbers that were all printed or hidden before, what a time implies was disclosed with them: it stays so.
  const old = all.filter(({ one, other }) => ![...one, ...other].some(isImplied));
  const added = new Map<string, Cell>();
  const relations: Relation[] = [];
  // What is new here decides: of a number in both the cell of the latter stays.
  for (const [given, beside] of [[old, 'old'] as const, [news, 'news'] as const])
    for (const balance of given) {
      const [one, other] = [balance.one, balance.other].map((side) =>
        side.map((weighed) => {
          if (values.has(weighed.key)) return weighed;
          const cell = unseen(weighed, known, threshold, beside);
          added.set(cell.key, cell);
          return { ...weighed, key: cell.key };
        }),
      );
      relations.push(...relationsOf(one ?? [], other ?? [], added));
    }
  return { cells: [...added.values()], relations };
}

/** The balance with the values that the tables have. */
function valued({ one, other }: Balance, values: ReadonlyMap<string, number>): Balance {
  const side = (weighed: readonly BalanceTerm[]): readonly BalanceTerm[] =>
    weighed.map((each) => ({ ...each, value: values.get(each.key) ?? each.value }));
  return { one: side(one), other: side(other) };
}

/**
 * A number that this report does not count: no table prints it, or a year repeats it as published.
 *
 * Readers compare numbers that are new (`news`) with what an earlier report printed. Corrections since are few, so it is
 * taken as known to be what it is now; and what was hidden is as secret as any count. Of numbers that they all had
 * before (`old`) a correction discloses nothing, and what it made small cannot be taken
 * back: there it may be anything.
 */
function unseen(
  { key, value, unprinted }: BalanceTerm,
  known: KnownCells,
  threshold: number,
  beside: 'news' | 'old',
): Cell {
  if (unprinted === 'implied') return { key: `${key} implied`, value, class: 'open' };
  const before = known.get(key);
  if (before?.state === 'published') {
    if (beside === 'news' || Number(before.value) === value)
      return { key, value, class: 'printed-earlier', history: 'published' };
    return { key: `${key} since it was corrected`, value, class: 'open', shown: false };
  }
  const hidden = before?.state === 'hidden';
  const secret = hidden || (unprinted === 'uncertain' && value > 0 && value < threshold);
  const kind = unprinted === 'guarded' || (hidden && beside === 'news') ? 'guarded' : 'open';
  return { key, value, class: kind, shown: false, ...(secret ? { history: 'hidden' } : {}) };
}

/** Both sides as the same sum; where neither is a single cell, that sum is one that nobody sees. */
function relationsOf(
  one: readonly BalanceTerm[],
  other: readonly BalanceTerm[],
  added: Map<string, Cell>,
): readonly Relation[] {
  const keys = (side: readonly BalanceTerm[]): readonly string[] => side.map(({ key }) => key);
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
