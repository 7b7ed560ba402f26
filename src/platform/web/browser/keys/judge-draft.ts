import {
  type GivenState,
  type HeldKey,
  type Memory,
  type Remembered,
  remembered,
} from '../../../encryption/boxes/remember.ts';
import { fromHex } from '../../../encryption/bytes.ts';
import {
  type KeyList,
  parseDocument,
  type SignedText,
  signDocument,
} from '../../../encryption/documents/documents.ts';
import { checkList } from '../../../encryption/documents/lists.ts';
import { checkRoots, type Roots } from '../../../encryption/documents/roots.ts';
import { EncryptionFault } from '../../../encryption/fault.ts';
import { checkKeys, type VaultKeys } from '../../../encryption/keys.ts';
import { codeOf, readCode } from '../../../encryption/receipt-code.ts';
import type { SealedVault } from '../../../encryption/unlock.ts';

/*
 * Whether a draft is signed. It is held against what was read aloud and typed, and against what this officer held
 * against a fingerprint before: never against what the server says of it. Names come from the server; a key that is
 * shown under another name than before is asked again.
 */

/** What the page brings along. */
export interface GivenDraft {
  readonly vault: SealedVault;
  readonly state: GivenState | null;
  /** The hash that stands outside the database; null before the first root. */
  readonly pin: string | null;
  readonly today: string;
  readonly roots: readonly SignedText[];
  /** The list of people that holds now; null before the first. */
  readonly people: SignedText | null;
  /** What everybody in the draft is called on the page. */
  readonly names: Readonly<Record<string, string>>;
  readonly draft:
    | { readonly id: string; readonly root: string }
    | { readonly id: string; readonly intake: string; readonly people: string };
}

/** Why a draft is not signed, as the page words it. */
export type NotSignedBecause =
  | 'fingerprintMissing'
  | 'fingerprintWrong'
  | 'notOurs'
  | 'rolledBack'
  | 'memoryGone';

/** A draft is not signed: what is wrong, and with whose fingerprint; of nobody where it is wrong as a whole. */
export class NotSigned extends Error {
  readonly faults: readonly { readonly person: string | null; readonly because: NotSignedBecause }[];
  constructor(faults: NotSigned['faults']) {
    super(faults.map(({ because }) => because).join(' '));
    this.faults = faults;
  }
}

const notSigned = (because: NotSignedBecause): NotSigned => new NotSigned([{ person: null, because }]);

/** The signatures under a draft, what to remember from now on, and what was remembered before. */
export interface Judged {
  readonly signatures: Readonly<Record<string, string>>;
  readonly what: Remembered;
  readonly before: Memory | null;
}

interface Judging {
  readonly given: GivenDraft;
  readonly keys: VaultKeys;
  readonly typed: (person: string) => string;
  readonly roots: Roots;
  readonly before: Memory | null;
  /** The version of the list that holds now; 0 before the first. */
  readonly seen: number;
}

/**
 * Holds a draft against what was typed and what is remembered, and signs it.
 * @param typed the fingerprint that was typed for a person
 * @throws NotSigned
 */
export async function judgeDraft(
  given: GivenDraft,
  keys: VaultKeys,
  typed: (person: string) => string,
): Promise<Judged> {
  try {
    const { org } = given.vault;
    const roots: Roots =
      given.pin === null ? new Map() : await checkRoots(given.roots, { org, pin: given.pin });
    const before = await remembered(given.vault, keys, given.state);
    const current = given.people
      ? await checkList(given.people, {
          org,
          roots,
          name: 'people',
          today: given.today,
          isForReading: true,
        })
      : null;
    const seen = current?.content.version ?? 0;
    if (before && (seen < before.version || (before.root !== '' && !roots.has(before.root))))
      throw notSigned('rolledBack');
    const judging = { given, keys, typed, roots, before, seen };
    return 'root' in given.draft ? await judgeRoot(judging, given.draft.root) : await judgeLists(judging);
  } catch (fault) {
    // What does not hold under the pin is not ours, whatever of it is wrong.
    if (fault instanceof EncryptionFault) throw notSigned('notOurs');
    throw fault;
  }
}

