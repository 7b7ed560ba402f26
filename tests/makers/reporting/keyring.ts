import { addPerson } from '../../../src/organisation/people/persons.ts';
import { operator, type PersonActor, personActor } from '../../../src/platform/access/actor.ts';
import type { Role } from '../../../src/platform/access/relation.ts';
import { concern } from '../../../src/platform/access/resource.ts';
import { withClient } from '../../../src/platform/database/databases.ts';
import { type OrganisationDoor, perform } from '../../../src/platform/database/doorways.ts';
import {
  type GivenKeyring,
  heldKeyring,
  type Keyring,
} from '../../../src/platform/encryption/boxes/report.ts';
import { randomBytes, toHex } from '../../../src/platform/encryption/bytes.ts';
import {
  documentText,
  type KeyList,
  parseDocument,
  type Root,
  type SignedText,
  signDocument,
} from '../../../src/platform/encryption/documents/documents.ts';
import { daysAfter } from '../../../src/platform/encryption/documents/lists.ts';
import { type VaultKeys, vaultKeys } from '../../../src/platform/encryption/keys.ts';
import type { FreshDatabase } from '../database.ts';
import { appointed, asOwner } from '../workplace/workplace.ts';

/*
 * For tests: people with keys, the ceremony of three officers and signed lists, made as their browsers make them and
 * put into the database at once. The pages by which people do this have tests of their own.
 */

/** Somebody who works here and has keys. */
export interface KeyHolder {
  /** By which the organisation knows them. */
  readonly personId: string;
  /** By which documents name them. */
  readonly person: string;
  readonly function: string;
  readonly label: { readonly nl: string; readonly en: string };
  readonly keys: VaultKeys;
  readonly actor: PersonActor;
}

/** The keys of a world: who holds them, and what its officers signed last. */
export interface TestKeyring {
  readonly org: string;
  readonly pin: string;
  readonly today: string;
  readonly officers: readonly KeyHolder[];
  readonly receivers: readonly KeyHolder[];
  readonly root: SignedText;
  readonly version: number;
  readonly intake: SignedText;
  readonly people: SignedText;
  /** As a page brings it along. */
  readonly given: GivenKeyring;
  /** As a browser holds it against the pin. */
  readonly held: Keyring;
}

interface World {
  readonly door: OrganisationDoor;
  readonly database: FreshDatabase;
}

/** Somebody who works here, with a vault. */
export async function keyHolder(
  world: World,
  name: string,
  role: Role,
  label: { readonly nl: string; readonly en: string } = { nl: name, en: name },
): Promise<KeyHolder> {
  const mail = `${name.toLowerCase().replaceAll(/[^a-z]/g, '.')}@veld.test`;
  const contact = { number: null, name, mail, telephone: null };
  const { person: personId } = await perform(world.door, operator('toets'), addPerson, concern, contact);
  await appointed(world, personId, role);
  return withKeys(world, personId, role, label);
}

/** Gives somebody who is there a vault. */
export async function withKeys(
  world: Pick<World, 'database'>,
  personId: string,
  role: Role,
  label: { readonly nl: string; readonly en: string },
): Promise<KeyHolder> {
  const keys = await vaultKeys(randomBytes(32));
  const person = crypto.randomUUID();
  await asOwner(world, 'insert into key_person (person_id, id) values ($1, $2)', [personId, person]);
  await asOwner(
    world,
    `insert into key_vault (person_id, version, key_hash, kem, sign) values ($1, 1, decode($2, 'hex'), $3, $4)`,
    [personId, keys.key, Buffer.from(keys.kem), Buffer.from(keys.sign)],
  );
  return { personId, person, function: role, label, keys, actor: personActor(personId, 'workplace') };
}

const publicKeys = ({ keys }: KeyHolder) => ({ kem: toHex(keys.kem), sign: toHex(keys.sign) });

async function signedBy(type: 'root' | 'list', doc: string, by: readonly KeyHolder[]): Promise<SignedText> {
  return { doc, sigs: await Promise.all(by.map(({ keys }) => signDocument(type, doc, keys))) };
}

