import { newId } from '../../../platform/database/new-id.ts';
import { rowsDiffer, rowsJoined } from '../file-findings.ts';
import type { Correction, Finding, Joined } from '../import-face.ts';
import type { KnownRows } from './known-rows.ts';
import { type ElsewhereRow, type KnownRow, type Matter, type MatterRow, sameNumber } from './matters.ts';
import type { OtherFiles, SameMatter } from './other-files.ts';
import type { PendingRow } from './store-rows.ts';

/** What matters gave: rows to be written, and what was found. */
export interface Settled {
  readonly pending: readonly PendingRow[];
  readonly findings: readonly Finding[];
}

/**
 * Decides of each matter of a file what becomes of it: as it was, new, changed, a newer version of one that another
 * file brought, or a question.
 */
export class SettledMatters {
  readonly #known: KnownRows;
  readonly #others: OtherFiles | undefined;
  readonly #same: SameMatter | undefined;
  readonly #newer: Correction[] = [];
  readonly #replaced: KnownRow[] = [];
  #unchanged = 0;
  #linked = 0;

  constructor(known: KnownRows, others: OtherFiles | undefined, same: SameMatter | undefined) {
    this.#known = known;
    this.#others = others;
    this.#same = same;
  }

  /** Whether settling asks the database, which another file has rows in. */
  get asks(): boolean {
    return this.#others !== undefined;
  }

  /** Rows that stand as they stood. */
  get unchanged(): number {
    return this.#unchanged;
  }

  /** Rows that another file brought already, which now stand in this one too. */
  get linked(): number {
    return this.#linked;
  }

  /** Records that correct one that another file brought. */
  get newer(): readonly Correction[] {
    return this.#newer;
  }

  /** Rows of other files whose records end, because a row of this file stands for them. */
  get replaced(): readonly KnownRow[] {
    return this.#replaced;
  }

  async settle(matters: readonly Matter[]): Promise<Settled> {
    const found: Finding[] = [];
    const pending: PendingRow[] = [];
    const isAsked = (matter: Matter) =>
      !matter.face.keyed && !matter.face.ofExports && matter.rows.some(({ known }) => known === undefined);
    const elsewhere = await this.#others?.find(matters.filter(isAsked));
    for (const matter of matters)
      pending.push(...this.#settleOne(matter, elsewhere?.get(matter) ?? [], found));
    return { pending, findings: found };
  }

  #settleOne(matter: Matter, elsewhere: readonly ElsewhereRow[], found: Finding[]): readonly PendingRow[] {
    const { face, number, rows } = matter;
    const [first] = rows;
    if (!first) return [];
    const brought = new Set(rows.map(({ known }) => known?.recordId));
    const [before] = brought;
    if (brought.size === 1 && before !== undefined && this.#known.rowsOf(before) === rows.length) {
      this.#unchanged += rows.length;
      return [];
    }
    const joined = joinedOf(matter);
    const inputs = rows.map(({ input }) => input);
    if ('differing' in joined) {
      const labels = face.columns
        .filter(({ key }) => joined.differing.includes(key))
        .map(({ label }) => label);
      found.push(rowsDiffer(number ?? '', inputs, labels));
      return [];
    }
    if (rows.length > 1) found.push(rowsJoined(number ?? '', inputs));
    const same = this.#sameElsewhere(matter, elsewhere);
    if (same === 'asked') return [];
    if (same?.by === 'words') {
      this.#linked += rows.length;
      return rows.map((row) => pendingRow(matter, row, same.recordId, undefined));
    }
    const recordId = newId();
    // Where no versions are kept the record of the other file ends, and this one stands for it.
    if (same && face.corrections) this.#newer.push({ recordId, corrects: same.recordId });
    else if (same) this.#replaced.push(same);
    for (const row of rows) {
      if (row.known === undefined) this.#known.add(face, row.input, recordId, row.original);
      else {
        this.#unchanged++;
        this.#known.reopen(face, row, recordId);
      }
    }
    return rows.map((row) => pendingRow(matter, row, recordId, row === first ? joined.record : undefined));
  }

  /** The row elsewhere of which this is a newer version; undefined where it is a matter of its own. */
  #sameElsewhere(matter: Matter, elsewhere: readonly ElsewhereRow[]): ElsewhereRow | 'asked' | undefined {
    const [only, another] = elsewhere;
    if (!only || this.#same === 'other') return undefined;
    if (this.#same === 'newer' && another === undefined) return only;
    this.#others?.ask(matter, only);
    return 'asked';
  }
}

function joinedOf({ face, rows }: Matter): Joined {
  const [first] = rows;
  return rows.length > 1 && face.join
    ? face.join(rows.map(({ record }) => record))
    : { record: first?.record };
}

function pendingRow({ face, number }: Matter, row: MatterRow, recordId: string, record: unknown): PendingRow {
  const { input, hash, occurrence, original, flags } = row;
  const matter = number === undefined ? null : sameNumber(number);
  return {
    face,
    sheet: input.sheet,
    number: input.number,
    hash,
    occurrence,
    original,
    matter,
    recordId,
    record,
    flags,
  };
}
