import { sql } from 'kysely';
import { recordCode, scopedColumns } from '../../collection/record-codes.ts';
import type { FactScope, FactSource } from '../../collection/register.ts';
import { factTableFromJoined, type JoinedFactRow } from '../../figures/cubes/facts.ts';
import { employmentKinds } from './employments.ts';

/** The facts of employments in force on the last day of each year: unit and kind. */
export const employmentTable = 'employments';
/**
 * The facts of persons of the own staff on that day: the units where each works, and whether that is more than one
 * employment.
 */
export const personTable = 'persons';

/** Joins the units of one person in a code. Keys of units hold no such sign. */
export const unitSeparator = '+';

/** Which employments make somebody staff of the organisation; one without a kind does. */
function ownStaff(scope: FactScope): readonly string[] {
  const list = scope.codes.get(employmentKinds);
  return (list?.codes ?? []).filter((code) => code.group === 'staff').map((code) => code.code);
}

function yearsOf(scope: FactScope): string {
  return JSON.stringify(scope.years.map(({ key, until }) => ({ key, until })));
}

/** Every employment is one row here, of whatever kind; one of the own staff is marked so. */
export const employmentFacts: FactSource = {
  name: employmentTable,
  read: async (database, scope) => {
    const rows = await sql<JoinedFactRow>`
      select concat_ws('|', y.key, e.unit, coalesce(e.kind, ''), (e.kind is null or e.kind = any(${ownStaff(scope)}))::text
        ${recordCode(scope, 'e.employment_id')}) as codes, count(*) as amount
      from jsonb_to_recordset(${yearsOf(scope)}::jsonb) as y(key text, until date)
      join employment e on e.started_on < y.until and (e.ended_on is null or e.ended_on >= y.until - 1)
      where e.withdrawn_at is null
      group by 1 order by 1`.execute(database);
    return factTableFromJoined(
      employmentTable,
      scopedColumns(scope, ['year', 'unit', 'kind', 'own']),
      rows.rows,
    );
  },
};

/** A person is one row here however many employments there are, and never bears a number: only units remain. */
export const personFacts: FactSource = {
  name: personTable,
  read: async (database, scope) => {
    const rows = await sql<JoinedFactRow>`
      select concat_ws('|', p.key, p.units, p.several::text) as codes, count(*) as amount
      from (
        select y.key, e.person_id, count(*) > 1 as several,
          string_agg(distinct e.unit, ${unitSeparator} order by e.unit) as units
        from jsonb_to_recordset(${yearsOf(scope)}::jsonb) as y(key text, until date)
        join employment e on e.started_on < y.until and (e.ended_on is null or e.ended_on >= y.until - 1)
        where e.withdrawn_at is null and (e.kind is null or e.kind = any(${ownStaff(scope)}))
        group by y.key, e.person_id
      ) p
      group by 1 order by 1`.execute(database);
    return factTableFromJoined(personTable, ['year', 'units', 'several'], rows.rows);
  },
};
