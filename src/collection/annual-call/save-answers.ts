import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { answerStates, type CallAnswer, placeOf } from './answers.ts';
import { longestNote, returnLocked, standingReturn } from './open-call.ts';
import { readAnswers } from './read-calls.ts';

const note = z.string().trim().min(1).max(longestNote).nullable();

const givenSchema = z
  .strictObject({
    register: z.string(),
    field: z.string(),
    part: z.string(),
    state: z.enum(answerStates),
    value: z
      .string()
      .regex(/^\d{1,10}$/)
      .nullable(),
    note,
    stands: note,
  })
  .refine(({ register, field }) => field === '' || field.startsWith(`${register}.`));
/** An answer as somebody gives it. */
export type GivenAnswer = z.infer<typeof givenSchema>;

const saveSchema = z.strictObject({
  period: z.string(),
  unit: z.string(),
  /** The newest answer of the return when its form was read; null where there was none. */
  base: z.uuid().nullable(),
  answers: z.array(givenSchema),
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
export const saveAnswers: Action<z.infer<typeof saveSchema>, Saved> = {
  name: 'calls.save-answers',
  input: saveSchema,
  object: ({ period, unit }) => `${period} ${unit}`,
  change: async (database, { period, unit, base, answers }) => {
    await returnLocked(database, period, unit);
    const place = await standingReturn(database, period, unit);
    if (!place || answers.some(({ register }) => !place.registers.includes(register)))
      return { result: { outcome: 'gone' }, audit: null };
    const byPlace = (all: readonly CallAnswer[]) => new Map(all.map((one) => [placeOf(one), one]));
    const own = [{ call: place.call, unit }];
    const standing = byPlace(await readAnswers(database, own, null));
    const read = base === null ? new Map() : byPlace(await readAnswers(database, own, base));
    const theirs: CallAnswer[] = [];
    const fresh: GivenAnswer[] = [];
    for (const mine of answers) {
      const key = placeOf(mine);
      const present = standing.get(key);
      if (isSame(mine, present)) continue;
      if (present?.id === read.get(key)?.id) fresh.push(mine);
      else if (isSame(mine, read.get(key))) continue;
      else if (present) theirs.push(present);
    }
    if (theirs.length > 0) return { result: { outcome: 'conflict', theirs }, audit: null };
    if (fresh.length === 0) return { result: { outcome: 'same' }, audit: null };
    await writeAnswers(database, place.call, unit, fresh, standing);
    if (place.isSigned)
      await database
        .insertInto('annual_call_event')
        .values({ id: newId(), call_id: place.call, unit, kind: 'voided' })
        .execute();
    return {
      result: { outcome: 'saved', voided: place.isSigned },
      audit: { answers: fresh.length, voided: place.isSigned },
    };
  },
};

/** Whether an answer says what stands; no answer is the same as one that was taken back. */
function isSame(mine: GivenAnswer, other: CallAnswer | undefined): boolean {
  if (!other) return mine.state === 'not-reported';
  return (
    mine.state === other.state &&
    mine.value === other.value &&
    mine.note === other.note &&
    mine.stands === other.stands
  );
}

async function writeAnswers(
  database: Database,
  call: string,
  unit: string,
  fresh: readonly GivenAnswer[],
  standing: ReadonlyMap<string, CallAnswer>,
): Promise<void> {
  // Read after the lock was had: what came before it in the table came before it in time.
  const { rows } = await sql<{ now: string }>`select clock_timestamp()::text as now`.execute(database);
  const moment = sql<Date>`${rows[0]?.now ?? null}::timestamptz`;
  const ended = fresh.flatMap((one) => standing.get(placeOf(one))?.id ?? []);
  if (ended.length > 0)
    await database
      .updateTable('annual_call_answer')
      .set({ withdrawn_at: moment })
      .where('id', 'in', ended)
      .where('withdrawn_at', 'is', null)
      .execute();
  await database
    .insertInto('annual_call_answer')
    .values(fresh.map((one) => ({ ...one, id: newId(), call_id: call, unit, recorded_at: moment })))
    .execute();
}
