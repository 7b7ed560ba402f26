import { checkNames, columnWidth, type ExportFile, type ExportSheet } from './export-model.ts';
import { spreadsheetWords } from './messages.ts';

/**
 * The sheets of a file as they are written: the explanation first when there are notes, and every column with
 * its width.
 * @throws SpreadsheetError `sheet-name`, `reserved-header`.
 */
export function withNotes(file: ExportFile): ExportSheet[] {
  const sheets = [...file.sheets];
  if (file.notes !== undefined && file.notes.length > 0) {
    sheets.unshift({
      name: spreadsheetWords(file.language).export.notesSheet,
      columns: [
        { header: file.title, kind: 'text', width: 28 },
        { header: '', kind: 'text', width: 60 },
      ],
      rows: file.notes.map(({ heading, text }) => [heading, text]),
    });
  }
  checkNames(sheets);
  return sheets.map((sheet) => ({
    ...sheet,
    columns: sheet.columns.map((column) => ({ ...column, width: columnWidth(column) })),
  }));
}
