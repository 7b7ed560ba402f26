import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, cellKey, coordinatesOf } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import type { KnownCells } from './known-cells.ts';

/** A sum over years that an earlier report printed, with the cells of those years as they are counted now. */
export interface EarlierRange {
  readonly key: string;
  readonly value: number;
  readonly years: readonly CountedYear[];
}

/** A counted cell of one year. */
export interface CountedYear {
  readonly key: string;
  readonly value: number;
}

/** The cells of a table that are sums over years. */
interface YearSum {
  readonly at: Readonly<Record<string, string>>;
  readonly key: string;
  /** The years of the table, in order. */
  readonly codes: readonly string[];
  /** The counts of every year, known or not; empty where one is put together from several counts. */
  readonly every: readonly CountedYear[];
}

/** Asked of the same tables in every round of protection. */
const sumsOfCubes = new WeakMap<Cube, ReadonlyMap<string, YearSum>>();

/**
 * The sums over some of the years of this cell, other than its own, that earlier reports printed. Empty for a cell
 * that is no sum over years, and where a year is put together from several counts.
 */
export function earlierRanges(cube: Cube, place: string, known: KnownCells): readonly EarlierRange[] {
  const sum = yearSums(cube).get(place);
  if (!sum) return [];
  const { at, key, codes } = sum;
  const own = `=${codes[0]}..${codes.at(-1)}`;
  return codes.flatMap((from, first) =>
    codes.slice(first + 1).flatMap((until, index): readonly EarlierRange[] => {
      const earlier = key.replace(own, `=${from}..${until}`);
      const before = known.get(earlier);
      if (earlier === key || before?.state !== 'published') return [];
      const years = countedYears(cube, at, codes.slice(first, first + index + 2));
      return years ? [{ key: earlier, value: Number(before.value), years }] : [];
    }),
  );
}

/** The cells of every year, known or not, that a sum over years is made of. Empty for a cell that is no such sum. */
export function everyYear(cube: Cube, place: string): readonly CountedYear[] {
  return yearSums(cube).get(place)?.every ?? [];
}

function yearSums(cube: Cube): ReadonlyMap<string, YearSum> {
  let sums = sumsOfCubes.get(cube);
  if (!sums) {
    sums = new Map([...cube.cells].flatMap(([place, cell]) => yearSum(cube, place, cell)));
    sumsOfCubes.set(cube, sums);
  }
  return sums;
}

function yearSum(cube: Cube, place: string, cell: Cell): readonly (readonly [string, YearSum])[] {
  const codes = yearsOf(cube);
  if (codes.length < 2) return [];
  const at = coordinatesOf(cube.dimensions, place);
  const [key] = cell.from;
  if (key === undefined || at['year'] !== total) return [];
  return [[place, { at, key, codes, every: countedYears(cube, at, [...codes, notRecorded]) ?? [] }]];
}

function yearsOf(cube: Cube): readonly string[] {
  const dimension = cube.dimensions.find((one) => one.key === 'year');
  return dimension?.members.map((member) => member.code) ?? [];
}

/**
 * The counts of these years; undefined where one is put together from several, as of a unit into which others went: a
 * sum with it is not the sum of what earlier reports counted.
 */
function countedYears(
  cube: Cube,
  at: Readonly<Record<string, string>>,
  years: readonly string[],
): readonly CountedYear[] | undefined {
  const cells = years.map((year): Cell | undefined =>
    cube.cells.get(cellKey(cube.dimensions, { ...at, year })),
  );
  if (cells.some((cell) => cell !== undefined && cell.from.length > 1)) return undefined;
  return cells.flatMap((cell) => {
    const [key] = cell?.from ?? [];
    if (!cell || key === undefined || !hasValue(cell)) return [];
    return [{ key, value: Number(cell.value.numerator) / Number(cell.value.denominator) }];
  });
}
