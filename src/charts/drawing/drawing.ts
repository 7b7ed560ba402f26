import { exactValue } from '../cell-value.ts';
import type { ChartCell, ChartModel } from '../chart-model.ts';
import { chartWords, stateWord } from '../describe-chart.ts';
import { COLOUR, fillArea, label, type Measures, middleBaseline } from './chart-style.ts';
import { textWidth, wrapText } from './text-layout.ts';

/** A part of a chart: its SVG, from y = 0 down, and how high it is. */
export interface Drawing {
  readonly svg: string;
  readonly height: number;
}

/** What the drawing functions need beside the model. */
export interface DrawContext {
  readonly model: ChartModel;
  readonly measures: Measures;
  /** Put before every id, so that several charts can stand on one page. */
  readonly prefix: string;
}

const GAP = 8;
const MISSING_WIDTH = 26;
const DOT_SIZE = 30;

/** The text of a cell in two parts: what was printed, and the word for its state when the text lacks it. */
export function cellText(
  cell: ChartCell,
  model: ChartModel,
): { readonly value: string; readonly word: string } {
  const word = stateWord(cell.state, model.language);
  if (exactValue(cell) !== undefined) {
    return { value: cell.text, word: cell.text.includes(word) ? '' : word };
  }
  if (cell.state === 'suppressed') return { value: '', word: '' };
  return { value: '', word: cell.text === '' ? word : cell.text };
}

/** The width of a drawn cell's text, gap included. */
export function cellTextWidth(cell: ChartCell, model: ChartModel, size: number): number {
  const { value, word } = cellText(cell, model);
  const wordWidth = word === '' ? 0 : textWidth(word, size) + 6;
  return GAP + textWidth(value, size, 600) + wordWidth;
}

/** A value behind the end of its bar, with the word for its state. */
export function valueLabel(
  cell: ChartCell,
  x: number,
  middle: number,
  context: DrawContext,
  anchor: 'start' | 'end' = 'start',
): string {
  const { measures, model } = context;
  const { value, word } = cellText(cell, model);
  const size = measures.size;
  const y = middle + middleBaseline(size);
  const wordWidth = word === '' ? 0 : textWidth(word, size) + 6;
  const start = anchor === 'start' ? x + GAP : x - GAP - wordWidth - textWidth(value, size, 600);
  const number = label(value, start, y, { size, weight: 600 });
  if (word === '') return number;
  return number + label(word, start + textWidth(value, size, 600) + 6, y, { size, colour: COLOUR.inkSoft });
}

/**
 * What stands at the base line where there is no value to draw: a dot for a suppressed cell, a hatched stub and
 * the word for one that was not reported, the word alone for all others. Never a bar of length zero.
 */
export function absence(
  cell: ChartCell,
  x: number,
  middle: number,
  available: number,
  context: DrawContext,
): Drawing {
  const { measures, prefix, model } = context;
  if (cell.state === 'suppressed') {
    const y = middle + DOT_SIZE * 0.28;
    return { svg: label('·', x + GAP - 4, y, { size: DOT_SIZE, weight: 600 }), height: measures.bar };
  }
  const stub = cell.state === 'not-reported';
  const area = {
    x: x + 0.75,
    y: middle - measures.bar / 2 + 0.75,
    width: MISSING_WIDTH,
    height: measures.bar - 1.5,
  };
  const box = fillArea('not-reported', area, prefix, { stroke: COLOUR.inkSoft, dash: '3 3' });
  const start = x + GAP + (stub ? MISSING_WIDTH : 0);
  const lines = wrapText(cellText(cell, model).word, available - (start - x), measures.size);
  const top = middle - ((lines.length - 1) * measures.lineHeight) / 2 + middleBaseline(measures.size);
  const text = lines
    .map((line, index) =>
      label(line, start, top + index * measures.lineHeight, { size: measures.size, colour: COLOUR.inkSoft }),
    )
    .join('');
  return {
    svg: (stub ? box : '') + text,
    height: Math.max(measures.bar, lines.length * measures.lineHeight),
  };
}

/** Whether any cell of the chart is in a state. */
export function hasState(model: ChartModel, state: ChartCell['state']): boolean {
  return model.cells.some((row) => row.some((cell) => cell.state === state));
}

/** The key under a drawing that says what the dot means; nothing when no cell is suppressed. */
export function suppressedKey(context: DrawContext): Drawing {
  const { model, measures } = context;
  if (!hasState(model, 'suppressed')) return { svg: '', height: 0 };
  const indent = 16;
  const lines = wrapText(chartWords(model.language).suppressedKey, measures.width - indent, measures.small);
  const texts = lines.map((line, index) =>
    label(line, indent, 22 + index * measures.lineHeight, { size: measures.small, colour: COLOUR.inkSoft }),
  );
  const dot = label('·', 0, 22 + DOT_SIZE * 0.15, { size: DOT_SIZE, weight: 600 });
  return { svg: dot + texts.join(''), height: 12 + lines.length * measures.lineHeight };
}
