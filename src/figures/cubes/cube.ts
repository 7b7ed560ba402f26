import type { Balance } from './balance.ts';
import type { Cell } from './cell.ts';
import type { CountedThing, QuantityUnit } from './counted-thing.ts';
import { type Coordinates, type Dimension, total } from './dimension.ts';
import type { Origin } from './origin.ts';

/** A block of cells over dimensions: every combination of members, totals included. */
export interface Cube {
  /** Name of what it was counted from; cells of one base with equal coordinates are the same cell. */
  readonly base: string;
  readonly counts: CountedThing;
  readonly unit: QuantityUnit;
  /** For headcounts and what is divided by them: the definition (persons at a date, average FTE …). */
  readonly headcountDefinition?: string;
  readonly dimensions: readonly Dimension[];
  readonly cells: ReadonlyMap<string, Cell>;
  /** What the cells were counted from; absent where they were computed from other cells. */
  readonly origin?: Origin;
  /** What readers know of its cells beside the sums within it. */
  readonly balances?: readonly Balance[];
  /**
   * By key of a cell: the count of which it is the part that a list shows row by row.
   */
  readonly wholes?: ReadonlyMap<string, Whole>;
}

/** A count of which a part stands in a list. */
export interface Whole {
  /** Canonical. */
  readonly key: string;
  readonly value: number;
}

const separator = '|';

/** The key of a cell within its cube: the codes in the order of the dimensions, {@link total} where left out. */
export function cellKey(dimensions: readonly Dimension[], at: Coordinates): string {
  return dimensions.map((dimension) => at[dimension.key] ?? total).join(separator);
}

/** The coordinates of a key made by {@link cellKey}. */
export function coordinatesOf(dimensions: readonly Dimension[], key: string): Record<string, string> {
  const codes = key.split(separator);
  const at: Record<string, string> = {};
  dimensions.forEach((dimension, index) => {
    at[dimension.key] = codes[index] ?? total;
  });
  return at;
}

/** The key of the cell that differs from this one in the code of one dimension, given by its place. */
export function keyWith(key: string, dimension: number, code: string): string {
  return key.split(separator).with(dimension, code).join(separator);
}

/** The cell at these coordinates; "not recorded" when the cube has none there. */
export function cellAt(cube: Cube, at: Coordinates): Cell {
  for (const key of Object.keys(at)) {
    if (!cube.dimensions.some((dimension) => dimension.key === key)) {
      throw new RangeError(
        `This figure has no dimension "${key}"; it has: ${cube.dimensions.map((d) => d.key).join(', ')}.`,
      );
    }
  }
  return cube.cells.get(cellKey(cube.dimensions, at)) ?? { state: 'not-recorded', from: [] };
}

/**
 * Makes a cube by giving every key of another its new cell; undefined leaves the cell out. Its origin, balances and
 * wholes stay behind.
 */
export function mapCube(
  cube: Cube,
  change: Partial<Cube>,
  cellOf: (cell: Cell, at: Coordinates) => Cell | undefined,
): Cube {
  const cells = new Map<string, Cell>();
  for (const [key, cell] of cube.cells) {
    const changed = cellOf(cell, coordinatesOf(cube.dimensions, key));
    if (changed) cells.set(key, changed);
  }
  const { origin: _, balances: __, wholes: ___, ...rest } = cube;
  return { ...rest, ...change, cells };
}

/**
 * The canonical key of a counted cell: its base and its coordinates that are not totals, sorted. Two tables
 * that hold the same count hold the same canonical key, which is how protection links them.
 *
 * `canonicalKey('incidents', { received: '2025', category: 'c', unit: '*' })` is `incidents(category=c,received=2025)`.
 */
export function canonicalKey(base: string, at: Coordinates): string {
  const parts = Object.entries(at)
    .filter(([, code]) => code !== total)
    .map(([key, code]) => `${key}=${code}`)
    .sort();
  return `${base}(${parts.join(',')})`;
}

/** The coordinate of counts that hold only what a list shows. */
export const listedCoordinate = { dimension: 'listed', as: 'yes' } as const;

/** The canonical key of the count of which this one holds what a list shows; undefined where it holds no such part. */
export function wholeOfListed(key: string): string | undefined {
  const open = key.indexOf('(');
  const own = `${listedCoordinate.dimension}=${listedCoordinate.as}`;
  const parts = key.slice(open + 1, -1).split(',');
  return parts.includes(own)
    ? `${key.slice(0, open)}(${parts.filter((part) => part !== own).join(',')})`
    : undefined;
}
