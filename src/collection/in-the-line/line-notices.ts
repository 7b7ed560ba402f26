import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';

/** The most characters of the words with a notice. */
export const longestWords = 500;
/** The most characters of a reason. */
export const longestReason = 1000;

const toldSchema = z.strictObject({
  /** What the register has fields for, by key: when it was, and what kind. */
  values: z.record(z.string(), z.unknown()),
  /** The codes of what was done. */
  done: z.array(z.string().max(100)).max(50),
  words: z.string().max(longestWords),
});

/** What somebody told of a matter that was handled in the line. */
export type Told = z.infer<typeof toldSchema>;

/** A notice of what was handled in the line, as it stands. */
export interface LineNotice {
  readonly id: string;
  readonly register: string;
  readonly unit: string;
  readonly told: Told;
  /** Whether who told it wants to be called. */
  readonly callBack: boolean;
  /** The moment, ISO 8601. */
  readonly at: string;
  readonly isOwn: boolean;
  readonly isTakenBack: boolean;
  readonly settled: {
    readonly as: 'recorded' | 'nothing';
    readonly at: string;
    readonly record: string | null;
    readonly reason: string | null;
  } | null;
}

const tellSchema = z.strictObject({
  id: z.uuid(),
  register: z.string(),
  unit: z.string(),
  told: toldSchema,
  callBack: z.boolean(),
});

/**
 * What became of telling: it was told, it was told before under this id, or something else was; "taken" where the id is
 * that of another's. Nothing was written but where it was told.
 */
export type Telling = 'told' | 'same' | 'differs' | 'taken';

/** Tells what was handled in the line. */
export const tellLine: Action<z.infer<typeof tellSchema>, Telling> = {
  name: 'line.tell',
  input: tellSchema,
  object: ({ id }) => id,
  change: async (database, { id, register, unit, told, callBack }) => {
    await sql`select pg_advisory_xact_lock(hashtext('line_notice'), hashtext(${id}))`.execute(database);
    const content = JSON.stringify(told);
    const { rows: known } = await sql<{ same: boolean }>`
      select register = ${register} and unit = ${unit} and told = ${content}::jsonb and call_back = ${callBack} as same
      from line_notice where id = ${id}::uuid and recorded_by = acting_person()`.execute(database);
    const [first] = known;
    if (first) return { result: first.same ? 'same' : 'differs', audit: null };
    const { rows } = await sql`
      insert into line_notice (id, register, unit, told, call_back)
      values (${id}, ${register}, ${unit}, ${content}::jsonb, ${callBack})
      on conflict do nothing returning 1 as one`.execute(database);
    return rows.length === 0
      ? { result: 'taken', audit: null }
      : { result: 'told', audit: { register, unit } };
  },
};

const oneSchema = z.strictObject({ id: z.uuid() });

/** Takes back what one told, as long as nobody decided about it. False where somebody did, or it was taken back. */
export const takeBackLine: Action<z.infer<typeof oneSchema>, boolean> = {
  name: 'line.take-back',
  input: oneSchema,
  object: ({ id }) => id,
  change: async (database, { id }) => {
    const { rows } = await sql`
      update line_notice set withdrawn_at = clock_timestamp()
      where id = ${id}::uuid and withdrawn_at is null and settled_at is null and recorded_by = acting_person()
      returning id`.execute(database);
    return rows.length === 0 ? { result: false, audit: null } : { result: true, audit: {} };
  },
};

const leaveSchema = z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1).max(longestReason) });

/** Decides that nothing is recorded of a notice, and why. False where it was decided or taken back. */
export const leaveLine: Action<z.infer<typeof leaveSchema>, boolean> = {
  name: 'line.leave',
  input: leaveSchema,
  object: ({ id }) => id,
  change: async (database, { id, reason }) => {
    const { rows } = await sql`
      update line_notice set settled_at = clock_timestamp(), settled_by = acting_person(), outcome = 'nothing',
        reason = ${reason}
      where id = ${id}::uuid and withdrawn_at is null and settled_at is null returning id`.execute(database);
    return rows.length === 0 ? { result: false, audit: null } : { result: true, audit: {} };
  },
};

/** Opens a notice again of which nothing was recorded. False where that is not how it stands. */
export const reopenLine: Action<z.infer<typeof oneSchema>, boolean> = {
  name: 'line.reopen',
  input: oneSchema,
  object: ({ id }) => id,
  change: async (database, { id }) => {
    const { rows } = await sql`
      update line_notice set settled_at = null, settled_by = null, outcome = null, reason = null
      where id = ${id}::uuid and outcome = 'nothing' returning id`.execute(database);
    return rows.length === 0 ? { result: false, audit: null } : { result: true, audit: {} };
  },
};

/**
 * Within the transaction that adds a record: the notice that it was made of is decided. False where it was before, or is
 * not theirs to decide.
 */
export async function settleWithRecord(
  database: Database,
  { notice, register, record }: { notice: string; register: string; record: string },
): Promise<boolean> {
  const { rows } = await sql`
    update line_notice set settled_at = clock_timestamp(), settled_by = acting_person(), outcome = 'recorded',
      record_id = ${record}::uuid
    where id = ${notice}::uuid and register = ${register} and withdrawn_at is null and settled_at is null
    returning id`.execute(database);
  return rows.length > 0;
}

