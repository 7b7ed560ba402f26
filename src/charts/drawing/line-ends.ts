import { drawnValue } from '../cell-value.ts';
import { label, type Measures, middleBaseline, strokeOf } from './chart-style.ts';
import { cellText, type DrawContext } from './drawing.ts';
import { textWidth, wrapText } from './text-layout.ts';

const LOWEST = 230;
const WIDEST_NAMES = 190;

/** A value in the plot of a line chart. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly series: number;
  readonly category: number;
}

/** What stands at the end of a line: its last value, if the last moment has one, and its name on a page. */
export interface LineEnd {
  readonly value: string;
  readonly lines: readonly string[];
  readonly width: number;
}

/** The end of a series' line. */
export function endOf(context: DrawContext, series: number): LineEnd {
  const { model, measures } = context;
  const cell = model.cells.at(-1)?.[series];
  const { value, word } =
    cell === undefined || drawnValue(cell) === undefined ? { value: '', word: '' } : cellText(cell, model);
  const name = measures.narrow || model.series.length === 1 ? '' : (model.series[series]?.label ?? '');
  const text = [word, name].filter((one) => one !== '').join(', ');
  const indent = value === '' ? 0 : textWidth(value, measures.size, 600) + 6;
  const lines = text === '' ? [] : wrapText(text, WIDEST_NAMES - indent, measures.size);
  const widest = Math.max(0, ...lines.map((one) => textWidth(one, measures.size)));
  return { value, lines, width: Math.ceil(indent + widest) };
}

/** High enough for all that stands at the ends of the lines, one below the other. */
export function plotHeight(ends: readonly LineEnd[], measures: Measures): number {
  const lines = ends.reduce((sum, end) => sum + Math.max(1, end.lines.length), 0);
  return Math.max(LOWEST, lines * measures.lineHeight);
}

/** The ends of the lines beside each other's height, moved apart where they would touch. */
export function drawEnds(
  ends: readonly LineEnd[],
  points: readonly (readonly Point[])[],
  place: { readonly x: number; readonly height: number },
  context: DrawContext,
): string {
  const { measures } = context;
  const { x } = place;
  const blocks = ends
    .map((end, series) => {
      const height = Math.max(1, end.lines.length) * measures.lineHeight;
      return { end, height, series, middle: points[series]?.at(-1)?.y ?? place.height };
    })
    .sort((one, other) => one.middle - other.middle);
  const tops: number[] = [];
  let bottom = 0;
  for (const { middle, height } of blocks) {
    const top = Math.max(middle - measures.lineHeight / 2, bottom);
    tops.push(top);
    bottom = top + height;
  }
  let limit = place.height + 10;
  for (let index = blocks.length - 1; index >= 0; index--) {
    const top = Math.min(tops[index] ?? 0, limit - (blocks[index]?.height ?? 0));
    tops[index] = top;
    limit = top;
  }
  return blocks
    .map(({ end, series }, index) => {
      const colour = strokeOf(series);
      const baseline = (tops[index] ?? 0) + measures.lineHeight / 2 + middleBaseline(measures.size);
      const indent = end.value === '' ? 0 : textWidth(end.value, measures.size, 600) + 6;
      const value =
        end.value === '' ? '' : label(end.value, x, baseline, { size: measures.size, weight: 600, colour });
      const name = end.lines.map((text, row) =>
        label(text, x + indent, baseline + row * measures.lineHeight, { size: measures.size, colour }),
      );
      return value + name.join('');
    })
    .join('');
}
