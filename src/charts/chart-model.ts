import type { QuantityUnit } from '../figures/cubes/counted-thing.ts';
import type { PublishedState } from '../figures/cubes/published-state.ts';
import type { Language } from '../platform/language/text.ts';

/**
 * How the cells are drawn.
 *
 * - `bars`: one series, a horizontal bar per category.
 * - `grouped-bars`: two to four series, a bar each within every category.
 * - `stacked-share`: each category is a whole, divided over the series.
 * - `lines`: each series over the categories, which are moments in order.
 * - `flow`: one series; what was open, what came in, what went out, what is open (see `ChartCategory.flow`).
 */
export type ChartKind = 'bars' | 'grouped-bars' | 'stacked-share' | 'lines' | 'flow';

/** A group of people, a kind, a unit or a year, as it is to be written beside the drawing. */
export interface ChartCategory {
  readonly label: string;
  /** In a flow: a stock is drawn from zero, `in` adds to what was there, `out` takes away from it. */
  readonly flow?: 'stock' | 'in' | 'out';
}

/** One protected cell. A drawing is made from these alone and computes no figure. */
export interface ChartCell {
  readonly state: PublishedState;
  /** The exact printed decimal with a point; null where nothing may or can be drawn. */
  readonly value: string | null;
  /** As printed: "1.566", "5,3%", "·", "niet opgegeven". */
  readonly text: string;
}

/** Everything that a chart shows. At most four series. */
export interface ChartModel {
  readonly kind: ChartKind;
  readonly language: Language;
  /** The finding, in words. */
  readonly title: string;
  /** The plain name of what is drawn: "Nevenwerkzaamheden per onderdeel". */
  readonly name: string;
  readonly unit: QuantityUnit;
  readonly series: readonly { readonly label: string }[];
  readonly categories: readonly ChartCategory[];
  /** By category, then by series. */
  readonly cells: readonly (readonly ChartCell[])[];
}

/** Most series that can be told apart by hue, pattern and label together. */
export const MOST_SERIES = 4;

/**
 * Checks the shape of a chart before it is drawn.
 * @throws RangeError when series, categories and cells do not fit each other or the kind.
 */
export function checkChart(model: ChartModel): void {
  const { kind, series, categories, cells } = model;
  const single = kind === 'bars' || kind === 'flow';
  const most = single ? 1 : MOST_SERIES;
  if (series.length < 1 || series.length > most) {
    throw new RangeError(`A chart of kind ${kind} has 1 to ${most} series, not ${series.length}.`);
  }
  if (categories.length === 0) throw new RangeError('A chart needs at least one category.');
  if (cells.length !== categories.length || cells.some((row) => row.length !== series.length)) {
    throw new RangeError('A chart needs one cell for each category and series.');
  }
  if (kind === 'flow' && categories.some(({ flow }) => flow === undefined)) {
    throw new RangeError('Every category of a flow says whether it is a stock, comes in or goes out.');
  }
}
