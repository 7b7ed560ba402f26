import { toHex } from '../../../src/platform/encryption/bytes.ts';
import {
  type KeyList,
  parseDocument,
  type Root,
  type SignedText,
} from '../../../src/platform/encryption/documents/documents.ts';
import { type Keyholder, newKeyholders, signedBy } from './keyholders.ts';

/** What the list of keys gives a handler. */
export type Role = 'read' | 'manage';

export interface Handler {
  readonly holder: Keyholder;
  readonly role: Role;
}

/** An organisation with a confidential channel: its officers, its handlers, and what they signed, the newest last. */
export interface KeyedOrganisation {
  readonly org: string;
  officers: readonly Keyholder[];
  /** How many officers sign, and how many shares open. */
  sign: number;
  open: number;
  handlers: readonly Handler[];
  readonly roots: SignedText[];
  /** Hashes of the roots. */
  readonly rootHashes: string[];
  readonly intakes: SignedText[];
  readonly peoples: SignedText[];
  /** Hashes of the newest lists. */
  intake: string;
  people: string;
}

/** The day of these tests, and how long lists hold. */
export const today = '2026-12-10';
const days = { from: '2026-12-01', until: '2027-11-30' };

const keysOf = ({ person, keys }: Keyholder) => ({
  person,
  kem: toHex(keys.kem),
  sign: toHex(keys.sign),
  function: 'coordinator',
  label: { nl: 'Coördinator', en: 'Coordinator' },
});

/** A new organisation whose officers all signed its first root, and enough of them its first lists. */
export async function newOrganisation({
  officers = 3,
  sign = 2,
  open = 2,
  handlers = ['manage', 'read'],
}: {
  officers?: number;
  sign?: number;
  open?: number;
  handlers?: readonly Role[];
} = {}): Promise<KeyedOrganisation> {
  const holders = await newKeyholders(handlers.length);
  const made: KeyedOrganisation = {
    org: crypto.randomUUID(),
    officers: [],
    sign,
    open,
    handlers: [],
    roots: [],
    rootHashes: [],
    intakes: [],
    peoples: [],
    intake: '',
    people: '',
  };
  await setOfficers(made, { officers: await newKeyholders(officers), sign, open });
  await setHandlers(
    made,
    holders.map((holder, at) => ({ holder, role: handlers[at] ?? 'read' })),
  );
  return made;
}

/** The first root, or its successor signed by all officers of before and all of now. */
async function setOfficers(
  made: KeyedOrganisation,
  now: { officers: readonly Keyholder[]; sign: number; open: number },
): Promise<void> {
  const root: Root = {
    dl: 1,
    type: 'root',
    org: made.org,
    version: made.roots.length + 1,
    prev: made.rootHashes.at(-1) ?? null,
    from: days.from,
    sign: now.sign,
    open: now.open,
    officers: now.officers.map(keysOf),
  };
  const signers = [...new Set([...made.officers, ...now.officers])];
  const signed = await signedBy('root', root, signers);
  made.roots.push(signed);
  made.rootHashes.push((await parseDocument('root', signed)).hash);
  Object.assign(made, now);
}

/** Both lists anew, with one number, signed by as many officers as it takes. */
export async function setHandlers(made: KeyedOrganisation, handlers: readonly Handler[]): Promise<void> {
  const list = (name: KeyList['name']): KeyList => ({
    dl: 1,
    type: 'list',
    org: made.org,
    name,
    version: made.peoples.length + 1,
    root: made.rootHashes.at(-1) ?? '',
    ...days,
    entries: handlers.map(({ holder, role }) => ({
      ...keysOf(holder),
      roles: role === 'manage' ? ['manage', 'read'] : ['read'],
      desk: ['intake'],
      until: days.until,
    })),
  });
  const signers = made.officers.slice(0, made.sign);
  const [intake, people] = await Promise.all([
    signedBy('list', list('intake'), signers),
    signedBy('list', list('people'), signers),
  ]);
  made.intakes.push(intake);
  made.peoples.push(people);
  made.intake = (await parseDocument('list', intake)).hash;
  made.people = (await parseDocument('list', people)).hash;
  made.handlers = handlers;
}

/** Another officer in the place of the first; both lists are signed again in one sitting. */
export async function exchangeOfficer(made: KeyedOrganisation): Promise<void> {
  const [newcomer] = await newKeyholders(1);
  if (!newcomer) throw new Error('no newcomer');
  const { sign, open } = made;
  await setOfficers(made, { officers: [...made.officers.slice(1), newcomer], sign, open });
  await setHandlers(made, made.handlers);
}
