import { COLUMNS, LAST_ROW, type ReadLimits } from '../limits.ts';
import { readXml, type XmlAttributes, type XmlListener } from '../packed/xml-read.ts';
import type { ZipFile } from '../packed/zip-read.ts';
import { addCell, type CellCount, type CellExtra, type RawRow } from '../raw-row.ts';
import { type ReadNotes, SheetTally } from '../read-notes.ts';
import { columnLetters, columnPosition, type MergedArea, type SheetHead } from '../sheet.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import { decimalFromStorage, decimalText } from '../values/decimal.ts';
import { serialDate, serialDuration, serialTime } from './serial-date.ts';
import type { NumberStyle, XlsxParts, XlsxSheetPart } from './xlsx-parts.ts';
import { decodeEscapes, type MarkedText, parseXmlPart, TextCollector } from './xlsx-text.ts';

/** What all sheets of an XLSX share while they are read. */
export interface XlsxContext {
  readonly zip: ZipFile;
  readonly parts: XlsxParts;
  readonly shared: readonly MarkedText[];
  readonly limits: ReadLimits;
  readonly count: CellCount;
  readonly notes: ReadNotes;
}

/** A piece of a sheet: rows as far as they have come, and what is known of the sheet by then. */
export interface SheetPiece {
  readonly head: SheetHead;
  readonly merges: readonly MergedArea[];
  readonly rows: readonly RawRow[];
  readonly last: boolean;
}

const LARGEST_TAIL = 16 * 1024 * 1024;

/** Reads one sheet of an XLSX, row by row. */
export async function* readXlsxSheet(
  context: XlsxContext,
  sheet: XlsxSheetPart,
  index: number,
): AsyncGenerator<SheetPiece> {
  const merges = await mergedAreas(context, sheet.part);
  const listener = new SheetListener(context, sheet, merges);
  const head = (): SheetHead => ({
    name: sheet.name,
    index,
    hidden: sheet.hidden,
    hiddenColumns: listener.hiddenColumns,
  });
  for await (const _ of parseXmlPart(context.zip, sheet.part, listener, 'own-namespace')) {
    const rows = listener.takeRows();
    if (rows.length > 0) yield { head: head(), merges, rows, last: false };
  }
  listener.tally.report(context.notes, sheet.name, listener.hiddenColumns);
  yield { head: head(), merges, rows: listener.takeRows(), last: true };
}

/**
 * Merged areas stand behind the rows, and headers cannot be understood without them, so the part is unpacked
 * once before, without parsing the rows.
 */
async function mergedAreas(context: XlsxContext, part: string): Promise<MergedArea[]> {
  const closing = Buffer.from('sheetData>');
  let tail: Buffer[] | undefined;
  let size = 0;
  let carried = Buffer.alloc(0);
  for await (const piece of context.zip.unpack(part)) {
    if (tail !== undefined) {
      tail.push(Buffer.from(piece));
      size += piece.length;
      if (size > LARGEST_TAIL) throw new SpreadsheetError('damaged', {}, { what: part });
      continue;
    }
    const joined = Buffer.concat([carried, piece]);
    for (let at = joined.indexOf(closing); at >= 0; at = joined.indexOf(closing, at + 1)) {
      if (joined.lastIndexOf('/', at) <= joined.lastIndexOf('<', at)) continue;
      tail = [joined.subarray(at + closing.length)];
      break;
    }
    // The prefix of a name may be long, never longer than this.
    carried = Buffer.from(joined.subarray(Math.max(0, joined.length - 128)));
  }
  const text = Buffer.concat(tail ?? []).toString('utf8');
  const areas: MergedArea[] = [];
  const start = text.search(/<(?:\w+:)?mergeCells/);
  const end = /<\/(?:\w+:)?mergeCells\s*>/.exec(text);
  if (start < 0 || end === null) return areas;
  readXml(part, text.slice(start, end.index + end[0].length), {
    open(name, attributes) {
      const area = name === 'mergeCell' ? areaOf(attributes().get('ref') ?? '') : undefined;
      if (area !== undefined) areas.push(area);
    },
    text() {},
    close() {},
  });
  return areas;
}

