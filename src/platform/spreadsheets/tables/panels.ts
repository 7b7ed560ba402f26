import type { MergedArea, Row } from '../sheet.ts';
import { type Block, between, cutAlongBlankColumns, type TableHead } from './table-block.ts';

/** From one column to another. */
export type Span = Pick<Block, 'firstColumn' | 'lastColumn'>;

/** Whether columns lie within others. */
export function liesWithin(inner: Span, outer: Span): boolean {
  return inner.firstColumn >= outer.firstColumn && inner.lastColumn <= outer.lastColumn;
}

/** One of the tables that stand side by side, and the columns from which to which all is its own. */
export interface Panel {
  readonly head: TableHead;
  readonly hasNumbers: boolean;
  /** The columns of the widest table that it may go on with. */
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/** What of rows behind a blank row stands under which of several panels, unless something reaches over their columns. */
export function underPanels(
  rows: readonly Row[],
  panels: readonly Panel[],
  merges: readonly MergedArea[],
): readonly { readonly panel: Panel; readonly rows: readonly Row[] }[] | undefined {
  if (panels.length < 2) return undefined;
  const isUnderOne = cutAlongBlankColumns(rows, merges).every((block) =>
    panels.some(({ span }) => liesWithin(block, span)),
  );
  if (!isUnderOne) return undefined;
  return panels.map((panel) => ({
    panel,
    rows: rows.map((row) => between(row, panel.from, panel.to)).filter((row) => row.cells.length > 0),
  }));
}
