import type { AccessRow } from '../access/access-table.ts';
import { failJob, finishJob, holdJob, listJobs, takeJob } from './jobs.ts';

/** Who does jobs, and who sees how they go. */
export const jobAccess: readonly AccessRow[] = [
  ...[takeJob.name, holdJob.name, finishJob.name, failJob.name].map(
    (what): AccessRow => ({
      who: 'system',
      may: 'do',
      what,
      on: 'concern',
      because: 'Werk waarop niemand wacht doet het programma zelf, onder een eigen rol zonder registers',
    }),
  ),
  {
    who: 'technical-administrator',
    may: 'see',
    what: listJobs.name,
    on: 'concern',
    because: 'De technisch beheerder ziet of taken op tijd zijn; niet waarover zij gaan',
  },
];
