import { type Cell, cellAt, columnLetters, type MergedArea, type Place, type Row } from '../sheet.ts';
import { headerOf, isPeriod } from './table-header.ts';

/** A column of a table: where it is and what its header lines say, from top to bottom. */
export interface TableColumn {
  /** Counted from 0 in the sheet. */
  readonly column: number;
  readonly letter: string;
  /** The header texts over it; a header over several columns counts for each: ["2020", "Aantal"]. */
  readonly path: readonly string[];
  readonly hidden: boolean;
}

/**
 * A row under a header. `total`: its first text is a word such as totaal. `single`: only one text stands in
 * it, so it is the title of a section or a row for which nothing was filled in. `data`: everything else.
 */
export interface TableRow {
  readonly row: Row;
  readonly role: 'data' | 'total' | 'single';
}

/** What is known of a table before its rows. Structure only: what columns mean is for the caller. */
export interface TableHead {
  readonly sheet: string;
  /** Position among the tables of the sheet, counted from 0. */
  readonly index: number;
  /** Texts above the header, in order: titles, explanations. */
  readonly titles: readonly string[];
  readonly titleRows: readonly Row[];
  readonly headerRows: readonly Row[];
  readonly columns: readonly TableColumn[];
  /** The first row of header or body. */
  readonly firstRow: number;
}

/** What a caller may have to ask a person about a table. */
export interface TableFinding {
  readonly code:
    | 'no-header'
    | 'column-without-header'
    | 'same-header-twice'
    | 'blank-rows-inside'
    | 'cells-beside-table'
    | 'totals-row'
    | 'hidden-row'
    | 'hidden-column';
  readonly where: Place;
}

/** A line of text under a table. */
export interface Footnote {
  readonly row: number;
  readonly text: string;
  /** The cells of it: behind a blank row, a row in words alone looks like a line of text. */
  readonly line: Row;
}

/** A block of a sheet, cut out along blank rows and columns. */
export interface Block {
  readonly rows: readonly Row[];
  readonly firstColumn: number;
  readonly lastColumn: number;
}

const TOTAL = /^\s*(sub|eind)?[- ]?(totaal|totalen|total|totals|som|sum)\b|^\s*grand total\b/i;
const FOOTNOTE = /^\s*([*†‡¹²³]|\(?[\da-z]\)\s|(bron|source|noot|note|toelichting|let op|n\.b\.?)\s*:)/i;

/** The cell of a table row under a column. */
export function tableCell(row: TableRow, column: TableColumn): Cell {
  return cellAt(row.row, column.column);
}

/** A row as a row of a table of so many columns. */
export function tableRow(row: Row, columns: number): TableRow {
  const first = row.cells.find((cell) => cell.kind === 'text');
  if (first !== undefined && TOTAL.test(first.text)) return { row, role: 'total' };
  return { row, role: columns > 1 && row.cells.length === 1 && first !== undefined ? 'single' : 'data' };
}

/** Whether a line of text reads as a footnote or source: `* …`, `1) …`, `Bron: …`. */
export function isFootnote(row: Row): boolean {
  return row.cells.length === 1 && FOOTNOTE.test(lineOf(row));
}

/** The texts of a row in one line. */
export function lineOf(row: Row): string {
  return row.cells.map((cell) => cell.text.trim()).join(' ');
}

/** A row without cells that hold nothing but white space. */
export function filledCells(row: Row): Row {
  const filled = (cell: Cell) => cell.text.trim() !== '' || cell.kind === 'formula';
  return row.cells.every(filled) ? row : { ...row, cells: row.cells.filter(filled) };
}

/** The part of a row between two columns. */
export function between(row: Row, firstColumn: number, lastColumn: number): Row {
  const inside = (cell: Cell) => cell.column >= firstColumn && cell.column <= lastColumn;
  return row.cells.every(inside) ? row : { ...row, cells: row.cells.filter(inside) };
}

