import { type Bytes, fromHex, toHex } from '../bytes.ts';
import type { TrustedRecord } from '../documents/records.ts';
import { EncryptionFault, type FaultCode, must } from '../fault.ts';
import { verifyingKey } from '../keys.ts';
import { hashOf, readySecret } from '../labels.ts';
import { checkMoment, type FileHead, type HeadContent, headDigest, openHead, readHeader } from './heads.ts';
import { checkSecret } from './secrets.ts';

/*
 * The log of a box: the server orders objects 1…n, each bound to all before it. Whoever reads sees what a server or a
 * former reader tried: a bad object is shown as bad, and the rest stays readable.
 */

/** An object as the server gives it: its head, or the digest of one that was deleted. */
export type LogItem = { head: Bytes } | { gone: string };

/** What a reader is shown at one place of the log. */
export type Shown =
  | { seq: number; by: string; at: string; type: string; text: string; file: FileHead | null }
  | { seq: number; gone: string; signed: boolean }
  | { seq: number; error: FaultCode };

/** What a reader remembers of a box: to notice when the server shows less, or something else, later on. */
export interface BoxMemory {
  epoch: number;
  /** The hash of the record of that epoch. */
  record: string;
  n: number;
  h: string;
}

export const emptyChain = '0'.repeat(64);

/**
 * The chain value after each digest: h_i is the hash of h_{i−1} and the i-th digest.
 * @throws E_FORMAT where a digest is not 32 bytes.
 */
export async function chainOf(digests: readonly string[]): Promise<readonly string[]> {
  const values: string[] = [];
  let before = fromHex(emptyChain);
  for (const digest of digests) {
    const bytes = fromHex(digest);
    must(bytes.length === 32, 'E_FORMAT', 'a digest is 32 bytes');
    before = await hashOf('chain', before, bytes);
    values.push(toHex(before));
  }
  return values;
}

/** What holds for one object beside the log: the epochs, and what came before it. */
interface Reading {
  records: readonly TrustedRecord[];
  secrets: readonly CryptoKey[];
  chain: readonly string[];
  /** Public keys made ready, by themselves. */
  authors: Map<string, Promise<CryptoKey | null>>;
}

/** How many objects are opened at a time: enough to keep the platform at work, few enough to hold. */
const atATime = 64;

/** Does something for each of a list, some at a time. */
async function inTurns<T, R>(all: readonly T[], work: (one: T, at: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += atATime) {
    const some = all.slice(from, from + atATime);
    for (const result of await Promise.all(some.map((one, at) => work(one, from + at)))) done.push(result);
  }
  return done;
}

/**
 * Reads the log of a box.
 * @param records as `checkRecords` answered them
 * @param secrets those of its epochs, from epoch 0 on; where the last are missing their objects are shown as unreadable
 * @param memory of an earlier visit, if there is one
 * @returns what is shown, place by place, and what to remember.
 * @throws E_COMMIT for the secret of another box, E_LOG where the log does not go with its records, E_ROLLBACK and
 *   E_FORK where it is not what was seen before.
 */
export async function readLog(
  records: readonly TrustedRecord[],
  { secrets, items, memory }: { secrets: readonly Bytes[]; items: readonly LogItem[]; memory?: BoxMemory },
): Promise<{ shown: readonly Shown[]; memory: BoxMemory }> {
  for (const [epoch, secret] of secrets.entries()) {
    const record = records[epoch];
    must(record !== undefined, 'E_RECORD', 'a secret of an epoch that is not there');
    await checkSecret(secret, record);
  }
  const digests = await inTurns(items, async (item) => ('gone' in item ? item.gone : headDigest(item.head)));
  const chain = await chainOf(digests);
  checkAgainstRecords(records, chain);
  if (memory) checkAgainstMemory(records, chain, memory);
  const ready = await Promise.all(secrets.map(readySecret));
  const reading: Reading = { records, secrets: ready, chain, authors: new Map() };
  const found = await inTurns(items, (item, at) => look(item, at + 1, reading));
  return { shown: judged(digests, found), memory: memoryOf(records, chain) };
}

/** What was found at one place of the log, whatever stands at the others. */
type Found =
  | { gone: string }
  /** Of a head that stands where it may: the id of its object, and what is in it, or what is wrong with that. */
  | { object: string; read: { said: HeadContent; mayDrop: boolean } | EncryptionFault }
  | EncryptionFault;

