import { COLUMNS, LAST_ROW, type ReadLimits } from '../limits.ts';
import type { XmlAttributes, XmlListener } from '../packed/xml-read.ts';
import { addCell, type CellCount, type CellExtra, type KIND_LETTERS, type RawRow } from '../raw-row.ts';
import { type ReadNotes, SheetTally } from '../read-notes.ts';
import { columnLetters, type MergedArea, type Place, type SheetHead } from '../sheet.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import { decimalFromStorage, decimalText } from '../values/decimal.ts';
import { OdsText } from './ods-text.ts';

/** What has come in of one sheet. */
export interface OdsItem {
  readonly head: SheetHead;
  readonly merges: readonly MergedArea[];
  readonly rows: readonly { readonly row: RawRow; readonly repeat: number }[];
  readonly last: boolean;
}

interface OpenSheet {
  readonly name: string;
  readonly index: number;
  readonly hidden: boolean;
  readonly hiddenColumns: number[];
  readonly merges: MergedArea[];
  readonly tally: SheetTally;
  columns: number;
  rowNumber: number;
  rows: { row: RawRow; repeat: number }[];
}

const HIDDEN = new Set(['collapse', 'filter']);

/** Hears the `content.xml` of an ODS and makes rows of it (ODF 1.3 part 3, chapter 9). */
export class OdsListener implements XmlListener {
  readonly #limits: ReadLimits;
  readonly #count: CellCount;
  readonly #notes: ReadNotes;
  readonly #text: OdsText;
  readonly #hiddenTableStyles = new Set<string>();
  #styleName = '';
  #sheets = 0;
  #sheet: OpenSheet | undefined;
  #done: OdsItem[] = [];
  #row: { raw: RawRow; repeat: number; next: number } | undefined;
  #cell: { attributes: XmlAttributes; repeat: number } | undefined;
  /** The prefix of the paragraph that stands directly in the cell: its words, spans and links have the same. */
  #paragraph: string | undefined;
  /** Inside an annotation, a drawing, a nested table or anything else whose texts are not the cell's. */
  #aside = 0;

  constructor(limits: ReadLimits, count: CellCount, notes: ReadNotes) {
    this.#limits = limits;
    this.#count = count;
    this.#notes = notes;
    this.#text = new OdsText(limits, () => this.#place);
  }

  /** What came in since the last time. */
  take(): OdsItem[] {
    const items = this.#done;
    this.#done = [];
    const sheet = this.#sheet;
    if (sheet !== undefined) {
      items.push(itemOf(sheet, false));
      sheet.rows = [];
    }
    return items;
  }

  open(name: string, attributes: () => XmlAttributes, prefix: string): void {
    if (this.#aside > 0 || name === 'shapes' || name === 'dde-links') {
      this.#aside += 1;
    } else if (this.#cell === undefined) {
      this.#openOutsideCell(name, attributes);
    } else if (this.#paragraph === undefined ? name === 'p' : prefix === this.#paragraph) {
      this.#paragraph ??= prefix;
      this.#text.open(name, attributes);
    } else this.#aside = 1;
  }

  text(text: string): void {
    if (this.#cell !== undefined && this.#aside === 0) this.#text.add(text);
  }

  close(name: string): void {
    if (this.#aside > 0) {
      this.#aside -= 1;
    } else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    else if (this.#cell !== undefined) {
      if (name === 'p') this.#paragraph = undefined;
      this.#text.close(name);
    } else if (name === 'table-row') this.#closeRow();
    else if (name === 'table') this.#closeSheet();
  }

  #openOutsideCell(name: string, attributes: () => XmlAttributes): void {
    switch (name) {
      case 'style':
        this.#styleName = attributes().get('name') ?? '';
        break;
      case 'table-properties':
        if (attributes().get('display') === 'false') this.#hiddenTableStyles.add(this.#styleName);
        break;
      case 'text-properties':
        this.#text.style(this.#styleName, attributes());
        break;
      case 'table':
        this.#openSheet(attributes());
        break;
      case 'table-column':
        this.#openColumn(attributes());
        break;
      case 'table-row':
        this.#openRow(attributes());
        break;
      case 'table-cell':
      case 'covered-table-cell': {
        const of = attributes();
        this.#cell = { attributes: of, repeat: repeats(of.get('number-columns-repeated')) };
        break;
      }
    }
  }