/** The ceremony: three officers sign a root, and two of them the first lists. Whoever receives may manage. */
export async function ceremony(
  world: World,
  {
    officers,
    receivers,
  }: { readonly officers: readonly KeyHolder[]; readonly receivers: readonly KeyHolder[] },
): Promise<TestKeyring> {
  const [row] = await asOwner(world, 'select id::text as org, today()::text as today from key_organisation');
  const org = String(row?.['org']);
  const today = String(row?.['today']);
  const content: Root = {
    dl: 1,
    type: 'root',
    org,
    version: 1,
    prev: null,
    from: today,
    sign: 2,
    open: 2,
    officers: officers.map((one) => ({
      person: one.person,
      ...publicKeys(one),
      function: one.function,
      label: one.label,
    })),
  };
  const root = await signedBy('root', documentText<'root'>(content), officers);
  const { hash: pin } = await parseDocument('root', root);
  await asOwner(
    world,
    `insert into key_root (version, hash, doc, sigs, recorded_by) values (1, decode($1, 'hex'), $2, $3, $4)`,
    [pin, root.doc, JSON.stringify(root.sigs), officers[0]?.personId],
  );
  const made = { org, pin, today, officers, receivers, root, version: 0 };
  return newLists(world, made, receivers);
}

/** The next lists, of these people. */
export async function newLists(
  world: Pick<World, 'database'>,
  made: Pick<TestKeyring, 'org' | 'pin' | 'today' | 'officers' | 'root' | 'version'>,
  receivers: readonly KeyHolder[],
  until = daysAfter(made.today, 300),
): Promise<TestKeyring> {
  const { org, pin, today, officers } = made;
  const version = made.version + 1;
  const listOf = (name: KeyList['name']): string =>
    documentText<'list'>({
      dl: 1,
      type: 'list',
      org,
      name,
      version,
      root: pin,
      from: today < until ? today : daysAfter(until, -300),
      until,
      entries: receivers.map((one) => ({
        person: one.person,
        ...publicKeys(one),
        function: one.function,
        label: one.label,
        roles: ['manage', 'read'],
        desk: [],
        until,
      })),
    });
  const signers = officers.slice(0, 2);
  const intake = await signedBy('list', listOf('intake'), signers);
  const people = await signedBy('list', listOf('people'), signers);
  for (const [name, list] of [
    ['intake', intake],
    ['people', people],
  ] as const) {
    const { hash, content } = await parseDocument('list', list);
    await asOwner(
      world,
      `insert into key_list (name, version, root_version, hash, valid_from, valid_until, doc, sigs, recorded_by)
       values ($1, $2, 1, decode($3, 'hex'), $4, $5, $6, $7, $8)`,
      [
        name,
        version,
        hash,
        content.from,
        content.until,
        list.doc,
        JSON.stringify(list.sigs),
        officers[0]?.personId,
      ],
    );
  }
  const given = { org, today, roots: [made.root], intake };
  // Lists that ended are made for tests of just that.
  const held = await heldKeyring(given, pin, until < today);
  return { ...made, receivers, version, intake, people, given, held };
}

/** A world with two who receive and three officers: the two and a third. */
export async function smallKeyring(world: World): Promise<TestKeyring> {
  const bea = await keyHolder(world, 'Bea Klomp', 'central-coordinator', {
    nl: 'centrale coördinator',
    en: 'central coordinator',
  });
  const cor = await keyHolder(world, 'Cor Duin', 'coordinator', { nl: 'coördinator', en: 'coordinator' });
  const dik = await keyHolder(world, 'Dik Vos', 'auditor', { nl: 'controleur', en: 'auditor' });
  return ceremony(world, { officers: [bea, cor, dik], receivers: [bea, cor] });
}

/** Runs SQL in the role of who reports, on the login of the public origin: what a fault in the program could do. */
export function asReporter(
  { database: { storage, organisation } }: Pick<World, 'database'>,
  mailbox: string,
  statements: readonly (readonly [statement: string, values?: readonly unknown[]])[],
): Promise<readonly Record<string, unknown>[]> {
  return withClient(storage.connection(organisation, 'public'), async (client) => {
    await client.query('begin');
    await client.query(
      `select set_config('role', 'daglicht_reporter', true), set_config('app.actor_kind', 'reporter', true),
        set_config('app.reporter', $1, true)`,
      [mailbox],
    );
    let last: readonly Record<string, unknown>[] = [];
    for (const [statement, values = []] of statements) {
      const { rows } = await client.query<Record<string, unknown>>(statement, [...values]);
      last = rows;
    }
    await client.query('rollback');
    return last;
  });
}
