import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../database/doorways.ts';
import { idleChoices } from '../sessions/session-times.ts';
import { completeSession, insertSession } from '../sessions/sessions.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** How an account signs in, for whoever names it; of an account that is not there the same, but for the null. */
export interface SignInMaterial {
  readonly account: string | null;
  readonly person: string | null;
  readonly passwordHash: string | null;
  /** Whether this is a browser in which this account signed in before. */
  readonly isKnownBrowser: boolean;
  /** How long nobody is let in by this name, or by this browser, in seconds. */
  readonly delay: number;
}

interface Attempt {
  readonly name: string;
  /** Hash of the token of a known browser, if the browser sent one. */
  readonly browser: Uint8Array | null;
}

/** What a name leads to. It asks the same of the database whether the account is there or not. */
export const signInMaterial: Question<Attempt, SignInMaterial> = {
  name: 'identity.sign-in-material',
  confidential: false,
  object: () => 'account',
  ask: async (database, { name, browser }) => {
    const found = await sql<SignInMaterial>`
      with named as (select a.id, a.person_id from account a where a.sign_in_name = ${foldedName(name)} and a.state = 'active'),
      known as (select b.account_id from known_browser b join named on named.id = b.account_id
                where b.token_hash = ${browser ?? Buffer.alloc(0)})
      select named.id as account, named.person_id as person, s.password_hash as "passwordHash",
        exists (select from known) as "isKnownBrowser",
        coalesce((select greatest(ceil(extract(epoch from d.delayed_until - now())), 0)::integer from sign_in_delay d
          where d.key_hash = case when exists (select from known) then ${delayKey('browser', browser ?? '')}::bytea
                             else ${delayKey('name', foldedName(name))}::bytea end), 0) as delay
      from (select 1) one left join named on true left join account_secret s on s.account_id = named.id`.execute(
      database,
    );
    const [material] = found.rows;
    if (!material) throw new Error('The question after a name answers one row.');
    return material;
  },
};

/** A name as accounts bear it. */
export function foldedName(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

function delayKey(kind: 'name' | 'browser', of: string | Uint8Array): Buffer {
  return createHash('sha256').update(`${kind} `).update(of).digest();
}

/** Failures that go unpunished; each further one doubles the time to wait, up to a quarter of an hour. */
const freeFailures = 4;
const longestDelay = 900;

const failedSchema = z.strictObject({
  name: z.string(),
  account: z.uuid().nullable(),
  /** Of a known browser of this account; null for strangers. */
  browser: bytes.nullable(),
});

/**
 * Records that somebody failed to sign in. The next one waits longer; what was tried from a known browser delays that
 * browser alone, and strangers do not delay it.
 */
export const signInFailed: Action<z.infer<typeof failedSchema>, null> = {
  name: 'identity.sign-in',
  input: failedSchema,
  object: ({ account }) => (account === null ? 'account' : `account ${account}`),
  change: async (database, { name, browser }) => {
    const key = browser === null ? delayKey('name', foldedName(name)) : delayKey('browser', browser);
    await sql`delete from sign_in_delay where last_at < now() - interval '1 day'`.execute(database);
    await sql`
      insert into sign_in_delay as d (key_hash, failures) values (${key}, 1)
      on conflict (key_hash) do update set failures = d.failures + 1, last_at = now(),
        delayed_until = case when d.failures + 1 > ${freeFailures}
          then now() + make_interval(secs => least(${longestDelay}, 2 ^ least(d.failures + 1 - ${freeFailures}, 20))) end`.execute(
      database,
    );
    return { result: null, outcome: 'denied', audit: { step: 'password' } };
  },
};

const begunSchema = z.strictObject({
  account: z.uuid(),
  person: z.uuid(),
  name: z.string(),
  knownBrowser: bytes.nullable(),
  token: bytes,
  browser: z.string(),
  idleMinutes: z.literal(idleChoices),
});

/** The password was right: a session that waits for the second factor. */
export const passwordAccepted: Action<z.infer<typeof begunSchema>, null> = {
  name: 'identity.password-accepted',
  input: begunSchema,
  object: ({ account }) => `account ${account}`,
  change: async (database, { name, knownBrowser, ...given }) => {
    await insertSession(database, { ...given, stage: 'second-factor', means: 'password' });
    await forgive(database, name, knownBrowser);
    return { result: null, audit: {} };
  },
};

/** Somebody who got in need not wait next time. */
async function forgive(database: Database, name: string, browser: Uint8Array | null): Promise<void> {
  const keys = [delayKey('name', foldedName(name)), ...(browser ? [delayKey('browser', browser)] : [])];
  await database.deleteFrom('sign_in_delay').where('key_hash', 'in', keys).execute();
}

/** What the second factor is held against. */
export interface SecondFactorMaterial {
  readonly account: string;
  /** Sealed. */
  readonly seed: Uint8Array | null;
  readonly lastStep: number | null;
  /** Milliseconds since 1970, by the one clock that every instance has: that of the database. */
  readonly now: number;
}

/** The second factor of a session; null when it waits for none any more, or its account has none. */
export const secondFactorMaterial: Question<{ readonly token: Uint8Array }, SecondFactorMaterial | null> = {
  name: 'identity.second-factor-material',
  confidential: false,
  object: () => 'session',
  ask: async (database, { token }) => {
    const found = await sql<{
      account: string;
      seed: Uint8Array | null;
      lastStep: string | null;
      now: number;
    }>`
      select s.account_id as account, c.totp_seed as seed, c.totp_step as "lastStep",
        (extract(epoch from now()) * 1000)::float8 as now
      from session s join account a on a.id = s.account_id join account_secret c on c.account_id = a.id
      where s.token_hash = ${token} and s.ends_at > now() and a.state <> 'ended'`.execute(database);
    const [row] = found.rows;
    return row ? { ...row, lastStep: row.lastStep === null ? null : Number(row.lastStep) } : null;
  },
};

/** A proof that belongs to the second factor: a code of the app, or a recovery code, which works once. */
const proofSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('code'), step: z.number().int() }),
  z.strictObject({ by: z.literal('recovery-code'), hash: bytes }),
]);
export type SecondFactorProof = z.infer<typeof proofSchema>;

