import { describe, expect, test } from 'vitest';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { streamTables } from '../../platform/spreadsheets/tables/stream-tables.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import type { Finding } from '../import/import-face.ts';
import { withFindings } from './with-findings.ts';

/* A file comes back with what was found in its rows, and reads as it did. */

const workbook = {
  title: 'Meldingen',
  language: 'nl' as const,
  creator: 'toets',
  sheets: ['2024', '2025'].map((name) => ({
    name,
    columns: ['Meldingen van het jaar', '', ''].map((header) => ({ header, kind: 'text' as const })),
    rows: [
      [null, null, null],
      ['Onderdeel', 'Datum', 'Aantal'],
      ['PBW', { precision: 'day' as const, year: 2025, month: 3, day: 4 }, 12n],
      ['=1+1', '3 maart', { digits: 125n, scale: 1 }],
    ],
  })),
};

const finding = (sheet: string, row: number, value: string): Finding => ({
  weight: 'refused',
  kind: 'toets',
  sheet,
  row,
  column: 'Datum',
  value,
  advice: { nl: `Over ${value}.`, en: `About ${value}.` },
});
const findings = [finding('2024', 5, '3 maart'), finding('2024', 5, 'nog iets'), finding('', 0, 'alles')];

/** The rows of all tables of a file, with sheet and number. */
async function rowsOf(content: Uint8Array): Promise<readonly (readonly [string, readonly string[]])[]> {
  const rows: [string, string[]][] = [];
  for await (const { sheet, events } of streamTables(content))
    for (const event of events) {
      const all =
        event.type === 'table' ? event.head.headerRows : event.type === 'row' ? [event.row.row] : [];
      for (const { number, cells } of all)
        rows.push([`${sheet.name} ${number}`, cells.map(({ kind, text }) => `${kind} ${text}`)]);
    }
  return rows;
}

describe.each([
  ['XLSX', writeXlsx(workbook)],
  ['ODS', writeOds(workbook)],
])('A file in %s', (_name, content) => {
  test('has every row where it stood, with one column more that says what was found', async () => {
    const made = await withFindings(content, findings, 'nl', ({ advice }) => advice.nl);
    const before = await rowsOf(content);
    const after = await rowsOf(made?.content ?? new Uint8Array());
    expect(before.length).toBe(6);
    expect(after).toEqual(
      before.map(([place, cells]) => {
        if (/ 3$/.test(place)) return [place, [...cells, 'text Bevinding bij inlezen']];
        return [place, place === '2024 5' ? [...cells, 'text Over 3 maart. | Over nog iets.'] : cells];
      }),
    );
  });

  test('that comes back a second time has that column once, with what is found then', async () => {
    const first = await withFindings(content, findings, 'nl', ({ advice }) => advice.nl);
    const second = await withFindings(first?.content ?? new Uint8Array(), [], 'en', () => '');
    const rows = await rowsOf(second?.content ?? new Uint8Array());
    const written = rows.flatMap(([, cells]) => cells).join('\n');
    expect(written.match(/Finding when read/g)).toHaveLength(2);
    expect(written).not.toMatch(/Bevinding|Over 3 maart/);
  });
});
