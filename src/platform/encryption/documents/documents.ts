import { fromHex, toHex, utf8 } from '../bytes.ts';
import { must } from '../fault.ts';
import { isSignedBy, signHash, type VaultKeys } from '../keys.ts';
import { hashOf } from '../labels.ts';
import {
  day,
  either,
  exactly,
  type Form,
  fields,
  hex,
  listOf,
  mustBe,
  nothing,
  type Of,
  oneOf,
  parsedJson,
  text,
  uuid,
  whole,
  word,
} from './forms.ts';

/*
 * The four documents that are signed. They are JSON with exactly these fields in this order, signed as bytes: there
 * is one way to write each, and another is refused.
 */

const label = fields({ nl: text(200, 1), en: text(200, 1) });

const officer = fields({
  person: uuid,
  kem: hex(1216),
  sign: hex(32),
  function: word,
  label,
});

const root = fields({
  dl: oneOf(1),
  type: oneOf('root'),
  org: uuid,
  version: whole(1, 1_000_000),
  prev: either(hex(32), nothing),
  from: day,
  sign: whole(2, 7),
  open: whole(2, 7),
  officers: listOf(officer, 3, 7),
});

const entry = fields({
  person: uuid,
  kem: hex(1216),
  sign: hex(32),
  function: word,
  label,
  roles: either(exactly('read'), exactly('manage', 'read')),
  desk: listOf(word, 0, 50),
  until: day,
});

const list = fields({
  dl: oneOf(1),
  type: oneOf('list'),
  org: uuid,
  name: oneOf('intake', 'people'),
  version: whole(1, 1_000_000_000),
  root: hex(32),
  from: day,
  until: day,
  entries: listOf(entry, 0, 1_000),
});

const handler = fields({ id: uuid, key: hex(32), sign: hex(32), rights: oneOf('read', 'manage') });
const party = fields({
  id: oneOf('party'),
  key: hex(32),
  sign: hex(32),
  rights: oneOf('read'),
  kem: hex(1216),
});

const share = fields({ key: hex(32), x: whole(1, 255), digest: hex(32) });

const record = fields({
  dl: oneOf(1),
  type: oneOf('record'),
  suite: oneOf(1),
  org: uuid,
  case: uuid,
  box: uuid,
  kind: oneOf('post', 'file', 'call'),
  epoch: whole(0, 9_999),
  prev: either(hex(32), nothing),
  via: oneOf('intake', 'member', 'release'),
  why: oneOf('open', 'members', 'rekey', 'release'),
  commit: hex(32),
  root: hex(32),
  list: hex(32),
  n: whole(0, 100_000),
  h: hex(32),
  members: listOf(either(handler, party), 1, 64),
  escrow: either(nothing, fields({ open: whole(2, 7), shares: listOf(share, 2, 7) })),
  by: fields({ id: either(uuid, oneOf('party')), key: hex(32) }),
  release: either(hex(32), nothing),
});

const release = fields({
  dl: oneOf(1),
  type: oneOf('release'),
  org: uuid,
  request: uuid,
  case: uuid,
  box: uuid,
  epoch: whole(0, 9_999),
  record: hex(32),
  to: fields({ person: uuid, key: hex(32), sign: hex(32) }),
  why: oneOf('lost-keys', 'no-reader', 'order', 'drill'),
  until: day,
});

const forms = { root, list, record, release };

/** Who signs key lists and holds shares: the officers, and how many it takes. */
export type Root = Of<typeof root>;
/** Who has which key: those who receive (`intake`, public) or all who may read (`people`). */
export type KeyList = Of<typeof list>;
/** One epoch of a box: its members, and what it is held to. */
export type BoxRecord = Of<typeof record>;
/** That officers give one person their shares of one epoch of one box. */
export type Release = Of<typeof release>;

interface Documents {
  root: Root;
  list: KeyList;
  record: BoxRecord;
  release: Release;
}
export type DocumentType = keyof Documents;

/** A signature: whose (the id of the keys), and 64 bytes of it in hexadecimal digits. */
export interface Signature {
  key: string;
  sig: string;
}

/** A document as it is stored and sent. */
export interface SignedText {
  doc: string;
  sigs: readonly Signature[];
}

/** A document whose form holds; its signatures are looked at by who knows the signers. */
export interface Parsed<T> {
  content: T;
  /** Its hash, in hexadecimal digits: by it others name it. */
  hash: string;
  sigs: readonly Signature[];
}

/** Lists of a thousand are the longest; a record is 64 KiB at most. */
const longest: Record<DocumentType, number> = {
  root: 65_536,
  list: 8_388_608,
  record: 65_536,
  release: 65_536,
};

const signatures = listOf(fields({ key: hex(32), sig: hex(64) }), 0, 64);

const isNumberOfAnotherSuite = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'suite' in value &&
  Number.isSafeInteger(value.suite) &&
  value.suite !== 1;

/**
 * Reads a document of that type.
 * @throws E_SUITE where it is of a suite that is not known, before anything else; E_FORMAT where it is not written in
 *   its one form.
 */
export async function parseDocument<T extends DocumentType>(
  type: T,
  signed: SignedText,
): Promise<Parsed<Documents[T]>> {
  must(typeof signed?.doc === 'string', 'E_FORMAT', 'no document');
  const { doc, sigs } = signed;
  must(doc.length <= longest[type], 'E_FORMAT', 'longer than a document may be');
  const value = parsedJson(doc);
  must(type !== 'record' || !isNumberOfAnotherSuite(value), 'E_SUITE', 'a suite that is not known');
  const holds: Form<unknown> = forms[type];
  mustBe(value, doc, holds);
  const given: unknown = sigs;
  must(signatures(given), 'E_FORMAT', 'no signatures');
  return {
    content: value as Documents[T],
    hash: toHex(await hashOf(type, utf8(doc))),
    sigs: given.map(({ key, sig }) => ({ key, sig })),
  };
}

/** The one text of a document, to sign. Its form is checked when it is read, by whoever reads it. */
export const documentText = <T extends DocumentType>(content: Documents[T]): string =>
  JSON.stringify(content);

/** A signature under the text of a document. */
export async function signDocument(type: DocumentType, doc: string, by: VaultKeys): Promise<Signature> {
  const hash = await hashOf(type, utf8(doc));
  return { key: by.key, sig: toHex(await signHash(by.signSeed, hash)) };
}

/** Which public key signs under which id. */
export type Signers = ReadonlyMap<string, string>;

/**
 * Holds the signatures of a document against who may sign it.
 * @returns the ids of those who signed.
 * @throws E_SIG where one is of somebody else, does not hold, or occurs twice.
 */
export async function checkSignatures(
  { hash, sigs }: Parsed<unknown>,
  signers: Signers,
): Promise<ReadonlySet<string>> {
  const signed = new Set<string>();
  for (const { key, sig } of sigs) {
    const sign = signers.get(key);
    must(sign !== undefined && !signed.has(key), 'E_SIG', 'signed by another, or twice');
    must(await isSignedBy(fromHex(sign), fromHex(hash), fromHex(sig)), 'E_SIG', 'a signature does not hold');
    signed.add(key);
  }
  return signed;
}
