import {
  type BoxFile,
  type CheckedBox,
  checkBox,
  readBoxFile,
  secretsForMember,
} from '../../../encryption/boxes/box-file.ts';
import { makeEpoch, type Reader } from '../../../encryption/boxes/epochs.ts';
import { sealHead } from '../../../encryption/boxes/heads.ts';
import { type BoxMemory, emptyChain, type Shown } from '../../../encryption/boxes/log.ts';
import type { Memory } from '../../../encryption/boxes/remember.ts';
import { type Bytes, fromHex, toHex } from '../../../encryption/bytes.ts';
import type { SignedText } from '../../../encryption/documents/documents.ts';
import type { TrustedList } from '../../../encryption/documents/lists.ts';
import { must } from '../../../encryption/fault.ts';
import type { VaultKeys } from '../../../encryption/keys.ts';
import type { SealedVault } from '../../../encryption/unlock.ts';

/*
 * A box that its reader opened: what is in it, writing behind it, and saying who reads from now on. What is not as it
 * must be throws an EncryptionFault; the page words it.
 */

/** Who opens boxes on this page. */
export interface Me {
  readonly vault: SealedVault;
  readonly keys: VaultKeys;
  readonly pin: string;
  /** What was remembered before of every box. */
  readonly before: Memory | null;
}

/** A box as it was opened. */
export interface OpenBox {
  readonly checked: CheckedBox;
  readonly secrets: readonly Bytes[];
  readonly memory: BoxMemory;
  readonly shown: readonly Shown[];
}

/** Opens a box, and holds it against what was seen of it before. */
export async function openBox(me: Me, file: BoxFile): Promise<OpenBox> {
  const checked = await checkBox(file, me.pin);
  const secrets = await secretsForMember(checked, me.keys);
  return { checked, secrets, ...(await readBoxFile(checked, secrets, me.before?.boxes?.[file.box])) };
}

/** The newest epoch of a box, with its secret. */
function newestOf({ checked, secrets }: OpenBox) {
  const record = checked.records.at(-1);
  const secret = secrets.at(-1);
  must(record !== undefined && secret !== undefined, 'E_RECORD', 'no epoch');
  return { record, secret };
}

/** The members of the newest epoch. */
export const membersOf = ({ checked }: OpenBox) => checked.records.at(-1)?.content.members ?? [];

/** A message behind all that is in a box; hexadecimal digits. */
export async function messageFor(me: Me, box: OpenBox, text: string): Promise<string> {
  const { record, secret } = newestOf(box);
  const head = await sealHead(
    { secret, context: fromHex(record.hash) },
    { kind: 'entry', epoch: record.content.epoch, object: crypto.randomUUID() },
    {
      said: {
        by: { id: me.vault.person, key: me.keys.key },
        at: new Date().toISOString().slice(0, 13),
        type: record.content.kind === 'file' ? 'note' : 'message',
        seen: { n: box.memory.n, h: box.memory.h },
        text,
        file: null,
        drop: [],
      },
      signSeed: me.keys.signSeed,
    },
  );
  return toHex(head);
}

/** An epoch as it is sent. */
export interface SentEpoch {
  readonly box: string;
  readonly record: SignedText;
  readonly wraps: readonly object[];
  readonly shares: readonly object[];
  readonly carry: string | null;
}

/** Whether who reads a box no longer goes with the keys of today: another key, nobody's any more, or another root. */
export function isStale(box: OpenBox, list: TrustedList): boolean {
  const record = box.checked.records.at(-1);
  const isOther = ({ id, key }: { id: string; key: string }): boolean =>
    id !== 'party' && list.people.get(id)?.key !== key;
  return record !== undefined && (record.content.root !== list.content.root || membersOf(box).some(isOther));
}

/** The handlers of today's list with these ids, each with the rights that it gives. */
export function readersIn(list: TrustedList, ids: readonly string[]): readonly Reader[] {
  return ids.map((id) => {
    const listed = list.people.get(id);
    must(listed !== undefined, 'E_MEMBER', 'somebody not in the list of today');
    const { key, kem, sign, roles } = listed;
    return { id, key, kem, sign, rights: roles.length > 1 ? 'manage' : 'read' };
  });
}

const newestRoot = ({ checked }: OpenBox) => {
  const root = [...checked.roots.values()].at(-1);
  must(root !== undefined, 'E_ROOT', 'no root');
  return root;
};

/** The next epoch of a box, with these handlers and its holder as before. */
export async function nextEpochOf(
  me: Me,
  box: OpenBox,
  { list, readers }: { readonly list: TrustedList; readonly readers: readonly Reader[] },
): Promise<SentEpoch> {
  const { record, secret } = newestOf(box);
  const party = record.content.members.find(({ id }) => id === 'party');
  const { file } = box.checked;
  const {
    record: signed,
    wraps,
    shares,
    carry,
  } = await makeEpoch({
    place: { org: file.org, case: file.case, box: file.box },
    kind: record.content.kind,
    via: 'member',
    why: 'members',
    before: { epoch: record.content.epoch, hash: record.hash, secret },
    log: { n: box.memory.n, h: box.memory.n === 0 ? emptyChain : box.memory.h },
    readers: party && 'kem' in party ? [...readers, { ...party, kem: String(party.kem) }] : readers,
    root: newestRoot(box),
    list: list.hash,
    by: { id: me.vault.person, keys: me.keys },
  });
  return { box: file.box, record: signed, wraps, shares, carry };
}

/** The first epoch of a box for handlers alone, beside the mailbox of a case and with the same handlers. */
export async function notesBeside(me: Me, box: OpenBox, list: TrustedList): Promise<SentEpoch> {
  const { file } = box.checked;
  const ids = membersOf(box).flatMap(({ id }) => (id === 'party' ? [] : [id]));
  const place = { org: file.org, case: file.case, box: crypto.randomUUID() };
  const { record, wraps, shares, carry } = await makeEpoch({
    place,
    kind: 'file',
    via: 'member',
    why: 'open',
    before: null,
    readers: readersIn(list, ids),
    root: newestRoot(box),
    list: list.hash,
    by: { id: me.vault.person, keys: me.keys },
  });
  return { box: place.box, record, wraps, shares, carry };
}
