import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import type { KeptIn } from '../import-face.ts';
import { shortId } from './read-files.ts';

/** What was built on an import since, so that it cannot be taken back: what it is, and how to go on. */
export interface BuiltOn {
  readonly kind: string;
  readonly what: Text;
  readonly next: Text;
}

/** An import that is to be taken back, as those see it that may have built on it. */
export interface TakenBack {
  readonly register: string;
  readonly recordIds: readonly string[];
  /** When it was read, as PostgreSQL writes it, to the microsecond. */
  readonly moment: string;
  /** The first day that its rows are about; null where that is not known. */
  readonly from: string | null;
}

/** Asks a room what it built on an import. */
export type BuiltOnQuestion = (database: Database, taken: TakenBack) => Promise<readonly BuiltOn[]>;

/** Which import: its file, and what it kept its records in. */
export interface LaterThan extends TakenBack {
  readonly sender: string;
  readonly file: string;
  readonly kept: readonly KeptIn[];
  /** Of faces that leave out what is stated already. */
  readonly keyed: readonly KeptIn[];
}

interface LaterFile {
  readonly id: string;
  readonly file: string;
  readonly rows: number;
}

/** What later imports, or anybody else, made of the records of an import. */
export async function laterReadings(database: Database, import_: LaterThan): Promise<readonly BuiltOn[]> {
  const newer = await newerVersions(database, import_);
  const others = newer.length > 0 ? [] : await otherFiles(database, import_);
  const relying = newer.length + others.length > 0 ? [] : await relyingFiles(database, import_);
  const found = [
    ...newer.map((one) => later('file-read-again', one, nextFirst(one))),
    ...others.map((one) => later('records-in-other-file', one, nextFirst(one))),
    ...relying.map((one) => later('stated-again', one, nextFirst(one))),
  ];
  if (found.length > 0) return found;
  const changed = await changedOtherwise(database, import_);
  return changed.length > 0 ? changed : decidedSince(database, import_);
}

function nextFirst({ id }: LaterFile): Text {
  return text(
    `Neem eerst die inlezing terug: imports undo ${shortId(id)}.`,
    `First take that import back: imports undo ${shortId(id)}.`,
  );
}

function later(kind: keyof typeof laterWords, one: LaterFile, next: Text): BuiltOn {
  return { kind, what: laterWords[kind](one), next };
}

const laterWords = {
  'file-read-again': ({ file }: LaterFile) =>
    text(`„${file}” is daarna opnieuw ingelezen.`, `“${file}” was imported again since.`),
  'records-in-other-file': ({ file, rows }: LaterFile) =>
    text(
      `„${file}” is daarna ingelezen en zegt meer over dezelfde zaken (${rows === 1 ? 'één rij' : `${rows} rijen`}).`,
      `“${file}” was imported since and says more about the same matters (${rows === 1 ? 'one row' : `${rows} rows`}).`,
    ),
  'stated-again': ({ file, rows }: LaterFile) =>
    text(
      `„${file}” is daarna ingelezen en zegt in ${rows === 1 ? 'één rij' : `${rows} rijen`} wat al was opgegeven.`,
      `“${file}” was imported since and says in ${rows === 1 ? 'one row' : `${rows} rows`} what had been stated already.`,
    ),
};

/** Later imports of the same file that changed anything and stand. */
async function newerVersions(
  database: Database,
  { register, sender, file, moment }: LaterThan,
): Promise<readonly LaterFile[]> {
  const { rows } = await sql<LaterFile>`select s.id, s.file_name as file, 0 as rows from import_source s
    where s.register = ${register} and s.sender = ${sender} and s.file_name = ${file} and s.withdrawn_at is null
      and s.recorded_at > ${moment}::timestamptz
      and (exists (select from import_row r where r.source_id = s.id)
        or exists (select from import_coverage c where c.source_id = s.id)
        or exists (select from import_row r where r.register = s.register and r.sender = s.sender
          and r.file_name = s.file_name and r.withdrawn_at = s.recorded_at))
    order by s.recorded_at desc`.execute(database);
  return rows;
}

/** A row that stands because an import was taken back says nothing new. */
const isNew = sql`not exists (select from import_source u where u.withdrawn_at = r.recorded_at)`;

