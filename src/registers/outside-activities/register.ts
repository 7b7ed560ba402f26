import type { PrintedRule } from '../../collection/checks/printed-rules.ts';
import { exportTables } from '../../collection/records/versions.ts';
import type { Register, ReturnField } from '../../collection/register.ts';
import { headcountField } from '../../collection/returns/headcount-field.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { text } from '../../platform/language/text.ts';
import { statementsBesideRecords } from './checks.ts';
import { activityRecord } from './fields.ts';
import { outsideActivityFigures } from './figures.ts';
import { activityPages } from './pages.ts';
import { declarationFacts, declarationImport, declarationSheet, outsideActivityNames } from './records.ts';

/** Units return their number of staff on the same sheet, for the share of it that declares; it may be left out. */
const byUnit: readonly ReturnField[] = [
  { ...headcountField, imported: { ...headcountField.imported, required: false } },
  {
    key: 'outside-activities.activities',
    label: text('Nevenwerkzaamheden', 'Outside activities'),
    counts: 'activity',
    imported: {
      names: [
        'Aantal nevenwerkzaamheden',
        'Nevenactiviteiten',
        'Nevenfuncties',
        'Activities',
        'Opgegeven nevenwerkzaamheden',
      ],
      required: true,
    },
  },
  {
    key: 'outside-activities.conditional',
    label: text('Toegestaan met voorwaarden', 'Allowed with conditions'),
    counts: 'activity',
    imported: { names: ['Met voorwaarden', 'With conditions'], required: false },
  },
  {
    key: 'outside-activities.refused',
    label: text('Niet toegestaan', 'Not allowed'),
    counts: 'activity',
    imported: { names: ['Geweigerd', 'Verboden', 'Refused'], required: false },
  },
  {
    key: 'outside-activities.checked',
    label: text('Beoordeeld', 'Reviewed'),
    counts: 'activity',
    imported: { names: ['Beoordeelde nevenwerkzaamheden', 'Beoordeelde opgaven'], required: false },
  },
];

/** A median of units cannot be combined: it is returned for the whole organisation. */
const reviewDays: ReturnField = {
  key: 'outside-activities.review-days',
  label: text('Beoordelingsduur in dagen, mediaan', 'Days of review, median'),
  counts: 'day',
  unit: 'days',
  imported: {
    names: ['Mediaan beoordelingsduur in dagen', 'Beoordelingsduur in dagen', 'Median days of review'],
    required: true,
  },
};

const fields: readonly ReturnField[] = [...byUnit, reviewDays];

/** The source report states the share of declared activities in the number of staff, per year. */
const shareOfStaff: PrintedRule = (printed) => {
  if (printed.subject !== 'Nevenwerkzaamheden') return undefined;
  if (/aandeel van de personeelsomvang/i.test(printed.quantity) && printed.period) {
    return {
      kind: 'figure',
      figure: 'outside-activities.share-of-staff',
      at: { year: printed.period },
      decimals: 1,
    };
  }
  return {
    kind: 'outside',
    why: text(
      'een vergelijkingscijfer van buiten de organisatie',
      'a benchmark from outside the organisation',
    ),
  };
};

/** Outside activities: what officials do beside their office, declared and discussed (Ambtenarenwet 2017 art. 5 and 8). */
export const outsideActivities: Register = {
  ...returnRegister({
    key: 'outside-activities',
    name: text('Nevenwerkzaamheden', 'Outside activities'),
    what: text(
      'Opgegeven werk naast het ambt, betaald of onbetaald.',
      'Declared work beside the office, paid or unpaid.',
    ),
    counts: 'activity',
    records: [activityRecord],
    fields,
    imports: [
      returnImport({
        register: 'outside-activities',
        name: text('jaaropgave nevenwerkzaamheden', 'annual return of outside activities'),
        fields: byUnit,
        unitColumn: ['Onderdeel', 'Organisatieonderdeel', 'Dienst', 'Unit'],
      }),

      returnImport({
        register: 'outside-activities',
        name: text('beoordeling van opgaven', 'review of declarations'),
        fields: [reviewDays],
      }),
      declarationImport,
    ],
    figures: outsideActivityFigures,
    printed: [shareOfStaff],
    checks: [statementsBesideRecords],
  }),
  facts: [declarationFacts],
  pages: activityPages,
  knownBy: 'hr',
  confirmed: {
    field: 'outside-activities.activities',
    table: 'outside_activity',
    first: 'declared_on',
    last: 'ended_on',
    counts: 'in-force',
  },
  recordNames: outsideActivityNames,
  tables: exportTables(activityRecord),
  sheets: [declarationSheet],
  doubts: {
    'ends-before-declared': text('eindigt voor de opgave', 'ends before it was declared'),
  },
  retention: [{ kind: 'outside-activities' }],
};
