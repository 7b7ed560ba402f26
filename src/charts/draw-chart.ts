import { type ChartModel, checkChart } from './chart-model.ts';
import { describeChart } from './describe-chart.ts';
import { drawBars } from './draw-bars.ts';
import { drawFlow } from './draw-flow.ts';
import { drawLines } from './draw-lines.ts';
import { drawShare } from './draw-share.ts';
import { COLOUR, label, MEASURES, patterns } from './drawing/chart-style.ts';
import { type DrawContext, type Drawing, hasState, suppressedKey } from './drawing/drawing.ts';
import { element, escaped } from './drawing/svg.ts';
import { wrapText } from './drawing/text-layout.ts';

/** How a chart is drawn. */
export interface DrawOptions {
  /** Before every id: letters, digits and hyphens, unique on the page. */
  readonly idPrefix: string;
  /** 720 pixels for a page, 328 for a phone. */
  readonly width: 'wide' | 'narrow';
  /** Write the title above the drawing, for a file that stands alone. */
  readonly withTitle?: boolean;
  /** A line under the drawing that stands with it wherever it goes: that it is of a draft. */
  readonly mark?: string;
}

const DRAW: Readonly<Record<ChartModel['kind'], (context: DrawContext) => Drawing>> = {
  bars: drawBars,
  'grouped-bars': drawBars,
  'stacked-share': drawShare,
  lines: drawLines,
  flow: drawFlow,
};

/**
 * Draws a chart as one SVG: an image with title and text alternative made from its data, without styles from
 * outside, the same in HTML, in Typst and alone. Same input, same text. The page sets `max-width: 100%` and
 * `height: auto`, and shows the table of the same cells beside it.
 * @throws RangeError when the model is not well formed or the prefix is no identifier.
 */
export function drawChart(model: ChartModel, options: DrawOptions): string {
  checkChart(model);
  const { idPrefix: prefix } = options;
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(prefix)) throw new RangeError(`Not an identifier: ${prefix}`);
  const measures = MEASURES[options.width];
  const context = { model, measures, prefix };
  const heading = options.withTitle === true ? drawTitle(context) : { svg: '', height: 0 };
  const body = DRAW[model.kind](context);
  const key = suppressedKey(context);
  const above = Math.ceil(heading.height + body.height + key.height);
  const height = options.mark === undefined ? above : above + 26;
  const shift = (y: number, svg: string) =>
    svg === '' ? '' : y === 0 ? svg : element('g', { transform: `translate(0 ${y})` }, svg);
  const missing = hasState(model, 'not-reported');
  const looks = model.kind === 'flow' ? 3 : model.kind === 'lines' ? 1 : model.series.length;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: measures.width,
      height,
      viewBox: `0 0 ${measures.width} ${height}`,
      role: 'img',
      'aria-labelledby': `${prefix}-title ${prefix}-desc`,
      lang: model.language,
    },
    element('title', { id: `${prefix}-title` }, escaped(model.title)),
    element('desc', { id: `${prefix}-desc` }, escaped(describeChart(model))),
    patterns(prefix, looks, missing || model.kind === 'stacked-share'),
    heading.svg,
    shift(heading.height, body.svg),
    shift(Math.round(heading.height + body.height), key.svg),
    options.mark === undefined
      ? ''
      : label(options.mark, 0, above + 18, { size: 14, weight: 600, colour: COLOUR.ink }),
  );
}

function drawTitle({ model, measures }: DrawContext): Drawing {
  const size = 19;
  const lines = wrapText(model.title, measures.width, size, 600);
  const svg = lines
    .map((line, index) => label(line, 0, 18 + index * 24, { size, weight: 600, colour: COLOUR.ink }))
    .join('');
  return { svg, height: lines.length * 24 + 12 };
}
