import { employmentRecord } from '../../collection/people/employment-record.ts';
import { exportTables } from '../../collection/records/versions.ts';
import type { Register } from '../../collection/register.ts';
import { headcountField } from '../../collection/returns/headcount-field.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { text } from '../../platform/language/text.ts';
import { returnsBesideLists } from './checks.ts';
import { employmentFacts, personFacts } from './employment-facts.ts';
import { employmentFigures } from './employment-figures.ts';
import { employmentImport, employmentNames, employmentSheet } from './employments.ts';
import { headcountFigures } from './headcount.ts';

/** Staff: the denominators of rates, with their definition, and who works where. */
export const staff: Register = {
  ...returnRegister({
    key: 'staff',
    name: text('Personeelsomvang', 'Staff'),
    what: text(
      'Hoeveel medewerkers elk onderdeel had, en wie waar werkt.',
      'How many staff each unit had, and who works where.',
    ),
    counts: 'person',
    records: [employmentRecord],
    fields: [headcountField],
    imports: [
      returnImport({
        register: 'staff',
        name: text('opgave van de personeelsomvang', 'return of staff numbers'),
        fields: [headcountField],
        unitColumn: ['Organisatieonderdeel', 'Dienst', 'Unit', 'Afdeling'],
      }),
      employmentImport,
    ],
    figures: [...headcountFigures, ...employmentFigures],
    checks: [returnsBesideLists],
  }),
  facts: [employmentFacts, personFacts],
  tables: [
    { name: 'person', columns: ['id', 'recorded_at'], orderBy: ['id'] },
    {
      name: 'person_number',
      columns: ['person_id', 'sender', 'number', 'valid_from', 'valid_until', 'recorded_at', 'withdrawn_at'],
      orderBy: ['number', 'sender', 'recorded_at', 'person_id'],
    },
    ...exportTables(employmentRecord),
  ],
  sheets: [employmentSheet],
  recordNames: employmentNames,
  doubts: {
    'hours-many': text('meer uren per week dan de wet toelaat', 'more hours a week than the law allows'),
  },
  retention: [
    {
      what: text('Personeelslijsten', 'Staff lists'),
      trigger: text('einde van het dienstverband', 'end of employment'),
      term: text(
        'zolang een verslag over dat jaar nog gemaakt kan worden',
        'as long as a report on that year may still be made',
      ),
      source: 'AVG art. 5, eerste lid, onder e',
    },
    { kind: 'names-of-who-left' },
  ],
};
