import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { insertRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { type FlagRow, flagColumns } from '../flags.ts';
import type { StoredEntry } from '../import/import-face.ts';
import { endRecords } from '../import/matters/ended-records.ts';
import { settleWithRecord } from '../in-the-line/line-notices.ts';
import type { RecordPages, RecordValues } from '../offers/record-pages.ts';
import { readVersions } from '../records/read-records.ts';
import { keptVersions, versionRows } from '../records/versions.ts';
import { decideFlag, doubtSchema, flagRow, settleDoubts } from './record-doubts.ts';

/** The longest reason, in characters. */
export const longestReason = 1000;

const reason = z.string().trim().min(1).max(longestReason);
/** What is the same of every version that is written. */
const written = {
  record: z.uuid(),
  /** The id of the version that it becomes. */
  version: z.uuid(),
  /** The whole record with its lines; its shape is checked as it is written. */
  values: z.unknown(),
  /** All that is doubtful about it: what was and is not any more is over. */
  doubts: z.array(doubtSchema),
  /** What of it is doubtful since this version. */
  raised: z.array(doubtSchema),
  /** Why what is doubtful is right all the same; null where nobody was asked. */
  stands: reason.nullable(),
};
const addSchema = z.strictObject({
  ...written,
  /** The notice of what was handled in the line that it is made of; null: none. */
  notice: z.uuid().nullable(),
});
const changeSchema = z.strictObject({
  ...written,
  /** The version that was read. */
  base: z.uuid(),
  /** The labels (nl) of the fields that differ, for what files were doubted for. */
  changed: z.array(z.string()),
  reason: reason.nullable(),
});
const { record: recordId, version: versionId, values: wholeRecord } = written;
const restoreSchema = z.strictObject({ record: recordId, version: versionId, values: wholeRecord, reason });
const withdrawSchema = z.strictObject({ record: z.uuid(), base: z.uuid(), reason });
const decideSchema = z.strictObject({ record: z.uuid(), flag: z.uuid(), reason });

/**
 * A record was added; or it was before, and then what its first version says; or its id is that of a record that is not
 * theirs; or the notice that it was to be made of was decided meanwhile, and then nothing was written.
 */
export type Added =
  | { readonly outcome: 'added' | 'taken' | 'settled' }
  | { readonly outcome: 'known'; readonly first: RecordValues };

/** Done, or another version stands than the one that was read: nothing was written. */
export type Kept = 'done' | 'changed-meanwhile';

/** What keeping a register needs beside its pages. */
export interface KeptRegister {
  readonly key: string;
  readonly pages: RecordPages;
  /** The kinds of doubt that follow from a record. */
  readonly doubtKinds: readonly string[];
}

/** Adds a record. A second time under the same id nothing happens. */
export function addAction({
  key,
  pages,
  doubtKinds,
}: KeptRegister): Action<z.infer<typeof addSchema>, Added> {
  const { table } = pages.record;
  return {
    name: `${key}.add`,
    input: addSchema,
    object: ({ record }) => `${table} ${record}`,
    change: async (database, { record, version, values, doubts, raised, stands, notice }) => {
      await holdRecord(database, record);
      if (!(await reachesLast(database, table, record))) return { result: { outcome: 'taken' }, audit: null };
      const [first] = await readVersions(database, pages.record, { what: 'history', recordId: record });
      if (first)
        return { result: { outcome: 'known', first: { ...first.values, ...first.lines } }, audit: null };
      if (notice !== null && !(await settleWithRecord(database, { notice, register: key, record })))
        return { result: { outcome: 'settled' }, audit: null };
      await writeVersion(database, pages.record, { recordId: record, versionId: version, record: values });
      await settleDoubts(database, {
        register: key,
        record,
        doubts,
        raised,
        kinds: doubtKinds,
        changed: [],
        stands,
      });
      return {
        result: { outcome: 'added' },
        audit: { version, doubts: raised.length, ...(notice === null ? {} : { notice }) },
      };
    },
  };
}

/** Writes another version of a record, if the version that was read still stands. */
export function changeAction({
  key,
  pages,
  doubtKinds,
}: KeptRegister): Action<z.infer<typeof changeSchema>, Kept> {
  const { record: description } = pages;
  return {
    name: `${key}.change`,
    input: changeSchema,
    object: ({ record }) => `${description.table} ${record}`,
    change: async (
      database,
      { record, base, version, values, doubts, raised, stands, changed, reason: why },
    ) => {
      if ((await standingVersion(database, pages, record)) !== base)
        return { result: 'changed-meanwhile', audit: null };
      await endRecords(database, keptVersions(description), [record]);
      await writeVersion(database, description, {
        recordId: record,
        versionId: version,
        reason: why,
        record: values,
      });
      await settleDoubts(database, {
        register: key,
        record,
        doubts,
        raised,
        kinds: doubtKinds,
        changed,
        stands,
      });
      return { result: 'done', audit: { version, fields: changed.length } };
    },
  };
}

/** Lets one person at a time add, restore or decide about a record, until this transaction ends. */
async function holdRecord(database: Database, record: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('record'), hashtext(${record}))`.execute(database);
}

/** Whether the next version of a record is theirs to write: they reach the last, or there is none. */
async function reachesLast(database: Database, table: string, record: string): Promise<boolean> {
  const { rows } = await sql<{ reached: boolean }>`
    select reaches_last(${table}, ${record}::uuid) as reached`.execute(database);
  return rows[0]?.reached === true;
}

/** Writes a version with its lines: one table after the other, since rows of lines are reached by the version above them. */
async function writeVersion(
  database: Database,
  description: RecordPages['record'],
  entry: StoredEntry,
): Promise<void> {
  for (const rows of versionRows(description)([entry])) await insertRows(database, rows);
}

/** The version of a record that stands, held until this transaction ends; null where none does. */
async function standingVersion(
  database: Database,
  { record: { table, id } }: RecordPages,
  record: string,
): Promise<string | null> {
  const { rows } = await sql<{ version: string }>`
    select version_id::text as version from ${sql.table(table)}
    where ${sql.ref(id)} = ${record}::uuid and withdrawn_at is null for update`.execute(database);
  return rows[0]?.version ?? null;
}

/** Takes a record out of the register: it counts no more, and can be restored. */
export function withdrawAction({ key, pages }: KeptRegister): Action<z.infer<typeof withdrawSchema>, Kept> {
  const { record: description } = pages;
  return {
    name: `${key}.withdraw`,
    input: withdrawSchema,
    object: ({ record }) => `${description.table} ${record}`,
    change: async (database, { record, base, reason: why }) => {
      const standing = await standingVersion(database, pages, record);
      if (standing !== base) return { result: 'changed-meanwhile', audit: null };
      // Before the record ends: what stands beside it is reached by it.
      await sql`insert into record_decision (id, register, record_id, kind, reason)
        values (${newId()}, ${key}, ${record}, 'withdrawn', ${why})`.execute(database);
      await sql`update record_flag set withdrawn_at = now()
        where register = ${key} and record_id = ${record}::uuid and withdrawn_at is null`.execute(database);
      await endRecords(database, keptVersions(description), [record]);
      return { result: 'done', audit: { version: base } };
    },
  };
}

/** Writes a record again that was withdrawn; nothing where it stands already. */
export function restoreAction({ key, pages }: KeptRegister): Action<z.infer<typeof restoreSchema>, Kept> {
  const { record: description } = pages;
  return {
    name: `${key}.restore`,
    input: restoreSchema,
    object: ({ record }) => `${description.table} ${record}`,
    change: async (database, { record, version, values, reason: why }) => {
      await holdRecord(database, record);
      const isStanding = (await standingVersion(database, pages, record)) !== null;
      if (isStanding || !(await reachesLast(database, description.table, record)))
        return { result: 'changed-meanwhile', audit: null };
      const doubts = await endedByWithdrawing(database, key, record);
      await writeVersion(database, description, {
        recordId: record,
        versionId: version,
        reason: why,
        record: values,
      });
      await sql`insert into record_decision (id, register, record_id, kind, reason)
        values (${newId()}, ${key}, ${record}, 'restored', ${why})`.execute(database);
      await insertRows(database, newRows('record_flag', flagColumns, doubts));
      return { result: 'done', audit: { version } };
    },
  };
}

/** The doubts that stood when a record was withdrawn last: they stand again when it does. */
async function endedByWithdrawing(
  database: Database,
  register: string,
  record: string,
): Promise<readonly FlagRow[]> {
  const { rows } = await sql<{ kind: string; column: string; value: string; nl: string; en: string }>`
    select f.kind, f.column_name as "column", f.value, f.advice_nl as nl, f.advice_en as en from record_flag f
    where f.register = ${register} and f.record_id = ${record}::uuid and f.withdrawn_at = (
      select max(d.recorded_at) from record_decision d
      where d.register = ${register} and d.record_id = ${record}::uuid and d.kind = 'withdrawn')
    order by f.id`.execute(database);
  return rows.map(({ kind, column, value, nl, en }) =>
    flagRow(register, record, { kind, column, value, advice: { nl, en } }),
  );
}

/** Decides that something doubtful is right as it stands. False where the doubt does not stand any more. */
export function decideDoubtAction({
  key,
  pages,
}: KeptRegister): Action<z.infer<typeof decideSchema>, boolean> {
  return {
    name: `${key}.decide-doubt`,
    input: decideSchema,
    object: ({ record }) => `${pages.record.table} ${record}`,
    change: async (database, { record, flag, reason: why }) => {
      await holdRecord(database, record);
      const stands = await database
        .selectFrom('record_flag')
        .select('id')
        .where('id', '=', flag)
        .where('register', '=', key)
        .where('record_id', '=', record)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst();
      if (!stands) return { result: false, audit: null };
      await decideFlag(database, { register: key, record, flag, reason: why });
      return { result: true, audit: { flag } };
    },
  };
}

const reopenSchema = z.strictObject({ record: z.uuid(), decision: z.uuid(), reason });

/** Opens a doubt again that somebody decided. False where it was opened before, or nobody decided it. */
export function reopenDoubtAction({
  key,
  pages,
}: KeptRegister): Action<z.infer<typeof reopenSchema>, boolean> {
  return {
    name: `${key}.reopen-doubt`,
    input: reopenSchema,
    object: ({ record }) => `${pages.record.table} ${record}`,
    change: async (database, { record, decision, reason: why }) => {
      await holdRecord(database, record);
      const { rows } = await sql<{
        id: string;
        kind: string;
        column: string;
        value: string;
        nl: string;
        en: string;
      }>`
        select f.id::text, f.kind, f.column_name as "column", f.value, f.advice_nl as nl, f.advice_en as en
        from record_decision d join record_flag f on f.id = d.flag_id
        where d.id = ${decision}::uuid and d.register = ${key} and d.record_id = ${record}::uuid and d.kind = 'stands'
          and not exists (select from record_decision later where later.flag_id = d.flag_id and later.kind = 'reopened')`.execute(
        database,
      );
      const [found] = rows;
      if (!found) return { result: false, audit: null };
      const { kind, column, value, nl, en } = found;
      await sql`insert into record_decision (id, register, record_id, kind, flag_id, reason)
        values (${newId()}, ${key}, ${record}, 'reopened', ${found.id}, ${why})`.execute(database);
      const flag = flagRow(key, record, { kind, column, value, advice: { nl, en } });
      await insertRows(database, newRows('record_flag', flagColumns, [flag]));
      return { result: true, audit: { flag: flag.id } };
    },
  };
}
