import { drawnValue } from './cell-value.ts';
import type { ChartCell } from './chart-model.ts';
import { drawKey, type KeySign } from './draw-key.ts';
import {
  COLOUR,
  fillArea,
  type Look,
  label,
  labelLines,
  middleBaseline,
  strokeOf,
  swatch,
} from './drawing/chart-style.ts';
import { absence, cellText, type DrawContext, type Drawing, valueLabel } from './drawing/drawing.ts';
import { element } from './drawing/svg.ts';
import { textWidth, wrapText } from './drawing/text-layout.ts';

const WIDEST_LABELS = 0.32;
const BETWEEN = 14;
const LABEL_GAP = 10;
const DOT_SIZE = 28;

interface Segment {
  /** -1 for the rest that is not shown. */
  readonly series: number;
  readonly from: number;
  readonly to: number;
  readonly svg: string;
  readonly text: string;
}

/** Draws `stacked-share`: a bar of full width per category, its parts in the order of the key above. */
export function drawShare(context: DrawContext): Drawing {
  const { model, measures } = context;
  const sign: KeySign = {
    width: 20,
    weight: 400,
    coloured: false,
    draw: (series, x, baseline) => swatch(series, x, baseline, context.prefix),
  };
  const key = drawKey(
    model.series.map(({ label: name }, series) => ({ series, name })),
    sign,
    measures,
  );
  const labels = model.categories.map((category) => category.label);
  const widest = Math.max(...labels.map((text) => textWidth(text, measures.size))) + 1;
  const labelWidth = measures.narrow ? measures.width : Math.min(measures.width * WIDEST_LABELS, widest);
  const start = measures.narrow ? 0 : Math.ceil(labelWidth) + BETWEEN;
  const pieces = [key.svg];
  let y = key.height;
  for (const [index, text] of labels.entries()) {
    const lines = wrapText(text, labelWidth, measures.size);
    const textHeight = lines.length * measures.lineHeight;
    const top = measures.narrow ? y + textHeight + 3 : y;
    const middle = measures.narrow ? y + measures.lineHeight / 2 : y + measures.bar / 2;
    pieces.push(labelLines(lines, 0, middle + middleBaseline(measures.size), measures));
    const row = drawRow(model.cells[index] ?? [], start, top, context);
    pieces.push(row.svg);
    y = Math.max(top + row.height, y + textHeight) + 10;
  }
  return { svg: pieces.join(''), height: y - 4 };
}

function drawRow(cells: readonly ChartCell[], start: number, y: number, context: DrawContext): Drawing {
  const { measures, model } = context;
  const width = measures.width - start - 1;
  const values = cells.map(drawnValue);
  const known = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const open = cells.find((_, index) => values[index] === undefined);
  // Percentages divide 100; of counts with an unknown part the whole is unknown too.
  const whole = model.unit === 'percent' ? Math.max(100, known) : known;
  if (known === 0 || (open !== undefined && model.unit !== 'percent')) {
    const [first] = cells;
    const middle = y + measures.bar / 2;
    if (open !== undefined) return absence(open, start, middle, width, context);
    // Nothing to divide: the zero itself.
    const svg = first === undefined ? '' : valueLabel(first, start, middle, context);
    return { svg, height: measures.bar };
  }
  const segments = segmentsOf(cells, values, whole, start, width, y, context);
  const parts = segments.map(({ svg }) => svg).join('');
  const named = segments.filter(({ text }) => text !== '');
  const needed = named.reduce((sum, { text }) => sum + textWidth(text, measures.small) + LABEL_GAP, 0);
  if (needed > width) {
    const list = drawList(named, width, context);
    const place = `translate(${start} ${y + measures.bar})`;
    return { svg: parts + element('g', { transform: place }, list.svg), height: measures.bar + list.height };
  }
  const names = placed(named, start, start + width, measures.small);
  const baseline = y + measures.bar + 15;
  const dot = (x: number, at: number) => label('·', x, at + 4, { size: DOT_SIZE, weight: 600 });
  const texts = names.map(({ x, centre, text, moved }) => {
    const leader = moved
      ? element('path', {
          d: `M${centre} ${y + measures.bar}L${x + textWidth(text, measures.small) / 2} ${baseline - 11}`,
          stroke: COLOUR.inkSoft,
          'stroke-width': 0.75,
        })
      : '';
    return leader + (text === '·' ? dot(x, baseline) : label(text, x, baseline, { size: measures.small }));
  });
  return {
    svg: parts + texts.join(''),
    height: measures.bar + 20,
  };
}

/** Texts that do not fit under their parts, as a list with the look of each part. */
function drawList(segments: readonly Segment[], width: number, context: DrawContext): Drawing {
  const { measures, prefix } = context;
  const sign: KeySign = {
    width: 20,
    weight: 400,
    coloured: false,
    draw: (series, x, baseline) => (series < 0 ? '' : swatch(series, x, baseline, prefix)),
  };
  const entries = segments.map(({ series, text }) => ({ series, name: text }));
  return drawKey(entries, sign, measures, width);
}

function segmentsOf(
  cells: readonly ChartCell[],
  values: readonly (number | undefined)[],
  whole: number,
  start: number,
  width: number,
  y: number,
  context: DrawContext,
): Segment[] {
  const { measures, prefix, model } = context;
  const box = (look: Look, from: number, to: number, outline: { stroke: string; dash?: string }) =>
    fillArea(
      look,
      { x: from + 0.5, y: y + 0.5, width: Math.max(0.5, to - from), height: measures.bar - 1 },
      prefix,
      outline,
    );
  const segments: Segment[] = [];
  let at = start;
  for (const [series, cell] of cells.entries()) {
    const value = values[series];
    if (value === undefined || value === 0) continue;
    const to = at + (value / whole) * width;
    const { value: text, word } = cellText(cell, model);
    const doubtful = cell.state === 'partial' || cell.state === 'estimated';
    const svg = box(series, at, to, { stroke: strokeOf(series), ...(doubtful ? { dash: '4 3' } : {}) });
    segments.push({ series, from: at, to, svg, text: word === '' ? text : `${text} ${word}` });
    at = to;
  }
  const missing = cells.filter((_, index) => values[index] === undefined);
  const [first] = missing;
  if (first !== undefined && at < start + width - 1) {
    // One rest for all that is not shown: parts of it would say what is hidden.
    const hidden = missing.some(({ state }) => state === 'suppressed');
    const look = hidden ? 'hidden' : 'not-reported';
    const text = hidden ? '·' : cellText(first, model).word;
    segments.push({
      series: -1,
      from: at,
      to: start + width,
      svg: box(look, at, start + width, { stroke: COLOUR.inkSoft, dash: '3 3' }),
      text,
    });
  }
  return segments;
}

/** Puts each text under the middle of its part, moved aside where texts would touch. */
function placed(segments: readonly Segment[], left: number, right: number, size: number) {
  const texts = segments.map(({ from, to, text }) => {
    const width = text === '·' ? textWidth(text, DOT_SIZE, 600) : textWidth(text, size);
    const centre = (from + to) / 2;
    return { text, width, centre, x: centre - width / 2 };
  });
  let end = left;
  for (const one of texts) {
    one.x = Math.max(one.x, end);
    end = one.x + one.width + LABEL_GAP;
  }
  let limit = right;
  for (const one of texts.toReversed()) {
    one.x = Math.min(one.x, limit - one.width);
    limit = one.x - LABEL_GAP;
  }
  return texts.map((one) => ({ ...one, moved: Math.abs(one.x + one.width / 2 - one.centre) > 6 }));
}
