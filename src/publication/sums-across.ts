import { hasValue } from '../figures/cell.ts';
import { type Cube, cellKey, coordinatesOf } from '../figures/cube.ts';
import { total } from '../figures/dimension.ts';
import type { Cell, LinkedTables, Relation } from '../protection/linked-tables.ts';
import type { KnownCells } from './known-cells.ts';

/**
 * The sums a reader can make between tables, beside those within one: codes add up to their group in the table of
 * groups, and the years of this report add up to a total over years that an earlier report printed. Without the
 * latter, "2022 to 2025" less the earlier "2022 to 2024" would give every hidden number of 2025.
 *
 * @param cubes the counts behind the figures of the report
 * @param cells their cells, linked
 */
export function sumsAcross(cubes: readonly Cube[], cells: readonly Cell[], known: KnownCells): LinkedTables {
  const values = new Map(cells.map((cell) => [cell.key, cell.value]));
  const found = cubes.flatMap((cube) => [...groupSums(cube, values), ...earlierSums(cube, values, known)]);
  const holding = found.filter(
    ({ relation, value }) => relation.parts.reduce((sum, key) => sum + (values.get(key) ?? 0), 0) === value,
  );
  return {
    cells: holding
      .filter(({ relation }) => !values.has(relation.total))
      .map(({ relation, value }) => ({ key: relation.total, value, class: 'printed-earlier' })),
    relations: holding.map(({ relation }) => relation),
  };
}

interface Sum {
  readonly relation: Relation;
  readonly value: number;
}

/** A measure counts in its kind of measure: members of one group, in the cell that counts the group. */
function groupSums(cube: Cube, values: ReadonlyMap<string, number>): readonly Sum[] {
  return cube.dimensions.flatMap((dimension) => {
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
    return [...parts].map(([key, keys]) => ({
      relation: { total: key, parts: keys },
      value: values.get(key) ?? 0,
    }));
  });
}

/** A canonical key with one coordinate replaced; coordinates stand in order. */
function renamed(key: string, from: string, to: string): string {
  const open = key.indexOf('(');
  const parts = key.slice(open + 1, -1).split(',');
  const changed = parts.map((part) => (part === from ? to : part)).sort();
  return `${key.slice(0, open)}(${changed.join(',')})`;
}

/** Totals over other years, as an earlier report printed them, against the years that this report shows. */
function earlierSums(cube: Cube, values: ReadonlyMap<string, number>, known: KnownCells): readonly Sum[] {
  const years = cube.dimensions.find((dimension) => dimension.key === 'year')?.members ?? [];
  const codes = years.map((year) => year.code);
  const own = `=${codes[0]}..${codes.at(-1)}`;
  const ranges = codes.flatMap((_, first) =>
    codes.slice(first + 1).map((last, index) => ({
      name: `=${codes[first]}..${last}`,
      codes: codes.slice(first, first + index + 2),
    })),
  );
  return [...cube.cells].flatMap(([place, cell]) => {
    const at = coordinatesOf(cube.dimensions, place);
    const [key] = cell.from;
    if (key === undefined || (at['year'] ?? total) !== total) return [];
    return ranges.flatMap((range) => {
      const earlier = key.replace(own, range.name);
      const before = known.get(earlier);
      if (earlier === key || before?.state !== 'published') return [];
      const parts = range.codes.flatMap((year) => {
        const part = cube.cells.get(cellKey(cube.dimensions, { ...at, year }));
        return part && hasValue(part) ? part.from.slice(0, 1) : [];
      });
      if (!parts.every((part) => values.has(part))) return [];
      return [{ relation: { total: earlier, parts }, value: Number(before.value) }];
    });
  });
}
