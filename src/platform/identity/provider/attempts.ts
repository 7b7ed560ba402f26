import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../database/doorways.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Minutes that somebody may be away at the provider. */
export const attemptLasts = 10;

/** What somebody goes to the provider for: what comes of one purpose serves no other. */
const purposes = ['sign-in', 'invitation', 'confirm', 'link'] as const;
export type ProviderPurpose = (typeof purposes)[number];

const begunSchema = z.strictObject({
  id: z.uuid(),
  /** Hash of what the cookie of that browser holds. */
  holder: bytes,
  purpose: z.enum(['sign-in', 'confirm', 'link']),
  provider: z.uuid(),
  /** Of the session that is confirmed or linked. */
  session: z.uuid().nullable(),
  language: z.string(),
  onTo: z.string(),
  /** Sealed for that id. */
  kept: bytes.nullable(),
});

/** Somebody sets out for the provider. */
export const beginAttempt: Action<z.infer<typeof begunSchema>, null> = {
  name: 'identity.provider-begin',
  input: begunSchema,
  object: () => 'provider',
  change: async (database, { id, holder, purpose, provider, session, language, onTo, kept }) => {
    await sql`delete from provider_attempt where expires_at < now() - interval '1 hour'`.execute(database);
    await sql`
      insert into provider_attempt (id, holder_hash, purpose, provider_id, session_id, language, on_to, kept, expires_at)
      values (${id}, ${holder}, ${purpose}, ${provider}, ${session}, ${language}, ${onTo}, ${kept},
        now() + make_interval(mins => ${attemptLasts}))`.execute(database);
    return { result: null, audit: null };
  },
};

const invitedSchema = z.strictObject({
  id: z.uuid(),
  holder: bytes,
  provider: z.uuid(),
  link: bytes,
  code: bytes,
  language: z.string(),
});

/** How many wrong codes end an invitation. */
const codesAtMost = 5;

/**
 * Somebody with an invitation sets out for the provider. The code is checked and a wrong one counted, as with a
 * password; the invitation is spent when they come back.
 */
export const beginInvited: Action<z.infer<typeof invitedSchema>, 'begun' | 'wrong-code' | 'over'> = {
  name: 'identity.provider-begin-invited',
  input: invitedSchema,
  object: () => 'invitation',
  change: async (database, { id, holder, provider, link, code, language }) => {
    const found = await sql<{ id: string; person: string; right: boolean; failures: number }>`
      select id, person_id as person, coalesce(code_hash = ${code}, false) as right, failures from invitation
      where link_hash = ${link} and spent_at is null and withdrawn_at is null and expires_at > now()
      for update`.execute(database);
    const [open] = found.rows;
    if (!open) return { result: 'over', outcome: 'denied', audit: {} };
    if (!open.right) {
      const over = open.failures + 1 >= codesAtMost;
      await sql`update invitation set failures = failures + 1, withdrawn_at = case when ${over} then now() end
                where id = ${open.id}`.execute(database);
      const audit = { person: open.person, step: 'code' };
      return { result: over ? 'over' : 'wrong-code', outcome: 'denied', audit };
    }
    await sql`
      insert into provider_attempt (id, holder_hash, purpose, provider_id, invitation_id, language, on_to, expires_at)
      values (${id}, ${holder}, 'invitation', ${provider}, ${open.id}, ${language}, '/',
        now() + make_interval(mins => ${attemptLasts}))`.execute(database);
    return { result: 'begun', audit: { person: open.person } };
  },
};

/** Somebody on the way. */
export interface ProviderAttempt {
  readonly id: string;
  readonly purpose: ProviderPurpose;
  readonly provider: string;
  readonly session: string | null;
  readonly invitation: string | null;
  readonly language: string;
  readonly onTo: string;
  readonly kept: Buffer | null;
  /** When they left for the provider. */
  readonly begunAt: Date;
}

const columns = sql`id, purpose, provider_id as provider, session_id as session, invitation_id as invitation, language,
  on_to as "onTo", kept, begun_at as "begunAt"`;

/** Whom a cookie belongs to, of those on the way; null when it took too long or they came back before. */
export const attemptQuestion: Question<{ readonly holder: Uint8Array }, ProviderAttempt | null> = {
  name: 'identity.provider-attempt',
  confidential: false,
  object: () => 'provider',
  ask: async (database, { holder }) => {
    const found = await sql<ProviderAttempt>`
      select ${columns} from provider_attempt where holder_hash = ${holder} and expires_at > now()`.execute(
      database,
    );
    return found.rows[0] ?? null;
  },
};

/** Somebody leaves for the provider at this moment: what they show there has to be newer. */
export const leaveForProvider: Action<{ readonly holder: Uint8Array }, null> = {
  name: 'identity.provider-leave',
  input: z.strictObject({ holder: bytes }),
  object: () => 'provider',
  change: async (database, { holder }) => {
    await sql`update provider_attempt set begun_at = now() where holder_hash = ${holder}`.execute(database);
    return { result: null, audit: null };
  },
};

/** Takes who came back: what they bring is used once, whatever else is right or wrong. */
export const takeAttempt: Action<{ readonly holder: Uint8Array }, ProviderAttempt | null> = {
  name: 'identity.provider-take',
  input: z.strictObject({ holder: bytes }),
  object: () => 'provider',
  change: async (database, { holder }) => {
    const taken = await sql<ProviderAttempt & { stands: boolean }>`
      delete from provider_attempt where holder_hash = ${holder} returning ${columns}, expires_at > now() as stands`.execute(
      database,
    );
    const [row] = taken.rows;
    return { result: row?.stands ? row : null, audit: null };
  },
};

const refusedSchema = z.strictObject({
  purpose: z.enum(purposes),
  /** In the trail alone. */
  why: z.string().max(40),
});

/** Records that somebody came back from the provider with nothing, or with what is not right. */
export const providerRefused: Action<z.infer<typeof refusedSchema>, null> = {
  name: 'identity.provider-refused',
  input: refusedSchema,
  object: () => 'provider',
  change: async (_database, { purpose, why }) => ({
    result: null,
    outcome: 'denied',
    audit: { purpose, why },
  }),
};
