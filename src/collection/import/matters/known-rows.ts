import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../../platform/database/doorways.ts';
import type { Correction, ImportFace, InputRow } from '../import-face.ts';
import type { RowChange, RowChanges } from '../import-report.ts';
import type { KnownRow, MatterRow } from './matters.ts';

/** Which file rows come from, and who maintains it. */
export interface RowSource {
  readonly sourceId: string;
  readonly register: string;
  readonly sender: string;
  readonly fileName: string;
}

/** A known row as it is held while a file is read. */
type HeldRow = KnownRow & { seen: boolean; reopened: boolean };

/** A row that is new in the file, with what tells which earlier row it may correct. */
interface AddedRow {
  readonly recordId: string;
  readonly row: number;
  readonly sheet: string;
  readonly face: ImportFace;
  /** By column: the heading as written and the text under it. */
  readonly telling: ReadonlyMap<string, { readonly heading: string; readonly text: string }>;
  readonly original: string;
  readonly reopened?: true;
}

/** A row that vanished and the one that stands in its place. */
interface Pair {
  readonly before: GoneRow;
  readonly after: AddedRow;
}

interface GoneRow extends KnownRow {
  readonly reopened: boolean;
  readonly original: Readonly<Record<string, string>>;
}

const changesShown = 200;
const originalsAtOnce = 1000;

/**
 * The rows that earlier versions of a file left in the register, held against those that stand in it now. Row
 * identity is sender and file, hash of the row, and its occurrence among equal rows.
 */
export class KnownRows {
  readonly #rows: ReadonlyMap<string, HeldRow>;
  #rowsOf: ReadonlyMap<string, number> | undefined;
  readonly #added: AddedRow[] = [];
  #addedCount = 0;

  private constructor(rows: ReadonlyMap<string, HeldRow>) {
    this.#rows = rows;
  }

  /** What the register holds from this file of this sender, or from one sheet of it. */
  static async read(database: Database, source: RowSource, sheet?: string): Promise<KnownRows> {
    const rows = await database
      .selectFrom('import_row')
      .select(['id', 'record_id as recordId', 'row_number as row', 'sheet', 'row_hash', 'occurrence'])
      .where('register', '=', source.register)
      .where('sender', '=', source.sender)
      .where('file_name', '=', source.fileName)
      .$if(sheet !== undefined, (query) => query.where('sheet', '=', sheet ?? ''))
      .where('withdrawn_at', 'is', null)
      .execute();
    return new KnownRows(
      new Map(
        rows.map(({ row_hash, occurrence, ...row }) => [
          `${row_hash} ${occurrence}`,
          { ...row, seen: false, reopened: false },
        ]),
      ),
    );
  }

