import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../database/doorways.ts';
import { newId } from '../../database/new-id.ts';
import { newToken } from '../secrets/tokens.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** How many access tokens of an account work at most at one time. */
const mostTokens = 20;
/** The longest name of a token, in characters. */
export const longestTokenLabel = 60;
/** The furthest end of a token, in days from today. */
export const longestTokenDays = 366;

/** An access token: by its first letters it is recognised in a file where it should not stand. */
export function newAccessToken(): string {
  return `dl_${newToken()}`;
}

/** An access token as its owner knows it. */
export interface OwnToken {
  readonly id: string;
  readonly label: string;
  /** The names of the actions and questions that it allows. */
  readonly scope: readonly string[];
  /** ISO days. */
  readonly madeOn: string;
  readonly endsOn: string;
  readonly lastUsedOn: string | null;
  /** Whether it still works; if not, it was revoked, or its day, role or account ended. */
  readonly stands: boolean;
  readonly isRevoked: boolean;
}

/** The access tokens of whoever holds this session, those that work first, and of the others the last year. */
export const ownTokens: Question<{ readonly token: Uint8Array }, readonly OwnToken[]> = {
  name: 'identity.own-tokens',
  confidential: false,
  object: () => 'account',
  ask: async (database, { token }) => {
    const found = await sql<OwnToken>`
      select t.id, t.label, t.scope, t.made_on as "madeOn", t.ends_on as "endsOn", t.last_used_on as "lastUsedOn",
        token_stands(t) as stands, t.revoked_at is not null as "isRevoked"
      from session s join access_token t on t.account_id = s.account_id
      where s.token_hash = ${token} and s.stage = 'full' and t.ends_on > today() - 366
      order by token_stands(t) desc, t.made_on desc, t.id limit 200`.execute(database);
    return found.rows;
  },
};

const madeSchema = z.strictObject({
  token: bytes,
  account: z.uuid(),
  label: z.string().min(1).max(longestTokenLabel),
  hash: bytes,
  scope: z.array(z.string()).min(1),
  /** The roles by which the person may do what the scope names. */
  roles: z.array(z.string()).min(1),
  endsOn: z.iso.date(),
});

/**
 * Makes an access token for whoever holds this session and showed to be there. It ends with the first of the
 * appointments that it is made under. Refused where none of these is in force, or where there are too many tokens; and
 * where the day lies before the one that the database has, or more than a year behind it.
 */
export const makeToken: Action<z.infer<typeof madeSchema>, 'made' | 'not-that-day' | 'refused'> = {
  name: 'identity.make-token',
  input: madeSchema,
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, label, hash, scope, roles, endsOn }) => {
    const id = newId();
    // Two at the same moment come one after the other, so that there are never too many.
    await sql`select from account where id = ${account} for update`.execute(database);
    const day = await sql<{ fits: boolean }>`
      select ${endsOn}::date between today() and today() + 366 as fits`.execute(database);
    if (!day.rows[0]?.fits) return { result: 'not-that-day', outcome: 'denied', audit: { endsOn } };
    const made = await sql`
      insert into access_token (id, account_id, person_id, label, token_hash, scope, appointments, ends_on)
      select ${id}::uuid, s.account_id, s.person_id, ${label}, ${Buffer.from(hash)}, ${scope}::text[],
        appointments_held(s.person_id, ${roles}::text[]), ${endsOn}::date
      from session s
      where s.token_hash = ${token} and s.stage = 'full' and s.account_id = ${account} and s.ends_at > now()
        and s.confirmed_at > now() - interval '5 minutes'
        and cardinality(appointments_held(s.person_id, ${roles}::text[])) > 0
        and (select count(*) from access_token t where t.account_id = ${account} and token_stands(t)) < ${mostTokens}
      returning 1`.execute(database);
    if (made.rows.length === 0) return { result: 'refused', outcome: 'denied', audit: {} };
    return { result: 'made', audit: { token: id.slice(0, 8), endsOn, scope: scope.join(' ') } };
  },
};

/** Revokes an access token of whoever holds this session; false where there is none that works. */
export const revokeToken: Action<
  { readonly token: Uint8Array; readonly account: string; readonly revoked: string },
  boolean
> = {
  name: 'identity.revoke-token',
  input: z.strictObject({ token: bytes, account: z.uuid(), revoked: z.uuid() }),
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, revoked }) => {
    const found = await sql`
      update access_token t set revoked_at = now() from session s
      where s.token_hash = ${token} and s.stage = 'full' and s.account_id = ${account} and s.ends_at > now()
        and t.id = ${revoked} and t.account_id = ${account} and t.revoked_at is null
      returning 1`.execute(database);
    const audit = { token: revoked.slice(0, 8) };
    return found.rows.length > 0 ? { result: true, audit } : { result: false, outcome: 'denied', audit };
  },
};

/** Whose an access token is, and what it allows. */
interface HeldToken {
  readonly id: string;
  readonly person: string;
  readonly scope: readonly string[];
}

/**
 * Finds out whose token somebody brings, and notes the day. Null, which is recorded, for a token that is not known or
 * does not work any more. What is done with it is recorded deed by deed.
 */
export const useToken: Action<{ readonly hash: Uint8Array }, HeldToken | null> = {
  name: 'identity.use-token',
  input: z.strictObject({ hash: bytes }),
  object: () => 'token',
  change: async (database, { hash }) => {
    const found = await sql<HeldToken & { stands: boolean; isNew: boolean }>`
      select t.id, t.person_id as person, t.scope, token_stands(t) as stands,
        t.last_used_on is distinct from today() as "isNew"
      from access_token t where t.token_hash = ${Buffer.from(hash)}`.execute(database);
    const [row] = found.rows;
    if (row?.stands !== true) {
      const object = row === undefined ? 'token' : `token ${row.id.slice(0, 8)}`;
      return { result: null, outcome: 'denied', object, audit: {} };
    }
    if (row.isNew)
      await sql`update access_token set last_used_on = today() where id = ${row.id}`.execute(database);
    const { id, person, scope } = row;
    return { result: { id, person, scope }, object: `token ${id.slice(0, 8)}`, audit: null };
  },
};
