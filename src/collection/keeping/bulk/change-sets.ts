import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../../platform/database/doorways.ts';
import { columnsOf } from '../../fields/columns.ts';
import type { AnyValue } from '../../fields/field.ts';
import type { RecordPages } from '../../offers/record-pages.ts';
import { type KeptVersion, readVersions } from '../../records/read-records.ts';
import { conditionOf, type RecordSearch } from '../find-records.ts';

/*
 * Many records that somebody changes at once (decision 0073): they are chosen, the field and its value are said, what
 * would change is shown, and then it is applied (apply-set.ts).
 */

/** How many records are changed at once at most. */
export const mostAtOnce = 10_000;

/** How many days a set is kept, and a change can be undone. */
export const daysOfSet = 30;

/** What becomes of a record of a set, before and after it is applied. */
export type RowState = 'included' | 'same' | 'changed' | 'gone' | 'left-out' | 'done' | 'undone' | 'kept';

/** A set as it stands. */
export interface ChangeSet {
  readonly id: string;
  /** Null until it was said what changes. */
  readonly field: string | null;
  /** By field: of a code also the value of the field that divides it. */
  readonly values: Readonly<Record<string, AnyValue>>;
  readonly reason: string | null;
  /** Moments, ISO 8601. */
  readonly madeAt: string;
  readonly appliedAt: string | null;
  readonly undoneAt: string | null;
  /** How many of its records are in which state; those from which its maker is excluded are none of them. */
  readonly counts: Readonly<Record<RowState, number>>;
  /** Of the records that were changed, how many stand as they were changed: these can be put back. */
  readonly undoable: number;
}

/** A record of a set, as it was when the change was shown. */
export interface SetRow {
  readonly state: RowState;
  readonly version: KeptVersion;
}

const chooseSchema = z.strictObject({
  id: z.uuid(),
  /** These records, or all that a list finds. */
  records: z.array(z.uuid()).max(mostAtOnce).nullable(),
  search: z.custom<RecordSearch>((given) => typeof given === 'object' && given !== null).nullable(),
});

/** Writes down which records are to be changed; `none` and `too-many` write nothing. */
export function chooseSetAction(
  register: string,
  pages: RecordPages,
): Action<z.infer<typeof chooseSchema>, 'chosen' | 'none' | 'too-many'> {
  const { record } = pages;
  return {
    name: `${register}.choose-set`,
    input: chooseSchema,
    object: () => register,
    change: async (database, { id, records, search }) => {
      const where =
        search === null
          ? sql<boolean>`r.withdrawn_at is null and r.${sql.ref(record.id)} = any(${records ?? []}::uuid[])`
          : conditionOf(register, pages, search);
      const { rows: counted } = await sql<{ count: string }>`
        select count(*) as count from (
          select from ${sql.table(record.table)} r where ${where} limit ${mostAtOnce + 1}) found`.execute(
        database,
      );
      const count = Number(counted[0]?.count ?? 0);
      if (count === 0) return { result: 'none', audit: null };
      if (count > mostAtOnce) return { result: 'too-many', audit: null };
      const { rows: made } = await sql<{ id: string }>`
        insert into change_set (id, register) values (${id}, ${register}) on conflict (id) do nothing
        returning id`.execute(database);
      if (made.length === 0) return { result: 'chosen', audit: null };
      await sql`insert into change_set_row (set_id, record_id, base_version)
        select ${id}::uuid, r.${sql.ref(record.id)}, r.version_id from ${sql.table(record.table)} r
        where ${where} limit ${mostAtOnce}`.execute(database);
      return { result: 'chosen', audit: { set: id, rows: count } };
    },
  };
}

