import { type Bytes, joined, randomBytes, u32, uuidBytes } from './bytes.ts';
import { must } from './fault.ts';
import { derive, opened, sealed, tag } from './labels.ts';
import { codeMaterial, readCode } from './receipt-code.ts';

/** How a vault is unlocked: by a code, by a generated passphrase, or by a passkey (its PRF). */
export type SlotType = 'code' | 'pass' | 'prf';

const typeNumbers: Record<SlotType, number> = { code: 1, pass: 2, prf: 3 };

/** Where a slot stands: all of it is part of what opens it, so that it opens nowhere else. */
export interface SlotPlace {
  /** The organisation, a UUID. */
  org: string;
  /** Whose vault: the id of a person, or of the box of a mailbox. */
  owner: string;
  /** The version of the vault; 1 at first. */
  version: number;
  /** The id of the slot. */
  slot: string;
  type: SlotType;
  /** 32 bytes of chance. */
  salt: Bytes;
}

/** A new place for a slot, with an id and a salt of its own. */
export const newSlotPlace = (place: Pick<SlotPlace, 'org' | 'owner' | 'version' | 'type'>): SlotPlace => ({
  ...place,
  slot: crypto.randomUUID(),
  salt: randomBytes(32),
});

const owned = ({ org, owner }: SlotPlace): Bytes => joined(uuidBytes(org), uuidBytes(owner));

/**
 * The key of a slot that a code opens.
 * @param typed as somebody typed it
 * @throws E_CODE where it cannot be a code.
 */
export const slotKeyOfCode = (place: SlotPlace, typed: string): Promise<Bytes> =>
  derive(codeMaterial(readCode(typed)), 'slot/code', owned(place), place.salt);

/**
 * The key of a slot that a passkey opens.
 * @param output the 32 bytes of the PRF extension
 */
export function slotKeyOfPasskey(place: SlotPlace, output: Bytes): Promise<Bytes> {
  must(output.length === 32, 'E_FORMAT', 'a PRF gives 32 bytes');
  return derive(output, 'slot/prf', owned(place), place.salt);
}

/**
 * The key of a slot that a passphrase opens.
 * @param stretched what `stretchPassphrase` made of the words with the salt of the place
 */
export const slotKeyOfPassphrase = (place: SlotPlace, stretched: Bytes): Promise<Bytes> =>
  derive(stretched, 'slot/pass', owned(place), place.salt);

function boundTo({ org, owner, version, slot, type, salt }: SlotPlace): Bytes {
  must(Object.hasOwn(typeNumbers, type), 'E_FORMAT', 'no such kind of slot');
  must(salt.length === 32, 'E_FORMAT', 'a salt is 32 bytes');
  const ids = joined(uuidBytes(org), uuidBytes(owner), u32(version), uuidBytes(slot));
  return joined(tag('slot'), ids, Uint8Array.of(typeNumbers[type]), salt);
}

/**
 * Seals the secret of a vault into a slot: 60 bytes.
 * @param nonce only to repeat a known case; of chance otherwise
 */
export async function sealSlot(
  place: SlotPlace,
  key: Bytes,
  vault: Bytes,
  nonce: Bytes = randomBytes(12),
): Promise<Bytes> {
  must(vault.length === 32, 'E_FORMAT', 'the secret of a vault is 32 bytes');
  return joined(nonce, await sealed(key, nonce, vault, boundTo(place)));
}

/**
 * Opens a slot. Afterwards the id of the vault's keys is held against the signed list: another is E_SLOT too.
 * @throws E_FORMAT where it is no slot, E_SLOT where it is not opened by this, or not in this place.
 */
export async function openSlot(place: SlotPlace, key: Bytes, box: Bytes): Promise<Bytes> {
  const bound = boundTo(place);
  must(box.length === 60, 'E_FORMAT', 'a slot is 60 bytes');
  return opened(key, box.slice(0, 12), box.slice(12), 'E_SLOT', bound);
}
