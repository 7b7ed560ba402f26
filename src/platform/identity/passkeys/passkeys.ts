import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../database/doorways.ts';
import { newId } from '../../database/new-id.ts';
import { countFailure, isHeld } from '../accounts/set-up.ts';
import { rememberBrowser } from '../accounts/sign-in.ts';
import { idleChoices } from '../sessions/session-times.ts';
import { confirmSession, insertSession } from '../sessions/sessions.ts';
import {
  accountBytes,
  checkedCreation,
  checkedSignature,
  type PasskeyKey,
  type PasskeyPlace,
} from './ceremonies.ts';
import { type PasskeyPurpose, takeChallenge } from './challenges.ts';
import { createdSchema, knownTransports, type SignedByPasskey, signedSchema } from './passkey-answers.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const placeSchema = z.strictObject({ host: z.string(), origin: z.string() });

/** How many passkeys an account has at most. */
export const mostPasskeys = 10;
/** The longest name of a passkey, in characters. */
export const longestLabel = 60;

/** A passkey as its owner knows it. */
export interface OwnPasskey {
  readonly id: string;
  readonly label: string;
  /** ISO day. */
  readonly addedOn: string;
  readonly lastUsedOn: string | null;
  readonly credential: string;
  readonly transports: string;
  /** Whether it is the only way into its account. */
  readonly isLastWay: boolean;
}

/** The passkeys of whoever holds this session, oldest first. */
export const ownPasskeys: Question<{ readonly token: Uint8Array }, readonly OwnPasskey[]> = {
  name: 'identity.own-passkeys',
  confidential: false,
  object: () => 'account',
  ask: async (database, { token }) => {
    const found = await sql<OwnPasskey>`
      select p.id, p.label, p.added_on as "addedOn", p.last_used_on as "lastUsedOn",
        p.credential_id as credential, p.transports,
        c.password_hash is null and count(*) over () = 1 and provider_way(s.account_id) is null as "isLastWay"
      from session s join passkey p on p.account_id = s.account_id
      left join account_secret c on c.account_id = s.account_id
      where s.token_hash = ${token} and s.stage = 'full' order by p.added_on, p.id`.execute(database);
    return found.rows;
  },
};

const addedSchema = z.strictObject({
  token: bytes,
  account: z.uuid(),
  place: placeSchema,
  created: createdSchema,
  label: z.string().min(1).max(longestLabel),
});

/** Adds a passkey to the account of whoever holds this session. False when what the browser sent is not right. */
export const addPasskey: Action<z.infer<typeof addedSchema>, boolean> = {
  name: 'identity.passkey-add',
  input: addedSchema,
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, place, created, label }) => {
    const refused = { result: false, outcome: 'denied', audit: {} } as const;
    const challenge = await takeChallenge(database, token, 'add', created.response.clientDataJSON);
    if (challenge === null || !(await isHeld(database, token, account))) return refused;
    const key = await checkedCreation(place, challenge, created);
    if (key === null) return refused;
    // Two at the same moment come one after the other, so that there are never too many.
    await sql`select from account_secret where account_id = ${account} for update`.execute(database);
    const added = await sql`
      insert into passkey (id, account_id, credential_id, public_key, sign_count, transports, label)
      select ${newId()}::uuid, ${account}::uuid, ${key.credential}, ${Buffer.from(key.publicKey)}, ${key.count},
        ${knownTransports(created.response.transports).join(' ')}, ${label}
      where (select count(*) from passkey p where p.account_id = ${account}) < ${mostPasskeys}
      on conflict (credential_id) do nothing returning 1`.execute(database);
    return added.rows.length > 0 ? { result: true, audit: {} } : refused;
  },
};

/**
 * Removes a passkey of whoever holds this session, and ends what was signed in to by a passkey elsewhere: it may be in
 * other hands. The last way into an account stays; then, and when there is no such passkey, false.
 */
export const removePasskey: Action<
  { readonly token: Uint8Array; readonly account: string; readonly passkey: string },
  boolean
