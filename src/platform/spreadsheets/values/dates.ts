import { unknownKind } from '../../language/unknown-kind.ts';
/** A date as precise as it was written, never more. Years are calendar years, both ends of a period included. */
export type DateValue =
  | { readonly precision: 'day'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly precision: 'month'; readonly year: number; readonly month: number }
  | { readonly precision: 'quarter'; readonly year: number; readonly quarter: number }
  | { readonly precision: 'year'; readonly year: number }
  | { readonly precision: 'period'; readonly from: number; readonly to: number };

/** Why a text is no date. */
export type DateRefusal =
  | 'empty'
  | 'unknown'
  | 'vague'
  | 'no-such-day'
  | 'two-digit-year'
  | 'weekday-contradicts'
  | 'period-reversed'
  | 'year-out-of-range'
  | 'not-a-date';

/** The outcome of reading a text as a date. */
export type DateReading =
  | {
      readonly ok: true;
      readonly value: DateValue;
      /** The text has another possible reading, such as 11/3/2025 in American order. */
      readonly otherReading?: DateValue;
    }
  | {
      readonly ok: false;
      readonly reason: DateRefusal;
      /** What may have been meant; for a person to confirm. */
      readonly proposal?: DateValue;
    };

const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan januari january',
    'feb febr februari february',
    'mrt maart mar march',
    'apr april',
    'mei may',
    'jun juni june',
    'jul juli july',
    'aug augustus august',
    'sep sept september',
    'okt oktober oct october',
    'nov november',
    'dec december',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1])),
);

const WEEKDAYS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'zo zondag sun sunday',
    'ma maandag mon monday',
    'di dinsdag tue tuesday',
    'wo woensdag wed wednesday',
    'do donderdag thu thursday',
    'vr vrijdag fri friday',
    'za zaterdag sat saturday',
  ].flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index])),
);

const UNKNOWN = /^(onbekend|niet bekend|unknown|n\.?v\.?t\.?|n\/a|\?+|-+|–|nnb|n\.n\.b\.?)$/;
const VAGUE =
  /^(begin|medio|mid|eind|einde|end of|early|late|voorjaar|zomer|najaar|herfst|winter|spring|summer|autumn|voor|na|vanaf|tot|sinds|since|before|after|ca\.?|circa)\b/;

/**
 * Reads a date written as text, in Dutch or English: `3-11-2025`, `maandag 3 november 2025`, `2025-11-03`,
 * `nov 2025`, `2025`, `2020-2021`, `Q3 2024`. The order day, month, year is the default.
 */
export function parseDate(text: string, options: { readonly order?: 'dmy' | 'mdy' } = {}): DateReading {
  const plain = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ');
  if (plain === '') return { ok: false, reason: 'empty' };
  if (UNKNOWN.test(plain)) return { ok: false, reason: 'unknown' };
  if (VAGUE.test(plain)) return { ok: false, reason: 'vague' };
  return (
    isoDate(plain) ??
    period(plain) ??
    quarter(plain) ??
    numericDate(plain, options.order ?? 'dmy') ??
    namedDate(plain) ??
    yearAlone(plain) ?? { ok: false, reason: 'not-a-date' }
  );
}

/** The value of an ISO date, with or without a time behind it; undefined when it is none. */
export function dateFromIso(text: string): DateValue | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text);
  if (match === null) return undefined;
  const reading = zonedDay(text.toLowerCase()) ?? day(Number(match[1]), Number(match[2]), Number(match[3]));
  return reading.ok ? reading.value : undefined;
}

/** Writes a date in a form that `parseDate` reads back: 2025-11-03, 2025-11, 2025-Q3, 2025, 2020-2021. */
export function dateText(value: DateValue): string {
  const two = (part: number) => String(part).padStart(2, '0');
  switch (value.precision) {
    case 'day':
      return `${value.year}-${two(value.month)}-${two(value.day)}`;
    case 'month':
      return `${value.year}-${two(value.month)}`;
    case 'quarter':
      return `${value.year}-Q${value.quarter}`;
    case 'year':
      return String(value.year);
    case 'period':
      return `${value.from}-${value.to}`;
    default:
      throw unknownKind(value satisfies never);
  }
}

/**
 * The years that a title or tab name mentions, such as `2020` in "Nevenwerkzaamheden 2020" or the period in
 * "2020-2021"; undefined when it mentions none, or several that form no period.
 */
