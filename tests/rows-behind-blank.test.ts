import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import { examples, openTestOrganisation, type TestOrganisation } from './example-organisation.ts';

/*
 * People leave rows blank: between quarters, under a heading, before the last entry. What stands behind a blank row
 * is read like any other, or the file is refused: a row is never lost while the rest comes in.
 */

const folder = mkdtempSync(join(tmpdir(), 'daglicht-blank-'));
let oefen: TestOrganisation;
let count = 0;
beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

const tried = (register: string, content: string | Uint8Array, name = 'blank.csv'): Promise<ImportReport> => {
  const file = join(folder, `${++count}-${name}`);
  writeFileSync(file, content);
  return oefen.import(register, file, { dryRun: true });
};
const refused = (report: ImportReport) =>
  report.findings.filter((one) => one.weight === 'refused').map((one) => `${one.row} ${one.kind}`);

const incidents =
  'Categorie;Onderdeel;Datum ontvangst;Omschrijving;Toelichting afronding;Bevinding;Schade in euro';
const first = 'c;RDL;3-3-2024;Een;Gesprek;aangetoond;100';
const last = 'c;RDL;4-3-2024;Drie;Gesprek;aangetoond;';

describe('Behind a blank row', () => {
  test('a return in words alone is a return', async () => {
    const report = await tried('complaints', 'Jaar;Klachten\n2023;3\n\n2024;nihil\n');
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 2 });
  });

  test('an incident with little in it is asked what it lacks, as it is elsewhere', async () => {
    const there = await tried('incidents', `${incidents}\n${first}\nc;;;Twee;Gesprek;;\n`);
    const behind = await tried('incidents', `${incidents}\n${first}\n\nc;;;Twee;Gesprek;;\n`);
    expect(refused(there)).toEqual(['3 period-missing']);
    expect(refused(behind)).toEqual(['4 period-missing']);
  });

  test('the rows under such a row belong to the table too', async () => {
    const report = await tried(
      'incidents',
      `${incidents}\n${first}\n\nc;RDL;maart 2024;Twee;Gesprek;;\n${last}\n`,
    );
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 3 });
  });

  test('rows under a line of their own belong to the table', async () => {
    const report = await tried(
      'gifts',
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nRDL;2024;1;0\n\nTweede helft;;;\n\nIWK;2024;2;0\n',
    );
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 2 });
  });

  test('a row with gaps in it stays one row', async () => {
    const gifts =
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens;Geweigerd of teruggegeven';
    const counted = await tried('gifts', `${gifts}\nRDL;2024;1;0;1\n\nIWK;2024;;0;\n`);
    expect(counted).toMatchObject({ outcome: 'dry-run', rows: 2 });
    const told = await tried('incidents', `${incidents}\n${first}\n\nc;;;Twee;;;\nc;;;Drie;;;\n`);
    expect(refused(told)).toEqual(['4 period-missing', '5 period-missing']);
  });

  test('each of two tables side by side goes on', async () => {
    const heading =
      'Jaar;Actieve vertrouwenspersonen;;Jaar;Onderwerp;Gesprekken\n2022;10;;2022;Arbeidsverhouding;148\n';
    const both = await tried(
      'counsellors',
      `${heading}\n2023;11;;2023;Arbeidsverhouding;150\n2024;12;;2024;Arbeidsverhouding;151\n`,
    );
    expect(both).toMatchObject({ outcome: 'dry-run', rows: 6 });
    const one = await tried('counsellors', `${heading}\n2023;11;;;;\n`);
    expect(one).toMatchObject({ outcome: 'dry-run', rows: 3 });
  });

  test('a table with remarks beside it goes on', async () => {
    const report = await tried(
      'gifts',
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens;;Let op\nRDL;2024;1;0;;bellen\n\nIWK;2024;2;0;;\n',
    );
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 2 });
  });

  test('a row before the heading is said again belongs to the table above', async () => {
    const gifts = 'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens';
    const nil = 'IWK;2024;nihil;nihil';
    const again = await tried('gifts', `${gifts}\nRDL;2024;1;0\n\n${nil}\n\n${gifts}\nNVD;2024;2;0\n`);
    expect(again).toMatchObject({ outcome: 'dry-run', rows: 3 });
    const other = await tried('gifts', `${gifts}\nRDL;2024;1;0\n\n${nil}\n\nNaam;Toestel\nPiet;123\n`);
    expect(other).toMatchObject({ outcome: 'dry-run', rows: 2 });
  });

  test('a row under a line with another year is about that year', async () => {
    const report = await tried(
      'gifts',
      'Jaar 2023\nOnderdeel;Aangeboden boven de grens;Aangenomen boven de grens\nRDL;5;1\n\nJaar 2024\n\nRDL;7;2\n',
    );
    // Read as 2023 it would state that year twice.
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 2 });
  });

  test('rows with the same gap stay whole', async () => {
    const report = await tried(
      'incidents',
      `${incidents};Verslagjaar\n${first};2024\n\nc;RDL;;Twee;Gesprek;;;\nc;RDL;;Drie;Gesprek;;;\n`,
    );
    expect(report.rows).toBe(1);
    expect(refused(report)).toEqual(['4 period-missing', '5 period-missing']);
  });

  test('rows stay whole behind rows that fill fewer columns', async () => {
    const wide = await tried(
      'incidents',
      `${incidents}\n${first}\n\nc;IWK;maart 2024;Twee;;;\nc;IWK;5-3-2024;Drie;;aangetoond;\n\nc;NVD;6-3-2024;Vier;;aangetoond;100\nc;NVD;7-3-2024;Vijf;;;200\n`,
    );
    expect(wide).toMatchObject({ outcome: 'dry-run', rows: 5 });
  });

  test('one slip in a row is told, it does not make the row a line of text', async () => {
    const alone = await tried('incidents', `${incidents}\n${first}\n\nzz;RDL;maart 2024;Twee;Gesprek;;\n`);
    expect(refused(alone)).toEqual(['4 label-unknown']);
    const more = await tried(
      'incidents',
      `${incidents}\n${first}\n\nzz;RDL;maart 2024;Twee;Gesprek;;\n${last}\n`,
    );
    expect(more.rows).toBe(2);
    expect(refused(more)).toEqual(['4 label-unknown']);
  });

  test('who filled the sheet in is no row of it', async () => {
    const report = await tried(
      'incidents',
      `${incidents}\n${first}\n\nIngevuld door:;P. Jansen\nFunctie:;Coördinator\n`,
    );
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 1 });
  });

  test('nor where any text can stand under the first columns', async () => {
    const report = await tried(
      'incidents',
      'Omschrijving;Toelichting afronding;Categorie;Verslagjaar;Schade\nEen;Gesprek;c;2024;100\n\nIngevuld door:;P. Jansen;;;\n',
    );
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 1 });
    expect(report.findings).toContainEqual(expect.objectContaining({ kind: 'footnote', row: 4 }));
  });

  test('rows right under such a line are asked about, not left out', async () => {
    const report = await tried(
      'advice',
      'Onderdeel;Jaar;Onderwerp;Adviesvragen\nRDL;2024;Nevenwerkzaamheden;3\n\nIngevuld door:;P. Jansen;;\nIWK;2024;Nevenwerkzaamheden;4\n',
    );
    expect(refused(report)).toEqual(['4 rows-under-line']);
  });

  test('an explanation of the codes is no row of it', async () => {
    const report = await tried(
      'incidents',
      `${incidents}\n${first}\n\nCode;Betekenis\nc;Lekken van informatie\n`,
    );
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 1 });
  });
});

