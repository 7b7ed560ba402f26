import { sql } from 'kysely';
import { z } from 'zod';
import { settleLeaving } from '../../../organisation/people/who-left.ts';
import type { Action, Database, Question } from '../../../platform/database/doorways.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { ExplainedError } from '../../../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../../../platform/language/text.ts';

/** An employment that cannot stand; nothing was recorded. */
export class EmploymentRefused extends ExplainedError {
  override readonly name = 'EmploymentRefused';
}

const said = {
  function: z.string().min(1).max(200).nullable(),
  supervisor: z.uuid().nullable(),
  /** Hours a week as a decimal with a point. */
  hours: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,2})?$/)
    .nullable(),
  /** The last day; null: until further notice. */
  ended: z.iso.date().nullable(),
  /** Who does it. */
  by: z.uuid(),
};

const addSchema = z.strictObject({
  /** The id that the form holds, so that a form sent twice adds one employment. */
  employment: z.uuid(),
  person: z.uuid(),
  unit: z.string().min(1),
  kind: z.string().nullable(),
  started: z.iso.date(),
  ...said,
});

/** Adds an employment by hand, for whom no list states. Throws an {@link EmploymentRefused}. */
export const addEmployment: Action<z.infer<typeof addSchema>, null> = {
  name: 'people.add-employment',
  input: addSchema,
  object: () => 'person',
  about: ({ person }) => person,
  change: async (database, input) => {
    const twice = await sql`select from employment where employment_id = ${input.employment}`.execute(
      database,
    );
    if (twice.rows.length > 0) return { result: null, audit: { twice: true } };
    await refuseUnstanding(database, input);
    await sql`
      insert into employment (version_id, employment_id, person_id, unit, function, supervisor_id, weekly_hours, kind,
        started_on, ended_on)
      values (${newId()}, ${input.employment}, ${input.person}, ${input.unit}, ${input.function}, ${input.supervisor},
        ${input.hours}, ${input.kind}, ${input.started}, ${input.ended})`.execute(database);
    return { result: null, audit: { unit: input.unit } };
  },
};

const changeSchema = z.strictObject({
  employment: z.uuid(),
  person: z.uuid(),
  unit: z.string().min(1),
  kind: z.string().nullable(),
  /**
   * From which day another unit or kind holds: the employment ends the day before, and another follows it. Null: what was
   * recorded was not right, and never was.
   */
  from: z.iso.date().nullable(),
  /** The id of an employment that follows, which the form holds, so that a form sent twice makes one. */
  following: z.uuid(),
  ...said,
});
type Change = z.infer<typeof changeSchema>;

interface Standing {
  readonly version: string;
  readonly unit: string;
  readonly kind: string | null;
  readonly started: string;
  readonly ended: string | null;
  /** Whether it says already what is to be recorded. */
  readonly isSame: boolean;
}

/** Why a version was made, for the histories. */
const changedByHand = 'met de hand gewijzigd';
const followedByHand = 'vervolgd door een ander onderdeel of een andere soort';
const followsByHand = 'vervolg met een ander onderdeel of een andere soort';

/**
 * Changes an employment, or ends it by a last day. Another unit or kind from a day on is another employment, which
 * follows, so that earlier years stay as they were counted; what was recorded wrongly is a version. What stands so already
 * is not recorded again. A list that states it says later how it is. Throws an {@link EmploymentRefused}.
 */
export const changeEmployment: Action<Change, { readonly changed: boolean }> = {
  name: 'people.change-employment',
  input: changeSchema,
  object: () => 'person',
  about: ({ person }) => person,
  change: async (database, input) => {
    const twice = await sql`select from employment where employment_id = ${input.following}`.execute(
      database,
    );
    if (twice.rows.length > 0) return { result: { changed: true }, audit: { twice: true } };
    const found = await sql<Standing>`
      select version_id as version, unit, kind, started_on as started, ended_on as ended,
        (unit, kind, function, supervisor_id, weekly_hours, ended_on) is not distinct from
          (${input.unit}::text, ${input.kind}::text, ${input.function}::text, ${input.supervisor}::uuid,
           ${input.hours}::numeric, ${input.ended}::date) as "isSame"
      from employment
      where employment_id = ${input.employment} and person_id = ${input.person} and withdrawn_at is null
      for update`.execute(database);
    const [standing] = found.rows;
    if (!standing) throw refused('not-there', input.employment, notThere);
    if (standing.isSame) return { result: { changed: false }, audit: null };
    const follows = input.from !== null && (input.unit !== standing.unit || input.kind !== standing.kind);
    if (follows && input.from !== null) await follow(database, standing, input, input.from);
    else await correct(database, standing, input);
    await settleLeaving(database, input.by);
    return { result: { changed: true }, audit: { ends: input.ended !== null, follows } };
  },
};

/** A version of the same employment. */
async function correct(database: Database, standing: Standing, input: Change): Promise<void> {
  await refuseUnstanding(database, { ...input, started: standing.started });
  await sql`update employment set withdrawn_at = now() where version_id = ${standing.version}`.execute(
    database,
  );
  await sql`
    insert into employment (version_id, employment_id, person_id, unit, function, supervisor_id, weekly_hours, kind,
      started_on, ended_on, change_reason)
    values (${newId()}, ${input.employment}, ${input.person}, ${input.unit}, ${input.function}, ${input.supervisor},
      ${input.hours}, ${input.kind}, ${standing.started}, ${input.ended}, ${changedByHand})`.execute(
    database,
  );
}

