import { type Bytes, fromHex } from '../bytes.ts';
import type { KeyList, SignedText } from '../documents/documents.ts';
import { checkList, type Lists } from '../documents/lists.ts';
import { type BoxPlace, checkRecords, type TrustedRecord } from '../documents/records.ts';
import { checkRoots, type Roots } from '../documents/roots.ts';
import { EncryptionFault, must } from '../fault.ts';
import type { VaultKeys } from '../keys.ts';
import { openWrap } from '../wraps.ts';
import { type BoxMemory, type LogItem, readLog, type Shown } from './log.ts';
import { openEpochs, openedBackwards } from './secrets.ts';
import { combineShares, numberOfShare, shareDigest } from './shares.ts';

/*
 * A box as it leaves the server: everything that it takes to check it and, with a vault, to read it. Nothing of it is
 * believed because somebody gave it.
 */

/** Something wrapped to somebody's keys, by the id of those keys; both hexadecimal digits. */
export interface WrappedTo {
  readonly key: string;
  readonly wrap: string;
}

/** A box as it is given and kept; bytes are hexadecimal digits. */
export interface BoxFile extends BoxPlace {
  readonly for: 'daglicht box';
  /** From the pinned one or an earlier one on, each followed by its successor. */
  readonly roots: readonly SignedText[];
  /** The lists that its records name. */
  readonly lists: readonly SignedText[];
  /** From epoch 0 on, each. */
  readonly records: readonly SignedText[];
  readonly releases: readonly SignedText[];
  /** Of the newest epoch. */
  readonly wraps: readonly WrappedTo[];
  readonly shares: readonly WrappedTo[];
  /** From that of epoch 1 on. */
  readonly carries: readonly string[];
  readonly items: readonly ({ readonly head: string } | { readonly gone: string })[];
}

/** A box whose records hold. */
export interface CheckedBox {
  readonly file: BoxFile;
  readonly roots: Roots;
  readonly lists: Lists;
  readonly records: readonly TrustedRecord[];
}

/**
 * Holds a box against the pinned root, as a handler does.
 * @param pin the hash of the root that is known from elsewhere
 * @throws EncryptionFault with the code of the first thing that does not hold.
 */
export async function checkBox(file: BoxFile, pin: string): Promise<CheckedBox> {
  const { org } = file;
  const roots = await checkRoots(file.roots, { org, pin });
  const lists = await Promise.all(
    file.lists.map((list) =>
      checkList(list, { org, roots, name: nameOf(list), today: '', isForReading: true }),
    ),
  );
  const byHash = new Map(lists.map((list) => [list.hash, list]));
  const place = { org, case: file.case, box: file.box };
  const records = await checkRecords(file.records, place, { roots, lists: byHash, releases: file.releases });
  return { file, roots, lists: byHash, records };
}

/** Which list a text says that it is; the check of the list holds it to that. */
function nameOf({ doc }: SignedText): KeyList['name'] {
  return doc.includes('"name":"intake"') ? 'intake' : 'people';
}

/**
 * The secrets of a box for one of its members.
 * @throws E_WRAP where none is for these keys, E_CARRY, E_COMMIT.
 */
export async function secretsForMember(
  { file, records }: CheckedBox,
  own: VaultKeys,
): Promise<readonly Bytes[]> {
  const mine = file.wraps.find(({ key }) => key === own.key);
  must(mine !== undefined, 'E_WRAP', 'no wrap for these keys');
  return openEpochs(records, { own, wrap: fromHex(mine.wrap), carries: file.carries.map(fromHex) });
}

/**
 * The secrets of a box from the shares of officers who are there with their vaults.
 * @throws E_QUORUM for too few of them, E_WRAP, E_SHARE where one is another than the record names, E_CARRY, E_COMMIT.
 */
export async function secretsForOfficers(
  { file, records }: CheckedBox,
  officers: readonly VaultKeys[],
): Promise<readonly Bytes[]> {
  const newest = records.at(-1);
  const escrow = newest?.content.escrow;
  must(newest !== undefined && escrow !== undefined && escrow !== null, 'E_ESCROW', 'a box without shares');
  const opened: Bytes[] = [];
  // A vault that is given twice is one officer.
  for (const own of new Map(officers.map((one) => [one.key, one])).values()) {
    const [given, named] = [file.shares, escrow.shares].map((all) => all.find(({ key }) => key === own.key));
    if (!given || !named || !('wrap' in given) || !('digest' in named)) continue;
    const place = { purpose: 'share', doc: newest.hash, from: newest.content.by.key } as const;
    const share = await openWrap(place, own, fromHex(given.wrap));
    must(
      numberOfShare(share) === named.x && (await shareDigest(share)) === named.digest,
      'E_SHARE',
      `the share of ${own.key} is another than the record names`,
    );
    opened.push(share);
  }
  must(opened.length >= escrow.open, 'E_QUORUM', 'too few officers');
  const secret = combineShares(opened.slice(0, escrow.open));
  return openedBackwards(records, secret, file.carries.map(fromHex));
}

/**
 * Reads what is in a box.
 * @returns what is shown, and what to remember of it.
 * @throws EncryptionFault where the log does not go with its records, or with what was seen before.
 */
export function readBoxFile(
  { file, records }: CheckedBox,
  secrets: readonly Bytes[],
  memory?: BoxMemory,
): Promise<{ shown: readonly Shown[]; memory: BoxMemory }> {
  const items = file.items.map((item): LogItem => ('head' in item ? { head: fromHex(item.head) } : item));
  return readLog(records, memory ? { secrets, items, memory } : { secrets, items });
}

/** What stands in each list of a box: the texts of each, one way or another. A carry is a text itself. */
const within: Readonly<Record<string, readonly (readonly string[])[]>> = {
  roots: [['doc']],
  lists: [['doc']],
  records: [['doc']],
  releases: [['doc']],
  wraps: [['key', 'wrap']],
  shares: [['key', 'wrap']],
  carries: [[]],
  items: [['head'], ['gone']],
};

function hasTexts(value: unknown, names: readonly string[]): boolean {
  if (names.length === 0) return typeof value === 'string';
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'string');
}

/**
 * Reads a box from text, whatever it is. What its texts say is held against the protocol by whoever reads them.
 * @throws E_FORMAT where it is none.
 */
export function parseBoxFile(text: string): BoxFile {
  const value = parsed(text);
  const isBox = typeof value === 'object' && value !== null && Reflect.get(value, 'for') === 'daglicht box';
  must(isBox, 'E_FORMAT', 'no box');
  for (const [name, texts] of Object.entries(within)) {
    const all: unknown = Reflect.get(value, name);
    const isAll = Array.isArray(all) && all.every((one) => texts.some((named) => hasTexts(one, named)));
    must(isAll, 'E_FORMAT', `no ${name}`);
  }
  return value as BoxFile;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EncryptionFault('E_FORMAT', 'no JSON');
  }
}
