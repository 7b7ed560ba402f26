import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Profile } from '../../codes/profile.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { readStructure } from '../../organisation/records.ts';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';
import { chunksOf, openSource } from '../../platform/spreadsheets/byte-source.ts';
import { READ_LIMITS } from '../../platform/spreadsheets/limits.ts';
import { describeError } from '../../platform/spreadsheets/messages.ts';
import { SpreadsheetError } from '../../platform/spreadsheets/spreadsheet-error.ts';
import type { Register } from '../register.ts';
import { type Finding, type ImportContext, labelKey, StatedTwice } from './import-face.ts';
import { readMappings, rememberMappings } from './mappings.ts';
import { type ReadRow, readRows } from './read-file.ts';
import { type PendingRow, storeRows } from './store-rows.ts';

const inputSchema = z.strictObject({
  file: z.string(),
  /** Who maintains the file; mappings are remembered per sender. */
  sender: z.string().min(1),
  period: z.string().nullable(),
  /** Confirmed meanings: heading to field, or "list:label" to code. */
  mapping: z.record(z.string(), z.string()),
  replace: z.boolean(),
  dryRun: z.boolean(),
});
export type ImportInput = z.infer<typeof inputSchema>;

/** A row that is new, gone or different since the same file was read before. */
export interface RowChange {
  readonly what: 'added' | 'changed' | 'vanished';
  readonly row: number;
  readonly sheet: string;
  readonly before: Readonly<Record<string, string>> | null;
  readonly after: Readonly<Record<string, string>> | null;
}

/** What an import did, or would do. */
export interface ImportReport {
  readonly register: string;
  readonly file: string;
  readonly outcome: 'imported' | 'unchanged' | 'refused' | 'needs-replace' | 'dry-run' | 'already-read';
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly vanished: number;
  /** How often each kind of finding occurs, refusals first. */
  readonly kinds: readonly {
    readonly weight: Finding['weight'];
    readonly kind: string;
    readonly count: number;
  }[];
  /** The first of each kind; a file with the same slip a thousand times is told once, with the count. */
  readonly findings: readonly Finding[];
  readonly changes: readonly RowChange[];
}

/** The import stopped and nothing was written; the report says why. */
export class ImportStopped extends Error {
  override name = 'ImportStopped';
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super(`Import ${report.outcome}`);
    this.report = report;
  }
}

const findingsShown = 40;
const changesShown = 200;
const batchSize = 1000;

/**
 * Reads a file into a register: all or nothing. Row identity is source + hash of the row + occurrence, so the
 * same file read twice changes nothing, and a changed file shows what was added, changed and vanished and needs
 * `replace`. Doubtful rows are kept with a flag. Throws {@link ImportStopped} when nothing may be written.
 */
export function importAction(register: Register, profile: Profile): Action<ImportInput, ImportReport> {
  return {
    name: `${register.key}.import`,
    input: inputSchema,
    object: (input) => `${register.key}: ${basename(input.file)}`,
    change: async (database, input) => {
      const report = await new ImportRun(register, input).read(database, profile);
      return {
        result: report,
        audit: {
          rows: report.rows,
          added: report.added,
          changed: report.changed,
          vanished: report.vanished,
          outcome: report.outcome,
        },
      };
    },
  };
}

interface KnownRow {
  readonly id: string;
  readonly record_id: string;
  readonly row_number: number;
  readonly sheet: string;
  seen: boolean;
}

class ImportRun {
  readonly #register: Register;
  readonly #input: ImportInput;
  readonly #sourceId = newId();
  readonly #kinds = new Map<string, { weight: Finding['weight']; kind: string; count: number }>();
  readonly #findings: Finding[] = [];
  readonly #added: { row: number; sheet: string; original: Readonly<Record<string, string>> }[] = [];
  #rows = 0;
  #addedCount = 0;
  #unchanged = 0;

  constructor(register: Register, input: ImportInput) {
    this.#register = register;
    this.#input = input;
  }

  /** A file that cannot be read at all is refused like any other, with its name and its place. */
  async read(database: Database, profile: Profile): Promise<ImportReport> {
    try {
      return await this.#readFile(database, profile);
    } catch (error) {
      if (!(error instanceof SpreadsheetError)) throw error;
      const { nl, en } = { nl: describeError(error, 'nl'), en: describeError(error, 'en') };
      this.#find({
        weight: 'refused',
        kind: `file-${error.code}`,
        sheet: error.where.sheet ?? '',
        row: error.where.row ?? 0,
        column: error.where.column ?? '',
        value: basename(this.#input.file),
        advice: text(`${nl.what} ${nl.next}`, `${en.what} ${en.next}`),
      });
      throw new ImportStopped(this.#report('refused', []));
    }
  }

