import { settleWhoLeft } from '../../organisation/people/who-left.ts';
import { identityActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { isDatabaseGone } from '../../platform/database/database-gone.ts';
import { perform } from '../../platform/database/doorways.ts';
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
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let last = '';
  const round = async (): Promise<void> => {
    for (const { workplace } of organisations) {
      if (ended) return;
      try {
        await perform(workplace, identityActor, settleWhoLeft, concern, {});
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        if (!isDatabaseGone(error) && words !== last) tell(`people: ${words}`);
        last = words;
      }
    }
  };
  const next = (): void => {
    if (ended) return;
    timer = setTimeout(() => {
      running = round().finally(next);
    }, every);
    timer.unref();
  };
  let running = round().finally(next);
  return async () => {
    ended = true;
    clearTimeout(timer);
    await running;
  };
}
