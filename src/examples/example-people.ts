import { sql } from 'kysely';
import { z } from 'zod';
import { nameKey } from '../organisation/people/names.ts';
import { roles, rolesOfEmployment } from '../platform/access/relation.ts';
import type { Action, Database } from '../platform/database/doorways.ts';
import { newId } from '../platform/database/new-id.ts';

/** The invented people of an example: one in every role, so that anybody can see what that role sees. */
export const examplePeopleSchema = z.array(
  z.strictObject({
    role: z.enum(roles),
    name: z.string(),
    /** Key of the unit of the appointment; null: the concern, or a role that follows from employment. */
    unit: z.string().nullable().default(null),
    /** How the staff list knows the person; null: a person without an employment. */
    number: z.string().nullable().default(null),
  }),
);

type ExamplePerson = z.infer<typeof examplePeopleSchema>[number];

/** Adds the invented people of an example, once. Answers with their ids (UUID), by name. */
export const addExamplePeople: Action<
  z.infer<typeof examplePeopleSchema>,
  Readonly<Record<string, string>>
> = {
  name: 'example.people',
  input: examplePeopleSchema,
  object: () => 'example',
  change: async (database, people) => {
    const ids: Record<string, string> = {};
    for (const [place, one] of people.entries()) {
      const standing = await sql<{ person: string }>`
        select person_id::text as person from example_person where place = ${place}`.execute(database);
      ids[one.name] = standing.rows[0]?.person ?? (await add(database, one, place));
    }
    return { result: ids, audit: { people: people.length } };
  },
};

async function add(
  database: Database,
  { role, name, unit, number }: ExamplePerson,
  place: number,
): Promise<string> {
  const person = number === null ? await newPerson(database) : await personOnList(database, number);
  await database
    .insertInto('person_contact')
    .values({
      version_id: newId(),
      person_id: person,
      name,
      name_key: nameKey(name),
      mail: null,
      telephone: null,
    })
    .execute();
  if (!rolesOfEmployment.includes(role))
    await sql`
      insert into appointment (id, person_id, role, unit, valid_from, appointed_by, reason)
      values (${newId()}, ${person}, ${role}, ${unit}, '2022-01-01', 'voorbeeld', 'voorbeeld')`.execute(
      database,
    );
  await sql`insert into example_person (person_id, place, role) values (${person}, ${place}, ${role})`.execute(
    database,
  );
  return person;
}

async function newPerson(database: Database): Promise<string> {
  const id = newId();
  await database.insertInto('person').values({ id }).execute();
  return id;
}

async function personOnList(database: Database, number: string): Promise<string> {
  const found = await database
    .selectFrom('person_number')
    .select('person_id')
    .where('number', '=', number)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw new Error(`The staff list of the example has no number ${number}.`);
  return found.person_id;
}
