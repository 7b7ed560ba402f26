import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../../platform/database/doorways.ts';
import { answerStates, type CallAnswer } from '../answers.ts';

const words = z.strictObject({ nl: z.string(), en: z.string() });

/** One question that was handed on, with its words as they were then; without a field: whether there was anything. */
export const delegatedQuestionSchema = z.strictObject({
  register: z.string(),
  field: z.string(),
  part: z.string(),
  /** What the register is called and holds. */
  name: words,
  what: words,
  label: words,
  partLabel: words.nullable(),
  unit: z.enum(['count', 'euro', 'days', 'weeks']),
  /** The table of which the records are confirmed by the answer; null for none. */
  records: z.string().nullable(),
});
export type DelegatedQuestion = z.infer<typeof delegatedQuestionSchema>;

/** What the organisation, the unit and the year were called when questions were handed on. */
export const headingSchema = z.strictObject({ organisation: words, unit: words, year: z.string() });
export type DelegationHeading = z.infer<typeof headingSchema>;

/** What a delegate answered to one question. */
export type DelegatedAnswer = Omit<CallAnswer, 'stands' | 'givenBy'>;

/** Questions of a return that somebody answers who was handed them. */
export interface DelegatedPart {
  readonly id: string;
  readonly period: string | null;
  readonly unit: string | null;
  readonly givenTo: string;
  readonly givenFunction: string;
  readonly asked: readonly DelegatedQuestion[];
  readonly heading: DelegationHeading;
  readonly message: string;
  /** The last day on which they may be answered. */
  readonly lastDay: string;
  readonly answers: readonly DelegatedAnswer[];
}

const answerSchema = z.strictObject({
  id: z.string(),
  delegation: z.string(),
  register: z.string(),
  field: z.string(),
  part: z.string(),
  state: z.enum(answerStates),
  value: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  at: z.date().transform((moment) => moment.toISOString()),
});

/**
 * Reads what delegates answered.
 *
 * @param asOf the id of an answer: what stood when that one was written; null: what stands now
 */
export async function readDelegated(
  database: Database,
  delegations: readonly string[],
  asOf: string | null = null,
): Promise<readonly (DelegatedAnswer & { readonly delegation: string })[]> {
  if (delegations.length === 0) return [];
  const moment = sql`(select recorded_at from annual_call_delegated_answer where id = ${asOf}::uuid)`;
  const { rows } = await sql`
    select a.id::text as id, a.delegation_id::text as delegation, a.register, a.field, a.part, a.state, a.value, a.note,
      a.recorded_by::text as by, a.recorded_at as at
    from annual_call_delegated_answer a
    where a.delegation_id = any(${delegations}::uuid[])
      and case when ${asOf}::uuid is null then a.withdrawn_at is null
        else a.recorded_at <= ${moment} and (a.withdrawn_at is null or a.withdrawn_at > ${moment}) end
    order by a.recorded_at, a.id`.execute(database);
  return z.array(answerSchema).parse(rows);
}

/** What a delegation may hold of a text, in characters. */
export const longestName = 200;
