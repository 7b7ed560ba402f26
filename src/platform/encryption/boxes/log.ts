import { type Bytes, fromHex, toHex } from '../bytes.ts';
import type { TrustedRecord } from '../documents/records.ts';
import { EncryptionFault, type FaultCode, must } from '../fault.ts';
import { hashOf } from '../labels.ts';
import { checkMoment, type FileHead, headDigest, type OpenHead, openHead, readHeader } from './heads.ts';
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

/** The chain value after each digest: h_i is the hash of h_{i−1} and the i-th digest. */
export async function chainOf(digests: readonly string[]): Promise<readonly string[]> {
  const values: string[] = [];
  for (const digest of digests) {
    const before = fromHex(values.at(-1) ?? emptyChain);
    values.push(toHex(await hashOf('chain', before, fromHex(digest))));
  }
  return values;
}

/** What holds for one object beside the log: the epochs, and what came before it. */
interface Reading {
  records: readonly TrustedRecord[];
  secrets: readonly Bytes[];
  digests: readonly string[];
  chain: readonly string[];
  objects: Set<string>;
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
  const digests: string[] = [];
  for (const item of items) digests.push('gone' in item ? item.gone : await headDigest(item.head));
  const chain = await chainOf(digests);
  checkAgainstRecords(records, chain);
  if (memory) checkAgainstMemory(records, chain, memory);
  const reading: Reading = { records, secrets, digests, chain, objects: new Set() };
  const shown: Shown[] = [];
  const dropped = new Set<string>();
  for (const [at, item] of items.entries()) {
    const seq = at + 1;
    if ('gone' in item) {
      shown.push({ seq, gone: item.gone, signed: false });
      continue;
    }
    try {
      const { head, mayDrop } = await readObject(item.head, seq, reading);
      const { by, at: moment, type, text, file, drop } = head.content;
      shown.push({ seq, by: by.id, at: moment, type, text, file });
      if (mayDrop && type === 'drop') for (const digest of drop) dropped.add(digest);
    } catch (fault) {
      if (!(fault instanceof EncryptionFault)) throw fault;
      shown.push({ seq, error: fault.code });
    }
  }
  return {
    shown: shown.map((one) => ('gone' in one ? { ...one, signed: dropped.has(one.gone) } : one)),
    memory: memoryOf(records, chain),
  };
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

async function readObject(
  head: Bytes,
  seq: number,
  { records, secrets, digests, chain, objects }: Reading,
): Promise<{ head: OpenHead; mayDrop: boolean }> {
  const digest = digests[seq - 1] ?? '';
  must(digests.indexOf(digest) === seq - 1, 'E_LOG', 'an object again');
  const { kind, epoch, object } = readHeader(head);
  must(kind !== 'self', 'E_FORMAT', 'something of somebody alone');
  const record = records[epoch];
  const begins = record?.content.n ?? 0;
  const ends = records[epoch + 1]?.content.n ?? Number.POSITIVE_INFINITY;
  must(record !== undefined && begins < seq && seq <= ends, 'E_LOG', 'outside of its epoch');
  must(!objects.has(object), 'E_LOG', 'an id that another has');
  const secret = secrets[epoch];
  must(secret !== undefined, 'E_COMMIT', 'the secret of its epoch is missing');
  const opened = await openHead({ secret, context: fromHex(record.hash) }, head);
  const { by, seen } = opened.content;
  const author = record.content.members.find(({ id, key }) => id === by.id && key === by.key);
  must(author !== undefined, 'E_AUTHOR', 'by nobody of its epoch');
  must(await opened.isSignedBy(author.sign), 'E_SIG', 'not signed by its author');
  checkMoment(opened.content);
  must(
    begins <= seen.n && seen.n < seq && chainAt(chain, seen.n) === seen.h,
    'E_LOG',
    'by somebody who saw another past',
  );
  objects.add(object);
  return { head: opened, mayDrop: author.rights === 'manage' };
}
