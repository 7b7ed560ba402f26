import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../database/doorways.ts';
import { newId } from '../../database/new-id.ts';
import { ExplainedError } from '../../language/explained-error.ts';
import { sameText, type Text, text } from '../../language/text.ts';
import { idleChoices } from '../sessions/session-times.ts';
import { insertSession } from '../sessions/sessions.ts';
import { foldedName } from './sign-in.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What an invitation is for: the first administrators, somebody of the staff, or somebody who lost a way in. */
const purposes = ['first', 'staff', 'recovery'] as const;
export type InvitationPurpose = (typeof purposes)[number];

/** How long a link works, in hours. */
export const invitationHours: Readonly<Record<InvitationPurpose, number>> = {
  first: 1,
  staff: 72,
  recovery: 24,
};

/** An invitation that cannot be made. */
export class InvitationRefused extends ExplainedError {
  override readonly name = 'InvitationRefused';
}

const inviteSchema = z.strictObject({
  person: z.uuid(),
  signInName: z.string().min(3).max(200),
  purpose: z.enum(purposes),
  linkHash: bytes,
  codeHash: bytes,
  invitedBy: z.string().min(1),
});

/** What came of inviting. */
export interface Invited {
  readonly invitation: string;
  /** Whether another makes the code: who is invited decides or sees much, and one alone could go in instead. */
  readonly needsCode: boolean;
}

/**
 * Invites a person: a link and a code, of which only hashes are kept. An earlier invitation of that person ends.
 * For who has a role that gives much the code given here is not taken; another makes it ({@link makeLinkCode}).
 * Throws an {@link InvitationRefused} when the name is another's, or the first administrators stand already.
 */
