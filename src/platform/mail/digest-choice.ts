import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../database/doorways.ts';

/** How often somebody wants to be told by mail that work waits. */
export const digestRhythms = ['daily', 'weekly', 'never'] as const;
export type DigestRhythm = (typeof digestRhythms)[number];

const hash = z.instanceof(Uint8Array);
const chosenSchema = z.strictObject({ token: hash, rhythm: z.enum(digestRhythms) });

/** What whoever holds this session chose; daily where nothing was chosen. */
export const digestChoice: Question<{ readonly token: Uint8Array }, DigestRhythm> = {
  name: 'mail.own-choice',
  confidential: false,
  object: () => 'digest',
  ask: async (database, { token }) => {
    const found = await sql<{ rhythm: DigestRhythm }>`
      select c.rhythm from session s join digest_choice c on c.person_id = s.person_id
      where s.token_hash = ${token} and s.stage = 'full'`.execute(database);
    return found.rows[0]?.rhythm ?? 'daily';
  },
};

/** Keeps what whoever holds this session chooses. What stands so already is not recorded. */
export const chooseDigest: Action<z.infer<typeof chosenSchema>, { readonly isChanged: boolean }> = {
  name: 'mail.choose-digest',
  input: chosenSchema,
  object: () => 'digest',
  change: async (database, { token, rhythm }) => {
    const chosen = await sql`
      insert into digest_choice (person_id, rhythm)
      select s.person_id, ${rhythm}::text from session s
      where s.token_hash = ${token} and s.stage = 'full'
        and ${rhythm}::text <> coalesce((select c.rhythm from digest_choice c where c.person_id = s.person_id), 'daily')
      on conflict (person_id) do update set rhythm = excluded.rhythm, recorded_at = now()
      returning person_id`.execute(database);
    const isChanged = chosen.rows.length > 0;
    return { result: { isChanged }, audit: isChanged ? { rhythm } : null };
  },
};
