import type { Program } from './solver.ts';

/** Columns held at most: an answer in whole numbers is found after a few, or not in this way. */
const deepest = 24;

/**
 * Whole numbers near an optimum in fractions: the first column with a fraction is held at a whole number next to it
 * and the program is solved again, until none is left. Much quicker than a search by branches, and it may find
 * nothing. The bounds of the program are as before afterwards.
 *
 * @param start the optimum of the program
 * @returns an answer in whole numbers, or undefined where this way ends
 */
export function fixAndRound(
  program: Program,
  start: Float64Array,
  low: readonly number[],
  high: readonly number[],
): Float64Array | undefined {
  const held: number[] = [];
  const solvedWith = (column: number, value: number): Float64Array | undefined => {
    if (value < (low[column] ?? 0) || value > (high[column] ?? 0)) return undefined;
    program.setBounds(column, value, value);
    const { status, values } = program.solve();
    return status === 'optimal' ? values : undefined;
  };
  try {
    let values = start;
    for (let depth = 0; depth < deepest; depth++) {
      const column = values.findIndex((value) => Math.abs(value - Math.round(value)) > 1e-6);
      if (column < 0) return values;
      held.push(column);
      const value = values[column] ?? 0;
      const near = Math.round(value);
      const next = solvedWith(column, near) ?? solvedWith(column, near > value ? near - 1 : near + 1);
      if (!next) return undefined;
      values = next;
    }
    return undefined;
  } finally {
    for (const column of held) program.setBounds(column, low[column] ?? 0, high[column] ?? 0);
  }
}
