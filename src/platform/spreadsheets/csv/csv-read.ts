import { CsvError, type Info, type Options, parse } from 'csv-parse';
import { COLUMNS, type ReadLimits } from '../limits.ts';
import type { ByteSource } from '../packed/byte-source.ts';
import { addCell, type CellCount, type RawRow } from '../raw-row.ts';
import { type ReadNotes, UnseenTally } from '../read-notes.ts';
import { columnLetters } from '../sheet.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import { FORMAT_MARK, withoutApostrophe } from '../values/formula-guard.ts';
import type { SheetPiece } from '../xlsx/xlsx-sheet.ts';
import { type CsvDialect, findDialect } from './csv-dialect.ts';
import { decodedText, findEncoding } from './text-encoding.ts';

const HEAD = { name: '', index: 0, hidden: false, hiddenColumns: [] };
/** Rows a piece: few enough that a piece is used up before the next collection of garbage. */
const BATCH = 200;
const SAMPLE = 64 * 1024;

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Reads a CSV as one sheet. Numbers and dates stay text; blank lines are gaps in the row numbers. A row number
 * counts records, as Excel shows them; `line` is the line in the file.
 * @throws SpreadsheetError `open-quote`, `cell-too-long`, `unreadable-text`, `not-a-table`, `outside-sheet`.
 */
export async function* readCsv(
  source: ByteSource,
  limits: ReadLimits,
  count: CellCount,
  notes: ReadNotes,
): AsyncGenerator<SheetPiece> {
  const found = await findEncoding(source);
  notes.add('encoding', {}, { encoding: found.encoding, mark: found.mark ? 'yes' : 'no' });
  if (!found.sure) notes.add('encoding-unsure');
  if (found.unknownBytes > 0) notes.add('encoding-unknown-bytes', {}, { count: found.unknownBytes });
  const text = decodedText(source, found.encoding);
  const start = await firstPart(text);
  const dialect = findDialect(start);
  notes.add('delimiter', {}, { delimiter: dialect.delimiter });
  if (dialect.separatorLine) notes.add('separator-line', { row: 1 });

  const shape = new CsvShape(notes);
  let rows: RawRow[] = [];
  let previousLine = 0;
  let number = 0;
  const piece = (last: boolean): SheetPiece => ({ head: HEAD, merges: [], rows, last });
  for await (const { record, info } of records(start, text, dialect, limits)) {
    number += 1;
    const line = previousLine + 1;
    previousLine = info.lines;
    if (dialect.separatorLine && number === 1) continue;
    const row = shape.row(record, number, line);
    if (row.columns.length === 0) continue;
    count.add(row.columns.length, { row: number });
    rows.push(row);
    if (rows.length < BATCH) continue;
    yield piece(false);
    rows = [];
  }
  shape.report();
  yield piece(true);
}

/** Keeps what holds for all rows of a CSV: its width, and the mark of our own exports. */
class CsvShape {
  readonly #notes: ReadNotes;
  #width: number | undefined;
  #ragged = 0;
  #firstRagged = 0;
  #markColumn = -1;
  #rows = 0;
  readonly #unseen = new UnseenTally();

  constructor(notes: ReadNotes) {
    this.#notes = notes;
  }

  row(record: readonly string[], number: number, line: number): RawRow {
    const row: RawRow = { number, line, hidden: false, columns: [], kinds: '', texts: [] };
    if (record.length > COLUMNS) {
      throw new SpreadsheetError('outside-sheet', { row: number }, { place: `${record.length}` });
    }
    if (record.every((field) => field === '')) return row;
    if (this.#width === undefined) {
      this.#width = record.length;
      this.#markColumn = record.indexOf(FORMAT_MARK);
      if (this.#markColumn >= 0) this.#notes.add('own-export', { row: number });
    }
    if (record.length !== this.#width) {
      this.#ragged += 1;
      if (this.#ragged === 1) this.#firstRagged = number;
    }
    const guarded = this.#markColumn >= 0 && (this.#rows === 0 || (record[this.#markColumn] ?? '') !== '');
    this.#rows += 1;
    record.forEach((field, column) => {
      if (field === '' || column === this.#markColumn) return;
      addCell(row, column, 'text', guarded ? withoutApostrophe(field) : withoutFormulaQuotes(field));
    });
    this.#unseen.row(row);
    return row;
  }

  report(): void {
    this.#unseen.report(this.#notes, (place) => place);
    if (this.#rows === 0) this.#notes.add('sheet-without-cells');
    if (this.#ragged > 0) {
      this.#notes.add(
        'ragged-rows',
        { row: this.#firstRagged },
        { count: this.#ragged, width: this.#width ?? 0 },
      );
    }
  }
}

/** `="007012"`, by which other programs keep Excel from making a number of a text. */
function withoutFormulaQuotes(field: string): string {
  const quoted = field.startsWith('="') ? /^="((?:[^"]|"")*)"$/.exec(field) : null;
  return quoted?.[1]?.replaceAll('""', '"') ?? field;
}

async function firstPart(text: AsyncGenerator<string>): Promise<string> {
  let start = '';
  while (start.length < SAMPLE) {
    const next = await text.next();
    if (next.done === true) break;
    start += next.value;
  }
  return start;
}

async function* records(
  start: string,
  text: AsyncGenerator<string>,
  dialect: CsvDialect,
  limits: ReadLimits,
): AsyncGenerator<ParsedRecord> {
  const options: Options = {
    // A character that no text holds: NUL is refused before.
    delimiter: dialect.delimiter === '' ? '\0' : dialect.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.cellCharacters,
    info: true,
  };
  const parser = parse(options);
  const feeding = feed(parser, start, text);
  try {
    for await (const record of parser) yield record;
    await feeding;
  } catch (error) {
    parser.destroy();
    throw refusal(error, limits);
  }
}

async function feed(parser: ReturnType<typeof parse>, start: string, text: AsyncGenerator<string>) {
  try {
    await offer(parser, start);
    for await (const part of text) await offer(parser, part);
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function offer(parser: ReturnType<typeof parse>, part: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(part, (error) => (error ? reject(error) : resolve()));
  });
}

function refusal(error: unknown, limits: ReadLimits): unknown {
  if (!(error instanceof CsvError)) return error;
  const lines = 'lines' in error ? Number(error.lines) : 0;
  const row = 'records' in error ? { row: Number(error.records) + 1 } : {};
  const column = 'index' in error ? { column: columnLetters(Number(error.index)) } : {};
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new SpreadsheetError('open-quote', {}, { line: lines });
    case 'CSV_MAX_RECORD_SIZE':
      // The records before it were read: with line breaks in cells they are the rows that a spreadsheet shows.
      return new SpreadsheetError(
        'cell-too-long',
        { ...row, ...column },
        { limit: limits.cellCharacters, line: lines },
      );
    default:
      return new SpreadsheetError('damaged', {}, { what: error.code });
  }
}
