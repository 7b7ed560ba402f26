import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { hash, head, type MailboxSlot, mostBoxBytes, readHeads, slot } from './sent.ts';
import { type AddOutcome, addHead, type StoredBox, storedBox } from './stored.ts';

/*
 * What whoever holds a receipt code does. The actor says by the hash of the locator which mailbox is meant; the database
 * finds that one and nothing beside it. What is not there is answered in the same way whatever the reason.
 */

/** A mailbox as its holder reads it. */
export interface OpenMailbox extends StoredBox {
  readonly org: string;
  readonly today: string;
  readonly slot: MailboxSlot;
  /** The own wrap; null where its holder asked to read nothing any more. */
  readonly wrap: string | null;
}

async function ownBox(database: Database): Promise<string | null> {
  const { rows } = await sql<{ box: string | null }>`select acting_box()::text as box`.execute(database);
  return rows[0]?.box ?? null;
}

/** The mailbox of who asks; null where there is none. */
export const openMailbox: Question<Record<string, never>, OpenMailbox | null> = {
  name: 'boxes.mailbox',
  confidential: false,
  object: () => 'mailbox',
  ask: async (database) => {
    const box = await storedBox(database, await ownBox(database));
    const { rows } = await sql<Pick<OpenMailbox, 'org' | 'today' | 'slot' | 'wrap'>>`
      select o.id::text as org, today()::text as today, (select encode(w.wrap, 'hex') from box_wrap w) as wrap,
        (select jsonb_build_object('id', m.slot_id, 'salt', encode(m.salt, 'hex'), 'box', encode(m.slot, 'hex'))
         from mailbox m) as slot
      from key_organisation o`.execute(database);
    return box && rows[0] ? { ...box, ...rows[0] } : null;
  },
};

const addSchema = z.strictObject({ head });

/** Adds a message of who holds the mailbox. @throws EncryptionFault for what is no message */
export const addByReporter: Action<z.infer<typeof addSchema>, AddOutcome> = {
  name: 'boxes.add-by-reporter',
  input: addSchema,
  object: () => 'mailbox',
  change: async (database, sent) => {
    const [one] = await readHeads([sent.head]);
    const { rows } = await sql`select from box_wrap`.execute(database);
    const box = rows.length > 0 ? await ownBox(database) : null;
    const result: AddOutcome = one
      ? await addHead(database, box, one, { byParty: true, mostBytes: mostBoxBytes })
      : { outcome: 'not-found' };
    return { result, audit: null };
  },
};

const codeSchema = z.strictObject({
  slot,
  /** The hash of the new locator. */
  mailbox: hash,
});

/** Puts a new code in the place of the one that was used; the old one finds nothing from then on. */
export const changeCode: Action<z.infer<typeof codeSchema>, boolean> = {
  name: 'boxes.change-code',
  input: codeSchema,
  object: () => 'mailbox',
  change: async (database, { slot: code, mailbox }) => {
    const { rows } = await sql<{ changed: boolean }>`
      select change_mailbox(decode(${mailbox}, 'hex'), ${code.id}, decode(${code.salt}, 'hex'), decode(${code.box}, 'hex'))
        as changed`.execute(database);
    return { result: rows[0]?.changed === true, audit: null };
  },
};
