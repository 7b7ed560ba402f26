import type { RawRow } from './raw-row.ts';
import { columnLetters, type NoteCode, type Place, type ReadNote } from './sheet.ts';

/** Collects notes until they are handed on. */
export class ReadNotes {
  #notes: ReadNote[] = [];

  add(code: NoteCode, where: Place = {}, details: ReadNote['details'] = {}): void {
    this.#notes.push({ code, where, details });
  }

  /** The notes since the last time. */
  take(): ReadNote[] {
    const notes = this.#notes;
    this.#notes = [];
    return notes;
  }
}

/** Where a person looks first; a file that is full of them is told by its first ones. */
const mostPlaces = 10;

/** Cells with characters that were left out because they are not what they seem. */
export class UnseenTally {
  #cells = 0;
  #first: Place = {};
  readonly #places: string[] = [];

  row({ number, unseen = [] }: Pick<RawRow, 'number' | 'unseen'>): void {
    for (const { column, codes } of unseen) {
      const letters = columnLetters(column);
      this.#cells += 1;
      if (this.#cells === 1) this.#first = { row: number, column: letters };
      if (this.#cells <= mostPlaces) this.#places.push(`${letters}${number}: ${codes.join(' ')}`);
    }
  }

  report(notes: ReadNotes, at: (place: Place) => Place): void {
    if (this.#cells === 0) return;
    const places = `${this.#places.join('; ')}${this.#cells > mostPlaces ? '; …' : ''}`;
    notes.add('unseen-characters', at(this.#first), { count: this.#cells, places });
  }
}

/** Counts what a person should know of one sheet: what is hidden, computed, merged or wrong in it. */
export class SheetTally {
  merges = 0;
  unclearDates = 0;
  #rows = 0;
  #hiddenRows = 0;
  #firstHidden = 0;
  #formulas = 0;
  #withoutValue = 0;
  #firstWithoutValue: Place = {};
  #errors = 0;
  #firstError: Place = {};
  readonly #unseen = new UnseenTally();

  row(row: RawRow): void {
    this.#rows += 1;
    this.#unseen.row(row);
    if (row.hidden) {
      this.#hiddenRows += 1;
      if (this.#hiddenRows === 1) this.#firstHidden = row.number;
    }
    if (row.extras === undefined && !/[fe]/.test(row.kinds)) return;
    for (const extra of row.extras?.values() ?? []) if (extra.formula !== undefined) this.#formulas += 1;
    for (const kind of row.kinds) {
      if (kind === 'f') {
        this.#withoutValue += 1;
        if (this.#withoutValue === 1) this.#firstWithoutValue = { row: row.number };
      } else if (kind === 'e') {
        this.#errors += 1;
        if (this.#errors === 1) this.#firstError = { row: row.number };
      }
    }
  }

  /** Hands on what was counted, once the sheet is read. */
  report(notes: ReadNotes, sheet: string, hiddenColumns: readonly number[]): void {
    const at = (place: Place): Place => ({ sheet, ...place });
    if (this.#rows === 0) notes.add('sheet-without-cells', at({}));
    if (this.#hiddenRows > 0) {
      notes.add('hidden-rows', at({ row: this.#firstHidden }), { count: this.#hiddenRows });
    }
    if (hiddenColumns.length > 0) notes.add('hidden-columns', at({}), { count: hiddenColumns.length });
    if (this.merges > 0) notes.add('merged-cells', at({}), { count: this.merges });
    if (this.#formulas > 0) notes.add('formulas', at({}), { count: this.#formulas });
    if (this.#withoutValue > 0) {
      notes.add('formula-without-value', at(this.#firstWithoutValue), { count: this.#withoutValue });
    }
    if (this.#errors > 0) notes.add('error-values', at(this.#firstError), { count: this.#errors });
    this.#unseen.report(notes, at);
    if (this.unclearDates > 0) notes.add('date-serial-unclear', at({}), { count: this.unclearDates });
  }
}
