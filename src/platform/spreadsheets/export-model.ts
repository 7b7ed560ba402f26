import type { Language } from '../language/text.ts';
import { LAST_ROW } from './limits.ts';
import { SpreadsheetError } from './spreadsheet-error.ts';
import { type DateValue, dateText } from './values/dates.ts';
import { decimalText, type ExactDecimal, significantDigits } from './values/decimal.ts';
import { FORMAT_MARK, writableText } from './values/formula-guard.ts';

/** What an export can hold in a cell. Null is an empty cell. */
export type ExportValue = string | boolean | bigint | ExactDecimal | DateValue | null;

/** A column of an export. `kind` sets its width and look; a cell may hold any value, such as "·" for a number. */
export interface ExportColumn {
  readonly header: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean';
  /** In characters; by kind and header when left out. */
  readonly width?: number;
  /** Numbers are shown with so many decimals; as they are when left out. */
  readonly decimals?: number;
  /** Thousands are set apart when shown. Not for years. */
  readonly grouped?: boolean;
  /** What people may choose from in the rows to be filled in; another text is warned about, not refused. */
  readonly choices?: readonly string[];
  /** Whether a row without it is not complete: its heading stands out. */
  readonly needed?: boolean;
}

/** A sheet of an export: one table with its header on the first row. */
export interface ExportSheet {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: Iterable<readonly ExportValue[]>;
  /** How many rows below are ready to be filled in: with the look of their columns, and with their choices. */
  readonly toFillIn?: number;
  /** Whether the rows that are written are to be filled in too: the choices of a column hold in them (XLSX). */
  readonly rowsFilledIn?: true;
}

/** A file to be written. Same input, same bytes. */
export interface ExportFile {
  readonly title: string;
  readonly language: Language;
  /** Who publishes it. */
  readonly creator: string;
  readonly description?: string;
  /** The publication date as YYYY-MM-DD: the date in the document's properties. Absent: it has none. */
  readonly date?: string;
  /** Lines of a first sheet that explains: heading and text, either may be ''. */
  readonly notes?: readonly { readonly heading: string; readonly text: string }[];
  readonly sheets: readonly ExportSheet[];
}

/** A value as the writers see it. */
export type WrittenValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: ExactDecimal }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number };

const PRECISE = 15;
const NARROWEST = 10;
const WIDEST = 60;

/**
 * Sorts out what a value is written as. Dates less precise than a day stay text (`2025-11`), so do numbers of
 * more than the 15 digits that a spreadsheet program keeps.
 */
export function writtenValue(value: ExportValue): WrittenValue {
  if (value === null) return { kind: 'empty' };
  if (typeof value === 'string') {
    const text = writableText(value);
    return text === '' ? { kind: 'empty' } : { kind: 'text', text };
  }
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  const decimal = typeof value === 'bigint' ? { digits: value, scale: 0 } : value;
  if ('digits' in decimal) {
    return significantDigits(decimal) <= PRECISE
      ? { kind: 'number', value: decimal }
      : { kind: 'text', text: decimalText(decimal) };
  }
  return decimal.precision === 'day'
    ? { kind: 'date', year: decimal.year, month: decimal.month, day: decimal.day }
    : { kind: 'text', text: dateText(decimal) };
}

/** The width of a column in characters. */
export function columnWidth(column: ExportColumn): number {
  const usual = { text: 32, number: 12, date: 12, boolean: 12 }[column.kind];
  const header = Math.min(column.header.length + 2, 40);
  return Math.min(WIDEST, Math.max(NARROWEST, column.width ?? Math.max(usual, header)));
}

/**
 * The rows of a sheet, header first, each checked.
 * @throws SpreadsheetError `row-width`, `too-many-rows`.
 */
export function* sheetRows(sheet: ExportSheet): Generator<readonly ExportValue[]> {
  yield sheet.columns.map(({ header }) => header);
  let number = 1;
  for (const row of sheet.rows) {
    number += 1;
    if (row.length !== sheet.columns.length) {
      throw new SpreadsheetError(
        'row-width',
        { sheet: sheet.name, row: number },
        { cells: row.length, columns: sheet.columns.length },
      );
    }
    if (number > LAST_ROW)
      throw new SpreadsheetError('too-many-rows', { sheet: sheet.name }, { limit: LAST_ROW });
    yield row;
  }
}

/**
 * Checks the names that a spreadsheet program would refuse.
 * @throws SpreadsheetError `sheet-name`, `reserved-header`.
 */
export function checkNames(sheets: readonly ExportSheet[]): void {
  const seen = new Set<string>();
  for (const { name, columns } of sheets) {
    const key = name.toLowerCase();
    if (!/^[^[\]:*?/\\]{1,31}$/.test(name) || /^'|'$/.test(name) || seen.has(key)) {
      throw new SpreadsheetError('sheet-name', {}, { name });
    }
    seen.add(key);
    checkHeaders(name, columns);
  }
}

/** @throws SpreadsheetError `reserved-header` when a header is the mark of our own exports. */
export function checkHeaders(sheet: string, columns: readonly ExportColumn[]): void {
  for (const { header } of columns) {
    if (header === FORMAT_MARK) throw new SpreadsheetError('reserved-header', { sheet }, { header });
  }
}