function areaOf(reference: string): MergedArea | undefined {
  const match = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(reference);
  if (match === null) return undefined;
  return {
    firstRow: Number(match[2]),
    lastRow: Number(match[4]),
    firstColumn: columnPosition(match[1] ?? ''),
    lastColumn: columnPosition(match[3] ?? ''),
  };
}

class SheetListener implements XmlListener {
  readonly tally = new SheetTally();
  readonly hiddenColumns: number[] = [];
  readonly #context: XlsxContext;
  readonly #sheet: XlsxSheetPart;
  readonly #anchors: ReadonlyMap<string, MergedArea>;
  readonly #inline: TextCollector;
  #rows: RawRow[] = [];
  #row: RawRow | undefined;
  #rowNumber = 0;
  #column = -1;
  #type = 'n';
  #style: NumberStyle = 'plain';
  #value = '';
  #formula: string | undefined;
  #inside: 'value' | 'formula' | 'inline' | undefined;

  constructor(context: XlsxContext, sheet: XlsxSheetPart, merges: readonly MergedArea[]) {
    this.#context = context;
    this.#sheet = sheet;
    this.#anchors = new Map(merges.map((area) => [`${area.firstRow}:${area.firstColumn}`, area]));
    this.#inline = new TextCollector(context.limits);
    this.tally.merges = merges.length;
  }

