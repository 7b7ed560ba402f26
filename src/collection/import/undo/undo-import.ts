import { sql } from 'kysely';
import { z } from 'zod';
import { needsWholeRegister } from '../../../organisation/access/whole-register.ts';
import { parsePeriod, type YearStart } from '../../../organisation/period.ts';
import { type Action, ChangeStopped, type Database } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import type { Register } from '../../register.ts';
import { type KeptIn, StoreRefused } from '../import-face.ts';
import { importFaces } from '../import-faces.ts';
import { type BuiltOn, type BuiltOnQuestion, laterReadings } from './built-on.ts';
import { registerLocked } from './register-lock.ts';
import { type BroughtBack, bringBack, copyRows, endedSince, endSince } from './stood-before.ts';

const undoSchema = z.strictObject({
  /** The id of an import, or its last characters. */
  id: z.string().min(1),
  dryRun: z.boolean(),
});
export type UndoInput = z.infer<typeof undoSchema>;

/** What taking an import back did, would do, or why it cannot be done. */
export interface UndoReport {
  readonly id: string;
  readonly register: string;
  readonly file: string;
  readonly sender: string;
  readonly outcome: 'taken-back' | 'refused' | 'dry-run';
  /** Records that end; those of which an earlier version stands again are not among them. */
  readonly ended: number;
  /** Records that are again what they were before the import. */
  readonly returned: number;
  /** Meanings of headings and labels that were confirmed with the import; they stay. */
  readonly mappings: number;
  /** Why it cannot be taken back. */
  readonly builtOn: readonly BuiltOn[];
}

/** The import was not taken back and nothing was written; the report says why. */
export class UndoStopped extends ChangeStopped {
  override name = 'UndoStopped';
  readonly report: UndoReport;
  constructor(report: UndoReport) {
    super(`Undo ${report.outcome}`, { stopped: report.outcome });
    this.report = report;
  }
}

interface Source {
  readonly id: string;
  readonly register: string;
  readonly sender: string;
  readonly file: string;
  readonly moment: string;
  readonly isTakenBack: boolean;
  readonly periods: readonly string[] | null;
}

/**
 * Takes an import back as a whole: what it added ends, what it had ended or corrected stands again as it was, and
 * nothing is deleted. Refused, by throwing {@link UndoStopped}, when something was built on it since.
 *
 * @param registers those that the organisation keeps
 * @param questions ask the rooms above the registers what they built on it
 * @param waits told when an import of the register goes first, and that takes a while
 */
export function undoImport(
  registers: readonly Register[],
  yearStart: YearStart,
  questions: readonly BuiltOnQuestion[],
  waits?: () => void,
): Action<UndoInput, UndoReport> {
  return {
    name: 'imports.undo',
    input: undoSchema,
    object: ({ id }) => id,
    change: async (database, { id, dryRun }) => {
      await needsWholeRegister(database, 'import');
      const source = await sourceNamed(database, id);
      const register = registers.find(({ key }) => key === source.register);
      if (!register) throw refused(source, noRegister(source));
      await registerLocked(database, register.key, waits);
      // It may have been taken back while this waited.
      const run = new Undo(database, register, await sourceNamed(database, source.id));
      const report = await run.takeBack(yearStart, [
        ...(register.builtOn ? [register.builtOn] : []),
        ...questions,
      ]);
      if (dryRun) throw new UndoStopped({ ...report, outcome: 'dry-run' });
      const { ended, returned } = report;
      return { result: report, audit: { register: register.key, file: source.file, ended, returned } };
    },
  };
}

/** One import on its way back. */
class Undo {
  readonly #database: Database;
  readonly #register: Register;
  readonly #source: Source;
  readonly #kept: readonly KeptIn[];
  readonly #keyed: readonly KeptIn[];

  constructor(database: Database, register: Register, source: Source) {
    this.#database = database;
    this.#register = register;
    this.#source = source;
    const faces = importFaces(register);
    this.#kept = oncePerTable(faces.map(({ kept }) => kept));
    this.#keyed = oncePerTable(faces.filter(({ keyed }) => keyed).map(({ kept }) => kept));
  }

