import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import {
  type Action,
  type Database,
  type OrganisationDoor,
  perform,
  type Question,
} from '../database/doorways.ts';
import { newId } from '../database/new-id.ts';
import type { SealingKey, SealingKeys } from '../sealing/key-file.ts';

/** Bytes of a seal of one row. */
export const macLength = 16;
/** How many notes are taken at once; each holds the rows of one statement. */
const notesAtOnce = 200;
/** How many rows one seal holds at most. */
const rowsAtOnce = 5000;

/** A row of a register as it stands, as a hash. */
export interface RowDigest {
  readonly key: string;
  readonly digest: Buffer;
}

/** A row that was taken out: it is sealed under the key as well, so that nobody else can say that it is gone. */
export interface GoneRow {
  readonly key: string;
  readonly digest: null;
}

/** The key that seals rows, derived so that it never meets another use. */
function sealKey({ secret }: SealingKey, organisation: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, organisation, 'daglicht record seal 1', 32));
}

/**
 * What seals rows of an organisation under one key: 16 bytes for a row of a table, bound to the seal that they stand in,
 * so that the bytes of an earlier seal are worth nothing in a later one.
 */
export function rowSealer(
  key: SealingKey,
  organisation: string,
): (seal: string, table: string, row: RowDigest | GoneRow) => Buffer {
  const secret = sealKey(key, organisation);
  return (seal, table, row) =>
    createHmac('sha256', secret)
      .update(`${seal}\0${table}\0${row.key}\0`, 'utf8')
      // A digest has 32 bytes, the word four.
      .update(row.digest ?? 'gone')
      .digest()
      .subarray(0, macLength);
}

/** The hash of a seal, by which the audit row of the same id holds it. */
export function sealHash(seal: {
  readonly id: string;
  readonly table: string;
  readonly keys: readonly string[];
  readonly macs: Uint8Array;
  readonly keyId: string;
}): string {
  return createHash('sha256')
    .update(JSON.stringify([seal.id, seal.table, seal.keyId, seal.keys]), 'utf8')
    .update(seal.macs)
    .digest('hex');
}

async function sealRows(
  database: Database,
  table: string,
  keys: readonly string[],
  key: SealingKey,
  organisation: string,
): Promise<{ readonly id: string; readonly hash: string }> {
  const found = await sql<RowDigest>`
    select key, digest from public.record_digests(${table}, ${keys}::uuid[]) order by key`.execute(database);
  const sealer = rowSealer(key, organisation);
  const id = newId();
  const standing = new Map(found.rows.map((row) => [row.key, row]));
  const macs = Buffer.concat(
    keys.map((one) => sealer(id, table, standing.get(one) ?? { key: one, digest: null })),
  );
  const seal = { id, table, keys, macs, keyId: key.id };
  await sql`insert into record_seal (id, table_name, keys, macs, key_id)
            values (${seal.id}, ${table}, ${keys}::uuid[], ${macs}, ${key.id})`.execute(database);
  return { id: seal.id, hash: sealHash(seal) };
}

const wholeKeys = z.custom<SealingKeys>((value) => typeof value === 'object' && value !== null);

const sealSome: Action<{ readonly keys: SealingKeys; readonly organisation: string }, number> = {
  name: 'audit.seal',
  input: z.strictObject({ keys: wholeKeys, organisation: z.string() }),
  object: () => 'records',
  change: async (database, { keys, organisation }) => {
    // One at a time: the order of seals in the trail is that in which rows were read.
    await sql`select pg_advisory_xact_lock(hashtext('audit.seal'))`.execute(database);
    const taken = await sql<{ table_name: string; keys: string[]; anew: boolean; without: string }>`
      select table_name, keys, anew, without_deed as without from public.take_record_changes(${notesAtOnce})`.execute(
      database,
    );
    const seals: { readonly id: string; readonly hash: string }[] = [];
    const rows = new Map<string, number>();
    for (const { table_name: table, keys: all } of taken.rows)
      for (let at = 0; at < all.length; at += rowsAtOnce) {
        const some = all.slice(at, at + rowsAtOnce);
        seals.push(await sealRows(database, table, some, keys.current, organisation));
        rows.set(table, (rows.get(table) ?? 0) + some.length);
      }
    if (seals.length === 0) return { result: 0, audit: null };
    const isAnew = taken.rows.some(({ anew }) => anew);
    const withoutDeed = taken.rows.reduce((sum, { without }) => sum + Number(without), 0);
    return {
      result: seals.length,
      audit: {
        rows: [...rows].map(([table, count]) => `${table} ${count}`).join(', '),
        seals: seals.map(({ id, hash }) => `${id} ${hash}`).join(', '),
        ...(isAnew ? { anew: true } : {}),
        ...(withoutDeed > 0 ? { withoutDeed } : {}),
      },
    };
  },
};

