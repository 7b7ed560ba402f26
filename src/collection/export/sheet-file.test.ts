import { expect, test } from 'vitest';
import { sheetFile } from './sheet-file.ts';
import { textSheet } from './text-sheet.ts';

const written = (cell: string) =>
  sheetFile('tabel', { ...textSheet('tabel', ['kop'], []), rows: [[cell]] }, { format: 'xlsx', mark: true })
    .name;

test('A table with a text that is too long for a cell of a workbook is a CSV', () => {
  expect(written('a'.repeat(32_767))).toBe('tabel.xlsx');
  expect(written('a'.repeat(32_768))).toBe('tabel.csv');
});
