import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJson } from '../src/codes/profile.ts';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import type { ImportInput } from '../src/collection/import/import-input.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { writeOds } from '../src/platform/spreadsheets/ods/ods-write.ts';
import { writeXlsx } from '../src/platform/spreadsheets/xlsx/xlsx-write.ts';
import { openTestOrganisation, type TestOrganisation } from './example-organisation.ts';

/* Rows that count as any other, while something in the file says that they should not, or not so. */

const folder = mkdtempSync(join(tmpdir(), 'daglicht-rows-'));
let veld: TestOrganisation;
beforeAll(async () => {
  const description = join(import.meta.dirname, 'cases', 'reading', 'organisation-veld.json');
  veld = await openTestOrganisation(await readJson(description, organisationSchema));
});
afterAll(async () => {
  await veld.close();
  rmSync(folder, { recursive: true });
});

type Format = 'csv' | 'xlsx' | 'ods';
let files = 0;

/** Tries a table in a register, and writes nothing. */
async function tried(
  register: string,
  format: Format,
  [headings = [], ...rows]: readonly (readonly string[])[],
  options: Partial<ImportInput> = {},
): Promise<ImportReport> {
  const sheets = [
    { name: 'Blad', columns: headings.map((header) => ({ header, kind: 'text' as const })), rows },
  ];
  const about = { title: 'Register', language: 'nl', creator: 'test', date: '2026-01-01', sheets } as const;
  const content =
    format === 'csv'
      ? [headings, ...rows].map((row) => row.join(';')).join('\n')
      : format === 'ods'
        ? writeOds(about)
        : writeXlsx(about);
  files += 1;
  const file = join(folder, `bestand-${files}.${format}`);
  writeFileSync(file, content);
  return veld.import(register, file, { dryRun: true, ...options });
}

const asked = ({ outcome, findings }: ImportReport) => [
  outcome,
  ...findings.filter(({ weight }) => weight === 'refused').map(({ kind }) => kind),
];
const advice = ({ findings }: ImportReport, kind: string) =>
  findings.find((one) => one.kind === kind)?.advice.nl ?? '';

const zaken = ['Zaaknummer', 'Datum ontvangst', 'Categorie', 'Onderdeel', 'Omschrijving'];
const zaak = (number: string, unit = 'Ruimte', words = `zaak ${number}`) => [
  number,
  '3-3-2024',
  'Ongewenste omgangsvormen',
  unit,
  words,
];
const opgaven = ['Onderdeel', 'Datum opgave', 'Functie'];

describe('Rows that were withdrawn, or are a draft', () => {
  test.each<readonly [register: string, format: Format, rows: readonly (readonly string[])[]]>([
    [
      'incidents',
      'csv',
      [
        [...zaken, 'Status'],
        [...zaak('1'), 'afgerond'],
        [...zaak('2'), 'Ingetrokken door melder'],
      ],
    ],
    [
      'incidents',
      'ods',
      [
        [...zaken, 'Opmerking'],
        [...zaak('1'), ''],
        [...zaak('2'), 'dubbel'],
      ],
    ],
    [
      'outside-activities',
      'xlsx',
      [
        [...opgaven, 'Vervallen'],
        ['Ruimte', '3-3-2024', 'x', 'nee'],
        ['Ruimte', '4-3-2024', 'y', 'ja'],
      ],
    ],
    [
      'gifts',
      'ods',
      [
        ['Onderdeel', 'Jaar', 'Aangeboden boven de grens', 'Aangenomen boven de grens', 'Status'],
        ['Ruimte', '2024', '3', '1', 'definitief'],
        ['Sociaal domein', '2024', '3', '1', 'concept'],
      ],
    ],
    [
      'staff',
      'csv',
      [
        ['Onderdeel', 'Personeelsnummer', 'Uren per week', 'Datum in dienst', 'Actief'],
        ['Ruimte', '1', '36', '1-1-2020', 'ja'],
        ['Ruimte', '2', '36', '1-1-2020', 'nee'],
      ],
    ],
  ])('of %s (%s) are asked, with their rows', async (register, format, rows) => {
    const report = await tried(register, format, rows);
    expect(asked(report)).toEqual(['refused', 'rows-uncounted']);
    expect(advice(report, 'rows-uncounted')).toContain('(rij 3): 1 rij zou meetellen');
  });

  test('count once a person says that they do', async () => {
    const rows = [
      [...zaken, 'Status'],
      [...zaak('1'), 'ingetrokken'],
    ];
    expect(asked(await tried('incidents', 'csv', rows, { mapping: { Status: '-' } }))).toEqual(['dry-run']);
  });

  test('are no rows that are done, or of which the column says no', async () => {
    const rows = [
      [...zaken, 'Status', 'Ingetrokken'],
      [...zaak('1'), 'afgehandeld', 'nee'],
      [...zaak('2'), '', ''],
    ];
    expect(asked(await tried('incidents', 'csv', rows))).toEqual(['dry-run']);
  });
});

