import { codeList, type LabelMatch, matchLabel } from '../../codes/code-lists.ts';
import { text } from '../../platform/language/text.ts';
import { decimalText } from '../../platform/spreadsheets/values/decimal.ts';
import { parseNumber } from '../../platform/spreadsheets/values/numbers.ts';
import type { AnyValue } from '../fields/field.ts';
import type { OwnReaders } from '../fields/read-row.ts';
import { readDecimal } from '../fields/read-value.ts';
import { codeOfLabel } from '../import/cells/cell-code.ts';
import { readDay } from '../import/cells/cell-day.ts';
import { type Finding, findingAt, type ImportContext, type InputRow } from '../import/import-face.ts';
import { employmentKinds, employmentRecord } from './employment-record.ts';

const { fields } = employmentRecord;

/** How the cells of an employment are read where their kind does not say it all, for every list that states employments. */
export const employmentReaders: OwnReaders<typeof fields> = {
  number: numberOf,
  supervisor: supervisorOf,
  hours: hoursOf,
  kind: kindOf,
  ended: endedOf,
};

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