> = {
  name: 'identity.passkey-remove',
  input: z.strictObject({ token: bytes, account: z.uuid(), passkey: z.uuid() }),
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, passkey }) => {
    const refused = { result: false, outcome: 'denied', audit: {} } as const;
    if (!(await isHeld(database, token, account))) return refused;
    // Two at the same moment come one after the other, so that the second is not the last way.
    await sql`select from account_secret where account_id = ${account} for update`.execute(database);
    const removed = await sql`
      delete from passkey p where p.id = ${passkey} and p.account_id = ${account}
        and (exists (select from account_secret c where c.account_id = p.account_id and c.password_hash is not null)
          or exists (select from passkey o where o.account_id = p.account_id and o.id <> p.id)
          or provider_way(p.account_id) is not null)
      returning 1`.execute(database);
    if (removed.rows.length === 0) return refused;
    await sql`delete from session where account_id = ${account} and means = 'passkey' and token_hash <> ${token}`.execute(
      database,
    );
    return { result: true, audit: {} };
  },
};

/** The owner of a passkey that signed, or why there is none: for the trail, never for whoever tried. */
type Proven =
  | { readonly account: string; readonly person: string }
  | { readonly refused: 'challenge' | 'unknown' | 'not right'; readonly account: string | null };

/** Finds whose passkey signed, and notes that it was used. What does not fit in one way or another proves nobody. */
async function provenOwner(
  database: Database,
  holder: Uint8Array,
  purpose: PasskeyPurpose,
  place: PasskeyPlace,
  signed: SignedByPasskey,
): Promise<Proven> {
  const challenge = await takeChallenge(database, holder, purpose, signed.response.clientDataJSON);
  const found = await sql<{
    account: string;
    person: string;
    publicKey: Buffer;
    count: string;
    state: string;
  }>`
    select p.account_id as account, a.person_id as person, p.public_key as "publicKey", p.sign_count as count, a.state
    from passkey p join account a on a.id = p.account_id
    where p.credential_id = ${signed.id} for update of p`.execute(database);
  const [row] = found.rows;
  const account = row?.account ?? null;
  if (challenge === null) return { refused: 'challenge', account };
  if (row?.state !== 'active') return { refused: 'unknown', account };
  const isOwners = Buffer.from(signed.response.userHandle, 'base64url').equals(accountBytes(row.account));
  const key: PasskeyKey = {
    credential: signed.id,
    publicKey: Uint8Array.from(row.publicKey),
    count: Number(row.count),
  };
  const count = isOwners ? await checkedSignature(place, challenge, key, signed) : null;
  if (count === null) return { refused: 'not right', account };
  await sql`update passkey set sign_count = ${count}, last_used_on = today() where credential_id = ${signed.id}`.execute(
    database,
  );
  return { account: row.account, person: row.person };
}

const signInSchema = z.strictObject({
  holder: bytes,
  place: placeSchema,
  signed: signedSchema,
  token: bytes,
  browser: z.string(),
  /** The token by which this browser is known from now on. */
  browserToken: bytes,
  idleMinutes: z.literal(idleChoices),
});

/** Signs in with a passkey, which is both factors at once. False for whatever is not right, which the trail tells apart. */
export const signInWithPasskey: Action<z.infer<typeof signInSchema>, boolean> = {
  name: 'identity.passkey-sign-in',
  input: signInSchema,
  object: () => 'account',
  change: async (database, { holder, place, signed, browserToken, ...given }) => {
    const proven = await provenOwner(database, holder, 'sign-in', place, signed);
    const object = proven.account === null ? 'account' : `account ${proven.account}`;
    if ('refused' in proven)
      return { result: false, outcome: 'denied', object, audit: { why: proven.refused } };
    await insertSession(database, { ...given, ...proven, stage: 'full', means: 'passkey' });
    await rememberBrowser(database, proven.account, browserToken);
    return { result: true, object, audit: {} };
  },
};

const confirmSchema = z.strictObject({
  token: bytes,
  account: z.uuid(),
  place: placeSchema,
  signed: signedSchema,
  newToken: bytes,
});

/** Notes that whoever holds this session showed to be there, with a passkey of the same account. */
export const confirmWithPasskey: Action<z.infer<typeof confirmSchema>, boolean> = {
  name: 'identity.passkey-confirm',
  input: confirmSchema,
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, place, signed, newToken }) => {
    const proven = await provenOwner(database, token, 'confirm', place, signed);
    const why = 'refused' in proven ? proven.refused : proven.account === account ? null : 'of another';
    if (why === null && (await isHeld(database, token, account))) {
      if (await confirmSession(database, token, newToken)) return { result: true, audit: {} };
    }
    await countFailure(database, token);
    return { result: false, outcome: 'denied', audit: { why: why ?? 'session' } };
  },
};
