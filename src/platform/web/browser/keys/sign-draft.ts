import { fromHex } from '../../../encryption/bytes.ts';
import {
  type KeyList,
  type Parsed,
  parseDocument,
  type Root,
  type SignedText,
  signDocument,
} from '../../../encryption/documents/documents.ts';
import { checkList, type TrustedList } from '../../../encryption/documents/lists.ts';
import { checkRoots, type Roots } from '../../../encryption/documents/roots.ts';
import { checkKeys, type VaultKeys } from '../../../encryption/keys.ts';
import { codeOf, readCode } from '../../../encryption/receipt-code.ts';
import { type SealedVault, unlockVault } from '../../../encryption/unlock.ts';
import { FormFault, type KeyForm, keyForm, onSend, sendMade } from './form.ts';
import { type GivenState, type Remembered, remember, remembered } from './remember.ts';

/*
 * The page on which an officer signs a root or both lists. What is signed is held against what was read aloud and typed
 * here, and against the list that this officer verified before: never against what the server says of it.
 */

interface Given {
  readonly vault: SealedVault;
  readonly state: GivenState | null;
  /** The hash that stands outside the database; null before the first root. */
  readonly pin: string | null;
  readonly today: string;
  readonly roots: readonly SignedText[];
  /** The last lists of people, the newest first. */
  readonly lists: readonly SignedText[];
  readonly draft:
    | { readonly id: string; readonly root: string }
    | { readonly id: string; readonly intake: string; readonly people: string };
}

interface Signing {
  readonly of: KeyForm;
  readonly given: Given;
  readonly keys: VaultKeys;
  readonly roots: Roots;
  readonly before: (Remembered & { readonly object: string; readonly saves: number }) | null;
}

const page = keyForm('sign-draft');
if (page) begin(page);

function begin(of: KeyForm): void {
  const given = of.given as Given;
  onSend(of, async () => {
    const keys = await unlockVault(given.vault, of.typed('ontgrendelen'));
    if (!keys) throw new FormFault([{ field: 'ontgrendelen', message: of.word('notUnlocked') }]);
    const { org } = given.vault;
    const roots: Roots =
      given.pin === null ? new Map() : await checkRoots(given.roots, { org, pin: given.pin });
    const before = await remembered(given.vault, keys, given.state);
    const signing = { of, given, keys, roots, before };
    return 'root' in given.draft ? signRoot(signing, given.draft.root) : signLists(signing, given.draft);
  });
}

/** Every person of a document with the fingerprint of their keys. */
async function fingerprints(
  people: readonly { readonly person: string; readonly kem: string; readonly sign: string }[],
): Promise<ReadonlyMap<string, { readonly key: string; readonly fingerprint: string }>> {
  const found = new Map<string, { key: string; fingerprint: string }>();
  for (const { person, kem, sign } of people) {
    const key = await checkKeys({ kem: fromHex(kem), sign: fromHex(sign) });
    found.set(person, { key, fingerprint: codeOf(fromHex(key)) });
  }
  return found;
}

/** Holds what was typed against the fingerprints of the document, all at once. */
function checkTyped(of: KeyForm, asked: ReadonlyMap<string, { readonly fingerprint: string }>): void {
  const faults = [...asked].flatMap(([person, { fingerprint }]) => {
    const field = `afdruk-${person}`;
    return isSame(of.typed(field), fingerprint) ? [] : [{ field, message: of.word('fingerprintWrong') }];
  });
  if (faults.length > 0) throw new FormFault(faults);
}

function isSame(typed: string, fingerprint: string): boolean {
  try {
    return readCode(typed) === readCode(fingerprint);
  } catch {
    return false;
  }
}

