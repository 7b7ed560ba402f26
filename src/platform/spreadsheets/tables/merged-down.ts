import type { Cell, Row } from '../sheet.ts';

/**
 * Fills cells that are merged downward into the rows that they belong to. A spreadsheet keeps such a value in the first
 * row alone; to who looks at the sheet it stands beside all of them.
 */
export class MergedDown {
  /** By column: what is merged down, and its last row. */
  readonly #open = new Map<number, { readonly cell: Cell; readonly last: number }>();

  fill(row: Row): Row {
    const added: Cell[] = [];
    for (const [column, { cell, last }] of this.#open) {
      if (row.number > last) this.#open.delete(column);
      else if (!row.cells.some((one) => one.column === column)) added.push(cell);
    }
    for (const cell of row.cells) {
      if (cell.merged && cell.merged.rows > 1) {
        const { merged, ...plain } = cell;
        this.#open.set(cell.column, {
          cell: { ...plain, fromAbove: true },
          last: row.number + merged.rows - 1,
        });
      }
    }
    if (added.length === 0) return row;
    return { ...row, cells: [...row.cells, ...added].sort((one, other) => one.column - other.column) };
  }
}
