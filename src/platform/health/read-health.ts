import { sql } from 'kysely';
import { z } from 'zod';
import { type Action, ChangeStopped, type Question } from '../database/doorways.ts';
import { newId } from '../database/new-id.ts';
import { queueMail } from '../mail/outbox.ts';
import { type HealthFacts, type HealthLine, healthLines } from './health.ts';

/** What the database knows of how the program is doing. */
export const healthFacts: Question<Record<string, never>, HealthFacts> = {
  name: 'health.facts',
  confidential: false,
  object: () => 'program',
  ask: async (database) => {
    const found = await sql<HealthFacts>`
      select is_set as "isSet", undelivered, refused, retries, stuck, late, failed, backup, drill, chain,
        chain_right as "chainRight", secret_ends as "secretEnds", day from health_facts()`.execute(database);
    const [facts] = found.rows;
    if (!facts) throw new Error('health_facts() gave no row');
    return facts;
  },
};

const noteSchema = z.strictObject({ kind: z.enum(['backup', 'drill']), day: z.iso.date(), by: z.string() });

/** Records the day on which a backup was made, or on which putting one back was practised. A day to come is refused. */
export const noteHealth: Action<z.infer<typeof noteSchema>, null> = {
  name: 'health.note',
  input: noteSchema,
  object: ({ kind }) => kind,
  change: async (database, { kind, day, by }) => {
    const put = await sql`
      insert into health_note (id, kind, day, recorded_by)
      select ${newId()}::uuid, ${kind}::text, ${day}::date, ${by}::text
      where ${day}::date <= (now() at time zone 'Europe/Amsterdam')::date`.execute(database);
    if (put.numAffectedRows === 0n) throw new ChangeStopped('a day to come', { refused: 'ahead' });
    return { result: null, audit: { day } };
  },
};

/** Records whether the chain of the trail was right when it was checked. */
export const noteChain: Action<{ readonly isRight: boolean }, null> = {
  name: 'health.note-chain',
  input: z.strictObject({ isRight: z.boolean() }),
  object: () => 'chain',
  change: async (database, { isRight }) => {
    await sql`
      insert into health_note (id, kind, day, is_right, recorded_by)
      values (${newId()}, 'chain', (now() at time zone 'Europe/Amsterdam')::date, ${isRight}, 'daglicht')`.execute(
      database,
    );
    await sql`delete from health_note where kind = 'chain' and recorded_at < now() - interval '1 year'`.execute(
      database,
    );
    return { result: null, audit: { right: isRight } };
  },
};

const lightsSchema = z.strictObject({
  lights: z.array(z.strictObject({ line: z.enum(healthLines), light: z.enum(['green', 'amber', 'red']) })),
});

/**
 * Keeps the light of each line, and writes to the technical administrator about those that turned red: once a change,
 * in the same transaction.
 */
export const keepLights: Action<z.infer<typeof lightsSchema>, { readonly turned: readonly HealthLine[] }> = {
  name: 'health.keep-lights',
  input: lightsSchema,
  object: () => 'program',
  change: async (database, { lights }) => {
    const turned: HealthLine[] = [];
    // One after the other: of two instances that look at once the second finds the light of the first.
    for (const { line, light } of lights) {
      const changed = await sql`
        insert into health_state (line, light) values (${line}, ${light})
        on conflict (line) do update set light = excluded.light, since = now()
          where health_state.light <> excluded.light
        returning line`.execute(database);
      if (changed.rows.length > 0 && light === 'red') turned.push(line);
    }
    if (turned.length === 0) return { result: { turned }, audit: null };
    const to = await sql<{ address: string }>`
      select warn_to as address from mail_setting where withdrawn_at is null`.execute(database);
    await queueMail(
      database,
      to.rows.map(({ address }) => ({ kind: 'health', key: newId(), address, topics: turned })),
    );
    return { result: { turned }, audit: { red: turned.join(' ') } };
  },
};