export const invite: Action<z.infer<typeof inviteSchema>, Invited> = {
  name: 'identity.invite',
  input: inviteSchema,
  object: ({ purpose }) => `invitation ${purpose}`,
  change: async (database, { person, purpose, linkHash, codeHash, invitedBy, ...given }) => {
    const signInName = foldedName(given.signInName);
    if (purpose === 'first') {
      await refuseWhenClosed(database);
      await refuseSomebody(database, person);
    }
    await refuseWhoLeft(database, person);
    await refuseName(database, person, signInName, purpose);
    if (purpose !== 'recovery') await refuseThird(database, person);
    await database
      .updateTable('invitation')
      .set({ withdrawn_at: sql`now()` })
      .where('person_id', '=', person)
      .where('spent_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    const invitation = newId();
    const two = await sql<{ needed: boolean }>`
      select access_needs_two(acting_person(), ${person}) as needed`.execute(database);
    const needsCode = two.rows[0]?.needed === true;
    await sql`
      insert into invitation (id, person_id, sign_in_name, purpose, link_hash, code_hash, expires_at, invited_by)
      values (${invitation}, ${person}, ${signInName}, ${purpose}, ${linkHash}, ${needsCode ? null : codeHash},
        now() + make_interval(hours => ${invitationHours[purpose]}), ${invitedBy})`.execute(database);
    return { result: { invitation, needsCode }, audit: { person, needsCode } };
  },
};

const codeSchema = z.strictObject({ person: z.uuid(), maker: z.uuid(), codeHash: bytes });

/** Makes the code of an invitation that another made. False when there is none that waits for this person's code. */
export const makeLinkCode: Action<z.infer<typeof codeSchema>, boolean> = {
  name: 'identity.make-link-code',
  input: codeSchema,
  object: () => 'invitation',
  change: async (database, { person, maker, codeHash }) => {
    const made = await sql<{ id: string }>`
      update invitation set code_hash = ${codeHash}, code_by = ${maker}
      where person_id = ${person} and spent_at is null and withdrawn_at is null and expires_at > now()
        and not has_code and invited_by <> ${maker}::text and person_id <> ${maker}
      returning id`.execute(database);
    const isMade = made.rows.length > 0;
    return { result: isMade, outcome: isMade ? 'done' : 'denied', audit: { person } };
  },
};

async function refuseWhenClosed(database: Database): Promise<void> {
  const closed = await sql<{ closed: boolean }>`select first_administrators_stand() as closed`.execute(
    database,
  );
  if (closed.rows[0]?.closed) throw refused('first-closed', sameText('invite --first'), firstClosed);
}

/** From the first account on the terminal lets in new people, and nobody who is somebody already. */
async function refuseSomebody(database: Database, person: string): Promise<void> {
  const may = await sql<{ may: boolean }>`select terminal_may_invite(${person}::uuid) as may`.execute(
    database,
  );
  if (may.rows[0]?.may !== true)
    throw refused('somebody-already', sameText('invite --first'), somebodyAlready);
}

/** How many accounts a person has at most; the database refuses another too. */
export const mostAccounts = 2;

/** One that was never set up makes room for the next. */
async function refuseThird(database: Database, person: string): Promise<void> {
  const { rows } = await sql`
    select from account where person_id = ${person} and state = 'active'`.execute(database);
  if (rows.length >= mostAccounts) throw refused('two-accounts', sameText('invite'), twoAccounts);
}

const twoAccounts = text(
  'Deze persoon heeft al twee accounts; meer heeft niemand.',
  'This person has two accounts already; nobody has more.',
);

/** Who left comes in by no invitation; who is employed anew uses the account that is there. */
async function refuseWhoLeft(database: Database, person: string): Promise<void> {
  const { rows } = await sql<{ left: boolean }>`select known_to_have_left(${person}::uuid) as left`.execute(
    database,
  );
  if (rows[0]?.left === true) throw refused('has-left', sameText('invite'), hasLeft);
}

const hasLeft = text(
  'Deze persoon is uit dienst en heeft geen rol.',
  'This person works here no more and has no role.',
);
const somebodyAlready = text(
  'Deze persoon werkt hier, heeft een rol of heeft een account. Vanaf het eerste account nodigt de server alleen nieuwe mensen uit; een technisch beheerder nodigt deze persoon uit op de werkplek.',
  'This person works here, has a role or has an account. From the first account on the server invites new people only; a technical administrator invites this person in the workplace.',
);

async function refuseName(
  database: Database,
  person: string,
  name: string,
  purpose: InvitationPurpose,
): Promise<void> {
  const bearer = await database
    .selectFrom('account')
    .select('person_id')
    .where('sign_in_name', '=', name)
    .where('state', '<>', 'ended')
    .executeTakeFirst();
  if (bearer && bearer.person_id !== person) throw refused('name-taken', sameText(name), nameTaken);
  if (bearer && purpose !== 'recovery') throw refused('has-account', sameText(name), hasAccount);
  if (!bearer && purpose === 'recovery') throw refused('no-account', sameText(name), noAccount);
}

/** Ends an account at once, with its sessions; the person stays. */
export const endAccount: Action<{ readonly account: string }, boolean> = {
  name: 'identity.end-account',
  input: z.strictObject({ account: z.uuid() }),
  object: ({ account }) => `account ${account}`,
  change: async (database, { account }) => {
    const ended = await sql<{ person: string }>`
      update account set state = 'ended', ended_at = now() where id = ${account} and state <> 'ended'
      returning person_id as person`.execute(database);
    const [row] = ended.rows;
    return { result: row !== undefined, audit: { person: row?.person ?? null } };
  },
};

/** What a link leads to. */
export interface OpenInvitation {
  readonly person: string;
  readonly signInName: string;
  readonly purpose: InvitationPurpose;
}

/** The invitation of a link; null when it is spent, withdrawn, too old, or never was. */
export const invitationQuestion: Question<{ readonly link: Uint8Array }, OpenInvitation | null> = {
  name: 'identity.invitation',
  confidential: false,
  object: () => 'invitation',
  ask: async (database, { link }) => {
    const found = await sql<OpenInvitation>`
      select person_id as person, sign_in_name as "signInName", purpose from invitation
      where link_hash = ${link} and spent_at is null and withdrawn_at is null and expires_at > now()`.execute(
      database,
    );
    return found.rows[0] ?? null;
  },
};

/** How many wrong codes end an invitation. */
const codesAtMost = 5;

const acceptSchema = z.strictObject({
  link: bytes,
  code: bytes,
  passwordHash: z.string(),
  account: z.uuid(),
  /** Sealed for the row of that account. */
  seed: bytes,
  token: bytes,
  browser: z.string(),
  idleMinutes: z.literal(idleChoices),
});

/** What came of accepting an invitation. */
export type AcceptOutcome = 'set-up' | 'wrong-code' | 'over';

/**
 * Spends an invitation: the account exists from now on, with its password, and waits for its second factor. For who
 * lost a way in, the account that was there ends with all its sessions, and this one takes its place. A wrong code is
 * counted; after five the invitation ends.
 */
export const acceptInvitation: Action<z.infer<typeof acceptSchema>, AcceptOutcome> = {
  name: 'identity.accept-invitation',
  input: acceptSchema,
  object: ({ account }) => `account ${account}`,
  change: async (database, { link, code, passwordHash, account, seed, token, browser, idleMinutes }) => {
    const found = await sql<OpenInvitation & { id: string; right: boolean; failures: number }>`
      select id, person_id as person, sign_in_name as "signInName", purpose, coalesce(code_hash = ${code}, false) as right, failures
      from invitation
      where link_hash = ${link} and spent_at is null and withdrawn_at is null and expires_at > now()
      for update`.execute(database);
    const [open] = found.rows;
    if (!open || !(await hasRoom(database, open)))
      return { result: 'over', outcome: 'denied', object: 'invitation', audit: {} };
    if (!open.right) {
      const over = open.failures + 1 >= codesAtMost;
      await sql`update invitation set failures = failures + 1, withdrawn_at = case when ${over} then now() end
                where id = ${open.id}`.execute(database);
      const audit = { person: open.person, step: 'code' };
      return { result: over ? 'over' : 'wrong-code', outcome: 'denied', object: 'invitation', audit };
    }
    await sql`update invitation set spent_at = now() where id = ${open.id}`.execute(database);
    await endAccounts(database, open);
    await sql`insert into account (id, person_id, sign_in_name, state)
              values (${account}, ${open.person}, ${open.signInName}, 'setting-up')`.execute(database);
    await sql`insert into account_secret (account_id, password_hash, totp_seed)
              values (${account}, ${passwordHash}, ${seed})`.execute(database);
    await insertSession(database, {
      token,
      account,
      person: open.person,
      stage: 'set-up',
      means: 'password',
      browser,
      idleMinutes,
    });
    return { result: 'set-up', audit: { person: open.person, purpose: open.purpose } };
  },
};

/** Whether the account of an invitation is the person's second at most, once what it replaces has ended. */
export async function hasRoom(
  database: Database,
  { person, signInName, purpose }: OpenInvitation,
): Promise<boolean> {
  const others = await sql`
    select from account where person_id = ${person} and state = 'active'
      and not (${purpose === 'recovery'} and sign_in_name = ${signInName})`.execute(database);
  return others.rows.length < mostAccounts;
}

/** The account that this one replaces: one that was never set up, or, for who lost a way in, the one of that name. */
export async function endAccounts(
  database: Database,
  { person, signInName, purpose }: OpenInvitation,
): Promise<void> {
  const ended = await sql<{ id: string }>`
    update account set state = 'ended', ended_at = now()
    where person_id = ${person} and state <> 'ended'
      and (state = 'setting-up' or (${purpose === 'recovery'} and sign_in_name = ${signInName}))
    returning id`.execute(database);
  const ids = ended.rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await database.deleteFrom('session').where('account_id', 'in', ids).execute();
  await sql`update account_secret set password_hash = null, totp_seed = null where account_id = any(${ids})`.execute(
    database,
  );
}

const firstClosed = text(
  'Er zijn al twee beheerders. Nieuwe beheerders worden op de werkplek uitgenodigd en door een ander goedgekeurd.',
  'There are two administrators already. New ones are invited in the workplace and approved by another.',
);
const nameTaken = text(
  'Met deze naam meldt iemand anders zich al aan.',
  'Somebody else signs in with this name already.',
);
const hasAccount = text('Deze persoon heeft al een account.', 'This person has an account already.');
const noAccount = text(
  'Deze persoon heeft nog geen account met die naam.',
  'This person has no account of that name yet.',
);

function refused(code: string, where: Text, what: Text): InvitationRefused {
  return new InvitationRefused(code, {
    what,
    where,
    kept: text('Er is niemand uitgenodigd en niets gewijzigd.', 'Nobody was invited and nothing changed.'),
    next:
      code === 'name-taken'
        ? text('Kies een andere aanmeldnaam.', 'Choose another name to sign in with.')
        : code === 'two-accounts'
          ? text(
              'Beëindig eerst een van beide, of kies bij dat account „Weg naar binnen herstellen”.',
              'End one of both first, or choose “Restore the way in” with that account.',
            )
          : code === 'has-left'
            ? text(
                'Laat een functioneel beheerder eerst een dienstverband vastleggen of een rol geven.',
                'Have a functional administrator record an employment or give a role first.',
              )
            : code === 'has-account'
              ? text(
                  'Kan deze persoon er niet meer in, kies dan „Weg naar binnen herstellen”.',
                  'If this person cannot get in any more, choose “Restore the way in”.',
                )
              : text('Nodig de persoon uit op de werkplek.', 'Invite the person in the workplace.'),
  });
}
