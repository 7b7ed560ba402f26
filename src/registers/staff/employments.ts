import { sql } from 'kysely';
import { z } from 'zod';
import { codeList, type LabelMatch, matchLabel } from '../../codes/code-lists.ts';
import type { AnyValue } from '../../collection/fields/field.ts';
import { readDecimal } from '../../collection/fields/read-value.ts';
import { codeOfLabel } from '../../collection/import/cells/cell-code.ts';
import { readDay } from '../../collection/import/cells/cell-day.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputRow,
  type StoredEntry,
} from '../../collection/import/import-face.ts';
import { numberedRecords } from '../../collection/records/numbered-records.ts';
import { recordImport } from '../../collection/records/record-import.ts';
import type { RecordNames } from '../../collection/register.ts';
import { returnNames } from '../../collection/returns/return-rows.ts';
import { firstNumbers, knowNumbers, personsOfNumbers } from '../../organisation/people/persons.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { text } from '../../platform/language/text.ts';
import { decimalText } from '../../platform/spreadsheets/values/decimal.ts';
import { parseNumber } from '../../platform/spreadsheets/values/numbers.ts';
import { employmentKinds, employmentRecord } from './fields.ts';

const { fields } = employmentRecord;

/** A list of employments: who works where, one employment a row. A person stands on as many rows as employments. */
export const employmentImport = recordImport(employmentRecord, {
  name: text('personeelslijst', 'staff list'),
  own: { number: numberOf, supervisor: supervisorOf, hours: hoursOf, kind: kindOf, ended: endedOf },
  // A person may have several employments, so the personnel number alone tells none of them apart.
  corrections: {
    numberColumns: [],
    tellingColumns: [
      ['number', 'unit'],
      ['number', 'started'],
    ],
  },
  // A number is of its sender: another may give it to somebody else.
  alike: ({ number, unit, started }, sender) => [sender, number, unit, started],
  moment: 'started',
  prepare: withPersons,
});

/** Employments with the persons whom the sender's numbers name. */
async function withPersons(
  database: Database,
  sender: string,
  entries: readonly StoredEntry[],
): Promise<readonly StoredEntry[]> {
  const named = entries.map(({ recordId, record }) => ({ recordId, record: statedSchema.parse(record) }));
  const numbers = new Set(
    named.flatMap(({ record }) => [
      record.number,
      ...(record.supervisor === null ? [] : [record.supervisor]),
    ]),
  );
  await knowNumbers(database, sender, numbers);
  const persons = await personsOfNumbers(database, sender, numbers);
  return named.map(({ recordId, record }) => ({
    recordId,
    record: {
      ...record,
      number: persons.get(record.number),
      supervisor: record.supervisor === null ? null : persons.get(record.supervisor),
    },
  }));
}

/** An employment as a list states it: persons are still the sender's numbers. */
const statedSchema = z.looseObject({ number: z.string().min(1), supervisor: z.string().nullable() });

const { sheet, names } = numberedRecords(employmentRecord, {
  register: 'staff',
  sheet: 'dienstverbanden',
  orderBy: sql`(select number from ${firstNumbers} n where n.person_id = r.person_id),
    r.started_on, r.unit, r.ended_on, r.function, r.kind, r.weekly_hours`,
  named: ['number', 'unit', 'started', 'ended'],
  number: 'equal',
  written: async (database) => {
    const { rows } = await sql<{ person_id: string; number: string }>`
      select person_id, number from ${firstNumbers} n`.execute(database);
    const numbers = new Map(rows.map((row) => [row.person_id, row.number]));
    return (key: string, value: AnyValue) =>
      (key === 'number' || key === 'supervisor') && typeof value === 'string'
        ? (numbers.get(value) ?? null)
        : value;
  },
});

/** The employments as they are known, in the form that {@link employmentImport} reads. */
export const employmentSheet = sheet;

/** Returns are known by what they are about, employments by person, unit, days and their number among equals. */
export const employmentNames: RecordNames = async (database) => [
  ...(await returnNames('staff')(database)),
  ...(await names(database)),
];

function numberOf(row: InputRow, _context: ImportContext, found: Finding[]): string {
  const number = row.cells['number']?.text ?? '';
  if (number === '') found.push(refused(row, 'number', 'number-missing', numberAdvice));
  return number;
}

function supervisorOf(row: InputRow): string | null {
  return row.cells['supervisor']?.text || null;
}

/** The last day, which does not lie before the beginning. */
function endedOf(
  row: InputRow,
  _context: ImportContext,
  found: Finding[],
  { started }: Readonly<Record<string, AnyValue>>,
): string | null {
  const ended = readDay(row, 'ended', fields.ended.label.nl, found);
  if (ended !== null && typeof started === 'string' && ended < started)
    found.push(refused(row, 'ended', 'ends-before-start', orderAdvice));
  return ended;
}

const numberAdvice = text(
  'Zonder nummer is niet te zien of twee dienstverbanden van dezelfde persoon zijn. Vul een nummer in; een naam is niet nodig.',
  'Without a number it cannot be seen whether two employments are one person’s. Fill in a number; no name is needed.',
);
const orderAdvice = text(
  'De laatste dag ligt voor het begin. Verbeter een van beide.',
  'The last day lies before the beginning. Correct one of them.',
);

function refused(row: InputRow, key: keyof typeof fields, kind: string, advice: Finding['advice']): Finding {
  return findingAt(row, 'refused', kind, row.cells[key], fields[key].label.nl, advice);
}

/** Hours a week as a decimal with a point; more than there are in a working week are kept and asked. */
function hoursOf(row: InputRow, _context: ImportContext, found: Finding[]): string | null {
  const cell = row.cells['hours'];
  if (!cell || cell.text === '') return null;
  const reading = parseNumber(cell.text);
  const duration = readDecimal(cell.text);
  const written = duration.ok ? duration.value : reading.kind === 'number' ? decimalText(reading.value) : '';
  const hours = written === '' ? Number.NaN : Number(written);
  if (!(hours >= 0.01 && hours <= 99.99)) {
    const advice = text(
      'Dit is geen aantal uren per week. Schrijf bijvoorbeeld 32 of 31,5.',
      'This is no number of hours a week. Write for example 32 or 31.5.',
    );
    found.push(refused(row, 'hours', 'hours-unclear', advice));
    return null;
  }
  if (hours > 48) {
    const advice = text(
      'Meer uren per week dan de wet toelaat; klopt dit getal?',
      'More hours a week than the law allows; is this number right?',
    );
    found.push(findingAt(row, 'doubtful', 'hours-many', cell, cell.heading, advice));
  }
  return hours.toFixed(2);
}

/** The kind of employment. Lists write it in the words of their payroll: another known name is no doubt. */
function kindOf(row: InputRow, context: ImportContext, found: Finding[]): string | null {
  const cell = row.cells['kind'];
  if (!cell || cell.text === '') return null;
  const list = codeList(context.codes, employmentKinds);
  const reading = {
    list,
    match: () => matchLabel(list, cell.text),
    told: ({ how }: LabelMatch) => (how === 'normalised' ? ('note' as const) : undefined),
  };
  return codeOfLabel(row, cell, reading, context, found);
}
