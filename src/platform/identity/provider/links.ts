import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, AuditDetails, Database, Question } from '../../database/doorways.ts';
import { newId } from '../../database/new-id.ts';
import { endAccounts, hasRoom, type OpenInvitation } from '../accounts/invitations.ts';
import { countFailure, isHeld, proposeFirst } from '../accounts/set-up.ts';
import { rememberBrowser } from '../accounts/sign-in.ts';
import { confirmationLasts, idleChoices } from '../sessions/session-times.ts';
import { confirmSession, insertSession } from '../sessions/sessions.ts';
import type { ProviderIdentity } from './exchange.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const identitySchema = z.strictObject({
  issuer: z.string(),
  subject: z.string(),
  label: z.string(),
  mail: z.string().nullable(),
}) satisfies z.ZodType<ProviderIdentity>;

/** Why nobody is let in, for the trail alone: who tried is told the same each time. */
type Refusal =
  | 'link'
  | 'no mail'
  | 'address changed'
  | 'domain'
  | 'unknown'
  | 'several'
  | 'role or employment'
  | 'has account'
  | 'name taken'
  | 'linked'
  | 'invitation'
  | 'session';

function refused(why: Refusal, more: AuditDetails = {}) {
  return { result: false, outcome: 'denied', audit: { why, ...more } } as const;
}

/** What somebody who signed in elsewhere gets here. */
const comingIn = {
  identity: identitySchema,
  /** Where an account is made, it bears this id. */
  account: z.uuid(),
  token: bytes,
  browser: z.string(),
  browserToken: bytes,
  idleMinutes: z.literal(idleChoices),
};
const signInSchema = z.strictObject(comingIn);
type SignIn = z.infer<typeof signInSchema>;

/**
 * Signs in somebody whose sign-in elsewhere is linked. One that is not is matched once: by a verified mail address of a
 * trusted domain that one person bears, who is employed today, has no role but by that, and never had an account here;
 * that person gets one. False for everybody else.
 */
export const signInByProvider: Action<SignIn, boolean> = {
  name: 'identity.provider-sign-in',
  input: signInSchema,
  object: () => 'account',
  change: async (database, given) => {
    const { issuer, subject } = given.identity;
    const linked = await sql<{ link: string; account: string; person: string; serves: boolean }>`
      select l.id as link, l.account_id as account, a.person_id as person, provider_way(a.id) is not null as serves
      from provider_link l join account a on a.id = l.account_id
      where l.issuer = ${issuer} and l.subject = ${subject} for update of l`.execute(database);
    const [link] = linked.rows;
    if (link) {
      const object = `account ${link.account}`;
      if (!link.serves) return { ...refused('link'), object };
      await sql`update provider_link set last_used_on = today(), label = ${given.identity.label}
                where id = ${link.link}`.execute(database);
      await comeIn(database, given, link.account, link.person);
      return { result: true, object, audit: {} };
    }
    const match = await matched(database, given.identity.mail);
    if ('why' in match) return refused(match.why);
    await addAccount(database, given, match.person, match.mail, 'mail');
    await sql`update invitation set withdrawn_at = now()
              where person_id = ${match.person} and spent_at is null and withdrawn_at is null`.execute(
      database,
    );
    const audit = { person: match.person, linked: 'mail' };
    return { result: true, object: `account ${given.account}`, audit };
  },
};

/** Whom a mail address stands for that the provider checked. */
async function matched(
  database: Database,
  mail: string | null,
): Promise<{ readonly person: string; readonly mail: string } | { readonly why: Refusal }> {
  if (mail === null) return { why: 'no mail' };
  // Two at the same moment come one after the other: the second finds the account of the first.
  await sql`select pg_advisory_xact_lock(hashtext('provider mail'), hashtext(${mail}))`.execute(database);
  const trusted = await sql`
    select from sign_in_provider p where p.id = standing_provider() and split_part(${mail}, '@', 2) = any(p.mail_domains)`.execute(
    database,
  );
  if (trusted.rows.length === 0) return { why: 'domain' };
  const found = await sql<{ person: string; serves: boolean; has: boolean; taken: boolean; isNew: boolean }>`
    select c.person_id as person, serves_by_mail(c.person_id) as serves,
      address_changed_lately(c.person_id) as "isNew",
      exists (select from account a where a.person_id = c.person_id) as has,
      sign_in_name_taken(${mail}) as taken
    from person_contact c where lower(c.mail) = ${mail} and c.withdrawn_at is null limit 2`.execute(database);
  const [only, second] = found.rows;
  if (!only) return { why: 'unknown' };
  if (second) return { why: 'several' };
  if (!only.serves) return { why: 'role or employment' };
  if (only.has) return { why: 'has account' };
  // Who changes an address could come in by it: an invitation, or a few days in which it is seen.
  if (only.isNew) return { why: 'address changed' };
  return only.taken ? { why: 'name taken' } : { person: only.person, mail };
}

