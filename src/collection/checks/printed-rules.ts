import type { Coordinates } from '../../figures/cubes/dimension.ts';
import type { Text } from '../../platform/language/text.ts';

/** A claim as an older report printed it (`printed_figure`), with the place where it stands. */
export interface PrintedFigure {
  readonly document: string;
  readonly subject: string;
  readonly quantity: string;
  readonly period: string | null;
  readonly printed: string;
  readonly unit: string;
  readonly place: string;
  /** The chapter in which it stands. Absent in what was read before chapters were kept. */
  readonly chapter?: string | null;
  /** The figure that gives it, by name; without one the rules of the registers are asked. */
  readonly figure?: string | null;
  /** The place in that figure, as "unit=CPB, kind=workshop"; its year is the period. */
  readonly figurePlace?: string | null;
  /** What who read the report says of it: above all why no register can give it. */
  readonly remark?: string | null;
}

/** How a printed figure is held against the registers: the figure that gives it, and where in its cube. */
export type PrintedTarget =
  | { readonly kind: 'figure'; readonly figure: string; readonly at: Coordinates; readonly decimals: number }
  /** The registers cannot give it; `missing` names the data that would be needed. */
  | { readonly kind: 'missing'; readonly missing: Text }
  /** It states no count of the organisation (a benchmark, a date). */
  | { readonly kind: 'outside'; readonly why: Text };

/** A rule by which a register recognises printed figures of its subject. */
export type PrintedRule = (printed: PrintedFigure) => PrintedTarget | undefined;
