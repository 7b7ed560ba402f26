import { sql } from 'kysely';
import { z } from 'zod';
import type { Period } from '../../organisation/period.ts';
import type { Database, Question } from '../../platform/database/doorways.ts';
import { answerStates, type CallAnswer, type StatedBefore } from './answers.ts';
import type { AskedRegister } from './asked.ts';
import type { CallEvent, UnitReturn } from './call-state.ts';

/** A call with the returns that who asks may see. */
export interface AnnualCall {
  readonly id: string;
  readonly period: string;
  readonly deadline: string;
  readonly message: string;
  readonly units: readonly UnitReturn[];
}

/** Somebody who can answer for a unit. */
export interface CallPerson {
  readonly unit: string;
  readonly person: string;
  readonly name: string | null;
  readonly role: 'coordinator' | 'head';
}

/** Which calls are asked for. */
interface CallsScope {
  /** Null: of all years. */
  readonly period: string | null;
  /** Whether returns that are signed and stand so are left out. */
  readonly unsigned?: true;
}

/** The calls of all years or of one, the newest first, with the returns of the units that who asks reaches. */
export const callsQuestion: Question<CallsScope, readonly AnnualCall[]> = {
  name: 'calls.overview',
  confidential: false,
  object: ({ period }) => period ?? 'calls',
  ask: (database, { period, unsigned = false }) => readCalls(database, period, null, unsigned),
};

/** Who can answer for units, of those that who asks reaches. */
export const callPeople: Question<{ readonly units: readonly string[] }, readonly CallPerson[]> = {
  name: 'calls.people',
  confidential: false,
  object: () => 'calls',
  ask: (database, { units }) => readPeople(database, units),
};

const personSchema = z.strictObject({
  unit: z.string(),
  person: z.string(),
  name: z.string().nullable(),
  role: z.enum(['coordinator', 'head']),
});

async function readPeople(database: Database, units: readonly string[]): Promise<readonly CallPerson[]> {
  const { rows } = await sql`
    select unit, person::text as person, name, role from call_people(${units}::text[]) order by unit, role, name`.execute(
    database,
  );
  return z.array(personSchema).parse(rows);
}

/** Reads calls; of one unit where one is named. */
export async function readCalls(
  database: Database,
  period: string | null,
  unit: string | null,
  unsigned = false,
): Promise<readonly AnnualCall[]> {
  const calls = await database
    .selectFrom('annual_call')
    .select(['id', 'period', 'deadline', 'message'])
    .where('withdrawn_at', 'is', null)
    .$if(period !== null, (query) => query.where('period', '=', period ?? ''))
    .orderBy('period', 'desc')
    .execute();
  if (calls.length === 0) return [];
  const ids = calls.map(({ id }) => id);
  const units = await database
    .selectFrom('annual_call_unit')
    .select(['call_id', 'unit', 'registers'])
    .where('call_id', 'in', ids)
    .$if(unit !== null, (query) => query.where('unit', '=', unit ?? ''))
    .orderBy('unit')
    .execute();
  const events = await readEvents(database, ids, unit);
  const isSigned = (call: string, key: string) =>
    events.findLast((one) => one.call === call && one.unit === key && one.kind !== 'extended')?.kind ===
    'signed';
  const asked = units.filter((one) => !unsigned || !isSigned(one.call_id, one.unit));
  const answers = await readAnswers(
    database,
    asked.map((one) => ({ call: one.call_id, unit: one.unit })),
    null,
  );
  return calls.map((call) => ({
    ...call,
    units: asked
      .filter((one) => one.call_id === call.id)
      .map((one) => {
        const own = events.filter((event) => event.call === call.id && event.unit === one.unit);
        return {
          unit: one.unit,
          registers: one.registers,
          deadline: own.findLast(({ kind }) => kind === 'extended')?.deadline ?? call.deadline,
          answers: answers.filter((answer) => answer.call === call.id && answer.unit === one.unit),
          events: own,
        };
      }),
  }));
}