  async takeBack(yearStart: YearStart, questions: readonly BuiltOnQuestion[]): Promise<UndoReport> {
    const source = this.#source;
    if (source.isTakenBack) throw refused(source, takenBackBefore);
    const touched = await this.#touched();
    const covers = await this.#coverageSources();
    if (touched.rows === 0 && !covers.touched) throw refused(source, broughtNothing);
    const firstDays = (source.periods ?? []).map((key) => parsePeriod(key, yearStart).from).sort();
    const taken = {
      register: source.register,
      recordIds: touched.recordIds,
      moment: source.moment,
      from: firstDays[0] ?? null,
    };
    const built = await laterReadings(this.#database, {
      ...taken,
      sender: source.sender,
      file: source.file,
      kept: this.#kept,
      keyed: this.#keyed,
    });
    const others: BuiltOn[] = [];
    for (const ask of questions) others.push(...(await ask(this.#database, taken)));
    if (built.length + others.length > 0) throw refused(source, ...built, ...others);
    return this.#back(touched.recordIds, covers.ids);
  }

  async #back(recordIds: readonly string[], sources: readonly string[]): Promise<UndoReport> {
    const { id, file, moment } = this.#source;
    const database = this.#database;
    const brought: BroughtBack[] = [];
    try {
      for (const kept of this.#kept)
        brought.push(await bringBack(database, kept, recordIds, moment, `inlezing van ${file} teruggenomen`));
      const newIds = new Map(brought.flatMap((one) => [...one.newIds]));
      await this.#flagsBack(recordIds, newIds);
      await this.#rowsBack(newIds);
      await this.#coverageBack(sources);
      for (const face of importFaces(this.#register)) await face.settle?.(database);
    } catch (error) {
      if (error instanceof StoreRefused)
        throw refused(this.#source, ...error.findings.map(({ kind, advice }) => unsettled(kind, advice)));
      if (isStatedSince(error)) throw refused(this.#source, statedSince);
      throw error;
    }
    await sql`update import_source set withdrawn_at = now() where id = ${id}`.execute(database);
    const returned = new Set(brought.flatMap((one) => one.returned));
    const ended = new Set(brought.flatMap((one) => one.ended).filter((one) => !returned.has(one)));
    return {
      ...named(this.#source),
      outcome: 'taken-back',
      ended: ended.size,
      returned: returned.size,
      mappings: await this.#mappings(),
      builtOn: [],
    };
  }

  /**
   * The rows that came or went with the import, and the records that they are about: those of the file, and those of
   * another file that it stood for.
   */
  async #touched(): Promise<{ readonly rows: number; readonly recordIds: readonly string[] }> {
    const { register, sender, file, moment } = this.#source;
    const { rows } = await sql<{ id: string; rows: number }>`
      select record_id as id, count(*)::integer as rows from import_row
      where register = ${register} and (withdrawn_at = ${moment}::timestamptz
        or (sender = ${sender} and file_name = ${file} and recorded_at = ${moment}::timestamptz))
      group by record_id`.execute(this.#database);
    return { rows: rows.reduce((sum, one) => sum + one.rows, 0), recordIds: rows.map(({ id }) => id) };
  }

  async #rowsBack(newIds: ReadonlyMap<string, string>): Promise<void> {
    const { register, sender, file, moment } = this.#source;
    const answer = await sql<{ id: string; record: string }>`
      select id, record_id as record from import_row
      where register = ${register} and ((sender = ${sender} and file_name = ${file})
        or withdrawn_at = ${moment}::timestamptz)`.execute(this.#database);
    const scope = { column: 'id', ids: answer.rows.map(({ id }) => id), moment };
    const stood = new Set(await endedSince(this.#database, 'import_row', 'id', scope));
    await endSince(this.#database, 'import_row', 'id', scope);
    const copies = answer.rows
      .filter(({ id }) => stood.has(id))
      .map(({ id, record }) => [id, { id: newId(), record_id: newIds.get(record) ?? record }] as const);
    await copyRows(this.#database, 'import_row', 'id', new Map(copies));
  }

  /** Flags of the records, and those that the import itself ended by bringing others of the same record. */
  async #flagsBack(recordIds: readonly string[], newIds: ReadonlyMap<string, string>): Promise<void> {
    const { register, moment } = this.#source;
    const { rows } = await sql<{ id: string; record: string }>`select id, record_id as record from record_flag
      where register = ${register} and not (id = any(${recordIds}::uuid[]))
        and (record_id = any(${recordIds}::uuid[]) or withdrawn_at = ${moment}::timestamptz)`.execute(
      this.#database,
    );
    const scope = { column: 'id', ids: rows.map(({ id }) => id), moment };
    const stood = new Set(await endedSince(this.#database, 'record_flag', 'id', scope));
    await endSince(this.#database, 'record_flag', 'id', scope);
    const copies = rows
      .filter(({ id }) => stood.has(id))
      .map(({ id, record }) => [id, { id: newId(), record_id: newIds.get(record) ?? record }] as const);
    await copyRows(this.#database, 'record_flag', 'id', new Map(copies));
  }

  /** All imports of the file, by which its coverage is known, and whether this one changed it. */
  async #coverageSources(): Promise<{ readonly ids: readonly string[]; readonly touched: boolean }> {
    const { id, register, sender, file, moment } = this.#source;
    const { rows } = await sql<{ id: string; touched: boolean }>`
      select s.id, exists (select from import_coverage c where c.source_id = s.id
        and (c.source_id = ${id} or c.withdrawn_at = ${moment}::timestamptz)) as touched
      from import_source s
      where s.register = ${register} and s.sender = ${sender} and s.file_name = ${file}`.execute(
      this.#database,
    );
    return { ids: rows.map((one) => one.id), touched: rows.some(({ touched }) => touched) };
  }

  async #coverageBack(sources: readonly string[]): Promise<void> {
    const scope = { column: 'source_id', ids: sources, moment: this.#source.moment };
    const stood = await endedSince(this.#database, 'import_coverage', 'id', scope);
    await endSince(this.#database, 'import_coverage', 'id', scope);
    await copyRows(
      this.#database,
      'import_coverage',
      'id',
      new Map(stood.map((id) => [id, { id: newId() }])),
    );
  }

  /** What people said of words of a sender holds for the next file too, so that nothing is asked twice. */
  async #mappings(): Promise<number> {
    const { register, sender, moment } = this.#source;
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from remembered_mapping
      where register = ${register} and sender = ${sender} and recorded_at = ${moment}::timestamptz`.execute(
      this.#database,
    );
    return rows[0]?.n ?? 0;
  }
}

async function sourceNamed(database: Database, id: string): Promise<Source> {
  const written = id.trim().toLowerCase();
  const { rows } = await sql<Source>`
    select id, register, sender, file_name as file, recorded_at::text as moment,
      withdrawn_at is not null as "isTakenBack",
      coalesce(periods, case when period is null then null else array[period] end) as periods
    from import_source where right(id::text, length(${written})) = ${written} limit 2`.execute(database);
  const [only, another] = rows;
  if (only && !another) return only;
  throw refused({ id, register: '', sender: '', file: '' }, only ? severalNamed : noneNamed);
}

function named({ id, register, sender, file }: Pick<Source, 'id' | 'register' | 'sender' | 'file'>) {
  return { id, register, sender, file };
}

function refused(source: Parameters<typeof named>[0], ...builtOn: readonly BuiltOn[]): UndoStopped {
  return new UndoStopped({
    ...named(source),
    outcome: 'refused',
    ended: 0,
    returned: 0,
    mappings: 0,
    builtOn,
  });
}

function oncePerTable(kept: readonly KeptIn[]): readonly KeptIn[] {
  return [...new Map(kept.map((one) => [one.table, one])).values()];
}

const listed = text('„imports” toont wat is ingelezen.', '“imports” shows what was imported.');
const noneNamed: BuiltOn = {
  kind: 'import-unknown',
  what: text('Geen inlezing heet zo.', 'No import is called that.'),
  next: listed,
};
const severalNamed: BuiltOn = {
  kind: 'import-unclear',
  what: text('Meer inlezingen eindigen op deze tekens.', 'Several imports end in these characters.'),
  next: text(
    'Geef er meer van: „imports --json” toont ze geheel.',
    'Give more of them: “imports --json” shows them whole.',
  ),
};
const takenBackBefore: BuiltOn = {
  kind: 'taken-back-before',
  what: text('Deze inlezing is al teruggenomen.', 'This import was taken back already.'),
  next: listed,
};
const broughtNothing: BuiltOn = {
  kind: 'brought-nothing',
  what: text(
    'Deze inlezing bracht niets nieuws: er is niets terug te nemen.',
    'This import brought nothing new: there is nothing to take back.',
  ),
  next: listed,
};
const statedSince: BuiltOn = {
  kind: 'stated-since',
  what: text(
    'Wat deze inlezing verving, is daarna door een ander bestand opgegeven.',
    'What this import replaced was stated by another file since.',
  ),
  next: text(
    'Neem eerst de inlezing van dat bestand terug, of verbeter dit bestand en lees het opnieuw in met --replace.',
    'First take the import of that file back, or correct this file and import it again with --replace.',
  ),
};

function noRegister({ register }: Pick<Source, 'register'>): BuiltOn {
  return {
    kind: 'register-not-kept',
    what: text(
      `Deze organisatie houdt het register „${register}” niet meer bij.`,
      `This organisation keeps the register “${register}” no more.`,
    ),
    next: text('Zet het register weer aan in het profiel.', 'Switch the register on in the profile again.'),
  };
}

function unsettled(kind: string, advice: Text): BuiltOn {
  return { kind, what: advice, next: text('Er is niets veranderd.', 'Nothing was changed.') };
}

/** PostgreSQL: a value would stand twice. */
function isStatedSince(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
