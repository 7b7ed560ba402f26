import { sql } from 'kysely';
import type { Database } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { knowNumbers } from './persons.ts';

/** An employment as a list states it. Persons are the sender's numbers, days are ISO dates, the last day included. */
export interface ListedEmployment {
  readonly employmentId: string;
  readonly number: string;
  readonly unit: string;
  readonly function: string | null;
  readonly supervisor: string | null;
  /** Hours a week, a decimal with a point. */
  readonly weeklyHours: string | null;
  /** A code of the list employment-kinds. */
  readonly kind: string | null;
  readonly startedOn: string;
  readonly endedOn: string | null;
}

/** Adds employments, with the persons whom the sender's numbers name. */
export async function addEmployments(
  database: Database,
  sender: string,
  employments: readonly ListedEmployment[],
): Promise<void> {
  if (employments.length === 0) return;
  await knowNumbers(
    database,
    sender,
    employments.flatMap((one) => [one.number, ...(one.supervisor === null ? [] : [one.supervisor])]),
  );
  const rows = employments.map((one) => ({ ...one, versionId: newId() }));
  const added = await sql`
    insert into employment (version_id, employment_id, person_id, unit, function, supervisor_id, weekly_hours, kind,
      started_on, ended_on)
    select r."versionId", r."employmentId", p.person_id, r.unit, r.function, s.person_id, r."weeklyHours", r.kind,
      r."startedOn", r."endedOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("versionId" uuid, "employmentId" uuid, number text, unit text, function text, supervisor text,
        "weeklyHours" numeric, kind text, "startedOn" date, "endedOn" date)
    join person_number p on p.sender = ${sender} and p.number = r.number and p.withdrawn_at is null and p.valid_until is null
    left join person_number s on s.sender = ${sender} and s.number = r.supervisor and s.withdrawn_at is null
      and s.valid_until is null`.execute(database);
  if (Number(added.numAffectedRows ?? 0) !== rows.length)
    throw new Error(`${rows.length} employments were listed and ${added.numAffectedRows} kept.`);
}

/** Ends the current versions of employments that a list no longer holds. */
export async function withdrawEmployments(
  database: Database,
  employmentIds: readonly string[],
): Promise<void> {
  await sql`update employment set withdrawn_at = now() where employment_id = any(${employmentIds}::uuid[]) and withdrawn_at is null`.execute(
    database,
  );
}

/** Makes employments that were stored as new into versions of those that they correct; the earlier version ends. */
export async function correctEmployments(
  database: Database,
  corrections: readonly { readonly recordId: string; readonly corrects: string }[],
): Promise<void> {
  const stored = corrections.map((one) => one.recordId);
  const corrected = corrections.map((one) => one.corrects);
  await withdrawEmployments(database, corrected);
  await sql`
    update employment e set employment_id = c.corrects
    from unnest(${stored}::uuid[], ${corrected}::uuid[]) as c(stored, corrects)
    where e.employment_id = c.stored`.execute(database);
}
