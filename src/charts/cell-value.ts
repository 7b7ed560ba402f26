import { compare, fromDecimal, type Rational } from '../figures/cubes/rational.ts';
import type { ChartCell } from './chart-model.ts';

const DRAWN: ReadonlySet<ChartCell['state']> = new Set([
  'value',
  'nil',
  'partial',
  'estimated',
  'reported-late',
]);

/** The exact value of a cell that may be drawn; undefined for all others, whatever they carry. */
export function exactValue(cell: ChartCell): Rational | undefined {
  return DRAWN.has(cell.state) && cell.value !== null ? fromDecimal(cell.value) : undefined;
}

/** The value as a position on a scale. Only for drawing: nothing that is printed is made from it. */
export function drawnValue(cell: ChartCell): number | undefined {
  const value = exactValue(cell);
  if (value === undefined) return undefined;
  return Number(value.numerator) / Number(value.denominator);
}

/** Orders cells by their exact values; cells without a value are equal. */
export function compareCells(one: ChartCell, other: ChartCell): number {
  const [a, b] = [exactValue(one), exactValue(other)];
  return a === undefined || b === undefined ? 0 : compare(a, b);
}
