import { fromHex } from '../bytes.ts';
import { must } from '../fault.ts';
import { checkKeys } from '../keys.ts';
import {
  checkSignatures,
  type Parsed,
  parseDocument,
  type Root,
  type SignedText,
  type Signers,
} from './documents.ts';

/** A root that may be relied on. */
export interface TrustedRoot extends Parsed<Root> {
  /** The keys of its officers by the id of their keys: what they sign by. */
  officers: Signers;
}

/** Roots that may be relied on, by their hash. */
export type Roots = ReadonlyMap<string, TrustedRoot>;

/** What the form of a root alone cannot say: whose it is, sound and different keys, thresholds that leave a way. */
async function readRoot(signed: SignedText, org: string): Promise<TrustedRoot> {
  const root = await parseDocument('root', signed);
  const { content } = root;
  must(content.org === org, 'E_ROOT', 'of another organisation');
  const officers = new Map<string, string>();
  for (const { kem, sign } of content.officers)
    officers.set(await checkKeys({ kem: fromHex(kem), sign: fromHex(sign) }), sign);
  const count = content.officers.length;
  const people = new Set(content.officers.map((officer) => officer.person));
  const signs = new Set(officers.values());
  must(
    officers.size === count && people.size === count && signs.size === count,
    'E_ROOT',
    'an officer stands in it twice',
  );
  must(content.sign <= count && content.open <= count - 1, 'E_ROOT', 'thresholds that leave no way');
  must((content.version === 1) === (content.prev === null), 'E_ROOT', 'a predecessor where none can be');
  return { ...root, officers };
}

const isPredecessor = (root: TrustedRoot, of: TrustedRoot): boolean =>
  of.content.prev === root.hash && of.content.version === root.content.version + 1;

/**
 * Holds roots against the pinned one: the pinned one itself, those before it that it names, and those after it that
 * a quorum signed.
 * @param signed from the oldest to the newest, each followed by its successor
 * @param pin the hash of the root that is known from outside the database
 * @returns the roots by hash, in that order.
 * @throws E_FORMAT, E_KEY, E_ROOT, E_SIG, E_QUORUM.
 */
export async function checkRoots(
  signed: readonly SignedText[],
  { org, pin }: { org: string; pin: string },
): Promise<Roots> {
  const roots: TrustedRoot[] = [];
  for (const one of signed) roots.push(await readRoot(one, org));
  const pinned = roots.findIndex((root) => root.hash === pin);
  must(pinned >= 0, 'E_ROOT', 'not the root that is pinned');
  for (const [at, root] of roots.entries()) {
    const next = roots[at + 1];
    must(!next || isPredecessor(root, next), 'E_ROOT', 'not one after the other');
    if (at > pinned) await checkSuccession(root, roots[at - 1]);
    else if (root.content.version === 1) await checkFirst(root);
    else await checkOwnSignatures(root);
  }
  return new Map(roots.map((root) => [root.hash, root]));
}

/** The first root is signed by all its officers. */
async function checkFirst(root: TrustedRoot): Promise<void> {
  const signed = await checkSignatures(root, root.officers);
  must(signed.size === root.officers.size, 'E_QUORUM', 'not signed by all its officers');
}

/** A later one is signed by enough officers of the one before and by each newcomer. */
async function checkSuccession(root: TrustedRoot, before: TrustedRoot | undefined): Promise<void> {
  must(before !== undefined, 'E_ROOT', 'no root before it');
  const signed = await checkSignatures(root, new Map([...before.officers, ...root.officers]));
  const earlier = [...signed].filter((key) => before.officers.has(key)).length;
  const asked = Math.max(before.content.sign, before.content.open);
  must(earlier >= asked, 'E_QUORUM', 'signed by too few officers of the one before');
  const newcomers = [...root.officers.keys()].filter((key) => !before.officers.has(key));
  must(
    newcomers.every((key) => signed.has(key)),
    'E_QUORUM',
    'a newcomer did not sign',
  );
}

/**
 * A later root that is relied on without its predecessor, by the pin or by the `prev` of a trusted one: who signed as
 * officer of the one before is not known here, and its hash is what is relied on. What its own officers signed holds.
 */
async function checkOwnSignatures(root: TrustedRoot): Promise<void> {
  const own = root.sigs.filter(({ key }) => root.officers.has(key));
  const others = root.sigs.filter(({ key }) => !root.officers.has(key)).map(({ key }) => key);
  must(new Set(others).size === others.length, 'E_SIG', 'signed twice by one');
  await checkSignatures({ ...root, sigs: own }, root.officers);
}
