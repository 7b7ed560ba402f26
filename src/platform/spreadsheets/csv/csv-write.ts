import { unknownKind } from '../../language/unknown-kind.ts';
import {
  checkHeaders,
  type ExportSheet,
  type ExportValue,
  sheetRows,
  type WrittenValue,
  writtenValue,
} from '../export-model.ts';
import { remembered } from '../repeated-text.ts';
import { dateText } from '../values/dates.ts';
import { decimalText } from '../values/decimal.ts';
import { FORMAT_MARK, looksLikeFormula, withApostrophe } from '../values/formula-guard.ts';

/** How a CSV is written. */
export interface CsvWriteOptions {
  /** Default: comma, as CSVW assumes. */
  readonly delimiter?: ',' | ';' | '\t';
  /** Start with a byte order mark, by which Excel knows that it is UTF-8. Default: no. */
  readonly mark?: boolean;
}

/** Also what a reader could take for another delimiter, a byte order mark or a hint for Excel. */
const NEEDS_QUOTES = /["\r\n\uFEFF,;\t|]|^\s|\s$|^sep=/i;

/**
 * Writes one sheet as CSV: UTF-8, CRLF, header first, numbers with a decimal point, dates as ISO 8601. Text
 * that would be taken for a formula gets an apostrophe; when that happens anywhere, a last column
 * `added_apostrophe` says in which rows (see `FORMAT_MARK`), and reading takes away exactly what was added.
 * @throws SpreadsheetError `row-width`, `reserved-header`, `too-many-rows`.
 */
export function writeCsv(sheet: ExportSheet, options: CsvWriteOptions = {}): Uint8Array {
  checkHeaders(sheet.name, sheet.columns);
  const delimiter = options.delimiter ?? ',';
  const quoted = (text: string) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const field = (value: ExportValue): { readonly text: string; readonly guarded: boolean } => {
    const written = writtenValue(value);
    if (written.kind !== 'text') return { text: fieldOf(written), guarded: false };
    return { text: quoted(fieldOf(written)), guarded: looksLikeFormula(written.text) };
  };
  const ofText = remembered(field);
  const lines: { fields: string[]; guarded: boolean }[] = [];
  let anyGuarded = false;
  for (const row of sheetRows(sheet)) {
    const fields = row.map((value) => (typeof value === 'string' ? ofText(value) : field(value)));
    const guarded = fields.some((one) => one.guarded);
    anyGuarded ||= guarded;
    lines.push({ fields: fields.map((one) => one.text), guarded });
  }
  const text = lines.map(({ fields, guarded }, index) => {
    const all = anyGuarded ? [...fields, index === 0 ? FORMAT_MARK : guarded ? '1' : ''] : fields;
    // A line with one empty field would be a blank line.
    return all.length === 1 && all[0] === '' ? '""\r\n' : `${all.join(delimiter)}\r\n`;
  });
  return Buffer.from((options.mark === true ? '\uFEFF' : '') + text.join(''), 'utf8');
}

function fieldOf(written: WrittenValue): string {
  switch (written.kind) {
    case 'empty':
      return '';
    case 'number':
      return decimalText(written.value);
    case 'boolean':
      return String(written.value);
    case 'date':
      return dateText({ ...written, precision: 'day' });
    case 'text':
      return withApostrophe(written.text);
    default:
      throw unknownKind(written satisfies never);
  }
}
