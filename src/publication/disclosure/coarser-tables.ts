import { combinations } from '../../figures/counting/combinations.ts';
import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, cellKey, coordinatesOf } from '../../figures/cubes/cube.ts';
import { chainOf, type Dimension, total } from '../../figures/cubes/dimension.ts';
import { type Text, text } from '../../platform/language/text.ts';

/**
 * A coarser version of a table of figures. It is cut out of the finer one: a cube holds the cells of every
 * margin, so a coarser cell has the same canonical key, value and state as it had there.
 */
export interface CoarserTable {
  readonly cube: Cube;
  /** What it leaves out of the finer one, for readers. */
  readonly note: Text;
  /** Whether years that were side by side still do. */
  readonly keepsYears: boolean;
}

/**
 * The coarser versions of a cube, in the order in which they are tried: the years stay as long as they can, and
 * of two versions the one with more numbers above zero comes first. A dimension with a tree loses its lowest
 * level (ministries instead of units), then the dimension goes as a whole; periods are merged last. A version
 * that divides nothing any more is no table.
 */
export function coarserTablesOf(cube: Cube): readonly CoarserTable[] {
  const axes = cube.dimensions.map((dimension) => axisOf(cube, dimension));
  const tables: (CoarserTable & { readonly numbers: number })[] = [];
  for (const names of combinations(axes.map((axis) => axis.choices.map(String)))) {
    const depths = names.map(Number);
    if (axes.every((axis, index) => depths[index] === axis.depth)) continue;
    if (!axes.some((axis, index) => (depths[index] ?? 0) > 0 && axis.divides)) continue;
    const coarser = cutOut(cube, axes, depths);
    const numbers = [...coarser.cells.values()].filter(isAboveZero).length;
    if (numbers === 0) continue;
    const keepsYears = axes.every(
      ({ dimension, divides }, index) => dimension.key !== 'year' || !divides || (depths[index] ?? 0) > 0,
    );
    tables.push({ cube: coarser, note: noteOf(axes, depths), keepsYears, numbers });
  }
  return tables
    .sort((a, b) => Number(b.keepsYears) - Number(a.keepsYears) || b.numbers - a.numbers)
    .map(({ cube, note, keepsYears }) => ({ cube, note, keepsYears }));
}

/** Whether a cell holds a number that a small count could hide behind. */
export function isAboveZero(cell: Cell): boolean {
  return hasValue(cell) && cell.value.numerator !== 0n;
}

interface Axis {
  readonly dimension: Dimension;
  /** How far each code is below the total; a unit that moved counts where it was highest. */
  readonly levels: ReadonlyMap<string, number>;
  readonly depth: number;
  /** Whether there is more than one member: a single year divides nothing, and is never left out. */
  readonly divides: boolean;
  /** How many levels can be kept, the most first; 0 leaves the dimension out. */
  readonly choices: readonly number[];
}

function axisOf(cube: Cube, dimension: Dimension): Axis {
  const levels = new Map<string, number>([[total, 0]]);
  for (const [place, cell] of cube.cells) {
    const at = coordinatesOf(cube.dimensions, place);
    const code = at[dimension.key] ?? total;
    if (code === total || cell.state === 'not-applicable') continue;
    const level = chainOf(dimension, code, at).length - 1;
    levels.set(code, Math.min(level, levels.get(code) ?? level));
  }
  const depth = Math.max(...levels.values());
  const divides = levels.size > 2;
  const choices = divides ? Array.from({ length: depth + 1 }, (_, index) => depth - index) : [depth];
  return { dimension, levels, depth, divides, choices };
}

function cutOut(cube: Cube, axes: readonly Axis[], depths: readonly number[]): Cube {
  const kept = (axis: Axis, index: number, code: string): boolean =>
    (axis.levels.get(code) ?? Number.POSITIVE_INFINITY) <= (depths[index] ?? 0);
  const dimensions = axes.flatMap((axis, index) =>
    depths[index] === 0
      ? []
      : [
          {
            ...axis.dimension,
            members: axis.dimension.members.filter((member) => kept(axis, index, member.code)),
          },
        ],
  );
  const cells = new Map<string, Cell>();
  for (const [place, cell] of cube.cells) {
    const at = coordinatesOf(cube.dimensions, place);
    if (axes.every((axis, index) => kept(axis, index, at[axis.dimension.key] ?? total)))
      cells.set(cellKey(dimensions, at), cell);
  }
  const { origin: _, ...rest } = cube;
  return { ...rest, dimensions, cells };
}

function noteOf(axes: readonly Axis[], depths: readonly number[]): Text {
  const parts = axes.flatMap((axis, index) => {
    const depth = depths[index] ?? 0;
    const title = { nl: axis.dimension.title.nl.toLowerCase(), en: axis.dimension.title.en.toLowerCase() };
    if (depth === axis.depth) return [];
    if (depth > 0)
      return [text(`van „${title.nl}” alleen de bovenste laag`, `of “${title.en}” only the upper level`)];
    const years = axis.dimension.members.map((member) => member.code);
    const span = `${years[0]}–${years.at(-1)}`;
    return axis.dimension.key === 'year'
      ? [text(`de jaren ${span} samen`, `the years ${span} together`)]
      : [text(`niet verdeeld naar „${title.nl}”`, `not divided by “${title.en}”`)];
  });
  return text(
    `minder uitgesplitst om personen te beschermen: ${parts.map((part) => part.nl).join(', ')}`,
    `less finely divided, to protect people: ${parts.map((part) => part.en).join(', ')}`,
  );
}
