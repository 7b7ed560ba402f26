import { z } from 'zod';
import type { Action } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { type CallAnswer, placeOf } from '../answers.ts';
import { isSame } from '../merging.ts';
import { returnLocked, standingReturn } from '../open-call.ts';
import { readAnswers } from '../read-calls.ts';
import { voidSignature, writeAnswers } from '../save-answers.ts';
import { type Delegation, readDelegations } from './hand-on.ts';

const takeOverSchema = z.strictObject({
  period: z.string(),
  unit: z.string(),
  delegation: z.uuid(),
  /** The ids of the delegate's answers that are taken over, as they were shown, with why an unlikely one is right. */
  answers: z.array(z.strictObject({ id: z.uuid(), stands: z.string().trim().min(1).max(500).nullable() })),
  /** The newest answer of the return when the page was read; null where there was none. */
  base: z.uuid().nullable(),
});

/** What became of taking over; nothing was written unless it was `taken-over`. */
export type TakeOverOutcome = 'taken-over' | 'changed' | 'open' | 'gone';

/** Whether a delegate is done: handed in, or it stands no more and something was answered. */
export function isDone({ stands, answers }: Delegation): boolean {
  return !stands && answers.some(({ state }) => state !== 'not-reported');
}

/**
 * Takes answers of a delegate over into the return, each as that delegate gave it and under their name. Refused while the
 * delegate still answers, and where anything changed since the page was read.
 */
export const takeOver: Action<z.infer<typeof takeOverSchema>, TakeOverOutcome> = {
  name: 'calls.take-over',
  input: takeOverSchema,
  object: ({ period, unit }) => `${period} ${unit}`,
  change: async (database, { period, unit, delegation, answers, base }) => {
    await returnLocked(database, period, unit);
    const stopped = (result: TakeOverOutcome) => ({ result, audit: null });
    const place = await standingReturn(database, period, unit);
    const known = (await readDelegations(database, period, unit)).find(({ id }) => id === delegation);
    if (!place || !known) return stopped('gone');
    if (!isDone(known)) return stopped('open');
    const given = new Map(known.answers.map((one) => [one.id, one]));
    const standing = await readAnswers(database, [{ call: place.call, unit }], null);
    if ((standing.at(-1)?.id ?? null) !== base || answers.some(({ id }) => !given.has(id)))
      return stopped('changed');
    const now = new Map<string, CallAnswer>(standing.map((one) => [placeOf(one), one]));
    const fresh = answers.flatMap(({ id, stands }) => {
      const one = given.get(id);
      if (!one) return [];
      const { register, field, part, state, value, note } = one;
      const answer = { register, field, part, state, value, note, stands };
      return isSame(answer, now.get(placeOf(answer))) ? [] : [answer];
    });
    if (fresh.length > 0) {
      await writeAnswers(database, place.call, unit, fresh, standing, delegation);
      if (place.isSigned) await voidSignature(database, place.call, unit);
    }
    await database
      .insertInto('annual_call_delegation_event')
      .values({ id: newId(), delegation_id: delegation, kind: 'taken-over' })
      .execute();
    return {
      result: 'taken-over',
      audit: { delegation, answers: fresh.length, voided: place.isSigned && fresh.length > 0 },
    };
  },
};