export function periodIn(text: string): DateValue | undefined {
  const years = [...text.matchAll(/(?<!\d)((?:19|20|21)\d{2})(?!\d)/g)].map((match) => Number(match[1]));
  const range = /(?<!\d)\d{4}\s*(?:[-–—/]|t\/m|tot en met|en|and|to)\s*\d{4}(?!\d)/.exec(text);
  if (range !== null && new Set(years).size === 2) {
    const reading = parseDate(range[0]);
    return reading.ok ? reading.value : undefined;
  }
  const [only] = new Set(years);
  return new Set(years).size === 1 && only !== undefined ? { precision: 'year', year: only } : undefined;
}

function isoDate(text: string): DateReading | undefined {
  const full = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ]\d{2}:\d{2}.*)?$/.exec(text);
  if (full !== null) return zonedDay(text) ?? day(Number(full[1]), Number(full[3]), Number(full[4]));
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (compact !== null) return day(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const short = /^(\d{4})[-/](\d{1,2})$/.exec(text);
  if (short === null) return undefined;
  const year = Number(short[1]);
  const second = Number(short[2]);
  const from = yearInRange(year) ? (year % 100) + 1 === second : false;
  const following: DateValue = { precision: 'period', from: year, to: year + 1 };
  if (second >= 1 && second <= 12) {
    const reading = month(year, second);
    return reading.ok && from ? { ...reading, otherReading: following } : reading;
  }
  return from ? { ok: true, value: following } : { ok: false, reason: 'not-a-date' };
}

const zoned = /^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(z|utc|[+-]\d{2}:?\d{2})$/;
const local = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** The day that a moment with a zone is where the organisation is: 23:30 UTC on 31 December is 1 January. */
function zonedDay(text: string): DateReading | undefined {
  const match = zoned.exec(text);
  if (match === null) return undefined;
  const zone =
    match[3] === 'z' || match[3] === 'utc' ? 'Z' : (match[3] ?? '').replace(/^(...):?(..)$/, '$1:$2');
  const moment = new Date(`${match[1]}T${match[2]}${zone}`);
  if (Number.isNaN(moment.getTime())) return { ok: false, reason: 'no-such-day' };
  const [year, month, number] = local.format(moment).split('-').map(Number);
  return day(year ?? 0, month ?? 0, number ?? 0);
}

/** The number of a month by its name, in Dutch or English, whole or short. */
export function monthNamed(name: string): number | undefined {
  return MONTHS[name.toLowerCase()];
}

function period(text: string): DateReading | undefined {
  const match = /^(\d{4}) ?(-|\/|t\/m|tot en met|en|and|to|until) ?(\d{4})$/.exec(text);
  if (match === null) return undefined;
  const [from, to] = [Number(match[1]), Number(match[3])];
  // "2020 en 2022" are two years and no period.
  if (['en', 'and'].includes(match[2] ?? '') && to !== from + 1) return { ok: false, reason: 'not-a-date' };
  return yearsFromTo(from, to);
}

function quarter(text: string): DateReading | undefined {
  const first = /^(?:q|kw|k|kwartaal |quarter )([1-4])[ ,-]*(\d{4})$/.exec(text);
  const named = /^([1-4])(?:e|ste|de|st|nd|rd|th)? ?(?:kwartaal|kw\.?|quarter) ?(?:van )?(\d{4})$/.exec(text);
  const last = /^(\d{4})[ -]?(?:q|kw\.? ?|k)([1-4])$/.exec(text);
  const found = first ?? named ?? (last === null ? null : [last[0], last[2], last[1]]);
  if (found === null) return undefined;
  const year = Number(found[2]);
  if (!yearInRange(year)) return { ok: false, reason: 'year-out-of-range' };
  return { ok: true, value: { precision: 'quarter', year, quarter: Number(found[1]) } };
}

