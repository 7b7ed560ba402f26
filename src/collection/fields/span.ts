import type { Period } from '../../organisation/period.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import type { Language } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { type DateValue, dateText, parseDate } from '../../platform/spreadsheets/values/dates.ts';

const precisions = ['day', 'month', 'quarter', 'year', 'period'] as const;

/** A moment with its precision: a span of days as ISO dates, `until` exclusive. */
export interface Span {
  readonly from: string;
  readonly until: string;
  readonly precision: (typeof precisions)[number];
}

const written: ReadonlySet<unknown> = new Set(precisions);

function isPrecision(value: unknown): value is Span['precision'] {
  return written.has(value);
}

/** Whether a value is a span. */
export function isSpan(value: unknown): value is Span {
  return (
    typeof value === 'object' &&
    value !== null &&
    'from' in value &&
    typeof value.from === 'string' &&
    'until' in value &&
    typeof value.until === 'string' &&
    'precision' in value &&
    isPrecision(value.precision)
  );
}

/** A large file holds the same few thousand dates over and over: each is read once. */
const spans = new Map<string, Span | undefined>();
const spansKept = 10_000;

/** The span that a written date means; undefined when it is none. `writtenSpan('maart 2025')` is 1 March to 1 April. */
export function writtenSpan(written: string): Span | undefined {
  if (spans.has(written)) return spans.get(written);
  const reading = parseDate(written);
  const span = reading.ok ? spanOf(reading.value) : undefined;
  if (spans.size >= spansKept) spans.clear();
  spans.set(written, span);
  return span;
}

/** The span of days that a date leaves open. */
export function spanOf(value: DateValue): Span {
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
    default:
      throw unknownKind(value satisfies never);
  }
}

/** The span of a reporting year or period. */
export function spanOfPeriod({ key, from, until }: Period): Span {
  return { from, until, precision: key.includes('-') ? 'period' : 'year' };
}

/** A span as it is written so that {@link writtenSpan} reads it: "2025-11-03", "2025-11", "2025-Q4", "2025". */
export function spanText({ from, until, precision }: Span): string {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  switch (precision) {
    case 'day':
      return dateText({ precision, year, month, day });
    case 'month':
      return dateText({ precision, year, month });
    case 'quarter':
      return dateText({ precision, year, quarter: Math.ceil(month / 3) });
    case 'year':
      return dateText({ precision, year });
    case 'period':
      return dateText({ precision, from: year, to: Number(until.slice(0, 4)) - 1 });
    default:
      throw unknownKind(precision satisfies never);
  }
}

/** A span as a person reads it: "3 november 2025", "maart 2025", "2e kwartaal 2025", "2025", "2020–2021". */
export function spanInWords(span: Span, language: Language): string {
  const { from, until, precision } = span;
  const year = from.slice(0, 4);
  switch (precision) {
    case 'day':
      return dateInWords(from, language);
    case 'month':
      return dateInWords(from, language).replace(/^\d+ /, '');
    case 'quarter': {
      const quarter = Math.ceil(Number(from.slice(5, 7)) / 3);
      return language === 'nl' ? `${quarter}e kwartaal ${year}` : `quarter ${quarter} of ${year}`;
    }
    case 'year':
      return year;
    case 'period':
      return `${year}–${Number(until.slice(0, 4)) - 1}`;
    default:
      throw unknownKind(precision satisfies never);
  }
}
