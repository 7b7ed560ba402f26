import { scaleLinear, scalePoint } from 'd3-scale';
import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { writeQuantity } from '../figures/format.ts';
import { drawnValue } from './cell-value.ts';
import type { ChartModel } from './chart-model.ts';
import { stateWord } from './describe-chart.ts';
import { drawKey, type KeySign } from './draw-key.ts';
import { COLOUR, fillArea, label, SERIES, strokeOf } from './drawing/chart-style.ts';
import { cellText, type DrawContext, type Drawing } from './drawing/drawing.ts';
import { drawEnds, endOf, type Point, plotHeight } from './drawing/line-ends.ts';
import { element, number } from './drawing/svg.ts';
import { textWidth, wrapText } from './drawing/text-layout.ts';

const MARKERS = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
};
const MARKER_AREA = 64;
const TOP = 16;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Draws `lines`: each series with a dash and a marker of its own, its last value and name at its end (the name
 * above, on a phone), its other values at its points where they fit. A moment without a value breaks the line; what it is stands under the
 * axis, so that it cannot be taken for zero.
 */
export function drawLines(context: DrawContext): Drawing {
  const { model, measures } = context;
  const names = model.series.map(({ label: name }, series) => ({ series, name }));
  const sign: KeySign = {
    width: 40,
    weight: 600,
    coloured: true,
    draw: (series, x, baseline) => lineSign(series, x, baseline, model),
  };
  const key = measures.narrow && names.length > 1 ? drawKey(names, sign, measures) : { svg: '', height: 0 };
  const ends = model.series.map((_, series) => endOf(context, series));
  const height = plotHeight(ends, measures);
  const values = model.cells.flat().flatMap((cell) => drawnValue(cell) ?? []);
  const y = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(1, ...values)])
    .nice(4)
    .range([height, TOP]);
  const whole = values.every(Number.isInteger);
  const ticks = y.ticks(4).filter((tick) => !whole || Number.isInteger(tick));
  const tickTexts = ticks.map((tick) => writeQuantity(tickDecimal(tick), model.unit, model.language));
  const left = Math.max(...tickTexts.map((text) => textWidth(text, measures.small))) + 10;
  const endWidth = Math.max(...ends.map(({ width }) => width));
  const right = measures.width - endWidth - (endWidth === 0 ? 8 : 16);
  const x = scalePoint<number>()
    .domain([...model.categories.keys()])
    .range([left, right])
    .padding(0.25);
  const at = (category: number) => x(category) ?? left;
  const endX = at(model.categories.length - 1) + 14;
  const points = pointsOf(model, at, (value) => y(value));

  const grid = ticks.map(
    (tick, index) =>
      element('path', {
        d: `M${number(left)} ${number(y(tick))}H${number(endX - 6)}`,
        stroke: tick === 0 ? COLOUR.inkSoft : COLOUR.line,
        'stroke-width': 1,
      }) +
      label(tickTexts[index] ?? '', left - 8, y(tick) + 4.5, {
        size: measures.small,
        colour: COLOUR.inkSoft,
        anchor: 'end',
      }),
  );
  const lines = model.series.map((_, series) => drawSeries(points, series, model));
  const taken: Box[] = points.flat().map((point) => around(point.x, point.y, 11, 11));
  const labels = drawValues(points, taken, context, { left, right: endX - 4, bottom: height });
  const below = drawBelow(context, at, height);
  const body =
    grid.join('') +
    lines.join('') +
    labels +
    drawEnds(ends, points, { x: endX, height }, context) +
    below.svg;
  return {
    svg: key.svg + element('g', { transform: `translate(0 ${key.height})` }, body),
    height: key.height + below.height,
  };
}

function pointsOf(
  model: ChartModel,
  x: (category: number) => number,
  y: (value: number) => number,
): Point[][] {
  return model.series.map((_, series) =>
    model.categories.flatMap((_category, category) => {
      const cell = model.cells[category]?.[series];
      const value = cell === undefined ? undefined : drawnValue(cell);
      return value === undefined ? [] : [{ x: x(category), y: y(value), series, category }];
    }),
  );
}

function drawSeries(points: readonly (readonly Point[])[], series: number, model: ChartModel): string {
  const own = points[series] ?? [];
  const style = SERIES[series] ?? SERIES[0];
  const path = line<number>()
    .defined((category) => own.some((point) => point.category === category))
    .x((category) => own.find((point) => point.category === category)?.x ?? 0)
    .y((category) => own.find((point) => point.category === category)?.y ?? 0)
    .digits(2);
  const stroke = element('path', {
    d: path([...model.categories.keys()]) ?? '',
    fill: 'none',
    stroke: strokeOf(series),
    'stroke-width': 2.25,
    'stroke-dasharray': style.dash,
    'stroke-linejoin': 'round',
  });
  return stroke + own.map((point) => marker(point, model)).join('');
}

function marker(point: Point, model: ChartModel): string {
  const style = SERIES[point.series] ?? SERIES[0];
  const state = model.cells[point.category]?.[point.series]?.state;
  const doubtful = state === 'partial' || state === 'estimated';
  return element('path', {
    d: symbol(MARKERS[style.marker], MARKER_AREA).digits(2)() ?? '',
    transform: `translate(${number(point.x)} ${number(point.y)})`,
    // An open marker for a value that is not whole or not certain.
    fill: doubtful ? COLOUR.paper : style.hue,
    stroke: strokeOf(point.series),
    'stroke-width': 1.5,
  });
}

