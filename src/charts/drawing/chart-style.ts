import { element, escaped } from './svg.ts';
import type { Weight } from './text-layout.ts';

/**
 * Colours of the theme, written out: a drawing must look the same in HTML, PDF and alone (docs/design/look.md,
 * "Tokens").
 */
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

/** A rectangle to be filled. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How an area is filled: as a series, as what was not reported, or as what is hidden. */
export type Look = number | 'not-reported' | 'hidden';

/**
 * Fills an area: the hue, the marks of its pattern over it, the outline. The hue is no part of the pattern,
 * because programs that show PDFs leave hairlines between the tiles of a pattern.
 */
export function fillArea(
  look: Look,
  area: Area,
  prefix: string,
  outline: {
    readonly stroke: string;
    readonly width?: number;
    readonly dash?: string;
    readonly faded?: boolean;
  },
): string {
  const faded = outline.faded === true ? 0.55 : undefined;
  const hue = typeof look === 'number' ? (SERIES[look]?.hue ?? COLOUR.ink) : COLOUR.paper;
  const marks =
    look === 'not-reported' ? 'missing' : typeof look === 'number' && look > 0 ? `series-${look}` : '';
  const edge = {
    stroke: outline.stroke,
    'stroke-width': outline.width ?? 1,
    'stroke-dasharray': outline.dash,
  };
  if (marks === '') return element('rect', { ...area, fill: hue, 'fill-opacity': faded, ...edge });
  return (
    element('rect', { ...area, fill: hue, 'fill-opacity': faded }) +
    element('rect', { ...area, fill: `url(#${prefix}-${marks})`, 'fill-opacity': faded, ...edge })
  );
}

/** The colour in which the name, line and marker of a series are drawn: dark enough on paper. */
export function strokeOf(series: number): string {
  return SERIES[series]?.edge ?? COLOUR.ink;
}

/** The marks of the patterns that a drawing of so many series uses. */
export function patterns(prefix: string, series: number, missing: boolean): string {
  const tile = (id: string, width: number, height: number, drawing: string) =>
    element('pattern', { id: `${prefix}-${id}`, width, height, patternUnits: 'userSpaceOnUse' }, drawing);
  const [, second, third, fourth] = SERIES;
  // Lines x + y = k that go on in the next tile; `back` leans the other way.
  const lean = steps(88, 8)
    .map((at) => `M${at + 2}-2L${at - 42} 42`)
    .join('');
  const dots = steps(42, 7).flatMap((x) =>
    steps(42, 7).map((y) => dot(x + 2, y + 2, third.mark) + dot(x + 5.5, y + 5.5, third.mark)),
  );
  const back = steps(78, 6)
    .map((at) => `M${at - 38}-2L${at + 2} 38`)
    .join('');
  const all = [
    tile('series-1', 40, 40, stroke(lean, second.mark, 1.8)),
    tile('series-2', 42, 42, dots.join('')),
    tile('series-3', 360, 6, stroke('M-1 3H361', fourth.mark, 1.4)),
  ].slice(0, Math.max(0, series - 1));
  if (missing) all.push(tile('missing', 36, 36, stroke(back, '#8b8f99', 1)));
  return all.length === 0 ? '' : element('defs', {}, all.join(''));
}

function steps(until: number, by: number): number[] {
  return Array.from({ length: until / by }, (_, index) => index * by);
}

function dot(x: number, y: number, fill: string): string {
  return element('circle', { cx: x, cy: y, r: 1.3, fill });
}

function stroke(d: string, colour: string, width: number): string {
  return element('path', { d, stroke: colour, 'stroke-width': width });
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
  const area = { x: x + 0.5, y: baseline - 11.5, width: 13, height: 13 };
  return fillArea(series, area, prefix, { stroke: strokeOf(series) });
}

/** How far below the middle of a line of text its baseline is. */
export function middleBaseline(size: number): number {
  return size * 0.34;
}
