import { today } from '../../organisation/period.ts';
import { findUnit, type Structure, unitsNamed } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';
import { writtenSpan } from '../fields/span.ts';
import { likeNumber } from './cells/alike-numbers.ts';
import {
  asksHeading,
  type Finding,
  fileFinding,
  type ImportContext,
  type ImportFace,
  type InputRow,
} from './import-face.ts';
import { SheetsAlike } from './matters/sheets-alike.ts';
import type { ReadRow } from './tables/read-rows.ts';
import { isAboutUnit } from './tables/suspected-columns.ts';
import { UncountedRows } from './tables/uncounted-rows.ts';

/** Rows that a finding names before it says how many more there are. */
const mostNamed = 8;

/** Before this no record is kept; programs write 1-1-1900 where nobody knew the day. */
const earliest = '1950-01-01';

/** What programs and people number rows by. Numbers of people are no numbers of rows. */
const numberHeading =
  /^(volg|zaak|dossier|melding|meldings|registratie|opgave|referentie|case|reference)?[ -]?(nummer|nr\.?|kenmerk|id|number|no\.?)$/i;

/** How many of it a row stands for; not the hours or the days of it. */
const countHeading =
  /^(aantal|aantallen|number|count|#|hoeveelheid|hoeveel|keer|frequentie)?[ .:=]*((of )?(keer|stuks|meldingen|zaken|incidenten|opgaven|gevallen|registraties|nevenwerkzaamheden|nevenfuncties|medewerkers|personen|cases|reports|times))?$/i;

/** Words by which a cell says that a row stands for one. */
const isOne = /^(1|1[.,]0+|1 ?[x×]|x|een|één|eenmaal|eenmalig|one|once)?$/i;

/** Digits, or a number in words; under such a heading names may stand too. */
const isNumber =
  /\d|^(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|meer|meerdere|diverse|enkele|two|three|several)/i;

/** What is asked of the rows of one table. */
interface TableDoubts {
  readonly sheet: string;
  readonly hasUnits: boolean;
  /** Heading of a column that numbers rows and is not read. */
  readonly numbers: string | undefined;
  /** Heading of a column that says how many there are of a row, and is not read. */
  readonly counts: string | undefined;
  readonly several: { readonly row: number; readonly count: string }[];
  filled: number;
  readonly blank: number[];
  readonly rowsOf: Map<string, number[]>;
  /** Headings that are not read. */
  readonly unread: readonly string[];
  /** A line that is the name of a unit, until the next, and rows without a unit under such lines. */
  above: { readonly row: number; readonly unit: string } | undefined;
  readonly under: { readonly row: number; readonly unit: string; readonly line: number }[];
}

/** The numbers that a row of a return states. */
interface Stated {
  readonly period: string;
  readonly unit: string;
  readonly numbers: ReadonlyMap<string, number>;
}

/**
 * What is doubtful about a file as a whole, and about none of its records alone: rows without the unit that others
 * name, days that cannot be right, a number on several rows that no column reads, a tab that bears the name of a unit, a
 * year that repeats another, and a unit that states otherwise than those below it together.
 */
export class FileDoubts {
  readonly #context: ImportContext;
  readonly #today = today();
  readonly #tables = new Map<object, TableDoubts>();
  readonly #days = new Map<
    string,
    { readonly sheet: string; readonly value: string; readonly rows: number[] }
  >();
  readonly #stated: Stated[] = [];
  readonly #labels = new Map<string, string>();
  /** By what a row says and what stands above it, or was said: the rows in which the two are not of one year. */
  readonly #years = new Map<
    string,
    { readonly own: string; readonly around: string; readonly sheet: string; readonly rows: number[] }
  >();
  readonly #units: Finding[] = [];
  readonly #uncounted = new UncountedRows();
  readonly #sheets: SheetsAlike;

  /** @param sender whose numbers stand in the file */
  constructor(context: ImportContext, sender: string) {
    this.#context = context;
    this.#sheets = new SheetsAlike(sender);
  }

  /** Looks at a row that is read, and at its record. */
  add({ face, table, original }: ReadRow, input: InputRow, record: unknown): void {
    if (face.ofExports) return;
    const known = this.#tables.get(table) ?? this.#tableOf(face, table, input.sheet);
    this.#tables.set(table, known);
    const written = known.unread.length === 0 ? noCells : writtenIn(original);
    for (const heading of known.unread)
      this.#uncounted.add(input.sheet, input.number, heading, written.get(heading) ?? '');
    if (face.keyed) {
      this.#state(face, input);
      const own = input.cells['period']?.text.trim() ?? '';
      const [first = '', last = first] = (input.period ?? this.#context.period)?.key.split('-') ?? [];
      if (first !== '' && /^\d{4}$/.test(own) && (own < first || own > last))
        this.#otherYear(input, own, first === last ? first : `${first}-${last}`);
      if (!face.columns.some(({ about }) => about === 'unit')) this.#ofUnit(table, original, input);
      return;
    }
    const hasUnit = (input.cells['unit']?.text ?? '') !== '';
    if (known.hasUnits) {
      if (hasUnit) known.filled++;
      else known.blank.push(input.number);
    }
    if (known.above && !hasUnit)
      known.under.push({ row: input.number, unit: known.above.unit, line: known.above.row });
    if (face.moment !== undefined) {
      this.#day(face.moment, input);
      const span = writtenSpan(input.cells[face.moment]?.text ?? '');
      const around = input.period ?? this.#context.period;
      // A declaration or an employment of an earlier year still stands in a later one.
      if (face.covers && span && around && (span.until <= around.from || span.from >= around.until))
        this.#otherYear(input, span.from.slice(0, 4), around.key);
    }
    if (input.sheet !== '') this.#sheets.add(face, input, record);
    if (known.numbers === undefined && known.counts === undefined) return;
    const number = known.numbers === undefined ? '' : (written.get(known.numbers) ?? '').trim();
    if (number !== '') {
      // 007 and 7 are one number to who typed them.
      const like = likeNumber(number) || number;
      const rows = known.rowsOf.get(like) ?? [];
      rows.push(input.number);
      known.rowsOf.set(like, rows);
    }
    const count = known.counts === undefined ? '' : (written.get(known.counts) ?? '').trim();
    if (!isOne.test(count) && isNumber.test(count)) known.several.push({ row: input.number, count });
  }

  /** Looks at a line between rows: the name of a unit there is meant for the rows under it. */
  line(table: ReadRow['table'], { cells, sheet, number }: InputRow): void {
    if (table.face.keyed || table.face.ofExports) return;
    const known = this.#tables.get(table) ?? this.#tableOf(table.face, table, sheet);
    this.#tables.set(table, known);
    const filled = Object.values(cells).filter((cell) => cell && cell.text !== '');
    const [only, another] = filled;
    const unit = only && !another && findUnit(this.#context.structure, only.text) ? only.text : undefined;
    if (unit !== undefined) known.above = { row: number, unit };
  }

  /** What was found; of sheets that are copied whole it is told already that they are. */
  findings(copied: readonly string[]): readonly Finding[] {
    return [
      ...[...this.#tables.values()].flatMap((table) => [
        ...unitAbove(table),
        ...(table.filled > 0 && table.blank.length > table.under.length ? [unitBlank(table)] : []),
        ...numbersRepeated(table),
        ...severalInRow(table),
        ...(table.hasUnits ? [] : this.#tabOfUnit(table)),
      ]),
      ...this.#sheets.findings().filter(({ sheet }) => !copied.includes(sheet)),
      ...[...this.#days].map(([heading, one]) => dayDoubted(heading, one)),
      ...[...this.#years.values()].map(otherYear),
      ...this.#units,
      ...this.#uncounted.findings(),
      ...this.#yearsRepeated(),
      ...this.#sumsOfUnits(),
    ];
  }

  #tableOf(face: ImportFace, table: ReadRow['table'], sheet: string): TableDoubts {
    const { columns } = table;
    const hasUnits = columns.some(({ meaning }) => meaning?.about === 'unit');
    const hasNumbers = (face.corrections?.numberColumns.length ?? 0) > 0;
    const numbers = hasNumbers
      ? undefined
      : columns.find(({ meaning, heading }) => !meaning && numberHeading.test(heading.trim()));
    const counts = columns.find(
      ({ meaning, leftOut, heading }) => !meaning && !leftOut && countHeading.test(heading.trim()),
    );
    return {
      sheet,
      hasUnits,
      numbers: numbers?.heading,
      counts: counts?.heading,
      filled: 0,
      blank: [],
      rowsOf: new Map(),
      several: [],
      unread: UncountedRows.headings(table),
      above: undefined,
      under: [],
    };
  }

  #day(key: string, { cells, sheet, number }: InputRow): void {
    const cell = cells[key];
    const span = cell && cell.text !== '' ? writtenSpan(cell.text) : undefined;
    if (!cell || !span || (span.from <= this.#today && span.until > earliest)) return;
    const known = this.#days.get(cell.heading) ?? { sheet, value: cell.text, rows: [] };
    known.rows.push(number);
    this.#days.set(cell.heading, known);
  }

  /** A tab, a title or `--period` names another year than the row itself. */
  #otherYear({ sheet, number }: InputRow, own: string, around: string): void {
    const key = `${own} ${around} ${sheet}`;
    const known = this.#years.get(key) ?? { own, around, sheet, rows: [] };
    known.rows.push(number);
    this.#years.set(key, known);
  }

  /** A register of the whole organisation cannot keep the number of a unit. */
  #ofUnit({ columns }: ReadRow['table'], original: string, { sheet, number }: InputRow): void {
    const { structure } = this.#context;
    const written = writtenIn(original);
    for (const { heading, meaning, leftOut } of columns) {
      if (meaning || leftOut || !isAboutUnit(heading)) continue;
      const value = written.get(heading) ?? '';
      const unit = findUnit(structure, value)?.key;
      if (unit !== undefined && unit !== structure.root)
        this.#units.push({
          ...ofUnit(sheet, number, value, heading),
          column: heading,
          ...asksHeading(heading),
        });
    }
  }

  #tabOfUnit({ sheet }: TableDoubts): readonly Finding[] {
    const { structure } = this.#context;
    const [unit] = sheet === '' ? [] : unitsNamed(structure, sheet);
    return unit && unit.key !== structure.root ? [tabOfUnit(sheet)] : [];
  }

  #state(face: ImportFace, { cells, period }: InputRow): void {
    const { structure, labels } = this.#context;
    const written = cells['unit']?.text ?? '';
    const unit = findUnit(structure, labels.get(`unit\u0000${written.trim()}`) ?? written)?.key;
    if (unit === undefined) return;
    const numbers = new Map<string, number>();
    for (const { key, perPeriod, label } of face.columns) {
      const number = cells[key]?.text ?? '';
      // Medians and shares are not added up.
      if (!perPeriod || !/^\d{1,9}$/.test(number) || notAdded.test(label.nl)) continue;
      numbers.set(key, Number(number));
      this.#labels.set(key, cells[key]?.heading ?? label.nl);
    }
    if (numbers.size > 0)
      this.#stated.push({ period: cells['period']?.text.trim() || (period?.key ?? ''), unit, numbers });
  }

  /** Two years of which every number of every unit is the same: one may be a copy that was not filled in. */
  #yearsRepeated(): readonly Finding[] {
    const years = [...Map.groupBy(this.#stated, ({ period }) => period)].filter(
      ([, rows]) =>
        rows.length > 1 &&
        rows.filter(({ numbers }) => [...numbers.values()].some((one) => one > 0)).length > 1,
    );
    const written = years.map(
      ([year, rows]) =>
        [year, JSON.stringify(rows.map(({ unit, numbers }) => [unit, ...numbers]).sort())] as const,
    );
    return written.flatMap(([year, one], index) => {
      const before = written.slice(0, index).find(([, other]) => other === one);
      return before ? [yearRepeated(before[0], year)] : [];
    });
  }

  /** Units that stand over others of the same file and year, and state otherwise than those together. */
  #sumsOfUnits(): readonly Finding[] {
    const { structure } = this.#context;
    return [...Map.groupBy(this.#stated, ({ period }) => period)].flatMap(([period, rows]) =>
      rows.flatMap(({ unit, numbers }) => {
        const below = rows.filter((row) => above(row.unit, structure).includes(unit));
        const keys = new Set(below.map((row) => row.unit));
        const topmost = below.filter((row) => !above(row.unit, structure).some((key) => keys.has(key)));
        if (topmost.length === 0) return [];
        const isWhole = leavesBelow(unit, structure).every((leaf) =>
          [leaf, ...above(leaf, structure)].some((key) => keys.has(key)),
        );
        return [...numbers].flatMap(([key, number]) => {
          const each = topmost.map((row) => row.numbers.get(key));
          const sum = each.reduce<number>((total, one) => total + (one ?? 0), 0);
          const differs = sum > number || (isWhole && !each.includes(undefined) && sum !== number);
          return differs ? [sumDiffers(unit, period, this.#labels.get(key) ?? key, number, sum)] : [];
        });
      }),
    );
  }
}

/** Heading to text of a row, as its sender wrote it. */
function writtenIn(original: string): ReadonlyMap<string, string> {
  const read: unknown = JSON.parse(original);
  const pairs = typeof read === 'object' && read !== null ? Object.entries(read) : [];
  return new Map(pairs.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])));
}