async function judgeRoot(judging: Judging, doc: string): Promise<Judged> {
  const { given, keys, roots } = judging;
  const { content } = await parseDocument('root', { doc, sigs: [] });
  const newest = [...roots.values()].at(-1);
  if (
    content.org !== given.vault.org ||
    content.prev !== (newest?.hash ?? null) ||
    content.version !== (newest?.content.version ?? 0) + 1
  )
    throw notSigned('notOurs');
  const held = await holdTyped(judging, content.officers);
  const { sig } = await signDocument('root', doc, keys);
  return judged(judging, { root: sig }, held);
}

async function judgeLists(judging: Judging): Promise<Judged> {
  const { given, keys, roots, seen } = judging;
  const { intake = '', people = '' } = 'root' in given.draft ? {} : given.draft;
  const { content: receivers } = await parseDocument('list', { doc: intake, sigs: [] });
  const { content: readers } = await parseDocument('list', { doc: people, sigs: [] });
  const newest = [...roots.values()].at(-1);
  const isOurs = [receivers, readers].every(
    ({ org, root, version }) => org === given.vault.org && root === newest?.hash && version === seen + 1,
  );
  if (!isOurs || receivers.name !== 'intake' || readers.name !== 'people' || !areAmong(receivers, readers))
    throw notSigned('notOurs');
  const held = await holdTyped(judging, readers.entries);
  const [first, second] = [
    await signDocument('list', intake, keys),
    await signDocument('list', people, keys),
  ];
  return judged(judging, { intake: first.sig, people: second.sig }, held);
}

function judged(
  { roots, before, seen }: Judging,
  signatures: Judged['signatures'],
  held: Remembered['held'],
): Judged {
  const root = [...roots.keys()].at(-1) ?? '';
  return { signatures, what: { root, held: { ...before?.held, ...held }, version: seen }, before };
}

/** Whoever receives stands among the readers with the same keys. */
function areAmong(receivers: KeyList, readers: KeyList): boolean {
  const known = new Map(readers.entries.map((entry) => [entry.person, JSON.stringify(entry)]));
  return receivers.entries.every((entry) => known.get(entry.person) === JSON.stringify(entry));
}

/**
 * Holds what was typed against the keys of a document, all at once. Nothing is asked for the own keys, and for those that
 * were held against a fingerprint before under the same name.
 */
async function holdTyped(
  judging: Judging,
  people: readonly { readonly person: string; readonly kem: string; readonly sign: string }[],
): Promise<Remembered['held']> {
  const { given, keys, typed, before } = judging;
  const held: Record<string, HeldKey> = {};
  const faults: { person: string; because: NotSignedBecause }[] = [];
  for (const { person, kem, sign } of people) {
    const key = await checkKeys({ kem: fromHex(kem), sign: fromHex(sign) });
    const isOwn = person === given.vault.person;
    // The own keys are those of this vault and of no other, and nobody stands in a document twice.
    if (isOwn !== (key === keys.key) || Object.hasOwn(held, person)) throw notSigned('notOurs');
    const now = { fingerprint: codeOf(fromHex(key)), name: given.names[person] ?? '' };
    held[person] = now;
    if (isOwn) continue;
    const heard = typed(person).trim();
    if (heard === '') {
      if (!isSameKey(before?.held[person], now)) faults.push({ person, because: 'fingerprintMissing' });
    } else if (!isSameFingerprint(heard, now.fingerprint))
      faults.push({ person, because: 'fingerprintWrong' });
  }
  if (faults.length === 0) return held;
  throw new NotSigned(
    hasSigned(judging) && before === null ? [{ person: null, because: 'memoryGone' }, ...faults] : faults,
  );
}

const isSameKey = (before: HeldKey | undefined, now: HeldKey): boolean =>
  before?.fingerprint === now.fingerprint && before.name === now.name;

/** Whether this vault signed before: then something is remembered, unless somebody took it away. */
function hasSigned({ given, roots, keys }: Judging): boolean {
  const signed = [...[...roots.values()].map(({ sigs }) => sigs), given.people?.sigs ?? []];
  return signed.some((sigs) => sigs.some(({ key }) => key === keys.key));
}

function isSameFingerprint(typed: string, fingerprint: string): boolean {
  try {
    return readCode(typed) === readCode(fingerprint);
  } catch {
    return false;
  }
}
