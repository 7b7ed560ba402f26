import { type Bytes, fromHex } from './bytes.ts';
import { type VaultKeys, vaultKeys } from './keys.ts';
import { readPassphrase, stretchPassphrase } from './passphrase.ts';
import { readCode } from './receipt-code.ts';
import { openSlot, type SlotPlace, type SlotType, slotKeyOfCode, slotKeyOfPassphrase } from './slots.ts';

/** A vault as its owner has it: what opens it is not in it. Bytes are hexadecimal digits. */
export interface SealedVault {
  readonly org: string;
  /** By which documents name its owner. */
  readonly person: string;
  readonly version: number;
  /** The id of its keys. */
  readonly key: string;
  readonly slots: readonly {
    readonly id: string;
    readonly type: SlotType;
    readonly salt: string;
    readonly box: string;
  }[];
}

/**
 * Unlocks a vault with what somebody typed: a printed code or the passphrase.
 * @returns null where it does not open, or opens to other keys than it says.
 */
export async function unlockVault(vault: SealedVault, typed: string): Promise<VaultKeys | null> {
  const type = isCode(typed) ? 'code' : 'pass';
  for (const slot of vault.slots.filter((one) => one.type === type)) {
    const place: SlotPlace = {
      org: vault.org,
      owner: vault.person,
      version: vault.version,
      slot: slot.id,
      type,
      salt: fromHex(slot.salt),
    };
    try {
      const secret = await openSlot(place, await keyOf(place, typed), fromHex(slot.box));
      const keys = await vaultKeys(secret);
      if (keys.key === vault.key) return keys;
    } catch {
      // Another slot, or none: all of it is said with the same words.
    }
  }
  return null;
}

function isCode(typed: string): boolean {
  try {
    return readCode(typed) !== '';
  } catch {
    return false;
  }
}

const keyOf = async (place: SlotPlace, typed: string): Promise<Bytes> =>
  place.type === 'code'
    ? slotKeyOfCode(place, typed)
    : slotKeyOfPassphrase(place, stretchPassphrase(readPassphrase(typed), place.salt));
