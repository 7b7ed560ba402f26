import type { Cell } from '../../figures/cubes/cell.ts';
import { addsUp } from '../../figures/cubes/counted-thing.ts';
import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import { type CoarserTable, isAboveZero } from './coarser-tables.ts';

/** A pattern of suppression: what is known of counted cells when a table is drawn. */
export interface Pattern {
  /** Whether a count is not shown as it is now: hidden, or repeated as an earlier report gave it. */
  readonly hides: (canonicalKey: string) => boolean;
  /** The value of a count that is repeated as printed earlier; undefined for any other. */
  readonly printedBefore: (canonicalKey: string) => string | undefined;
}

/** The value that an earlier report printed and this one repeats in this cell, if it does. */
export function repeatedValue(cell: Cell, unit: Cube['unit'], drawn: Pattern): string | undefined {
  const [key] = cell.from;
  return addsUp(unit) && cell.from.length === 1 && key !== undefined ? drawn.printedBefore(key) : undefined;
}

/** Whether a cell with a number is drawn as a dot: a share or a sum as soon as one count behind it is hidden. */
export function isSuppressed(cell: Cell, unit: Cube['unit'], drawn: Pattern): boolean {
  return repeatedValue(cell, unit, drawn) === undefined && cell.from.some(drawn.hides);
}

/**
 * A table of which more is suppressed than published says less than a coarser one: every suppressed cell costs
 * others that protect it. Above half a coarser table is looked for.
 */
const mostSuppressed = 0.5;

/**
 * The share of the numbers above zero of a table that are suppressed, from 0 to 1. Sums over the years are not counted where years
 * are side by side: tables do not print them.
 */
export function suppressedShare(cube: Cube, drawn: Pattern): number {
  const years = cube.dimensions.find((dimension) => dimension.key === 'year')?.members.length ?? 0;
  let numbers = 0;
  let dots = 0;
  for (const [place, cell] of cube.cells) {
    if (!isAboveZero(cell)) continue;
    if (years > 1 && coordinatesOf(cube.dimensions, place)['year'] === total) continue;
    numbers++;
    if (isSuppressed(cell, cube.unit, drawn)) dots++;
  }
  return numbers === 0 ? 0 : dots / numbers;
}

/**
 * For a table that is mostly suppressed the coarser table to publish in its place: the first of which no more than
 * half is hidden in any case. Years are not merged for this: readers come for the year, and the next report would have
 * to live with the sum. Where there is none the table stays as it is (undefined); one that is suppressed altogether
 * becomes its coarsest.
 *
 * @param coarser its coarser tables, finest first
 * @param drawn what is hidden by the pattern that was found
 * @param anyway what is hidden in every pattern: small, or hidden earlier
 */
export function readableTable(
  cube: Cube,
  coarser: readonly CoarserTable[],
  drawn: Pattern,
  anyway: Pattern,
): CoarserTable | undefined {
  const share = suppressedShare(cube, drawn);
  if (share <= mostSuppressed) return undefined;
  const readable = coarser.find(
    (table) => table.keepsYears && suppressedShare(table.cube, anyway) <= mostSuppressed,
  );
  return readable ?? (share === 1 && addsUp(cube.unit) ? coarser.at(-1) : undefined);
}
