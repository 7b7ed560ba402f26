import { dateInWords } from '../platform/language/dates.ts';
import { WordedError } from '../platform/language/explained-error.ts';
import { type Text, text } from '../platform/language/text.ts';

/**
 * A stretch of days from `from` up to but not including `until` (ISO dates). Years are reporting years of the
 * profile: calendar years unless it says otherwise.
 */
export interface Period {
  /** "2020" for one year, "2020-2021" for several; the code in records, returns and addresses. */
  readonly key: string;
  readonly from: string;
  readonly until: string;
}

/** When a reporting year starts: the calendar year starts in month 1, an academic year in month 9. */
export interface YearStart {
  readonly month: number;
}

/** A text is no period, with the advice that is shown to the person who typed it. */
export class PeriodError extends WordedError {
  override name = 'PeriodError';
}

/** Reads "2020" or "2020-2021". Throws a {@link PeriodError} that says what a period looks like. */
export function parsePeriod(key: string, start: YearStart = { month: 1 }): Period {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(key.trim());
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || first > last || first < 1900 || last > 2199) {
    throw new PeriodError(
      text(
        `"${key}" is geen periode. Schrijf een jaar (2021) of twee jaren (2020-2021).`,
        `“${key}” is no period. Write a year (2021) or two years (2020-2021).`,
      ),
    );
  }
  const day = `${String(start.month).padStart(2, '0')}-01`;
  return {
    key: first === last ? String(first) : `${first}-${last}`,
    from: `${first}-${day}`,
    until: `${last + 1}-${day}`,
  };
}

/**
 * The period that people write in a sheet. "2022-2023", "2022/'23" and "studiejaar 2022/2023" are one reporting year
 * where years do not start in January, and two where they do; undefined for what is none of these.
 */
export function writtenPeriod(written: string, start: YearStart = { month: 1 }): Period | undefined {
  const plain = written
    .trim()
    .toLowerCase()
    .replace(
      /^(studiejaar|schooljaar|academisch jaar|boekjaar|seizoen|verslagjaar|jaar|academic year|financial year|fiscal year|year|fy)\s*/,
      '',
    );
  const match = /^(\d{4})(?:\s*[-–—/]\s*(?:(\d{4})|['’]?(\d{2})))?$/.exec(plain);
  const first = Number(match?.[1]);
  const last =
    match?.[3] === undefined ? Number(match?.[2] ?? first) : Math.floor(first / 100) * 100 + Number(match[3]);
  if (!match || first < 1900 || last > 2199 || last < first) return undefined;
  return parsePeriod(
    start.month !== 1 && last === first + 1 ? `${first}` : first === last ? `${first}` : `${first}-${last}`,
    start,
  );
}

/**
 * The period that somebody asks for. Where years do not start in January "2024-2025" is the year that begins in 2024, as
 * it is in files, and two of them are asked for as "2024+2025". Throws a {@link PeriodError}.
 */
export function askedPeriod(written: string, start: YearStart = { month: 1 }): Period {
  const plain = written.trim();
  if (/^\d{4}\+\d{4}$/.test(plain)) return parsePeriod(plain.replace('+', '-'), start);
  if (start.month === 1) return parsePeriod(plain, start);
  const period = writtenPeriod(plain, start);
  if (period && yearsOf(period).length === 1) return period;
  throw new PeriodError(
    text(
      `"${plain}" is geen periode. Schrijf een jaar (2024-2025, of 2024), of twee jaren samen met een plus (2024+2025).`,
      `“${plain}” is no period. Write a year (2024-2025, or 2024), or two years together with a plus (2024+2025).`,
    ),
  );
}

/** What a reporting year is called: 2024, or 2024-2025 where it does not start in January. */
export function yearName({ from }: Period): string {
  const year = Number(from.slice(0, 4));
  return from.endsWith('-01-01') ? String(year) : `${year}-${year + 1}`;
}

/** The reporting years within a period, each as a period of its own. */
export function yearsOf(period: Period): readonly Period[] {
  const month = period.from.slice(5);
  const years: Period[] = [];
  for (let year = Number(period.from.slice(0, 4)); `${year}-${month}` < period.until; year++) {
    years.push({ key: String(year), from: `${year}-${month}`, until: `${year + 1}-${month}` });
  }
  return years;
}

/** The same period, the given number of reporting years earlier. */
export function earlier(period: Period, years: number): Period {
  const move = (date: string) => `${Number(date.slice(0, 4)) - years}${date.slice(4)}`;
  const first = Number(period.from.slice(0, 4)) - years;
  const last = first + yearsOf(period).length - 1;
  return {
    key: first === last ? String(first) : `${first}-${last}`,
    from: move(period.from),
    until: move(period.until),
  };
}

/** The last day of the period. */
export function lastDay(period: Period): string {
  const day = new Date(`${period.until}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** How a period is written in running text. */
export function periodLabel(period: Period): Text {
  if (!period.from.endsWith('-01-01')) return yearsLabel(yearsOf(period).map(yearName));
  const [first, last] = period.key.split('-');
  return last
    ? text(
        `${first} en ${last}`.replace(/^(\d+) en (\d+)$/, (_, a, b) =>
          Number(b) - Number(a) > 1 ? `${a} tot en met ${b}` : `${a} en ${b}`,
        ),
        `${first}–${last}`,
      )
    : text(period.key, period.key);
}

function yearsLabel(names: readonly string[]): Text {
  const [first = '', last] = [names[0], names.at(-1)];
  if (names.length === 1 || last === undefined) return text(first, first);
  return names.length === 2
    ? text(`${first} en ${last}`, `${first} and ${last}`)
    : text(`${first} tot en met ${last}`, `${first} to ${last}`);
}

/**
 * The days of a period in words, where its years are no calendar years: "2023" alone would mislead. Undefined for
 * calendar years.
 */
export function periodRuns(period: Period): Text | undefined {
  if (period.from.endsWith('-01-01')) return undefined;
  const [from, last] = [period.from, lastDay(period)];
  return text(
    `${dateInWords(from, 'nl')} tot en met ${dateInWords(last, 'nl')}`,
    `${dateInWords(from, 'en')} to ${dateInWords(last, 'en')}`,
  );
}

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** The day that it is where the organisation is, as an ISO date; the database takes the same. */
export function today(): string {
  return dayOf(new Date());
}

/** The day of a moment where the organisation is, as an ISO date. */
export function dayOf(moment: Date): string {
  return calendar.format(moment);
}
