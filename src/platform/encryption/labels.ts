import { type Bytes, joined, utf8 } from './bytes.ts';
import { EncryptionFault, type FaultCode, must } from './fault.ts';

/** What a hash is of. A label is used for one thing. */
type HashLabel =
  | 'root'
  | 'list'
  | 'record'
  | 'release'
  | 'key'
  | 'blob'
  | 'chain'
  | 'chunk'
  | 'body'
  | 'share'
  | 'author'
  | 'self'
  | 'locator'
  | 'prf';

/** What a key is for. A label is used for one thing. */
type KeyLabel =
  | 'vault/kem'
  | 'vault/sign'
  | 'vault/self'
  | 'code/locator'
  | 'slot/code'
  | 'slot/pass'
  | 'slot/prf'
  | 'commit'
  | 'carry'
  | 'object'
  | 'session';

/** The bytes that begin everything that is hashed, signed or derived under a label. */
export const tag = (label: string): Bytes => utf8(`daglicht/dl1/${label}\0`);

/** The labelled hash H of the protocol: SHA-256, 32 bytes. */
export async function hashOf(label: HashLabel, ...parts: readonly Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(tag(label), ...parts)));
}

const nothing = new Uint8Array();

/** A secret made ready: for who derives many keys of one. */
export const readySecret = (from: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits', 'deriveKey']);

const hkdf = (label: KeyLabel, context: Bytes, salt: Bytes) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt,
  info: joined(tag(label), context),
});

/** The labelled derivation of the protocol: HKDF-SHA256, 32 bytes. */
export async function derive(
  from: Bytes,
  label: KeyLabel,
  context: Bytes = nothing,
  salt: Bytes = nothing,
): Promise<Bytes> {
  const key = await readySecret(from);
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(label, context, salt), key, 256));
}

/** What `derive` gives, as a key of AES-256-GCM that never becomes bytes. */
export const derivedKey = async (
  from: Bytes | CryptoKey,
  label: KeyLabel,
  context: Bytes,
): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(
    hkdf(label, context, nothing),
    from instanceof Uint8Array ? await readySecret(from) : from,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );

/**
 * A key of AES-256-GCM made ready: for who seals or opens many times under one.
 * @throws E_FORMAT where it is not 32 bytes: the platform would take 16 as well.
 */
export function readyKey(key: Bytes): Promise<CryptoKey> {
  must(key.length === 32, 'E_FORMAT', 'a key is 32 bytes');
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const asReady = async (key: Bytes | CryptoKey): Promise<CryptoKey> =>
  key instanceof Uint8Array ? readyKey(key) : key;

/** AES-256-GCM with a tag of 16 bytes behind the text. A nonce is used once with a key. */
export async function sealed(
  key: Bytes | CryptoKey,
  nonce: Bytes,
  plain: Bytes,
  with_: Bytes = nothing,
): Promise<Bytes> {
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: with_ };
  return new Uint8Array(await crypto.subtle.encrypt(parameters, await asReady(key), plain));
}

/**
 * Opens what `sealed` made.
 * @throws EncryptionFault with the code given where it was made otherwise.
 */
export async function opened(
  key: Bytes | CryptoKey,
  nonce: Bytes,
  sealedBytes: Bytes,
  code: FaultCode,
  with_: Bytes = nothing,
): Promise<Bytes> {
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: with_ };
  const aes = await asReady(key);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, aes, sealedBytes));
  } catch {
    throw new EncryptionFault(code, 'does not open');
  }
}
