import { sql } from 'kysely';
import { z } from 'zod';
import type { Action } from '../../database/doorways.ts';

const hash = z.instanceof(Uint8Array);

/**
 * Notes that whoever holds this session is here, and answers when they were here in an earlier visit (ISO 8601); null
 * where they never were. A visit begins with signing in; the older of two sessions side by side begins none.
 */
export const noteVisit: Action<{ readonly token: Uint8Array }, string | null> = {
  name: 'identity.note-visit',
  input: z.strictObject({ token: hash }),
  object: () => 'session',
  change: async (database, { token }) => {
    const { rows } = await sql<{ before: Date | null }>`
      insert into last_visit as v (person_id, session_begun, seen_at)
      select s.person_id, s.begun_at, now() from session s where s.token_hash = ${token} and s.stage = 'full'
      on conflict (person_id) do update set
        before_at = case when excluded.session_begun > v.session_begun then v.seen_at else v.before_at end,
        session_begun = greatest(excluded.session_begun, v.session_begun),
        seen_at = excluded.seen_at
      returning before_at as before`.execute(database);
    return { result: rows[0]?.before?.toISOString() ?? null, audit: null };
  },
};
