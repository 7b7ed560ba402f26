import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../database/doorways.ts';
import { tokenHash } from '../secrets/tokens.ts';
import { challengeLasts } from '../sessions/session-times.ts';
import { challengeIn } from './ceremonies.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What a challenge is for: one that was given for one thing serves nothing else. */
const purposes = ['sign-in', 'confirm', 'add'] as const;
export type PasskeyPurpose = (typeof purposes)[number];

const givenSchema = z.strictObject({
  challenge: bytes,
  /** Hash of what the cookie of the asking browser holds. */
  holder: bytes,
  purpose: z.enum(purposes),
});

/** Gives a challenge out; an earlier one of the same browser for the same purpose is worth nothing any more. */
export const giveChallenge: Action<z.infer<typeof givenSchema>, null> = {
  name: 'identity.passkey-challenge',
  input: givenSchema,
  object: () => 'session',
  change: async (database, { challenge, holder, purpose }) => {
    await sql`delete from passkey_challenge where expires_at < now()`.execute(database);
    await sql`
      insert into passkey_challenge (challenge_hash, holder_hash, purpose, expires_at)
      values (${challenge}, ${holder}, ${purpose}, now() + make_interval(mins => ${challengeLasts}))
      on conflict (holder_hash, purpose) do update
        set challenge_hash = excluded.challenge_hash, expires_at = excluded.expires_at`.execute(database);
    return { result: null, audit: null };
  },
};

/**
 * Takes the challenge that was signed: it is gone afterwards, whatever else is right or wrong.
 *
 * @returns null when this browser was not given it for this, it was used, or its time is over
 */
export async function takeChallenge(
  database: Database,
  holder: Uint8Array,
  purpose: PasskeyPurpose,
  clientDataJSON: string,
): Promise<string | null> {
  const signed = await challengeIn(clientDataJSON);
  const taken = await sql<{ challenge: Buffer; stands: boolean }>`
    delete from passkey_challenge where holder_hash = ${holder} and purpose = ${purpose}
    returning challenge_hash as challenge, expires_at > now() as stands`.execute(database);
  const [row] = taken.rows;
  return signed !== null && row?.stands && row.challenge.equals(tokenHash(signed)) ? signed : null;
}
