import { choice, day, row, unit } from '../../collection/fields/field.ts';
import { describeRecord } from '../../collection/records/record-description.ts';
import { text } from '../../platform/language/text.ts';

const coded = { privacy: 'coded', required: 'always', counted: 'coded' } as const;

/** An oath or promise of office that was taken, without the person. */
export const oathRecord = describeRecord({
  table: 'oath',
  id: 'oath_id',
  fields: {
    unit: {
      ...coded,
      column: 'unit',
      kind: unit,
      label: text('Onderdeel', 'Unit'),
      imported: { names: ['Dienst'], column: 'required' },
    },
    taken: {
      ...coded,
      column: 'taken_on',
      kind: day,
      label: text('Afgelegd op', 'Taken on'),
      counted: 'own',
      imported: { names: ['Datum'], column: 'required' },
    },
    form: {
      ...coded,
      column: 'form',
      kind: choice({ oath: text('eed', 'oath'), promise: text('belofte', 'promise') }),
      label: text('Eed of belofte', 'Oath or promise'),
      required: 'never',
      imported: { names: ['Vorm'], column: 'optional' },
    },
    equal: {
      ...coded,
      column: '',
      kind: row,
      label: text('Volgnummer onder gelijke', 'Number among equals'),
      required: 'never',
      counted: 'no',
      imported: { names: [], column: 'optional' },
    },
  },
});
