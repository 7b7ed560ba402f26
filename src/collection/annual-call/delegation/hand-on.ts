import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { longestNote } from '../given-answer.ts';
import { returnLocked, standingReturn } from '../open-call.ts';
import {
  type DelegatedAnswer,
  type DelegatedQuestion,
  type DelegationHeading,
  delegatedQuestionSchema,
  headingSchema,
  longestName,
  readDelegated,
} from './delegated.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const handOnSchema = z.strictObject({
  period: z.string(),
  unit: z.string(),
  /** The id that the delegation gets: the form that is sent twice makes one. */
  delegation: z.uuid(),
  givenTo: z.string().trim().min(1).max(longestName),
  givenFunction: z.string().trim().min(1).max(longestName),
  message: z.string().max(longestNote),
  lastDay: z.iso.date(),
  asked: z.array(delegatedQuestionSchema).min(1).max(500),
  heading: headingSchema,
  /** The account that answers, or the hashes of link and code. */
  to: z.union([z.strictObject({ person: z.uuid() }), z.strictObject({ linkHash: bytes, codeHash: bytes })]),
});

/** What came of handing questions on; nothing was written unless it was `handed-on`. */
export type HandOnOutcome = 'handed-on' | 'already' | 'signed' | 'not-allowed' | 'gone';

/**
 * Hands questions of a return to somebody: to an account, or to whoever has a link and its code, of which only hashes are
 * kept. Questions of a guarded register go to accounts alone; the database refuses another by itself.
 */
export const handOn: Action<z.infer<typeof handOnSchema>, HandOnOutcome> = {
  name: 'calls.delegate',
  input: handOnSchema,
  object: ({ period, unit }) => `${period} ${unit}`,
  change: async (database, input) => {
    const { period, unit, delegation, to } = input;
    await returnLocked(database, period, unit);
    const stopped = (result: HandOnOutcome) => ({ result, audit: null });
    const place = await standingReturn(database, period, unit);
    if (!place) return stopped('gone');
    const known = await database
      .selectFrom('annual_call_delegation')
      .select('delegation_id')
      .where('delegation_id', '=', delegation)
      .executeTakeFirst();
    if (known) return stopped('already');
    if (place.isSigned) return stopped('signed');
    const person = 'person' in to ? to.person : null;
    const asked = JSON.stringify(input.asked);
    const { rows } = await sql<{ may: boolean }>`
      select may_hand_on(${place.call}::uuid, ${unit}, ${asked}::jsonb, ${person}::uuid) as may`.execute(
      database,
    );
    if (rows[0]?.may !== true) return stopped('not-allowed');
    await database
      .insertInto('annual_call_delegation')
      .values({
        delegation_id: delegation,
        call_id: place.call,
        unit,
        person_id: person,
        given_to: input.givenTo,
        given_function: input.givenFunction,
        asked,
        heading: JSON.stringify(input.heading),
        message: input.message,
        last_day: input.lastDay,
      })
      .execute();
    if ('linkHash' in to)
      await sql`insert into annual_call_link (delegation_id, link_hash, code_hash)
                values (${delegation}, ${to.linkHash}, ${to.codeHash})`.execute(database);
    return {
      result: 'handed-on',
      audit: { delegation, questions: input.asked.length, by: person === null ? 'link' : 'account' },
    };
  },
};

/** Whom questions can be handed to: an account, by its whole mail address or sign-in name; null where there is none. */
export const accountToAsk: Question<
  { readonly named: string },
  { readonly person: string; readonly name: string | null } | null
> = {
  name: 'calls.account-to-ask',
  confidential: true,
  object: () => 'account',
  ask: async (database, { named }) => {
    const { rows } = await sql<{ person: string; name: string | null }>`
      select person::text as person, name from account_to_ask(${named})`.execute(database);
    return rows.length === 1 ? (rows[0] ?? null) : null;
  },
};

/** What became of questions that were handed on. */
export interface DelegationEvent {
  readonly kind: 'opened' | 'wrong-code' | 'handed-in' | 'withdrawn' | 'taken-over';
  /** The moment, ISO 8601. */
  readonly at: string;
}

/** Questions of a return that were handed on, as who answers for the unit sees them. */
export interface Delegation {
  readonly id: string;
  readonly unit: string;
  /** Whether an account answers; otherwise whoever has the link. */
  readonly byAccount: boolean;
  readonly givenTo: string;
  readonly givenFunction: string;
  readonly asked: readonly DelegatedQuestion[];
  readonly heading: DelegationHeading;
  readonly message: string;
  readonly lastDay: string;
  /** The moment, ISO 8601. */
  readonly at: string;
  /** Whether it may still be answered. */
  readonly stands: boolean;
  readonly answers: readonly DelegatedAnswer[];
  readonly events: readonly DelegationEvent[];
}

/** The questions of a return, or of a call, that were handed on; the last first. */
export const delegationsQuestion: Question<
  { readonly period: string; readonly unit: string | null },
  readonly Delegation[]
