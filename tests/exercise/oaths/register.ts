import { sql } from 'kysely';
import { codedColumns, factBounds, type OwnColumns, readFacts } from '../../collection/fact-columns.ts';
import { recordPages } from '../../collection/offers/record-pages.ts';
import { numberedRecords } from '../../collection/records/numbered-records.ts';
import { recordImport } from '../../collection/records/record-import.ts';
import { exportTables } from '../../collection/records/versions.ts';
import type { FactSource, Register } from '../../collection/register.ts';
import { registerAccess } from '../../collection/returns/return-register.ts';
import { countedFigure } from '../../figures/build.ts';
import { text } from '../../platform/language/text.ts';
import { oathRecord } from './fields.ts';

const takenFacts: FactSource = {
  name: 'oaths',
  read: (database, scope) => {
    const { from, until, month } = factBounds(scope);
    const own: OwnColumns<typeof oathRecord.fields> = {
      taken: [['taken', sql`coalesce(reporting_year(o.taken_on, o.taken_on + 1, ${month}), '')`]],
    };
    return readFacts(
      database,
      scope,
      'oaths',
      [...own.taken, ...codedColumns(oathRecord.fields, 'o')],
      'o.oath_id',
      sql`from oath o where o.withdrawn_at is null and o.taken_on >= ${from}::date and o.taken_on < ${until}::date`,
    );
  },
};

const { sheet, names } = numberedRecords(oathRecord, {
  register: 'oaths',
  sheet: 'eden-en-beloften',
  orderBy: sql`r.taken_on, r.unit, r.form`,
  named: ['unit', 'taken', 'form'],
  number: 'equal',
});

/** Oaths and promises of office (Ambtenarenwet 2017 art. 5). */
export const oaths: Register = {
  key: 'oaths',
  name: text('Eden en beloften', 'Oaths and promises'),
  what: text('Wie de ambtseed of belofte aflegde, als aantal.', 'Oaths and promises of office, as numbers.'),
  counts: 'oath',
  counted: { oath: text('eden en beloften', 'oaths and promises') },
  access: registerAccess('oaths', [oathRecord]),
  fields: [],
  imports: [
    recordImport(oathRecord, { name: text('lijst van eden en beloften', 'list of oaths and promises') }),
  ],
  facts: [takenFacts],
  figures: [
    countedFigure(
      {
        id: 'oaths.taken',
        title: text('Afgelegde eden en beloften', 'Oaths and promises taken'),
        definition: text(
          'Eden en beloften, geteld in het jaar waarin zij zijn afgelegd.',
          'Oaths and promises, counted in the year in which they were taken.',
        ),
        population: text('De vastgelegde eden en beloften.', 'The recorded oaths and promises.'),
        counts: 'oath',
        quantity: { unit: 'count', decimals: 0 },
        countingDate: 'received',
        basis: 'records',
        protection: {
          class: 'open',
          reason: text('Telt eden en beloften, geen personen.', 'Counts oaths, no persons.'),
        },
        source: 'Ambtenarenwet 2017 art. 5',
      },
      {
        facts: 'oaths',
        along: [
          { by: 'unit', column: 'unit' },
          { by: 'year', column: 'taken' },
        ],
      },
    ),
  ],
  printed: [],
  records: [oathRecord],
  pages: recordPages(oathRecord, {
    path: 'eden',
    one: text('eed of belofte', 'oath or promise'),
    add: text('Eed of belofte registreren', 'Register an oath or promise'),
    moment: 'taken',
  }),
  tables: exportTables(oathRecord),
  sheets: [sheet],
  recordNames: names,
  retention: [
    {
      what: text('Eden en beloften', 'Oaths and promises'),
      trigger: text('einde van het dienstverband', 'end of employment'),
      term: text('10 jaar', '10 years'),
      source: 'selectielijst',
    },
  ],
  checks: [],
  annualCall: false,
};