/** Each place by what came before it: no object twice, and no id of a good one again. */
function judged(digests: readonly string[], found: readonly Found[]): Shown[] {
  const before = new Set<string>();
  const objects = new Set<string>();
  const dropped = new Set<string>();
  const shown = found.map((one, at): Shown => {
    const seq = at + 1;
    const digest = digests[at] ?? '';
    const isAgain = before.has(digest);
    before.add(digest);
    if (isAgain) return { seq, error: 'E_LOG' };
    if (one instanceof EncryptionFault) return { seq, error: one.code };
    if ('gone' in one) return { seq, gone: one.gone, signed: false };
    const { object, read } = one;
    if (objects.has(object)) return { seq, error: 'E_LOG' };
    if (read instanceof EncryptionFault) return { seq, error: read.code };
    objects.add(object);
    const { by, at: moment, type, text, file, drop } = read.said;
    if (read.mayDrop && type === 'drop') for (const named of drop) dropped.add(named);
    return { seq, by: by.id, at: moment, type, text, file };
  });
  return shown.map((one) => ('gone' in one ? { ...one, signed: dropped.has(one.gone) } : one));
}

function memoryOf(records: readonly TrustedRecord[], chain: readonly string[]): BoxMemory {
  const newest = records.at(-1);
  must(newest !== undefined, 'E_RECORD', 'no record');
  return {
    epoch: newest.content.epoch,
    record: newest.hash,
    n: chain.length,
    h: chain.at(-1) ?? emptyChain,
  };
}

const chainAt = (chain: readonly string[], n: number): string | undefined =>
  n === 0 ? emptyChain : chain[n - 1];

/** Each record froze the log at its beginning. */
function checkAgainstRecords(records: readonly TrustedRecord[], chain: readonly string[]): void {
  for (const { content } of records)
    must(chainAt(chain, content.n) === content.h, 'E_LOG', 'not the log that a record counted');
}

function checkAgainstMemory(
  records: readonly TrustedRecord[],
  chain: readonly string[],
  memory: BoxMemory,
): void {
  const record = records[memory.epoch];
  must(record !== undefined && memory.n <= chain.length, 'E_ROLLBACK', 'less than was seen before');
  must(
    record.hash === memory.record && chainAt(chain, memory.n) === memory.h,
    'E_FORK',
    'another past than was seen before',
  );
}

/** What some work gives, or why it was refused; another fault than a refusal is thrown on. */
async function orRefusal<T>(work: () => Promise<T>): Promise<T | EncryptionFault> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof EncryptionFault) return fault;
    throw fault;
  }
}

const look = (item: LogItem, seq: number, reading: Reading): Promise<Found> =>
  orRefusal(async () => {
    if ('gone' in item) return item;
    const { kind, epoch, object } = readHeader(item.head);
    must(kind !== 'self', 'E_FORMAT', 'something of somebody alone');
    const record = reading.records[epoch];
    const ends = reading.records[epoch + 1]?.content.n ?? Number.POSITIVE_INFINITY;
    must(record !== undefined && record.content.n < seq && seq <= ends, 'E_LOG', 'outside of its epoch');
    return { object, read: await orRefusal(() => readObject(item.head, { seq, epoch, record }, reading)) };
  });

async function readObject(
  head: Bytes,
  { seq, epoch, record }: { seq: number; epoch: number; record: TrustedRecord },
  { secrets, chain, authors }: Reading,
): Promise<{ said: HeadContent; mayDrop: boolean }> {
  const secret = secrets[epoch];
  must(secret !== undefined, 'E_COMMIT', 'the secret of its epoch is missing');
  const opened = await openHead({ secret, context: fromHex(record.hash) }, head);
  const { by, seen } = opened.content;
  const author = record.content.members.find(({ id, key }) => id === by.id && key === by.key);
  must(author !== undefined, 'E_AUTHOR', 'by nobody of its epoch');
  const ready = authors.get(author.sign) ?? verifyingKey(fromHex(author.sign));
  authors.set(author.sign, ready);
  const sign = await ready;
  must(sign !== null && (await opened.isSignedBy(sign)), 'E_SIG', 'not signed by its author');
  checkMoment(opened.content);
  must(
    record.content.n <= seen.n && seen.n < seq && chainAt(chain, seen.n) === seen.h,
    'E_LOG',
    'by somebody who saw another past',
  );
  return { said: opened.content, mayDrop: author.rights === 'manage' };
}