describe('Letters that were converted twice', () => {
  test.each<readonly [register: string, format: Format, rows: readonly (readonly string[])[]]>([
    ['incidents', 'csv', [zaken, ['1', '3-3-2024', 'FinanciÃ«le schendingen', 'Ruimte', 'CafÃ© â€“ x']]],
    [
      'complaints',
      'xlsx',
      [
        ['Jaar', 'Aantal klachten', 'Footnote'],
        ['2024', '3', 'Ã©Ã©n'],
      ],
    ],
    [
      'gifts',
      'ods',
      [
        ['Onderdeel', 'Jaar', 'Aangeboden boven de grens', 'Aangenomen boven de grens', 'Voetnoot'],
        ['Ruimte', '2024', '3', '1', 'privÃ©'],
      ],
    ],
  ])('are read in %s (%s) as they were meant, and told', async (register, format, rows) => {
    const report = await tried(register, format, rows);
    expect(asked(report)).toEqual(['dry-run']);
    expect(report.findings.map(({ kind }) => kind)).toContain('letters-mended');
  });

  test('are found in headings too', async () => {
    const rows = [
      [...zaken, 'Melder geÃ¯nformeerd'],
      [...zaak('1'), '4-3-2024'],
    ];
    expect((await tried('incidents', 'csv', rows)).findings.map(({ kind }) => kind)).not.toContain(
      'column-ignored',
    );
  });

  test('that are lost are told', async () => {
    const report = await tried('incidents', 'xlsx', [zaken, zaak('1', 'Ruimte', 'Caf\ufffd dicht')]);
    expect(report.findings.map(({ kind }) => kind)).toContain('letters-lost');
  });

  test('are left alone where they are letters', async () => {
    const report = await tried('incidents', 'csv', [zaken, zaak('1', 'Ruimte', 'Âge, São, crème brûlée â')]);
    expect(report.findings.map(({ kind }) => kind)).not.toContain('letters-mended');
  });
});

describe('A number in two spellings', () => {
  test('is asked with both, and with their rows', async () => {
    const report = await tried('incidents', 'csv', [zaken, zaak('int-007'), zaak('8'), zaak('INT 7')]);
    expect(asked(report)).toEqual(['refused', 'numbers-alike']);
    expect(advice(report, 'numbers-alike')).toContain('int-007 (rij 2) en INT 7 (rij 4)');
    const other = [zaken, zaak('007', 'Ruimte', 'een'), zaak('7', 'Ruimte', 'twee')];
    expect(asked(await tried('incidents', 'xlsx', other))).toEqual(['refused', 'numbers-alike']);
    expect(asked(await tried('incidents', 'xlsx', other, { same: 'other' }))).toEqual(['dry-run']);
    expect(asked(await tried('incidents', 'csv', [zaken, zaak('2024-1'), zaak('20241')]))).toEqual([
      'dry-run',
    ]);
  });

  test('is told where no column reads it', async () => {
    const rows = [
      ['Nummer', ...opgaven],
      ['007', 'Ruimte', '3-3-2024', 'x'],
      ['7', 'Ruimte', '3-3-2024', 'x'],
    ];
    const report = await tried('outside-activities', 'ods', rows);
    expect(report.findings.map(({ kind }) => kind)).toContain('number-repeated');
  });

  test('is asked in the file of another sender', async () => {
    await tried('incidents', 'csv', [zaken, zaak('31'), zaak('32')], { sender: 'een', dryRun: false });
    const again = [zaken, zaak('031', 'RUI', 'anders'), zaak('032', 'RUI', 'anders')];
    const report = await tried('incidents', 'csv', again, { sender: 'twee' });
    expect(asked(report)).toEqual(['refused', 'rows-alike-elsewhere']);
    expect(advice(report, 'rows-alike-elsewhere')).toContain('031: rij 2 (rij 2)');
  });
});

