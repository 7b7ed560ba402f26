import { sql } from 'kysely';
import type { Database, Question } from '../../platform/database/doorways.ts';
import type { RecordPages } from '../offers/record-pages.ts';
import { type KeptVersion, readVersions } from '../records/read-records.ts';

/** Which record of a register. */
export interface RecordKey {
  /** UUID. */
  readonly record: string;
}

/** A doubt about a record that nobody decided. */
export interface RecordFlag {
  readonly id: string;
  readonly kind: string;
  readonly column: string;
  /** As the file said it; empty where it may not be repeated. */
  readonly value: string;
  readonly advice: { readonly nl: string; readonly en: string };
}

/** From which row of which file a record came. */
export interface RecordSource {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly matter: string | null;
}

/** A record as it stands, with what stands beside it. */
export interface KeptRecord {
  readonly version: KeptVersion;
  readonly flags: readonly RecordFlag[];
  /** Empty for a record that nobody imported, and for who may not see what was imported. */
  readonly sources: readonly RecordSource[];
}

/** What a person decided about a record beside its fields. */
export interface RecordDecision {
  readonly id: string;
  readonly kind: 'withdrawn' | 'restored' | 'stands' | 'reopened';
  /** The doubt (id) and its kind, where it is about one. */
  readonly flag: string | null;
  readonly doubt: string | null;
  readonly reason: string;
  readonly by: string;
  /** Moment in UTC, ISO form. */
  readonly at: string;
}

/** All that became of a record. */
export interface RecordStory {
  /** From the first version on that is theirs to see. */
  readonly versions: readonly KeptVersion[];
  /** Whether there are versions that they do not see, because the record was with another unit then. */
  readonly cameFromElsewhere: boolean;
  readonly decisions: readonly RecordDecision[];
  /** What people are called who recorded or decided something, by id. */
  readonly names: Readonly<Record<string, string>>;
}

const isoMoment = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

/** A record as it stands; null where none stands. */
export function recordQuestion(
  register: string,
  { record }: RecordPages,
): Question<RecordKey, KeptRecord | null> {
  return {
    name: `${register}.record`,
    confidential: true,
    object: (key) => `${record.table} ${key.record}`,
    ask: async (database, key) => {
      const [version] = await readVersions(database, record, { what: 'standing', recordId: key.record });
      if (!version) return null;
      return {
        version,
        flags: await flagsOf(database, register, key.record),
        sources: await sourcesOf(database, register, key.record),
      };
    },
  };
}

/** The doubts about a record that nobody decided, in a fixed order. */
export async function flagsOf(
  database: Database,
  register: string,
  record: string,
): Promise<readonly RecordFlag[]> {
  const rows = await database
    .selectFrom('record_flag')
    .select(['id', 'kind', 'column_name', 'value', 'advice_nl', 'advice_en'])
    .where('register', '=', register)
    .where('record_id', '=', record)
    .where('withdrawn_at', 'is', null)
    .orderBy('kind')
    .orderBy('column_name')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    column: row.column_name,
    value: row.value,
    advice: { nl: row.advice_nl, en: row.advice_en },
  }));
}

async function sourcesOf(
  database: Database,
  register: string,
  record: string,
): Promise<readonly RecordSource[]> {
  const { rows } = await sql<RecordSource>`
    select i.file_name as file, coalesce(i.sheet, '') as sheet, i.row_number as "row", i.matter
    from import_row i
    where i.register = ${register} and i.record_id = ${record}::uuid and i.withdrawn_at is null
    order by i.file_name, i.row_number`.execute(database);
  return rows;
}

/** All versions of a record and what was decided about it; null for one that never was. Of a withdrawn record too. */
export function storyQuestion(
  name: string,
  register: string,
  { record }: RecordPages,
): Question<RecordKey, RecordStory | null> {
  return {
    name,
    confidential: true,
    object: (key) => `${record.table} ${key.record}`,
    ask: async (database, key) => {
      const versions = await readVersions(database, record, { what: 'history', recordId: key.record });
      const last = versions.find(({ withdrawnAt }) => withdrawnAt === null) ?? versions.at(-1);
      if (!last || !(await isLast(database, record.table, last))) return null;
      const { rows: decisions } = await sql<RecordDecision>`
        select d.id::text as id, d.kind, d.flag_id::text as flag, f.kind as doubt, d.reason, d.decided_by::text as "by",
          to_char(d.recorded_at at time zone 'UTC', ${isoMoment}) as "at"
        from record_decision d left join record_flag f on f.id = d.flag_id
        where d.register = ${register} and d.record_id = ${key.record}::uuid
        order by d.recorded_at, d.id`.execute(database);
      const { rows: names } = await sql<{ person: string; name: string | null }>`
        select person::text as person, name
        from recorder_names(${record.table}, ${register}, ${key.record}::uuid)`.execute(database);
      const { rows: unseen } = await sql<{ unseen: boolean }>`
        select has_unseen_versions(${record.table}, ${key.record}::uuid) as unseen`.execute(database);
      return {
        versions,
        cameFromElsewhere: unseen[0]?.unseen === true,
        decisions,
        names: Object.fromEntries(
          names.flatMap(({ person, name }) => (name === null ? [] : [[person, name]])),
        ),
      };
    },
  };
}

/** Whether it is the last version there is: a record that went where somebody does not reach is not theirs to follow. */
async function isLast(database: Database, table: string, { id, versionId }: KeptVersion): Promise<boolean> {
  const { rows } = await sql<{ last: boolean }>`
    select is_last_version(${table}, ${id}::uuid, ${versionId}::uuid) as last`.execute(database);
  return rows[0]?.last === true;
}

/** A record that was withdrawn and not restored since, with when and why. */
export interface WithdrawnRecord {
  readonly version: KeptVersion;
  readonly reason: string | null;
  readonly at: string;
}

/** What somebody withdrew from a register in the workplace, the latest first: `most` of them after the first `offset`. */
export function withdrawnQuestion(
  register: string,
  { record }: RecordPages,
): Question<{ readonly offset: number; readonly most: number }, readonly WithdrawnRecord[]> {
  return {
    name: `${register}.withdrawn`,
    confidential: true,
    object: () => register,
    ask: async (database, { offset, most }) => {
      const id = sql.ref(record.id);
      const { rows } = await sql<{ version: string; reason: string; at: string }>`
        select v.version_id::text as version, d.reason, to_char(d.recorded_at at time zone 'UTC', ${isoMoment}) as at
        from record_decision d
        cross join lateral (select r.version_id, r.recorded_at from ${sql.table(record.table)} r
          where r.${id} = d.record_id order by r.recorded_at desc, r.version_id desc limit 1) v
        where d.register = ${register} and d.kind = 'withdrawn'
          and not exists (select from ${sql.table(record.table)} s where s.${id} = d.record_id and s.withdrawn_at is null)
          and is_last_version(${record.table}, d.record_id, v.version_id)
          and not exists (select from record_decision later where later.record_id = d.record_id
            and later.register = d.register and later.kind = 'withdrawn' and later.recorded_at > d.recorded_at)
        order by d.recorded_at desc, d.id limit ${most} offset ${offset}`.execute(database);
      const versions = await readVersions(database, record, {
        what: 'versions',
        versionIds: rows.map(({ version }) => version),
      });
      const byId = new Map(versions.map((one) => [one.versionId, one]));
      return rows.flatMap(({ version, reason, at }) => {
        const read = byId.get(version);
        return read ? [{ version: read, reason, at }] : [];
      });
    },
  };
}
