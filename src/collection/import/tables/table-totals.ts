import { findUnit, type Structure } from '../../../organisation/structure.ts';
import { text } from '../../../platform/language/text.ts';
import { parseNumber } from '../../../platform/spreadsheets/values/numbers.ts';
import type { Finding, ImportContext, ImportFace, InputCell, InputRow } from '../import-face.ts';
import { sameNumber } from '../matters/matters.ts';

/** What a row of a return adds to the totals of its table. */
interface Counted {
  readonly period: string;
  readonly unit: string;
  readonly numbers: ReadonlyMap<string, bigint>;
}

/** What is counted of a list, which may be long: no row of it is held. */
class ListCounts {
  readonly #matters = new Set<string>();
  readonly #sums = new Map<string, number>();
  #rows = 0;
  #numbered = 0;

  add(row: InputRow, matter: string | undefined): void {
    this.#rows++;
    if (matter !== undefined) {
      this.#numbered++;
      this.#matters.add(matter);
    }
    for (const key in row.cells) {
      const written = row.cells[key]?.text ?? '';
      // Nearly every cell is longer than a count, or begins with a letter.
      if (written.length > longestCount || !plainCount.test(written)) continue;
      this.#sums.set(key, (this.#sums.get(key) ?? 0) + Number(written));
    }
  }

  /** Rows, matters, and the sum of a column. */
  of(column: string): readonly bigint[] {
    const matters = this.#rows - this.#numbered + this.#matters.size;
    return [this.#rows, matters, this.#sums.get(column) ?? 0].map(BigInt);
  }
}

const longestCount = 9;
const plainCount = /^\d{1,9}$/;

/** A number in a row of totals, and what it may be the total of. */
interface Stated {
  readonly heading: string;
  readonly number: bigint;
  readonly sums: readonly bigint[];
}

/**
 * Holds the rows of totals of one table against its rows. A total may be of the whole table or of the rows since the
 * total above it, of one year, or of the units that stand under no other; of a list it counts rows or matters.
 */
export class TableTotals {
  readonly #face: ImportFace;
  readonly #context: ImportContext;
  readonly #rows: Counted[] = [];
  /** Where the rows begin that no total stands under yet. */
  #since = 0;
  readonly #list = new ListCounts();
  #listSince = new ListCounts();

  constructor(face: ImportFace, context: ImportContext) {
    this.#face = face;
    this.#context = context;
  }

