import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { fromHex, toHex } from '../../platform/encryption/bytes.ts';
import type { Signature, SignedText } from '../../platform/encryption/documents/documents.ts';
import { hashOf } from '../../platform/encryption/labels.ts';
import type { SentHead } from './sent.ts';

/** An object as it is kept: its head, or the digest of one that was deleted. Hexadecimal digits. */
export type StoredItem = { readonly head: string } | { readonly gone: string };

/** The records of a box with the carries between them, and its objects in order. */
export interface StoredBox {
  readonly box: string;
  readonly case: string;
  readonly kind: 'post' | 'file' | 'call';
  /** The day on which it came in. */
  readonly received: string;
  readonly state: 'open' | 'closed';
  readonly records: readonly SignedText[];
  /** From epoch 1 on. */
  readonly carries: readonly string[];
  readonly items: readonly StoredItem[];
  /** The place in the order of each that came by the mailbox: the server knows no more of an author. */
  readonly byParty: readonly number[];
}

interface RecordRow {
  readonly doc: string;
  readonly sigs: string;
  readonly carry: string | null;
}

/** The records of a box that whoever asks may read. */
export async function storedRecords(
  database: Database,
  box: string,
): Promise<readonly (SignedText & { readonly carry: string | null })[]> {
  const { rows } = await sql<RecordRow>`
    select doc, sigs, encode(carry, 'hex') as carry from box_record
    where box_id = ${box}::uuid order by epoch`.execute(database);
  return rows.map(({ doc, sigs, carry }) => ({
    doc,
    sigs: JSON.parse(sigs) as readonly Signature[],
    carry,
  }));
}

/** A box that whoever asks may read; null for any other, be there one or not. */
export async function storedBox(database: Database, box: string | null): Promise<StoredBox | null> {
  const found = await sql<Pick<StoredBox, 'box' | 'case' | 'kind' | 'received' | 'state'>>`
    select id::text as box, case_id::text as "case", kind, received_on as received, state from box
    where id = ${box}::uuid`.execute(database);
  const [row] = found.rows;
  if (box === null || !row) return null;
  const records = await storedRecords(database, box);
  const { rows } = await sql<{ head: string | null; digest: string; seq: number; by_party: boolean }>`
    select encode(head, 'hex') as head, encode(digest, 'hex') as digest, seq, by_party from box_object
    where box_id = ${box}::uuid order by seq`.execute(database);
  return {
    ...row,
    records: records.map(({ doc, sigs }) => ({ doc, sigs })),
    carries: records.flatMap(({ carry }) => carry ?? []),
    items: rows.map(({ head, digest }) => (head === null ? { gone: digest } : { head })),
    byParty: rows.flatMap((one) => (one.by_party ? one.seq : [])),
  };
}

/** Where the log of a box stands, for who may write in it. */
export interface BoxEnd {
  readonly epoch: number;
  readonly n: number;
  readonly h: string;
  readonly bytes: number;
  readonly isOpen: boolean;
}

/** Locks a box until the transaction ends; null for who may not write in it. */
export async function lockedBox(database: Database, box: string | null): Promise<BoxEnd | null> {
  const { rows } = await sql<BoxEnd>`
    select epoch, n, encode(h, 'hex') as h, bytes::float8 as bytes, is_open as "isOpen"
    from box_to_write(${box}::uuid)`.execute(database);
  return rows[0] ?? null;
}

/** Puts heads behind the end of a log that is locked. */
export async function addObjects(
  database: Database,
  box: string,
  end: Pick<BoxEnd, 'n' | 'h'>,
  heads: readonly SentHead[],
  byParty: boolean,
): Promise<void> {
  let { h } = end;
  for (const [at, { object, epoch, digest, head }] of heads.entries()) {
    h = toHex(await hashOf('chain', fromHex(h), fromHex(digest)));
    await sql`
      insert into box_object (box_id, seq, object_id, epoch, by_party, head, digest, chain)
      values (${box}, ${end.n + at + 1}, ${object}, ${epoch}, ${byParty}, ${Buffer.from(head)},
        decode(${digest}, 'hex'), decode(${h}, 'hex'))`.execute(database);
  }
}

/** What became of a message that was sent. */
export type AddOutcome =
  /** It is there, or was already: the same bytes may be sent again. */
  | { readonly outcome: 'added'; readonly seq: number }
  /** E_EPOCH: another epoch began. Fetch, seal again, send again. */
  | { readonly outcome: 'epoch'; readonly epoch: number }
  | { readonly outcome: 'closed' | 'full' | 'not-found' };

/**
 * Adds one message to a box for who may write in it.
 * @throws EncryptionFault E_LOG for another message under an id that is taken
 */
export async function addHead(
  database: Database,
  box: string | null,
  sent: SentHead,
  { byParty, mostBytes }: { readonly byParty: boolean; readonly mostBytes: number },
): Promise<AddOutcome> {
  const end = await lockedBox(database, box);
  if (!end || box === null) return { outcome: 'not-found' };
  const { rows } = await sql<{ seq: number }>`
    select seq from box_object where box_id = ${box}::uuid and digest = decode(${sent.digest}, 'hex')`.execute(
    database,
  );
  if (rows[0]) return { outcome: 'added', seq: rows[0].seq };
  if (!end.isOpen) return { outcome: 'closed' };
  if (sent.epoch !== end.epoch) return { outcome: 'epoch', epoch: end.epoch };
  if (end.n >= 100_000 || end.bytes + sent.head.length > mostBytes) return { outcome: 'full' };
  await addObjects(database, box, end, [sent], byParty);
  return { outcome: 'added', seq: end.n + 1 };
}
