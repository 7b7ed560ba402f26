import {
  areZeros,
  type Bytes,
  fromHex,
  joined,
  randomBytes,
  toHex,
  u32,
  utf8,
  uuidBytes,
  uuidText,
} from '../bytes.ts';
import {
  either,
  fields,
  hex,
  isDay,
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
} from '../documents/forms.ts';
import { EncryptionFault, must } from '../fault.ts';
import { isSignedBy, signHash } from '../keys.ts';
import { derivedKey, hashOf, opened, sealed } from '../labels.ts';

/*
 * An object of a box: its head is a message, or what says what a file is and how it opens. What is written is padded,
 * so that its length tells little, and signed inside, so that only readers see by whom.
 */

/** What an object is: a message, a file, or something of one's own (a logbook, the remembered state). */
export type ObjectKind = 'entry' | 'file' | 'self';

const kinds: readonly ObjectKind[] = ['entry', 'file', 'self'];

export interface Header {
  kind: ObjectKind;
  epoch: number;
  /** The id of the object, a UUID. */
  object: string;
}

const mostText = 400_000;
/** The largest file, 100 MiB. */
const mostFileBytes = 104_857_600;

const fileForm = fields({
  name: text(1_000, 1),
  mime: text(200, 1),
  size: whole(0, mostFileBytes),
  key: hex(32),
  digest: hex(32),
});

const content = fields({
  by: fields({ id: either(uuid, oneOf('party')), key: hex(32) }),
  at: text(20, 1),
  type: word,
  seen: fields({ n: whole(0, 100_000), h: hex(32) }),
  text: text(mostText),
  file: either(nothing, fileForm),
  drop: listOf(hex(32), 0, 1_000),
});

/** What a head says. `file` names a body and holds the key that opens it. */
export type HeadContent = Of<typeof content>;
export type FileHead = Of<typeof fileForm>;

const headerLength = 25;
const nonceLength = 12;
const signatureLength = 64;
/** The sizes to which the plain text of a head is filled up with zeros. */
const buckets = [2_048, 8_192, 32_768, 131_072, 524_288];
const magic = utf8('DL1');
const suite = 1;

function headerBytes({ kind, epoch, object }: Header): Bytes {
  const number = kinds.indexOf(kind) + 1;
  return joined(magic, Uint8Array.of(suite, number), u32(epoch), uuidBytes(object));
}

/**
 * Reads the header of a head, which is not encrypted, and holds its length against the sizes that a head has.
 * @throws E_FORMAT where it is no head, E_SUITE where it is of a suite that is not known.
 */
export function readHeader(head: Bytes): Header {
  must(head.length > headerLength && magic.every((byte, at) => head[at] === byte), 'E_FORMAT', 'no head');
  must(head[3] === suite, 'E_SUITE', 'a suite that is not known');
  const kind = kinds[(head[4] ?? 0) - 1];
  must(kind !== undefined, 'E_FORMAT', 'a kind that is not known');
  must(
    buckets.includes(head.length - headerLength - nonceLength - 16),
    'E_FORMAT',
    'a length that no head has',
  );
  const object = uuidText(head.subarray(9, headerLength));
  uuidBytes(object);
  return { kind, epoch: new DataView(head.buffer, head.byteOffset).getUint32(5), object };
}

/** The digest of a head, by which the log and others name it. */
export const headDigest = async (head: Bytes): Promise<string> => toHex(await hashOf('blob', head));

/** What opens the heads of one epoch: its secret, and the hash of its record. For something of one's own, see `own.ts`. */
export interface HeadKeys {
  secret: Bytes | CryptoKey;
  context: Bytes;
}

const headKey = ({ secret, context }: HeadKeys, header: Bytes): Promise<CryptoKey> =>
  derivedKey(secret, 'object', joined(context, header));

/** What is signed: the header, where it belongs, and the text. */
const signedHash = (header: Bytes, { context }: HeadKeys, json: Bytes): Promise<Bytes> =>
  hashOf('author', header, context, json);

/**
 * Seals a head. Sealed again, it gets a new nonce.
 * @param said what it says; its author is whose `signSeed` is given
 * @param least the smallest size of its plain text, in bytes
 * @param nonce only to repeat a known case; of chance otherwise
 * @throws E_FORMAT where it says what no head may say.
 */
export async function sealHead(
  keys: HeadKeys,
  header: Header,
  {
    said,
    signSeed,
    least = 0,
    nonce = randomBytes(nonceLength),
  }: {
    said: HeadContent;
    signSeed: Bytes;
    least?: number;
    nonce?: Bytes;
  },
): Promise<Bytes> {
  const written = JSON.stringify(said);
  readContent(written, header.kind);
  checkMoment(said);
  const bytes = headerBytes(header);
  const json = utf8(written);
  const signature = await signHash(signSeed, await signedHash(bytes, keys, json));
  const unpadded = joined(u32(json.length), json, signature);
  const size = buckets.find((bucket) => bucket >= Math.max(unpadded.length, least));
  must(size !== undefined, 'E_FORMAT', 'longer than a head may be');
  const plain = joined(unpadded, new Uint8Array(size - unpadded.length));
  return joined(bytes, nonce, await sealed(await headKey(keys, bytes), nonce, plain));
}

/** A head that opened, before anybody looked at who signed it. */
export interface OpenHead {
  header: Header;
  content: HeadContent;
  json: string;
  /** @returns whether it is signed by this public key. */
  isSignedBy: (sign: string | CryptoKey) => Promise<boolean>;
}

/**
 * Opens a head.
 * @throws E_FORMAT or E_SUITE by its form, E_OBJECT where it does not open in this place, E_FORMAT by what is inside.
 */
export async function openHead(keys: HeadKeys, head: Bytes): Promise<OpenHead> {
  const header = readHeader(head);
  const bytes = head.slice(0, headerLength);
  const nonce = head.slice(headerLength, headerLength + nonceLength);
  const text = head.slice(headerLength + nonceLength);
  const plain = await opened(await headKey(keys, bytes), nonce, text, 'E_OBJECT');
  const length = new DataView(plain.buffer).getUint32(0);
  const end = 4 + length + signatureLength;
  must(end <= plain.length, 'E_FORMAT', 'a text beyond the end');
  must(areZeros(plain.subarray(end)), 'E_FORMAT', 'something behind the signature');
  const jsonBytes = plain.slice(4, 4 + length);
  const json = decoded(jsonBytes);
  const said = readContent(json, header.kind);
  const signature = plain.slice(4 + length, end);
  const hash = await signedHash(bytes, keys, jsonBytes);
  return {
    header,
    content: said,
    json,
    isSignedBy: (sign) => isSignedBy(typeof sign === 'string' ? fromHex(sign) : sign, hash, signature),
  };
}

function decoded(bytes: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EncryptionFault('E_FORMAT', 'no UTF-8');
  }
}

function readContent(json: string, kind: ObjectKind): HeadContent {
  const value = parsedJson(json);
  mustBe(value, json, content);
  must(
    (kind === 'file') === (value.file !== null),
    'E_FORMAT',
    'a file where none is said, or none where one is',
  );
  must(utf8(value.text).length <= mostText, 'E_FORMAT', 'a text that is too long');
  return value;
}

/**
 * Holds the moment of a head against its author: a reporter says the day and no more, a member the hour.
 * @throws E_FORMAT.
 */
export function checkMoment({ by, at }: HeadContent): void {
  const isRight =
    by.id === 'party' ? isDay(at) : isDay(at.slice(0, 10)) && /^T([01]\d|2[0-3])$/.test(at.slice(10));
  must(isRight, 'E_FORMAT', 'a moment that its author does not say');
}
