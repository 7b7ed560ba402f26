import {
  createCipheriv,
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  encapsulate,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { type Bytes, fromHex, joined, utf8 } from '../bytes.ts';
import { must } from '../fault.ts';
import { checkKeys, type PublicKeys } from '../keys.ts';
import { boundTo, lengthOfSecret, type WrapPlace, wrapInfo } from '../wraps.ts';

/*
 * The wraps of `wraps.ts` by what Node has built in, for the server alone: more than ten times as fast, so that the
 * route without scripts keeps up. HPKE in base mode (RFC 9180, sections 4 and 5.1) with X-Wing
 * (draft-connolly-cfrg-xwing-kem, 5.4), HKDF-SHA256 and AES-256-GCM; held to the other by `native-wraps.test.ts`.
 */

/** X-Wing, HKDF-SHA256 and AES-256-GCM by their numbers (RFC 9180, 5.1). */
const suiteId = joined(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x02));
const version = utf8('HPKE-v1');
const nothing = new Uint8Array();

const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer =>
  createHmac('sha256', key)
    .update(joined(...parts))
    .digest();

/** LabeledExtract (RFC 9180, 4). An empty salt is as good as one of zeros to HMAC. */
const extracted = (salt: Uint8Array, label: string, from: Uint8Array): Buffer =>
  hmac(salt, version, suiteId, utf8(label), from);

/** LabeledExpand (RFC 9180, 4), for 32 bytes and fewer: one step of HKDF. */
const expanded = (secret: Uint8Array, label: string, context: Uint8Array, length: number): Buffer =>
  hmac(secret, Uint8Array.of(0, length), version, suiteId, utf8(label), context, Uint8Array.of(1)).subarray(
    0,
    length,
  );

/** What the key schedule begins with: base mode, no shared key, what all wraps are for (RFC 9180, 5.1). */
const scheduled = joined(
  Uint8Array.of(0),
  extracted(nothing, 'psk_id_hash', nothing),
  extracted(nothing, 'info_hash', wrapInfo),
);

/** What stands before a raw public key in its SubjectPublicKeyInfo. */
const beforeMlKem768 = fromHex('308204b2300b0609608648016503040402038204a100');
const beforeX25519 = fromHex('302a300506032b656e032100');

const publicKey = (before: Uint8Array, raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([before, raw]), format: 'der', type: 'spki' });

/** The label of X-Wing, a drawing of its wings. */
const xWingLabel = utf8('\\.//^\\');
const mlKemBytes = 1184;

/** Encapsulate of X-Wing: a shared secret, and what carries it. */
function encapsulatedTo(kem: Bytes): { shared: Buffer; carrier: Bytes } {
  const lattice = encapsulate(publicKey(beforeMlKem768, kem.subarray(0, mlKemBytes)));
  const point = kem.subarray(mlKemBytes);
  const ephemeral = generateKeyPairSync('x25519');
  const ownPoint = ephemeral.publicKey.export({ format: 'der', type: 'spki' }).subarray(beforeX25519.length);
  const curve = diffieHellman({
    privateKey: ephemeral.privateKey,
    publicKey: publicKey(beforeX25519, point),
  });
  const shared = createHash('sha3-256')
    .update(joined(lattice.sharedKey, curve, ownPoint, point, xWingLabel))
    .digest();
  return { shared, carrier: joined(lattice.ciphertext, ownPoint) };
}

/**
 * Wraps a secret to somebody's keys, as `sealWrap` does: who opens it cannot tell which of both made it.
 * @throws E_KEY where the keys are not sound, E_WRAP where the secret has another length than its purpose asks.
 */
export async function sealWrapNatively(place: WrapPlace, to: PublicKeys, secret: Bytes): Promise<Bytes> {
  const key = await checkKeys(to);
  must(secret.length === lengthOfSecret(place.purpose), 'E_WRAP', 'a secret of another length');
  const bound = boundTo(place, key);
  const { shared, carrier } = encapsulatedTo(to.kem);
  const master = extracted(shared, 'secret', nothing);
  const cipher = createCipheriv(
    'aes-256-gcm',
    expanded(master, 'key', scheduled, 32),
    expanded(master, 'base_nonce', scheduled, 12),
  );
  cipher.setAAD(bound);
  return joined(carrier, cipher.update(secret), cipher.final(), cipher.getAuthTag());
}
