import { sql } from 'kysely';
import { codedColumns, type OwnColumns, readFacts } from '../../collection/fact-columns.ts';
import { numberedRecords } from '../../collection/records/numbered-records.ts';
import { recordImport } from '../../collection/records/record-import.ts';
import type { FactSource, RecordNames } from '../../collection/register.ts';
import { returnNames } from '../../collection/returns/return-rows.ts';
import { text } from '../../platform/language/text.ts';
import { doubtsOfActivity } from './doubts.ts';
import { activityRecord } from './fields.ts';

const { fields } = activityRecord;

/** By which columns the days of a declaration are counted: together they say in which years it was in force. */
const ownColumns: OwnColumns<typeof fields> = {
  declared: [['year', sql`a.year`]],
  ended: [],
};

/**
 * Declared activities in force at the end of each reporting year: declared by then and not ended. A unit that keeps
 * them, of which none was in force, is a row that counts for nothing: it has zero.
 */
export const declarationFacts: FactSource = {
  name: 'outside-activities',
  read: (database, scope) => {
    const years = JSON.stringify(
      scope.years.map((year) => ({ key: year.key, from: year.from, until: year.until })),
    );
    return readFacts(
      database,
      scope,
      'outside-activities',
      [...Object.values(ownColumns).flat(), ...codedColumns(fields, 'a')],
      'a.activity_id',
      sql`from kept a`,
      {
        before: sql`with years as (select * from jsonb_to_recordset(${years}::jsonb) as y(key text, "from" date, until date)),
          present as (select * from outside_activity where withdrawn_at is null),
          in_force as (select y.key as year, 1 as counts, a.* from years y
            join present a on a.declared_on < y.until and (a.ended_on is null or a.ended_on >= y.until)),
          none_in_force as (select y.key as year, k.unit from years y
            join (select unit, min(declared_on) as first from present group by unit) k on k.first < y.until
            where not exists (select from in_force f where f.year = y.key and f.unit = k.unit)),
          kept as (select * from in_force
            union all select n.year, 0, (jsonb_populate_record(null::outside_activity, jsonb_build_object('unit', n.unit))).*
            from none_in_force n where ${scope.perRecord !== true})`,
        amount: sql`sum(a.counts)`,
      },
    );
  },
};

/** Declarations one by one, where a unit keeps them in a list. */
export const declarationImport = recordImport(activityRecord, {
  name: text('lijst van opgegeven nevenwerkzaamheden', 'list of declared outside activities'),
  doubtsOf: doubtsOfActivity,
  // Whose declaration it is, no list says: an equal number on one day in one unit may be the same.
  alike: ({ unit, declared }) => [unit, declared],
  moment: 'declared',
});

const { sheet, names } = numberedRecords(activityRecord, {
  register: 'outside-activities',
  sheet: 'opgaven-per-stuk',
  orderBy: sql`r.declared_on, r.unit, r.ended_on, r.paid desc nulls last`,
  named: ['unit', 'declared', 'ended', 'paid'],
  number: 'equal',
});

/** The declarations in force or ended, in the form that {@link declarationImport} reads. */
export const declarationSheet = sheet;

/** Returns are known by what they are about, declarations by what stands in them and their number among equals. */
export const outsideActivityNames: RecordNames = async (database) => [
  ...(await returnNames('outside-activities')(database)),
  ...(await names(database)),
];
