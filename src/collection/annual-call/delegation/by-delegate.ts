import { sql } from 'kysely';
import { z } from 'zod';
import type { Period } from '../../../organisation/period.ts';
import type { Action, Database, Question } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import type { StatedBefore } from '../answers.ts';
import { placeOf } from '../answers.ts';
import type { AskedRegister } from '../asked.ts';
import { type GivenAnswer, givenSchema } from '../given-answer.ts';
import { type Parted, partAnswers } from '../merging.ts';
import {
  type DelegatedAnswer,
  type DelegatedPart,
  delegatedQuestionSchema,
  headingSchema,
  readDelegated,
} from './delegated.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const openSchema = z.strictObject({ link: bytes, code: bytes, visit: bytes });

/**
 * Begins a visit with a link and its code. False for a wrong code, which is counted, and for a link that is spent, ended
 * or never was: nobody is told which.
 */
export const openByLink: Action<z.infer<typeof openSchema>, boolean> = {
  name: 'calls.open-link',
  input: openSchema,
  object: () => 'delegation',
  change: async (database, { link, code, visit }) => {
    const { rows } = await sql<{ opened: string | null }>`
      select open_by_link(${link}, ${code}, ${visit})::text as opened`.execute(database);
    const opened = rows[0]?.opened ?? null;
    return {
      result: opened !== null,
      outcome: opened === null ? 'denied' : 'done',
      audit: opened === null ? {} : { delegation: opened },
    };
  },
};

/** Ends a visit by a link; the link stays. */
export const leaveLink: Action<Record<never, never>, null> = {
  name: 'calls.leave-link',
  input: z.strictObject({}),
  object: () => 'delegation',
  change: async (database) => {
    await sql`select keep_link_visit(false)`.execute(database);
    return { result: null, audit: null };
  },
};

/** Which part is meant: of an account its id, by a link null, since the database knows which link was opened. */
const whichSchema = z.uuid().nullable();

/** What was handed to who asks, with what they answered so far; null where it stands no more. */
export const delegatedPart: Question<{ readonly delegation: string | null }, DelegatedPart | null> = {
  name: 'calls.delegated-part',
  confidential: false,
  object: ({ delegation }) => delegation ?? 'delegation',
  ask: async (database, { delegation }) => {
    const part = await readPart(database, delegation);
    return part && { ...part, answers: await readDelegated(database, [part.id]) };
  },
};

const partSchema = z.strictObject({
  id: z.string(),
  givenTo: z.string(),
  givenFunction: z.string(),
  asked: z.array(delegatedQuestionSchema),
  heading: headingSchema,
  message: z.string(),
  lastDay: z.string(),
});

/** By a link no more is read than what the link asks; an account learns the return too. */
async function readPart(
  database: Database,
  delegation: string | null,
): Promise<Omit<DelegatedPart, 'answers'> | null> {
  const isMine =
    delegation === null
      ? sql`d.delegation_id = acting_delegation()`
      : sql`d.delegation_id = ${delegation}::uuid and d.delegation_id = any(delegated_to_me())`;
  const { rows } = await sql`
    select d.delegation_id::text as id, d.given_to as "givenTo", d.given_function as "givenFunction", d.asked, d.heading,
      d.message, d.last_day as "lastDay"
    from annual_call_delegation d where ${isMine}`.execute(database);
  const [found] = z.array(partSchema).parse(rows);
  if (!found) return null;
  if (delegation === null) return { ...found, period: null, unit: null };
  const place = await sql<{ period: string; unit: string }>`
    select delegated_year(d.delegation_id) as period, d.unit from annual_call_delegation d
    where d.delegation_id = ${delegation}::uuid`.execute(database);
  return { ...found, period: place.rows[0]?.period ?? null, unit: place.rows[0]?.unit ?? null };
}

const saveSchema = z.strictObject({
  delegation: whichSchema,
  /** The newest answer when the form was read; null where there was none. */
  base: z.uuid().nullable(),
  answers: z.array(givenSchema),
  /** The ids of answers that stand and were shown beside these: these take their place. */
  over: z.array(z.uuid()).default([]),
});

/** What became of answers of a delegate. */
export type DelegatedSaved =
  | { readonly outcome: 'gone' | 'same' | 'saved' }
  | { readonly outcome: 'conflict'; readonly theirs: readonly DelegatedAnswer[] };

/** What keeping answers of a part would write, and what was kept otherwise meanwhile; null where it stands no more. */
export const comparePart: Question<
  {
    readonly delegation: string;
    readonly base: string | null;
    readonly answers: readonly GivenAnswer[];
  },
  Parted<DelegatedAnswer> | null
> = {
  name: 'calls.compare-part',
  confidential: false,
  object: ({ delegation }) => delegation,
  ask: async (database, { delegation, base, answers }) => {
    const part = await readPart(database, delegation);
    if (!part) return null;
    const standing = await readDelegated(database, [part.id]);
    return partAnswers(
      answers,
      standing,
      base === null ? [] : await readDelegated(database, [part.id], base),
    );
  },
};