  /** Adds a row that was read. */
  add(row: InputRow): void {
    if (!this.#face.keyed) {
      const matter = this.#face.corrections?.numberColumns.flatMap((key) => row.cells[key]?.text || [])[0];
      for (const counts of [this.#list, this.#listSince])
        counts.add(row, matter === undefined ? undefined : sameNumber(matter));
      return;
    }
    const numbers = new Map<string, bigint>();
    for (const { key, perPeriod } of this.#face.columns) {
      const cell = perPeriod ? row.cells[key] : undefined;
      const number = cell && wholeNumber(cell);
      if (number !== undefined) numbers.set(key, number);
    }
    this.#rows.push({ period: periodOf(row), unit: row.cells['unit']?.text ?? '', numbers });
  }

  /** Says of a row of totals whether it is the total of what was read: told where it is, refused where it is not. */
  compare(total: InputRow): readonly Finding[] {
    const period = periodOf(total);
    const within = (rows: readonly Counted[]) =>
      period === '' ? rows : rows.filter((row) => row.period === period);
    const [all, since] = [within(this.#rows), within(this.#rows.slice(this.#since))];
    this.#since = this.#rows.length;
    const stated = this.#face.keyed ? this.#statedOfColumns(total, all, since) : this.#statedOfList(total);
    if (stated.length === 0) return [totalsNotRead(total)];
    const wrong = stated.filter(({ number, sums }) => !sums.includes(number));
    if (wrong.length === 0) return [found(total, 'note', 'totals-equal', '', equal)];
    return wrong.map(({ heading, number, sums: [sum = 0n] }) =>
      found(
        total,
        'refused',
        'totals-differ',
        heading,
        text(
          `In deze rij met totalen staat ${number}; de rijen die zijn gelezen geven samen ${sum}. Ontbreekt er een rij, of klopt een getal niet? Verbeter het bestand. Is het geen totaal van deze rijen, haal de rij dan weg.`,
          `This row of totals says ${number}; the rows that were read give ${sum} together. Is a row missing, or a number wrong? Correct the file. If it is no total of these rows, take the row away.`,
        ),
      ),
    );
  }

  #statedOfColumns(total: InputRow, all: readonly Counted[], since: readonly Counted[]): readonly Stated[] {
    const top = this.#topmost(all);
    return this.#face.columns.flatMap(({ key, perPeriod }) => {
      const cell = total.cells[key];
      const number = perPeriod && cell ? wholeNumber(cell) : undefined;
      if (!cell || number === undefined) return [];
      const sums = [all, since, top].map((rows) => sumOf(rows, key));
      return [{ heading: cell.heading, number, sums }];
    });
  }

  /** A list that is counted has one number under it; several are told as they were. */
  #statedOfList(total: InputRow): readonly Stated[] {
    const since = this.#listSince;
    this.#listSince = new ListCounts();
    const numbers = Object.entries(total.cells).flatMap(([key, cell]) => {
      const number = cell && key !== 'period' ? wholeNumber(cell) : undefined;
      return cell && number !== undefined ? [{ key, heading: cell.heading, number }] : [];
    });
    const [only, another] = numbers;
    if (!only || another) return [];
    const sums = [this.#list, since].flatMap((counts) => counts.of(only.key));
    return [{ heading: only.heading, number: only.number, sums }];
  }

  /** The rows of units of which no unit above stands in the table too. */
  #topmost(rows: readonly Counted[]): readonly Counted[] {
    const { structure, labels } = this.#context;
    const keyOf = (written: string) =>
      findUnit(structure, labels.get(`unit\u0000${written.trim()}`) ?? written)?.key;
    const keys = new Set(rows.map(({ unit }) => keyOf(unit)));
    return rows.filter(({ unit }) => !above(keyOf(unit), structure).some((key) => keys.has(key)));
  }
}

/** The units over a unit, whenever it stood under them. */
function above(
  key: string | undefined,
  structure: Structure,
  seen: ReadonlySet<string> = new Set(),
): readonly string[] {
  const unit = structure.units.find((one) => one.key === key);
  const parents = unit?.parents.map(({ parent }) => parent).filter((parent) => !seen.has(parent)) ?? [];
  return parents.flatMap((parent) => [parent, ...above(parent, structure, new Set([...seen, ...parents]))]);
}

function periodOf(row: InputRow): string {
  return row.cells['period']?.text.trim() || (row.period?.key ?? '');
}

function sumOf(rows: readonly Counted[], key: string): bigint {
  return rows.reduce((sum, { numbers }) => sum + (numbers.get(key) ?? 0n), 0n);
}

/** A count: "1.606" can only be grouped thousands. */
function wholeNumber({ text: written }: InputCell): bigint | undefined {
  const reading = parseNumber(written);
  const value =
    reading.kind === 'number' ? reading.value : reading.kind === 'ambiguous' ? reading.asGrouped : undefined;
  return value && value.scale === 0 ? value.digits : undefined;
}

/** Whether a line that is no row says how many rows there are, in words that do not begin as totals do. */
export function saysHowMany({ cells }: InputRow): boolean {
  const filled = Object.values(cells).filter((cell) => cell !== undefined && cell.text !== '');
  return filled.length > 1 && /^(het )?aantal\b|\btotaal\s*:?$/i.test(filled[0]?.text ?? '');
}

/** That a row of totals was not held against anything. */
export function totalsNotRead(total: InputRow): Finding {
  return found(total, 'note', 'totals-row', '', notCompared);
}

const equal = text(
  'Rij met totalen: klopt met de rijen die zijn gelezen.',
  'Row of totals: agrees with the rows that were read.',
);
const notCompared = text(
  'Rij met totalen: niet ingelezen, totalen worden berekend.',
  'Row of totals: not read, totals are computed.',
);

function found(
  { sheet, number }: InputRow,
  weight: Finding['weight'],
  kind: string,
  column: string,
  advice: Finding['advice'],
): Finding {
  return { weight, kind, sheet, row: number, column, value: '', advice };
}