/** Values at their points but the last: the first of each series before the others, above before below. */
function drawValues(
  points: readonly (readonly Point[])[],
  taken: Box[],
  context: DrawContext,
  limits: { readonly left: number; readonly right: number; readonly bottom: number },
): string {
  const { model, measures } = context;
  const last = model.categories.length - 1;
  const ordered = points
    .flatMap((own) => own.map((point, index) => ({ point, rank: Math.min(index, 1) })))
    .filter(({ point }) => point.category !== last)
    .sort((one, other) => one.rank - other.rank);
  const pieces: string[] = [];
  for (const { point } of ordered) {
    const cell = model.cells[point.category]?.[point.series];
    if (cell === undefined) continue;
    const { value, word } = cellText(cell, model);
    const text = word === '' ? value : `${value} ${word}`;
    const width = textWidth(text, measures.small, 600);
    const x = Math.min(Math.max(point.x, limits.left + width / 2), limits.right - width / 2);
    for (const baseline of [point.y - 10, point.y + 20]) {
      const box = {
        left: x - width / 2 - 2,
        right: x + width / 2 + 2,
        top: baseline - 11,
        bottom: baseline + 3,
      };
      if (baseline - 11 < 0 || box.bottom > limits.bottom || taken.some((other) => overlap(box, other)))
        continue;
      taken.push(box);
      pieces.push(
        label(text, x, baseline, {
          size: measures.small,
          weight: 600,
          colour: strokeOf(point.series),
          anchor: 'middle',
        }),
      );
      break;
    }
  }
  return pieces.join('');
}

/** The moments under the axis, and under them what has no value and why. */
function drawBelow(context: DrawContext, at: (category: number) => number, height: number): Drawing {
  const { model, measures } = context;
  const pieces: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const [category, { label: text }] of model.categories.entries()) {
    const width = textWidth(text, measures.small);
    const x = Math.min(Math.max(at(category), width / 2), measures.width - width / 2);
    // Where moments stand too close, some go without a label; none is cut.
    if (x - width / 2 < end + 6) continue;
    end = x + width / 2;
    pieces.push(label(text, x, height + 20, { size: measures.small, anchor: 'middle' }));
  }
  const glyphs = absentGlyphs(context, at, height);
  pieces.push(glyphs.svg);
  let baseline = height + 20 + glyphs.height;
  for (const [series, { label: name }] of model.series.entries()) {
    const absent = model.categories.flatMap((category, index) => {
      const cell = model.cells[index]?.[series];
      if (cell === undefined || drawnValue(cell) !== undefined) return [];
      const word =
        cell.state === 'suppressed'
          ? `${stateWord(cell.state, model.language)} (·)`
          : cellText(cell, model).word;
      return [`${category.label} ${word}`];
    });
    if (absent.length === 0) continue;
    const text = model.series.length === 1 ? absent.join(', ') : `${name}: ${absent.join(', ')}`;
    for (const piece of wrapText(text, measures.width, measures.small)) {
      baseline += measures.lineHeight;
      pieces.push(label(piece, 0, baseline + 4, { size: measures.small, colour: COLOUR.inkSoft }));
    }
  }
  return { svg: pieces.join(''), height: baseline + 10 };
}

const markStep = 14;
const markRow = 22;

/**
 * Under each moment a mark for every value that is hidden or was not reported, in its line's colour: beside each other
 * as far as the next moment leaves room, else in rows.
 */
function absentGlyphs(context: DrawContext, at: (category: number) => number, height: number): Drawing {
  const { model, prefix } = context;
  const pieces: string[] = [];
  const room = model.categories.length > 1 ? at(1) - at(0) : markStep * model.series.length;
  const most = Math.max(1, Math.floor(room / markStep));
  let rows = 0;
  for (const category of model.categories.keys()) {
    const absent = model.series.flatMap((_, series) => {
      const state = model.cells[category]?.[series]?.state;
      return state === 'suppressed' || state === 'not-reported' ? [{ series, state }] : [];
    });
    for (const [index, { series, state }] of absent.entries()) {
      const row = Math.floor(index / most);
      const inRow = Math.min(most, absent.length - row * most);
      const x = at(category) + ((index % most) - (inRow - 1) / 2) * markStep;
      const y = height + row * markRow;
      const colour = strokeOf(series);
      rows = Math.max(rows, row + 1);
      pieces.push(
        state === 'suppressed'
          ? label('·', x, y + 41, { size: 30, weight: 600, colour, anchor: 'middle' })
          : fillArea('not-reported', { x: x - 5, y: y + 27, width: 10, height: 10 }, prefix, {
              stroke: colour,
              dash: '2 2',
            }),
      );
    }
  }
  return { svg: pieces.join(''), height: rows === 0 ? 0 : 18 + (rows - 1) * markRow };
}

/** A piece of a series' line with its marker. */
function lineSign(series: number, x: number, baseline: number, model: ChartModel): string {
  const style = SERIES[series] ?? SERIES[0];
  const stroke = element('path', {
    d: `M${number(x)} ${baseline - 5}h32`,
    stroke: strokeOf(series),
    'stroke-width': 2.25,
    'stroke-dasharray': style.dash,
  });
  return stroke + marker({ x: x + 16, y: baseline - 5, series, category: -1 }, model);
}

/** A tick as an exact decimal: scales give floats such as 0.30000000000000004. */
function tickDecimal(tick: number): string {
  return String(Number(tick.toFixed(6)));
}

function around(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
