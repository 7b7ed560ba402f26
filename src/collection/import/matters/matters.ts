import type { Finding, ImportFace, InputRow } from '../import-face.ts';

/** A row that an earlier version of the file held. */
export interface KnownRow {
  readonly id: string;
  readonly recordId: string;
  readonly row: number;
  readonly sheet: string;
}

/** A row of another file that is about the same matter, or is the same. */
export interface ElsewhereRow {
  readonly id: string;
  readonly recordId: string;
  readonly file: string;
  readonly sender: string;
  readonly row: number;
  readonly sheet: string;
  /** By its number, because all that is written in it is the same, or by what its matter is known by. */
  readonly by: 'number' | 'words' | 'likeness';
}

/** A row of a file as it was read, with what the register knew of it. */
export interface MatterRow {
  readonly input: InputRow;
  readonly hash: string;
  readonly occurrence: number;
  /** Heading to text, as the sender wrote it: a JSON object. */
  readonly original: string;
  readonly record: unknown;
  readonly flags: readonly Finding[];
  /** The row of an earlier version of the file, if it is the same. */
  readonly known: KnownRow | undefined;
}

/** The rows of a file that are about one matter: those with one number, or a single row. */
export interface Matter {
  readonly face: ImportFace;
  /** As the sender wrote it first. */
  readonly number: string | undefined;
  readonly rows: readonly MatterRow[];
}

/** Where rows of one number stand apart, further than a batch: they cannot be one record any more. */
export interface SplitMatter {
  readonly number: string;
  readonly first: number;
  readonly row: MatterRow;
}

/** The number as it is compared: people write it with and without blanks and capitals. */
export function sameNumber(written: string): string {
  return written.replace(/\s+/g, '').toLowerCase();
}

/** The number that a row bears, by the surest column that has one. */
export function numberOfRow(face: ImportFace, input: InputRow): string | undefined {
  for (const column of face.corrections?.numberColumns ?? []) {
    const written = input.cells[column]?.text ?? '';
    if (written !== '') return written;
  }
  return undefined;
}

/** What a matter needs once: a row that goes on with it has this of its first row, where it is blank. */
export function goingOn(face: ImportFace, row: InputRow, above: InputRow): InputRow {
  const once = face.columns.filter(
    ({ required, about }) => required || about === 'moment' || about === 'period',
  );
  const blank = once.filter(({ key }) => (row.cells[key]?.text ?? '') === '');
  return {
    ...row,
    period: row.period ?? above.period,
    cells: { ...row.cells, ...Object.fromEntries(blank.map(({ key }) => [key, above.cells[key]])) },
  };
}

function keyOf(face: ImportFace, number: string): string {
  return `${face.name.nl}\u0000${sameNumber(number)}`;
}

/**
 * Puts the rows of a file together that bear one number, while they stream by. A batch is held; the matter that it
 * ends with may go on in the next.
 */
export class Matters {
  #open = new Map<string, { face: ImportFace; number: string | undefined; rows: MatterRow[] }>();
  /** The row on which a number stood first, of matters that were handed on. */
  readonly #taken = new Map<string, number>();
  #rows = 0;
  /** Counts rows without a number: each is a matter of its own, in every batch. */
  #unnumbered = 0;

  /** How many rows are held. */
  get held(): number {
    return this.#rows;
  }

  /** Whether no row that is held bears a number: what follows belongs to none of them. */
  get areUnnumbered(): boolean {
    return this.#open.values().every(({ number }) => number === undefined);
  }

  /** The first row with the number of this one, among those that are held. */
  above(face: ImportFace, input: InputRow): InputRow | undefined {
    const number = face.join ? numberOfRow(face, input) : undefined;
    return number === undefined ? undefined : this.#open.get(keyOf(face, number))?.rows[0]?.input;
  }

  /** Adds a row to its matter; tells where the rest of the matter was handed on already. */
  add(face: ImportFace, row: MatterRow): SplitMatter | undefined {
    this.#rows++;
    const number = face.join ? numberOfRow(face, row.input) : undefined;
    if (number === undefined) {
      this.#open.set(`${this.#unnumbered++}`, { face, number, rows: [row] });
      return undefined;
    }
    const key = keyOf(face, number);
    const first = this.#taken.get(key);
    if (first !== undefined) return { number, first, row };
    const matter = this.#open.get(key);
    if (matter) matter.rows.push(row);
    else this.#open.set(key, { face, number, rows: [row] });
    return undefined;
  }

  /** The matters so far, in order; without `all` the last stays, for its rows may go on. */
  take(all: boolean): readonly Matter[] {
    const entries = [...this.#open];
    const last = all ? undefined : entries.pop();
    this.#open = new Map(last ? [last] : []);
    this.#rows = last?.[1].rows.length ?? 0;
    return entries.map(([key, matter]) => {
      const first = matter.rows[0];
      if (matter.number !== undefined && first) this.#taken.set(key, first.input.number);
      return matter;
    });
  }
}