const answerSchema = z.strictObject({
  id: z.string(),
  call: z.string(),
  unit: z.string(),
  register: z.string(),
  field: z.string(),
  part: z.string(),
  state: z.enum(answerStates),
  value: z.string().nullable(),
  note: z.string().nullable(),
  stands: z.string().nullable(),
  givenBy: z.string().nullable(),
  by: z.string().nullable(),
  at: z.date().transform((moment) => moment.toISOString()),
});
type ReadAnswer = CallAnswer & { readonly call: string; readonly unit: string };

/**
 * Reads the answers of returns.
 *
 * @param asOf the id of an answer: what stood when that one was written; null: what stands now
 */
export async function readAnswers(
  database: Database,
  returns: readonly { readonly call: string; readonly unit: string }[],
  asOf: string | null,
): Promise<readonly ReadAnswer[]> {
  if (returns.length === 0) return [];
  const moment = sql`(select recorded_at from annual_call_answer where id = ${asOf}::uuid)`;
  const { rows } = await sql`
    select a.id::text as id, a.call_id::text as call, a.unit, a.register, a.field, a.part, a.state, a.value, a.note, a.stands,
      (select d.given_to || ', ' || d.given_function from annual_call_delegation d where d.delegation_id = a.delegation_id) as "givenBy",
      a.recorded_by::text as by, a.recorded_at as at
    from annual_call_answer a
    join unnest(${returns.map(({ call }) => call)}::uuid[], ${returns.map(({ unit }) => unit)}::text[]) as r(call_id, unit)
      on r.call_id = a.call_id and r.unit = a.unit
    where case when ${asOf}::uuid is null then a.withdrawn_at is null
      else a.recorded_at <= ${moment} and (a.withdrawn_at is null or a.withdrawn_at > ${moment}) end
    order by a.recorded_at, a.id`.execute(database);
  return z.array(answerSchema).parse(rows);
}

const eventSchema = z.strictObject({
  id: z.string(),
  call: z.string(),
  unit: z.string(),
  kind: z.enum(['extended', 'reopened', 'signed', 'voided']),
  deadline: z.string().nullable(),
  reason: z.string().nullable(),
  actingAs: z.string().nullable(),
  hash: z.string().nullable(),
  by: z.string().nullable(),
  at: z.date().transform((moment) => moment.toISOString()),
});

async function readEvents(
  database: Database,
  calls: readonly string[],
  unit: string | null,
): Promise<readonly (CallEvent & { readonly call: string; readonly unit: string })[]> {
  const { rows } = await sql`
    select e.id::text as id, e.call_id::text as call, e.unit, e.kind, e.deadline, e.reason, e.acting_as as "actingAs",
      e.declared_hash as hash, e.recorded_by::text as by, e.recorded_at as at
    from annual_call_event e
    where e.call_id = any(${calls}::uuid[]) and (${unit}::text is null or e.unit = ${unit})
    order by e.place`.execute(database);
  return z.array(eventSchema).parse(rows);
}

/** The numbers that stand beside the questions of a return. */
export interface Beside {
  /** By field and part ("gifts.offered|"). */
  readonly lastYear: ReadonlyMap<string, StatedBefore>;
  readonly standing: ReadonlyMap<string, StatedBefore & { readonly at: string }>;
  /** By register: the records of this year and of the last; null where they cannot be counted. */
  readonly records: ReadonlyMap<string, { readonly now: number | null; readonly before: number | null }>;
}

/** The return of one unit, with all that its pages show. */
export interface WholeReturn extends Beside {
  readonly call: AnnualCall;
  readonly own: UnitReturn;
  readonly people: readonly CallPerson[];
  /** In which role who asks signs it; null where they do not. */
  readonly signsAs: string | null;
  readonly hasOwnHead: boolean;
  /** What the last signature replaced that came from elsewhere. */
  readonly replaced: readonly ReplacedValue[];
}

/** A value that was read from elsewhere and that a signature replaces. */
export interface ReplacedValue {
  readonly register: string;
  readonly field: string;
  readonly part: string;
  readonly state: string;
  readonly value: string | null;
}

const replacedSchema = z.array(
  z.object({
    register: z.string(),
    field: z.string(),
    part: z.string(),
    state: z.string(),
    value: z.string().nullable(),
  }),
);

