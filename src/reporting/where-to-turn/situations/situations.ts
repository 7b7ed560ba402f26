import type { SituationKey } from '../situation-keys.ts';
import { complaint } from './complaint.ts';
import { dataLeak } from './data-leak.ts';
import { labour } from './labour.ts';
import { ownDoubt } from './own-doubt.ts';
import { signal } from './signal.ts';
import type { Situation } from './situation.ts';
import { talk } from './talk.ts';
import { told } from './told.ts';
import { undesirable } from './undesirable.ts';

/** What stands on the page of each situation. */
export const situations: Readonly<Record<SituationKey, Situation>> = {
  signal,
  undesirable,
  complaint,
  'data-leak': dataLeak,
  labour,
  talk,
  told,
  'own-doubt': ownDoubt,
};