type Row = {
  readonly id: string;
  readonly register: string;
  readonly unit: string;
  readonly told: unknown;
  readonly call_back: boolean;
  readonly recorded_at: Date;
  readonly own: boolean;
  readonly withdrawn_at: Date | null;
  readonly settled_at: Date | null;
  readonly outcome: 'recorded' | 'nothing' | null;
  readonly record_id: string | null;
  readonly reason: string | null;
};

const columns = sql`id::text, register, unit, told, call_back, recorded_at, recorded_by = acting_person() as own,
  withdrawn_at, settled_at, outcome, record_id::text, reason`;

function noticeOf(row: Row): LineNotice {
  return {
    id: row.id,
    register: row.register,
    unit: row.unit,
    told: toldSchema.parse(row.told),
    callBack: row.call_back,
    at: row.recorded_at.toISOString(),
    isOwn: row.own,
    isTakenBack: row.withdrawn_at !== null,
    settled:
      row.outcome === null || row.settled_at === null
        ? null
        : { as: row.outcome, at: row.settled_at.toISOString(), record: row.record_id, reason: row.reason },
  };
}

/** A page of what one told oneself, the latest first. */
export const ownLines: Question<{ readonly offset: number; readonly most: number }, readonly LineNotice[]> = {
  name: 'line.own',
  confidential: false,
  object: () => 'line_notice',
  ask: async (database, { offset, most }) => {
    const { rows } = await sql<Row>`
      select ${columns} from line_notice where recorded_by = acting_person()
      order by recorded_at desc, id offset ${offset} limit ${most}`.execute(database);
    return rows.map(noticeOf);
  },
};

/** Which notices: those to decide about, and those that were decided. */
export type LinesAsked = 'open' | 'settled';

function asked(which: LinesAsked) {
  return which === 'open'
    ? sql`withdrawn_at is null and settled_at is null`
    : sql`withdrawn_at is null and settled_at is not null`;
}

/** A notice for who keeps the register. */
export interface KeptNotice extends LineNotice {
  /** Whether its unit has a coordinator, for whom it waits. */
  readonly isCoordinated: boolean;
}

/** A page of the notices that one keeps the register for: what waits longest first, what was decided last first. */
export const linesQuestion: Question<
  {
    readonly register: string;
    readonly which: LinesAsked;
    readonly offset: number;
    readonly most: number;
  },
  readonly KeptNotice[]
> = {
  name: 'line.list',
  confidential: true,
  object: ({ register }) => register,
  ask: async (database, { register, which, offset, most }) => {
    const order = which === 'open' ? sql`recorded_at, id` : sql`settled_at desc, id`;
    const { rows } = await sql<Row & { coordinated: boolean }>`
      select ${columns}, coalesce(unit = any (coordinated_units()), false) as coordinated from line_notice
      where register = ${register} and keeps_line_notices(unit) and ${asked(which)}
      order by ${order} offset ${offset} limit ${most}`.execute(database);
    return rows.map((row) => ({ ...noticeOf(row), isCoordinated: row.coordinated }));
  },
};

/** How many notices wait for a decision: of units that have a coordinator, and of all others. */
export const openLines: Question<
  { readonly register: string },
  { readonly coordinated: number; readonly others: number }
> = {
  name: 'line.count',
  confidential: false,
  object: ({ register }) => register,
  ask: async (database, { register }) => {
    const { rows } = await sql<{ coordinated: number; others: number }>`
      select count(*) filter (where unit = any (u.units))::int as coordinated,
        count(*) filter (where unit <> all (u.units))::int as others
      from line_notice, (select coalesce(coordinated_units(), '{}') as units) u
      where register = ${register} and keeps_line_notices(unit) and ${asked('open')}`.execute(database);
    return rows[0] ?? { coordinated: 0, others: 0 };
  },
};

/** A notice with who told it; null where there is none, or none for who asks. */
export const lineQuestion: Question<
  { readonly id: string },
  {
    readonly notice: LineNotice;
    readonly keeps: boolean;
    readonly teller: {
      readonly name: string | null;
      readonly telephone: string | null;
      readonly mail: string | null;
    } | null;
  } | null
> = {
  name: 'line.read',
  confidential: true,
  object: ({ id }) => id,
  ask: async (database, { id }) => {
    const { rows } = await sql<Row & { keeps: boolean }>`
      select ${columns}, keeps_line_notices(unit) as keeps from line_notice where id = ${id}::uuid`.execute(
      database,
    );
    const [row] = rows;
    if (!row) return null;
    const { rows: tellers } = await sql<{
      name: string | null;
      telephone: string | null;
      mail: string | null;
    }>`select name, telephone, mail from line_notice_tellers(array[${id}::uuid])`.execute(database);
    return { notice: noticeOf(row), keeps: row.keeps, teller: tellers[0] ?? null };
  },
};

/** The notice that a record was made of; null where it was made otherwise. */
export const lineOfRecord: Question<{ readonly record: string }, string | null> = {
  name: 'line.of-record',
  confidential: false,
  object: ({ record }) => record,
  ask: async (database, { record }) => {
    const { rows } = await sql<{ id: string }>`
      select id::text from line_notice where record_id = ${record}::uuid and keeps_line_notices(unit)`.execute(
      database,
    );
    return rows[0]?.id ?? null;
  },
};

/** The units about which one may tell. */
export const lineUnits: Question<Record<string, never>, readonly string[]> = {
  name: 'line.units',
  confidential: false,
  object: () => 'line_notice',
  ask: async (database) => {
    const { rows } = await sql<{ units: string[] | null }>`select line_notice_units() as units`.execute(
      database,
    );
    return rows[0]?.units ?? [];
  },
};
