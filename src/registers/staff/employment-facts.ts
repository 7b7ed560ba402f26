import { sql } from 'kysely';
import { codedColumns, inFrozenOrder, type OwnColumns, readFacts } from '../../collection/fact-columns.ts';
import { employmentKinds, employmentRecord } from '../../collection/people/employment-record.ts';
import type { FactScope, FactSource } from '../../collection/register.ts';
import { factTableFromJoined, type JoinedFactRow } from '../../figures/cubes/facts.ts';

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

const { fields } = employmentRecord;

/** By which columns the days of an employment are counted: together they say at the end of which years it was in force. */
const ownColumns: OwnColumns<typeof fields> = {
  started: [['year', sql`y.key`]],
  ended: [],
  number: [],
};

/** Every employment is one row here, of whatever kind; one of the own staff is marked so. */
export const employmentFacts: FactSource = {
  name: employmentTable,
  read: (database, scope) =>
    readFacts(
      database,
      scope,
      employmentTable,
      inFrozenOrder(
        [
          ...Object.values(ownColumns).flat(),
          ...codedColumns(fields, 'e'),
          ['own', sql`(e.kind is null or e.kind = any(${ownStaff(scope)}))::text`],
        ],
        ['year', 'unit', 'kind', 'own'],
      ),
      'e.employment_id',
      sql`from jsonb_to_recordset(${yearsOf(scope)}::jsonb) as y(key text, until date)
        join employment e on e.started_on < y.until and (e.ended_on is null or e.ended_on >= y.until - 1)
        where e.withdrawn_at is null`,
    ),
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
