import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Question } from '../database/doorways.ts';

/** What the chain begins with. */
const chainStart = createHash('sha256').update('daglicht audit 1').digest();

/** How far the chain is. */
export interface ChainHead {
  readonly length: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** Deeds after which the head of the chain is written down at once. */
const privileged = [
  'organisation.propose-appointment',
  'organisation.decide-proposal',
  'organisation.end-appointment',
  'organisation.appoint',
  'identity.decide-first-administrator',
  'identity.invite',
  'identity.end-account',
  'identity.accept-invitation',
  'audit.export',
];

/**
 * The head of the chain with the moment at which it was so, by the clock of the database, and whether something privileged
 * stands after the given length.
 */
export const chainHead: Question<
  { readonly after: number },
  ChainHead & { readonly at: Date; readonly isPrivileged: boolean }
> = {
  name: 'audit.chain-head',
  confidential: false,
  object: () => 'audit',
  ask: async (database, { after }) => {
    const found = await sql<{ length: string; hash: Buffer; at: Date; isPrivileged: boolean }>`
      select c.seq as length, c.hash, now() as at, exists (
        select from audit_link l join audit_entry e on e.id = l.entry
        where l.seq > ${after} and e.action = any(${privileged})) as "isPrivileged"
      from audit_chain c`.execute(database);
    const [row] = found.rows;
    if (!row) throw new Error('The trail has no chain.');
    const { length, hash, at, isPrivileged } = row;
    return { length: Number(length), hash: hash.toString('hex'), at, isPrivileged };
  },
};

/** A link with the row that it stands for as it is stored now, every part with its length in bytes before it; null when it is gone. */
export interface StoredLink {
  readonly seq: number;
  readonly entry: string;
  /** Hexadecimal. */
  readonly hash: string;
  readonly line: string | null;
}

// Written out here: a function of the database could tell something else than what stands in the row.
const line = sql<string | null>`
  '36:' || e.id || '27:' || to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  || octet_length(e.actor_kind) || ':' || e.actor_kind || octet_length(e.actor) || ':' || e.actor
  || octet_length(e.action) || ':' || e.action || octet_length(e.object) || ':' || e.object
  || octet_length(e.outcome) || ':' || e.outcome || octet_length(e.origin) || ':' || e.origin
  || coalesce('36:' || e.about, '-:') || octet_length(e.details::text) || ':' || e.details`;

/** Where parts of so many links end, in order; the last may be smaller. Links that are missing make no part longer. */
export const partEnds: Question<{ readonly after: number; readonly most: number }, readonly number[]> = {
  name: 'audit.parts',
  confidential: false,
  object: () => 'audit',
  ask: async (database, { after, most }) => {
    const found = await sql<{ seq: string }>`
      select seq from (
        select seq, row_number() over (order by seq) as place, lead(seq) over (order by seq) as next
        from audit_link where seq > ${after}) one
      where place % ${most} = 0 or next is null order by seq`.execute(database);
    return found.rows.map(({ seq }) => Number(seq));
  },
};

/** The links after a place up to and with another one, in order. */
export const linksBetween: Question<
  { readonly after: number; readonly upTo: number },
  readonly StoredLink[]
> = {
  name: 'audit.links',
  confidential: false,
  object: () => 'audit',
  ask: async (database, { after, upTo }) => {
    const part = sql`l.seq > ${after} and l.seq <= ${upTo}`;
    // A part of a long trail: by index, whatever the statistics of its tables say.
    await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true),
                     set_config('max_parallel_workers_per_gather', '0', true)`.execute(database);
    // Rows were linked in the order of their transactions. One that was not is looked up by itself below.
    const ends = await sql<{ transaction: string; id: string }>`
      select e.transaction_id as transaction, e.id from audit_entry e where e.id in (
        (select l.entry from audit_link l where ${part} order by l.seq limit 1),
        (select l.entry from audit_link l where ${part} order by l.seq desc limit 1))
      order by e.transaction_id, e.id`.execute(database);
    const [first, last] = [ends.rows.at(0), ends.rows.at(-1)];
    await sql`select set_config('enable_nestloop', 'off', true)`.execute(database);
    const found = await sql<{ seq: string; entry: string; hash: string; line: string | null }>`
      select l.seq, l.entry, encode(l.hash, 'hex') as hash, ${line} as line
      from audit_link l left join audit_entry e on e.id = l.entry
        and (e.transaction_id, e.id) >= (${first?.transaction ?? null}::xid8, ${first?.id ?? null}::uuid)
        and (e.transaction_id, e.id) <= (${last?.transaction ?? null}::xid8, ${last?.id ?? null}::uuid)
      where ${part} order by l.seq`.execute(database);
    const links = found.rows.map((row) => ({ ...row, seq: Number(row.seq) }));
    const elsewhere = links.filter((link) => link.line === null).map(({ entry }) => entry);
    if (elsewhere.length === 0) return links;
    await sql`select set_config('enable_nestloop', 'on', true), set_config('enable_hashjoin', 'off', true)`.execute(
      database,
    );
    const others = await sql<{ id: string; line: string }>`
      select e.id, ${line} as line from unnest(${elsewhere}::uuid[]) one join audit_entry e on e.id = one`.execute(
      database,
    );
    const lines = new Map(others.rows.map((row) => [row.id, row.line] as const));
    return links.map((link) => ({ ...link, line: link.line ?? lines.get(link.entry) ?? null }));
  },
};

/** Where the chain begins that still stands: after the last year that was dropped, or at its start. */
export const chainBegin: Question<Record<string, never>, ChainHead> = {
  name: 'audit.chain-begin',
  confidential: false,
  object: () => 'audit',
  ask: async (database) => {
    const found = await sql<{ length: string; hash: string }>`
      select last_seq as length, encode(last_hash, 'hex') as hash from audit_segment
      where dropped_at is not null order by last_seq desc limit 1`.execute(database);
    const [row] = found.rows;
    return row
      ? { length: Number(row.length), hash: row.hash }
      : { length: 0, hash: chainStart.toString('hex') };
  },
};

/** Rows of transactions that were all linked, and that are in no link: they were put in afterwards. */
export const rowsOutsideChain: Question<Record<string, never>, readonly string[]> = {
  name: 'audit.rows-outside-chain',
  confidential: false,
  object: () => 'audit',
  ask: async (database) => {
    const found = await sql<{ id: string }>`
      select e.id from audit_entry e, audit_chain c
      where e.transaction_id < c.linked_below
        and not exists (select from audit_link l where l.entry = e.id)
      order by e.at limit 100`.execute(database);
    return found.rows.map(({ id }) => id);
  },
};

/** The hash of a link, hexadecimal: of the one before it, and of its row. */
export function linkHash(before: string, line: string): string {
  return createHash('sha256').update(before, 'hex').update(line, 'utf8').digest('hex');
}
