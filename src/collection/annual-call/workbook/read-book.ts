import { WordedError } from '../../../platform/language/explained-error.ts';
import { type Language, type Text, text } from '../../../platform/language/text.ts';
import { streamRows } from '../../../platform/spreadsheets/reading/read.ts';
import { type Cell, cellAt, columnLetters, type Row } from '../../../platform/spreadsheets/sheet.ts';
import { SpreadsheetError } from '../../../platform/spreadsheets/spreadsheet-error.ts';
import { type BookColumn, type BookOf, bookColumns, bookHeads, bookSheets, originHeads } from './book.ts';

/** A line of a workbook as somebody filled it in. */
export interface FilledLine {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  readonly key: string;
  readonly state: string;
  readonly number: string;
  readonly note: string;
  readonly stands: string;
}

/** Something in a workbook that has to be mended. */
export interface BookFault {
  /** 0: the file as a whole. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly what: Text;
}

/** A workbook that came back. */
export interface FilledBook {
  /** Null where the file does not say of what it is. */
  readonly of: BookOf | null;
  readonly lines: readonly FilledLine[];
  readonly faults: readonly BookFault[];
  /** The letters of its columns. */
  readonly letters: Readonly<Partial<Record<BookColumn, string>>>;
}

const words = {
  noSheet: text(
    'Er is geen blad „Opgave” met de kolommen „Aantal of bedrag” en „Sleutel”. Haal de werkmap opnieuw op en vul die in.',
    'There is no sheet “Return” with the columns “Number or amount” and “Key”. Get the workbook anew and fill that in.',
  ),
  noBook: text(
    'Dit is geen werkmap: {what}. Kies de werkmap (XLSX of ODS) die u hier ophaalde en invulde.',
    'This is no workbook: {what}. Choose the workbook (XLSX or ODS) that you got here and filled in.',
  ),
  csv: text('het is een tekstbestand (CSV)', 'it is a text file (CSV)'),
  kind: text('het is een bestand van de soort {what}', 'it is a file of the kind {what}'),
  page: text('het is een webpagina', 'it is a web page'),
  unknown: text(
    'het bestand is van een soort die hier niet kan',
    'the file is of a kind that cannot be here',
  ),
  empty: text('het bestand is leeg (0 bytes)', 'the file is empty (0 bytes)'),
  noOrigin: text(
    'Het blad „Herkomst” ontbreekt of is gewijzigd. Haal de werkmap opnieuw op en neem uw antwoorden over.',
    'The sheet “Origin” is missing or was changed. Get the workbook anew and take your answers over.',
  ),
  noOutcome: text(
    'Hier staat een formule zonder uitkomst, of een fout. Zet er het getal zelf.',
    'Here stands a formula without an outcome, or an error. Put the number itself there.',
  ),
  tooMany: text(
    'Het bestand heeft te veel regels voor een opgave.',
    'The file has too many rows for a return.',
  ),
} as const;

/** A return has no more lines than this, with room for what people write around them. */
const mostRows = 5000;

/** A file that is no workbook at all. Nothing was kept. */
export class NoBook extends WordedError {
  constructor(what: Text, kind = '') {
    const said = (language: Language) =>
      words.noBook[language].replace('{what}', () => what[language].replace('{what}', () => kind));
    super({ nl: said('nl'), en: said('en') });
    this.name = 'NoBook';
  }
}

/** What a file is that is no workbook, by what its reader says of it. */
const others: Readonly<Partial<Record<SpreadsheetError['code'], Text>>> = {
  'other-document': words.kind,
  'web-page': words.page,
  'empty-file': words.empty,
  'not-a-table': words.unknown,
  'unreadable-text': words.unknown,
  'open-quote': words.csv,
  'cell-too-long': words.csv,
};

/** The error of a file that is no workbook; the error itself where it is one that cannot be read. */
function orNoBook(error: unknown): unknown {
  if (!(error instanceof SpreadsheetError)) return error;
  const what = others[error.code];
  return what ? new NoBook(what, String(error.details['what'] ?? '')) : error;
}

/**
 * Reads a workbook that was filled in, in any order of columns and rows. What is written is told as it stands; whether it
 * can be an answer is judged by who knows the questions.
 *
 * @throws NoBook for a file that is no workbook, and SpreadsheetError for one that cannot be read
 */
export async function readBook(content: Uint8Array): Promise<FilledBook> {
  try {
    return await readSheets(content);
  } catch (error) {
    throw orNoBook(error);
  }
}

async function readSheets(content: Uint8Array): Promise<FilledBook> {
  const sheets = new Map<string, Row[]>();
  let count = 0;
  for await (const { format, sheet, rows } of streamRows(content)) {
    if (format === 'csv') throw new NoBook(words.csv);
    count += rows.length;
    if (count > mostRows)
      return {
        of: null,
        lines: [],
        letters: {},
        faults: [{ row: 0, column: '', value: '', what: words.tooMany }],
      };
    sheets.set(sheet.name, [...(sheets.get(sheet.name) ?? []), ...rows]);
  }
  const faults: BookFault[] = [];
  const of = originOf(rowsOf(sheets, bookSheets.origin));
  if (of === null) faults.push({ row: 0, column: '', value: '', what: words.noOrigin });
  const rows = rowsOf(sheets, bookSheets.answers);
  const head = rows.findIndex((row) => columnsOf(row).size > 3);
  const columns = columnsOf(rows[head]);
  if (!columns.has('number') || !columns.has('key') || !columns.has('state')) {
    faults.push({ row: 0, column: '', value: '', what: words.noSheet });
    return { of, lines: [], faults, letters: {} };
  }
  const lines = rows.slice(head + 1).flatMap((row): readonly FilledLine[] => {
    const cell = (column: BookColumn): Cell | undefined => {
      const at = columns.get(column);
      return at === undefined ? undefined : cellAt(row, at);
    };
    const key = writtenIn(cell('key'));
    for (const column of ['state', 'number', 'note', 'stands'] as const) {
      const one = cell(column);
      if (one?.kind === 'formula' || one?.kind === 'error')
        faults.push({ row: row.number, column: one.letter, value: one.text, what: words.noOutcome });
    }
    const line = {
      row: row.number,
      key,
      state: writtenIn(cell('state')),
      number: writtenIn(cell('number')),
      note: writtenIn(cell('note')),
      stands: writtenIn(cell('stands')),
    };
    return key === '' && line.state === '' && line.number === '' ? [] : [line];
  });
  const letters = Object.fromEntries([...columns].map(([column, at]) => [column, columnLetters(at)]));
  return { of, lines, faults, letters };
}

function rowsOf(sheets: ReadonlyMap<string, Row[]>, { nl, en }: Text): readonly Row[] {
  return sheets.get(nl) ?? sheets.get(en) ?? [];
}

function columnsOf(row: Row | undefined): ReadonlyMap<BookColumn, number> {
  return new Map(
    (row?.cells ?? []).flatMap((cell): readonly [BookColumn, number][] => {
      const written = cell.text.trim();
      const column = bookColumns.find(
        (one) => written === bookHeads[one].nl || written === bookHeads[one].en,
      );
      return column === undefined ? [] : [[column, cell.column]];
    }),
  );
}

function originOf(rows: readonly Row[]): BookOf | null {
  const head = rows.findIndex(({ cells }) =>
    cells.some(({ text: written }) => written === originHeads.key.nl || written === originHeads.key.en),
  );
  const row = rows[head + 1];
  if (head < 0 || !row) return null;
  return { key: writtenIn(cellAt(row, 0)), version: writtenIn(cellAt(row, 1)) };
}

/** A cell as text. A number with decimals is written with a comma: it is no number of thousands. */
function writtenIn(cell: Cell | undefined): string {
  if (!cell || cell.kind === 'empty' || cell.kind === 'formula' || cell.kind === 'error') return '';
  const written = cell.kind === 'number' ? cell.text.replace('.', ',') : cell.text;
  return written.trim();
}
