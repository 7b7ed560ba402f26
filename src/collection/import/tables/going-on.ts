import type { YearStart } from '../../../organisation/period.ts';
import type { Row } from '../../../platform/spreadsheets/sheet.ts';
import { isFootnote, lineOf, type TableHead } from '../../../platform/spreadsheets/tables/table-block.ts';
import type { Finding, InputRow, TableShape } from '../import-face.ts';
import { inputRows, type OpenTable, type ReadRow } from './input-rows.ts';
import { periodNamedIn } from './match-columns.ts';
import { besideFinding, footnoteFinding } from './table-findings.ts';

/** Whether a row reads as one of the register, though it stands where a heading or a line of text might. */
export type IsRow<Face extends TableShape> = (face: Face, row: InputRow) => boolean;

/**
 * What seems another table below one that fits may be the rest of it: without a heading of its own and within its
 * columns, or when its "heading" reads as a row.
 */
export function goesOn<Face extends TableShape>(
  head: TableHead,
  above: OpenTable<Face>,
  isRow: IsRow<Face>,
  yearStart: YearStart,
):
  | { readonly table: OpenTable<Face>; readonly rows: ReadRow<Face>[]; readonly findings: Finding[] }
  | undefined {
  if (!isWithin(head, above)) return undefined;
  const period = head.titles.map((title) => periodNamedIn(title, yearStart)).find((one) => one);
  const table = period ? { ...above, period } : above;
  const heading = readAsRows(head.headerRows, head.sheet, table, isRow);
  if (!heading) return undefined;
  const lines = head.titleRows.filter((row) => row.cells.length > 1);
  const read = [...lines.map((row) => readAsRows([row], head.sheet, table, isRow)), heading];
  const { last } = columnsOf(above);
  const beside = head.columns
    .filter(({ column }) => column > last)
    .map(({ letter }) => besideFinding(head.sheet, head.firstRow, letter));
  return {
    table,
    rows: read.flatMap((one) => one?.rows ?? []),
    findings: [...beside, ...read.flatMap((one) => one?.findings ?? [])],
  };
}

/** Whether a table stands within the columns of the one above it, or begins where that begins. */
export function isWithin(head: TableHead, above: OpenTable<TableShape>): boolean {
  const { first, last } = columnsOf(above);
  const begins = head.columns[0]?.column === first;
  return begins || head.columns.every(({ column }) => column >= first && column <= last);
}

function columnsOf({ match }: OpenTable<TableShape>): { readonly first: number; readonly last: number } {
  const columns = match.columns.map(({ column }) => column.column);
  return { first: Math.min(...columns), last: Math.max(...columns) };
}

/**
 * Lines of text under a table: those that read as its rows, those that are told, and the table as it goes on. A line
 * that names a year says of which period the rows under it are.
 */
export function readLines<Face extends TableShape>(
  lines: readonly Row[],
  sheet: string,
  above: OpenTable<Face>,
  isRow: IsRow<Face>,
  yearStart: YearStart,
): { readonly table: OpenTable<Face>; readonly rows: ReadRow<Face>[]; readonly findings: Finding[] } {
  let table = above;
  const rows: ReadRow<Face>[] = [];
  const findings: Finding[] = [];
  for (const line of lines) {
    if (line.cells.length > 1) {
      const read = readAsRows([line], sheet, table, isRow);
      rows.push(...(read?.rows ?? []));
      findings.push(...(read?.findings ?? [footnoteFinding(sheet, line)]));
    } else if (!isFootnote(line)) {
      const period = periodNamedIn(lineOf(line), yearStart);
      if (period) table = { ...table, period };
    }
  }
  return { table, rows, findings };
}

/** Lines as rows of a table, if all of them read as such. */
export function readAsRows<Face extends TableShape>(
  lines: readonly Row[],
  sheet: string,
  table: OpenTable<Face>,
  isRow: IsRow<Face>,
): { readonly rows: ReadRow<Face>[]; readonly findings: Finding[] } | undefined {
  const findings: Finding[] = [];
  const rows = lines.flatMap((row) => inputRows(sheet, { row, role: 'data' }, table, findings));
  return rows.every((row) => row.isTotal || isRow(row.face, row.input)) ? { rows, findings } : undefined;
}
