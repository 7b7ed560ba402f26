import { XWing } from '@hpke/hybridkem-x-wing';
import { type Bytes, joined, toHex } from './bytes.ts';
import { must } from './fault.ts';
import { derive, hashOf, tag } from './labels.ts';

/** The two public keys of a vault: `kem` (X-Wing, 1216 bytes) to wrap to, `sign` (Ed25519, 32 bytes) to verify by. */
export interface PublicKeys {
  kem: Bytes;
  sign: Bytes;
}

/** What follows from the secret of a vault. `key` is its id: who it is in documents, as hexadecimal digits. */
export interface VaultKeys extends PublicKeys {
  kemSeed: Bytes;
  signSeed: Bytes;
  self: Bytes;
  key: string;
}

/** The key encapsulation of the protocol: X-Wing, that is MLKEM768-X25519, 0x647a. */
export const xWing = new XWing();

/**
 * The keys of a vault from its secret.
 * @throws E_FORMAT where that is not 32 bytes.
 */
export async function vaultKeys(vault: Bytes): Promise<VaultKeys> {
  must(vault.length === 32, 'E_FORMAT', 'the secret of a vault is 32 bytes');
  const [kemSeed, signSeed, self] = await Promise.all([
    derive(vault, 'vault/kem'),
    derive(vault, 'vault/sign'),
    derive(vault, 'vault/self'),
  ]);
  // The library keeps the seed that it is given as its private key: it gets one of its own.
  const pair = await xWing.generateKeyPairDerand(kemSeed.slice());
  const kem = new Uint8Array(await xWing.serializePublicKey(pair.publicKey));
  const sign = await signPublicKey(signSeed);
  return { kemSeed, signSeed, self, kem, sign, key: await keyId({ kem, sign }) };
}

/** The id of a pair of public keys: their hash, as hexadecimal digits. */
export const keyId = async ({ kem, sign }: PublicKeys): Promise<string> =>
  toHex(await hashOf('key', kem, sign));

/** A private key of Ed25519 in the form that WebCrypto takes: PKCS #8 of RFC 8410 around the seed. */
const pkcs8 = Uint8Array.of(
  ...[0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20],
);

const signingKey = (seed: Bytes, isExtractable: boolean): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', joined(pkcs8, seed), 'Ed25519', isExtractable, ['sign']);

async function signPublicKey(seed: Bytes): Promise<Bytes> {
  const { x = '' } = await crypto.subtle.exportKey('jwk', await signingKey(seed, true));
  return Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
}

/**
 * Signs a hash of 32 bytes; 64 bytes. Two signatures of one hash may differ (some browsers mix in chance): they are
 * verified, never compared.
 */
export async function signHash(signSeed: Bytes, hash: Bytes): Promise<Bytes> {
  const key = await signingKey(signSeed, false);
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key, joined(tag('sig'), hash)));
}

/** A public key made ready: for who verifies many signatures of one. Null where it is no key. */
export const verifyingKey = (sign: Bytes): Promise<CryptoKey | null> =>
  crypto.subtle.importKey('raw', sign, 'Ed25519', false, ['verify']).catch(() => null);

/** Whether a signature of a hash is of that public key. */
export async function isSignedBy(sign: Bytes | CryptoKey, hash: Bytes, signature: Bytes): Promise<boolean> {
  const key = sign instanceof Uint8Array ? await verifyingKey(sign) : sign;
  return key !== null && crypto.subtle.verify('Ed25519', key, signature, joined(tag('sig'), hash));
}

/**
 * Holds public keys against what they must be, before anything is done with them.
 * @returns the id of the keys.
 * @throws E_KEY: a length, an ML-KEM coefficient of 3329 or more, a point of low order, no point, or not written in
 *   its one form.
 */
export async function checkKeys(keys: PublicKeys): Promise<string> {
  const { kem, sign } = keys;
  must(kem.length === 1216 && sign.length === 32, 'E_KEY', 'keys of other lengths');
  must(areCoefficientsReduced(kem.subarray(0, 1152)), 'E_KEY', 'a coefficient of 3329 or more');
  const point = numberOf(kem.subarray(1184)) & ((1n << 255n) - 1n);
  must(!lowOrderOnCurve25519.includes(point), 'E_KEY', 'an X25519 point of low order');
  must(isSoundSignKey(sign), 'E_KEY', 'no Ed25519 key in its one form');
  return keyId(keys);
}

/** Each three bytes of an encapsulation key are two coefficients of twelve bits (FIPS 203, algorithm 6). */
function areCoefficientsReduced(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    if ((a | ((b & 15) << 8)) >= 3329 || ((b >> 4) | (c << 4)) >= 3329) return false;
  }
  return true;
}

const p = (1n << 255n) - 19n;

/** The number that bytes stand for, the least significant first. */
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse())}`);

/** The u-coordinates of low order, those of the twist and those not reduced included (as listed in RFC 7748's notes). */
const lowOrderOnCurve25519 = [
  0n,
  1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  p - 1n,
  p,
  p + 1n,
];

/** base^(2^times), modulo p. */
function squared(base: bigint, times: number): bigint {
  let result = base;
  for (let left = times; left > 0; left--) result = (result * result) % p;
  return result;
}

/** Whether a number but zero has a square root: its power to (p − 1) / 2 = 16·(2^250 − 1) + 6 is one (Euler). */
function isSquare(number: bigint): boolean {
  // The power to 2^n − 1 for growing n: from those for a and b follows that for a + b.
  const ones = (of: bigint, length: number, more: bigint): bigint => (squared(of, length) * more) % p;
  const two = ones(number, 1, number);
  const five = ones(ones(two, 2, two), 1, number);
  const ten = ones(five, 5, five);
  const twenty = ones(ten, 10, ten);
  const fifty = ones(ones(twenty, 20, twenty), 10, ten);
  const hundred = ones(fifty, 50, fifty);
  const all = ones(ones(hundred, 100, hundred), 50, fifty);
  const six = (squared(number, 1) * squared(number, 2)) % p;
  return (squared(all, 4) * six) % p === 1n;
}

/** d of the curve −x² + y² = 1 + dx²y² (RFC 8032, 5.1). */
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/** The y of the eight points of small order: of order two and one, four, and eight. */
const smallOrderOnEdwards25519 = [
  0n,
  1n,
  p - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  p - 2707385501144840649318225287225658788936804267575313519463743609750303402022n,
];

/** Whether 32 bytes are a point of edwards25519 in its one form that is not of small order. */
function isSoundSignKey(bytes: Uint8Array): boolean {
  const y = numberOf(bytes) & ((1n << 255n) - 1n);
  if (y >= p || smallOrderOnEdwards25519.includes(y)) return false;
  // x² = (y² − 1) / (dy² + 1) has a root where the product has one. Neither is zero: y is not ±1, −1/d is no square.
  const yy = (y * y) % p;
  return isSquare(((yy - 1n) * ((d * yy + 1n) % p)) % p);
}