/** Ends an employment the day before another begins; what a list states goes on with the other. */
async function follow(
  database: Database,
  { version, started, ended }: Standing,
  input: Change,
  from: string,
): Promise<void> {
  if (from <= started || (ended !== null && from > ended))
    throw refused('follows-outside', from, followsOutside);
  await refuseUnstanding(database, { ...input, started: from });
  await sql`update employment set withdrawn_at = now() where version_id = ${version}`.execute(database);
  await sql`
    insert into employment (version_id, employment_id, person_id, unit, function, supervisor_id, weekly_hours, kind,
      started_on, ended_on, change_reason)
    select ${newId()}, employment_id, person_id, unit, function, supervisor_id, weekly_hours, kind, started_on,
      ${from}::date - 1, ${followedByHand}
    from employment where version_id = ${version}`.execute(database);
  await sql`
    insert into employment (version_id, employment_id, person_id, unit, function, supervisor_id, weekly_hours, kind,
      started_on, ended_on, change_reason)
    values (${newId()}, ${input.following}, ${input.person}, ${input.unit}, ${input.function}, ${input.supervisor},
      ${input.hours}, ${input.kind}, ${from}, ${input.ended}, ${followsByHand})`.execute(database);
  await sql`
    with ended as (
      update employment_statement set withdrawn_at = now()
      where employment_id = ${input.employment} and withdrawn_at is null returning sender, stated_start)
    insert into employment_statement (id, employment_id, sender, stated_start)
    select ${newId()}, ${input.following}, sender, stated_start from ended`.execute(database);
}

async function refuseUnstanding(
  database: Database,
  given: {
    readonly person: string;
    readonly supervisor: string | null;
    readonly started: string;
    readonly ended: string | null;
    readonly by: string;
  },
): Promise<void> {
  const { person, supervisor, started, ended, by } = given;
  if (ended !== null && ended < started) throw refused('ends-before-start', ended, endsFirst);
  if (supervisor === null) return;
  if (supervisor === by) {
    const before = await sql`
      select from employment where person_id = ${person} and supervisor_id = ${supervisor} limit 1`.execute(
      database,
    );
    if (before.rows.length === 0) throw refused('own-team', person, ownTeam);
  }
  // Two at once would each not see the other.
  await sql`select pg_advisory_xact_lock(hashtext('person numbers'))`.execute(database);
  const above = await sql<{ circle: boolean }>`
    with recursive above (person) as (
      select ${supervisor}::uuid
      union
      select e.supervisor_id from above a join employment e on e.person_id = a.person
      where e.withdrawn_at is null and e.supervisor_id is not null and (e.ended_on is null or e.ended_on >= today())
    )
    select exists (select from above where person = ${person}::uuid) as circle`.execute(database);
  if (above.rows[0]?.circle) throw refused('supervisor-circle', person, circle);
}

/** An employment as a form shows it. */
export interface EmploymentForm {
  readonly employment: string;
  readonly unit: string;
  readonly job: string | null;
  readonly hours: string | null;
  readonly kind: string | null;
  readonly started: string;
  readonly ended: string | null;
  /** A number or mail address by which the supervisor is known; null without one. */
  readonly supervisor: string | null;
  /** Also of a supervisor who has neither. */
  readonly supervisorId: string | null;
  /** The sender of lists that states it; null for none. */
  readonly statedBy: string | null;
}

/** An employment of a person; null when there is none of that id. */
export const employmentForm: Question<
  { readonly person: string; readonly employment: string },
  EmploymentForm | null
> = {
  name: 'people.employment',
  confidential: true,
  object: () => 'person',
  about: ({ person }) => person,
  ask: async (database, { person, employment }) => {
    const { rows } = await sql<EmploymentForm>`
      select e.employment_id as employment, e.unit, e.function as job, e.weekly_hours::text as hours, e.kind,
        e.started_on as started, e.ended_on as ended, s.sender as "statedBy",
        e.supervisor_id as "supervisorId",
        coalesce((select c.mail from person_contact c where c.person_id = e.supervisor_id and c.withdrawn_at is null),
          (select min(n.number) from person_number n where n.person_id = e.supervisor_id and n.withdrawn_at is null
             and n.valid_until is null)) as supervisor
      from employment e
      left join employment_statement s on s.employment_id = e.employment_id and s.withdrawn_at is null
      where e.person_id = ${person} and e.employment_id = ${employment} and e.withdrawn_at is null`.execute(
      database,
    );
    return rows[0] ?? null;
  },
};

const endsFirst = text(
  'De laatste dag ligt voor het begin. Verbeter een van beide.',
  'The last day lies before the beginning. Correct one of them.',
);
const followsOutside = text(
  'Die dag ligt niet tijdens dit dienstverband. Kies een dag na het begin en uiterlijk de laatste dag; stond het er verkeerd, kies dan dat.',
  'That day is not within this employment. Choose a day after its beginning and not after its last day; if it was recorded wrongly, choose that.',
);
const ownTeam = text(
  'Wie mensen beheert, maakt zichzelf van niemand leidinggevende. Laat een andere functioneel beheerder dit doen.',
  'Who looks after people makes themselves nobody’s supervisor. Have another functional administrator do this.',
);
const circle = text(
  'Deze leidinggevende werkt zelf, rechtstreeks of via anderen, onder deze persoon. Kies iemand anders.',
  'This supervisor works under this person, at once or by others. Choose somebody else.',
);
const notThere = text('Dit dienstverband is er niet (meer).', 'There is no such employment (any more).');

function refused(code: string, where: string, what: Text): EmploymentRefused {
  return new EmploymentRefused(code, {
    what,
    where: sameText(where),
    kept: text('De dienstverbanden zoals zij waren.', 'The employments as they were.'),
    next: text('Verbeter het genoemde en probeer het opnieuw.', 'Correct what is named and try again.'),
  });
}
