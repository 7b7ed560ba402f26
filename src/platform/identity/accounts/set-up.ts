import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../database/doorways.ts';
import { newId } from '../../database/new-id.ts';
import { completeSession, confirmSession } from '../sessions/sessions.ts';
import { rememberBrowser, takeProof } from './sign-in.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What is being set up, for who holds the session. */
export interface SetUp {
  readonly account: string;
  readonly signInName: string;
  /** Sealed. */
  readonly seed: Uint8Array;
  /** Milliseconds since 1970, by the clock of the database. */
  readonly now: number;
}

/** The account that a session sets up; null when it sets up none. */
export const setUpQuestion: Question<{ readonly token: Uint8Array }, SetUp | null> = {
  name: 'identity.set-up',
  confidential: false,
  object: () => 'session',
  ask: async (database, { token }) => {
    const found = await sql<SetUp>`
      select a.id as account, a.sign_in_name as "signInName", c.totp_seed as seed,
        (extract(epoch from now()) * 1000)::float8 as now
      from session s join account a on a.id = s.account_id join account_secret c on c.account_id = a.id
      where s.token_hash = ${token} and s.stage = 'set-up' and s.ends_at > now() and a.state = 'setting-up'
        and c.totp_seed is not null`.execute(database);
    return found.rows[0] ?? null;
  },
};

const activateSchema = z.strictObject({
  token: bytes,
  step: z.number().int(),
  recoveryCodes: z.array(bytes),
  newToken: bytes,
  browserToken: bytes,
});

/**
 * Takes the first code of the app: the account is active and its person signed in. One of the first administrators is
 * proposed for appointment, which the other one decides. False when the session sets up nothing any more.
 */
export const activateAccount: Action<z.infer<typeof activateSchema>, boolean> = {
  name: 'identity.activate',
  input: activateSchema,
  object: () => 'account',
  change: async (database, { token, step, recoveryCodes, newToken, browserToken }) => {
    const session = await completeSession(database, token, 'set-up', newToken);
    if (!session) return { result: false, outcome: 'denied', audit: null };
    const { account, person } = session;
    await takeProof(database, account, { by: 'code', step });
    await sql`update account set state = 'active' where id = ${account}`.execute(database);
    await replaceRecoveryCodes(database, account, recoveryCodes);
    await rememberBrowser(database, account, browserToken);
    await proposeFirst(database, person);
    return { result: true, object: `account ${account}`, audit: { person } };
  },
};

async function replaceRecoveryCodes(
  database: Database,
  account: string,
  hashes: readonly Uint8Array[],
): Promise<void> {
  await database.deleteFrom('recovery_code').where('account_id', '=', account).execute();
  for (const hash of hashes)
    await sql`insert into recovery_code (account_id, code_hash) values (${account}, ${hash})`.execute(
      database,
    );
}

/** The kind of proposal by which the first administrators appoint each other. */
const firstAdministrator = 'first-administrator';

/** Days that a proposal of a first administrator stands: the other one has to be invited first. */
const firstStands = 30;

/** Proposes one of the first administrators for appointment, whom the other one decides about. */
export async function proposeFirst(database: Database, person: string): Promise<void> {
  await sql`
    insert into proposal (id, kind, payload, payload_hash, beneficiary, reason, proposed_by, expires_at)
    select ${newId()}, ${firstAdministrator}, '{}', '', ${person}, 'invite --first', i.invited_by,
      now() + make_interval(days => ${firstStands})
    from invitation i
    where i.person_id = ${person} and i.purpose = 'first' and i.spent_at is not null
      and not first_administrators_stand()
      and not exists (select from proposal p where p.kind = ${firstAdministrator} and p.beneficiary = ${person} and p.outcome is null)
    limit 1`.execute(database);
}

/** How the first administrators stand with each other, for one of them. */
export interface FirstAdministrators {
  /** Whether this person waits for the other's approval. */
  readonly isWaiting: boolean;
  /** Proposals that this person may decide. */
  readonly toDecide: readonly {
    readonly proposal: string;
    readonly name: string;
    readonly signInName: string;
  }[];
}

/** Whom a first administrator may approve, by the session that is held. */
export const firstAdministrators: Question<{ readonly token: Uint8Array }, FirstAdministrators> = {
  name: 'identity.first-administrators',
  confidential: false,
  object: () => 'proposal',
  ask: async (database, { token }) => {
    const found = await sql<{ proposal: string; name: string; signInName: string; own: boolean }>`
      select p.id as proposal, coalesce(c.name, '') as name, a.sign_in_name as "signInName", p.beneficiary = s.person_id as own
      from session s
      join proposal p on p.kind = ${firstAdministrator} and p.outcome is null and p.expires_at > now()
      join account a on a.person_id = p.beneficiary and a.state = 'active'
      left join person_contact c on c.person_id = p.beneficiary and c.withdrawn_at is null
      where s.token_hash = ${token} and s.stage = 'full' and (decides_first(s.person_id) or p.beneficiary = s.person_id) and not first_administrators_stand()
      order by p.proposed_at`.execute(database);
    return {
      isWaiting: found.rows.some(({ own }) => own),
      toDecide: found.rows.filter(({ own }) => !own),
    };
  },
};

/**
 * One of the first administrators approves the other, who is appointed for the accounts and for the structure, or
 * refuses. The database takes these appointments until two people have them. False when there is nothing to decide.
 */
export const decideFirst: Action<
  { readonly token: Uint8Array; readonly proposal: string; readonly approve: boolean },
  boolean
