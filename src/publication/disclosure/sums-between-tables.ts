import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import type { Cell, LinkedTables } from '../../protection/linked-tables.ts';
import { earlierRanges, everyYear } from './earlier-ranges.ts';
import type { KnownCells } from './known-cells.ts';

/**
 * The sums a reader can make between tables, together with those within one: codes add up to their group in the table of
 * groups, and the years of this report add up to a total over years that an earlier report printed. Without the
 * latter, "2022 to 2025" less the earlier "2022 to 2024" would give every hidden number of 2025.
 *
 * @param cubes the counts behind the figures of the report
 * @param cells their cells, linked
 */
export function sumsBetweenTables(
  cubes: readonly Cube[],
  cells: readonly Cell[],
  known: KnownCells,
): LinkedTables {
  const values = new Map(cells.map((cell) => [cell.key, cell.value]));
  const holding = cubes
    .flatMap((cube) => [...groupSums(cube, values), ...earlierSums(cube, values, known)])
    .filter(({ total, parts }) => parts.reduce((sum, part) => sum + part.value, 0) === total.value);
  const added = new Map<string, Cell>();
  for (const { total, parts } of holding) {
    // A total that the report does not hold is one that an earlier report printed.
    if (!values.has(total.key)) added.set(total.key, { ...total, class: 'printed-earlier' });
    for (const part of parts)
      if (!values.has(part.key) && !added.has(part.key))
        added.set(part.key, { ...part, class: 'guarded', ...unprinted(known, part) });
  }
  return {
    cells: [...added.values()],
    relations: holding.map(({ total, parts }) => ({
      total: total.key,
      parts: parts.map((part) => part.key),
    })),
  };
}

interface Counted {
  readonly key: string;
  readonly value: number;
}

interface Sum {
  readonly total: Counted;
  readonly parts: readonly Counted[];
}

/** No table of this report prints it; an earlier one may have. */
function unprinted(known: KnownCells, { key, value }: Counted): Partial<Cell> {
  const before = known.get(key);
  if (before?.state === 'published' && Number(before.value) === value) return { history: 'published' };
  return { shown: false, ...(before?.state === 'hidden' ? { history: 'hidden' } : {}) };
}

/** A measure counts in its kind of measure: members of one group, in the cell that counts the group. */
function groupSums(cube: Cube, values: ReadonlyMap<string, number>): readonly Sum[] {
  const grouped = cube.dimensions.filter(({ members }) => members.some(({ group }) => group !== undefined));
  return grouped.flatMap((dimension) => {
    const groups = new Map(dimension.members.map((member) => [member.code, member.group]));
    const parts = new Map<string, string[]>();
    for (const [place, cell] of cube.cells) {
      const code = coordinatesOf(cube.dimensions, place)[dimension.key] ?? total;
      const [key] = cell.from;
      const group = groups.get(code);
      if (group === undefined || key === undefined || !values.has(key)) continue;
      const whole = renamed(key, `${dimension.key}=${code}`, `group=${group}`);
      if (values.has(whole)) parts.set(whole, [...(parts.get(whole) ?? []), key]);
    }
    const counted = (key: string): Counted => ({ key, value: values.get(key) ?? 0 });
    return [...parts].map(([key, keys]) => ({ total: counted(key), parts: keys.map(counted) }));
  });
}

/** A canonical key with one coordinate replaced; coordinates are in order. */
function renamed(key: string, from: string, to: string): string {
  const open = key.indexOf('(');
  const parts = key.slice(open + 1, -1).split(',');
  const changed = parts.map((part) => (part === from ? to : part)).sort();
  return `${key.slice(0, open)}(${changed.join(',')})`;
}

/**
 * Totals over other years, as an earlier report printed them, against the years that this report shows. Where it
 * shows the years only together, the reader can still subtract, also single years that are elsewhere or in an
 * earlier report: the years are in between, unprinted.
 */
function earlierSums(cube: Cube, values: ReadonlyMap<string, number>, known: KnownCells): readonly Sum[] {
  return [...cube.cells].flatMap(([place, cell]): readonly Sum[] => {
    const [own] = cell.from;
    const years = everyYear(cube, place);
    if (own === undefined || years.length === 0) return [];
    const ranges = earlierRanges(cube, place, known);
    const sums = ranges.map(({ key, value, years }): Sum => ({ total: { key, value }, parts: years }));
    const value = values.get(own);
    const shown = years.filter((year) => values.has(year.key));
    const seen = ranges.length > 0 || shown.length > 0 || years.some((year) => known.has(year.key));
    // The years of a cell that shows each of them are a sum within its table.
    if (value === undefined || !seen || shown.length === years.length) {
      const printed = ranges.flatMap((range) => range.years).every((year) => values.has(year.key));
      return printed ? sums : [];
    }
    return [...sums, { total: { key: own, value }, parts: years }];
  });
}
