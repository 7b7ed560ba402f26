import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { insertRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { recordedDay } from '../recorded-day.ts';

/** Whose work goes where, from which day. */
export interface HandOver {
  readonly person: string;
  readonly role: string;
  readonly unit: string | null;
  /** The first day on which it is no longer theirs. */
  readonly until: string;
  /** Null: nobody yet. */
  readonly receiver: string | null;
  readonly by: string;
  readonly reason: string;
}

interface Assigned {
  readonly table_name: string;
  readonly record_id: string;
  readonly valid_from: string;
  readonly valid_until: string | null;
}

/** Hands the open work of somebody to a receiver, or keeps it as nobody's yet. @returns how many records that were */
export async function handOver(database: Database, given: HandOver): Promise<number> {
  const { person, role, unit, until, receiver, by, reason } = given;
  const { rows } = await sql<Assigned>`
    update record_assignment set withdrawn_at = now()
    where person_id = ${person} and withdrawn_at is null and (valid_until is null or valid_until > ${until}::date)
    returning table_name, record_id, valid_from, valid_until`.execute(database);
  const assignments = (to: string, from: (one: Assigned) => string, end: (one: Assigned) => string | null) =>
    newRows<Assigned>(
      'record_assignment',
      [
        ['id', 'uuid', () => newId()],
        ['table_name', 'text', (one) => one.table_name],
        ['record_id', 'uuid', (one) => one.record_id],
        ['person_id', 'uuid', () => to],
        ['valid_from', 'date', from],
        ['valid_until', 'date', end],
        ['assigned_by', 'text', () => by],
        ['reason', 'text', () => reason],
      ],
      to === person ? rows.filter((one) => one.valid_from < until) : rows,
    );
  await insertRows(
    database,
    assignments(
      person,
      (one) => one.valid_from,
      () => until,
    ),
  );
  const laterOf = ({ valid_from: from }: Assigned) => (from < until ? until : from);
  if (receiver !== null)
    await insertRows(
      database,
      assignments(receiver, laterOf, (one) => one.valid_until),
    );
  else
    await insertRows(
      database,
      newRows<Assigned>(
        'open_work',
        [
          ['id', 'uuid', () => newId()],
          ['table_name', 'text', (one) => one.table_name],
          ['record_id', 'uuid', (one) => one.record_id],
          ['from_person', 'uuid', () => person],
          ['role', 'text', () => role],
          ['unit', 'text', () => unit],
          ['valid_from', 'date', laterOf],
        ],
        rows,
      ),
    );
  return rows.length;
}

/** Work of one person that is nobody's yet. */
export interface OpenWork {
  readonly person: string;
  readonly name: string | null;
  readonly role: string;
  readonly unit: string | null;
  readonly since: string;
  readonly records: number;
}

/** The work that is nobody's yet, by whose it was: how many records, and none of what stands in them. */
export const openWork: Question<Record<string, never>, readonly OpenWork[]> = {
  name: 'organisation.open-work',
  confidential: false,
  object: () => 'people',
  ask: async (database) =>
    (
      await sql<OpenWork>`
        select o.from_person as person, c.name, o.role, o.unit, min(o.valid_from) as since, count(*)::integer as records
        from open_work o left join person_contact c on c.person_id = o.from_person and c.withdrawn_at is null
        where o.settled_at is null group by 1, 2, 3, 4 order by 5, 2, 3`.execute(database)
    ).rows,
};

/** Who may receive work of a role: who bears it today. */
export interface Receiver {
  readonly person: string;
  readonly name: string | null;
  readonly unit: string | null;
}

const receiverSchema = z.strictObject({ person: z.uuid(), role: z.string(), unit: z.string().nullable() });

/** Who bears a role today beside somebody, who replaces that person in front; and how many records that person handles. */
export const receiversOf: Question<
  z.infer<typeof receiverSchema>,
  { readonly receivers: readonly Receiver[]; readonly records: number }
> = {
  name: 'organisation.receivers',
  confidential: false,
  object: () => 'people',
  ask: async (database, { person, role, unit }) => {
    const { rows } = await sql<Receiver>`
      select a.person_id as person, c.name, min(a.unit) as unit
      from appointment a left join person_contact c on c.person_id = a.person_id and c.withdrawn_at is null
      where a.role = ${role} and a.person_id <> ${person} and a.withdrawn_at is null and a.valid_from <= today()
        and (a.valid_until is null or today() < a.valid_until) and not has_lapsed(a, today())
      group by a.person_id, c.name
      order by bool_or(a.replaces = ${person}) desc nulls last, bool_or(a.unit is not distinct from ${unit}) desc, c.name
      limit 200`.execute(database);
    const counted = await sql<{ records: number }>`
      select count(*)::integer as records from record_assignment g
      where g.person_id = ${person} and g.withdrawn_at is null
        and (g.valid_until is null or g.valid_until > today())`.execute(database);
    return { receivers: rows, records: counted.rows[0]?.records ?? 0 };
  },
};

const giveSchema = z.strictObject({
  /** Whose it was. */
  person: z.uuid(),
  role: z.string(),
  receiver: z.uuid(),
  by: z.uuid(),
  reason: z.string().min(1),
});

/** Gives work that is nobody's yet to somebody. Answers how many records that were. */
export const giveOpenWork: Action<z.infer<typeof giveSchema>, { readonly records: number }> = {
  name: 'organisation.give-open-work',
  input: giveSchema,
  object: () => 'people',
  change: async (database, { person, role, receiver, by, reason }) => {
    const { rows } = await sql<{ table_name: string; record_id: string }>`
      update open_work set settled_at = now()
      where from_person = ${person} and role = ${role} and settled_at is null
      returning table_name, record_id`.execute(database);
    const day = await recordedDay(database);
    await insertRows(
      database,
      newRows<(typeof rows)[number]>(
        'record_assignment',
        [
          ['id', 'uuid', () => newId()],
          ['table_name', 'text', (one) => one.table_name],
          ['record_id', 'uuid', (one) => one.record_id],
          ['person_id', 'uuid', () => receiver],
          ['valid_from', 'date', () => day],
          ['assigned_by', 'text', () => by],
          ['reason', 'text', () => reason],
        ],
        rows,
      ),
    );
    return { result: { records: rows.length }, audit: { records: rows.length, receiver } };
  },
};