test('A text that stands alone under another column is told: it may be the rest of the row above it', async () => {
  const report = await tried(
    'incidents',
    `${incidents}\n${first}\n;;;en de rest van het verhaal;;;\n${last}\n`,
  );
  expect(report.rows).toBe(2);
  expect(report.findings).toContainEqual(
    expect.objectContaining({ kind: 'lone-text', row: 3, value: 'en de rest van het verhaal' }),
  );
});

test('What stands without a heading above it is told', async () => {
  const rows = [
    ['Onderdeel', 'Jaar', 'Aangeboden boven de grens', null, 'Aangenomen boven de grens'],
    ['RDL', 2024, 1, 9, 0],
    ['IWK', 2024, 2, 9, 0, 'ook nog'],
  ];
  const inside = await tried('gifts', await writeXlsx({ sheets: [{ name: 'Blad', rows }] }), 'beside.xlsx');
  expect(inside.findings).toContainEqual(
    expect.objectContaining({ kind: 'column-without-header', value: 'D' }),
  );
  const gifts = 'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\n';
  const beside = await tried('gifts', `${gifts}RDL;2024;1;0\n\nIWK;2024;2;0;ook nog\nNVD;2024;2;0;\n`);
  expect(beside.rows).toBe(3);
  expect(beside.findings).toContainEqual(expect.objectContaining({ kind: 'cells-beside-table', value: 'E' }));
});

describe('A second tab', () => {
  const tab = (name: string, heading: string, value: number) => ({
    name,
    rows: [
      ['Onderdeel', heading],
      ['RDL', value],
    ],
  });

  test('with a heading that is nearly known is asked about, not left out', async () => {
    const sheets = [
      tab('2024', 'Nevenwerkzaamheden', 148),
      tab('2025', 'Nevenwerkzaamheden totaal aantal', 161),
    ];
    const report = await tried('outside-activities', await writeXlsx({ sheets }), 'tabs.xlsx');
    expect(report.outcome).toBe('refused');
    expect(report.findings.map((one) => one.advice.nl).join(' ')).toContain(
      "--map 'Nevenwerkzaamheden totaal aantal=Nevenwerkzaamheden'",
    );
  });

  test('about something else is told and left out', async () => {
    const sheets = [tab('2024', 'Nevenwerkzaamheden', 148), tab('Telefoon', 'Nummer', 12345)];
    const report = await tried('outside-activities', await writeXlsx({ sheets }), 'tabs.xlsx');
    expect(report).toMatchObject({ outcome: 'dry-run', rows: 1 });
    expect(report.findings.find((one) => one.kind === 'column-missing')?.advice.nl).toMatch(
      /^Deze tabel is niet ingelezen/,
    );
  });
});
