import { codeList } from '../../codes/code-lists.ts';
import type { AnyValue } from '../../collection/fields/field.ts';
import { dateUnclear } from '../../collection/fields/read-value.ts';
import { type Span, spanOf, spanOfPeriod, writtenSpan } from '../../collection/fields/span.ts';
import { readCodeLabel } from '../../collection/import/cells/cell-code.ts';
import { isOfTwoYears, twoYears } from '../../collection/import/cells/two-years.ts';
import { yearsTouched } from '../../collection/import/covered.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputRow,
} from '../../collection/import/import-face.ts';
import { recordImport } from '../../collection/records/record-import.ts';
import { writtenPeriod } from '../../organisation/period.ts';
import { text } from '../../platform/language/text.ts';
import { parseDate } from '../../platform/spreadsheets/values/dates.ts';
import { incidentDoubtsOf } from './doubts.ts';
import { incidentLabel, incidentRecord } from './fields.ts';
import { refuseSameReference } from './records.ts';
import { isReference } from './rules.ts';

/**
 * How the uniform registration form, or a list with only category and description, is read. A corrected row is about
 * the same incident when it bears the same number; without a number, at the same place with the same description, or
 * the same unit, category and date of receipt.
 */
export const incidentImport = recordImport(incidentRecord, {
  name: text('registratie van incidenten', 'registration of incidents'),
  own: { reference: referenceOf, subcategory: subcategoryOf, received: receivedOf },
  doubtsOf: incidentDoubtsOf,
  corrections: {
    numberColumns: ['reference', 'caseNumber'],
    tellingColumns: [['description'], ['unit', 'category', 'received']],
  },
  alike: ({ reference, received, unit, category, description }) => {
    // A reference of an export says itself which incident it is.
    if (received === null || reference !== null) return undefined;
    const when = [received.from, received.until];
    const words = description?.replace(/\s+/g, ' ').trim().toLowerCase();
    return words ? [...when, words] : [...when, unit, category];
  },
  settle: refuseSameReference,
  moment: 'received',
  covers: ({ unit, received }, context) =>
    received ? { unit, years: yearsTouched(received, context) } : undefined,
});

/** The reference that an export of this program gives an incident: read back, it is the same incident. */
function referenceOf(row: InputRow, _context: ImportContext, found: Finding[]): string | null {
  const cell = row.cells['reference'];
  if (!cell || cell.text === '') return null;
  if (isReference(cell.text)) return cell.text;
  const advice = text(
    'Dit kenmerk is niet door Daglicht gegeven. Laat de kolom leeg, of noem haar Zaaknummer als het uw eigen nummer is.',
    'This reference was not given by Daglicht. Leave the column blank, or call it Case number if it is your own number.',
  );
  found.push(findingAt(row, 'refused', 'reference-unclear', cell, incidentLabel('reference').nl, advice));
  return null;
}

/** The subcategory, sought in the category that its own letter names; one from another category is doubted later. */
function subcategoryOf(
  row: InputRow,
  context: ImportContext,
  found: Finding[],
  { category }: Readonly<Record<string, AnyValue>>,
): string | null {
  const cell = row.cells['subcategory'];
  if (!cell || cell.text === '') return null;
  const list = codeList(context.codes, 'incident-categories');
  const letter = /^\s*([a-z])\s*\./i.exec(cell.text)?.[1]?.toLowerCase();
  const root = list.codes.find((one) => one.parent === undefined && one.code === letter)?.code;
  const within = root ?? (typeof category === 'string' ? category : undefined);
  return readCodeLabel(row, cell, list, context, found, within);
}

/** When the signal was received. Without a date, the year or period that is stated for the row. */
function receivedOf(row: InputRow, context: ImportContext, found: Finding[]): Span | null {
  const cell = row.cells['received'];
  if (cell && cell.text !== '') {
    const span = writtenSpan(cell.text);
    if (span) return span;
    found.push(dateRefused(row, 'received', cell.text));
  }
  const stated = row.period ?? context.period;
  const written = reportingYearOf(row, context, found);
  if (written) return written;
  // A tab or a title that names two years says no more than a cell that does.
  if (stated && isOfTwoYears(stated, context)) found.push(twoYears(row, 'period', stated));
  if (stated) return spanOfPeriod(stated);
  // A date that cannot be read was told already.
  const isBlank = ['received', 'period'].every((key) => (row.cells[key]?.text ?? '') === '');
  if (isBlank) {
    const advice = text(
      'De rij zegt niet wanneer het signaal is ontvangen. Voeg een kolom toe, of zeg de periode: --period 2020-2021.',
      'The row does not say when the signal was received. Add a column, or state the period: --period 2020-2021.',
    );
    found.push(findingAt(row, 'refused', 'period-missing', undefined, incidentLabel('received').nl, advice));
  }
  return null;
}

/** The year or period for which a row was reported: reporting years of the organisation, which need not start in January. */
function reportingYearOf(row: InputRow, context: ImportContext, found: Finding[]): Span | undefined {
  const cell = row.cells['period'];
  if (!cell || cell.text === '') return undefined;
  const period = writtenPeriod(cell.text, context.yearStart);
  if (period) {
    if (isOfTwoYears(period, context)) found.push(twoYears(row, 'period', period));
    return spanOfPeriod(period);
  }
  const reading = parseDate(cell.text);
  if (!reading.ok) {
    found.push(dateRefused(row, 'period', cell.text));
    return undefined;
  }
  const { value } = reading;
  return spanOf(value);
}

function dateRefused(row: InputRow, key: 'received' | 'period', written: string): Finding {
  return findingAt(
    row,
    'refused',
    'date-unclear',
    row.cells[key],
    incidentLabel(key).nl,
    dateUnclear(written),
  );
}