const noCells: ReadonlyMap<string, string> = new Map();
const notAdded = /mediaan|median|duur|dagen|weken|aandeel|percentage|%/i;

/** The units over a unit, whenever it stood under them. */
function above(key: string, structure: Structure, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const parents =
    structure.units
      .find((one) => one.key === key)
      ?.parents.map(({ parent }) => parent)
      .filter((parent) => !seen.has(parent)) ?? [];
  return parents.flatMap((parent) => [parent, ...above(parent, structure, new Set([...seen, ...parents]))]);
}

function leavesBelow(unit: string, structure: Structure): readonly string[] {
  const over = new Set(structure.units.flatMap(({ parents }) => parents.map(({ parent }) => parent)));
  return structure.units
    .map(({ key }) => key)
    .filter((key) => !over.has(key) && above(key, structure).includes(unit));
}

function rowsNamed(rows: readonly number[]): string {
  return rows.slice(0, mostNamed).join(', ') + (rows.length > mostNamed ? ' …' : '');
}

function doubt(
  kind: string,
  sheet: string,
  rows: readonly number[],
  value: string,
  advice: Finding['advice'],
): Finding {
  return fileFinding('doubtful', kind, sheet, rows[0] ?? 0, value, advice);
}

function unitBlank({ sheet, blank }: TableDoubts): Finding {
  const named = rowsNamed(blank);
  const advice = text(
    `Hier staat geen onderdeel, in andere rijen wel (${blank.length} keer: rij ${named}). Deze registraties tellen bij geen onderdeel. Hoort het onderdeel erboven erbij, vul het dan in elke rij in.`,
    `No unit stands here, and in other rows one does (${blank.length} times: row ${named}). These records count with no unit. If the unit above belongs to them, fill it in in every row.`,
  );
  return doubt('unit-blank', sheet, blank, '', advice);
}

