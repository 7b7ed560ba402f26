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

/** The head of the chain, and whether something privileged stands after the given length. */
export const chainHead: Question<{ readonly after: number }, ChainHead & { readonly isPrivileged: boolean }> =
  {
    name: 'audit.chain-head',
    confidential: false,
    object: () => 'audit',
    ask: async (database, { after }) => {
      const found = await sql<{ length: string; hash: Buffer; isPrivileged: boolean }>`
      select c.seq as length, c.hash, exists (
        select from audit_link l join audit_entry e on e.id = l.entry
        where l.seq > ${after} and e.action = any(${privileged})) as "isPrivileged"
      from audit_chain c`.execute(database);
      const [row] = found.rows;
      if (!row) throw new Error('The trail has no chain.');
      return { length: Number(row.length), hash: row.hash.toString('hex'), isPrivileged: row.isPrivileged };
    },
  };

/** A link with the row that it stands for as it is stored now, every part with its length in bytes before it; null when it is gone. */
export interface StoredLink {
  readonly seq: number;
  readonly entry: string;
  readonly hash: Buffer;
  readonly line: string | null;
}

/** Links after a place, in order. */
export const linksAfter: Question<{ readonly after: number; readonly most: number }, readonly StoredLink[]> =
  {
    name: 'audit.links',
    confidential: false,
    object: () => 'audit',
    ask: async (database, { after, most }) => {
      // A part of a long trail: by index, whatever the statistics of its tables say.
      await sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                       set_config('enable_seqscan', 'off', true)`.execute(database);
      // Written out here: a function of the database could tell something else than what stands in the row.
      const found = await sql<{ seq: string; entry: string; hash: Buffer; line: string | null }>`
      select l.seq, l.entry, l.hash,
        '36:' || e.id || '27:' || to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || octet_length(e.actor_kind) || ':' || e.actor_kind || octet_length(e.actor) || ':' || e.actor
        || octet_length(e.action) || ':' || e.action || octet_length(e.object) || ':' || e.object
        || octet_length(e.outcome) || ':' || e.outcome || octet_length(e.origin) || ':' || e.origin
        || coalesce('36:' || e.about, '-:') || octet_length(e.details::text) || ':' || e.details as line
      from audit_link l left join audit_entry e on e.id = l.entry
      where l.seq > ${after} order by l.seq limit ${most}`.execute(database);
      return found.rows.map((row) => ({ ...row, seq: Number(row.seq) }));
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

/** The hash of a link: of the one before it, and of its row. */
export function linkHash(before: Uint8Array, line: string): Buffer {
  return createHash('sha256').update(before).update(line, 'utf8').digest();
}
