import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { type Bytes, fromHex, joined, utf8 } from '../../src/platform/encryption/bytes.ts';

/*
 * X-Wing and HPKE in base mode once more, written from RFC 9180 and draft-connolly-cfrg-xwing-kem on top of what Node
 * has built in, for opening only: tests hold both ways of wrapping against it.
 */

const der = (before: string, raw: Uint8Array): Buffer => Buffer.concat([fromHex(before), raw]);

/** The private key of X-Wing is a seed: SHAKE256 of it gives that of ML-KEM-768 and that of X25519. */
function expandedKey(seed: Bytes): { lattice: KeyObject; curve: KeyObject } {
  const bytes = createHash('shake256', { outputLength: 96 }).update(seed).digest();
  const privateKey = (before: string, raw: Uint8Array): KeyObject =>
    createPrivateKey({ key: der(before, raw), format: 'der', type: 'pkcs8' });
  return {
    lattice: privateKey('3054020100300b060960864801650304040204428040', bytes.subarray(0, 64)),
    curve: privateKey('302e020100300506032b656e04220420', bytes.subarray(64)),
  };
}

const rawPublic = (key: KeyObject, length: number): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-length);

/** The public key of X-Wing for a seed. */
export function nativePublicKey(seed: Bytes): Bytes {
  const { lattice, curve } = expandedKey(seed);
  return joined(rawPublic(lattice, 1184), rawPublic(curve, 32));
}

/** Decapsulate of X-Wing. */
export function nativeSharedSecret(seed: Bytes, enc: Bytes): Bytes {
  const { lattice, curve } = expandedKey(seed);
  const point = enc.slice(1088);
  const publicKey = createPublicKey({
    key: der('302a300506032b656e032100', point),
    format: 'der',
    type: 'spki',
  });
  const shared = createHash('sha3-256')
    .update(decapsulate(lattice, enc.subarray(0, 1088)))
    .update(diffieHellman({ privateKey: curve, publicKey }))
    .update(point)
    .update(rawPublic(curve, 32))
    .update('\\.//^\\')
    .digest();
  return joined(shared);
}

/** The cipher of a suite: AES-256-GCM (2) or ChaCha20-Poly1305 (3). */
type Aead = 2 | 3;

/** What the key schedule gives (RFC 9180, 5.1), with HKDF-SHA256. */
export interface Schedule {
  key: Bytes;
  baseNonce: Bytes;
  exporterSecret: Bytes;
}

/** The key schedule of base mode. */
export function nativeSchedule(shared: Bytes, info: Bytes, aead: Aead): Schedule {
  const suite = joined(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0, 1, 0, aead));
  const none = new Uint8Array();
  // HKDF-Extract is what remains of HKDF when nothing is expanded; its output is asked for by HMAC.
  const extract = (salt: Bytes, label: string, from: Bytes): Bytes =>
    hmac(salt.length === 0 ? new Uint8Array(32) : salt, joined(utf8('HPKE-v1'), suite, utf8(label), from));
  const context = joined(
    Uint8Array.of(0),
    extract(none, 'psk_id_hash', none),
    extract(none, 'info_hash', info),
  );
  const master = joined(utf8('HPKE-v1'), suite, utf8('secret'));
  // HKDF with the label as input and the shared secret as salt is extract and expand in one.
  const expand = (label: string, length: number): Bytes => {
    const labelled = joined(Uint8Array.of(0, length), utf8('HPKE-v1'), suite, utf8(label), context);
    return new Uint8Array(hkdfSync('sha256', master, shared, labelled, length));
  };
  return { key: expand('key', 32), baseNonce: expand('base_nonce', 12), exporterSecret: expand('exp', 32) };
}

/** HMAC-SHA256 by its definition (RFC 2104), so that it is not the code that it is held against. */
function hmac(key: Bytes, message: Bytes): Bytes {
  const padded = joined(key, new Uint8Array(64 - key.length));
  const sha = (...parts: Uint8Array[]): Bytes =>
    joined(
      createHash('sha256')
        .update(joined(...parts))
        .digest(),
    );
  const inner = padded.map((byte) => byte ^ 0x36);
  const outer = padded.map((byte) => byte ^ 0x5c);
  return sha(outer, sha(inner, message));
}

/** Opens one text: the nonce is the base nonce with the number of the text in it. */
export function nativeOpen(
  { key, baseNonce }: Schedule,
  { aead, number = 0, bound, sealed }: { aead: Aead; number?: number; bound: Bytes; sealed: Bytes },
): Bytes {
  const nonce = baseNonce.slice();
  nonce[11] = (nonce[11] ?? 0) ^ number;
  const text = sealed.subarray(0, -16);
  if (aead === 2) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAAD(bound).setAuthTag(sealed.subarray(-16));
    return joined(decipher.update(text), decipher.final());
  }
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  decipher.setAAD(bound, { plaintextLength: text.length }).setAuthTag(sealed.subarray(-16));
  return joined(decipher.update(text), decipher.final());
}