describe('A unit in a line of its own', () => {
  test.each<readonly [Format, readonly (readonly string[])[]]>([
    [
      'csv',
      [
        zaken,
        ['Ruimte', '', '', '', ''],
        zaak('41', ''),
        zaak('42', ''),
        ['Sociaal domein', '', '', '', ''],
        zaak('43', ''),
      ],
    ],
    [
      'xlsx',
      [
        zaken,
        ['Ruimte', '', '', '', ''],
        zaak('41', ''),
        zaak('42', ''),
        ['Sociaal domein', '', '', '', ''],
        zaak('43', ''),
      ],
    ],
  ])('is asked about (%s): the rows under it name none', async (format, rows) => {
    const report = await tried('incidents', format, rows);
    expect(asked(report)).toEqual(['refused', 'unit-above']);
    expect(advice(report, 'unit-above')).toContain('„Ruimte” (rij 2)');
  });
});

describe('A row that stands for several', () => {
  test.each<readonly [register: string, format: Format, rows: readonly (readonly string[])[]]>([
    [
      'incidents',
      'csv',
      [
        [...zaken, 'Aantal'],
        [...zaak('51'), '2 x'],
        [...zaak('52'), '1'],
      ],
    ],
    [
      'incidents',
      'xlsx',
      [
        [...zaken, 'Aantal meldingen'],
        [...zaak('51'), 'drie'],
      ],
    ],
    [
      'outside-activities',
      'ods',
      [
        [...opgaven, '# opgaven'],
        ['Ruimte', '3-3-2024', 'x', 'ca. 3'],
      ],
    ],
  ])('is asked in %s (%s), however it says so', async (register, format, rows) => {
    expect(asked(await tried(register, format, rows))).toEqual(['refused', 'several-in-row']);
  });

  test('is none where names stand under the heading', async () => {
    const rows = [
      [...opgaven, 'Medewerkers'],
      ['Ruimte', '3-3-2024', 'x', 'Afdeling beheer'],
    ];
    expect(asked(await tried('outside-activities', 'csv', rows))).toEqual(['dry-run']);
  });
});

test('A line that says how many rows there are is held against them', async () => {
  const rows = [zaken, zaak('61'), zaak('62'), ['Aantal zaken', '', '', '', '3']];
  expect(asked(await tried('incidents', 'csv', rows))).toEqual(['refused', 'totals-differ']);
});

test.each(['csv', 'xlsx'] as const)(
  'Rows under a title of two years are told to count in neither alone (%s)',
  async (format) => {
    const rows = [
      ['Register 2023-2024', ''],
      ['', ''],
      ['Categorie', 'Omschrijving'],
      ['Ongewenste omgangsvormen', 'x'],
    ];
    const report = await tried('incidents', format, rows);
    expect(report.findings.map(({ kind }) => kind)).toContain('period-of-years');
    const stated = await tried('incidents', format, rows, { period: '2023-2024' });
    expect(stated.findings.map(({ kind }) => kind)).not.toContain('period-of-years');
  },
);
