import type { MergedArea, Row } from './sheet.ts';
import { between, cutAlongBlankColumns, type TableHead } from './table-block.ts';

/** One of the tables that stand side by side, and the columns from which to which all is its own. */
export interface Panel {
  readonly head: TableHead;
  readonly hasNumbers: boolean;
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
  const isUnderOne = cutAlongBlankColumns(rows, merges).every(({ firstColumn, lastColumn }) =>
    panels.some(({ head: { columns } }) => {
      const [first, last] = [columns[0], columns.at(-1)];
      return first && last && firstColumn >= first.column && lastColumn <= last.column;
    }),
  );
  if (!isUnderOne) return undefined;
  return panels.map((panel) => ({
    panel,
    rows: rows.map((row) => between(row, panel.from, panel.to)).filter((row) => row.cells.length > 0),
  }));
}