/** Takes a proof of an account; false when it was taken before, or was never one. */
export async function takeProof(
  database: Database,
  account: string | RawBuilder<unknown>,
  proof: SecondFactorProof,
): Promise<boolean> {
  const taken =
    proof.by === 'code'
      ? await sql`update account_secret set totp_step = ${proof.step}
                  where account_id = ${account} and (totp_step is null or totp_step < ${proof.step}) returning 1`.execute(
          database,
        )
      : await sql`update recovery_code set used_at = now()
                  where account_id = ${account} and code_hash = ${proof.hash} and used_at is null returning 1`.execute(
          database,
        );
  return taken.rows.length > 0;
}

/** How many wrong codes end a session that waits for its second factor. */
const codesAtMost = 5;

const finishedSchema = z.strictObject({
  token: bytes,
  /** Null when what was typed was no right code. */
  proof: proofSchema.nullable(),
  newToken: bytes,
  /** The token by which this browser is known from now on. */
  browserToken: bytes,
});

/** What came of the second factor. */
export type SecondFactorOutcome = 'signed-in' | 'wrong' | 'over';

/** Finishes signing in. A wrong code is counted; after five the person begins again with the password. */
export const secondFactor: Action<z.infer<typeof finishedSchema>, SecondFactorOutcome> = {
  name: 'identity.second-factor',
  input: finishedSchema,
  object: () => 'account',
  change: async (database, { token, proof, newToken, browserToken }) => {
    const waiting = await database
      .selectFrom('session')
      .select(['account_id', 'failures'])
      .where('token_hash', '=', Buffer.from(token))
      .where('stage', '=', 'second-factor')
      .where('ends_at', '>', sql<Date>`now()`)
      .forUpdate()
      .executeTakeFirst();
    const account = waiting?.account_id ?? null;
    if (!waiting || account === null) return { result: 'over', outcome: 'denied', audit: null };
    const object = `account ${account}`;
    if (proof === null || !(await takeProof(database, account, proof))) {
      const over = waiting.failures + 1 >= codesAtMost;
      if (over) await database.deleteFrom('session').where('token_hash', '=', Buffer.from(token)).execute();
      else
        await database
          .updateTable('session')
          .set({ failures: waiting.failures + 1 })
          .where('token_hash', '=', Buffer.from(token))
          .execute();
      return { result: over ? 'over' : 'wrong', outcome: 'denied', object, audit: { step: 'code' } };
    }
    await completeSession(database, token, 'second-factor', newToken);
    await rememberBrowser(database, account, browserToken);
    return { result: 'signed-in', object, audit: { by: proof.by } };
  },
};

/** The browser in which somebody signed in is known from now on, for half a year. */
export async function rememberBrowser(database: Database, account: string, token: Uint8Array): Promise<void> {
  await sql`delete from known_browser where last_used_on < current_date - 180`.execute(database);
  await sql`insert into known_browser (token_hash, account_id) values (${token}, ${account})
            on conflict (token_hash) do nothing`.execute(database);
}

/** The people of an example, in their order. */
export const examplePeople: Question<
  Record<string, never>,
  readonly { readonly person: string; readonly name: string; readonly role: string }[]
> = {
  name: 'identity.example-people',
  confidential: false,
  object: () => 'example',
  ask: async (database) => {
    const found = await sql<{ person: string; name: string; role: string }>`
      select e.person_id as person, coalesce(c.name, '') as name, e.role
      from example_person e left join person_contact c on c.person_id = e.person_id and c.withdrawn_at is null
      where not exists (select from account) order by e.place`.execute(database);
    return found.rows;
  },
};

/** Continues as an invented person of an example. The database refuses it for anybody else, and beside real accounts. */
export const continueAs: Action<
  { readonly person: string; readonly token: Uint8Array; readonly browser: string },
  null
> = {
  name: 'identity.continue-as',
  input: z.strictObject({ person: z.uuid(), token: bytes, browser: z.string() }),
  object: () => 'example',
  change: async (database, given) => {
    await insertSession(database, {
      ...given,
      account: null,
      stage: 'full',
      means: 'example',
      idleMinutes: 150,
    });
    return { result: null, audit: { person: given.person } };
  },
};

/** Whether this organisation holds secrets that were sealed: then their keys must be there. */
export const holdsSealed: Question<Record<string, never>, boolean> = {
  name: 'identity.holds-sealed',
  confidential: false,
  object: () => 'account',
  ask: async (database) => {
    const found = await sql`
      select from account_secret where totp_seed is not null
      union all select from sign_in_provider where withdrawn_at is null
      union all select from mail_secret limit 1`.execute(database);
    return found.rows.length > 0;
  },
};
