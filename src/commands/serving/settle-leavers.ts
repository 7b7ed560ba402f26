import { settleWhoLeft } from '../../organisation/people/who-left.ts';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { perform } from '../../platform/database/doorways.ts';
import { inRounds } from '../../platform/rounds/in-rounds.ts';
import type { OriginDoors } from './origin-doors.ts';

/** Milliseconds between two times that who left is recorded. Rights end by the day; this leaves the trace of it. */
const every = 900_000;

/**
 * Records who left, at once and as long as the program runs. What goes wrong is told, once per kind, and tried again; a
 * lost database is no news.
 *
 * @returns what ends it
 */
export function settleLeavers(
  organisations: readonly Pick<OriginDoors, 'workplace'>[],
  tell: (line: string) => void,
): () => Promise<void> {
  return inRounds(
    { about: 'people', every, atOnce: true },
    organisations,
    async ({ workplace }) => {
      await perform(workplace, identityActor, settleWhoLeft, concern, {});
      return [];
    },
    tell,
  );
}