async function comeIn(
  database: Database,
  { token, browser, browserToken, idleMinutes }: SignIn,
  account: string,
  person: string,
): Promise<void> {
  const session = { token, account, person, browser, idleMinutes, stage: 'full', means: 'provider' } as const;
  await insertSession(database, session);
  await rememberBrowser(database, account, browserToken);
}

/** Makes the account of a person whose way in is the provider, links it, and lets them in. */
async function addAccount(
  database: Database,
  given: SignIn,
  person: string,
  signInName: string,
  means: 'mail' | 'invitation',
): Promise<void> {
  const { account } = given;
  await sql`insert into account (id, person_id, sign_in_name, state)
            values (${account}, ${person}, ${signInName}, 'active')`.execute(database);
  await sql`insert into account_secret (account_id) values (${account})`.execute(database);
  // Made for another account at this very moment: then nothing of this one is made.
  if (!(await addLink(database, account, given.identity, means)))
    throw new Error('This sign-in elsewhere was linked a moment ago.');
  await comeIn(database, given, account, person);
}

async function addLink(
  database: Database,
  account: string,
  { issuer, subject, label }: ProviderIdentity,
  means: 'mail' | 'invitation' | 'account',
): Promise<boolean> {
  const added = await sql`
    insert into provider_link (id, account_id, issuer, subject, label, means, last_used_on)
    values (${newId()}, ${account}, ${issuer}, ${subject}, ${label}, ${means}, today())
    on conflict (issuer, subject) do nothing returning 1`.execute(database);
  return added.rows.length > 0;
}

const acceptSchema = z.strictObject({ ...comingIn, invitation: z.uuid() });

/**
 * Spends an invitation by signing in elsewhere: its account exists from now on, without a password. False when the
 * invitation is over, its name has an account by now, or that sign-in leads into another account already.
 */
export const acceptByProvider: Action<z.infer<typeof acceptSchema>, boolean> = {
  name: 'identity.provider-accept-invitation',
  input: acceptSchema,
  object: () => 'invitation',
  change: async (database, { invitation, ...given }) => {
    const found = await sql<OpenInvitation>`
      update invitation set spent_at = now()
      where id = ${invitation} and spent_at is null and withdrawn_at is null and expires_at > now() and has_code
        and not exists (
          select from provider_link l join account a on a.id = l.account_id
          where l.issuer = ${given.identity.issuer} and l.subject = ${given.identity.subject}
            and not (purpose = 'recovery' and a.person_id = invitation.person_id and a.sign_in_name = invitation.sign_in_name))
        and not exists (
          select from account a where a.sign_in_name = invitation.sign_in_name and a.state <> 'ended'
            and not (a.person_id = invitation.person_id and (purpose = 'recovery' or a.state = 'setting-up')))
      returning person_id as person, sign_in_name as "signInName", purpose`.execute(database);
    const [open] = found.rows;
    if (!open || !(await hasRoom(database, open))) return refused('invitation');
    await endAccounts(database, open);
    await addAccount(database, given, open.person, open.signInName, 'invitation');
    await proposeFirst(database, open.person);
    const audit = { person: open.person, purpose: open.purpose, linked: 'invitation' };
    return { result: true, object: `account ${given.account}`, audit };
  },
};

const confirmSchema = z.strictObject({
  token: bytes,
  account: z.uuid(),
  identity: identitySchema,
  newToken: bytes,
});

