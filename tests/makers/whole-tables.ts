import { type ReadOptions, streamRows } from '../../src/platform/spreadsheets/reading/read.ts';
import type {
  FileFormat,
  MergedArea,
  ReadNote,
  Row,
  SheetHead,
} from '../../src/platform/spreadsheets/sheet.ts';
import { type TableEvent, TableScanner } from '../../src/platform/spreadsheets/tables/find-tables.ts';
import type {
  Footnote,
  TableFinding,
  TableHead,
  TableRow,
} from '../../src/platform/spreadsheets/tables/table-block.ts';

/* For tests: files and their tables as a whole, which the program reads row by row. */

/** A sheet with all its rows. */
export interface Sheet extends SheetHead {
  readonly rows: readonly Row[];
  readonly merges: readonly MergedArea[];
}

/** A file that was read whole. */
export interface Workbook {
  readonly format: FileFormat;
  readonly sheets: readonly Sheet[];
  readonly notes: readonly ReadNote[];
}

/**
 * Reads a CSV, XLSX or ODS file whole. What the file is, is found by its content. For files of many rows use
 * `streamRows`: this one holds everything in memory.
 * @throws SpreadsheetError when the file cannot be read; nothing is then kept.
 */
export async function readTables(file: string | Uint8Array, options: ReadOptions = {}): Promise<Workbook> {
  const sheets: Sheet[] = [];
  const notes: ReadNote[] = [];
  let format: Workbook['format'] = 'csv';
  let rows: Row[] = [];
  for await (const batch of streamRows(file, options)) {
    format = batch.format;
    notes.push(...batch.notes);
    for (const row of batch.rows) rows.push(row);
    if (!batch.last) continue;
    sheets.push({ ...batch.sheet, merges: batch.merges, rows });
    rows = [];
  }
  return { format, sheets, notes };
}

/** A table with all its rows. */
export interface TableBlock extends TableHead {
  readonly body: readonly TableRow[];
  readonly footnotes: readonly Footnote[];
  readonly lastRow: number;
  readonly findings: readonly TableFinding[];
}

/**
 * Finds the tables of a sheet: areas of filled cells that blank rows and blank columns set apart, each with
 * titles above, header rows, body and footnotes. A blank row inside a table does not end it when the rows
 * behind it fit and bring no header of their own; that is reported. Hidden rows and columns are kept, marked
 * and reported.
 */
export function findTables(sheet: Pick<Sheet, 'name' | 'rows' | 'merges' | 'hiddenColumns'>): TableBlock[] {
  const scanner = new TableScanner(sheet.name);
  const events: TableEvent[] = [];
  for (const row of sheet.rows) events.push(...scanner.add(row, sheet.merges, sheet.hiddenColumns));
  events.push(...scanner.end());
  const tables: (TableHead & { body: TableRow[]; footnotes: Footnote[]; findings: TableFinding[] })[] = [];
  for (const event of events) {
    if (event.type === 'table') {
      tables.push({ ...event.head, body: [], footnotes: [], findings: [] });
      continue;
    }
    const table = tables[event.index];
    if (event.type === 'row') table?.body.push(event.row);
    else if (event.type === 'finding') table?.findings.push(event.finding);
    else table?.footnotes.push(event.footnote);
  }
  return tables.map((table) => ({
    ...table,
    lastRow: (table.body.at(-1)?.row ?? table.headerRows.at(-1))?.number ?? table.firstRow,
  }));
}
