import { text } from '../../platform/language/text.ts';
import {
  code,
  day,
  decimal,
  optionalColumn,
  person,
  requiredColumn,
  row,
  unit,
  words,
} from '../fields/field.ts';
import { describeRecord } from '../records/record-description.ts';

/** The code list that says what kinds of employment there are, and which of them are the organisation's own staff. */
export const employmentKinds = 'employment-kinds';

const coded = { privacy: 'coded', required: 'never', counted: 'coded' } as const;

/** Who works where: one employment of a person, with its supervisor. Files name people by the numbers of their sender. */
export const employmentRecord = describeRecord({
  table: 'employment',
  id: 'employment_id',
  fields: {
    number: {
      ...coded,
      column: 'person_id',
      kind: person,
      label: text('Personeelsnummer', 'Personnel number'),
      privacy: 'identifying',
      required: 'always',
      // How many persons, each once at every level: facts of their own.
      counted: 'own',
      imported: requiredColumn('Pers.nr.', 'Personeelsnr', 'Medewerkernummer', 'Employee number'),
    },
    unit: {
      ...coded,
      column: 'unit',
      kind: unit,
      label: text('Onderdeel', 'Unit'),
      required: 'always',
      imported: requiredColumn('Organisatieonderdeel', 'Dienst'),
    },
    function: {
      column: 'function',
      kind: words,
      label: text('Functie', 'Function'),
      privacy: 'free-text',
      required: 'never',
      counted: 'no',
      imported: optionalColumn('Functienaam', 'Job title'),
    },
    supervisor: {
      column: 'supervisor_id',
      kind: person,
      label: text('Personeelsnummer leidinggevende', 'Personnel number of supervisor'),
      privacy: 'identifying',
      required: 'never',
      counted: 'no',
      imported: optionalColumn('Leidinggevende', 'Supervisor'),
    },
    hours: {
      ...coded,
      column: 'weekly_hours',
      kind: decimal,
      counted: 'no',
      label: text('Uren per week', 'Hours a week'),
      imported: optionalColumn('Uren', 'Arbeidsduur', 'Hours'),
    },
    kind: {
      ...coded,
      column: 'kind',
      kind: code(employmentKinds),
      label: text('Soort dienstverband', 'Kind of employment'),
      imported: optionalColumn('Dienstverband', 'Aanstelling', 'Contract'),
    },
    started: {
      ...coded,
      column: 'started_on',
      kind: day,
      label: text('Begin dienstverband', 'Employed from'),
      required: 'always',
      counted: 'own',
      imported: requiredColumn('In dienst', 'Datum in dienst', 'Begindatum', 'Start date'),
    },
    ended: {
      ...coded,
      column: 'ended_on',
      kind: day,
      label: text('Laatste dag dienstverband', 'Last day employed'),
      counted: 'own',
      imported: optionalColumn('Uit dienst', 'Datum uit dienst', 'Einddatum', 'End date'),
    },
    // Parts employments that are equal otherwise in an export: they stood in different rows.
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
