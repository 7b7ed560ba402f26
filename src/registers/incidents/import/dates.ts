import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputCell,
  type InputRow,
} from '../../../collection/import/import-face.ts';
import { type Period, parsePeriod } from '../../../organisation/period.ts';
import { text } from '../../../platform/language/text.ts';
import { type DateValue, parseDate } from '../../../platform/spreadsheets/values/dates.ts';
import { contradictingDates, type Incident, moments, type Span } from '../rules.ts';
import { momentLabels } from './columns.ts';

/** The moments of a row as spans of days. Without a moment of receipt, the year or period that is stated for it. */
export function datesOf(row: InputRow, context: ImportContext, found: Finding[]): Incident['dates'] {
  const dates: Incident['dates'] = {};
  for (const moment of moments) {
    const cell = row.cells[moment];
    if (!cell || cell.text === '') continue;
    const span = writtenSpan(cell.text);
    if (span) dates[moment] = span;
    else found.push(unclear(row, cell, momentLabels[moment].nl));
  }
  const stated = row.period ?? context.period;
  const received = dates.received ?? reportingYearOf(row, context, found) ?? (stated && spanOfPeriod(stated));
  if (received) dates.received = received;
  // A date that cannot be read was told already.
  const isBlank = ['received', 'period'].every((key) => (row.cells[key]?.text ?? '') === '');
  if (!dates.received && isBlank) {
    found.push(
      findingAt(
        row,
        'refused',
        'period-missing',
        undefined,
        'Datum ontvangst',
        text(
          'De rij zegt niet wanneer het signaal is ontvangen. Voeg een kolom toe, of zeg de periode: --period 2020-2021.',
          'The row does not say when the signal was received. Add a column, or state the period: --period 2020-2021.',
        ),
      ),
    );
  }
  return dates;
}

function unclear(row: InputRow, cell: InputCell, column: string): Finding {
  const advice = text(
    `„${cell.text}” is geen datum. Schrijf bijvoorbeeld 3-11-2025, november 2025 of 2025.`,
    `“${cell.text}” is no date. Write for example 3-11-2025, November 2025 or 2025.`,
  );
  return findingAt(row, 'refused', 'date-unclear', cell, column, advice);
}

/** The year or period for which a row was reported: reporting years of the organisation, which need not start in January. */
function reportingYearOf(row: InputRow, context: ImportContext, found: Finding[]): Span | undefined {
  const cell = row.cells['period'];
  if (!cell || cell.text === '') return undefined;
  const reading = parseDate(cell.text);
  if (!reading.ok) {
    found.push(unclear(row, cell, 'Verslagjaar'));
    return undefined;
  }
  const { value } = reading;
  if (value.precision === 'year') return spanOfPeriod(parsePeriod(`${value.year}`, context.yearStart));
  if (value.precision === 'period')
    return spanOfPeriod(parsePeriod(`${value.from}-${value.to}`, context.yearStart));
  return spanOf(value);
}

function spanOfPeriod({ key, from, until }: Period): Span {
  return { from, until, precision: key.includes('-') ? 'period' : 'year' };
}

/** Flags every moment that lies wholly before one that should come earlier. */
export function flagContradictions(row: InputRow, dates: Incident['dates'], found: Finding[]): void {
  for (const [early, late] of contradictingDates(dates)) {
    found.push(
      findingAt(
        row,
        'doubtful',
        'dates-contradict',
        row.cells[late],
        momentLabels[late].nl,
        text(
          `${momentLabels[late].nl} ligt voor ${momentLabels[early].nl.toLowerCase()}. Bewaard zoals opgegeven; kijk de datums na.`,
          `${momentLabels[late].en} lies before ${momentLabels[early].en.toLowerCase()}. Kept as stated; check the dates.`,
        ),
      ),
    );
  }
}

/** A large file holds the same few thousand dates over and over: each is read once. */
const spans = new Map<string, Span | undefined>();
const spansKept = 10_000;

function writtenSpan(written: string): Span | undefined {
  if (spans.has(written)) return spans.get(written);
  const reading = parseDate(written);
  const span = reading.ok ? spanOf(reading.value) : undefined;
  if (spans.size >= spansKept) spans.clear();
  spans.set(written, span);
  return span;
}

/** The span of days that a written date leaves open. */
function spanOf(value: DateValue): Span {
  const iso = (year: number, month: number, day: number) =>
    new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  switch (value.precision) {
    case 'day':
      return {
        from: iso(value.year, value.month, value.day),
        until: iso(value.year, value.month, value.day + 1),
        precision: 'day',
      };
    case 'month':
      return {
        from: iso(value.year, value.month, 1),
        until: iso(value.year, value.month + 1, 1),
        precision: 'month',
      };
    case 'quarter':
      return {
        from: iso(value.year, value.quarter * 3 - 2, 1),
        until: iso(value.year, value.quarter * 3 + 1, 1),
        precision: 'quarter',
      };
    case 'year':
      return { from: iso(value.year, 1, 1), until: iso(value.year + 1, 1, 1), precision: 'year' };
    case 'period':
      return { from: iso(value.from, 1, 1), until: iso(value.to + 1, 1, 1), precision: 'period' };
  }
}