/** Keeps what a delegate answered so far. Nothing of it stands in the return before it was taken over. */
export const saveDelegated: Action<z.output<typeof saveSchema>, DelegatedSaved> = {
  name: 'calls.save-delegated',
  input: saveSchema,
  object: ({ delegation }) => delegation ?? 'delegation',
  change: async (database, { delegation, base, answers, over }) => {
    const part = await readPart(database, delegation);
    const places = new Set(part?.asked.map(placeOf));
    if (!part || answers.some((one) => !places.has(placeOf(one)) || one.stands !== null))
      return { result: { outcome: 'gone' }, audit: null };
    await sql`select pg_advisory_xact_lock(hashtext(${`delegation ${part.id}`}))`.execute(database);
    if (delegation === null) await sql`select keep_link_visit(true)`.execute(database);
    const standing = await readDelegated(database, [part.id]);
    const read = base === null ? [] : await readDelegated(database, [part.id], base);
    const { fresh, theirs } = partAnswers(answers, standing, read, over);
    if (theirs.length > 0) return { result: { outcome: 'conflict', theirs }, audit: null };
    if (fresh.length === 0) return { result: { outcome: 'same' }, audit: null };
    const now = await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(database);
    const moment = sql<Date>`${now.rows[0]?.now ?? null}::timestamptz`;
    const changed = new Set(fresh.map(placeOf));
    const ended = standing.filter((one) => changed.has(placeOf(one))).map(({ id }) => id);
    if (ended.length > 0)
      await database
        .updateTable('annual_call_delegated_answer')
        .set({ withdrawn_at: moment })
        .where('id', 'in', ended)
        .where('withdrawn_at', 'is', null)
        .execute();
    await database
      .insertInto('annual_call_delegated_answer')
      .values(
        fresh.map(({ register, field, part: code, state, value, note }) => ({
          ...{ register, field, part: code, state, value, note },
          id: newId(),
          delegation_id: part.id,
          recorded_at: moment,
        })),
      )
      .execute();
    return { result: { outcome: 'saved' }, audit: { delegation: part.id, answers: fresh.length } };
  },
};

const handInSchema = z.strictObject({ delegation: whichSchema });

/** Hands in what a delegate answered; the link is spent by it. False where it stands no more, or nothing was answered. */
export const handIn: Action<z.infer<typeof handInSchema>, boolean> = {
  name: 'calls.hand-in',
  input: handInSchema,
  object: ({ delegation }) => delegation ?? 'delegation',
  change: async (database, { delegation }) => {
    const part = await readPart(database, delegation);
    if (!part) return { result: false, audit: null };
    await sql`select pg_advisory_xact_lock(hashtext(${`delegation ${part.id}`}))`.execute(database);
    const answers = await readDelegated(database, [part.id]);
    if (answers.every(({ state }) => state === 'not-reported')) return { result: false, audit: null };
    await database
      .insertInto('annual_call_delegation_event')
      .values({ id: newId(), delegation_id: part.id, kind: 'handed-in' })
      .execute();
    return { result: true, audit: { delegation: part.id, answers: answers.length } };
  },
};

/** What waits for somebody of returns that others answer for. */
export interface OwnPart {
  readonly id: string;
  readonly heading: DelegatedPart['heading'];
  readonly questions: number;
  readonly answered: number;
  readonly lastDay: string;
}

const ownSchema = z.strictObject({
  id: z.string(),
  heading: headingSchema,
  questions: z.number(),
  answered: z.number(),
  lastDay: z.string(),
});

/** What was handed to the account of who asks and stands, the earliest term first. */
export const ownParts: Question<Record<never, never>, readonly OwnPart[]> = {
  name: 'calls.own-parts',
  confidential: false,
  object: () => 'delegations',
  ask: async (database) => {
    const { rows } = await sql`
      select d.delegation_id::text as id, d.heading, jsonb_array_length(d.asked) as questions, d.last_day as "lastDay",
        (select count(*)::integer from annual_call_delegated_answer a
         where a.delegation_id = d.delegation_id and a.withdrawn_at is null and a.state <> 'not-reported') as answered
      from annual_call_delegation d where d.delegation_id = any(delegated_to_me())
      order by d.last_day, d.recorded_at`.execute(database);
    return z.array(ownSchema).parse(rows);
  },
};

/** Which numbers stand beside questions that were handed to an account. */
export interface PartBesideScope {
  readonly delegation: string;
  readonly registers: readonly AskedRegister[];
  readonly year: Period;
  readonly before: Period;
  readonly answersFor: readonly string[];
}

/** What stands beside questions that were handed to an account: last year, and the records where they confirm those. */
export interface PartBeside {
  /** By field and part. */
  readonly lastYear: ReadonlyMap<string, StatedBefore>;
  /** By register. */
  readonly records: ReadonlyMap<string, number>;
}

/** What stands beside questions that were handed to an account; by a link nobody asks it. */
export const partBeside: Question<PartBesideScope, PartBeside> = {
  name: 'calls.part-beside',
  confidential: false,
  object: ({ delegation }) => delegation,
  ask: async (database, { delegation, registers, year, answersFor }) => {
    const stated = await sql<{ field: string; part: string; state: string; value: string | null }>`
      select field, part, state, value from delegated_last_year(${delegation}::uuid)`.execute(database);
    const records = new Map<string, number>();
    for (const { key, confirmed } of registers) {
      if (!confirmed) continue;
      const { table, first, last, counts } = confirmed;
      const { rows } = await sql<{ count: string | null }>`
        select delegated_records(${delegation}::uuid, ${table}, ${answersFor}::text[], ${first}, ${last}, ${counts},
          ${year.from}::date, ${year.until}::date) as count`.execute(database);
      const count = rows[0]?.count ?? null;
      if (count !== null) records.set(key, Number(count));
    }
    return {
      lastYear: new Map(stated.rows.map(({ field, part, ...one }) => [`${field}|${part}`, one])),
      records,
    };
  },
};
