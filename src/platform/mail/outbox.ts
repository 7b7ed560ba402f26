import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../database/doorways.ts';
import { newId } from '../database/new-id.ts';
import { mailAddress } from './mail-settings.ts';

/** A message that waits, as who sends it sees it. */
export interface WaitingMail {
  readonly id: string;
  readonly kind: 'digest' | 'test' | 'health';
  readonly person: string | null;
  readonly address: string | null;
  readonly topics: readonly string[];
}

/** Minutes for which a message is held by who sends it. */
export const mailLease = 5;

/**
 * Puts messages in the outbox, within the transaction of what they are about. The same message (kind and key) is put
 * there once.
 *
 * @returns how many were put there
 */
export async function queueMail(
  database: Database,
  messages: readonly {
    readonly kind: WaitingMail['kind'];
    readonly key: string;
    readonly person?: string;
    readonly address?: string;
    readonly topics?: readonly string[];
  }[],
): Promise<number> {
  if (messages.length === 0) return 0;
  const rows = messages.map(({ kind, key, person = null, address = null, topics = [] }) => ({
    id: newId(),
    kind,
    key,
    person_id: person,
    address,
    topics: [...topics],
  }));
  const put = await database
    .insertInto('mail_message')
    .values(rows)
    .onConflict((same) => same.columns(['kind', 'key']).doNothing())
    .executeTakeFirst();
  return Number(put.numInsertedOrUpdatedRows ?? 0);
}

const takeSchema = z.strictObject({ holder: z.uuid(), most: z.int().positive() });

/** Takes messages that are due, for five minutes; of two that ask at once neither gets what the other got. */
export const takeMail: Action<z.infer<typeof takeSchema>, readonly WaitingMail[]> = {
  name: 'mail.take',
  input: takeSchema,
  object: () => 'mail',
  change: async (database, { holder, most }) => {
    const taken = await sql<WaitingMail>`
      update mail_message set state = 'sends', attempts = attempts + 1, holder = ${holder},
        lease_until = now() + make_interval(mins => ${mailLease})
      where id in (
        select id from mail_message
        where state = 'waits' and next_at <= now() or state = 'sends' and lease_until < now()
        order by next_at limit ${most} for update skip locked)
      returning id, kind, person_id as person, address, topics`.execute(database);
    return { result: taken.rows, audit: null };
  },
};

const settleSchema = z.strictObject({
  holder: z.uuid(),
  ids: z.array(z.uuid()).min(1),
  outcome: z.union([
    z.enum(['sent', 'dropped']),
    z.strictObject({ fault: z.string().regex(/^[a-z-]+$/), lasting: z.boolean() }),
  ]),
});

/**
 * Notes what became of messages. What did not go out is tried again after 1, 5, 15 and 60 minutes and then every three
 * hours, for two days; a test is tried once. Sent messages are kept for a month.
 */
export const settleMail: Action<z.infer<typeof settleSchema>, null> = {
  name: 'mail.settle',
  input: settleSchema,
  object: () => 'mail',
  change: async (database, { holder, ids, outcome }) => {
    if (typeof outcome === 'string') {
      await sql`
        update mail_message set state = ${outcome}, ended_at = now(), holder = null, lease_until = null, fault = null
        where id = any(${ids}) and holder = ${holder}`.execute(database);
      await sql`delete from mail_message where ended_at < now() - interval '31 days'`.execute(database);
      return { result: null, audit: null };
    }
    const given = await sql<{ kind: string }>`
      update mail_message set
        state = case when over then 'undelivered' else 'waits' end,
        ended_at = case when over then now() end,
        next_at = now() + make_interval(mins => coalesce((array[1, 5, 15, 60])[attempts], 180)),
        holder = null, lease_until = null, fault = ${outcome.fault}
      from (select m.id as tried, ${outcome.lasting}::boolean or m.kind = 'test' or m.recorded_at < now() - interval '2 days' as over
            from mail_message m where m.id = any(${ids}) and m.holder = ${holder}) asked
      where id = asked.tried returning case when over then kind end as kind`.execute(database);
    const over = given.rows.filter(({ kind }) => kind !== null).length;
    return { result: null, audit: over === 0 ? null : { undelivered: over, fault: outcome.fault } };
  },
};

const testSchema = z.strictObject({ address: mailAddress });

/** Sends a test message: it goes out as any other, once. */
export const testMail: Action<z.infer<typeof testSchema>, null> = {
  name: 'mail.test',
  input: testSchema,
  object: () => 'mail',
  change: async (database, { address }) => {
    await queueMail(database, [{ kind: 'test', key: newId(), address }]);
    return { result: null, audit: {} };
  },
};

/** A test message with what became of it. */
export interface TestMessage {
  readonly id: string;
  readonly address: string;
  readonly state: 'waits' | 'sends' | 'sent' | 'undelivered' | 'dropped';
  readonly fault: string | null;
  readonly at: Date;
}

/** The last five test messages, the newest first. */
export const testMessages: Question<Record<string, never>, readonly TestMessage[]> = {
  name: 'mail.tests',
  confidential: false,
  object: () => 'mail',
  ask: async (database) => {
    const found = await sql<TestMessage>`
      select id, address, state, fault, coalesce(ended_at, recorded_at) as at from mail_message
      where kind = 'test' order by recorded_at desc, id desc limit 5`.execute(database);
    return found.rows;
  },
};
