import { element, escaped } from './svg.ts';
import type { Weight } from './text-layout.ts';

/** Colours of the theme, written out: a drawing must look the same in HTML, PDF and alone (look.md, Tokens). */
export const COLOUR = {
  ink: '#14213d',
  inkSoft: '#4a5568',
  line: '#d9d5cb',
  paper: '#ffffff',
} as const;

/** Hue, pattern, outline, dash and marker of each series; what one sense misses another tells. */
export const SERIES = [
  { hue: '#0b4f8a', mark: '#0b4f8a', edge: '#0b4f8a', pattern: 'solid', dash: undefined, marker: 'circle' },
  { hue: '#8fb8de', mark: '#0b4f8a', edge: '#2f74ad', pattern: 'hatched', dash: '7 4', marker: 'square' },
  { hue: '#c77d1e', mark: '#ffffff', edge: '#8a5200', pattern: 'dotted', dash: '2 4', marker: 'triangle' },
  { hue: '#d9d5cb', mark: '#4a5568', edge: '#4a5568', pattern: 'ruled', dash: '9 3 2 3', marker: 'diamond' },
] as const;

/** Measures of one width: for a page or for a phone. In pixels. */
export interface Measures {
  readonly width: number;
  readonly narrow: boolean;
  /** Size of labels and values. */
  readonly size: number;
  /** Size of small print. */
  readonly small: number;
  readonly lineHeight: number;
  readonly bar: number;
}

/** The two widths in which charts are drawn. */
export const MEASURES: Readonly<Record<'wide' | 'narrow', Measures>> = {
  wide: { width: 720, narrow: false, size: 15, small: 13.5, lineHeight: 19, bar: 22 },
  narrow: { width: 328, narrow: true, size: 15, small: 13.5, lineHeight: 19, bar: 18 },
};

/** Quoted, as the name ends in a digit; the second name is that of the variable web font. */
const FONT = "'Source Sans 3', 'Source Sans 3 Variable', sans-serif";

/** The fill of a series: its colour or its pattern. */
export function fillOf(series: number, prefix: string): string {
  return series === 0 ? SERIES[0].hue : `url(#${prefix}-series-${series})`;
}

/** The colour in which the name, line and marker of a series are drawn: dark enough on paper. */
export function strokeOf(series: number): string {
  return SERIES[series]?.edge ?? COLOUR.ink;
}

/** The fill of a cell for which nothing was reported: a hatch of its own, leaning the other way. */
export function missingFill(prefix: string): string {
  return `url(#${prefix}-missing)`;
}

/** The patterns that a drawing of so many series uses. */
export function patterns(prefix: string, series: number, missing: boolean): string {
  const tile = (id: string, size: number, hue: string, drawing: string) =>
    element(
      'pattern',
      { id: `${prefix}-${id}`, width: size, height: size, patternUnits: 'userSpaceOnUse' },
      element('rect', { width: size, height: size, fill: hue }),
      drawing,
    );
  const [, second, third, fourth] = SERIES;
  const all = [
    tile(
      'series-1',
      8,
      second.hue,
      element('path', { d: 'M-2 2l4-4M0 8l8-8M6 10l4-4', stroke: second.mark, 'stroke-width': 1.8 }),
    ),
    tile(
      'series-2',
      7,
      third.hue,
      element('circle', { cx: 2, cy: 2, r: 1.3, fill: third.mark }) +
        element('circle', { cx: 5.5, cy: 5.5, r: 1.3, fill: third.mark }),
    ),
    tile(
      'series-3',
      6,
      fourth.hue,
      element('path', { d: 'M0 3h6', stroke: fourth.mark, 'stroke-width': 1.4 }),
    ),
  ].slice(0, Math.max(0, series - 1));
  const nothing = tile(
    'missing',
    6,
    COLOUR.paper,
    element('path', { d: 'M-1-1L7 7M-1 5L1 7M5-1L7 1', stroke: '#8b8f99', 'stroke-width': 1 }),
  );
  const content = [...all, ...(missing ? [nothing] : [])].join('');
  return content === '' ? '' : element('defs', {}, content);
}

/** A line of text at a baseline. */
export function label(
  text: string,
  x: number,
  y: number,
  options: {
    readonly size: number;
    readonly weight?: Weight;
    readonly colour?: string;
    readonly anchor?: 'start' | 'middle' | 'end';
  },
): string {
  const attributes = {
    x,
    y,
    'font-family': FONT,
    'font-size': options.size,
    'font-weight': options.weight ?? 400,
    fill: options.colour ?? COLOUR.ink,
    'text-anchor': options.anchor === undefined || options.anchor === 'start' ? undefined : options.anchor,
  };
  return element('text', attributes, escaped(text));
}

/** Lines of text below each other, the first at a baseline. */
export function labelLines(
  lines: readonly string[],
  x: number,
  y: number,
  measures: Measures,
  options: { readonly weight?: Weight; readonly colour?: string; readonly anchor?: 'start' | 'end' } = {},
): string {
  return lines
    .map((line, index) =>
      label(line, x, y + index * measures.lineHeight, { size: measures.size, ...options }),
    )
    .join('');
}

/** A small square in the look of a series, beside a line of text. */
export function swatch(series: number, x: number, baseline: number, prefix: string): string {
  const side = 13;
  return element('rect', {
    x: x + 0.5,
    y: baseline - side + 1.5,
    width: side,
    height: side,
    fill: fillOf(series, prefix),
    stroke: strokeOf(series),
  });
}

/** How far below the middle of a line of text its baseline is. */
export function middleBaseline(size: number): number {
  return size * 0.34;
}
