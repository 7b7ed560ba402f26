import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../database/doorways.ts';
import { newId } from '../../database/new-id.ts';
import {
  confirmationLasts,
  type IdleMinutes,
  longestSession,
  seenEvery,
  unfinishedSession,
} from './session-times.ts';

/** Where a session stands: it waits for the second factor, for its account to be set up, or it is whole. */
export type SessionStage = 'second-factor' | 'set-up' | 'full';
/** How its person came in. */
export type SessionMeans = 'password' | 'passkey' | 'provider' | 'example';

/** A session that stands: not ended, not idle too long, of an account that stands. */
export interface Session {
  readonly id: string;
  readonly person: string;
  /** Null for an invented person of an example. */
  readonly account: string | null;
  readonly stage: SessionStage;
  readonly means: SessionMeans;
  readonly idleMinutes: number;
  /** Whether the account has a password. */
  readonly hasPassword: boolean;
  /** What the provider is called by which the account may be entered; null where it may not. */
  readonly provider: string | null;
  /** Whether the person showed to be there less than five minutes ago. */
  readonly isConfirmed: boolean;
  /** Whether it is time to note that it is in use. */
  readonly isUnseen: boolean;
  /** What the person is called; null where that is not known. */
  readonly name: string | null;
  /** What the person is today, for the head of a page and its navigation; policies decide by themselves. */
  readonly roles: readonly HeldRole[];
}

/** A role that somebody has: by employment, for a unit and what is below it, or for the concern. */
export interface HeldRole {
  readonly role: string;
  readonly scope: 'employment' | 'unit' | 'concern';
  readonly unit: string | null;
}

const hash = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** The session of a cookie; null when there is none that stands. Its people are known by their name alone. */
export const sessionQuestion: Question<{ readonly token: Uint8Array }, Session | null> = {
  name: 'identity.session',
  confidential: false,
  object: () => 'session',
  ask: async (database, { token }) => {
    const found = await sql<Session>`
      select s.id, s.person_id as person, s.account_id as account, s.stage, s.means, s.idle_minutes as "idleMinutes",
        coalesce(s.confirmed_at > now() - make_interval(mins => ${confirmationLasts}), false) as "isConfirmed",
        s.seen_at < now() - make_interval(secs => ${seenEvery}) as "isUnseen", c.name,
        exists (select from account_secret w where w.account_id = s.account_id and w.password_hash is not null) as "hasPassword",
        provider_way(s.account_id) as provider,
        (select coalesce(json_agg(r order by r.role, r.unit), '[]') from roles_of(s.person_id) r) as roles
      from session s
      left join account a on a.id = s.account_id
      left join person_contact c on c.person_id = s.person_id and c.withdrawn_at is null
      where s.token_hash = ${token} and ${stands}`.execute(database);
    return found.rows[0] ?? null;
  },
};

/** The condition that a session `s`, with its account `a`, stands. */
const stands = sql`
  s.ends_at > now() and s.seen_at > now() - make_interval(mins => s.idle_minutes)
  and case when s.means = 'example' then not exists (select from account)
      when s.means = 'provider' then a.state = 'active' and provider_way(a.id) is not null
      else a.state = 'active' or (a.state = 'setting-up' and s.stage = 'set-up') end`;

/** Notes that a session is in use. */
export const keepAlive: Action<{ readonly token: Uint8Array }, null> = {
  name: 'identity.keep-alive',
  input: z.strictObject({ token: hash }),
  object: () => 'session',
  change: async (database, { token }) => {
    await database
      .updateTable('session')
      .set({ seen_at: sql`now()` })
      .where('token_hash', '=', Buffer.from(token))
      .execute();
    return { result: null, audit: null };
  },
};

/** What a session begins with. */
export interface NewSession {
  readonly token: Uint8Array;
  readonly account: string | null;
  readonly person: string;
  readonly stage: SessionStage;
  readonly means: SessionMeans;
  readonly browser: string;
  readonly idleMinutes: IdleMinutes;
}