/** The name under which sealing stands in the access table. */
export const sealing = sealSome.name;

/** Seals the rows that were added or changed since. Of two that seal at once the second waits, and takes what came meanwhile. */
export async function sealRecords(
  door: OrganisationDoor,
  actor: Actor,
  keys: SealingKeys,
  organisation: string,
): Promise<void> {
  while ((await perform(door, actor, sealSome, concern, { keys, organisation })) > 0);
}

/** A seal as it is stored, with the hash by which the trail holds it; null where the trail has none. */
export interface StoredSeal {
  readonly place: number;
  readonly id: string;
  readonly table: string;
  readonly keys: readonly string[];
  readonly macs: Buffer;
  readonly keyId: string;
}

/** Seals after a place, in order. */
export const sealsAfter: Question<{ readonly after: number; readonly most: number }, readonly StoredSeal[]> =
  {
    name: 'audit.seals',
    confidential: false,
    object: () => 'audit',
    ask: async (database, { after, most }) => {
      const found = await sql<Omit<StoredSeal, 'place'> & { place: string }>`
      select place, id, table_name as "table", keys::text[] as keys, macs, key_id as "keyId" from record_seal
      where place > ${after} order by place limit ${most}`.execute(database);
      return found.rows.map((row) => ({ ...row, place: Number(row.place) }));
    },
  };

/** What the trail says of seals. */
export interface SealedInTrail {
  /** The hash of each seal by its id, in the order in which the trail holds them. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Seals that the trail holds more than once: by which hash is then not to be told. */
  readonly twice: readonly string[];
  /** Rows of the trail that say they seal and name no seals. */
  readonly unreadable: readonly string[];
  /** How many rows of registers were sealed that no deed stands beside, by row of the trail. */
  readonly withoutDeed: readonly { readonly entry: string; readonly rows: number }[];
}

const namesSeals = /^[0-9a-f-]{36} [0-9a-f]{64}(?:, [0-9a-f-]{36} [0-9a-f]{64})*$/;

/** What the trail says of seals: by which hashes it holds them, and what it says besides. */
export const sealHashes: Question<Record<string, never>, SealedInTrail> = {
  name: 'audit.seal-hashes',
  confidential: false,
  object: () => 'audit',
  ask: async (database) => {
    const found = await sql<{ entry: string; seals: string | null; without: string | null }>`
      select e.id as entry, e.details ->> 'seals' as seals, e.details ->> 'withoutDeed' as without
      from audit_entry e left join audit_link l on l.entry = e.id
      where e.action = ${sealing} and e.actor_kind = 'operator' and e.outcome = 'done'
      order by l.seq nulls last, e.transaction_id, e.id`.execute(database);
    const hashes = new Map<string, string>();
    const twice: string[] = [];
    const unreadable: string[] = [];
    const withoutDeed: { entry: string; rows: number }[] = [];
    for (const { entry, seals, without } of found.rows) {
      if (without !== null) withoutDeed.push({ entry, rows: Number(without) });
      if (seals === null || !namesSeals.test(seals)) {
        unreadable.push(entry);
        continue;
      }
      for (const one of seals.split(', ')) {
        const [id = '', hash = ''] = one.split(' ');
        if (hashes.has(id)) twice.push(id);
        hashes.set(id, hash);
      }
    }
    return { hashes, twice, unreadable, withoutDeed };
  },
};

/** Rows of a sealed table after a key, in order of key, as hashes. */
export const digestsAfter: Question<
  { readonly table: string; readonly after: string | null; readonly most: number },
  readonly RowDigest[]
> = {
  name: 'audit.row-digests',
  confidential: false,
  object: () => 'audit',
  ask: async (database, { table, after, most }) => {
    const found = await sql<RowDigest>`
      select key, digest from public.record_digests_after(${table}, ${after}::uuid, ${most})`.execute(
      database,
    );
    return found.rows;
  },
};
