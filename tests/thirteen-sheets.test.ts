import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import { cellAt } from '../src/figures/cubes/cube.ts';
import { printRational } from '../src/figures/cubes/rational.ts';
import { isCube } from '../src/figures/definition.ts';
import { examples, openTestOrganisation, type TestOrganisation } from './example-organisation.ts';

/*
 * Thirteen coordinators of the fictional concern keep the same returns in thirteen ways. Whatever the shape, the
 * register must hold the same four numbers, or refuse the sheet with a reason.
 */

const folder = mkdtempSync(join(tmpdir(), 'daglicht-sheets-'));
let oefen: TestOrganisation;
let count = 0;

beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

const expected = { 'KD-MWL 2024': '86', 'KD-MWL 2025': '92', 'RDL 2024': '148', 'RDL 2025': '161' };

/** Reads a sheet into a clean register and answers what it holds then, and what was told. */
async function read(
  name: string,
  content: string | Uint8Array,
  options: Parameters<TestOrganisation['import']>[2] = {},
): Promise<{ values: Record<string, string>; report: ImportReport }> {
  count++;
  const own = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  try {
    const file = join(folder, `${count}-${name}`);
    writeFileSync(file, content);
    const report = await own.import('outside-activities', file, options);
    const cube = (await own.figures('2025', 1)).answer('outside-activities.reported');
    const values: Record<string, string> = {};
    for (const unit of ['KD-MWL', 'RDL']) {
      for (const year of ['2024', '2025']) {
        const cell = isCube(cube) ? cellAt(cube, { unit, year }) : undefined;
        if (cell?.value) values[`${unit} ${year}`] = printRational(cell.value);
      }
    }
    return { values, report };
  } finally {
    await own.close();
  }
}

const plain =
  'Onderdeel;Jaar;Nevenwerkzaamheden\nKD-MWL;2024;86\nKD-MWL;2025;92\nRDL;2024;148\nRDL;2025;161\n';
const kinds = (report: ImportReport) => report.kinds.map((kind) => kind.kind);

