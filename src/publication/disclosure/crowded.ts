import type { Cell } from '../../figures/cubes/cell.ts';
import { addsUp } from '../../figures/cubes/counted-thing.ts';
import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import { isAboveZero, type Rung } from './ladder.ts';

/** What is known of counted cells when a table is drawn. */
export interface Drawn {
  /** Whether a count is not shown as it is now: hidden, or repeated as an earlier report gave it. */
  readonly hides: (canonicalKey: string) => boolean;
  /** The value of a count that is repeated as printed earlier; undefined for any other. */
  readonly printedBefore: (canonicalKey: string) => string | undefined;
}

/** The value that an earlier report printed and this one repeats in this cell, if it does. */
export function repeatedValue(cell: Cell, unit: Cube['unit'], drawn: Drawn): string | undefined {
  const [key] = cell.from;
  return addsUp(unit) && cell.from.length === 1 && key !== undefined ? drawn.printedBefore(key) : undefined;
}

/** Whether a cell with a number is drawn as a dot: a share or a sum as soon as one count behind it is hidden. */
export function isDot(cell: Cell, unit: Cube['unit'], drawn: Drawn): boolean {
  return repeatedValue(cell, unit, drawn) === undefined && cell.from.some(drawn.hides);
}

/**
 * A table of which more dots than numbers are left says less than a coarser one: of two readings it gives
 * neither, and every dot costs its neighbours another. Half is where dots outnumber what can be read.
 */
const mostDots = 0.5;

/**
 * The share of the numbers above zero of a table that are dots. Sums over the years are not counted where years
 * stand beside each other: tables do not print them.
 */
export function dotShare(cube: Cube, drawn: Drawn): number {
  const years = cube.dimensions.find((dimension) => dimension.key === 'year')?.members.length ?? 0;
  let numbers = 0;
  let dots = 0;
  for (const [place, cell] of cube.cells) {
    if (!isAboveZero(cell)) continue;
    if (years > 1 && coordinatesOf(cube.dimensions, place)['year'] === total) continue;
    numbers++;
    if (isDot(cell, cube.unit, drawn)) dots++;
  }
  return numbers === 0 ? 0 : dots / numbers;
}

/**
 * For a crowded table the rung of its ladder to go to: the first that is not crowded by what is hidden in any
 * case. Years are not merged for this: readers come for the year, and the next report would have to live with the
 * sum. Where there is no such rung it stays as it is; a table of nothing but dots goes to its coarsest. Undefined: stay.
 *
 * @param drawn what is hidden by the pattern that was found
 * @param anyway what is hidden in every pattern: small, or hidden earlier
 */
export function lessCrowded(
  cube: Cube,
  rungs: readonly Rung[],
  drawn: Drawn,
  anyway: Drawn,
): Rung | undefined {
  const share = dotShare(cube, drawn);
  if (share <= mostDots) return undefined;
  const readable = rungs.find((rung) => rung.keepsYears && dotShare(rung.cube, anyway) <= mostDots);
  return readable ?? (share === 1 && addsUp(cube.unit) ? rungs.at(-1) : undefined);
}