const describeSchema = z.strictObject({
  id: z.uuid(),
  field: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Says which field changes to what, and takes the versions that stand now as those that were seen. False where the set is applied or gone. */
export function describeSetAction(
  register: string,
  { record }: RecordPages,
): Action<z.infer<typeof describeSchema>, boolean> {
  return {
    name: `${register}.describe-set`,
    input: describeSchema,
    object: () => register,
    change: async (database, { id, field, values }) => {
      const { rows } = await sql<{ id: string }>`
        update change_set set field = ${field}, new_values = ${JSON.stringify(values)}::jsonb
        where id = ${id} and register = ${register} and applied_at is null
          and recorded_at > now() - ${`${daysOfSet} days`}::interval returning id`.execute(database);
      if (rows.length === 0) return { result: false, audit: null };
      await sql`update change_set_row b set base_version = r.version_id from ${sql.table(record.table)} r
        where b.set_id = ${id} and r.${sql.ref(record.id)} = b.record_id and r.withdrawn_at is null
          and r.version_id <> b.base_version`.execute(database);
      return { result: true, audit: { set: id } };
    },
  };
}

const leaveSchema = z.strictObject({ id: z.uuid(), records: z.array(z.uuid()), isOut: z.boolean() });

/** Takes records out of a set, or back into it, before it is applied. */
export function leaveOutAction(register: string): Action<z.infer<typeof leaveSchema>, void> {
  return {
    name: `${register}.leave-out`,
    input: leaveSchema,
    object: () => register,
    change: async (database, { id, records, isOut }) => {
      await sql`update change_set_row b set left_out = ${isOut} from change_set s
        where s.id = b.set_id and s.id = ${id} and s.register = ${register} and s.applied_at is null
          and b.record_id = any(${records}::uuid[])`.execute(database);
      return { result: undefined, audit: { set: id, rows: records.length } };
    },
  };
}

/** What a set in the database says of itself. */
interface SetHead {
  readonly id: string;
  readonly field: string | null;
  readonly values: Readonly<Record<string, AnyValue>> | null;
  readonly reason: string | null;
  readonly made: Date;
  readonly applied: Date | null;
  readonly undone: Date | null;
}

/** The head of an own set; undefined where there is none. `isHeld`: until this transaction ends nobody else goes on with it. */
export async function setHead(
  database: Database,
  register: string,
  id: string,
  isHeld = false,
): Promise<SetHead | undefined> {
  const { rows } = await sql<SetHead>`
    select id::text as id, field, new_values as values, reason, recorded_at as made, applied_at as applied,
      undone_at as undone
    from change_set where id = ${id}::uuid and register = ${register}
      and recorded_at > now() - ${`${daysOfSet} days`}::interval ${isHeld ? sql`for update` : sql``}`.execute(
    database,
  );
  return rows[0];
}

/** Whether a record says already what a set changes it to; the record is `r`. */
export function saysSo(
  { record }: RecordPages,
  values: Readonly<Record<string, AnyValue>>,
): RawBuilder<boolean> {
  const parts = Object.entries(values).flatMap(([key, value]) => {
    const column = record.fields[key] && columnsOf(record.fields[key])[0];
    return column === undefined ? [] : [sql`r.${sql.ref(column)} is not distinct from ${value}`];
  });
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** The state of a row of a set; the row is `b`, what stands of its record `r`. */
function stateOfRow(pages: RecordPages, { values }: SetHead): RawBuilder<RowState> {
  return sql<RowState>`case when b.outcome is not null then b.outcome
    when b.left_out then 'left-out'
    when r.version_id is null then 'gone'
    when r.version_id <> b.base_version then 'changed'
    when ${saysSo(pages, values ?? {})} then 'same'
    else 'included' end`;
}

const standing = ({ record }: RecordPages): RawBuilder<unknown> =>
  sql`change_set_row b left join ${sql.table(record.table)} r
    on r.${sql.ref(record.id)} = b.record_id and r.withdrawn_at is null`;

/** A set of whoever asks, with how many of its records are in which state; null where it is not theirs, or gone. */
export function setQuestion(
  register: string,
  pages: RecordPages,
): Question<{ readonly id: string }, ChangeSet | null> {
  return {
    name: `${register}.set`,
    confidential: false,
    object: () => register,
    ask: async (database, { id }) => {
      const head = await setHead(database, register, id);
      if (!head) return null;
      const { rows } = await sql<{ state: RowState; count: string; undoable: string }>`
        select ${stateOfRow(pages, head)} as state, count(*) as count,
          count(*) filter (where b.outcome = 'done' and r.version_id = b.new_version) as undoable
        from ${standing(pages)} where b.set_id = ${id}::uuid group by 1`.execute(database);
      const countOf = (state: RowState) => Number(rows.find((one) => one.state === state)?.count ?? 0);
      return {
        id: head.id,
        field: head.field,
        values: head.values ?? {},
        reason: head.reason,
        madeAt: head.made.toISOString(),
        appliedAt: head.applied?.toISOString() ?? null,
        undoneAt: head.undone?.toISOString() ?? null,
        counts: {
          included: countOf('included'),
          same: countOf('same'),
          changed: countOf('changed'),
          gone: countOf('gone'),
          'left-out': countOf('left-out'),
          done: countOf('done'),
          undone: countOf('undone'),
          kept: countOf('kept'),
        },
        undoable: rows.reduce((sum, { undoable }) => sum + Number(undoable), 0),
      };
    },
  };
}

/** The records of a set in some states, in a fixed order, as they were when the change was shown. Records that are not there any more are none. */
export function setRowsQuestion(
  register: string,
  pages: RecordPages,
): Question<
  {
    readonly id: string;
    readonly states: readonly RowState[];
    readonly offset: number;
    readonly most: number;
  },
  readonly SetRow[]
> {
  return {
    name: `${register}.set-rows`,
    confidential: true,
    object: () => register,
    ask: async (database, { id, states, offset, most }) => {
      const head = await setHead(database, register, id);
      if (!head) return [];
      const { rows } = await sql<{ version: string; state: RowState }>`
        select found.version, found.state from (
          select b.base_version::text as version, b.record_id, ${stateOfRow(pages, head)} as state
          from ${standing(pages)} where b.set_id = ${id}::uuid and r.version_id is not null) found
        where found.state = any(${states}::text[])
        order by found.record_id limit ${most} offset ${offset}`.execute(database);
      const versions = await readVersions(database, pages.record, {
        what: 'versions',
        versionIds: rows.map(({ version }) => version),
      });
      const byId = new Map(versions.map((one) => [one.versionId, one]));
      return rows.flatMap(({ version, state }) => {
        const read = byId.get(version);
        return read ? [{ state, version: read }] : [];
      });
    },
  };
}
