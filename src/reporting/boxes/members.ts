import { sql } from 'kysely';
import { z } from 'zod';
import { keysQuestion } from '../../organisation/keys/recorded.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import {
  parseDocument,
  type Signature,
  type SignedText,
} from '../../platform/encryption/documents/documents.ts';
import { head, mostBoxBytes, readHeads, uuid } from './sent.ts';
import { type AddOutcome, addHead, type StoredBox, storedBox } from './stored.ts';

/*
 * What members of a box do. Who is one follows from the wraps of its newest record and from the newest list of people:
 * the database finds it out, and whoever is none finds no box, whatever their role.
 */

/** A box as a list shows it before anything is unlocked: what the server may know. */
export interface OwnBox {
  readonly box: string;
  readonly case: string;
  readonly kind: StoredBox['kind'];
  readonly received: string;
  readonly state: StoredBox['state'];
  readonly epoch: number;
  /** How many objects it holds. */
  readonly objects: number;
  /** How many of them came by the mailbox after the last one of a handler; all of them where no handler wrote. */
  readonly unanswered: number;
  /** Whether a handler wrote in it yet. */
  readonly isAnswered: boolean;
}

/** The boxes in whose newest record whoever asks is a member, those that wait first, then by day. */
export const ownBoxes: Question<Record<string, never>, readonly OwnBox[]> = {
  name: 'boxes.own',
  confidential: false,
  object: () => 'boxes',
  ask: async (database) => {
    const { rows } = await sql<OwnBox>`
      select b.id::text as box, b.case_id::text as "case", b.kind, b.received_on as received, b.state,
        (select max(r.epoch) from box_record r where r.box_id = b.id) as epoch,
        count(o.seq)::int as objects, (count(*) filter (where o.seq > l.last and o.by_party))::int as unanswered,
        l.last > 0 as "isAnswered"
      from box b
      cross join lateral (
        select coalesce(max(a.seq) filter (where not a.by_party), 0) as last from box_object a where a.box_id = b.id) l
      left join box_object o on o.box_id = b.id
      group by b.id, l.last
      order by 8 = 0, b.received_on, b.id`.execute(database);
    return rows;
  },
};

/** A box with all that a browser needs to verify and open it. */
export interface OpenBox extends StoredBox {
  readonly org: string;
  readonly today: string;
  /** The own wrap, and the id of the own keys that it is for. */
  readonly wrap: { readonly key: string; readonly wrap: string };
  readonly roots: readonly SignedText[];
  /** The lists that the records cite. */
  readonly lists: readonly { readonly name: 'intake' | 'people'; readonly signed: SignedText }[];
  /** The lists of today: who may be given a wrap. */
  readonly current: { readonly intake: SignedText | null; readonly people: SignedText | null };
}

/** The lists that these records cite, by name. */
export async function citedLists(
  database: Database,
  records: readonly SignedText[],
): Promise<OpenBox['lists']> {
  const cited = new Set<string>();
  for (const record of records) cited.add((await parseDocument('record', record)).content.list);
  const { rows } = await sql<{ name: 'intake' | 'people'; doc: string; sigs: string }>`
    select name, doc, sigs from key_list where encode(hash, 'hex') = any (${[...cited]}::text[])
    order by version, name`.execute(database);
  return rows.map(({ name, doc, sigs }) => ({
    name,
    signed: { doc, sigs: JSON.parse(sigs) as readonly Signature[] },
  }));
}

/** Opens a box for a member; null for anybody else. That it was opened stands in the trail. */
export const openBox: Question<{ readonly box: string }, OpenBox | null> = {
  name: 'boxes.open',
  confidential: true,
  object: ({ box }) => box,
  ask: async (database, { box }) => {
    const found = uuid.safeParse(box).success ? await storedBox(database, box) : null;
    if (!found) return null;
    const wraps = await sql<OpenBox['wrap']>`
      select encode(key_hash, 'hex') as key, encode(wrap, 'hex') as wrap from box_wrap
      where box_id = ${box}::uuid`.execute(database);
    const { org, today, roots, lists } = await keysQuestion.ask(database, {});
    const [wrap] = wraps.rows;
    if (!wrap) return null;
    return {
      ...found,
      org,
      today,
      wrap,
      roots: roots.map(({ signed }) => signed),
      lists: await citedLists(database, found.records),
      current: { intake: lists.intake?.signed ?? null, people: lists.people?.signed ?? null },
    };
  },
};

const memberHeadSchema = z.strictObject({ box: uuid, head });

/** Adds a message of a member. By whom it is stands inside, sealed and signed; the trail says who sent it. */
export const addByMember: Action<z.infer<typeof memberHeadSchema>, AddOutcome> = {
  name: 'boxes.add',
  input: memberHeadSchema,
  object: ({ box }) => box,
  change: async (database, { box, head: sent }) => {
    const [one] = await readHeads([sent]);
    const result: AddOutcome = one
      ? await addHead(database, box, one, { byParty: false, mostBytes: mostBoxBytes })
      : { outcome: 'not-found' };
    return {
      result,
      audit:
        result.outcome === 'added' ? { seq: result.seq, record: await newestRecord(database, box) } : null,
    };
  },
};

/** The hash of the newest record: with what is done in a box it stands in the trail, so that a fork can be shown. */
async function newestRecord(database: Database, box: string): Promise<string> {
  const { rows } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash from box_record where box_id = ${box}::uuid
    order by epoch desc limit 1`.execute(database);
  return rows[0]?.hash ?? '';
}