/** Rows without a unit under a line that is the name of one. */
function unitAbove({ sheet, under }: TableDoubts): readonly Finding[] {
  const [first] = under;
  if (!first) return [];
  const named = rowsNamed(under.map(({ row }) => row));
  return [
    fileFinding(
      'refused',
      'unit-above',
      sheet,
      first.row,
      first.unit,
      text(
        `Boven deze rijen staat „${first.unit}” (rij ${first.line}), en zelf noemen zij geen onderdeel (${under.length} keer: rij ${named}): zij zouden bij geen onderdeel tellen. Zet het onderdeel in elke rij, in de kolom Onderdeel.`,
        `Above these rows stands “${first.unit}” (row ${first.line}), and they name no unit themselves (${under.length} times: row ${named}): they would count with no unit. Write the unit in every row, in the column Unit.`,
      ),
    ),
  ];
}

function numbersRepeated({ sheet, numbers, rowsOf }: TableDoubts): readonly Finding[] {
  const repeated = [...rowsOf].filter(([, rows]) => rows.length > 1);
  const [first] = repeated;
  if (!first || numbers === undefined) return [];
  const list = (row: string) =>
    repeated
      .slice(0, mostNamed)
      .map(([number, rows]) => `${number}: ${row} ${rowsNamed(rows)}`)
      .join('; ') + (repeated.length > mostNamed ? ' …' : '');
  const advice = text(
    `De kolom „${numbers}” wordt hier niet gelezen, en hetzelfde nummer staat op meer rijen (${list('rij')}). Elke rij telt. Gaat het om dezelfde opgave, laat dan één rij staan.`,
    `The column “${numbers}” is not read here, and the same number stands on several rows (${list('row')}). Each row counts. If they are the same declaration, leave one row.`,
  );
  return [doubt('number-repeated', sheet, first[1], first[0], advice)];
}