  #openSheet(attributes: XmlAttributes): void {
    const style = attributes.get('style-name') ?? '';
    this.#sheet = {
      name: attributes.get('name') ?? '',
      index: this.#sheets,
      hidden: this.#hiddenTableStyles.has(style) || attributes.get('display') === 'false',
      hiddenColumns: [],
      merges: [],
      tally: new SheetTally(),
      columns: 0,
      rowNumber: 0,
      rows: [],
    };
    this.#sheets += 1;
  }

  #closeSheet(): void {
    const sheet = this.#sheet;
    if (sheet === undefined) return;
    sheet.tally.merges = sheet.merges.length;
    sheet.tally.report(this.#notes, sheet.name, sheet.hiddenColumns);
    this.#done.push(itemOf(sheet, true));
    this.#sheet = undefined;
  }

  #openColumn(attributes: XmlAttributes): void {
    const sheet = this.#sheet;
    if (sheet === undefined) return;
    const repeat = repeats(attributes.get('number-columns-repeated'));
    if (HIDDEN.has(attributes.get('visibility') ?? '')) {
      const last = Math.min(sheet.columns + repeat, COLUMNS);
      for (let column = sheet.columns; column < last; column++) sheet.hiddenColumns.push(column);
    }
    sheet.columns += repeat;
  }

  #openRow(attributes: XmlAttributes): void {
    const sheet = this.#sheet;
    if (sheet === undefined) return;
    const repeat = repeats(attributes.get('number-rows-repeated'));
    const hidden = HIDDEN.has(attributes.get('visibility') ?? '');
    const raw: RawRow = { number: sheet.rowNumber + 1, hidden, columns: [], kinds: '', texts: [] };
    this.#row = { raw, repeat, next: 0 };
    sheet.rowNumber += repeat;
  }

  #closeRow(): void {
    const sheet = this.#sheet;
    const row = this.#row;
    this.#row = undefined;
    if (sheet === undefined || row === undefined || row.raw.columns.length === 0) return;
    if (sheet.rowNumber > LAST_ROW) throw this.#outside(`${sheet.rowNumber}`);
    this.#count.add(row.raw.columns.length * row.repeat, { sheet: sheet.name, row: row.raw.number });
    sheet.tally.row(row.raw);
    sheet.rows.push({ row: row.raw, repeat: row.repeat });
  }

  #closeCell(): void {
    const cell = this.#cell;
    const row = this.#row;
    this.#cell = undefined;
    const { text, mark } = this.#text.take();
    if (cell === undefined || row === undefined) return;
    const first = row.next;
    row.next += cell.repeat;
    const read = readCell(cell.attributes, text);
    this.#merge(cell.attributes, row.raw.number, first);
    if (read === undefined) return;
    if (row.next > COLUMNS) throw this.#outside(`${row.next}`);
    // Checked before the cells exist: a repeat is a number that a file may choose.
    if (row.raw.columns.length + cell.repeat > this.#limits.cells) {
      throw new SpreadsheetError('too-many-cells', this.#place, { limit: this.#limits.cells });
    }
    const extra = extraOf(cell.attributes, read.percent, mark);
    for (let copy = 0; copy < cell.repeat; copy++) {
      addCell(row.raw, first + copy, read.kind, read.text, extra);
    }
  }

  #merge(attributes: XmlAttributes, row: number, column: number): void {
    const columns = repeats(attributes.get('number-columns-spanned'));
    const rows = repeats(attributes.get('number-rows-spanned'));
    if (columns === 1 && rows === 1) return;
    this.#sheet?.merges.push({
      firstRow: row,
      lastRow: row + rows - 1,
      firstColumn: column,
      lastColumn: column + columns - 1,
    });
  }

  /** The cell that is being read, or the row where it stands in none. */
  get #place(): Place {
    const row = this.#row;
    return {
      sheet: this.#sheet?.name ?? '',
      ...(row ? { row: row.raw.number } : {}),
      ...(row && this.#cell ? { column: columnLetters(row.next) } : {}),
    };
  }

  #outside(place: string): SpreadsheetError {
    return new SpreadsheetError('outside-sheet', this.#place, { place });
  }
}

function itemOf(sheet: OpenSheet, last: boolean): OdsItem {
  const { name, index, hidden, hiddenColumns, merges, rows } = sheet;
  return { head: { name, index, hidden, hiddenColumns }, merges, rows, last };
}

function readCell(
  attributes: XmlAttributes,
  shown: string,
): { kind: keyof typeof KIND_LETTERS; text: string; percent: boolean } | undefined {
  const formula = attributes.get('formula');
  const plain = (kind: keyof typeof KIND_LETTERS, text: string) => ({ kind, text, percent: false });
  // LibreOffice writes an error as a text or zero and names its real type beside (calcext:value-type).
  const type = attributes.get('value-type');
  // Calc has no boolean values, only the functions TRUE and FALSE.
  const constant = /^of:=(TRUE|FALSE)\(\)$/.exec(formula ?? '');
  if (constant !== null) return plain('boolean', constant[1] === 'TRUE' ? 'true' : 'false');
  if (formula !== undefined && /^(#[A-Z/0]+[!?]?|Err:\d+)$/.test(shown)) return plain('error', shown);
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency': {
      const decimal = decimalFromStorage(attributes.get('value') ?? '');
      if (decimal === undefined) return shown === '' ? undefined : plain('text', shown);
      return { kind: 'number', text: decimalText(decimal), percent: type === 'percentage' };
    }
    case 'date':
      return plain('date', (attributes.get('date-value') ?? shown).replace(/T00:00:00(\.0+)?$/, ''));
    case 'boolean':
      return plain('boolean', attributes.get('boolean-value') === 'true' ? 'true' : 'false');
    case 'time':
      return shown === '' ? undefined : plain('text', shown);
    default: {
      const text = attributes.get('string-value') ?? shown;
      if (text !== '') return plain('text', text);
      if (formula === undefined) return undefined;
      return type === 'string' ? plain('text', '') : plain('formula', '');
    }
  }
}

function extraOf(
  attributes: XmlAttributes,
  percent: boolean,
  mark: string | undefined,
): CellExtra | undefined {
  const extra: { -readonly [name in keyof CellExtra]: CellExtra[name] } = {};
  const formula = attributes.get('formula');
  if (formula !== undefined && !/^of:=(TRUE|FALSE)\(\)$/.test(formula))
    extra.formula = formula.replace(/^of:=/, '').slice(0, 2000);
  if (percent) extra.percent = true;
  if (mark !== undefined) extra.mark = mark;
  const columns = repeats(attributes.get('number-columns-spanned'));
  const rows = repeats(attributes.get('number-rows-spanned'));
  if (columns > 1 || rows > 1) extra.merged = { columns, rows };
  return Object.keys(extra).length > 0 ? extra : undefined;
}

function repeats(written: string | undefined): number {
  if (written === undefined) return 1;
  const number = Number(written);
  if (!Number.isInteger(number) || number < 1 || number > 2 ** 31) {
    throw new SpreadsheetError('damaged', {}, { what: `content.xml: repeat ${written.slice(0, 40)}` });
  }
  return number;
}
