import { sql } from 'kysely';
import { z } from 'zod';
import { type ClosedBecause, channelKeys } from '../../organisation/keys/channel-state.ts';
import { keysQuestion } from '../../organisation/keys/recorded.ts';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { parseDocument } from '../../platform/encryption/documents/documents.ts';
import { checkList, type Lists, type TrustedList } from '../../platform/encryption/documents/lists.ts';
import { checkRecords, type TrustedRecord } from '../../platform/encryption/documents/records.ts';
import type { Roots } from '../../platform/encryption/documents/roots.ts';
import { must } from '../../platform/encryption/fault.ts';
import { citedLists } from './members.ts';
import { carry, checkGiven, checkStanding, pin, rightsOf, shares, signedText, uuid, wraps } from './sent.ts';
import { lockedBox, storedRecords } from './stored.ts';

/** A new epoch as the browser of a manager made it: who reads from now on. */
export const epochSchema = z.strictObject({
  box: uuid,
  record: signedText,
  /** The secret of the epoch before, sealed to the new one; null for the first epoch of a further box. */
  carry: carry.nullable(),
  wraps,
  shares,
});

const newEpochSchema = epochSchema.extend({ pin });

/** What became of a new epoch. Nothing is changed unless it was made. */
export type EpochMade =
  | { readonly outcome: 'made'; readonly epoch: number }
  /** Somebody was first: this epoch is there already. */
  | { readonly outcome: 'first'; readonly epoch: number }
  /** Something was written meanwhile: the record counts another past. */
  | { readonly outcome: 'log'; readonly n: number; readonly h: string }
  | { readonly outcome: 'list-replaced' | 'closed' | 'not-found' }
  | { readonly outcome: 'no-keys'; readonly because: ClosedBecause };

/** The lists that the records name, each held against the roots. */
async function trustedLists(
  database: Database,
  records: Parameters<typeof citedLists>[1],
  { org, roots, today, people }: { org: string; roots: Roots; today: string; people: TrustedList },
): Promise<Lists> {
  const lists = new Map([[people.hash, people]]);
  for (const { name, signed } of await citedLists(database, records)) {
    const list = await checkList(signed, { org, roots, name, today, isForReading: true });
    if (!lists.has(list.hash)) lists.set(list.hash, list);
  }
  return lists;
}

/** By which keys documents name the acting person. */
async function isOwn(database: Database, { content: { by } }: TrustedRecord): Promise<boolean> {
  const { rows } = await sql`
    select from key_person k join key_vault v on v.person_id = k.person_id
    where k.person_id = acting_person() and k.id::text = ${by.id} and encode(v.key_hash, 'hex') = ${by.key}`.execute(
    database,
  );
  return rows.length > 0;
}

/**
 * Makes the next epoch of a box, or the first of a further box of a case: the record is verified in full, everybody whom
 * it names is given what opens it, and what opened the epoch before is deleted. One of two at once is told that somebody
 * was first.
 *
 * @throws EncryptionFault for what is not as the protocol asks
 */
export const newEpoch: Action<z.infer<typeof newEpochSchema>, EpochMade> = {
  name: 'boxes.new-epoch',
  input: newEpochSchema,
  object: ({ box }) => box,
  change: async (database, sent) => {
    const stopped = (result: EpochMade) => ({ result, audit: null });
    const { content } = await parseDocument('record', sent.record);
    const { epoch, case: of, kind } = content;
    const end = epoch === 0 ? null : await lockedBox(database, sent.box);
    if (epoch > 0) {
      if (!end) return stopped({ outcome: 'not-found' });
      if (!end.isOpen) return stopped({ outcome: 'closed' });
      if (epoch !== end.epoch + 1) return stopped({ outcome: 'first', epoch: end.epoch });
    }
    const keys = await keysQuestion.ask(database, {});
    const { closed, people, roots } = await channelKeys(keys, sent.pin);
    if (people === null) return stopped({ outcome: 'no-keys', because: closed ?? 'no-lists' });
    if (content.list !== people.hash) return stopped({ outcome: 'list-replaced' });
    if (end && (content.n !== end.n || content.h !== end.h))
      return stopped({ outcome: 'log', n: end.n, h: end.h });
    const before = await storedRecords(database, sent.box);
    const chain = [...before.map(({ doc, sigs }) => ({ doc, sigs })), sent.record];
    const { org, today } = keys;
    const lists = await trustedLists(database, chain, { org, roots, today, people });
    const place = { org, case: of, box: sent.box };
    const made = (await checkRecords(chain, place, { roots, lists })).at(-1);
    must(made !== undefined && content.via === 'member', 'E_AUTHOR', 'not made by a member');
    must(await isOwn(database, made), 'E_AUTHOR', 'made by somebody else than who sends it');
    must((epoch === 0) === (sent.carry === null), 'E_CARRY', 'no carry, or one from nowhere');
    must(epoch > 0 || kind === 'file', 'E_RECORD', 'only a box of handlers is opened so');
    checkStanding(made, people, today);
    checkGiven(made, sent);
    const rights = rightsOf(made);
    const record = {
      hash: made.hash,
      ...sent.record,
      sigs: JSON.stringify(sent.record.sigs),
      carry: sent.carry,
    };
    const { rows } = await sql<{ is_made: boolean }>`
      select add_epoch(${sent.box}, ${of}, ${kind}, ${epoch}, ${JSON.stringify(record)}::jsonb,
        ${JSON.stringify(sent.wraps.map((one) => ({ ...one, rights: rights.get(one.key) })))}::jsonb,
        ${JSON.stringify(sent.shares)}::jsonb) as is_made`.execute(database);
    if (rows[0]?.is_made !== true) return stopped({ outcome: 'not-found' });
    return {
      result: { outcome: 'made', epoch },
      audit: { record: made.hash, epoch, members: made.content.members.length },
    };
  },
};
