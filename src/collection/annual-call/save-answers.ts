import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { type CallAnswer, placeOf } from './answers.ts';
import type { GivenAnswer } from './given-answer.ts';
import { givenSchema } from './given-answer.ts';
import { type Parted, partAnswers } from './merging.ts';
import { returnLocked, standingReturn } from './open-call.ts';
import { readAnswers } from './read-calls.ts';

const saveSchema = z.strictObject({
  period: z.string(),
  unit: z.string(),
  /** The newest answer of the return when its form was read; null where there was none. */
  base: z.uuid().nullable(),
  answers: z.array(givenSchema),
  /** The ids of answers that stand and were shown beside these: these take their place. */
  over: z.array(z.uuid()).default([]),
});

/** What became of answers that were sent. */
export type Saved =
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'same' }
  | { readonly outcome: 'saved'; readonly voided: boolean }
  /** Somebody else answered the same questions otherwise meanwhile: nothing was written. */
  | { readonly outcome: 'conflict'; readonly theirs: readonly CallAnswer[] };

/**
 * Records answers, each as another version where it differs. Of what somebody else answered meanwhile theirs stays where
 * this form changed nothing; where both did, nothing is written. A signature under other answers is void from now on.
 */
export const saveAnswers: Action<z.output<typeof saveSchema>, Saved> = {
  name: 'calls.save-answers',
  input: saveSchema,
  object: ({ period, unit }) => `${period} ${unit}`,
  change: async (database, { period, unit, base, answers, over }) => {
    await returnLocked(database, period, unit);
    const place = await standingReturn(database, period, unit);
    if (!place || answers.some(({ register }) => !place.registers.includes(register)))
      return { result: { outcome: 'gone' }, audit: null };
    const own = [{ call: place.call, unit }];
    const standing = await readAnswers(database, own, null);
    const read = base === null ? [] : await readAnswers(database, own, base);
    const { fresh, theirs } = partAnswers(answers, standing, read, over);
    if (theirs.length > 0) return { result: { outcome: 'conflict', theirs }, audit: null };
    if (fresh.length === 0) return { result: { outcome: 'same' }, audit: null };
    await writeAnswers(database, place.call, unit, fresh, standing);
    if (place.isSigned) await voidSignature(database, place.call, unit);
    return {
      result: { outcome: 'saved', voided: place.isSigned },
      audit: { answers: fresh.length, voided: place.isSigned },
    };
  },
};

/** What saving answers would write, and what somebody else answered otherwise meanwhile; null where no call asks it. */
export const compareAnswers: Question<
  {
    readonly period: string;
    readonly unit: string;
    readonly base: string | null;
    readonly answers: readonly GivenAnswer[];
  },
  Parted<CallAnswer> | null
> = {
  name: 'calls.compare-answers',
  confidential: false,
  object: ({ period, unit }) => `${period} ${unit}`,
  ask: async (database, { period, unit, base, answers }) => {
    const place = await standingReturn(database, period, unit);
    if (!place) return null;
    const own = [{ call: place.call, unit }];
    const standing = await readAnswers(database, own, null);
    return partAnswers(answers, standing, base === null ? [] : await readAnswers(database, own, base));
  },
};

/**
 * Writes answers, each in place of what stands.
 *
 * @param delegation by whose hand they were given; null: by who writes them
 */
export async function writeAnswers(
  database: Database,
  call: string,
  unit: string,
  fresh: readonly GivenAnswer[],
  standing: readonly CallAnswer[],
  delegation: string | null = null,
): Promise<void> {
  // Read after the lock was had: what came before it in the table came before it in time.
  const { rows } = await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(database);
  const moment = sql<Date>`${rows[0]?.now ?? null}::timestamptz`;
  const places = new Set(fresh.map(placeOf));
  const ended = standing.filter((one) => places.has(placeOf(one))).map(({ id }) => id);
  if (ended.length > 0)
    await database
      .updateTable('annual_call_answer')
      .set({ withdrawn_at: moment })
      .where('id', 'in', ended)
      .where('withdrawn_at', 'is', null)
      .execute();
  await database
    .insertInto('annual_call_answer')
    .values(
      fresh.map((one) => ({
        ...one,
        id: newId(),
        call_id: call,
        unit,
        recorded_at: moment,
        delegation_id: delegation,
      })),
    )
    .execute();
}

/** Under other answers a signature is void. */
export async function voidSignature(database: Database, call: string, unit: string): Promise<void> {
  await database
    .insertInto('annual_call_event')
    .values({ id: newId(), call_id: call, unit, kind: 'voided' })
    .execute();
}
