import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';

/** What was recorded of who left: how many of each. */
export interface SettledLeaving {
  readonly appointments: number;
  readonly records: number;
  readonly sessions: number;
}

/**
 * Records what follows from employments that ended (decision 0063): appointments end on the day after, open work goes to
 * who replaces or is nobody's yet, sessions end. Rights ended by themselves on that day; this is their trace.
 *
 * @param by who notes it: in appointments that end
 */
export async function settleLeaving(database: Database, by: string): Promise<SettledLeaving> {
  const { rows } = await sql<SettledLeaving>`select * from settle_who_left(${by})`.execute(database);
  const [settled] = rows;
  if (!settled) throw new Error('Settling who left answers one row.');
  return settled;
}

/** Records what follows from employments that ended since it was last done; by the workplace, a few times an hour. */
export const settleWhoLeft: Action<Record<string, never>, SettledLeaving> = {
  name: 'organisation.settle-who-left',
  input: z.strictObject({}),
  object: () => 'people',
  change: async (database) => {
    const settled = await settleLeaving(database, 'daglicht');
    const isNothing = Object.values(settled).every((one) => one === 0);
    return { result: settled, audit: isNothing ? null : { ...settled } };
  },
};
