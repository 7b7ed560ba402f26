import { sql } from 'kysely';
import { z } from 'zod';
import type { Role } from '../../platform/access/relation.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { nameKey } from './names.ts';

/** What the page of a person shows, as far as whoever asks may see it. */
export interface PersonOverview {
  readonly person: string;
  readonly name: string | null;
  readonly mail: string | null;
  readonly telephone: string | null;
  readonly numbers: readonly string[];
  readonly employments: readonly {
    readonly employment: string;
    readonly supervisor: string | null;
    readonly unit: string;
    readonly job: string | null;
    readonly from: string;
    readonly until: string | null;
    readonly hours: string | null;
  }[];
  readonly appointments: readonly {
    readonly appointment: string;
    readonly role: Role;
    readonly unit: string | null;
    readonly from: string;
    readonly until: string | null;
    readonly by: string;
    readonly reason: string;
    readonly act: string | null;
    readonly actDate: string | null;
    /** Name of who is replaced; null where it is no replacement. */
    readonly replaces: string | null;
    /** Lapsed: its bearer left, and it carries no rights. */
    readonly state: 'now' | 'later' | 'past' | 'lapsed';
  }[];
  /** Whether the person worked here, does so no more, and has no role that stands. */
  readonly hasLeft: boolean;
  readonly accounts: readonly {
    readonly account: string;
    readonly signInName: string;
    readonly state: 'setting-up' | 'active' | 'ended';
  }[];
  readonly invitation: {
    readonly signInName: string;
    readonly until: Date;
    /** Who made the link, where another has to make the code and did not yet; else null. */
    readonly codeWaitsFor: string | null;
  } | null;
}

/** A person with employments, appointments, accounts; null when there is none of that id within reach. */
export const personOverview: Question<{ readonly person: string }, PersonOverview | null> = {
  name: 'organisation.person',
  confidential: true,
  object: () => 'person',
  about: ({ person }) => person,
  ask: async (database, { person }) => {
    const found = await sql<
      Omit<PersonOverview, 'invitation'> & {
        invitedAs: string | null;
        invitedUntil: Date | null;
        codeWaitsFor: string | null;
      }
    >`
      select p.id as person, c.name, c.mail, c.telephone,
        array(select distinct n.number from person_number n where n.person_id = p.id and n.withdrawn_at is null order by 1) as numbers,
        (select coalesce(json_agg(json_build_object('employment', e.employment_id, 'supervisor', l.name, 'unit', e.unit, 'job', e.function, 'from', e.started_on,
             'until', e.ended_on, 'hours', e.weekly_hours::text) order by e.started_on desc), '[]')
         from employment e left join person_contact l on l.person_id = e.supervisor_id and l.withdrawn_at is null
         where e.person_id = p.id and e.withdrawn_at is null) as employments,
        (select coalesce(json_agg(json_build_object('appointment', a.id, 'role', a.role, 'unit', a.unit,
             'from', a.valid_from, 'until', a.valid_until, 'by', coalesce(b.name, a.appointed_by), 'reason', a.reason,
             'act', a.act_reference, 'actDate', a.act_date,
             'replaces', case when a.replaces is not null then coalesce(v.name, '…') end,
             'state', case when a.valid_until <= today() then 'past' when has_lapsed(a, today()) then 'lapsed' when a.valid_from > today() then 'later' else 'now' end)
             order by a.valid_from desc, a.role), '[]')
         from appointment a left join person_contact b on b.person_id::text = a.appointed_by and b.withdrawn_at is null
         left join person_contact v on v.person_id = a.replaces and v.withdrawn_at is null
         where a.person_id = p.id and a.withdrawn_at is null) as appointments,
        (select coalesce(json_agg(json_build_object('account', a.id, 'signInName', a.sign_in_name, 'state', a.state)
             order by a.created_at), '[]')
         from account a where a.person_id = p.id and a.state <> 'ended') as accounts,
        known_to_have_left(p.id) as "hasLeft",
        i.sign_in_name as "invitedAs", i.expires_at as "invitedUntil",
        case when not i.has_code then i.invited_by end as "codeWaitsFor"
      from person p left join person_contact c on c.person_id = p.id and c.withdrawn_at is null
      left join invitation i on i.person_id = p.id and i.spent_at is null and i.withdrawn_at is null and i.expires_at > now()
      where p.id = ${person}`.execute(database);
    const [row] = found.rows;
    if (!row) return null;
    const { invitedAs, invitedUntil, codeWaitsFor, ...rest } = row;
    const invitation =
      invitedAs === null || invitedUntil === null
        ? null
        : { signInName: invitedAs, until: invitedUntil, codeWaitsFor };
    return { ...rest, invitation };
  },
};

const contactSchema = z.strictObject({
  person: z.uuid(),
  name: z.string().min(1).max(200),
  mail: z.email().max(200).nullable(),
  telephone: z.string().max(50).nullable(),
});

/**
 * Changes how a person is called and reached: a new version; the earlier one is withdrawn and stays. What stands so
 * already is not recorded again.
 */
export const changeContact: Action<z.infer<typeof contactSchema>, { readonly changed: boolean }> = {
  name: 'organisation.change-contact',
  input: contactSchema,
  object: () => 'person',
  about: ({ person }) => person,
  change: async (database, { person, ...contact }) => {
    const same = await sql`
      select from person_contact
      where person_id = ${person} and withdrawn_at is null and name = ${contact.name}
        and mail is not distinct from ${contact.mail} and telephone is not distinct from ${contact.telephone}
      for update`.execute(database);
    if (same.rows.length > 0) return { result: { changed: false }, audit: null };
    await sql`update person_contact set withdrawn_at = now() where person_id = ${person} and withdrawn_at is null`.execute(
      database,
    );
    await database
      .insertInto('person_contact')
      .values({ version_id: newId(), person_id: person, name_key: nameKey(contact.name), ...contact })
      .execute();
    return { result: { changed: true }, audit: {} };
  },
};