function severalInRow({ sheet, counts, several }: TableDoubts): readonly Finding[] {
  const [first] = several;
  if (!first || counts === undefined) return [];
  const named = rowsNamed(several.map(({ row }) => row));
  return [
    {
      ...fileFinding(
        'refused',
        'several-in-row',
        sheet,
        first.row,
        first.count,
        text(
          `De kolom „${counts}” zegt ${first.count}, en hier telt elke rij als één (rij ${named}). Zet elke zaak op een eigen rij. Telt een rij toch als één, laat de kolom dan weg met --map '${counts}=-'.`,
          `The column “${counts}” says ${first.count}, and here each row counts as one (row ${named}). Give each matter a row of its own. If a row counts as one all the same, leave the column out with --map '${counts}=-'.`,
        ),
      ),
      column: counts,
      ...asksHeading(counts),
    },
  ];
}

function tabOfUnit(sheet: string): Finding {
  const advice = text(
    'Dit blad heet naar een onderdeel, maar de rijen noemen er geen: zij tellen bij geen onderdeel. Voeg een kolom Onderdeel toe.',
    'This sheet bears the name of a unit, but its rows name none: they count with no unit. Add a column Unit.',
  );
  return doubt('sheet-of-unit', sheet, [], sheet, advice);
}

function dayDoubted(
  heading: string,
  {
    sheet,
    value,
    rows,
  }: { readonly sheet: string; readonly value: string; readonly rows: readonly number[] },
): Finding {
  const named = rowsNamed(rows);
  const advice = text(
    `Deze dag ligt in de toekomst of voor 1950 (${rows.length} keer: rij ${named}): de registratie telt misschien in geen enkel jaar, of in elk jaar. Klopt de datum? Is hij niet bekend, laat hem dan leeg of schrijf het jaar.`,
    `This day lies in the future or before 1950 (${rows.length} times: row ${named}): the record may count in no year, or in every year. Is the date right? If it is not known, leave it blank or write the year.`,
  );
  return { ...doubt('date-unlikely', sheet, rows, value, advice), column: heading };
}

