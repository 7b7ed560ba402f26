import type { CallAnswer } from './answers.ts';
import { placeOf } from './answers.ts';
import type { GivenAnswer } from './given-answer.ts';

/** What of the answers that were sent is to be written, and what somebody else answered otherwise meanwhile. */
export interface Parted<Standing> {
  readonly fresh: readonly GivenAnswer[];
  readonly theirs: readonly Standing[];
}

type Place = Pick<CallAnswer, 'register' | 'field' | 'part'>;
type Said = Place & Pick<CallAnswer, 'id' | 'state' | 'value' | 'note'> & { readonly stands?: string | null };

/**
 * Parts answers by what stands and by what was read: what differs and nobody else changed is written, what only somebody
 * else changed stays, what both changed is theirs to be asked about.
 *
 * @param standing what stands now
 * @param read what stood when the form or the file was made
 * @param over the ids of answers that stand and were shown beside these: these take their place
 */
export function partAnswers<Standing extends Said>(
  given: readonly GivenAnswer[],
  standing: readonly Standing[],
  read: readonly Said[],
  over: readonly string[] = [],
): Parted<Standing> {
  const now = new Map(standing.map((one) => [placeOf(one), one]));
  const before = new Map(read.map((one) => [placeOf(one), one]));
  const fresh: GivenAnswer[] = [];
  const theirs: Standing[] = [];
  for (const mine of given) {
    const key = placeOf(mine);
    const present = now.get(key);
    if (isSame(mine, present)) continue;
    if (present?.id === before.get(key)?.id || (present && over.includes(present.id))) fresh.push(mine);
    else if (isSame(mine, before.get(key))) continue;
    else if (present) theirs.push(present);
  }
  return { fresh, theirs };
}

/** Whether an answer says what stands; no answer is the same as one that was taken back. */
export function isSame(mine: GivenAnswer, other: Omit<Said, 'id'> | undefined): boolean {
  if (!other) return mine.state === 'not-reported';
  return (
    mine.state === other.state &&
    mine.value === other.value &&
    mine.note === other.note &&
    mine.stands === (other.stands ?? null)
  );
}