async function lastReplaced(
  database: Database,
  call: string,
  unit: string,
): Promise<readonly ReplacedValue[]> {
  const { rows } = await sql<{ replaced: unknown }>`
    select e.declared -> 'replaces' as replaced from annual_call_event e
    where e.call_id = ${call}::uuid and e.unit = ${unit} and e.kind = 'signed' order by e.place desc limit 1`.execute(
    database,
  );
  return replacedSchema
    .parse(rows[0]?.replaced ?? [])
    .map(({ register, field, part, state, value }) => ({ register, field, part, state, value }));
}

/** Which return is asked for, and what belongs beside it. */
export interface ReturnScope {
  readonly period: string;
  readonly unit: string;
  /** What the unit can be asked, of every register. */
  readonly asked: readonly AskedRegister[];
  readonly year: Period;
  readonly before: Period;
  /** The units whose records it answers for. */
  readonly answersFor: readonly string[];
}

/** The return of a unit; null where the call of that year does not ask it. */
export const returnQuestion: Question<ReturnScope, WholeReturn | null> = {
  name: 'calls.return',
  confidential: false,
  object: ({ period, unit }) => `${period} ${unit}`,
  ask: async (database, scope) => {
    const [call] = await readCalls(database, scope.period, scope.unit);
    const [own] = call?.units ?? [];
    if (!call || !own) return null;
    const { rows } = await sql<{ signs: string | null; head: boolean }>`
      select signs_as(${scope.unit}) as signs, has_own_head(${scope.unit}) as head`.execute(database);
    return {
      call,
      own,
      people: await readPeople(database, [scope.unit]),
      signsAs: rows[0]?.signs ?? null,
      hasOwnHead: rows[0]?.head === true,
      replaced: await lastReplaced(database, call.id, scope.unit),
      ...(await readBeside(database, scope, own.registers)),
    };
  },
};

/** Reads what stands beside the questions: last year, what was stated already, and the records themselves. */
export async function readBeside(
  database: Database,
  { asked, unit, year, before, answersFor }: ReturnScope,
  registers: readonly string[],
): Promise<Beside> {
  const stated = await database
    .selectFrom('reported_value')
    .select(['register', 'field', 'part', 'period', 'state', 'value', 'recorded_at'])
    .where('unit', '=', unit)
    .where('period', 'in', [year.key, before.key])
    .where('withdrawn_at', 'is', null)
    .execute();
  const answered = await database
    .selectFrom('call_answer')
    .select(['register', 'period', 'state', 'recorded_at'])
    .where('unit', '=', unit)
    .where('period', 'in', [year.key, before.key])
    .where('withdrawn_at', 'is', null)
    .execute();
  const all = [
    ...stated.map((one) => ({ ...one, place: `${one.field}|${one.part}` })),
    ...answered.map((one) => ({ ...one, value: null, place: `${one.register}|` })),
  ];
  const records = new Map<string, { now: number | null; before: number | null }>();
  for (const { key, confirmed } of asked) {
    if (!confirmed || !registers.includes(key)) continue;
    const { table, first, last, counts } = confirmed;
    const { rows } = await sql<{ now: string | null; before: string | null }>`
      select counted_records(${table}, ${answersFor}::text[], ${first}, ${last}, ${counts}, ${year.from}::date, ${year.until}::date) as now,
        counted_records(${table}, ${answersFor}::text[], ${first}, ${last}, ${counts}, ${before.from}::date, ${before.until}::date) as before`.execute(
      database,
    );
    const [row] = rows;
    const number = (written: string | null | undefined) =>
      written === null || written === undefined ? null : Number(written);
    records.set(key, { now: number(row?.now), before: number(row?.before) });
  }
  return {
    lastYear: new Map(all.filter(({ period }) => period === before.key).map((one) => [one.place, one])),
    standing: new Map(
      all
        .filter(({ period }) => period === year.key)
        .map((one) => [one.place, { state: one.state, value: one.value, at: one.recorded_at.toISOString() }]),
    ),
    records,
  };
}