  /** The row as the register has it already. */
  meet(hash: string, occurrence: number): KnownRow | undefined {
    if (this.#rows.size === 0) return undefined;
    const row = this.#rows.get(`${hash} ${occurrence}`);
    if (row) row.seen = true;
    return row;
  }

  /** How many rows brought a record. */
  rowsOf(recordId: string): number {
    this.#rowsOf ??= new Map(
      [...Map.groupBy(this.#rows.values(), (row) => row.recordId)].map(([id, rows]) => [id, rows.length]),
    );
    return this.#rowsOf.get(recordId) ?? 0;
  }

  /** A row that stands as it stood, of a matter that another row changes: it is written anew with the whole. */
  reopen(face: ImportFace, { input, hash, occurrence, original }: MatterRow, recordId: string): void {
    const row = this.#rows.get(`${hash} ${occurrence}`);
    if (!row) return;
    row.seen = false;
    row.reopened = true;
    this.#added.push({ ...addedRow(face, input, recordId, original), reopened: true });
  }

  /** Notes a row that is new in the file; in a file that was never read before, it is only counted. */
  add(face: ImportFace, input: InputRow, recordId: string, original: string): void {
    this.#addedCount++;
    if (this.#rows.size === 0) return;
    this.#added.push(addedRow(face, input, recordId, original));
  }

  get addedCount(): number {
    return this.#addedCount;
  }

  /**
   * The rows that vanished and the rows that correct one of them. Where the register keeps versions, an added row
   * corrects a vanished one with the same number, or at the same place with the same telling columns, if there is
   * exactly one such pair. In other registers a vanished and an added row at one place show as one changed row.
   */
  async changes(database: Database): Promise<{
    readonly gone: readonly KnownRow[];
    readonly corrections: readonly Correction[];
    readonly counts: RowChanges;
  }> {
    const gone = [...this.#rows.values()].filter((row) => !row.seen);
    const pairs = await this.#pairs(database, gone);
    const corrections = new Map(
      pairs
        .filter(({ after }) => after.face.corrections !== undefined)
        .map(({ before, after }) => [after.recordId, before.recordId]),
    );
    // Rows that stand as they stood are written anew with their matter, and told as what they are.
    const told = pairs.filter(({ before, after }) => !before.reopened && !after.reopened);
    const vanished = gone.filter((row) => !row.reopened);
    const counts = {
      added: this.#addedCount - told.length,
      changed: told.length,
      vanished: vanished.length - told.length,
      shown: vanished.length === 0 ? [] : await this.#shown(database, vanished, told),
    };
    return {
      gone,
      corrections: [...corrections].map(([recordId, corrects]) => ({ recordId, corrects })),
      counts,
    };
  }

  async #pairs(database: Database, gone: readonly HeldRow[]): Promise<readonly Pair[]> {
    if (gone.length === 0 || this.#added.length === 0) return [];
    const byPlace = groupedBy(this.#added, placeOf);
    const byNumber = groupedBy(
      this.#added.filter((row) => numberOf(row) !== undefined),
      (row) => numberKey(row.face, numberOf(row)?.text ?? ''),
    );
    const numbers = new Map<string, GoneRow[]>();
    const places = groupedBy(gone, placeOf);
    const pairs: Pair[] = [];
    const placed: Pair[] = [];
    for await (const row of originalsOf(database, gone)) {
      for (const [face, heading] of numberHeadings(this.#added)) {
        const text = row.original[heading]?.trim();
        const key = text ? numberKey(face, text) : undefined;
        if (key !== undefined && byNumber.has(key)) numbers.set(key, [...(numbers.get(key) ?? []), row]);
      }
      const [after, ...others] = byPlace.get(placeOf(row)) ?? [];
      if (after && others.length === 0 && places.get(placeOf(row))?.length === 1)
        placed.push({ before: row, after });
    }
    const taken = new Set<string>();
    for (const [key, rows] of numbers) {
      const added = byNumber.get(key) ?? [];
      if (recordsOf(rows) !== 1 || recordsOf(added) !== 1) continue;
      for (const pair of zipped(rows, added)) pairs.push(pair);
      for (const { id } of rows) taken.add(id);
      for (const { recordId } of added) taken.add(recordId);
    }
    for (const { before, after } of placed) {
      if (taken.has(before.id) || taken.has(after.recordId) || !isSameMatter(before, after)) continue;
      pairs.push({ before, after });
    }
    return pairs;
  }

  async #shown(
    database: Database,
    gone: readonly HeldRow[],
    pairs: readonly Pair[],
  ): Promise<readonly RowChange[]> {
    const corrected = new Map(pairs.map(({ before, after }) => [before.id, after]));
    const shown = gone.slice(0, changesShown);
    const changes: RowChange[] = [];
    for await (const { id, row, sheet, original } of originalsOf(database, shown)) {
      const after = corrected.get(id);
      changes.push({
        what: after ? 'changed' : 'vanished',
        row,
        sheet,
        before: original,
        after: after ? parsed(after.original) : null,
      });
    }
    const known = new Set(pairs.map(({ after }) => after));
    const added = this.#added.filter((row) => !known.has(row) && !row.reopened).slice(0, changesShown);
    for (const { row, sheet, original } of added)
      changes.push({ what: 'added', row, sheet, before: null, after: parsed(original) });
    return changes;
  }
}

function addedRow(face: ImportFace, input: InputRow, recordId: string, original: string): AddedRow {
  const { number: row, sheet } = input;
  return { recordId, row, sheet, face, telling: tellingCells(face, input), original };
}

function recordsOf(rows: readonly { readonly recordId: string }[]): number {
  return new Set(rows.map(({ recordId }) => recordId)).size;
}

/** Rows of one matter that vanished and were added, one against the other: first those that changed. */
function zipped(gone: readonly GoneRow[], added: readonly AddedRow[]): readonly Pair[] {
  const changed = added.filter((row) => !row.reopened);
  const pairs = gone
    .filter((row) => !row.reopened)
    .flatMap((before, index) => (changed[index] ? [{ before, after: changed[index] }] : []));
  const [before, after] = [gone[0], added[0]];
  // Where rows only came or only went, the record is corrected all the same.
  return pairs.length > 0 || !before || !after ? pairs : [{ before: { ...before, reopened: true }, after }];
}

/** A vanished and an added row at one place are about one matter: always, or where the register can tell by its columns. */
function isSameMatter(before: GoneRow, after: AddedRow): boolean {
  const { corrections } = after.face;
  if (!corrections) return true;
  const [was, is] = [before.original, after.telling];
  // A number that the sender gives decides: another number is another matter.
  const number = numberOf(after);
  const earlier = number && was[number.heading]?.trim();
  if (number && earlier) return earlier === number.text;
  return corrections.tellingColumns.some((columns) =>
    columns.every((column) => {
      const cell = is.get(column);
      return cell !== undefined && was[cell.heading]?.trim() === cell.text;
    }),
  );
}

function tellingCells(face: ImportFace, input: InputRow): AddedRow['telling'] {
  const columns = [
    ...(face.corrections?.numberColumns ?? []),
    ...(face.corrections?.tellingColumns.flat() ?? []),
  ];
  return new Map(
    columns.flatMap((column) => {
      const cell = input.cells[column];
      return cell && cell.text !== '' ? [[column, { heading: cell.heading, text: cell.text }]] : [];
    }),
  );
}

function numberOf(row: AddedRow): { readonly heading: string; readonly text: string } | undefined {
  const column = row.face.corrections?.numberColumns.find((one) => row.telling.has(one));
  return column === undefined ? undefined : row.telling.get(column);
}

function numberKey(face: ImportFace, text: string): string {
  return `${face.name.nl}\u0000${text}`;
}

/** Under which headings numbers of cases stand in the file, by the face that read them. */
function numberHeadings(added: readonly AddedRow[]): ReadonlyMap<ImportFace, string> {
  const headings = new Map<ImportFace, string>();
  for (const row of added) {
    const number = numberOf(row);
    if (number) headings.set(row.face, number.heading);
  }
  return headings;
}

function placeOf(row: { readonly sheet: string; readonly row: number }): string {
  return `${row.sheet}\u0000${row.row}`;
}

function groupedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** Vanished rows with what stood in them, in their order, a thousand at a time. */
async function* originalsOf<Row extends KnownRow>(
  database: Database,
  gone: readonly Row[],
): AsyncGenerator<Row & { readonly original: Readonly<Record<string, string>> }> {
  for (let start = 0; start < gone.length; start += originalsAtOnce) {
    const part = gone.slice(start, start + originalsAtOnce);
    const answer = await sql<{ id: string; original: string }>`
      select id, original::text from import_row where id = any(${part.map((row) => row.id)}::uuid[])`.execute(
      database,
    );
    const originals = new Map(answer.rows.map((row) => [row.id, row.original]));
    for (const row of part) yield { ...row, original: parsed(originals.get(row.id) ?? '{}') };
  }
}

const originalSchema = z.record(z.string(), z.string());

function parsed(original: string): Readonly<Record<string, string>> {
  return originalSchema.parse(JSON.parse(original));
}
