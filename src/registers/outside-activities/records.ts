import { sql } from 'kysely';
import { codedColumns, type OwnColumns, readFacts } from '../../collection/fact-columns.ts';
import { fileValue } from '../../collection/fields/write-value.ts';
import { doubtsThenId, type NumberedVersion, numberedAmongEquals } from '../../collection/records/equals.ts';
import { readVersions } from '../../collection/records/read-records.ts';
import { recordImport } from '../../collection/records/record-import.ts';
import { recordHeadings, recordWriter } from '../../collection/records/record-sheet.ts';
import type { FactSource, RecordNames, RegisterSheet } from '../../collection/register.ts';
import { returnNames } from '../../collection/returns/return-rows.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { activityRecord } from './fields.ts';

const { fields } = activityRecord;

/** By which columns the days of a declaration are counted: together they say in which years it was in force. */
const ownColumns: OwnColumns<typeof fields> = {
  declared: [['year', sql`y.key`]],
  ended: [],
};

/** Declared activities in force at the end of each reporting year: declared by then and not ended. */
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
      sql`from jsonb_to_recordset(${years}::jsonb) as y(key text, "from" date, until date)
        join outside_activity a on a.declared_on < y.until and (a.ended_on is null or a.ended_on >= y.until)
        where a.withdrawn_at is null`,
    );
  },
};

/** Declarations one by one, where a unit keeps them in a list. */
export const declarationImport = recordImport(activityRecord, {
  name: text('lijst van opgegeven nevenwerkzaamheden', 'list of declared outside activities'),
});

const write = recordWriter(activityRecord);

/** The declarations in force or ended, in the form that {@link declarationImport} reads. */
export const declarationSheet: RegisterSheet = {
  name: 'opgaven-per-stuk',
  headings: recordHeadings(activityRecord),
  read: async (database, codes) =>
    (await present(database)).map(({ version, number }) =>
      write(version, codes).with(
        recordHeadings(activityRecord).indexOf(fields.equal.label.nl),
        String(number),
      ),
    ),
};

/** Returns are known by what they are about, declarations by what stands in them and their number among equals. */
export const outsideActivityNames: RecordNames = async (database) => [
  ...(await returnNames('outside-activities')(database)),
  ...(await present(database)).map(({ version: { id, values }, number }) => ({
    recordId: id,
    name: [
      ...(['unit', 'declared', 'ended', 'paid'] as const).map(
        (key) => fileValue(fields[key], values[key] ?? null) ?? '',
      ),
      number,
    ].join(' '),
  })),
];

/** The present declarations, each with its number among equal ones. */
async function present(database: Database): Promise<readonly NumberedVersion[]> {
  const orderBy = sql`r.declared_on, r.unit, r.ended_on, r.paid desc nulls last,
    ${doubtsThenId('outside-activities', activityRecord.id)}`;
  return numberedAmongEquals(await readVersions(database, activityRecord, { what: 'present', orderBy }));
}
