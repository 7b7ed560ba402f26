import { dateInWords } from '../../../platform/language/dates.ts';
import { text } from '../../../platform/language/text.ts';
import { monthNamed } from '../../../platform/spreadsheets/values/dates.ts';
import type { Finding, ImportColumn, ImportContext, InputCell, InputRow } from '../import-face.ts';

/** The order of day and month in dates such as 3/4/2024. */
export type DateOrder = 'dmy' | 'mdy';

/** A date with slashes, which is written in both orders; a time may follow. */
const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=$|[ T])/;
/** The day that programs write for "no end". */
const never = /^(31[-./]12[-./](9999|2999|4712)|(9999|2999|4712)[-/]12[-/]31)([ T].*)?$/;

interface Evidence {
  dayFirst: number;
  monthFirst: number;
  both: number;
  first:
    | {
        readonly row: InputRow;
        readonly cell: InputCell;
        readonly day: number;
        readonly month: number;
        readonly year: number;
      }
    | undefined;
}

/**
 * What a whole column tells of its dates. One date says little: 3/4/2024 is 3 April or 4 March. Of a column in which a
 * day past the twelfth stands first the order is known; where one stands second, or none tells, it is asked once.
 */
export class DatesOfFile {
  readonly #order: DateOrder | undefined;
  readonly #columns = new Map<string, Evidence>();
  readonly #never = new Map<string, { readonly row: InputRow; count: number }>();

  constructor(order: DateOrder | undefined) {
    this.#order = order;
  }

  /** The row with its dates written so that they mean one day: in the order that was stated, with their year. */
  read(row: InputRow, columns: readonly ImportColumn[], { period, yearStart }: ImportContext): InputRow {
    let cells: Record<string, InputCell | undefined> | undefined;
    const year = wholeYear(row.period ?? period, yearStart.month);
    for (const key of momentsOf(columns)) {
      const cell = row.cells[key];
      if (!cell || cell.text === '') continue;
      const written = this.#written(row, key, cell, year);
      if (written === cell.text) continue;
      cells ??= { ...row.cells };
      cells[key] = written === '' ? undefined : { ...cell, text: written };
    }
    return cells ? { ...row, cells } : row;
  }

  /** The questions that the columns leave, and what was read as no date. */
  findings(): readonly Finding[] {
    const asked = [...this.#columns].flatMap(([heading, evidence]) => {
      const { first, dayFirst, monthFirst, both } = evidence;
      if (this.#order !== undefined || !first || (monthFirst === 0 && (both === 0 || dayFirst > 0)))
        return [];
      return [orderAsked(heading, first, monthFirst > 0 && dayFirst > 0)];
    });
    const endless = [...this.#never].map(([heading, { row, count }]) => endlessFinding(heading, row, count));
    return [...asked, ...endless];
  }

  #written(row: InputRow, key: string, cell: InputCell, year: number | undefined): string {
    if (never.test(cell.text)) {
      const known = this.#never.get(cell.heading) ?? { row, count: 0 };
      known.count++;
      this.#never.set(cell.heading, known);
      return '';
    }
    const found = slashed.exec(cell.text);
    if (found) return this.#inOrder(row, cell, found);
    return year === undefined ? cell.text : withYear(cell.text, year, key);
  }

  #inOrder(row: InputRow, cell: InputCell, found: RegExpExecArray): string {
    const [one, two, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
    const evidence = this.#columns.get(cell.heading) ?? {
      dayFirst: 0,
      monthFirst: 0,
      both: 0,
      first: undefined,
    };
    if (one > 12 && two <= 12) evidence.dayFirst++;
    else if (two > 12 && one <= 12) evidence.monthFirst++;
    else if (one !== two) evidence.both++;
    if (one <= 12 && one !== two) evidence.first ??= { row, cell, day: one, month: two, year };
    this.#columns.set(cell.heading, evidence);
    if (this.#order === 'mdy') return iso(year, one, two);
    // A month past the twelfth is told by the question about the column, not as a slip of each row.
    return two > 12 && one <= 12 ? iso(year, one, two) : cell.text;
  }
}

/** The columns with dates of a face, found once: every row asks for them. */
const moments = new WeakMap<readonly ImportColumn[], readonly string[]>();

function momentsOf(columns: readonly ImportColumn[]): readonly string[] {
  const known = moments.get(columns);
  if (known) return known;
  const keys = columns.flatMap(({ key, about }) => (about === 'moment' ? [key] : []));
  moments.set(columns, keys);
  return keys;
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The calendar year of a period that is one, for dates that name none. */
function wholeYear(period: { readonly key: string } | undefined, month: number): number | undefined {
  return period && month === 1 && /^\d{4}$/.test(period.key) ? Number(period.key) : undefined;
}

/** "maart" and "3 maart" in a file about one year are of that year. */
function withYear(written: string, year: number, key: string): string {
  const named = /^(?:(\d{1,2}) )?([a-zA-Z]{3,9})\.?$/.exec(written.trim());
  return key !== 'period' && named?.[2] && monthNamed(named[2]) !== undefined
    ? `${written.trim()} ${year}`
    : written;
}

function orderAsked(
  heading: string,
  { row, cell, day, month, year }: NonNullable<Evidence['first']>,
  isMixed: boolean,
): Finding {
  const either = (language: 'nl' | 'en') =>
    month <= 12
      ? [iso(year, month, day), iso(year, day, month)]
          .map((date) => dateInWords(date, language))
          .join(language === 'nl' ? ' of ' : ' or ')
      : dateInWords(iso(year, day, month), language);
  const mixed = isMixed
    ? text(
        ' In andere rijen staat de dag voorop: maak alle datums gelijk.',
        ' In other rows the day stands first: write all dates alike.',
      )
    : text('', '');
  return {
    weight: 'refused',
    kind: 'date-order',
    sheet: row.sheet,
    row: row.number,
    column: heading,
    value: cell.text,
    advice: text(
      `Is dit ${either('nl')}? De kolom laat niet zien of de dag of de maand voorop staat. Zeg het eenmalig: --dates dmy (dag eerst) of --dates mdy (maand eerst).${mixed.nl}`,
      `Is this ${either('en')}? The column does not show whether the day or the month stands first. Say it once: --dates dmy (day first) or --dates mdy (month first).${mixed.en}`,
    ),
  };
}

function endlessFinding(heading: string, row: InputRow, count: number): Finding {
  return {
    weight: 'note',
    kind: 'date-never',
    sheet: row.sheet,
    row: row.number,
    column: heading,
    value: '',
    advice: text(
      `Een datum als 31-12-9999 betekent „geen einde”: bewaard als leeg (${count} keer).`,
      `A date such as 31-12-9999 means “no end”: kept as blank (${count} times).`,
    ),
  };
}