/** Begins a session; one that is not whole yet lasts some minutes. */
export async function insertSession(database: Database, given: NewSession): Promise<void> {
  await sql`
    insert into session (token_hash, id, account_id, person_id, stage, means, browser, idle_minutes, ends_at, confirmed_at)
    values (${given.token}, ${newId()}, ${given.account}, ${given.person}, ${given.stage}, ${given.means},
      ${given.browser}, ${given.idleMinutes},
      now() + ${given.stage === 'full' ? sql`make_interval(hours => ${longestSession})` : sql`make_interval(mins => ${unfinishedSession})`},
      ${given.stage === 'full' ? sql`now()` : null})`.execute(database);
  await sql`delete from session where ends_at < now() - interval '1 day'`.execute(database);
}

/**
 * Makes an unfinished session whole under a new token: what an attacker may have planted or seen before it was whole is
 * worth nothing afterwards.
 *
 * @returns the session that it now is; null when the unfinished one no longer stands
 */
export async function completeSession(
  database: Database,
  from: Uint8Array,
  stage: SessionStage,
  token: Uint8Array,
): Promise<{ readonly account: string; readonly person: string } | null> {
  const done = await sql<{ account: string; person: string }>`
    update session set token_hash = ${token}, stage = 'full', seen_at = now(), confirmed_at = now(), begun_at = now(),
      failures = 0, ends_at = now() + make_interval(hours => ${longestSession})
    where token_hash = ${from} and stage = ${stage} and ends_at > now() and account_id is not null
    returning account_id as account, person_id as person`.execute(database);
  return done.rows[0] ?? null;
}

/** Notes that the person showed to be there, under a new token. */
export async function confirmSession(
  database: Database,
  from: Uint8Array,
  token: Uint8Array,
): Promise<boolean> {
  const done = await database
    .updateTable('session')
    .set({ token_hash: Buffer.from(token), confirmed_at: sql`now()`, failures: 0 })
    .where('token_hash', '=', Buffer.from(from))
    .where('stage', '=', 'full')
    .returning('id')
    .execute();
  return done.length > 0;
}

/** Ends the session of a cookie. */
export const endSession: Action<{ readonly token: Uint8Array }, null> = {
  name: 'identity.sign-out',
  input: z.strictObject({ token: hash }),
  object: () => 'session',
  change: async (database, { token }) => {
    const ended = await database
      .deleteFrom('session')
      .where('token_hash', '=', Buffer.from(token))
      .returning(['id', 'person_id'])
      .executeTakeFirst();
    return { result: null, audit: ended ? { person: ended.person_id } : null };
  },
};

/** A session of one's own, as somebody recognises it. */
export interface OwnSession {
  readonly id: string;
  readonly browser: string;
  readonly means: SessionMeans;
  readonly begun: Date;
  readonly seen: Date;
  readonly isThis: boolean;
}

/** The sessions of whoever holds this one, newest first. */
export const ownSessions: Question<{ readonly token: Uint8Array }, readonly OwnSession[]> = {
  name: 'identity.own-sessions',
  confidential: false,
  object: () => 'session',
  ask: async (database, { token }) => {
    const found = await sql<OwnSession>`
      select s.id, s.browser, s.means, s.begun_at as begun, s.seen_at as seen,
        s.token_hash = ${token} as "isThis"
      from session own
      join session s on s.person_id = own.person_id and s.stage = 'full'
      left join account a on a.id = s.account_id
      where own.token_hash = ${token} and own.stage = 'full' and ${stands}
      order by s.begun_at desc`.execute(database);
    return found.rows;
  },
};

/** Ends another session of whoever holds this one; without an id all others. */
export const endOwnSession: Action<
  { readonly token: Uint8Array; readonly session: string | null },
  { readonly ended: number }
> = {
  name: 'identity.end-own-session',
  input: z.strictObject({ token: hash, session: z.uuid().nullable() }),
  object: () => 'session',
  change: async (database, { token, session }) => {
    const ended = await sql<{ id: string }>`
      delete from session s using session own
      where own.token_hash = ${token} and own.stage = 'full' and s.person_id = own.person_id
        and s.token_hash <> own.token_hash and (${session}::uuid is null or s.id = ${session})
      returning s.id`.execute(database);
    return { result: { ended: ended.rows.length }, audit: { ended: ended.rows.length } };
  },
};
