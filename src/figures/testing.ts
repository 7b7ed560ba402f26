import type { Balance } from './balance.ts';
import { type Cell, hasValue } from './cell.ts';
import { cellAt } from './cube.ts';
import { type ComputedFigures, isCube } from './definition.ts';
import type { Coordinates } from './dimension.ts';
import { printRational } from './rational.ts';

/** For tests: a cell of a figure. Throws the reason when the figure cannot be computed. */
export function cellOf(figures: ComputedFigures, id: string, at: Coordinates = {}): Cell {
  const answer = figures.answer(id);
  if (!isCube(answer)) throw new Error(answer.cannot.en);
  return cellAt(answer, at);
}

/** For tests: the exact value of a cell, such as `5/6`; undefined when it has none. */
export function exactOf(figures: ComputedFigures, id: string, at: Coordinates = {}): string | undefined {
  const cell = cellOf(figures, id, at);
  return hasValue(cell) ? printRational(cell.value) : undefined;
}

/** For tests: what a figure tells protection beside its own sums; nothing when it cannot be computed. */
export function balancesOf(figures: ComputedFigures, id: string): readonly Balance[] {
  const answer = figures.answer(id);
  return isCube(answer) ? (answer.balances ?? []) : [];
}