describe('The thirteen sheets', () => {
  test('1: a long table with semicolons', async () => {
    expect((await read('lang.csv', plain)).values).toEqual(expected);
  });

  test('2: commas, quotes and a byte order mark', async () => {
    const content = `\ufeff"Onderdeel","Jaar","Nevenwerkzaamheden"\r\n${plain
      .split('\n')
      .slice(1, 5)
      .map((line) => `"${line.replaceAll(';', '","')}"`)
      .join('\r\n')}\r\n`;
    expect((await read('komma.csv', content)).values).toEqual(expected);
  });

  test('3: Windows-1252, with names written out', async () => {
    const content = Buffer.from(
      'Onderdeel;Jaar;Nevenwerkzaamheden;Opmerking\nKerndepartement Water en Licht;2024;86;geïnd\nKerndepartement Water en Licht;2025;92;\nRijksdienst Licht;2024;148;\nRijksdienst Licht;2025;161;\n',
      'latin1',
    );
    const { values, report } = await read('windows.csv', content);
    expect(values).toEqual(expected);
    expect(report.findings.find((finding) => finding.kind === 'file-encoding')?.advice.nl).toMatch(/1252/);
  });

  test('4: UTF-16', async () => {
    expect((await read('utf16.csv', Buffer.from(`\ufeff${plain}`, 'utf16le'))).values).toEqual(expected);
  });

  test('5: years over the fields, in two lines', async () => {
    const rows = [
      [null, '2024', null, '2025', null],
      ['Onderdeel', 'Aantal medewerkers', 'Nevenwerkzaamheden', 'Aantal medewerkers', 'Nevenwerkzaamheden'],
      ['KD-MWL', 1507, 86, 1552, 92],
      ['RDL', 3473, 148, 3647, 161],
    ];
    const merges = [
      { startRow: 0, startCol: 1, endRow: 0, endCol: 2 },
      { startRow: 0, startCol: 3, endRow: 0, endCol: 4 },
    ];
    expect(
      (await read('breed.xlsx', await writeXlsx({ sheets: [{ name: 'Opgave', rows, merges }] }))).values,
    ).toEqual(expected);
  });

  test('6: a title and an explanation above the table', async () => {
    const content = `Opgave nevenwerkzaamheden;;\nVul één rij per jaar in.;;\n;;\n${plain}`;
    expect((await read('titel.csv', content)).values).toEqual(expected);
  });

  test('7: a row of totals, which is not read', async () => {
    const { values, report } = await read('totaal.csv', `${plain}Totaal;;487\n`);
    expect(values).toEqual(expected);
    expect(kinds(report)).toContain('totals-equal');
  });

  test('8: two tables on a sheet, each with its year above it', async () => {
    const content =
      'Nevenwerkzaamheden 2024;\nOnderdeel;Nevenwerkzaamheden\nKD-MWL;86\nRDL;148\n;\n;\nNevenwerkzaamheden 2025;\nOnderdeel;Nevenwerkzaamheden\nKD-MWL;92\nRDL;161\n';
    expect((await read('twee.csv', content)).values).toEqual(expected);
  });

  test('9: the year in the name of the tab', async () => {
    const sheet = (year: string, a: number, b: number) => ({
      name: `Opgave ${year}`,
      rows: [
        ['Onderdeel', 'Nevenwerkzaamheden'],
        ['KD-MWL', a],
        ['RDL', b],
      ],
    });
    expect(
      (await read('tabs.xlsx', await writeXlsx({ sheets: [sheet('2024', 86, 148), sheet('2025', 92, 161)] })))
        .values,
    ).toEqual(expected);
  });

  test('10: "zie mail" instead of a number refuses the sheet, with the cell', async () => {
    const { values, report } = await read('mail.csv', plain.replace(';161', ';zie mail'));
    expect(values).toEqual({});
    expect(report.outcome).toBe('refused');
    expect(report.findings.find((finding) => finding.weight === 'refused')).toMatchObject({
      row: 5,
      value: 'zie mail',
      column: 'Nevenwerkzaamheden',
    });
  });

  test('11: the year inside the heading', async () => {
    const content = 'Onderdeel;Nevenwerkzaamheden 2024;Nevenwerkzaamheden 2025\nKD-MWL;86;92\nRDL;148;161\n';
    expect((await read('kop.csv', content)).values).toEqual(expected);
  });

  test('12: a heading of one’s own is proposed, and read once confirmed', async () => {
    const content = plain.replace('Nevenwerkzaamheden', 'Nevenwerk totaal');
    const { report } = await read('eigen.csv', content);
    expect(report.outcome).toBe('refused');
    expect(report.findings.map((finding) => finding.advice.nl).join(' ')).toContain(
      "--map 'Nevenwerk totaal=Nevenwerkzaamheden'",
    );
    const confirmed = await read('eigen.csv', content, {
      mapping: { 'Nevenwerk totaal': 'outside-activities.activities' },
    });
    expect(confirmed.values).toEqual(expected);
  });

  test('13: a hidden sheet beside the table is told and not read', async () => {
    const rows = plain
      .trim()
      .split('\n')
      .map((line) => line.split(';').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)));
    const old = [
      ['Onderdeel', 'Jaar', 'Nevenwerkzaamheden'],
      ['KD-MWL', 2025, 9999],
    ];
    const { values, report } = await read(
      'verborgen.xlsx',
      await writeXlsx({
        sheets: [
          { name: 'Opgave', rows },
          { name: 'Oud', rows: old, hidden: true },
        ],
      }),
    );
    expect(values).toEqual(expected);
    expect(kinds(report)).toContain('file-hidden-sheet');
  });
});

