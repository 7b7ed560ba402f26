import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { type Bytes, fromHex, joined, utf8 } from './bytes.ts';
import { EncryptionFault, must } from './fault.ts';
import { checkKeys, type PublicKeys, type VaultKeys, xWing } from './keys.ts';

/** What a wrap holds: the secret of an epoch for a member, a share of it for an officer, that share when released. */
export type WrapPurpose = 'member' | 'share' | 'released';

const numbers: Record<WrapPurpose, number> = { member: 1, share: 2, released: 3 };
const lengths: Record<WrapPurpose, number> = { member: 32, share: 33, released: 33 };

/** What a wrap is bound to: it opens under nothing else. */
export interface WrapPlace {
  purpose: WrapPurpose;
  /** The hash of the record; of the release, when a share is released. Hexadecimal, as are ids of keys. */
  doc: string;
  /** The id of the maker's keys. It proves nothing: what counts is the signed record. */
  from: string;
}

/** How many bytes a wrap of that purpose holds. */
export const lengthOfSecret = (purpose: WrapPurpose): number => lengths[purpose];

const suite = new CipherSuite({ kem: xWing, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
export const wrapInfo = utf8('daglicht/dl1/wrap');
const encapsulated = 1120;

/**
 * The bytes that a wrap is bound to.
 * @throws E_FORMAT where a hash or an id is not 32 bytes.
 */
export function boundTo({ purpose, doc, from }: WrapPlace, to: string): Bytes {
  const ids = [doc, from, to].map(fromHex);
  must(
    ids.every((id) => id.length === 32),
    'E_FORMAT',
    'hashes and ids are 32 bytes',
  );
  return joined(Uint8Array.of(numbers[purpose]), ...ids);
}

/**
 * Wraps a secret to somebody's keys: HPKE in base mode.
 * @param randomness 64 bytes, only to repeat a known case; of chance otherwise
 * @throws E_KEY where the keys are not sound, E_WRAP where the secret has another length than its purpose asks.
 */
export async function sealWrap(
  place: WrapPlace,
  to: PublicKeys,
  secret: Bytes,
  randomness?: Bytes,
): Promise<Bytes> {
  const key = await checkKeys(to);
  must(secret.length === lengthOfSecret(place.purpose), 'E_WRAP', 'a secret of another length');
  const recipientPublicKey = await xWing.deserializePublicKey(to.kem.slice());
  const sender = await suite.createSenderContext({
    recipientPublicKey,
    info: wrapInfo,
    ...(randomness ? { ekm: randomness.slice() } : {}),
  });
  const text = await sender.seal(secret, boundTo(place, key));
  return joined(new Uint8Array(sender.enc), new Uint8Array(text));
}

/**
 * Opens a wrap that is meant for these keys.
 * @throws E_WRAP where it is for another, for another purpose, under another document, by another, or changed.
 */
export async function openWrap(place: WrapPlace, own: VaultKeys, wrap: Bytes): Promise<Bytes> {
  must(wrap.length === encapsulated + lengths[place.purpose] + 16, 'E_WRAP', 'a wrap of another length');
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: await xWing.importKey('raw', own.kemSeed.slice().buffer, false),
      enc: wrap.slice(0, encapsulated),
      info: wrapInfo,
    });
    return new Uint8Array(await recipient.open(wrap.slice(encapsulated), boundTo(place, own.key)));
  } catch {
    throw new EncryptionFault('E_WRAP', 'does not open');
  }
}
