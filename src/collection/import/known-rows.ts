import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../platform/database/doorways.ts';
import type { Correction, ImportFace, InputRow } from './import-face.ts';
import type { RowChange, RowChanges } from './import-report.ts';

/** Which file rows come from, and who maintains it. */
export interface RowSource {
  readonly sourceId: string;
  readonly register: string;
  readonly sender: string;
  readonly fileName: string;
}

/** A row that an earlier version of the file held. */
export interface KnownRow {
  readonly id: string;
  readonly recordId: string;
  readonly row: number;
  readonly sheet: string;
}

/** A row that is new in the file, with what tells which earlier row it may correct. */
interface AddedRow {
  readonly recordId: string;
  readonly row: number;
  readonly sheet: string;
  readonly face: ImportFace;
  /** By column: the heading as written and the text under it. */
  readonly telling: ReadonlyMap<string, { readonly heading: string; readonly text: string }>;
  readonly original: string;
}

interface GoneRow extends KnownRow {
  readonly original: Readonly<Record<string, string>>;
}

const changesShown = 200;
const originalsAtOnce = 1000;

/**
 * The rows that earlier versions of a file left in the register, held against those that stand in it now. Row
 * identity is sender and file, hash of the row, and its occurrence among equal rows.
 */
export class KnownRows {
  readonly #rows: ReadonlyMap<string, KnownRow & { seen: boolean }>;
  readonly #added: AddedRow[] = [];
  #addedCount = 0;

  private constructor(rows: ReadonlyMap<string, KnownRow & { seen: boolean }>) {
    this.#rows = rows;
  }

  /** What the register holds from this file of this sender. */
  static async read(database: Database, source: RowSource): Promise<KnownRows> {
    const rows = await database
      .selectFrom('import_row')
      .select(['id', 'record_id as recordId', 'row_number as row', 'sheet', 'row_hash', 'occurrence'])
      .where('register', '=', source.register)
      .where('sender', '=', source.sender)
      .where('file_name', '=', source.fileName)
      .where('withdrawn_at', 'is', null)
      .execute();
    return new KnownRows(
      new Map(
        rows.map(({ row_hash, occurrence, ...row }) => [
          `${row_hash} ${occurrence}`,
          { ...row, seen: false },
        ]),
      ),
    );
  }

  /** Whether the register has this row already. */
  meet(hash: string, occurrence: number): boolean {
    const row = this.#rows.get(`${hash} ${occurrence}`);
    if (row) row.seen = true;
    return row !== undefined;
  }

  /** Notes a row that is new in the file; in a file that was never read before, it is only counted. */
  add(face: ImportFace, input: InputRow, recordId: string, original: string): void {
    this.#addedCount++;
    if (this.#rows.size === 0) return;
    this.#added.push({
      recordId,
      row: input.number,
      sheet: input.sheet,
      face,
      telling: tellingCells(face, input),
      original,
    });
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
    const corrections = pairs
      .filter(({ after }) => after.face.corrections !== undefined)
      .map(({ before, after }) => ({ recordId: after.recordId, corrects: before.recordId }));
    const counts = {
      added: this.#addedCount - pairs.length,
      changed: pairs.length,
      vanished: gone.length - pairs.length,
      shown: gone.length === 0 ? [] : await this.#shown(database, gone, pairs),
    };
    return { gone, corrections, counts };
  }

  async #pairs(
    database: Database,
    gone: readonly KnownRow[],
  ): Promise<readonly { readonly before: KnownRow; readonly after: AddedRow }[]> {
    if (gone.length === 0 || this.#added.length === 0) return [];
    const byPlace = groupedBy(this.#added, placeOf);
    const byNumber = groupedBy(
      this.#added.filter((row) => numberOf(row) !== undefined),
      (row) => numberKey(row.face, numberOf(row)?.text ?? ''),
    );
    const numbers = new Map<string, GoneRow[]>();
    const places = groupedBy(gone, placeOf);
    const pairs: { before: KnownRow; after: AddedRow }[] = [];
    const placed: { before: GoneRow; after: AddedRow }[] = [];
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
      const [after, ...others] = byNumber.get(key) ?? [];
      const [before, ...more] = rows;
      if (!after || !before || others.length > 0 || more.length > 0) continue;
      pairs.push({ before, after });
      taken.add(before.id).add(after.recordId);
    }
    for (const { before, after } of placed) {
      if (taken.has(before.id) || taken.has(after.recordId) || !isSameMatter(before, after)) continue;
      pairs.push({ before, after });
    }
    return pairs;
  }

  async #shown(
    database: Database,
    gone: readonly KnownRow[],
    pairs: readonly { readonly before: KnownRow; readonly after: AddedRow }[],
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
    const known = new Set(pairs.map(({ after }) => after.recordId));
    const added = this.#added.filter((row) => !known.has(row.recordId)).slice(0, changesShown);
    for (const { row, sheet, original } of added)
      changes.push({ what: 'added', row, sheet, before: null, after: parsed(original) });
    return changes;
  }
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
async function* originalsOf(database: Database, gone: readonly KnownRow[]): AsyncGenerator<GoneRow> {
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