describe('What an import remembers', () => {
  const file = () => join(folder, 'onthouden.csv');

  test('the same file read twice changes nothing', async () => {
    writeFileSync(file(), plain);
    expect((await oefen.import('outside-activities', file())).outcome).toBe('imported');
    expect(await oefen.import('outside-activities', file())).toMatchObject({
      outcome: 'unchanged',
      unchanged: 4,
      added: 0,
    });
  });

  test('the same file under another name is recognised', async () => {
    const other = join(folder, 'kopie.csv');
    writeFileSync(other, plain);
    expect((await oefen.import('outside-activities', other)).outcome).toBe('already-read');
  });

  test('a changed file shows what changed and needs --replace', async () => {
    writeFileSync(file(), plain.replace(';161', ';162'));
    const report = await oefen.import('outside-activities', file());
    expect(report.outcome).toBe('needs-replace');
    expect(report.changes).toEqual([expect.objectContaining({ what: 'changed', row: 5 })]);
    expect((await oefen.import('outside-activities', file(), { dryRun: true, replace: true })).outcome).toBe(
      'dry-run',
    );
    expect(await oefen.import('outside-activities', file(), { replace: true })).toMatchObject({
      outcome: 'imported',
      changed: 1,
    });
  });

  test('a second file that states something else is refused, and nothing is half-written', async () => {
    const other = join(folder, 'anders.csv');
    writeFileSync(other, 'Onderdeel;Jaar;Nevenwerkzaamheden\nIWK;2025;50\nRDL;2025;999\n');
    const report = await oefen.import('outside-activities', other);
    expect(report.outcome).toBe('refused');
    expect(kinds(report)).toContain('stated-twice');
    const [contradiction] = report.findings.filter(({ kind }) => kind === 'stated-twice');
    expect(contradiction?.column).toBe('Nevenwerkzaamheden');
    writeFileSync(other, 'Onderdeel;Jaar;Nevenwerkzaamheden\nRDL;2025;geen opgave\n');
    const unanswered = await oefen.import('outside-activities', other);
    expect(unanswered.findings.map(({ advice }) => advice.nl).join()).toMatch(
      /opgegeven, en nu „niet opgegeven”/,
    );
    const inputs = await oefen.inputs('2025');
    expect(inputs.reported.some((value) => value.unit === 'IWK')).toBe(false);
  });

  test('two imports at once into one register both arrive', async () => {
    const one = join(folder, 'tegelijk-1.csv');
    const two = join(folder, 'tegelijk-2.csv');
    writeFileSync(one, 'Onderdeel;Jaar;Nevenwerkzaamheden\nNVD;2025;161\n');
    writeFileSync(two, 'Onderdeel;Jaar;Nevenwerkzaamheden\nCDI;2025;74\n');
    const reports = await Promise.all([
      oefen.import('outside-activities', one),
      oefen.import('outside-activities', two),
    ]);
    expect(reports.map((report) => report.outcome)).toEqual(['imported', 'imported']);
  });

  test('a meaning that was confirmed is remembered for its sender alone', async () => {
    const own = join(folder, 'afzender.csv');
    writeFileSync(own, 'Onderdeel;Jaar;Nevenklussen\nPBW;2025;5\n');
    expect(
      (
        await oefen.import('outside-activities', own, {
          sender: 'planbureau',
          mapping: { Nevenklussen: 'outside-activities.activities' },
        })
      ).outcome,
    ).toBe('imported');
    writeFileSync(own, 'Onderdeel;Jaar;Nevenklussen\nPBW;2025;6\n');
    expect(
      (await oefen.import('outside-activities', own, { sender: 'planbureau', replace: true })).outcome,
    ).toBe('imported');
    const stranger = join(folder, 'vreemde.csv');
    writeFileSync(stranger, 'Onderdeel;Jaar;Nevenklussen\nDKL;2025;28\n');
    expect((await oefen.import('outside-activities', stranger, { sender: 'iemand anders' })).outcome).toBe(
      'refused',
    );
  });
});
