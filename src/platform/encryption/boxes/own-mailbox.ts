import { type Bytes, fromHex } from '../bytes.ts';
import type { SignedText } from '../documents/documents.ts';
import { checkRecordsAsParty, type TrustedRecord } from '../documents/records.ts';
import { must } from '../fault.ts';
import { type VaultKeys, vaultKeys } from '../keys.ts';
import { openSlot, slotKeyOfCode } from '../slots.ts';
import { type BoxMemory, readLog, type Shown } from './log.ts';
import type { Keyring } from './report.ts';
import { openEpochs } from './secrets.ts';

/** A mailbox as the server gives it to whoever sends the locator of a code. Bytes are hexadecimal digits. */
export interface GivenMailbox {
  readonly org: string;
  readonly today: string;
  readonly case: string;
  readonly box: string;
  readonly received: string;
  readonly state: 'open' | 'closed';
  readonly slot: { readonly id: string; readonly salt: string; readonly box: string };
  readonly wrap: string | null;
  readonly records: readonly SignedText[];
  readonly carries: readonly string[];
  readonly items: readonly ({ readonly head: string } | { readonly gone: string })[];
}

/** A mailbox that was opened by its code, all of it verified by its own key. */
export interface ReadMailbox {
  readonly vault: Bytes;
  readonly keys: VaultKeys;
  readonly records: readonly TrustedRecord[];
  readonly secrets: readonly Bytes[];
  readonly shown: readonly Shown[];
  readonly memory: BoxMemory;
}

/**
 * Opens a mailbox with its code. Trust begins at record 0, which the own key signed.
 * @param code as somebody typed it
 * @throws E_CODE, E_SLOT, and what `checkRecordsAsParty`, `openEpochs` and `readLog` throw.
 */
export async function readMailbox(given: GivenMailbox, code: string, keyring: Keyring): Promise<ReadMailbox> {
  must(given.org === keyring.org, 'E_RECORD', 'of another organisation');
  const place = {
    org: given.org,
    owner: given.box,
    version: 1,
    slot: given.slot.id,
    type: 'code',
    salt: fromHex(given.slot.salt),
  } as const;
  const vault = await openSlot(place, await slotKeyOfCode(place, code), fromHex(given.slot.box));
  const keys = await vaultKeys(vault);
  const records = await checkRecordsAsParty(given.records, given, {
    own: keys.key,
    roots: keyring.roots,
    intake: { list: keyring.signedIntake, today: given.today },
  });
  must(given.wrap !== null, 'E_WRAP', 'nothing is wrapped to the own keys');
  const secrets = await openEpochs(records, {
    own: keys,
    wrap: fromHex(given.wrap),
    carries: given.carries.map(fromHex),
  });
  const items = given.items.map((item) => ('gone' in item ? item : { head: fromHex(item.head) }));
  return { vault, keys, records, secrets, ...(await readLog(records, { secrets, items })) };
}
