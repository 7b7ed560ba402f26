import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { xlsx } from '../../../tests/makers/spreadsheet-files.ts';
import { writeCsv } from './csv/csv-write.ts';
import type { ExportFile, ExportSheet, ExportValue } from './export-model.ts';
import { writeOds } from './ods/ods-write.ts';
import { writeXlsx } from './xlsx/xlsx-write.ts';

/** Reads a file in a process of its own; tells what it read and the largest memory it had. */
const READER = `
import { streamTables } from ${JSON.stringify(new URL('./tables/stream-tables.ts', import.meta.url).href)};
let rows = 0, cells = 0, tables = 0;
for await (const { events } of streamTables(process.argv[1])) {
  for (const event of events) {
    if (event.type === 'table') tables += 1;
    if (event.type === 'row') { rows += 1; cells += event.row.row.cells.length; }
  }
}
console.log(JSON.stringify({ tables, rows, cells, megabytes: process.resourceUsage().maxRSS / 1024 }));
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', READER, path]);
  const result: { tables: number; rows: number; cells: number; megabytes: number } = JSON.parse(stdout);
  return result;
}

function sheetOf(rows: number): ExportSheet {
  const kinds = ['text', 'number', 'date', 'text', 'text', 'number'] as const;
  const columns = [...kinds, ...kinds].map((kind, index) => ({ header: `kolom ${index + 1}`, kind }));
  return {
    name: 'Gegevens',
    columns,
    rows: Array.from({ length: rows }, (_, row) =>
      columns.map(({ kind }, column): ExportValue => {
        if (kind === 'number') return { digits: BigInt(row * 7 + column), scale: 1 };
        if (kind === 'date')
          return { precision: 'day', year: 2021, month: (row % 12) + 1, day: (row % 28) + 1 };
        return `omschrijving ${row % 5000}, "zaak" ${column}`;
      }),
    ),
  };
}

describe('A hundred thousand rows of twelve columns', () => {
  const sheet = sheetOf(100_000);
  const file: ExportFile = {
    title: 'Groot',
    language: 'nl',
    creator: 'Oefen',
    date: '2026-11-03',
    sheets: [sheet],
  };
  test.each([
    ['csv', () => writeCsv(sheet)],
    ['xlsx', () => writeXlsx(file)],
    ['ods', () => writeOds(file)],
  ])('%s: every cell is read within 300 MB', async (format, write) => {
    const { tables, rows, cells, megabytes } = await read(`large.${format}`, write());
    expect([tables, rows, cells]).toEqual([1, 100_000, 1_200_000]);
    expect(megabytes).toBeLessThan(300);
  });
});

describe('A million rows', () => {
  test('as XLSX are read within 400 MB', async () => {
    const rows = Array.from(
      { length: 1_000_000 },
      (_, row) => `<row><c><v>${row}</v></c><c><v>${row % 9}</v></c></row>`,
    );
    const inside = `<sheetData>${rows.join('')}</sheetData>`;
    const result = await read('million.xlsx', xlsx([{ name: 'x', inside }]));
    expect(result).toMatchObject({ rows: 1_000_000, cells: 2_000_000 });
    expect(result.megabytes).toBeLessThan(400);
  });

  test('as CSV are read within 400 MB', async () => {
    const lines = Array.from({ length: 1_000_000 }, (_, row) => `onderdeel ${row % 40};${row}`);
    const result = await read('million.csv', Buffer.from(`Onderdeel;Aantal\n${lines.join('\n')}`));
    expect(result).toMatchObject({ tables: 1, rows: 1_000_000 });
    expect(result.megabytes).toBeLessThan(400);
  });
});