  async #readFile(database: Database, profile: Profile): Promise<ImportReport> {
    const { file, sender } = this.#input;
    // Two imports at once into one register wait for each other; the lock goes with the transaction.
    await sql`select pg_advisory_xact_lock(hashtext(${`import ${this.#register.key}`}))`.execute(database);
    const sha256 = await fileHash(file);
    const elsewhere = await sql<{ file_name: string }>`
      select s.file_name from import_source s
      where s.register = ${this.#register.key} and s.sha256 = ${sha256} and s.file_name <> ${basename(file)}
        and exists (select from import_row r where r.source_id = s.id and r.withdrawn_at is null) limit 1`.execute(
      database,
    );
    const twin = elsewhere.rows[0];
    if (twin) {
      this.#find({
        weight: 'refused',
        kind: 'already-read',
        sheet: '',
        row: 0,
        column: '',
        value: basename(file),
        advice: text(
          `Ditzelfde bestand is al ingelezen als „${twin.file_name}”. Er is niets veranderd.`,
          `This same file was read before as “${twin.file_name}”. Nothing was changed.`,
        ),
      });
      throw new ImportStopped(this.#report('already-read', []));
    }
    const known = await this.#knownRows(database);
    await sql`insert into import_source (id, register, sender, file_name, sha256, period)
      values (${this.#sourceId}, ${this.#register.key}, ${sender}, ${basename(file)}, ${sha256}, ${this.#input.period})`.execute(
      database,
    );
    const mappings = await rememberMappings(
      database,
      this.#register.key,
      sender,
      this.#input.mapping,
      await readMappings(database, this.#register.key, sender),
    );
    const context: ImportContext = {
      structure: await readStructure(database),
      codes: profile.codes,
      yearStart: profile.yearStart,
      period: this.#input.period === null ? undefined : parsePeriod(this.#input.period, profile.yearStart),
      labels: new Map([...mappings.labels].map(([key, meaning]) => [labelKeyOf(key), meaning])),
    };
    // The row where each hash stood first; how often is kept only for rows that stand more than once.
    const firstRows = new Map<string, number>();
    const repeated = new Map<string, number>();
    let pending: PendingRow[] = [];
    let storing: Promise<void> = Promise.resolve();
    try {
      for await (const batch of readRows(file, this.#register.imports, mappings.columns, profile.yearStart)) {
        for (const finding of batch.findings) this.#find(finding);
        for (const row of batch.rows) {
          const first = firstRows.get(row.hash);
          const occurrence = first === undefined ? 1 : (repeated.get(row.hash) ?? 1) + 1;
          if (first === undefined) firstRows.set(row.hash, row.input.number);
          else repeated.set(row.hash, occurrence);
          const read = this.#interpret(row, occurrence, context, known, first ?? 0);
          if (read) pending.push(read);
        }
        if (pending.length >= batchSize && !this.#register.imports.some((face) => face.keyed)) {
          // The database writes one batch while the next is read; a failure shows at the next turn.
          await storing;
          storing = this.#store(database, pending);
          storing.catch(() => undefined);
          pending = [];
        }
      }
    } finally {
      // Nothing may still be written once the transaction is undone.
      await storing.catch(() => undefined);
    }
    await storing;
    return this.#finish(database, known, pending);
  }

  #interpret(
    row: ReadRow,
    occurrence: number,
    context: ImportContext,
    known: Map<string, KnownRow>,
    firstRow: number,
  ): PendingRow | undefined {
    const before = known.get(`${row.hash} ${occurrence}`);
    if (before) before.seen = true;
    const interpretation = row.face.interpret(row.input, context);
    for (const finding of interpretation.findings) this.#find(finding);
    if (interpretation.record === undefined) return undefined;
    this.#rows++;
    const flags = interpretation.findings.filter((finding) => finding.weight === 'doubtful');
    if (occurrence > 1) {
      const twice: Finding = {
        weight: 'doubtful',
        kind: 'same-row-twice',
        sheet: row.input.sheet,
        row: row.input.number,
        column: '',
        value: `rij ${firstRow}`,
        advice: text(
          `Gelijk aan rij ${firstRow}. Beide zijn bewaard: is dit een vergissing, of gaat het om een tweede persoon?`,
          `Equal to row ${firstRow}. Both are kept: is this an error, or a second person?`,
        ),
      };
      this.#find(twice);
      flags.push(twice);
    }
    if (before) {
      this.#unchanged++;
      return undefined;
    }
    this.#addedCount++;
    if (this.#added.length < changesShown)
      this.#added.push({ row: row.input.number, sheet: row.input.sheet, original: row.original });
    return { row, occurrence, recordId: newId(), record: interpretation.record, flags };
  }

  async #store(database: Database, pending: readonly PendingRow[]): Promise<void> {
    const refused = [...this.#kinds.values()].some((kind) => kind.weight === 'refused');
    if (pending.length === 0 || refused) return;
    await storeRows(database, pending, {
      sourceId: this.#sourceId,
      register: this.#register.key,
      sender: this.#input.sender,
      fileName: basename(this.#input.file),
    });
  }

  async #finish(
    database: Database,
    known: ReadonlyMap<string, KnownRow>,
    pending: readonly PendingRow[],
  ): Promise<ImportReport> {
    const gone = [...known.values()].filter((row) => !row.seen);
    const changes = await this.#changes(database, gone);
    if ([...this.#kinds.values()].some((kind) => kind.weight === 'refused'))
      throw new ImportStopped(this.#report('refused', changes));
    if (this.#input.dryRun) throw new ImportStopped(this.#report('dry-run', changes));
    if (gone.length > 0 && !this.#input.replace)
      throw new ImportStopped(this.#report('needs-replace', changes));
    if (gone.length > 0) await this.#withdraw(database, gone);
    try {
      await this.#store(database, pending);
    } catch (error) {
      if (!(error instanceof StatedTwice)) throw error;
      for (const finding of error.findings) this.#find(finding);
      throw new ImportStopped(this.#report('refused', changes));
    }
    return this.#report(this.#addedCount + gone.length === 0 ? 'unchanged' : 'imported', changes);
  }

  async #withdraw(database: Database, gone: readonly KnownRow[]): Promise<void> {
    const records = gone.map((row) => row.record_id);
    for (const face of this.#register.imports) await face.withdraw(database, records);
    await sql`update import_row set withdrawn_at = now() where id = any(${gone.map((row) => row.id)}::uuid[])`.execute(
      database,
    );
    await sql`update record_flag set withdrawn_at = now() where record_id = any(${records}::uuid[]) and withdrawn_at is null`.execute(
      database,
    );
  }

  /** A vanished and an added row at the same place are one changed row. */
  async #changes(database: Database, gone: readonly KnownRow[]): Promise<readonly RowChange[]> {
    if (gone.length === 0) return [];
    const shown = gone.slice(0, changesShown);
    const originals = await sql<{ id: string; original: Record<string, string> }>`
      select id, original from import_row where id = any(${shown.map((row) => row.id)}::uuid[])`.execute(
      database,
    );
    const before = new Map(originals.rows.map((row) => [row.id, row.original]));
    const added = [...this.#added];
    const changes: RowChange[] = shown.map((row) => {
      const place = added.findIndex((one) => one.row === row.row_number && one.sheet === row.sheet);
      const [after] = place >= 0 ? added.splice(place, 1) : [];
      return {
        what: after ? 'changed' : 'vanished',
        row: row.row_number,
        sheet: row.sheet,
        before: before.get(row.id) ?? null,
        after: after?.original ?? null,
      };
    });
    return [
      ...changes,
      ...added.map(
        (one): RowChange => ({
          what: 'added',
          row: one.row,
          sheet: one.sheet,
          before: null,
          after: one.original,
        }),
      ),
    ];
  }

  async #knownRows(database: Database): Promise<Map<string, KnownRow>> {
    const rows = await sql<Omit<KnownRow, 'seen'> & { row_hash: string; occurrence: number }>`
      select id, record_id, row_number, sheet, row_hash, occurrence from import_row
      where register = ${this.#register.key} and sender = ${this.#input.sender} and file_name = ${basename(this.#input.file)}
        and withdrawn_at is null`.execute(database);
    return new Map(rows.rows.map((row) => [`${row.row_hash} ${row.occurrence}`, { ...row, seen: false }]));
  }

  #find(finding: Finding): void {
    const key = `${finding.weight} ${finding.kind}`;
    const kind = this.#kinds.get(key) ?? { weight: finding.weight, kind: finding.kind, count: 0 };
    kind.count++;
    this.#kinds.set(key, kind);
    if (kind.count <= findingsShown) this.#findings.push(finding);
  }

  #report(outcome: ImportReport['outcome'], changes: readonly RowChange[]): ImportReport {
    const order = { refused: 0, doubtful: 1, note: 2 };
    const changed = changes.filter((change) => change.what === 'changed').length;
    return {
      register: this.#register.key,
      file: basename(this.#input.file),
      outcome,
      rows: this.#rows,
      added: this.#addedCount - changed,
      unchanged: this.#unchanged,
      changed,
      vanished: changes.filter((change) => change.what === 'vanished').length,
      kinds: [...this.#kinds.values()].sort((a, b) => order[a.weight] - order[b.weight] || b.count - a.count),
      findings: [...this.#findings].sort((a, b) => order[a.weight] - order[b.weight]),
      changes,
    };
  }
}

/** Throws a SpreadsheetError when the file cannot be read, is empty or is too large to be a register. */
async function fileHash(file: string): Promise<string> {
  const source = await openSource(file, READ_LIMITS);
  try {
    const hash = createHash('sha256');
    for await (const piece of chunksOf(source)) hash.update(piece);
    return hash.digest('hex');
  } finally {
    await source.close();
  }
}

/** "list:label" as typed by a person becomes the key by which registers look labels up. */
function labelKeyOf(written: string): string {
  const colon = written.indexOf(':');
  return labelKey(written.slice(0, colon), written.slice(colon + 1));
}
