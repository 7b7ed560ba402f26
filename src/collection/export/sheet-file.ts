import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { writeCsv } from '../../platform/spreadsheets/csv/csv-write.ts';
import type { ExportFile, ExportSheet, ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { LAST_ROW } from '../../platform/spreadsheets/limits.ts';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';

/** The kinds of files in which an export can be written. */
export const exportFormats = ['csv', 'xlsx', 'ods'] as const;

/** How the tables of an export are written. */
export interface ExportForm {
  readonly format: (typeof exportFormats)[number];
  /** Whether a CSV begins with a byte order mark, by which Excel knows that it is UTF-8. */
  readonly mark: boolean;
}

/** What opens by a double click in a Dutch Excel, and what every program reads. */
export const usualForm: ExportForm = { format: 'csv', mark: true };

/** The longest text that a cell of Excel holds; a longer one makes it call the file damaged. */
const longestCell = 32_767;

/**
 * A table of an export as a file of its own, in the form that is asked; as CSV where no workbook can hold it, for a
 * text that is too long for a cell or for too many rows.
 *
 * @param name of the file, without its ending
 */
export function sheetFile(
  name: string,
  sheet: ExportSheet & { readonly rows: readonly (readonly ExportValue[])[] },
  { format, mark }: ExportForm,
): { readonly name: string; readonly content: Uint8Array } {
  const written = format === 'csv' || isTooLarge(sheet.rows) ? 'csv' : format;
  const workbook = (): ExportFile => ({
    title: name,
    language: 'nl',
    creator: 'Daglicht',
    // A sheet has at most 31 letters.
    sheets: [{ ...sheet, name: sheet.name.slice(0, 31) }],
  });
  const ended = `${name}.${written}`;
  switch (written) {
    case 'csv':
      return { name: ended, content: writeCsv(sheet, { delimiter: ';', mark }) };
    case 'xlsx':
      return { name: ended, content: writeXlsx(workbook()) };
    case 'ods':
      return { name: ended, content: writeOds(workbook()) };
    default:
      throw unknownKind(written satisfies never);
  }
}

function isTooLarge(rows: readonly (readonly ExportValue[])[]): boolean {
  return (
    rows.length >= LAST_ROW ||
    rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.length > longestCell))
  );
}