/** Notes that whoever holds this session showed to be there, by signing in elsewhere anew as the one who is linked. */
export const confirmByProvider: Action<z.infer<typeof confirmSchema>, boolean> = {
  name: 'identity.provider-confirm',
  input: confirmSchema,
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, identity, newToken }) => {
    const own = await sql`
      select from provider_link l where l.account_id = ${account} and l.issuer = ${identity.issuer}
        and l.subject = ${identity.subject} and provider_way(l.account_id) is not null`.execute(database);
    const isOwn = own.rows.length > 0;
    if (
      isOwn &&
      (await isHeld(database, token, account)) &&
      (await confirmSession(database, token, newToken))
    )
      return { result: true, audit: {} };
    await countFailure(database, token);
    return refused(isOwn ? 'session' : 'linked');
  },
};

const linkSchema = z.strictObject({ token: bytes, account: z.uuid(), identity: identitySchema });

/**
 * Links a sign-in elsewhere to the account of whoever holds this session and showed to be there lately: employees
 * alone. Who has a role is linked by an invitation.
 */
export const linkProvider: Action<z.infer<typeof linkSchema>, boolean> = {
  name: 'identity.provider-link',
  input: linkSchema,
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, identity }) => {
    const found = await sql<{ serves: boolean }>`
      select serves_by_mail(s.person_id) as serves from session s
      where s.token_hash = ${token} and s.stage = 'full' and s.account_id = ${account} and s.ends_at > now()
        and s.confirmed_at > now() - make_interval(mins => ${confirmationLasts})`.execute(database);
    const [session] = found.rows;
    if (!session) return refused('session');
    if (!session.serves) return refused('role or employment');
    const isLinked = await addLink(database, account, identity, 'account');
    return isLinked ? { result: true, audit: { linked: 'account' } } : refused('linked');
  },
};

/** A sign-in elsewhere that leads into one's own account. */
export interface OwnLink {
  readonly id: string;
  readonly label: string;
  readonly issuer: string;
  /** ISO day. */
  readonly linkedOn: string;
  readonly lastUsedOn: string | null;
  /** Whether it is the only way into the account. */
  readonly isLastWay: boolean;
}

/** The sign-ins elsewhere that are linked to the account of whoever holds this session. */
export const ownLinks: Question<{ readonly token: Uint8Array }, readonly OwnLink[]> = {
  name: 'identity.own-provider-links',
  confidential: false,
  object: () => 'account',
  ask: async (database, { token }) => {
    const found = await sql<OwnLink>`
      select l.id, l.label, l.issuer, l.linked_on as "linkedOn", l.last_used_on as "lastUsedOn",
        c.password_hash is null and not exists (select from passkey k where k.account_id = l.account_id) as "isLastWay"
      from session s join provider_link l on l.account_id = s.account_id
      join account_secret c on c.account_id = l.account_id
      where s.token_hash = ${token} and s.stage = 'full' order by l.linked_on, l.id`.execute(database);
    return found.rows;
  },
};

/**
 * Takes a sign-in elsewhere away from the account of whoever holds this session, and ends what was signed in to by it.
 * The last way into an account stays; then, and when there is no such link, false.
 */
export const unlinkProvider: Action<
  { readonly token: Uint8Array; readonly account: string; readonly link: string },
  boolean
> = {
  name: 'identity.provider-unlink',
  input: z.strictObject({ token: bytes, account: z.uuid(), link: z.uuid() }),
  object: ({ account }) => `account ${account}`,
  change: async (database, { token, account, link }) => {
    if (!(await isHeld(database, token, account))) return refused('session');
    // Two at the same moment come one after the other, so that the second is not the last way.
    await sql`select from account_secret where account_id = ${account} for update`.execute(database);
    const removed = await sql`
      delete from provider_link l where l.id = ${link} and l.account_id = ${account}
        and (exists (select from account_secret c where c.account_id = l.account_id and c.password_hash is not null)
          or exists (select from passkey k where k.account_id = l.account_id))
      returning 1`.execute(database);
    if (removed.rows.length === 0) return refused('link');
    await sql`delete from session where account_id = ${account} and means = 'provider'`.execute(database);
    return { result: true, audit: {} };
  },
};