function otherYear({
  own,
  around,
  sheet,
  rows,
}: {
  readonly own: string;
  readonly around: string;
  readonly sheet: string;
  readonly rows: readonly number[];
}): Finding {
  const named = rowsNamed(rows);
  const advice = text(
    `De rij zegt ${own}, en het blad, de titel of --period zegt ${around} (${rows.length} keer: rij ${named}). De rij geldt. Klopt haar jaar?`,
    `The row says ${own}, and the tab, the title or --period says ${around} (${rows.length} times: row ${named}). The row holds. Is its year right?`,
  );
  return doubt('other-year', sheet, rows, own, advice);
}

function ofUnit(sheet: string, row: number, value: string, heading: string): Finding {
  return fileFinding(
    'refused',
    'unit-not-kept',
    sheet,
    row,
    value,
    text(
      `Dit register houdt de aantallen van de hele organisatie bij, en deze rij gaat over „${value}”: zij zou als het aantal van de hele organisatie gelden. Tel de onderdelen op tot één rij. Is het toch het geheel, zeg dat dan met --map '${heading}=-'.`,
      `This register keeps the numbers of the whole organisation, and this row is about “${value}”: it would stand for the whole. Add the units up into one row. If it is the whole all the same, say so with --map '${heading}=-'.`,
    ),
  );
}

function yearRepeated(before: string, year: string): Finding {
  const advice = text(
    `Alle aantallen van ${year} zijn gelijk aan die van ${before}. Is een van beide een kopie die nog niet is ingevuld?`,
    `All numbers of ${year} are equal to those of ${before}. Is one of them a copy that was not filled in yet?`,
  );
  return doubt('year-repeated', '', [], year, advice);
}

function sumDiffers(unit: string, period: string, heading: string, stated: number, sum: number): Finding {
  const advice = text(
    `${unit} gaf over ${period} ${stated} op; de onderdelen eronder geven in dit bestand samen ${sum}. Het getal van ${unit} telt. Kloppen beide?`,
    `${unit} returned ${stated} for ${period}; the units below it give ${sum} together in this file. The number of ${unit} counts. Are both right?`,
  );
  return { ...doubt('sum-of-units', '', [], unit, advice), column: heading };
}