async function signRoot({ of, given, keys, roots, before }: Signing, doc: string): Promise<string> {
  const root: Parsed<Root> = await parseDocument('root', { doc, sigs: [] });
  const newest = [...roots.values()].at(-1);
  const { content } = root;
  if (content.org !== given.vault.org || content.prev !== (newest?.hash ?? null))
    throw new FormFault([{ field: '', message: of.word('notOurs') }]);
  const people = await fingerprints(content.officers);
  checkTyped(
    of,
    new Map(
      [...people].filter(([person, { key }]) => person !== given.vault.person && !newest?.officers.has(key)),
    ),
  );
  const { sig } = await signDocument('root', doc, keys);
  return sendSigned(
    { of, given, keys, roots, before },
    { root: sig },
    { root: root.hash, people: before?.people ?? [], version: before?.version ?? 0 },
  );
}

async function signLists(
  signing: Signing,
  { intake, people }: { readonly intake: string; readonly people: string },
): Promise<string> {
  const { of, given, roots, before, keys } = signing;
  const newest = [...roots.values()].at(-1);
  const both = [
    await parseDocument('list', { doc: intake, sigs: [] }),
    await parseDocument('list', { doc: people, sigs: [] }),
  ] as const;
  const [receivers, readers] = both;
  const isOurs = both.every(
    ({ content }, at) =>
      content.org === given.vault.org &&
      content.root === newest?.hash &&
      content.name === (at === 0 ? 'intake' : 'people') &&
      content.version === readers.content.version,
  );
  const current = await currentList(signing);
  const seen = current?.content.version ?? 0;
  if (!isOurs || readers.content.version !== seen + 1 || !areAmong(receivers.content, readers.content))
    throw new FormFault([{ field: '', message: of.word('notOurs') }]);
  const verified = await verifiedBefore(signing);
  const asked = [...(await fingerprints(readers.content.entries))].filter(
    ([person, { key }]) => person !== given.vault.person && verified.get(person) !== key,
  );
  checkTyped(of, new Map(asked));
  const [first, second] = [
    await signDocument('list', intake, keys),
    await signDocument('list', people, keys),
  ];
  return sendSigned(
    signing,
    { intake: first.sig, people: second.sig },
    {
      root: newest?.hash ?? '',
      people: [readers.hash, ...(before?.people ?? [])].slice(0, 5),
      version: seen,
    },
  );
}

/** Whoever receives stands among the readers with the same keys. */
function areAmong(receivers: KeyList, readers: KeyList): boolean {
  const known = new Map(readers.entries.map((entry) => [entry.person, JSON.stringify(entry)]));
  return receivers.entries.every((entry) => known.get(entry.person) === JSON.stringify(entry));
}

async function listOf({ given, roots }: Signing, signed: SignedText): Promise<TrustedList> {
  const { org } = given.vault;
  return checkList(signed, { org, roots, name: 'people', today: given.today, isForReading: true });
}

/** The newest list of people that the server shows, held against the roots; it may not be older than what was seen. */
async function currentList(signing: Signing): Promise<TrustedList | null> {
  const [newest] = signing.given.lists;
  const list = newest ? await listOf(signing, newest) : null;
  if ((list?.content.version ?? 0) < (signing.before?.version ?? 0))
    throw new FormFault([{ field: '', message: signing.of.word('rolledBack') }]);
  return list;
}

/** Whose keys this officer held against fingerprints before: those of the list that is remembered. */
async function verifiedBefore(signing: Signing): Promise<ReadonlyMap<string, string>> {
  for (const signed of signing.before ? signing.given.lists : []) {
    const list = await listOf(signing, signed);
    if (signing.before?.people.includes(list.hash))
      return new Map([...list.people.values()].map(({ person, key }) => [person, key]));
  }
  return new Map();
}

async function sendSigned(
  { of, given, keys, before }: Signing,
  signatures: object,
  what: Remembered,
): Promise<string> {
  const boxes = before?.boxes ? { boxes: before.boxes } : {};
  const head = await remember(given.vault, keys, before, { ...what, ...boxes });
  return sendMade(of, {
    draft: given.draft.id,
    signatures,
    state: { after: given.state?.revision ?? 0, head },
  });
}
