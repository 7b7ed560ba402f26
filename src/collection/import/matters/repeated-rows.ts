import type { RowPlace } from '../file-findings.ts';
import type { InputRow } from '../import-face.ts';

/** More rows than a sheet can have: a place as one number, since there are as many as there are rows. */
const rowsASheet = 2 ** 21;

/** Where each row of a file stood first, and how often it stood there. */
export class RepeatedRows {
  readonly #sheets: string[] = [];
  readonly #first = new Map<string, number>();
  /** Kept only for rows that stand more than once. */
  readonly #times = new Map<string, number>();
  /** By the sheets "first" and "again": how many rows of the second stood in the first. */
  readonly #copies = new Map<string, { first: string; again: string; rows: number }>();
  readonly #rowsOf = new Map<string, number>();

  /** Counts a row; `first` is where it stood before. */
  add(
    hash: string,
    { sheet, number }: InputRow,
  ): { readonly occurrence: number; readonly first: RowPlace | undefined } {
    if (this.#sheets.at(-1) !== sheet) this.#sheets.push(sheet);
    this.#rowsOf.set(sheet, (this.#rowsOf.get(sheet) ?? 0) + 1);
    const place = this.#first.get(hash);
    if (place === undefined) {
      this.#first.set(hash, (this.#sheets.length - 1) * rowsASheet + number);
      return { occurrence: 1, first: undefined };
    }
    const occurrence = (this.#times.get(hash) ?? 1) + 1;
    this.#times.set(hash, occurrence);
    const first = { sheet: this.#sheets[Math.floor(place / rowsASheet)] ?? '', row: place % rowsASheet };
    if (first.sheet !== sheet) {
      const key = `${first.sheet}\u0000${sheet}`;
      const copy = this.#copies.get(key) ?? { first: first.sheet, again: sheet, rows: 0 };
      copy.rows++;
      this.#copies.set(key, copy);
    }
    return { occurrence, first };
  }

  /** The sheets of which every row stands in one other sheet. */
  copiedSheets(): readonly { readonly first: string; readonly again: string; readonly rows: number }[] {
    return [...this.#copies.values()].filter(({ again, rows }) => rows === this.#rowsOf.get(again));
  }
}