/** Later imports of other files of which rows are about the same records. */
async function otherFiles(
  database: Database,
  { register, sender, file, moment, recordIds }: LaterThan,
): Promise<readonly LaterFile[]> {
  const { rows } = await sql<LaterFile>`
    select r.source_id as id, r.file_name as file, count(*)::integer as rows from import_row r
    where r.register = ${register} and r.record_id = any(${recordIds}::uuid[]) and r.withdrawn_at is null
      and r.recorded_at > ${moment}::timestamptz and (r.sender, r.file_name) <> (${sender}, ${file}) and ${isNew}
    group by r.source_id, r.file_name order by max(r.recorded_at) desc`.execute(database);
  return rows;
}

/**
 * Later imports with rows that brought no record, because what they state was stated already: perhaps by the import
 * that is to be taken back, and then nobody would state it any more.
 */
async function relyingFiles(
  database: Database,
  { register, moment, recordIds, kept, keyed }: LaterThan,
): Promise<readonly LaterFile[]> {
  let states = false;
  for (const { table, record } of keyed) {
    const { rows } = await sql`select 1 from ${sql.table(table)}
      where ${sql.ref(record)} = any(${recordIds}::uuid[]) limit 1`.execute(database);
    states ||= rows.length > 0;
  }
  if (!states) return [];
  const nowhere = kept.map(
    ({ table, record }) =>
      sql`not exists (select from ${sql.table(table)} k where k.${sql.ref(record)} = r.record_id)`,
  );
  const { rows } = await sql<LaterFile>`
    select r.source_id as id, r.file_name as file, count(*)::integer as rows from import_row r
    where r.register = ${register} and r.withdrawn_at is null and r.recorded_at > ${moment}::timestamptz
      and not (r.record_id = any(${recordIds}::uuid[])) and ${sql.join(nowhere, sql` and `)}
    group by r.source_id, r.file_name order by max(r.recorded_at) desc`.execute(database);
  return rows;
}

/** Records of which a later version stands that no import explains. */
async function changedOtherwise(
  database: Database,
  { kept, recordIds, moment }: LaterThan,
): Promise<readonly BuiltOn[]> {
  let changed = 0;
  for (const { table, record } of kept) {
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)} r
      where r.${sql.ref(record)} = any(${recordIds}::uuid[]) and r.withdrawn_at is null
        and r.recorded_at > ${moment}::timestamptz and ${isNew}`.execute(database);
    changed += rows[0]?.n ?? 0;
  }
  if (changed === 0) return [];
  return [
    {
      kind: 'records-changed',
      what: text(
        changed === 1
          ? 'Eén registratie is daarna gewijzigd.'
          : `${changed} registraties zijn daarna gewijzigd.`,
        changed === 1 ? 'One record was changed since.' : `${changed} records were changed since.`,
      ),
      next: text(
        'Verbeter het bestand en lees het opnieuw in met --replace.',
        'Correct the file and import it again with --replace.',
      ),
    },
  ];
}

/** Records that somebody withdrew or restored since, or of which somebody decided a doubt: that would be undone. */
async function decidedSince(
  database: Database,
  { register, recordIds, moment }: LaterThan,
): Promise<readonly BuiltOn[]> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct record_id)::integer as n from record_decision
    where register = ${register} and record_id = any(${recordIds}::uuid[]) and recorded_at > ${moment}::timestamptz`.execute(
    database,
  );
  const n = rows[0]?.n ?? 0;
  if (n === 0) return [];
  return [
    {
      kind: 'records-decided',
      what: text(
        n === 1
          ? 'Over één registratie is daarna iets beslist: ingetrokken, hersteld, of een twijfel beoordeeld.'
          : `Over ${n} registraties is daarna iets beslist: ingetrokken, hersteld, of een twijfel beoordeeld.`,
        n === 1
          ? 'About one record something was decided since: withdrawn, restored, or a doubt judged.'
          : `About ${n} records something was decided since: withdrawn, restored, or a doubt judged.`,
      ),
      next: text(
        'Verbeter het bestand en lees het opnieuw in met --replace.',
        'Correct the file and import it again with --replace.',
      ),
    },
  ];
}