/** Takes the rows of a block that are titles off its top: one text over a wider table, merged or not. */
export function withoutTitles(
  block: Block,
  merges: readonly MergedArea[],
): { readonly titles: readonly Row[]; readonly block: Block } {
  const width = block.lastColumn - block.firstColumn + 1;
  const start = block.rows.findIndex((row) => {
    const [only] = row.cells;
    if (width < 2 || row.cells.length !== 1 || only === undefined) return true;
    if (only.kind !== 'text' && !isPeriod(only)) return true;
    // A year over a column further on is that column's header.
    if (isPeriod(only) && only.column > block.firstColumn) return true;
    const area = merges.find((one) => one.firstRow === row.number && one.firstColumn === only.column);
    // A text merged downwards is the first column's header; over some of the columns, a group header.
    if (area !== undefined && area.lastRow > area.firstRow) return true;
    const covered = area === undefined ? 1 : area.lastColumn - area.firstColumn + 1;
    return covered > 1 && area !== undefined && area.firstColumn > block.firstColumn;
  });
  const from = start < 0 ? block.rows.length - 1 : start;
  return { titles: block.rows.slice(0, from), block: { ...block, rows: block.rows.slice(from) } };
}

/** Cuts a run of rows along the columns in which nothing stands; title rows on top do not bridge them. */
export function cutAlongBlankColumns(rows: readonly Row[], merges: readonly MergedArea[]): Block[] {
  const widest = Math.max(...rows.map((row) => row.cells.length));
  const start = widest < 2 ? 0 : rows.findIndex((row) => row.cells.length > 1);
  const filled = new Set<number>();
  for (const row of rows.slice(start)) {
    if (widest > 1 && isFootnote(row)) continue;
    for (const cell of row.cells) {
      const area = merges.find((one) => one.firstRow === row.number && one.firstColumn === cell.column);
      const last = area === undefined ? cell.column : area.lastColumn;
      for (let column = cell.column; column <= last; column++) filled.add(column);
    }
  }
  const columns = [...filled].sort((one, other) => one - other);
  const ranges: { first: number; last: number }[] = [];
  for (const column of columns) {
    const open = ranges.at(-1);
    if (open !== undefined && column === open.last + 1) open.last = column;
    else ranges.push({ first: column, last: column });
  }
  return ranges.map((range, index) => {
    // Titles and footnotes that stand in no range go with the block to their left, or else the first.
    const from = index === 0 ? 0 : range.first;
    const to = (ranges[index + 1]?.first ?? Number.POSITIVE_INFINITY) - 1;
    const inside = rows.map((row) => between(row, from, to)).filter((row) => row.cells.length > 0);
    return { rows: inside, firstColumn: range.first, lastColumn: range.last };
  });
}

/** The header of a block as a table head, the rows under it, and what is doubtful about it. */
export function headOf(
  block: Block,
  context: {
    readonly sheet: string;
    readonly index: number;
    readonly titles: readonly Row[];
    readonly merges: readonly MergedArea[];
    readonly hiddenColumns: readonly number[];
  },
): { readonly head: TableHead; readonly body: readonly Row[]; readonly findings: readonly TableFinding[] } {
  const { depth, paths } = headerOf(block.rows, context.merges, block.firstColumn, block.lastColumn);
  const headerRows = block.rows.slice(0, depth);
  const columns = [...paths].map(
    ([column, path]): TableColumn => ({
      column,
      letter: columnLetters(column),
      path,
      hidden: context.hiddenColumns.includes(column),
    }),
  );
  const { sheet, index, titles: titleRows } = context;
  const firstRow = block.rows[0]?.number ?? 0;
  const head = { sheet, index, titles: titleRows.map(lineOf), titleRows, headerRows, columns, firstRow };
  return { head, body: block.rows.slice(depth), findings: headFindings(head) };
}

function headFindings(head: TableHead): TableFinding[] {
  const { sheet } = head;
  const row = head.headerRows.at(-1)?.number;
  if (row === undefined) return [{ code: 'no-header', where: { sheet, row: head.firstRow } }];
  const findings: TableFinding[] = [];
  const seen = new Set<string>();
  for (const { letter, path, hidden } of head.columns) {
    const label = path.join(' ').toLowerCase();
    const where = { sheet, row, column: letter };
    if (label === '') findings.push({ code: 'column-without-header', where });
    else if (seen.has(label)) findings.push({ code: 'same-header-twice', where });
    seen.add(label);
    if (hidden) findings.push({ code: 'hidden-column', where: { sheet, column: letter } });
  }
  return findings;
}
