import { sql } from 'kysely';
import type { Question } from '../../../platform/database/doorways.ts';
import type { AnyValue } from '../../fields/field.ts';

/** A version of an employment, by the fields of its description. */
export interface EmploymentVersion {
  readonly values: Readonly<Record<string, AnyValue>>;
  /** ISO moment. */
  readonly recordedAt: string;
  readonly reason: string | null;
}

/** The versions of an employment of a person, from the first on; none when there is no employment of that id. */
export const employmentHistory: Question<
  { readonly person: string; readonly employment: string },
  readonly EmploymentVersion[]
> = {
  name: 'people.employment-history',
  confidential: true,
  object: () => 'person',
  about: ({ person }) => person,
  ask: async (database, { person, employment }) => {
    const { rows } = await sql<EmploymentVersion>`
      select json_build_object('number', person_id, 'unit', unit, 'function', function, 'supervisor', supervisor_id,
          'hours', weekly_hours::text, 'kind', kind, 'started', started_on, 'ended', ended_on) as values,
        to_char(recorded_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD"T"HH24:MI:SS.US') as "recordedAt",
        change_reason as reason
      from employment where person_id = ${person} and employment_id = ${employment}
      order by recorded_at, withdrawn_at nulls last`.execute(database);
    return rows;
  },
};
