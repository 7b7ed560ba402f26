import type { RowPlace } from '../file-findings.ts';
import type { InputRow } from '../import-face.ts';

/** More rows than a sheet can have: a place as one number, since there are as many as there are rows. */
const rowsASheet = 2 ** 21;

/** Where each row of a file stood first, and how often it stood there. */
export class RepeatedRows {
  readonly #sheets: string[] = [];
  readonly #first = new PlacesByHash();
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
    const place = this.#first.met(hash, (this.#sheets.length - 1) * rowsASheet + number);
    if (place === undefined) {
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

/** Letters of a hash that make one number, and numbers that are kept of it: 120 bits, which no two rows share by chance. */
const [lettersANumber, numbersKept] = [5, 4];
const bitsOfLetter = new Uint8Array(128);
for (const [value, letter] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
].entries())
  bitsOfLetter[letter.charCodeAt(0)] = value;

/**
 * The first place of each hash (base64url), as numbers in one block: a map of a hundred thousand texts costs several
 * times as much memory, and the collector of garbage walks over it.
 */
class PlacesByHash {
  #hashes = new Uint32Array(numbersKept * 1024);
  #places = new Float64Array(1024);
  #count = 0;
  readonly #made = new Uint32Array(numbersKept);

  /** The place where a hash stood first; undefined, and remembered, where it is new. Places begin at 1. */
  met(hash: string, place: number): number | undefined {
    for (let one = 0; one < numbersKept; one++) {
      let bits = 0;
      for (let at = one * lettersANumber; at < (one + 1) * lettersANumber; at++)
        bits = bits * 64 + (bitsOfLetter[hash.charCodeAt(at)] ?? 0);
      this.#made[one] = bits;
    }
    const slot = this.#slotOf(this.#made, 0);
    const known = this.#places[slot] ?? 0;
    if (known > 0) return known;
    this.#hashes.set(this.#made, slot * numbersKept);
    this.#places[slot] = place;
    this.#count++;
    if (this.#count * 2 > this.#places.length) this.#grow();
    return undefined;
  }

  /** Where the hash stands that begins at a place of a list, or where it may stand. */
  #slotOf(list: Uint32Array, start: number): number {
    const last = this.#places.length - 1;
    for (let slot = (list[start] ?? 0) & last; ; slot = (slot + 1) & last)
      if (this.#places[slot] === 0 || this.#isAt(slot, list, start)) return slot;
  }

  #isAt(slot: number, list: Uint32Array, start: number): boolean {
    for (let one = 0; one < numbersKept; one++)
      if (this.#hashes[slot * numbersKept + one] !== list[start + one]) return false;
    return true;
  }

  #grow(): void {
    const [hashes, places] = [this.#hashes, this.#places];
    this.#hashes = new Uint32Array(hashes.length * 2);
    this.#places = new Float64Array(places.length * 2);
    for (const [slot, place] of places.entries()) {
      if (place === 0) continue;
      const to = this.#slotOf(hashes, slot * numbersKept);
      this.#hashes.set(hashes.subarray(slot * numbersKept, (slot + 1) * numbersKept), to * numbersKept);
      this.#places[to] = place;
    }
  }
}
