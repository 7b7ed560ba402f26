import {
  choice,
  day,
  optionalColumn,
  requiredColumn,
  row,
  unit,
  yesNoAs,
} from '../../collection/fields/field.ts';
import { type DescribedRecord, describeRecord } from '../../collection/records/record-description.ts';
import { text } from '../../platform/language/text.ts';

const coded = { privacy: 'coded', required: 'never', counted: 'coded' } as const;

/** A declared outside activity, without the person and without its content. */
export const activityRecord = describeRecord({
  table: 'outside_activity',
  id: 'activity_id',
  fields: {
    unit: {
      ...coded,
      column: 'unit',
      kind: unit,
      label: text('Onderdeel', 'Unit'),
      required: 'always',
      imported: requiredColumn('Organisatieonderdeel', 'Dienst'),
    },
    declared: {
      ...coded,
      column: 'declared_on',
      kind: day,
      label: text('Datum opgave', 'Date declared'),
      required: 'always',
      counted: 'own',
      imported: requiredColumn('Opgegeven op', 'Gemeld op'),
    },
    ended: {
      ...coded,
      column: 'ended_on',
      kind: day,
      label: text('Datum einde', 'Date ended'),
      counted: 'own',
      imported: optionalColumn('Beëindigd op', 'Einddatum', 'Datum beëindiging'),
    },
    paid: {
      ...coded,
      column: 'paid',
      kind: yesNoAs(['betaald', 'bezoldigd', 'paid'], ['onbetaald', 'onbezoldigd', 'unpaid']),
      label: text('Betaald', 'Paid'),
      imported: optionalColumn('Bezoldigd'),
    },
    decision: {
      ...coded,
      column: 'decision',
      kind: choice({
        accepted: text('toegestaan', 'allowed'),
        conditions: text('toegestaan met voorwaarden', 'allowed with conditions'),
        refused: text('niet toegestaan', 'not allowed'),
        pending: text('nog niet beslist', 'not decided yet'),
      }),
      label: text('Beslissing', 'Decision'),
      // Decisions are counted from the yearly returns as long as no file brings them one by one.
      counted: 'no',
      imported: null,
    },
    // Parts declarations that are equal otherwise in an export: they stood in different rows.
    equal: {
      column: '',
      kind: row,
      label: text('Volgnummer onder gelijke', 'Number among equals'),
      privacy: 'coded',
      required: 'never',
      counted: 'no',
      imported: optionalColumn(),
    },
  },
});

/** A declared activity as it is kept. */
export type Activity = DescribedRecord<typeof activityRecord>;
