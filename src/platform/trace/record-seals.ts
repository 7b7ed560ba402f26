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
): (seal: string, table: string, row: RowDigest) => Buffer {
  const secret = sealKey(key, organisation);
  return (seal, table, row) =>
    createHmac('sha256', secret)
      .update(`${seal}\0${table}\0${row.key}\0`, 'utf8')
      .update(row.digest)
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
    select key, digest from record_digests(${table}, ${keys}::uuid[]) order by key`.execute(database);
  const sealer = rowSealer(key, organisation);
  const id = newId();
  const standing = new Map(found.rows.map((row) => [row.key, row]));
  // A row that is gone is sealed as gone.
  const macs = Buffer.concat(
    keys.map((one) => {
      const row = standing.get(one);
      return row ? sealer(id, table, row) : Buffer.alloc(macLength);
    }),
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
    const taken = await sql<{ table_name: string; keys: string[]; anew: boolean }>`
      select table_name, keys, anew from take_record_changes(${notesAtOnce})`.execute(database);
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
    return {
      result: seals.length,
      audit: {
        rows: [...rows].map(([table, count]) => `${table} ${count}`).join(', '),
        seals: seals.map(({ id, hash }) => `${id} ${hash}`).join(', '),
        ...(isAnew ? { anew: true } : {}),
      },
    };
  },
};

/** The name under which sealing stands in the access table. */
export const sealing = sealSome.name;

/** Seals the rows that were added or changed since. Of two that seal at once each takes what the other did not. */
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

/** The hashes by which the trail holds the seals, by the id of each. */
export const sealHashes: Question<Record<string, never>, ReadonlyMap<string, string>> = {
  name: 'audit.seal-hashes',
  confidential: false,
  object: () => 'audit',
  ask: async (database) => {
    const found = await sql<{ seals: string }>`
      select details ->> 'seals' as seals from audit_entry
      where action = ${sealing} and actor_kind = 'operator' and outcome = 'done'`.execute(database);
    return new Map(
      found.rows.flatMap(({ seals }) =>
        seals.split(', ').map((one): readonly [string, string] => {
          const [id = '', hash = ''] = one.split(' ');
          return [id, hash];
        }),
      ),
    );
  },
};

/** The tables whose rows are sealed. */
export const sealedTables: Question<Record<string, never>, readonly string[]> = {
  name: 'audit.sealed-tables',
  confidential: false,
  object: () => 'audit',
  ask: async (database) => {
    const found = await sql<{ name: string }>`select table_name as name from sealed_table order by 1`.execute(
      database,
    );
    return found.rows.map(({ name }) => name);
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
      select key, digest from record_digests_after(${table}, ${after}::uuid, ${most})`.execute(database);
    return found.rows;
  },
};
