import type { Actor } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { look, type OrganisationDoor } from '../database/doorways.ts';
import type { SealingKeys } from '../sealing/key-file.ts';
import {
  digestsAfter,
  macLength,
  type RowDigest,
  rowSealer,
  type StoredSeal,
  sealHash,
  sealHashes,
  sealRecords,
  sealsAfter,
} from './record-seals.ts';
import { definitionsThatDiffer, type SealedTables, sealingDefinitions } from './sealing-definitions.ts';

/** What is wrong with rows of registers: they do not fit what was sealed of them, or a seal does not fit the trail. */
export type RecordFault =
  | {
      readonly kind: 'row-changed' | 'row-added' | 'row-gone';
      readonly table: string;
      readonly key: string;
    }
  | { readonly kind: 'seal-changed' | 'seal-gone' | 'seal-added'; readonly seal: string }
  | { readonly kind: 'seal-key-missing'; readonly keyId: string }
  | { readonly kind: 'table-unsealed'; readonly table: string }
  | { readonly kind: 'definition-changed'; readonly name: string }
  | { readonly kind: 'seal-row-unreadable'; readonly entry: string }
  | { readonly kind: 'without-deed'; readonly entry: string; readonly rows: number };

const sealsAtOnce = 200;
const rowsAtOnce = 10_000;

/** The last seal of a row: its bytes, the seal that they stand in, and the key that made them. */
interface LastSeal {
  readonly seal: string;
  readonly mac: Buffer;
  readonly keyId: string;
  /** Its place among the seals, as the trail holds them. */
  readonly rank: number;
}

/**
 * Holds the rows of the registers against their seals, and the seals against the trail. Names rows that were changed,
 * put in or taken out past the program. Rows that the program changes meanwhile are looked at once more.
 *
 * @param tables the tables whose rows are sealed
 * @returns the number of rows that stand, and at most `most` faults
 */
export async function verifyRecords(
  door: OrganisationDoor,
  actor: Actor,
  keys: SealingKeys,
  organisation: string,
  tables: SealedTables,
  most: number,
): Promise<{ readonly rows: number; readonly faults: readonly RecordFault[] }> {
  await sealRecords(door, actor, keys, organisation);
  const first = await compare(door, actor, keys, organisation, tables);
  if (first.faults.length === 0) return first;
  // What was changed by the program between the two readings is sealed by now, and fits.
  await sealRecords(door, actor, keys, organisation);
  const { rows, faults } = await compare(door, actor, keys, organisation, tables);
  const before = new Set(first.faults.map(faultKey));
  return { rows, faults: faults.filter((fault) => before.has(faultKey(fault))).slice(0, most) };
}

const faultKey = (fault: RecordFault): string => JSON.stringify(fault);

async function compare(
  door: OrganisationDoor,
  actor: Actor,
  keys: SealingKeys,
  organisation: string,
  tables: SealedTables,
): Promise<{ readonly rows: number; readonly faults: readonly RecordFault[] }> {
  const { last, faults: ofSeals } = await lastSeals(door, actor);
  const faults: RecordFault[] = [...ofSeals];
  const sealers = new Map([...keys.byId].map(([id, key]) => [id, rowSealer(key, organisation)] as const));
  const missing = new Set<string>();
  let rows = 0;
  const definitions = await look(door, actor, sealingDefinitions, concern, {});
  for (const name of definitionsThatDiffer(definitions, tables))
    faults.push({ kind: 'definition-changed', name });
  for (const [table, expected] of Object.entries(tables)) {
    const stored = definitions.tables.find((one) => one.table === table);
    if (stored?.key !== expected.key || stored.leftOut.join() !== (expected.leftOut ?? []).join()) {
      faults.push({ kind: 'table-unsealed', table });
      continue;
    }
    const seals = last.get(table) ?? new Map<string, LastSeal>();
    let after: string | null = null;
    for (;;) {
      const digests: readonly RowDigest[] = await look(door, actor, digestsAfter, concern, {
        table,
        after,
        most: rowsAtOnce,
      });
      for (const row of digests) {
        rows++;
        const seal = seals.get(row.key);
        seals.delete(row.key);
        const sealer = seal && sealers.get(seal.keyId);
        if (seal && !sealer) missing.add(seal.keyId);
        else if (!seal || !sealer) faults.push({ kind: 'row-added', table, key: row.key });
        else if (!sealer(seal.seal, table, row).equals(seal.mac))
          faults.push({
            kind: isGone(sealer, table, row.key, seal) ? 'row-added' : 'row-changed',
            table,
            key: row.key,
          });
      }
      after = digests.at(-1)?.key ?? null;
      if (digests.length < rowsAtOnce) break;
    }
    for (const [key, seal] of seals) {
      const sealer = sealers.get(seal.keyId);
      if (!sealer) missing.add(seal.keyId);
      else if (!isGone(sealer, table, key, seal)) faults.push({ kind: 'row-gone', table, key });
    }
  }
  for (const keyId of missing) faults.push({ kind: 'seal-key-missing', keyId });
  return { rows, faults };
}

/** Whether a seal says that its row was taken out. */
function isGone(
  sealer: ReturnType<typeof rowSealer>,
  table: string,
  key: string,
  { seal, mac }: LastSeal,
): boolean {
  return sealer(seal, table, { key, digest: null }).equals(mac);
}

/** The last seal of each row by table, and what is wrong with the seals themselves. */
async function lastSeals(door: OrganisationDoor, actor: Actor) {
  const { hashes, twice, unreadable, withoutDeed } = await look(door, actor, sealHashes, concern, {});
  const held = new Map(hashes);
  const ranks = new Map([...hashes.keys()].map((id, rank) => [id, rank] as const));
  const last = new Map<string, Map<string, LastSeal>>();
  const faults: RecordFault[] = [
    ...unreadable.map((entry): RecordFault => ({ kind: 'seal-row-unreadable', entry })),
    ...withoutDeed.map((one): RecordFault => ({ kind: 'without-deed', ...one })),
    ...[...new Set(twice)].map((seal): RecordFault => ({ kind: 'seal-changed', seal })),
  ];
  let after = 0;
  for (;;) {
    const seals: readonly StoredSeal[] = await look(door, actor, sealsAfter, concern, {
      after,
      most: sealsAtOnce,
    });
    for (const seal of seals) {
      after = seal.place;
      const hash = held.get(seal.id);
      held.delete(seal.id);
      if (hash === undefined) faults.push({ kind: 'seal-added', seal: seal.id });
      else if (hash !== sealHash(seal)) faults.push({ kind: 'seal-changed', seal: seal.id });
      else place(last, seal, ranks.get(seal.id) ?? 0);
    }
    if (seals.length < sealsAtOnce) break;
  }
  for (const seal of held.keys()) faults.push({ kind: 'seal-gone', seal });
  return { last, faults };
}

/** The trail says which seal came last; where a seal stands in its table anybody may have changed who owns the database. */
function place(
  last: Map<string, Map<string, LastSeal>>,
  { id, table, keys, macs, keyId }: StoredSeal,
  rank: number,
): void {
  const ofTable = last.get(table) ?? new Map<string, LastSeal>();
  last.set(table, ofTable);
  keys.forEach((key, index) => {
    if ((ofTable.get(key)?.rank ?? -1) > rank) return;
    const mac = macs.subarray(index * macLength, (index + 1) * macLength);
    ofTable.set(key, { seal: id, mac, keyId, rank });
  });
}
