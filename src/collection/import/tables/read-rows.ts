import type { YearStart } from '../../../organisation/period.ts';
import { languages, text } from '../../../platform/language/text.ts';
import { spreadsheetWords } from '../../../platform/spreadsheets/messages.ts';
import { streamTables } from '../../../platform/spreadsheets/tables/stream-tables.ts';
import type { TableHead, TableRow } from '../../../platform/spreadsheets/tables/table-block.ts';
import { templateWord } from '../../template-word.ts';
import { type Finding, fileFinding, type TableShape } from '../import-face.ts';
import { goesOn, type IsRow, isWithin, readAsRows, readLines } from './going-on.ts';
import { inputRows, type OpenTable, type ReadRow } from './input-rows.ts';
import { type ConfirmedColumns, matchTable, periodNamedIn, type TableMatch } from './match-columns.ts';
import { isAboutMoment, isPartOfYear } from './suspected-columns.ts';
import {
  blankRowsFinding,
  columnFindings,
  footnoteFinding,
  hiddenRows,
  isAboutRow,
  leftOut,
  type Misfit,
  misfit,
  noSuchSheet,
  noteFinding,
  partOfYear,
  partOfYearColumn,
  rowsUnderLine,
  severalYears,
  tableFinding,
} from './table-findings.ts';

export type { IsRow } from './going-on.ts';
export type { ReadRow } from './input-rows.ts';

/** What a stretch of a file gives: rows, and what was found while reading them. */
export interface ReadBatch<Face extends TableShape> {
  readonly rows: readonly ReadRow<Face>[];
  readonly findings: readonly Finding[];
  /** Headings of tables that begin in this stretch. */
  readonly headings: readonly string[];
}

/** Whether rows or columns of a table say of which year they are. */
function hasYears({ columns }: TableMatch<TableShape>): boolean {
  return columns.some(
    ({ meaning, period }) =>
      period !== undefined || meaning?.about === 'period' || meaning?.about === 'moment',
  );
}

/** Tables on hidden sheets: they are not read, and told with how many rows of the register stand in them. */
class HiddenSheets<Face extends TableShape> {
  readonly #tables = new Map<string, { readonly sheet: string; readonly face: Face; rows: number }>();

  table(sheet: string, { index }: TableHead, match: TableMatch<Face> | undefined): void {
    if (match?.missing.length === 0)
      this.#tables.set(`${sheet} ${index}`, { sheet, face: match.face, rows: 0 });
  }

  row(sheet: string, index: number, { role }: TableRow): void {
    const table = this.#tables.get(`${sheet} ${index}`);
    if (table && role !== 'total') table.rows++;
  }

  findings(): readonly Finding[] {
    return [...this.#tables.values()].flatMap(({ sheet, face, rows }) =>
      rows > 0 ? [hiddenRows(sheet, face, rows)] : [],
    );
  }
}

/** The sheets of a template that say what belongs in its columns, and what to choose there, hold no rows. */
function explains(sheet: string, { titles, headerRows }: TableHead): boolean {
  const lines = [...titles, ...headerRows.flatMap(({ cells }) => cells.map((cell) => cell.text))];
  return languages.some(
    (language) =>
      Object.values<string>(spreadsheetWords(language).export).includes(sheet) &&
      lines.some((line) => line.startsWith(`${templateWord[language]}:`)),
  );
}

/** Where a table of numbers of a year speaks of a part of one: its tab, its titles, or a column that is not read. */
function partsOfYear(
  { titles, firstRow }: TableHead,
  match: TableMatch<TableShape>,
  {
    sheet,
    confirmed,
    isPeriodStated,
    yearStart,
  }: {
    readonly sheet: string;
    readonly confirmed: ConfirmedColumns;
    readonly isPeriodStated: boolean;
    readonly yearStart: YearStart;
  },
): readonly Finding[] {
  if (!match.face.columns.some(({ perPeriod }) => perPeriod)) return [];
  const columns = match.columns
    .filter(
      ({ meaning, heading }) =>
        !meaning && !confirmed.has(heading) && isPartOfYear(heading) && !isAboutMoment(heading),
    )
    .map(({ heading }) => partOfYearColumn(sheet, firstRow, heading));
  if (isPeriodStated || hasYears(match)) return columns;
  const [part] = [sheet, ...titles].filter(
    (one) => isPartOfYear(one) && periodNamedIn(one, yearStart) !== undefined,
  );
  if (part === undefined) return columns;
  return [...columns, partOfYear(sheet, firstRow, part, periodNamedIn(part, yearStart)?.key)];
}

/**
 * Reads the tables of a file that fit one of the faces, row by row. A file in which no table fits gives one
 * refused finding that lists the headings and what they might mean. Throws a SpreadsheetError when the file
 * cannot be read at all.
 *
 * A blank row does not end a table: what stands behind it in words alone looks like another table, or like a line of
 * text, and `isRow` tells whether it is a row.
 *
 * `chosen` is the only sheet to read, hidden or not; without it all that are not hidden. Where a person stated the
 * period, a tab and a title that name different years decide nothing.
 */