> = {
  name: 'calls.delegations',
  confidential: false,
  object: ({ period, unit }) => (unit === null ? period : `${period} ${unit}`),
  ask: (database, { period, unit }) => readDelegations(database, period, unit),
};

const rowSchema = z.strictObject({
  id: z.string(),
  unit: z.string(),
  byAccount: z.boolean(),
  givenTo: z.string(),
  givenFunction: z.string(),
  asked: z.array(delegatedQuestionSchema),
  heading: headingSchema,
  message: z.string(),
  lastDay: z.string(),
  at: z.date().transform((moment) => moment.toISOString()),
  stands: z.boolean(),
});

const eventSchema = z.strictObject({
  delegation: z.string(),
  kind: z.enum(['opened', 'wrong-code', 'handed-in', 'withdrawn', 'taken-over']),
  at: z.date().transform((moment) => moment.toISOString()),
});

/** Reads what was handed on of the returns that who asks reaches. */
export async function readDelegations(
  database: Database,
  period: string,
  unit: string | null,
): Promise<readonly Delegation[]> {
  const { rows } = await sql`
    select d.delegation_id::text as id, d.unit, d.person_id is not null as "byAccount", d.given_to as "givenTo",
      d.given_function as "givenFunction", d.asked, d.heading, d.message, d.last_day as "lastDay", d.recorded_at as at,
      delegation_stands(d.delegation_id) as stands
    from annual_call_delegation d join annual_call c on c.id = d.call_id
    where c.period = ${period} and c.withdrawn_at is null and (${unit}::text is null or d.unit = ${unit})
      and exists (select from annual_call_unit u where u.call_id = d.call_id and u.unit = d.unit)
    order by d.recorded_at desc`.execute(database);
  const found = z.array(rowSchema).parse(rows);
  const ids = found.map(({ id }) => id);
  const answers = await readDelegated(database, ids);
  const events = await sql`
    select delegation_id::text as delegation, kind, recorded_at as at from annual_call_delegation_event
    where delegation_id = any(${ids}::uuid[]) order by place`.execute(database);
  const happened = z.array(eventSchema).parse(events.rows);
  return found.map((one) => ({
    ...one,
    answers: answers.filter(({ delegation }) => delegation === one.id),
    events: happened.filter(({ delegation }) => delegation === one.id),
  }));
}

/** Answers of a delegate that wait to be taken over. */
export interface ToTakeOver {
  readonly id: string;
  readonly period: string;
  readonly unit: string;
  readonly givenTo: string;
  readonly heading: DelegationHeading;
}

const toTakeOverSchema = z.strictObject({
  id: z.string(),
  period: z.string(),
  unit: z.string(),
  givenTo: z.string(),
  heading: headingSchema,
});

/** What delegates answered that waits to be taken over, of the returns that who asks reaches and that are not signed. */
export const toTakeOver: Question<Record<never, never>, readonly ToTakeOver[]> = {
  name: 'calls.to-take-over',
  confidential: false,
  object: () => 'delegations',
  ask: async (database) => {
    const { rows } = await sql`
      select d.delegation_id::text as id, c.period, d.unit, d.given_to as "givenTo", d.heading
      from annual_call_delegation d join annual_call c on c.id = d.call_id and c.withdrawn_at is null
      where not delegation_stands(d.delegation_id)
        and not exists (select from annual_call_delegation_event e
          where e.delegation_id = d.delegation_id and e.kind = 'taken-over')
        and exists (select from annual_call_delegated_answer a
          where a.delegation_id = d.delegation_id and a.withdrawn_at is null and a.state <> 'not-reported')
        and coalesce((select e.kind from annual_call_event e where e.call_id = d.call_id and e.unit = d.unit
          and e.kind <> 'extended' order by e.place desc limit 1), '') <> 'signed'
      order by d.recorded_at`.execute(database);
    return z.array(toTakeOverSchema).parse(rows);
  },
};

const withdrawSchema = z.strictObject({ period: z.string(), unit: z.string(), delegation: z.uuid() });

/** Takes questions back from who was handed them; a link ends at once. False where it had ended already. */
export const withdrawDelegation: Action<z.infer<typeof withdrawSchema>, boolean> = {
  name: 'calls.withdraw-delegation',
  input: withdrawSchema,
  object: ({ period, unit }) => `${period} ${unit}`,
  change: async (database, { period, unit, delegation }) => {
    await returnLocked(database, period, unit);
    const known = (await readDelegations(database, period, unit)).find(({ id }) => id === delegation);
    if (!known || known.events.some(({ kind }) => kind === 'withdrawn' || kind === 'handed-in'))
      return { result: false, audit: null };
    await database
      .insertInto('annual_call_delegation_event')
      .values({ id: newId(), delegation_id: delegation, kind: 'withdrawn' })
      .execute();
    return { result: true, audit: { delegation } };
  },
};
