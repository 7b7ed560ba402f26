import type { Language } from '../../platform/language/text.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import type { ExportSheet, ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { streamRows } from '../../platform/spreadsheets/reading/read.ts';
import type { Cell, FileFormat, Row } from '../../platform/spreadsheets/sheet.ts';
import { TableScanner } from '../../platform/spreadsheets/tables/find-tables.ts';
import { MergedDown } from '../../platform/spreadsheets/tables/merged-down.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import type { Finding } from '../import/import-face.ts';
import { findingsHeading, isFindingsColumn } from '../import/tables/findings-column.ts';

/** Cells that a file is given back with at most, blank ones among them. */
const mostCells = 5_000_000;

/** A file with what was found in its rows, in the format in which it came. */
export interface FileWithFindings {
  readonly format: FileFormat;
  readonly content: Uint8Array;
}

/** A sheet on its way: its rows, and the rows of its headings. */
interface SheetSoFar {
  readonly name: string;
  readonly scanner: TableScanner;
  readonly merged: MergedDown;
  readonly rows: Row[];
  readonly heads: Set<number>;
  width: number;
}

/**
 * The sheets of a file as they are read, each with a last column that says in every row what was found there. Rows keep
 * their numbers. What an import leaves out is left out: hidden sheets, and the column of an earlier time.
 *
 * Null where it is so wide and long that it cannot be given back.
 *
 * @param said what is told of a finding
 * @throws SpreadsheetError
 */
export async function withFindings(
  file: Uint8Array,
  findings: readonly Finding[],
  language: Language,
  said: (finding: Finding) => string,
): Promise<FileWithFindings | null> {
  const told = new Map<string, string[]>();
  for (const finding of findings) {
    if (finding.row === 0) continue;
    const at = `${finding.sheet}\u0000${finding.row}`;
    const lines = told.get(at) ?? [];
    const line = said(finding);
    if (!lines.includes(line)) lines.push(line);
    told.set(at, lines);
  }
  const sheets: ExportSheet[] = [];
  let format: FileFormat = 'csv';
  let open: SheetSoFar | undefined;
  for await (const batch of streamRows(file)) {
    ({ format } = batch);
    if (batch.sheet.hidden) continue;
    open ??= {
      name: batch.sheet.name,
      scanner: new TableScanner(batch.sheet.name),
      merged: new MergedDown(),
      rows: [],
      heads: new Set(),
      width: 0,
    };
    const events = batch.rows.flatMap(
      (row) => open?.scanner.add(row, batch.merges, batch.sheet.hiddenColumns) ?? [],
    );
    if (batch.last) events.push(...open.scanner.end());
    for (const event of events) {
      const last = event.type === 'table' ? event.head.headerRows.at(-1) : undefined;
      if (last) open.heads.add(last.number);
    }
    for (const row of batch.rows) {
      const filled = open.merged.fill(row);
      open.rows.push(filled);
      open.width = Math.max(open.width, (filled.cells.at(-1)?.column ?? -1) + 1);
    }
    if (open.width * (open.rows.at(-1)?.number ?? 0) > mostCells) return null;
    if (!batch.last) continue;
    sheets.push(sheetOf(open, told, language));
    open = undefined;
  }
  const [first] = sheets;
  if (format === 'csv' && first) return { format, content: writeCsv(first, { delimiter: ';', mark: true }) };
  const written = { title: findingsHeading[language], language, creator: 'Daglicht', sheets };
  return { format, content: format === 'ods' ? writeOds(written) : writeXlsx(written) };
}

/** A sheet that is written row by row: it is gone through once. */
function sheetOf(
  { name, rows, heads, width }: SheetSoFar,
  told: ReadonlyMap<string, readonly string[]>,
  language: Language,
): ExportSheet {
  const before = new Set(
    rows.flatMap(({ number, cells }) =>
      heads.has(number)
        ? cells.filter((cell) => isFindingsColumn({ path: [cell.text] })).map(({ column }) => column)
        : [],
    ),
  );
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const last = rows.at(-1)?.number ?? 1;
  const cellsOf = (number: number): ExportValue[] => {
    const cells: ExportValue[] = Array.from({ length: width + 1 }, () => null);
    for (const cell of byNumber.get(number)?.cells ?? [])
      if (!before.has(cell.column)) cells[cell.column] = writtenOf(cell);
    const found = told.get(`${name}\u0000${number}`) ?? [];
    const isHead = heads.has(number);
    cells[width] =
      [...(isHead ? [findingsHeading[language]] : []), ...(isHead ? [] : found)].join(' | ') || null;
    return cells;
  };
  const head = cellsOf(1);
  function* others() {
    for (let number = 2; number <= last; number++) yield cellsOf(number);
  }
  return {
    name: name === '' ? 'blad' : name,
    columns: head.map((value, index) => ({
      header: headerText(
        byNumber.get(1)?.cells.find(({ column }) => column === index),
        value,
      ),
      kind: 'text' as const,
      ...(index === width ? { width: 60 } : {}),
    })),
    rows: others(),
  };
}

/** The first line of a sheet is written as text. */
function headerText(cell: Cell | undefined, value: ExportValue): string {
  return typeof value === 'string' ? value : value === null ? '' : (cell?.text ?? '');
}

/** What stands in a cell, as it is read again. */
function writtenOf({ kind, text, value, mark }: Cell): ExportValue {
  if (mark !== undefined) return `${text}${mark}`;
  return kind === 'number' || kind === 'date' || kind === 'boolean' ? value : text;
}
