import { openHead, sealHead } from '../../../encryption/boxes/heads.ts';
import { ownContext } from '../../../encryption/boxes/own.ts';
import { type Bytes, fromHex, toHex, utf8 } from '../../../encryption/bytes.ts';
import { type VaultKeys, vaultKeys } from '../../../encryption/keys.ts';
import { readPassphrase, stretchPassphrase } from '../../../encryption/passphrase.ts';
import { readCode } from '../../../encryption/receipt-code.ts';
import {
  openSlot,
  type SlotPlace,
  type SlotType,
  slotKeyOfCode,
  slotKeyOfPassphrase,
} from '../../../encryption/slots.ts';

/** The own vault as the page brings it. */
export interface GivenVault {
  readonly org: string;
  readonly person: string;
  readonly version: number;
  readonly key: string;
  readonly slots: readonly {
    readonly id: string;
    readonly type: SlotType;
    readonly salt: string;
    readonly box: string;
  }[];
}

/**
 * Unlocks the own vault with what somebody typed: the printed code or the passphrase.
 * @returns null where it does not open, or opens to other keys than those that stand for this person.
 */
export async function unlock(given: GivenVault, typed: string): Promise<VaultKeys | null> {
  const type = isCode(typed) ? 'code' : 'pass';
  for (const slot of given.slots.filter((one) => one.type === type)) {
    const place: SlotPlace = {
      org: given.org,
      owner: given.person,
      version: given.version,
      slot: slot.id,
      type,
      salt: fromHex(slot.salt),
    };
    try {
      const key = await keyOf(place, typed);
      const keys = await vaultKeys(await openSlot(place, key, fromHex(slot.box)));
      if (keys.key === given.key) return keys;
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

const keyOf = (place: SlotPlace, typed: string): Promise<Bytes> =>
  place.type === 'code'
    ? slotKeyOfCode(place, typed)
    : slotKeyOfPassphrase(place, stretchPassphrase(readPassphrase(typed), place.salt));

/** What somebody remembers of roots and lists, sealed to their own vault: to notice when less is shown, or another. */
export interface Remembered {
  /** The hash of the newest root that was relied on. */
  readonly root: string;
  /** The hashes of the lists of people that were held against fingerprints, the newest first; also of what was only signed. */
  readonly people: readonly string[];
  /** The highest version of a list that was seen: an older one is refused. */
  readonly version: number;
}

/** The remembered state as the server keeps it. */
export interface GivenState {
  readonly revision: number;
  readonly head: string;
}

const name = 'state';

async function headKeys(given: GivenVault, { self }: VaultKeys) {
  const { org, person, version } = given;
  return { secret: self, context: await ownContext({ org, person, version, name }) };
}

/**
 * Opens what was remembered.
 * @throws EncryptionFault where what the server gives is not what this vault sealed
 */
export async function remembered(
  given: GivenVault,
  keys: VaultKeys,
  state: GivenState | null,
): Promise<(Remembered & { readonly object: string; readonly saves: number }) | null> {
  if (!state) return null;
  const head = await openHead(await headKeys(given, keys), fromHex(state.head));
  if (!(await head.isSignedBy(toHex(keys.sign)))) throw new Error('not signed by the own vault');
  const said = JSON.parse(head.content.text) as Remembered;
  return { ...said, object: head.header.object, saves: head.content.seen.n };
}

/** Seals what is to be remembered from now on; hexadecimal digits. */
export async function remember(
  given: GivenVault,
  keys: VaultKeys,
  before: { readonly object: string; readonly saves: number } | null,
  what: Remembered,
): Promise<string> {
  const header = {
    kind: 'self',
    epoch: given.version,
    object: before?.object ?? crypto.randomUUID(),
  } as const;
  const text = JSON.stringify(what);
  const head = await sealHead(await headKeys(given, keys), header, {
    said: {
      by: { id: given.person, key: keys.key },
      at: new Date().toISOString().slice(0, 13),
      type: name,
      seen: {
        n: (before?.saves ?? 0) + 1,
        h: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)))),
      },
      text,
      file: null,
      drop: [],
    },
    signSeed: keys.signSeed,
  });
  return toHex(head);
}
