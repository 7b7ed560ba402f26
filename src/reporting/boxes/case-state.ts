import { sql } from 'kysely';
import { z } from 'zod';
import type { Action } from '../../platform/database/doorways.ts';
import { uuid } from './sent.ts';

const stateSchema = z.strictObject({ box: uuid, state: z.enum(['open', 'closed']) });

/** Closes a case, or opens it again, for who may say who reads it. False where nothing changed. */
export const setCaseState: Action<z.infer<typeof stateSchema>, boolean> = {
  name: 'boxes.set-state',
  input: stateSchema,
  object: ({ box }) => box,
  change: async (database, { box, state }) => {
    const { rows } = await sql<{
      is_set: boolean;
    }>`select set_case_state(${box}, ${state}) as is_set`.execute(database);
    const isSet = rows[0]?.is_set === true;
    return { result: isSet, audit: { state }, outcome: isSet ? 'done' : 'denied' };
  },
};
