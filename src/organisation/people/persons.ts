import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { nameKey } from './names.ts';

/**
 * Makes sure that a sender's numbers each name a person. A number that this sender never used, and that names one
 * person with other senders, names the same person here; one that nobody used names somebody new.
 */
export async function knowNumbers(
  database: Database,
  sender: string,
  numbers: Iterable<string>,
): Promise<void> {
  const asked = JSON.stringify([...new Set(numbers)].map((number) => ({ number, person: newId() })));
  // Two lists that come in at once may name the same new person.
  await sql`select pg_advisory_xact_lock(hashtext('person numbers'))`.execute(database);
  const unknown = sql`
    select a.number, a.person, (select (array_agg(distinct n.person_id))[1] from person_number n
                                where n.number = a.number and n.withdrawn_at is null
                                having count(distinct n.person_id) = 1) as known
    from jsonb_to_recordset(${asked}::jsonb) as a(number text, person uuid)
    where not exists (select from person_number n where n.sender = ${sender} and n.number = a.number
                      and n.withdrawn_at is null and n.valid_until is null)`;
  await sql`
    with unknown as (${unknown}),
    added as (insert into person (id) select person from unknown where known is null)
    insert into person_number (id, person_id, sender, number)
    select gen_random_uuid(), coalesce(known, person), ${sender}, number from unknown`.execute(database);
}

/** The persons whom a sender's numbers name now, by number; a number that names nobody is left out. */
export async function personsOfNumbers(
  database: Database,
  sender: string,
  numbers: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await database
    .selectFrom('person_number')
    .select(['number', 'person_id as person'])
    .where('sender', '=', sender)
    .where('number', '=', ({ fn, val }) => fn.any(val([...numbers])))
    .where('withdrawn_at', 'is', null)
    .where('valid_until', 'is', null)
    .execute();
  return new Map(rows.map(({ number, person }) => [number, person]));
}

/** One number for each person: the one that was known first. Columns: person_id, number. */
export const firstNumbers: RawBuilder<unknown> = sql`(
  select distinct on (person_id) person_id, number from person_number where withdrawn_at is null
  order by person_id, recorded_at, sender, number)`;

const personSchema = z.strictObject({
  /** The id that a form holds, so that a form sent twice adds one person; without it a new one. */
  person: z.uuid().optional(),
  /** How lists know the person; not everybody stands on one. */
  number: z.strictObject({ sender: z.string().min(1), number: z.string().min(1) }).nullable(),
  name: z.string().min(1).nullable(),
  mail: z.email().nullable(),
  telephone: z.string().min(1).nullable(),
});

/** Adds a person by hand: somebody from outside, or somebody whom no list has named yet. */
export const addPerson: Action<z.infer<typeof personSchema>, { readonly person: string }> = {
  name: 'organisation.add-person',
  input: personSchema,
  object: () => 'person',
  change: async (database, { person = newId(), number, ...contact }) => {
    const added = await sql`insert into person (id) values (${person}) on conflict do nothing`.execute(
      database,
    );
    if (added.numAffectedRows === 0n) return { result: { person }, audit: { person, twice: true } };
    if (number)
      await database
        .insertInto('person_number')
        .values({ id: newId(), person_id: person, ...number })
        .execute();
    await database
      .insertInto('person_contact')
      .values({ version_id: newId(), person_id: person, name_key: nameKey(contact.name), ...contact })
      .execute();
    return { result: { person }, audit: { person } };
  },
};
