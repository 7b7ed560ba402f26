import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import type { KnownAppointment, KnownContact, KnownEmployment, KnownPeople } from '../stated-people.ts';

/** Reads what is known of people, for a list of a sender. Lists of people that come in at once wait for each other. */
export async function readKnownPeople(database: Database, sender: string): Promise<KnownPeople> {
  await sql`select pg_advisory_xact_lock(hashtext('person numbers'))`.execute(database);
  const numbers = await sql<{ id: string; person: string; sender: string; number: string }>`
    select id, person_id as person, sender, number from person_number
    where withdrawn_at is null and valid_until is null`.execute(database);
  const contacts = await sql<KnownContact & { person: string }>`
    select version_id as version, person_id as person, name, mail, telephone from person_contact
    where withdrawn_at is null`.execute(database);
  const employments = await sql<Omit<KnownEmployment, 'stated' | 'wasStated'>>`
    select version_id as version, employment_id as employment, person_id as person, unit, function,
      supervisor_id as supervisor, weekly_hours::text as hours, kind, started_on as started, ended_on as ended
    from employment where withdrawn_at is null order by recorded_at, version_id`.execute(database);
  const statements = await sql<{
    id: string;
    employment: string;
    sender: string;
    start: string;
    stands: boolean;
  }>`
    select id, employment_id as employment, sender, stated_start as start, withdrawn_at is null as stands
    from employment_statement`.execute(database);
  const stated = new Map(
    statements.rows.flatMap(({ stands, employment, ...one }) => (stands ? [[employment, one] as const] : [])),
  );
  const everStated = new Set(statements.rows.map(({ employment }) => employment));
  const appointments = await sql<KnownAppointment>`
    select id as appointment, person_id as person, role, unit, valid_from as from, valid_until as until from appointment
    where withdrawn_at is null and (valid_until is null or today() < valid_until)`.execute(database);
  return {
    numbers: new Map(
      numbers.rows.flatMap(({ id, person, number, sender: by }) =>
        by === sender ? [[number, { id, person }] as const] : [],
      ),
    ),
    elsewhere: ofOnePerson(numbers.rows.filter(({ sender: by }) => by !== sender)),
    contacts: new Map(contacts.rows.map(({ person, ...contact }) => [person, contact])),
    employments: employments.rows.map((one) => ({
      ...one,
      stated: stated.get(one.employment) ?? null,
      wasStated: everStated.has(one.employment),
    })),
    appointments: appointments.rows,
  };
}

/** Numbers that name one person alone; two people with one number are told apart by their senders. */
function ofOnePerson(
  rows: readonly { readonly number: string; readonly person: string }[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const several = new Set<string>();
  for (const { number, person } of rows) {
    const before = found.get(number);
    if (before !== undefined && before !== person) several.add(number);
    found.set(number, person);
  }
  for (const number of several) found.delete(number);
  return found;
}
