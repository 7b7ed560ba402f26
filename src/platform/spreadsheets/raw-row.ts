import { unknownKind } from '../language/unknown-kind.ts';
import { seenText, unseenCharacters } from '../language/unseen-characters.ts';
import type { ReadLimits } from './limits.ts';
import { type Cell, type CellKind, columnLetters, type Place, type Row } from './sheet.ts';
import { SpreadsheetError } from './spreadsheet-error.ts';
import { type DateValue, dateFromIso } from './values/dates.ts';
import { decimalFromText, type ExactDecimal } from './values/decimal.ts';

/**
 * A row as the readers give it and as it travels from the worker: plain arrays, which cost a tenth of cells
 * with names. `kinds` holds one letter a cell.
 */
export interface RawRow {
  readonly number: number;
  readonly line?: number;
  readonly hidden: boolean;
  readonly columns: number[];
  kinds: string;
  readonly texts: string[];
  /** What few cells have, by index in the row. */
  extras?: Map<number, CellExtra>;
  /** Cells from which characters were taken that are not what they seem: column and codes. */
  unseen?: { readonly column: number; readonly codes: readonly string[] }[];
}

/** What only some cells have; see `Cell`. */
export type CellExtra = Pick<Cell, 'formula' | 'percent' | 'mark' | 'merged'>;

/** One letter per kind of cell. */
export const KIND_LETTERS = {
  text: 't',
  number: 'n',
  date: 'd',
  boolean: 'b',
  formula: 'f',
  error: 'e',
} as const satisfies Partial<Record<CellKind, string>>;

const KINDS: ReadonlyMap<string, Exclude<CellKind, 'empty'>> = new Map([
  ['t', 'text'],
  ['n', 'number'],
  ['d', 'date'],
  ['b', 'boolean'],
  ['f', 'formula'],
  ['e', 'error'],
]);

/**
 * Adds a cell to a raw row. Cells are added in the order of their columns. What is not what it seems is left out of
 * its text and kept in mind; a cell with nothing else is none.
 */
export function addCell(
  row: RawRow,
  column: number,
  kind: keyof typeof KIND_LETTERS,
  written: string,
  extra?: CellExtra,
): void {
  const unseen = unseenCharacters(written);
  const text = unseen.length === 0 ? written : seenText(written);
  if (unseen.length > 0) {
    row.unseen ??= [];
    row.unseen.push({ column, codes: [...new Set(unseen.map(({ code }) => code))] });
    if (text.trim() === '') return;
  }
  if (extra !== undefined) {
    row.extras ??= new Map();
    row.extras.set(row.columns.length, extra);
  }
  row.columns.push(column);
  row.kinds += KIND_LETTERS[kind];
  row.texts.push(text);
}

/** The letters of the first columns, made once: every cell has them. */
const LETTERS = Array.from({ length: 200 }, (_, column) => columnLetters(column));

/** The row that callers see. */
export function rowOf(raw: RawRow): Row {
  const cells = raw.columns.map((column, index): Cell => {
    const kind = KINDS.get(raw.kinds.charAt(index)) ?? 'text';
    const text = raw.texts[index] ?? '';
    const letter = LETTERS[column] ?? columnLetters(column);
    const cell = { kind, text, value: cellValue(kind, text), column, letter };
    const extra = raw.extras?.get(index);
    return extra === undefined ? cell : { ...cell, ...extra };
  });
  const row = { number: raw.number, hidden: raw.hidden, cells };
  return raw.line === undefined ? row : { ...row, line: raw.line };
}

function cellValue(kind: CellKind, text: string): string | boolean | ExactDecimal | DateValue | null {
  switch (kind) {
    case 'number':
      return decimalFromText(text) ?? null;
    case 'date':
      return dateFromIso(text) ?? null;
    case 'boolean':
      return text === 'true';
    case 'formula':
      return null;
    case 'text':
    case 'empty':
    case 'error':
      return text;
    default:
      throw unknownKind(kind satisfies never);
  }
}

/** Counts the cells of a file against the limit. */
export class CellCount {
  readonly #limits: ReadLimits;
  #cells = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  /**
   * @param where the row that holds them
   * @throws SpreadsheetError `too-many-cells`.
   */
  add(cells: number, where: Place): void {
    this.#cells += cells;
    if (this.#cells > this.#limits.cells) {
      throw new SpreadsheetError('too-many-cells', where, { limit: this.#limits.cells });
    }
  }
}
