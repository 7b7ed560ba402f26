import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { emptyChain } from '../../platform/encryption/boxes/log.ts';
import { parseDocument, type SignedText } from '../../platform/encryption/documents/documents.ts';
import { checkRecords } from '../../platform/encryption/documents/records.ts';
import { must } from '../../platform/encryption/fault.ts';
import { intakeKeys } from './intake-keys.ts';
import {
  checkGiven,
  checkStanding,
  hash,
  head,
  mostHeads,
  pin,
  readHeads,
  rightsOf,
  shares,
  signedText,
  slot,
  uuid,
  wraps,
} from './sent.ts';
import { addObjects } from './stored.ts';

/** A whole report as the browser of who reports made it. */
export const reportSchema = z.strictObject({
  case: uuid,
  box: uuid,
  record: signedText,
  wraps,
  shares,
  slot,
  /** The hash of the locator. */
  mailbox: hash,
  heads: z.array(head).max(mostHeads),
});
export type SentReport = z.infer<typeof reportSchema>;

const submissionSchema = reportSchema.extend({ pin });

/** Roots and the public list of today: to whom a browser encrypts, held against the pin that it knows itself. */
export interface PublicKeyring {
  readonly org: string;
  readonly today: string;
  readonly roots: readonly SignedText[];
  readonly intake: SignedText;
}

/** What became of a report. Nothing of it is kept unless it was received. */
export type Submitted =
  | { readonly outcome: 'received'; readonly on: string }
  | { readonly outcome: 'list-replaced'; readonly keys: PublicKeyring }
  /** The id of the box or the code is of another report. */
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'closed' };

/** The report that was sent under this mailbox before: received when it is this very one, else of another. */
async function sentBefore(
  database: Database,
  { box }: Pick<SentReport, 'box'>,
  record: string,
): Promise<Submitted | null> {
  const { rows } = await sql<{ box: string; record: string; on: string }>`
    select m.box_id::text as box, encode(r.hash, 'hex') as record, b.received_on as "on"
    from mailbox m join box b on b.id = m.box_id join box_record r on r.box_id = b.id and r.epoch = 0`.execute(
    database,
  );
  const [found] = rows;
  if (!found) return null;
  return found.box === box && found.record === record
    ? { outcome: 'received', on: found.on }
    : { outcome: 'taken' };
}

/**
 * Receives a report: verifies all that can be verified without reading it, and keeps it whole. The same report sent
 * again is answered as the first time. The actor is who reports, with the hash of the locator that is sent along.
 *
 * @throws EncryptionFault for what is not as the protocol asks
 */
export const submitReport: Action<z.infer<typeof submissionSchema>, Submitted> = {
  name: 'boxes.submit',
  input: submissionSchema,
  object: ({ box }) => box,
  change: async (database, sent) => {
    const answered = (result: Submitted) => ({ result, audit: null });
    const { hash: record, content } = await parseDocument('record', sent.record);
    const before = await sentBefore(database, sent, record);
    if (before) return answered(before);
    const { keys, channel } = await intakeKeys(database, sent.pin);
    const { intake } = keys.lists;
    if (channel.closed !== null || channel.intake === null || !intake) return answered({ outcome: 'closed' });
    if (content.list !== channel.intake.hash) {
      const roots = keys.roots.map(({ signed }) => signed);
      const { org, today } = keys;
      return answered({ outcome: 'list-replaced', keys: { org, today, roots, intake: intake.signed } });
    }
    const place = { org: keys.org, case: sent.case, box: sent.box };
    const lists = new Map([[channel.intake.hash, channel.intake]]);
    const [checked] = await checkRecords([sent.record], place, { roots: channel.roots, lists });
    must(checked !== undefined && content.kind === 'post', 'E_RECORD', 'no box of who reports');
    must(content.via === 'intake', 'E_AUTHOR', 'not opened by who reports');
    checkStanding(checked, channel.intake, keys.today);
    checkGiven(checked, sent);
    const heads = await readHeads(sent.heads);
    must(
      heads.every(({ epoch }) => epoch === 0),
      'E_EPOCH',
      'a message of another epoch',
    );
    if (!(await isKept(database, sent, { record, rights: rightsOf(checked) })))
      return answered((await sentBefore(database, sent, record)) ?? { outcome: 'taken' });
    await addObjects(database, sent.box, { n: 0, h: emptyChain }, heads, true);
    return answered({ outcome: 'received', on: keys.today });
  },
};

/** Keeps mailbox, box, record, wraps and shares; false where the code or the id of the box is taken already. */
async function isKept(
  database: Database,
  { box, mailbox, slot: code, ...sent }: SentReport,
  { record, rights }: { readonly record: string; readonly rights: ReadonlyMap<string, string> },
): Promise<boolean> {
  // Of two at once the second waits here for the first, and then sees it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${box}, 0))`.execute(database);
  const free = await sql<{ free: boolean }>`select box_is_free(${box}::uuid) as free`.execute(database);
  if (free.rows[0]?.free !== true) return false;
  const { numAffectedRows } = await sql`
    insert into mailbox (stored, box_id, slot_id, salt, slot)
    values (decode(${mailbox}, 'hex'), ${box}, ${code.id}, decode(${code.salt}, 'hex'), decode(${code.box}, 'hex'))
    on conflict do nothing`.execute(database);
  if (numAffectedRows !== 1n) return false;
  await sql`insert into box (id, case_id, kind) values (${box}, ${sent.case}, 'post')`.execute(database);
  await sql`
    insert into box_record (box_id, epoch, hash, doc, sigs)
    values (${box}, 0, decode(${record}, 'hex'), ${sent.record.doc}, ${JSON.stringify(sent.record.sigs)})`.execute(
    database,
  );
  await sql`
    insert into box_wrap (box_id, epoch, key_hash, rights, wrap)
    select ${box}::uuid, 0, decode(w ->> 'key', 'hex'), w ->> 'rights', decode(w ->> 'wrap', 'hex')
    from jsonb_array_elements(${JSON.stringify(
      sent.wraps.map((one) => ({ ...one, rights: rights.get(one.key) })),
    )}::jsonb) w`.execute(database);
  await sql`
    insert into box_share (box_id, epoch, key_hash, share)
    select ${box}::uuid, 0, decode(s ->> 'key', 'hex'), decode(s ->> 'share', 'hex')
    from jsonb_array_elements(${JSON.stringify(sent.shares)}::jsonb) s`.execute(database);
  return true;
}
