import { fromHex } from '../bytes.ts';
import { must } from '../fault.ts';
import { checkKeys } from '../keys.ts';
import { checkSignatures, type KeyList, type Parsed, parseDocument, type SignedText } from './documents.ts';
import type { Roots } from './roots.ts';

/** Somebody in a list, with the id of their keys. */
export type ListedPerson = KeyList['entries'][number] & { key: string };

/** A list of keys that may be relied on. */
export interface TrustedList extends Parsed<KeyList> {
  /** By the id of the person. */
  people: ReadonlyMap<string, ListedPerson>;
}

/** Lists that may be relied on, by their hash. */
export type Lists = ReadonlyMap<string, TrustedList>;

interface Asked {
  org: string;
  /** Trusted roots, the newest last. */
  roots: Roots;
  name: KeyList['name'];
  /** The day it is, YYYY-MM-DD. */
  today: string;
  /** The highest version that was ever seen: an older one is refused. */
  least?: number;
  /** To read what was made under it: an older root and a list that ended will do. */
  isForReading?: boolean;
}

const dayBefore = (day: string): string => daysAfter(day, -1);

/** The day so many days later, YYYY-MM-DD. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Officers look at their list once in this time: a channel that closes harms more than a list that stood still. */
const longestDays = 400;

/**
 * Holds a list of keys against the roots: whose it is, who signed it, whether it is of today.
 * @throws E_FORMAT, E_LIST, E_ROOT, E_SIG, E_QUORUM, E_KEY, E_ROLLBACK, E_EXPIRED, in the order of the protocol.
 */
export async function checkList(signed: SignedText, asked: Asked): Promise<TrustedList> {
  const list = await parseDocument('list', signed);
  const { content } = list;
  must(content.org === asked.org && content.name === asked.name, 'E_LIST', 'another list');
  const root = asked.roots.get(content.root);
  const newest = [...asked.roots.keys()].at(-1);
  must(
    root !== undefined && (asked.isForReading === true || root.hash === newest),
    'E_ROOT',
    'not under the root of today',
  );
  const signers = await checkSignatures(list, root.officers);
  must(signers.size >= root.content.sign, 'E_QUORUM', 'signed by too few officers');
  must(
    content.from <= content.until && content.until <= daysAfter(content.from, longestDays),
    'E_LIST',
    'longer than a list may hold',
  );
  const people = await peopleOf(content);
  must(content.version >= (asked.least ?? 0), 'E_ROLLBACK', 'older than one that was seen');
  if (!asked.isForReading)
    must(dayBefore(content.from) <= asked.today && asked.today <= content.until, 'E_EXPIRED', 'not of today');
  return { ...list, people };
}

async function peopleOf({ entries }: KeyList): Promise<ReadonlyMap<string, ListedPerson>> {
  const people = new Map<string, ListedPerson>();
  const keys = new Set<string>();
  for (const entry of entries) {
    const key = await checkKeys({ kem: fromHex(entry.kem), sign: fromHex(entry.sign) });
    people.set(entry.person, { ...entry, key });
    keys.add(key);
  }
  must(
    people.size === entries.length && keys.size === entries.length,
    'E_LIST',
    'somebody stands in it twice',
  );
  return people;
}
