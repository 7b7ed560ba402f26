import type { DateValue } from './values/dates.ts';
import type { ExactDecimal } from './values/decimal.ts';

/**
 * What stands in a cell.
 *
 * - `formula`: a formula whose outcome the file does not hold, so nothing can be read from it. A formula with
 *   an outcome has the kind of that outcome and carries `formula`.
 * - `error`: the outcome is an error such as `#REF!`; `text` holds it.
 * - `empty`: nothing; only given by `cellAt`, never stored.
 */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'empty' | 'formula' | 'error';

/** One cell that holds something. Every cell of a CSV is text: what its numbers mean is for the caller. */
export interface Cell {
  readonly kind: CellKind;
  /** Text as it stands; a number with a decimal point and no grouping; a date as ISO 8601. */
  readonly text: string;
  /** Exact: a number is never a float. For text, formula and error the same as `text`. */
  readonly value: string | boolean | ExactDecimal | DateValue | null;
  /** Position counted from 0. */
  readonly column: number;
  /** The column's letters as a spreadsheet program shows them: A, B … AA. */
  readonly letter: string;
  /** The formula behind the value, without what a program would compute now. */
  readonly formula?: string;
  /** The number is shown as a percentage: 0.053 was seen as 5,3 %. */
  readonly percent?: true;
  /** A footnote mark set in superscript behind the value, which is not part of it. */
  readonly mark?: string;
  /** How many columns and rows the cell spans, when it is merged. */
  readonly merged?: { readonly columns: number; readonly rows: number };
  /** The cell stands in a row above and is merged down to this one. */
  readonly fromAbove?: true;
}

/** A row with at least one filled cell; blank rows are gaps in `number`. */
export interface Row {
  /** The number in front of the row in a spreadsheet program, counted from 1. */
  readonly number: number;
  /** The line of a text file on which the row starts, counted from 1 (CSV only). */
  readonly line?: number;
  readonly hidden: boolean;
  /** Filled cells only, in the order of their columns. */
  readonly cells: readonly Cell[];
}

/** A merged area, both ends included; rows from 1, columns from 0. */
export interface MergedArea {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** What is known of a sheet before its rows. */
export interface SheetHead {
  /** The name on the tab; '' for a CSV. */
  readonly name: string;
  /** Position among the sheets of the file, counted from 0. */
  readonly index: number;
  readonly hidden: boolean;
  /** Hidden columns, counted from 0. */
  readonly hiddenColumns: readonly number[];
}

/** The file formats that are read and written. */
export type FileFormat = 'csv' | 'xlsx' | 'ods';

/** Where something was found; every part that is known. */
export interface Place {
  readonly sheet?: string;
  /** Row number as the file shows it. */
  readonly row?: number;
  /** Column letters. */
  readonly column?: string;
}

/** Something a person should know about how the file was read. Texts: `describeNote`. */
export interface ReadNote {
  readonly code: NoteCode;
  readonly where: Place;
  readonly details: Readonly<Record<string, string | number>>;
}

/** All notes that reading can give. */
export type NoteCode =
  | 'encoding'
  | 'encoding-unknown-bytes'
  | 'encoding-unsure'
  | 'delimiter'
  | 'separator-line'
  | 'ragged-rows'
  | 'own-export'
  | 'hidden-sheet'
  | 'hidden-rows'
  | 'hidden-columns'
  | 'formulas'
  | 'formula-without-value'
  | 'error-values'
  | 'unseen-characters'
  | 'merged-cells'
  | 'date-serial-unclear'
  | 'sheet-without-cells';

/** A part of a sheet's rows, as they stream by. */
export interface RowBatch {
  readonly format: FileFormat;
  readonly sheet: SheetHead;
  /** All merged areas of the sheet that are known so far; for XLSX and CSV all of them. */
  readonly merges: readonly MergedArea[];
  readonly rows: readonly Row[];
  /** Notes that are new with this batch. */
  readonly notes: readonly ReadNote[];
  /** No more rows of this sheet follow. */
  readonly last: boolean;
}

/** The letters of a column counted from 0: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  let rest = column + 1;
  let letters = '';
  while (rest > 0) {
    const digit = (rest - 1) % 26;
    letters = String.fromCharCode(65 + digit) + letters;
    rest = (rest - 1 - digit) / 26;
  }
  return letters;
}

/** The position, counted from 0, of a column given by its letters; -1 when they are no column. */
export function columnPosition(letters: string): number {
  let position = 0;
  for (let index = 0; index < letters.length; index++) {
    const code = letters.charCodeAt(index) - 64;
    if (code < 1 || code > 26) return -1;
    position = position * 26 + code;
  }
  return position - 1;
}

/** The cell of a row in a column counted from 0; an empty cell when nothing stands there. */
export function cellAt(row: Row, column: number): Cell {
  let low = 0;
  let high = row.cells.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const cell = row.cells[middle];
    if (cell === undefined) break;
    if (cell.column === column) return cell;
    if (cell.column < column) low = middle + 1;
    else high = middle - 1;
  }
  return { kind: 'empty', text: '', value: null, column, letter: columnLetters(column) };
}