  takeRows(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: () => XmlAttributes): void {
    switch (name) {
      case 'row':
        this.#openRow(attributes());
        break;
      case 'c':
        this.#openCell(attributes());
        break;
      case 'v':
        this.#inside = 'value';
        break;
      case 'f':
        this.#inside = 'formula';
        this.#formula = '';
        break;
      case 'is':
        this.#inside = 'inline';
        break;
      case 'col':
        this.#hideColumns(attributes());
        break;
      default:
        if (this.#inside === 'inline') this.#inline.open(name, attributes);
    }
  }

  text(text: string): void {
    if (this.#inside === 'value') {
      this.#value += text;
      if (this.#value.length > this.#context.limits.cellCharacters) throw this.#tooLong();
    } else if (this.#inside === 'formula') this.#formula = ((this.#formula ?? '') + text).slice(0, 2000);
    else if (this.#inside === 'inline') {
      this.#inline.add(text);
      if (this.#inline.isTooLong) throw this.#tooLong();
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 'f' || name === 'is') this.#inside = undefined;
    else if (this.#inside === 'inline') this.#inline.close(name);
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
  }

  /** The cell that is being read. */
  get #place() {
    return {
      sheet: this.#sheet.name,
      row: this.#rowNumber,
      column: columnLetters(Math.max(0, this.#column)),
    };
  }

  #tooLong(): SpreadsheetError {
    return new SpreadsheetError('cell-too-long', this.#place, { limit: this.#context.limits.cellCharacters });
  }

  #openRow(attributes: XmlAttributes): void {
    const number = Number(attributes.get('r') ?? this.#rowNumber + 1);
    if (!Number.isInteger(number) || number <= this.#rowNumber || number > LAST_ROW) {
      throw new SpreadsheetError('outside-sheet', { sheet: this.#sheet.name }, { place: `${number}` });
    }
    this.#rowNumber = number;
    const hidden = ['1', 'true'].includes(attributes.get('hidden') ?? '');
    this.#row = { number, hidden, columns: [], kinds: '', texts: [] };
    this.#column = -1;
  }

  #closeRow(): void {
    const row = this.#row;
    this.#row = undefined;
    if (row === undefined || row.columns.length === 0) return;
    this.#context.count.add(row.columns.length, { sheet: this.#sheet.name, row: row.number });
    this.tally.row(row);
    this.#rows.push(row);
  }

  #openCell(attributes: XmlAttributes): void {
    const reference = attributes.get('r');
    const column = reference === undefined ? this.#column + 1 : columnPosition(reference.replace(/\d+$/, ''));
    if (column <= this.#column || column >= COLUMNS) {
      throw new SpreadsheetError(
        'outside-sheet',
        { sheet: this.#sheet.name, row: this.#rowNumber },
        { place: reference ?? `${column}` },
      );
    }
    this.#column = column;
    this.#type = attributes.get('t') ?? 'n';
    this.#style = this.#context.parts.styles[Number(attributes.get('s') ?? '0')] ?? 'plain';
    this.#value = '';
    this.#formula = undefined;
  }

  #closeCell(): void {
    const row = this.#row;
    if (row === undefined) return;
    const { kind, text, mark, percent } = this.#read();
    if (kind === 'nothing') return;
    const extra: { -readonly [name in keyof CellExtra]: CellExtra[name] } = {};
    if (this.#formula !== undefined) extra.formula = this.#formula;
    if (mark !== undefined) extra.mark = mark;
    if (percent === true) extra.percent = true;
    const area = this.#anchors.get(`${row.number}:${this.#column}`);
    if (area !== undefined) {
      extra.merged = {
        columns: area.lastColumn - area.firstColumn + 1,
        rows: area.lastRow - area.firstRow + 1,
      };
    }
    addCell(row, this.#column, kind, text, Object.keys(extra).length > 0 ? extra : undefined);
  }

  #read(): {
    kind: 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error' | 'nothing';
    text: string;
    mark?: string;
    percent?: true;
  } {
    const value = this.#value;
    if (this.#type === 'inlineStr') return filled(this.#inline.take());
    if (value === '') {
      if (this.#formula === undefined) return { kind: 'nothing', text: '' };
      // A formula may have an empty text as its outcome; then the cell says that it is text.
      return this.#type === 'str' ? { kind: 'text', text: '' } : { kind: 'formula', text: '' };
    }
    switch (this.#type) {
      case 's': {
        const shared = this.#context.shared[Number(value)];
        if (shared === undefined)
          throw new SpreadsheetError('damaged', this.#place, { what: this.#sheet.part });
        if (shared.isTooLong) throw this.#tooLong();
        return filled(shared);
      }
      case 'str':
        return { kind: 'text', text: decodeEscapes(value) };
      case 'b':
        return { kind: 'boolean', text: value === '1' || value === 'true' ? 'true' : 'false' };
      case 'e':
        return { kind: 'error', text: value };
      case 'd':
        return { kind: 'date', text: value };
      default:
        return this.#number(value);
    }
  }

  #number(value: string): { kind: 'text' | 'number' | 'date'; text: string; percent?: true } {
    const decimal = decimalFromStorage(value.trim());
    if (decimal === undefined) return { kind: 'text', text: value };
    if (this.#style === 'duration') {
      const duration = serialDuration(decimal);
      if (duration !== undefined) return { kind: 'text', text: duration };
    }
    if (this.#style === 'date' || this.#style === 'time') {
      const time = this.#style === 'time' ? serialTime(decimal) : undefined;
      if (time !== undefined) return { kind: 'text', text: time };
      const date = serialDate(decimal, this.#context.parts.from1904);
      if (date !== undefined) return { kind: 'date', text: date };
      this.tally.unclearDates += 1;
    }
    const text = decimalText(decimal);
    return this.#style === 'percent' ? { kind: 'number', text, percent: true } : { kind: 'number', text };
  }

  #hideColumns(attributes: XmlAttributes): void {
    if (!['1', 'true'].includes(attributes.get('hidden') ?? '')) return;
    const last = Math.min(Number(attributes.get('max') ?? '0'), COLUMNS);
    for (let column = Number(attributes.get('min') ?? '1'); column <= last; column++) {
      this.hiddenColumns.push(column - 1);
    }
  }
}

function filled(marked: MarkedText): { kind: 'text' | 'nothing'; text: string; mark?: string } {
  return marked.text === '' ? { kind: 'nothing', text: '' } : { kind: 'text', ...marked };
}
