import { sql } from 'kysely';
import { z } from 'zod';
import { type Role, roles, rolesOfEmployment } from '../../platform/access/relation.ts';
import type { Action, Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { ExplainedError } from '../../platform/language/explained-error.ts';
import { inEach, sameText, type Text, text } from '../../platform/language/text.ts';
import { type IncompatibleRule, incompatibleRules } from './incompatible-roles.ts';
import { handOver } from './open-work.ts';
import { roleNamed, roleWords } from './role-words.ts';

/** An appointment that cannot stand; nothing was recorded. */
export class AppointmentRefused extends ExplainedError {
  override readonly name = 'AppointmentRefused';
}

export const appointmentSchema = z.strictObject({
  person: z.uuid(),
  role: z.enum(roles),
  /** Key of a unit; null: the whole concern. */
  unit: z.string().nullable(),
  from: z.iso.date(),
  /** The first day on which it no longer holds; null: until further notice. */
  until: z.iso.date().nullable(),
  appointedBy: z.string().min(1),
  reason: z.string().min(1),
  /** The act by which it was made; null where none is recorded. */
  act: z
    .strictObject({ reference: z.string().min(1).max(200), date: z.iso.date() })
    .nullable()
    .default(null),
  /** Who is absent and has this role for this part; null: it is no replacement. */
  replaces: z.uuid().nullable().default(null),
});

/** Appoints a person in a role for a unit and all below it, or for the concern. Throws an {@link AppointmentRefused}. */
export const appoint: Action<z.infer<typeof appointmentSchema>, { readonly appointment: string }> = {
  name: 'organisation.appoint',
  input: appointmentSchema,
  object: ({ role, unit }) => `${role} ${unit ?? 'concern'}`,
  change: async (database, input) => {
    const appointment = await recordAppointment(database, input, null);
    return { result: { appointment }, audit: { from: input.from, until: input.until, person: input.person } };
  },
};

/** What an appointment says. */
export type Appointment = z.infer<typeof appointmentSchema>;

/**
 * Records an appointment that may stand.
 *
 * @param proposal the approved proposal by which it is made, where one was needed
 * @throws {@link AppointmentRefused}
 */
export async function recordAppointment(
  database: Database,
  input: Appointment,
  proposal: string | null,
): Promise<string> {
  await refuseUnstanding(database, input);
  const appointment = newId();
  await database
    .insertInto('appointment')
    .values({
      id: appointment,
      person_id: input.person,
      role: input.role,
      unit: input.unit,
      valid_from: input.from,
      valid_until: input.until,
      appointed_by: input.appointedBy,
      reason: input.reason,
      proposal_id: proposal,
      act_reference: input.act?.reference ?? null,
      act_date: input.act?.date ?? null,
      replaces: input.replaces,
    })
    .execute();
  const lapsed = await sql<{ lapsed: boolean }>`
    select has_lapsed(a, today()) as lapsed from appointment a where a.id = ${appointment}`.execute(database);
  if (lapsed.rows[0]?.lapsed) throw appointmentRefused('has-left', input.from, hasLeft);
  return appointment;
}

/** Throws an {@link AppointmentRefused} for an appointment that cannot stand, and says why. */
export async function refuseUnstanding(database: Database, input: Appointment): Promise<void> {
  // Two at once would each not see the other; the database takes the same lock.
  await sql`select pg_advisory_xact_lock(hashtext('appointments'), hashtext(${input.person}))`.execute(
    database,
  );
  if (rolesOfEmployment.includes(input.role))
    throw appointmentRefused('role-of-employment', input.role, employmentRole);
  if (input.until !== null && input.until <= input.from)
    throw appointmentRefused('ends-before-start', input.until, endsFirst);
  await refuseUnknown(database, input.person, input.unit);
  await refuseTwice(database, input);
  await refuseReplacing(database, input);
  await refuseIncompatible(database, input);
}

const endSchema = z.strictObject({
  appointment: z.uuid(),
  until: z.iso.date(),
  appointedBy: z.string().min(1),
  reason: z.string().min(1),
  /** Who receives the open work: a person, nobody yet, or who had it, in another role. */
  work: z.union([z.literal('keep'), z.literal('nobody'), z.uuid()]).default('keep'),
});

/**
 * Ends an appointment on a day; one that ends before it began was a mistake and never held. What was recorded before
 * stays as it was. Throws an {@link AppointmentRefused} when it does not stand.
 */
export const endAppointment: Action<z.infer<typeof endSchema>, { readonly appointment: string | null }> = {
  name: 'organisation.end-appointment',
  input: endSchema,
  object: ({ appointment }) => appointment,
  change: async (database, input) => {
    await refuseLast(database, input.appointment);
    const ended = await database
      .updateTable('appointment')
      .set({ withdrawn_at: sql`now()` })
      .where('id', '=', input.appointment)
      .where('withdrawn_at', 'is', null)
      .returning([
        'person_id',
        'role',
        'unit',
        'valid_from',
        'valid_until',
        'act_reference',
        'act_date',
        'replaces',
      ])
      .executeTakeFirst();
    if (!ended) throw appointmentRefused('not-there', input.appointment, notThere);
    if (ended.valid_until !== null && ended.valid_until <= input.until)
      throw appointmentRefused('ended-already', input.until, endedAlready);
    const { person_id: person, role, unit } = ended;
    const records =
      input.work === 'keep'
        ? 0
        : await handOver(database, {
            person,
            role,
            unit,
            until: input.until,
            receiver: input.work === 'nobody' ? null : input.work,
            by: input.appointedBy,
            reason: input.reason,
          });
    if (input.until <= ended.valid_from)
      return { result: { appointment: null }, audit: { until: null, records } };
    const appointment = newId();
    await database
      .insertInto('appointment')
      .values({
        ...ended,
        id: appointment,
        valid_until: input.until,
        appointed_by: input.appointedBy,
        reason: input.reason,
      })
      .execute();
    return { result: { appointment }, audit: { until: input.until, records } };
  },
};

/** An organisation in which nobody looks after people or accounts any more could not appoint anybody either. */
async function refuseLast(database: Database, appointment: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('administrators'))`.execute(database);
  const found = await sql<{ role: string; remain: boolean }>`
    select a.role, administrators_remain(a.role, a.person_id) as remain from appointment a
    where a.id = ${appointment} and a.unit is null and a.withdrawn_at is null`.execute(database);
  const [row] = found.rows;
  if (row && !row.remain) throw appointmentRefused('last-administrator', row.role, lastAdministrator);
}

async function refuseUnknown(database: Database, person: string, unit: string | null): Promise<void> {
  const known = await database.selectFrom('person').select('id').where('id', '=', person).executeTakeFirst();
  if (!known) throw appointmentRefused('person-unknown', person, personUnknown);
  if (unit === null) return;
  const stands = await database
    .selectFrom('unit')
    .select('key')
    .where('key', '=', unit)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!stands) throw appointmentRefused('unit-unknown', unit, unitUnknown);
}

/** The same role for the same part of the organisation, twice at one time, would be ended in vain. */
async function refuseTwice(
  database: Database,
  { person, role, unit, from, until }: z.infer<typeof appointmentSchema>,
): Promise<void> {
  const others = await database
    .selectFrom('appointment')
    .select('id')
    .where('person_id', '=', person)
    .where('role', '=', role)
    .where('unit', 'is not distinct from', unit)
    .where('withdrawn_at', 'is', null)
    .where((one) => one.or([one('valid_until', 'is', null), one('valid_until', '>', from)]))
    .where(sql<boolean>`not has_lapsed(appointment, today())`)
    .$if(until !== null, (query) => query.where('valid_from', '<', until ?? from))
    .execute();
  if (others.length > 0) throw appointmentRefused('appointed-already', role satisfies Role, appointedAlready);
}

/** The same person does not have two roles that one rule keeps apart, at one time. */
async function refuseIncompatible(
  database: Database,
  { person, role, from, until }: Appointment,
): Promise<void> {
  const found = await sql<{ other: string; rule: IncompatibleRule }>`
    select a.role as other, i.rule
    from appointment a
    join incompatible_role i on i.role = least(a.role, ${role}) and i.other = greatest(a.role, ${role})
    where a.person_id = ${person} and a.withdrawn_at is null
      and a.valid_from < coalesce(${until}::date, 'infinity') and ${from}::date < coalesce(a.valid_until, 'infinity')
    limit 1`.execute(database);
  const [pair] = found.rows;
  if (!pair) return;
  const other = roleNamed(pair.other);
  const names = other ? roleWords[other].name : sameText(pair.other);
  throw appointmentRefused(
    'incompatible',
    role,
    inEach`${text('Deze persoon is al', 'This person is already')} ${names}. ${incompatibleRules[pair.rule]}`,
  );
}

/** Who replaces somebody has that person's role for that part, from a day to a day on which that person has it. */
async function refuseReplacing(database: Database, input: Appointment): Promise<void> {
  const { replaces, role, unit, from, until, person } = input;
  if (replaces === null) return;
  if (until === null) throw appointmentRefused('replaces-for-ever', role, replacesForEver);
  const found = await sql`
    select from appointment where person_id = ${replaces} and role = ${role} and unit is not distinct from ${unit}
      and replaces is null and withdrawn_at is null and valid_from <= ${from}::date
      and (valid_until is null or ${from}::date < valid_until)`.execute(database);
  if (found.rows.length === 0 || replaces === person)
    throw appointmentRefused('replaces-nobody', role, replacesNobody);
}

const replacesForEver = text(
  'Een vervanging duurt tot een dag. Vul in tot wanneer.',
  'A replacement lasts until a day. Fill in until when.',
);
const replacesNobody = text(
  'Wie afwezig is, heeft deze rol dan niet, of is dezelfde persoon. Kies iemand anders of een andere dag.',
  'Who is absent does not have this role then, or is the same person. Choose somebody else or another day.',
);
const lastAdministrator = text(
  'Dit is de enige die deze beheerrol heeft. Wijs eerst iemand anders aan en beëindig deze daarna.',
  'Nobody else has this administrator role. Appoint somebody else first and end this one afterwards.',
);
const hasLeft = text(
  'Deze persoon is op die dag nog of al uit dienst geweest: de rol zou meteen vervallen. Leg eerst een nieuw dienstverband vast, of laat de rol ingaan na de laatste dag.',
  'This person left on or after that day: the role would lapse at once. Record a new employment first, or let the role begin after the last day.',
);
const employmentRole = text(
  'Medewerker en leidinggevende volgen uit het dienstverband; daartoe wordt niemand aangewezen.',
  'Employees and supervisors follow from employments; nobody is appointed to that.',
);
const endsFirst = text('De aanwijzing eindigt voor zij begint.', 'The appointment ends before it begins.');
const personUnknown = text('Deze persoon is niet bekend.', 'This person is not known.');
const unitUnknown = text('Dit onderdeel is er niet.', 'There is no such unit.');
const notThere = text('Deze aanwijzing is er niet (meer).', 'There is no such appointment (any more).');
const endedAlready = text('Deze aanwijzing eindigt al eerder.', 'This appointment ends earlier already.');
const appointedAlready = text(
  'Deze persoon heeft die rol daar in die tijd al.',
  'This person has that role there at that time already.',
);

export function appointmentRefused(code: string, where: string, what: Text): AppointmentRefused {
  return new AppointmentRefused(code, {
    what,
    where: sameText(where),
    kept: text(
      'De aanwijzingen zoals zij waren; er is niets gewijzigd.',
      'The appointments as they were; nothing was changed.',
    ),
    next: text('Verbeter het genoemde en probeer het opnieuw.', 'Correct what is named and try again.'),
  });
}