> = {
  name: 'identity.decide-first-administrator',
  input: z.strictObject({ token: bytes, proposal: z.uuid(), approve: z.boolean() }),
  object: ({ proposal }) => `proposal ${proposal}`,
  change: async (database, { token, proposal, approve }) => {
    const decided = await sql<{ beneficiary: string; decider: string }>`
      update proposal p set outcome = ${approve ? 'approved' : 'refused'}, decided_by = s.person_id, decided_at = now()
      from session s
      where p.id = ${proposal} and p.kind = ${firstAdministrator} and p.outcome is null and p.expires_at > now()
        and s.token_hash = ${token} and s.stage = 'full' and s.person_id <> p.beneficiary and decides_first(s.person_id)
        and not first_administrators_stand()
      returning p.beneficiary, s.person_id as decider`.execute(database);
    const [row] = decided.rows;
    if (!row) return { result: false, outcome: 'denied', audit: {} };
    // In one statement: after it two people may stand, and the database takes no more.
    if (approve)
      await sql`
        insert into appointment (id, person_id, role, valid_from, appointed_by, reason)
        select one.id, ${row.beneficiary}, one.role, today(), ${row.decider}, 'invite --first'
        from (values (${newId()}::uuid, 'technical-administrator'), (${newId()}::uuid, 'functional-administrator')) one(id, role)`.execute(
        database,
      );
    return { result: true, audit: { person: row.beneficiary, approved: approve } };
  },
};

/** Replaces the recovery codes of whoever holds this session. */
export const newRecovery: Action<
  { readonly token: Uint8Array; readonly account: string; readonly recoveryCodes: readonly Uint8Array[] },
  boolean
> = {
  name: 'identity.new-recovery-codes',
  input: z.strictObject({ token: bytes, account: z.uuid(), recoveryCodes: z.array(bytes).readonly() }),
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, recoveryCodes }) => {
    if (!(await isHeld(database, token, account))) return { result: false, outcome: 'denied', audit: {} };
    await replaceRecoveryCodes(database, account, recoveryCodes);
    return { result: true, audit: {} };
  },
};

/** Replaces the password of whoever holds this session; every other session of the account ends. */
export const changePassword: Action<
  { readonly token: Uint8Array; readonly account: string; readonly passwordHash: string },
  boolean
> = {
  name: 'identity.change-password',
  input: z.strictObject({ token: bytes, account: z.uuid(), passwordHash: z.string() }),
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, passwordHash }) => {
    if (!(await isHeld(database, token, account))) return { result: false, outcome: 'denied', audit: {} };
    await sql`update account_secret set password_hash = ${passwordHash}, changed_at = now()
              where account_id = ${account}`.execute(database);
    await sql`delete from session where account_id = ${account} and token_hash <> ${token}`.execute(database);
    await sql`delete from known_browser where account_id = ${account}`.execute(database);
    return { result: true, audit: {} };
  },
};

/** Notes that whoever holds this session showed to be there, by password and code. False when a proof was taken before. */
export const confirmPresence: Action<
  {
    readonly token: Uint8Array;
    readonly account: string;
    readonly newToken: Uint8Array;
    readonly step: number | null;
  },
  boolean
> = {
  name: 'identity.confirm-presence',
  input: z.strictObject({
    token: bytes,
    account: z.uuid(),
    newToken: bytes,
    step: z.number().int().nullable(),
  }),
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, newToken, step }) => {
    const isRight =
      step !== null &&
      (await isHeld(database, token, account)) &&
      (await takeProof(database, account, { by: 'code', step }));
    if (!isRight || !(await confirmSession(database, token, newToken))) {
      await countFailure(database, token);
      return { result: false, outcome: 'denied', audit: {} };
    }
    return { result: true, audit: {} };
  },
};

/** How many wrong answers end a session: who holds it may not be its person. */
const failuresAtMost = 5;

/** Counts a wrong answer of a session. */
export async function countFailure(database: Database, token: Uint8Array): Promise<void> {
  await sql`update session set failures = failures + 1 where token_hash = ${token}`.execute(database);
  await sql`delete from session where token_hash = ${token} and failures >= ${failuresAtMost}`.execute(
    database,
  );
}

/** Whether a whole session of this account is held by this token. */
export async function isHeld(database: Database, token: Uint8Array, account: string): Promise<boolean> {
  const held =
    await sql`select from session where token_hash = ${token} and stage = 'full' and account_id = ${account}
                         and ends_at > now()`.execute(database);
  return held.rows.length > 0;
}

/** What of an account its own person sees. */
export interface OwnAccount {
  readonly signInName: string;
  readonly recoveryCodesLeft: number;
  readonly passwordHash: string | null;
}

/** The account of whoever holds this session; null for an invented person. */
export const ownAccount: Question<{ readonly token: Uint8Array }, OwnAccount | null> = {
  name: 'identity.own-account',
  confidential: false,
  object: () => 'account',
  ask: async (database, { token }) => {
    const found = await sql<OwnAccount>`
      select a.sign_in_name as "signInName", c.password_hash as "passwordHash",
        (select count(*)::integer from recovery_code r where r.account_id = a.id and r.used_at is null) as "recoveryCodesLeft"
      from session s join account a on a.id = s.account_id join account_secret c on c.account_id = a.id
      where s.token_hash = ${token} and s.stage = 'full'`.execute(database);
    return found.rows[0] ?? null;
  },
};