export async function* readRows<Face extends TableShape>(
  file: string,
  faces: readonly Face[],
  confirmed: ConfirmedColumns,
  yearStart: YearStart,
  isRow: IsRow<Face> = () => false,
  {
    chosen,
    isPeriodStated = false,
  }: { readonly chosen?: string | undefined; readonly isPeriodStated?: boolean } = {},
): AsyncGenerator<ReadBatch<Face>> {
  const hidden = new HiddenSheets<Face>();
  const seen: string[] = [];
  let fitted = 0;
  const misfits: Misfit[] = [];
  const tables = new Map<string, OpenTable<Face> | undefined>();
  const continued = new Set<string>();
  /** Tables that may be rows of the one above, under a line of text that passes for their heading. */
  const under = new Map<string, { readonly above: OpenTable<Face>; readonly line: number }>();
  /** Those with a table that fits: what is left out there is told line by line. */
  const sheets = new Set<string>();
  for await (const batch of streamTables(file)) {
    const isChosen = chosen !== undefined;
    const notes = batch.notes.filter(({ code }) => !(isChosen && code === 'hidden-sheet'));
    const findings: Finding[] = notes.map(noteFinding);
    const rows: ReadRow<Face>[] = [];
    const headings: string[] = [];
    const sheet = batch.sheet.name;
    if (seen.at(-1) !== sheet) seen.push(sheet);
    if (chosen !== undefined && sheet !== chosen) continue;
    for (const event of batch.events) {
      if (event.type === 'table') {
        const isHidden = batch.sheet.hidden && chosen === undefined;
        if (isHidden) hidden.table(sheet, event.head, matchTable(faces, event.head, confirmed, yearStart));
        const match =
          isHidden || explains(sheet, event.head)
            ? undefined
            : matchTable(faces, event.head, confirmed, yearStart);
        headings.push(...(match?.columns.map(({ heading }) => heading) ?? []));
        const fits = match && match.missing.length === 0;
        const above = tables.get(`${sheet} ${event.above}`);
        const going = fits ? undefined : above && goesOn(event.head, above, isRow, yearStart);
        if (going) {
          tables.set(`${sheet} ${event.head.index}`, going.table);
          continued.add(`${sheet} ${event.head.index}`);
          rows.push(...going.rows);
          findings.push(blankRowsFinding(sheet, event.head.firstRow), ...going.findings);
          continue;
        }
        // Lines between two tables that are taken for titles of the second may be rows of the first.
        const between = above && readLines(event.head.titleRows, sheet, above, isRow, yearStart);
        rows.push(...(between?.rows ?? []));
        findings.push(...(between?.findings ?? []));
        const isUnknown = match?.columns.every((column) => !column.meaning);
        if (above && isUnknown && isWithin(event.head, above))
          under.set(`${sheet} ${event.head.index}`, { above, line: event.head.firstRow });
        if (match && !fits) misfits.push(misfit(sheet, event.head.firstRow, match));
        if (fits) {
          fitted++;
          sheets.add(sheet);
          findings.push(...columnFindings(sheet, event.head.firstRow, match));
          findings.push(...partsOfYear(event.head, match, { sheet, confirmed, isPeriodStated, yearStart }));
        }
        const named = [sheet, ...event.head.titles].flatMap((one) => periodNamedIn(one, yearStart) ?? []);
        const candidates = [...new Map(named.map((one) => [one.key, one])).values()];
        const [period] = candidates;
        if (fits && candidates.length > 1 && !isPeriodStated && !hasYears(match))
          findings.push(severalYears(sheet, event.head.firstRow, candidates));
        const own = candidates.length > 1 && isPeriodStated ? undefined : period;
        tables.set(`${sheet} ${event.head.index}`, fits ? { match, period: own } : undefined);
      } else if (event.type === 'row') {
        const table = tables.get(`${sheet} ${event.index}`);
        const doubt = under.get(`${sheet} ${event.index}`);
        if (table) rows.push(...inputRows(sheet, event.row, table, findings));
        else if (batch.sheet.hidden) hidden.row(sheet, event.index, event.row);
        else if (doubt && readAsRows([event.row.row], sheet, doubt.above, isRow)?.rows.length) {
          findings.push(rowsUnderLine(sheet, doubt.line));
          under.delete(`${sheet} ${event.index}`);
        }
      } else if (event.type === 'finding') {
        const key = `${sheet} ${event.index}`;
        const found =
          continued.has(key) && !isAboutRow(event.finding) ? undefined : tableFinding(event.finding);
        if (found && tables.get(key)) findings.push(found);
      } else {
        const table = tables.get(`${sheet} ${event.index}`);
        const { line } = event.footnote;
        const isText = line.cells.length === 1;
        if (table) {
          const read = readLines([line], sheet, table, isRow, yearStart);
          tables.set(`${sheet} ${event.index}`, read.table);
          rows.push(...read.rows);
          findings.push(...read.findings);
        }
        if (table ? isText : sheets.has(sheet) && !isText) findings.push(footnoteFinding(sheet, line));
      }
    }
    yield { rows, findings, headings };
  }
  yield { rows: [], headings: [], findings: hidden.findings() };
  if (chosen !== undefined && !seen.includes(chosen)) {
    yield { rows: [], headings: [], findings: [noSuchSheet(chosen, seen)] };
  } else if (fitted === 0) {
    const nothing = fileFinding(
      'refused',
      'no-table',
      '',
      0,
      '',
      text(
        'In dit bestand staat geen tabel die bij deze registratie past.',
        'No table in this file fits this register.',
      ),
    );
    yield {
      rows: [],
      headings: [],
      findings: misfits.length > 0 ? misfits.flatMap(({ found }) => found) : [nothing],
    };
  } else if (misfits.length > 0) {
    yield {
      rows: [],
      headings: [],
      findings: misfits.flatMap((one) => (one.nearly ? one.found : one.found.map(leftOut))),
    };
  }
}