function numericDate(text: string, order: 'dmy' | 'mdy'): DateReading | undefined {
  const match =
    /^(\d{1,2}) ?([-./]) ?(\d{1,2}) ?\2 ?(\d{4}|['’]?\d{2})(?:[ t]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text);
  if (match === null) {
    const short = /^(\d{1,2})[-/](\d{4})$/.exec(text);
    return short === null ? undefined : month(Number(short[2]), Number(short[1]));
  }
  const first = Number(match[1]);
  const second = Number(match[3]);
  const written = match[4] ?? '';
  // An apostrophe says that the century was left out: '22 is 2022.
  const isShort = /^['’]\d{2}$/.test(written);
  const year = isShort || written.length === 2 ? 2000 + Number(written.slice(-2)) : Number(written);
  const [dayNumber, monthNumber] = order === 'dmy' ? [first, second] : [second, first];
  const reading = day(year, monthNumber, dayNumber);
  if (written.length === 2) {
    return reading.ok ? { ok: false, reason: 'two-digit-year', proposal: reading.value } : reading;
  }
  const other = day(year, dayNumber, monthNumber);
  if (!reading.ok) return other.ok ? { ...reading, proposal: other.value } : reading;
  // Only the slash is written in both orders.
  if (match[2] !== '/' || !other.ok || first === second) return reading;
  return { ...reading, otherReading: other.value };
}

function namedDate(text: string): DateReading | undefined {
  const words = text.replace(/[.,]/g, ' ').replace(/\s+/g, ' ').trim();
  const match =
    /^(?:([a-z]+) )?(\d{1,2})(?:e|ste|de|st|nd|rd|th)?[ -]([a-z]+)[ -](\d{4}|'?\d{2})$/.exec(words) ??
    reordered(/^(?:([a-z]+) )?([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})$/.exec(words));
  if (match === null) return namedMonth(words);
  const monthNumber = MONTHS[match[3] ?? ''];
  if (monthNumber === undefined) return undefined;
  const written = (match[4] ?? '').replace("'", '');
  const year = written.length === 2 ? 2000 + Number(written) : Number(written);
  const reading = day(year, monthNumber, Number(match[2]));
  if (!reading.ok) return reading;
  if (written.length === 2) return { ok: false, reason: 'two-digit-year', proposal: reading.value };
  if (match[1] === undefined) return reading;
  const weekday = WEEKDAYS[match[1]];
  if (weekday === undefined) return undefined;
  const actual = new Date(Date.UTC(year, monthNumber - 1, Number(match[2]))).getUTCDay();
  if (actual === weekday) return reading;
  return { ok: false, reason: 'weekday-contradicts', proposal: reading.value };
}

/** Puts "month day year" in the order "day month year". */
function reordered(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match === null ? null : [match[0], match[1], match[3], match[2], match[4]];
}

function namedMonth(text: string): DateReading | undefined {
  const match = /^([a-z]+)[ -](\d{4}|'?\d{2})$/.exec(text);
  const number = MONTHS[match?.[1] ?? ''];
  if (match === null || number === undefined) return undefined;
  const written = (match[2] ?? '').replace("'", '');
  if (written.length === 4) return month(Number(written), number);
  const proposal: DateValue = { precision: 'month', year: 2000 + Number(written), month: number };
  return { ok: false, reason: 'two-digit-year', proposal };
}

function yearAlone(text: string): DateReading | undefined {
  const match = /^(?:jaar |year |fy ?)?(\d{4})$/.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (!yearInRange(year)) return { ok: false, reason: 'year-out-of-range' };
  return { ok: true, value: { precision: 'year', year } };
}

function yearsFromTo(from: number, to: number): DateReading {
  if (!yearInRange(from) || !yearInRange(to)) return { ok: false, reason: 'year-out-of-range' };
  if (from > to) return { ok: false, reason: 'period-reversed' };
  if (from === to) return { ok: true, value: { precision: 'year', year: from } };
  return { ok: true, value: { precision: 'period', from, to } };
}

function month(year: number, number: number): DateReading {
  if (!yearInRange(year)) return { ok: false, reason: 'year-out-of-range' };
  if (number < 1 || number > 12) return { ok: false, reason: 'not-a-date' };
  return { ok: true, value: { precision: 'month', year, month: number } };
}

function day(year: number, monthNumber: number, dayNumber: number): DateReading {
  if (!yearInRange(year)) return { ok: false, reason: 'year-out-of-range' };
  const date = new Date(Date.UTC(year, monthNumber - 1, dayNumber));
  if (date.getUTCMonth() !== monthNumber - 1 || date.getUTCDate() !== dayNumber) {
    return { ok: false, reason: 'no-such-day' };
  }
  return { ok: true, value: { precision: 'day', year, month: monthNumber, day: dayNumber } };
}

function yearInRange(year: number): boolean {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}
