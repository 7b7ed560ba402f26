import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { drawnValue } from './cell-value.ts';
import type { ChartCell, ChartModel } from './chart-model.ts';
import {
  COLOUR,
  fillArea,
  labelLines,
  type Measures,
  middleBaseline,
  strokeOf,
} from './drawing/chart-style.ts';
import { absence, cellTextWidth, type DrawContext, type Drawing, valueLabel } from './drawing/drawing.ts';
import { element, number } from './drawing/svg.ts';
import { textWidth, wrapText } from './drawing/text-layout.ts';

/** Where the parts of a row of bars stand. */
export interface BarColumns {
  /** Width of the category labels; they stand above the bars on a phone. */
  readonly labels: number;
  /** Where the names of series start, and how wide they are. */
  readonly seriesStart: number;
  readonly series: number;
  readonly scale: ScaleLinear<number, number>;
}

const BETWEEN = 14;
const WIDEST_LABELS = 0.36;
const WIDEST_SERIES = 0.3;

/** Draws `bars` and `grouped-bars`: each category with its bars, each bar with its value behind it. */
export function drawBars(context: DrawContext): Drawing {
  const { model, measures } = context;
  const grouped = model.kind === 'grouped-bars';
  const columns = barColumns(context, grouped);
  const pieces: string[] = [];
  let y = 2;
  for (const [index, category] of model.categories.entries()) {
    const cells = model.cells[index] ?? [];
    const labelWidth = measures.narrow ? measures.width : columns.labels;
    const weight = grouped ? 600 : 400;
    const lines = wrapText(category.label, labelWidth, measures.size, weight);
    const textHeight = lines.length * measures.lineHeight;
    const above = measures.narrow ? textHeight + 3 : 0;
    const rows: string[] = [];
    let barY = y + above;
    for (const [series, cell] of cells.entries()) {
      const row = barRow(cell, series, barY, columns, context, grouped);
      rows.push(row.svg);
      barY += row.height + (grouped ? 4 : 0);
    }
    if (measures.narrow) rows.push(axis(columns, y + above - 1, barY + (grouped ? -3 : 1)));
    const barsHeight = barY - y - above - (grouped ? 4 : 0);
    // One bar stands in the middle of its label's lines, the first of several beside its first line.
    const rest = measures.narrow || grouped ? 0 : textHeight - barsHeight;
    const first = measures.narrow
      ? measures.lineHeight
      : grouped
        ? measures.bar
        : measures.lineHeight - Math.min(0, rest);
    pieces.push(labelLines(lines, 0, y + first / 2 + middleBaseline(measures.size), measures, { weight }));
    const svg = rows.join('');
    pieces.push(rest > 0 ? element('g', { transform: `translate(0 ${number(rest / 2)})` }, svg) : svg);
    const height = above + (measures.narrow ? barsHeight : Math.max(barsHeight, textHeight));
    y += height + (grouped ? 18 : measures.narrow ? 12 : 10);
  }
  if (!measures.narrow) pieces.push(axis(columns, 0, y - 6));
  return { svg: pieces.join(''), height: y - 4 };
}

/** A piece of the line at zero. On a phone it stands beside the bars only, as labels stand between them. */
export function axis(columns: BarColumns, from: number, to: number): string {
  const x = columns.scale(0);
  const d = `M${number(x)} ${number(from)}V${number(to)}`;
  return element('path', { d, stroke: COLOUR.inkSoft, 'stroke-width': 1 });
}

/** A bar between two values, with the outline that its state asks. */
export function bar(
  cell: ChartCell,
  series: number,
  from: number,
  to: number,
  y: number,
  context: DrawContext,
): string {
  const { measures, prefix } = context;
  const doubtful = cell.state === 'partial' || cell.state === 'estimated';
  // A value that is not zero stays visible.
  const width = Math.max(Math.abs(to - from), 1.5);
  const area = { x: Math.min(from, to), y: y + 0.5, width, height: measures.bar - 1 };
  return fillArea(
    series,
    area,
    prefix,
    doubtful ? { stroke: COLOUR.ink, width: 1.5, dash: '4 3', faded: true } : { stroke: strokeOf(series) },
  );
}

/** Columns for a model: labels as wide as they need, values behind the longest bar. */
export function barColumns(
  context: DrawContext,
  grouped: boolean,
  range?: readonly [number, number],
): BarColumns {
  const { model, measures } = context;
  const labels = measures.narrow
    ? 0
    : Math.min(
        measures.width * WIDEST_LABELS,
        widest(
          model.categories.map(({ label }) => label),
          measures,
          grouped,
        ),
      );
  const seriesStart = labels === 0 ? 0 : labels + BETWEEN;
  const series = grouped
    ? Math.min(
        measures.width * WIDEST_SERIES,
        widest(
          model.series.map(({ label }) => label),
          measures,
          false,
        ),
      )
    : 0;
  const start = seriesStart + (series === 0 ? 0 : series + 10) + 0.5;
  const [low, high] = range ?? extent(model);
  const room = (sign: 1 | -1) =>
    Math.max(
      0,
      ...model.cells.flat().map((cell) => {
        const value = drawnValue(cell);
        const there = value !== undefined && (sign === 1 ? value >= 0 : value < 0);
        return there ? cellTextWidth(cell, model, measures.size) : 0;
      }),
    );
  const scale = scaleLinear()
    .domain([low, high])
    .range([start + room(-1), measures.width - room(1) - 2]);
  return { labels, seriesStart, series, scale };
}

function barRow(
  cell: ChartCell,
  series: number,
  y: number,
  columns: BarColumns,
  context: DrawContext,
  grouped: boolean,
): Drawing {
  const { model, measures } = context;
  const lines = grouped ? wrapText(model.series[series]?.label ?? '', columns.series, measures.size) : [];
  const zero = columns.scale(0);
  const value = drawnValue(cell);
  const height = Math.max(measures.bar, lines.length * measures.lineHeight);
  const name = labelLines(
    lines,
    columns.seriesStart,
    y + measures.bar / 2 + middleBaseline(measures.size),
    measures,
    { colour: COLOUR.inkSoft },
  );
  const middle = y + measures.bar / 2;
  if (value === undefined) {
    const none = absence(cell, zero, middle, measures.width - zero, context);
    const extra = (none.height - measures.bar) / 2;
    if (extra <= 0) return { svg: name + none.svg, height };
    const moved = element('g', { transform: `translate(0 ${extra})` }, none.svg);
    return { svg: name + moved, height: Math.max(height, none.height) };
  }
  const end = columns.scale(value);
  const drawn = value === 0 ? '' : bar(cell, series, zero, end, y, context);
  return { svg: name + drawn + valueLabel(cell, end, middle, context, value < 0 ? 'end' : 'start'), height };
}

/** The range of values, always with zero in it. */
function extent(model: ChartModel): [number, number] {
  const values = model.cells.flat().flatMap((cell) => drawnValue(cell) ?? []);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  return low === high ? [0, 1] : [low, high];
}

function widest(labels: readonly string[], measures: Measures, bold: boolean): number {
  return Math.ceil(Math.max(...labels.map((one) => textWidth(one, measures.size, bold ? 600 : 400)))) + 1;
}
