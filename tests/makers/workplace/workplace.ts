import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { Secret, TOTP } from 'otpauth';
import { Pool } from 'pg';
import { access } from '../../../src/app.ts';
import { addPerson } from '../../../src/organisation/people/persons.ts';
import { operator } from '../../../src/platform/access/actor.ts';
import type { Role } from '../../../src/platform/access/relation.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { withClient } from '../../../src/platform/database/databases.ts';
import {
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../../../src/platform/database/doorways.ts';
import { newId } from '../../../src/platform/database/new-id.ts';
import { invite } from '../../../src/platform/identity/accounts/invitations.ts';
import {
  linkCodeHash,
  newLinkCode,
  newToken,
  tokenHash,
} from '../../../src/platform/identity/secrets/tokens.ts';
import { readKeys } from '../../../src/platform/sealing/key-file.ts';
import type { WorkPremises } from '../../../src/workplace/front/visit.ts';
import { workSite } from '../../../src/workplace/front/work-site.tsx';
import { workRoutes } from '../../../src/workplace/routes.ts';
import { type FreshDatabase, freshDatabase } from '../database.ts';
import { TestBrowser } from './browser.ts';
import { premisesOf } from './premises.ts';
import { hasTwoInstances, inTurn, startInstance } from './second-instance.ts';

/** The workplace of an organisation in a database of its own, without a port. */
export interface TestWorkplace {
  readonly site: Hono;
  readonly door: OrganisationDoor;
  readonly database: FreshDatabase;
  readonly premises: WorkPremises;
  /** Where its root is pinned. */
  readonly pinFile: string;
  /** What the program told of faults. */
  readonly told: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens the workplace of a fresh organisation, or of one that is open already. */
export async function openWorkplace(
  given: Partial<WorkPremises> = {},
  onto?: { readonly door: OrganisationDoor; readonly database: FreshDatabase },
): Promise<TestWorkplace> {
  const database = onto?.database ?? (await freshDatabase());
  const { organisation, storage } = database;
  const door =
    onto?.door ?? openOrganisation(organisation, storage.connection(organisation, 'runtime'), access);
  // As it is served: by a login that can be nobody but who signs in, and who is signed in.
  const workDoor = openOrganisation(organisation, storage.connection(organisation, 'workplace'), access);
  // Tests let people in without an administrator; what the terminal may not is tested on its own.
  await withClient(storage.connection(organisation, 'owner'), (client) =>
    client.query('alter table invitation disable trigger invitations_of_terminal'),
  );
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-work-'));
  const keys = join(folder, 'sealing.json');
  const pinFile = join(folder, 'roots.json');
  const premises = { ...premisesOf(organisation, workDoor, await readKeys(keys, true), pinFile), ...given };
  const told: string[] = [];
  const own = workSite(premises, workRoutes, (line) => told.push(line));
  const { secure, examples } = premises;
  const reports = premises.reports === null ? null : door.key;
  const second = hasTwoInstances
    ? await startInstance({ organisation, folder, keys, pinFile, secure, examples, reports }, (line) =>
        told.push(line),
      )
    : null;
  return {
    site: second ? inTurn(own.fetch, second.answer) : own,
    door,
    database,
    premises,
    pinFile,
    told,
    close: async () => {
      await second?.close();
      await closeOrganisation(workDoor);
      await closeOrganisation(door);
      if (!onto) await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** A connection of the owner to each database that tests of this process ask: opening one costs more than most questions. */
const owners = new Map<string, Pool>();

function ownerOf({ storage, organisation }: FreshDatabase): Pool {
  const known = owners.get(organisation);
  if (known) return known;
  const pool = new Pool({ ...storage.connection(organisation, 'owner'), max: 1, allowExitOnIdle: true });
  // The database is dropped while it rests.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  owners.set(organisation, pool);
  return pool;
}

/** Runs SQL as the owner of the database: to see what is stored, and to arrange what no page does yet. */
export async function asOwner(
  { database }: Pick<TestWorkplace, 'database'>,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await ownerOf(database).query<Record<string, unknown>>(statement, [...values]);
  return rows;
}

/** Runs SQL as the login of the running program, which may take a role: what a fault in the program could do. */
export async function asRuntime(
  { database: { storage, organisation } }: Pick<TestWorkplace, 'database'>,
  statement: string,
): Promise<void> {
  await withClient(storage.connection(organisation, 'runtime'), (client) => client.query(statement));
}

/**
 * Runs SQL as somebody, with their role and settings, on the login of the workplace: what a fault in the program could
 * do. It is taken back unless it is to stay.
 */
export function asPerson(
  { database: { storage, organisation } }: Pick<TestWorkplace, 'database'>,
  { person }: Pick<TestAccount, 'person'>,
  statements: readonly (readonly [statement: string, values?: readonly unknown[]])[],
  end: 'commit' | 'rollback' = 'rollback',
): Promise<readonly Record<string, unknown>[]> {
  return withClient(storage.connection(organisation, 'workplace'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_person', true), set_config('app.actor_kind', 'person', true),
        set_config('app.person', $1, true)`,
      [person],
    );
    let first: readonly Record<string, unknown>[] | null = null;
    for (const [statement, values = []] of statements) {
      const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
      first ??= rows;
    }
    await client.query(end);
    return first ?? [];
  });
}

/** An account that was set up as people do it: by an invitation, with a password and an app. */
export interface TestAccount {
  readonly person: string;
  readonly name: string;
  readonly password: string;
  readonly seed: string;
  readonly recoveryCodes: readonly string[];
  readonly browser: TestBrowser;
}

export const goodPassword = 'zes groene fietsen onder water';

/** Invites somebody as one of the first administrators, without opening the link. */
export async function invited(
  { door }: Pick<TestWorkplace, 'door'>,
  name: string,
  mail: string,
  purpose: 'first' | 'staff' | 'recovery' = 'staff',
  known?: string,
): Promise<{ readonly person: string; readonly link: string; readonly code: string }> {
  const actor = operator('toets');
  const person =
    known ??
    (await perform(door, actor, addPerson, concern, { number: null, name, mail, telephone: null })).person;
  const link = newToken();
  const code = newLinkCode();
  await perform(door, actor, invite, concern, {
    person,
    signInName: mail,
    purpose,
    linkHash: tokenHash(link),
    codeHash: linkCodeHash(link, code),
    invitedBy: 'toets',
  });
  return { person, link, code };
}

/** Sets an account up through the pages. */
export async function setUp(
  workplace: TestWorkplace,
  name: string,
  mail: string,
  purpose: 'first' | 'staff' = 'staff',
): Promise<TestAccount> {
  const { person, link, code } = await invited(workplace, name, mail, purpose);
  const browser = new TestBrowser(workplace.site);
  const form = { naam: mail, code, wachtwoord: goodPassword, herhaling: goodPassword };
  const made = await browser.post(`/uitnodiging/${link}`, form);
  if (made.location !== '/aanmelden/instellen') throw new Error(`Not set up: ${made.status} ${made.body}`);
  const seed = seedIn((await browser.get('/aanmelden/instellen')).body);
  const done = await browser.post('/aanmelden/instellen', { code: codeOf(seed) });
  return { person, name: mail, password: goodPassword, seed, recoveryCodes: codesIn(done.body), browser };
}

/** The seed that a page shows, without its blanks. */
export function seedIn(body: string): string {
  return (/class="dl-seed">([^<]+)</.exec(body)?.[1] ?? '').replaceAll(' ', '');
}

/** The recovery codes that a page shows. */
export function codesIn(body: string): readonly string[] {
  return [...body.matchAll(/<li>([a-z0-9]{5}(?:-[a-z0-9]{5}){3})<\/li>/g)].map(([, code = '']) => code);
}

/** The code that an app shows, `steps` of 30 seconds from now. */
export function codeOf(seed: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(seed), algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: Date.now() + steps * 30_000,
  });
}

/** Appoints somebody without asking anybody. */
export async function appointed(
  workplace: Pick<TestWorkplace, 'database'>,
  person: string,
  role: Role,
  unit: string | null = null,
): Promise<void> {
  await asOwner(
    workplace,
    `insert into appointment (id, person_id, role, unit, valid_from, appointed_by, reason)
     values ($1, $2, $3, $4, '2020-01-01', 'toets', 'toets')`,
    [newId(), person, role, unit],
  );
}
