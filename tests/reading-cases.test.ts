import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CodeLists, codeList } from '../src/codes/code-lists.ts';
import { readJson } from '../src/codes/profile.ts';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import { cellAt } from '../src/figures/cubes/cube.ts';
import { isCube } from '../src/figures/definition.ts';
import { organisationSchema } from '../src/organisation/records.ts';
import { concern } from '../src/platform/access/resource.ts';
import { look, type Question } from '../src/platform/database/doorways.ts';
import { openTestOrganisation, type TestOrganisation, tester } from './example-organisation.ts';
import { xlsx } from './makers/spreadsheet-files.ts';

/*
 * Files of other organisations and programs that were read wrongly without a word. Each is read rightly now, or asks
 * exactly what to decide.
 */

const cases = join(import.meta.dirname, 'cases', 'reading');
const folder = mkdtempSync(join(tmpdir(), 'daglicht-reading-'));
let veld: TestOrganisation;
const veldDescription = await readJson(join(cases, 'organisation-veld.json'), organisationSchema);
beforeAll(async () => {
  veld = await openTestOrganisation(veldDescription);
});
afterEach(() => veld.empty());
afterAll(async () => {
  await veld.close();
  rmSync(folder, { recursive: true });
});

const handed = (register: string, name: string, options = {}) =>
  veld.import(register, join(cases, name), options);
function written(
  register: string,
  name: string,
  content: string | Uint8Array,
  options = {},
): Promise<ImportReport> {
  const file = join(folder, name);
  writeFileSync(file, content);
  return veld.import(register, file, options);
}
const found = ({ findings }: ImportReport, weight: string) =>
  findings.filter((one) => one.weight === weight).map(({ kind, row }) => [kind, row]);
const asked = (report: ImportReport) => [report.outcome, ...found(report, 'refused').map(([kind]) => kind)];

/** The state and the number of a figure at a place. */
async function counted(id: string, period: string, at: Readonly<Record<string, string>>): Promise<string> {
  const answer = (await veld.figures(period, 1)).answer(id);
  if (!isCube(answer)) return 'cannot be computed';
  const cell = cellAt(answer, at);
  return 'value' in cell && cell.value !== undefined
    ? `${cell.state} ${Number(cell.value.numerator)}`
    : cell.state;
}

/** The code lists, of which one category has no subcategories. */
function withoutSubcategories(codes: CodeLists, category: string): CodeLists {
  const list = codeList(codes, 'incident-categories');
  const fewer = list.codes.filter(({ parent }) => parent !== category);
  return new Map(codes).set(list.key, { ...list, codes: fewer });
}

/** What stands in columns of a table now, in the order of what it says. */
async function stored<Row extends object>(
  table: 'employment' | 'outside_activity' | 'incident',
  ...columns: readonly (keyof Row & string)[]
): Promise<readonly Row[]> {
  const asked: Question<object, readonly Row[]> = {
    name: 'figures.inputs',
    confidential: true,
    object: () => table,
    ask: async (database) => {
      const names = sql.join(columns.map((column) => sql.ref(column)));
      const { rows } = await sql<Row>`select ${names} from ${sql.table(table)}
        where withdrawn_at is null`.execute(database);
      return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    },
  };
  return look(veld.door, tester, asked, concern, {});
}

describe('Nothing read is not zero', () => {
  test('a year of which nothing was read is not recorded, and one that a file covers is', async () => {
    await written(
      'incidents',
      '2024.csv',
      'Categorie;Datum ontvangst;Onderdeel\nGeld en goederen;3-2-2024;SOC\nGeld en goederen;5-2-2024;RUI\n',
    );
    expect(await counted('incidents.total', '2024', { year: '2024' })).toBe('value 2');
    expect(await counted('incidents.total', '2024', { year: '2023' })).toBe('not-recorded');
    expect(await counted('incidents.by-unit', '2024', { year: '2024', unit: 'BED' })).toBe('nil 0');
    await written(
      'incidents',
      '2024.csv',
      'Categorie;Datum ontvangst;Onderdeel\nGeld en goederen;3-2-2024;SOC\nGeld en goederen;5-2-2024;RUI\n',
      { covers: '2023-2024' },
    );
    expect(await counted('incidents.total', '2024', { year: '2023' })).toBe('nil 0');
  });

  test('a year of which nothing was read has no zero in any figure, whatever it counts by that year', async () => {
    await written('incidents', '2024.csv', 'Categorie;Datum ontvangst\nGeld en goederen;3-2-2024\n');
    const figures = await veld.figures('2020');
    const zeros = veld.catalogue.figures.flatMap(({ id }) => {
      const answer = figures.answer(id);
      if (!isCube(answer)) return [];
      return [...answer.cells.values()].some(({ state }) => state === 'nil') ? [id] : [];
    });
    expect(zeros).toEqual([]);
  });

  test('an incident of a category that has no subcategories is of no unknown one', async () => {
    const own = await openTestOrganisation(veldDescription, 'eigen', {
      change: (profile) => ({ ...profile, codes: withoutSubcategories(profile.codes, 'h') }),
    });
    const file = join(folder, 'zonder.csv');
    writeFileSync(
      file,
      'Categorie;Datum ontvangst\nBedrijfsmiddelen;3-2-2024\nFinanciële schendingen;5-2-2024\n',
    );
    await own.import('incidents', file);
    const figures = await own.figures('2024');
    for (const category of ['h', 'a', 'b'])
      for (const id of ['incidents.by-category', 'incidents.by-subcategory']) {
        const answer = figures.answer(id);
        if (!isCube(answer)) throw new Error(`${id} cannot be computed.`);
        const { state } = cellAt(answer, { year: '2024', category });
        expect([id, category, state]).toEqual([id, category, category === 'b' ? 'nil' : 'value']);
      }
    await own.close();
  });

  test('a file of one unit says nothing of the others, unless it is said to cover them', async () => {
    const content = 'Categorie;Datum ontvangst;Onderdeel\nGeld en goederen;3-2-2024;SOC\n';
    const report = await written('incidents', 'soc.csv', content);
    expect(report.covers?.nl).toBe('2024 · Sociaal domein');
    expect(found(report, 'doubtful').map(([kind]) => kind)).toContain('coverage-one-unit');
    expect(await counted('incidents.by-unit', '2024', { year: '2024', unit: 'RUI' })).toBe('not-recorded');
    expect(await counted('incidents.total', '2024', { year: '2024' })).toMatch(/^(value|partial) 1$/);
    const whole = await written('incidents', 'soc.csv', content, { covers: 'VELD' });
    expect(whole).toMatchObject({ outcome: 'imported', covers: { nl: '2024 · heel Gemeente Veldstad' } });
    expect(await counted('incidents.by-unit', '2024', { year: '2024', unit: 'RUI' })).toBe('nil 0');
  });

  test('a year between two others, and an unknown word behind --covers, are asked', async () => {
    const rows = 'Categorie;Datum ontvangst\nGeld en goederen;3-2-2021\nGeld en goederen;3-2-2023\n';
    expect(found(await written('incidents', 'jaren.csv', rows), 'doubtful').map(([kind]) => kind)).toContain(
      'coverage-year-between',
    );
    expect(asked(await written('incidents', 'jaren.csv', rows, { covers: 'Mars' }))).toEqual([
      'refused',
      'coverage-unclear',
    ]);
  });

  test('an empty list that covers a year says that there was nothing', async () => {
    const report = await written('incidents', 'leeg.csv', 'Categorie;Datum ontvangst\ngeen meldingen;\n', {
      covers: '2022',
    });
    expect(report).toMatchObject({ outcome: 'imported', rows: 0 });
    expect(await counted('incidents.total', '2022', { year: '2022' })).toBe('nil 0');
  });

  test('a unit that keeps a list has zero where none is in force, and the record that counts nowhere is doubted', async () => {
    const report = await handed('outside-activities', '29-einde-voor-opgave.csv');
    expect(found(report, 'doubtful')).toEqual([['ends-before-declared', 3]]);
    expect(await counted('outside-activities.declared', '2024', { year: '2024', unit: 'RUI' })).toBe('nil 0');
    expect(await counted('outside-activities.declared', '2024', { year: '2024', unit: 'SOC' })).toBe(
      'value 1',
    );
  });

  test.each(['None', 'NULL', 'NaN', 'nan', '<NA>', '#N/A', '#DIV/0!', '#DEEL/0!', '#N/B'])(
    '%s is missing with a doubt, in a return and in a record',
    async (word) => {
      const gifts = await written(
        'gifts',
        'giften.csv',
        `Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;2023;${word};0\n`,
      );
      expect(gifts.outcome).toBe('imported');
      expect(found(gifts, 'doubtful').map(([kind]) => kind)).toContain('value-missing');
      expect(await counted('gifts.offered', '2023', { year: '2023', unit: 'SOC' })).toBe('not-reported');
      const list = await written(
        'outside-activities',
        'lijst.csv',
        `Onderdeel;Datum opgave;Datum einde;Bezoldigd\nSOC;3-2-2023;${word};${word}\n`,
      );
      expect(list.outcome).toBe('imported');
      expect(await stored('outside_activity', 'ended_on', 'paid')).toEqual([{ ended_on: null, paid: null }]);
    },
  );

  test('None in a list of gifts is no nil', async () => {
    expect(found(await handed('gifts', '25c-none.csv'), 'doubtful')).toContainEqual(['value-missing', 2]);
  });
});

describe('The same matter', () => {
  test('on several rows of one number is one incident with its subjects', async () => {
    const report = await handed('incidents', '09-per-betrokkene.csv');
    expect(found(report, 'note')).toContainEqual(['rows-joined', 2]);
    expect(await counted('incidents.total', '2024', { year: '2024' })).toBe('value 2');
    expect(await counted('incidents.subjects', '2024', { year: '2024' })).toBe('value 4');
  });

  test('keeps its record when one of its rows changes, comes or goes', async () => {
    const rows = (...subjects: readonly string[]) =>
      [
        'Zaaknummer;Categorie;Datum ontvangst;Betrokkene',
        ...subjects.map((one) => `7;Geld en goederen;3-2-2024;${one}`),
        '8;Geld en goederen;4-2-2024;medewerker',
        '',
      ].join('\n');
    const read = (content: string, replace = true) => written('incidents', 'zaken.csv', content, { replace });
    expect(await read(rows('medewerker', 'externe inhuur'))).toMatchObject({ outcome: 'imported', added: 3 });
    expect(await read(rows('medewerker', 'externe inhuur'))).toMatchObject({
      outcome: 'unchanged',
      unchanged: 3,
    });
    const fewer = await read(rows('medewerker'));
    expect(fewer).toMatchObject({ outcome: 'imported', vanished: 1, unchanged: 2 });
    expect(await counted('incidents.subjects', '2024', { year: '2024' })).toBe('value 2');
    expect(await read(rows('medewerker', 'leidinggevende'), false)).toMatchObject({
      outcome: 'needs-replace',
      added: 1,
    });
    const more = await read(rows('medewerker', 'leidinggevende'));
    expect(more).toMatchObject({ outcome: 'imported', added: 1, changed: 0, unchanged: 2 });
    expect(await counted('incidents.total', '2024', { year: '2024' })).toBe('value 2');
    expect(await counted('incidents.subjects', '2024', { year: '2024' })).toBe('value 3');
    expect(
      new Set(
        (await stored<{ incident_id: string }>('incident', 'incident_id')).map((one) => one.incident_id),
      ).size,
    ).toBe(2);
  });

  test('with rows that contradict each other is asked, with number, rows and columns', async () => {
    const report = await written(
      'incidents',
      'strijdig.csv',
      'Zaaknummer;Categorie;Datum ontvangst\n7;Geld en goederen;3-2-2024\n7;Geld en goederen;4-2-2024\n',
    );
    expect(asked(report)).toEqual(['refused', 'rows-differ']);
    expect(report.findings[0]?.advice.nl).toMatch(/7 staat op rij 2 en 3.*„Datum ontvangst”/);
  });

  test('has a row that bears nothing but its number and a subject; one with a new number alone is a line', async () => {
    const report = await written(
      'incidents',
      'leeg-eronder.csv',
      'Zaaknummer;Categorie;Datum ontvangst;Betrokkene;Omschrijving\n7;Geld en goederen;3-2-2024;medewerker;\n7;;;externe inhuur;\n7;;;;zie boven\n8;;;medewerker;\n',
    );
    expect(report).toMatchObject({ outcome: 'imported', rows: 2 });
    expect(found(report, 'note')).toEqual(
      expect.arrayContaining([
        ['rows-joined', 2],
        ['line-between', 4],
        ['line-between', 5],
      ]),
    );
    expect(await counted('incidents.total', '2024', { year: '2024' })).toBe('value 1');
    expect(await counted('incidents.subjects', '2024', { year: '2024' })).toBe('value 2');
  });

  test('with a number merged down over its rows has all of them', async () => {
    const cell = (at: string, text: string) =>
      text === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = [
      ['Zaaknummer', 'Categorie', 'Datum ontvangst', 'Betrokkene'],
      ['7', 'Geld en goederen', '3-2-2024', 'medewerker'],
      ['', '', '', 'externe inhuur'],
      ['8', 'Bedrijfsmiddelen', '4-2-2024', 'medewerker'],
    ].map(
      (texts, row) =>
        `<row r="${row + 1}">${texts.map((text, column) => cell(`${'ABCD'[column]}${row + 1}`, text)).join('')}</row>`,
    );
    const inside = `<sheetData>${rows.join('')}</sheetData><mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/></mergeCells>`;
    const report = await written('incidents', 'samen.xlsx', xlsx([{ name: 'Zaken', inside }]));
    expect(report).toMatchObject({ outcome: 'imported', rows: 3 });
    expect(await counted('incidents.total', '2024', { year: '2024' })).toBe('value 2');
    expect(await counted('incidents.subjects', '2024', { year: '2024' })).toBe('value 3');
  });

  test('in the files of two years is asked by number, file and rows, and then brought up to date or kept apart', async () => {
    await written(
      'incidents',
      '2023.csv',
      'Zaaknummer;Categorie;Datum ontvangst\n2023-1;Geld en goederen;3-12-2023\n2023-2;Geld en goederen;4-12-2023\n',
    );
    const next =
      'Zaaknummer;Categorie;Datum ontvangst;Datum afsluiting\n2023-1;Geld en goederen;3-12-2023;5-1-2024\n2024-1;Geld en goederen;3-1-2024;\n';
    const report = await written('incidents', '2024.csv', next);
    expect(asked(report)).toEqual(['refused', 'number-elsewhere']);
    expect(report.findings[0]?.advice.nl).toContain('„2023.csv”: 2023-1: rij 2 (rij 2)');
    expect(await written('incidents', '2024.csv', next, { same: 'newer' })).toMatchObject({
      outcome: 'imported',
    });
    expect(await counted('incidents.total', '2024', { year: '2023' })).toBe('value 2');
    expect(await counted('incidents.total', '2024', { year: '2024' })).toBe('value 1');
    expect(await written('incidents', '2024.csv', next)).toMatchObject({ outcome: 'unchanged' });
  });

  test.each(['incidents', 'outside-activities'])(
    'in a cumulative file of %s, or one saved anew, is asked and then a newer version',
    async (register) => {
      const [head, first, second] =
        register === 'incidents'
          ? [
              'Categorie;Datum ontvangst;Omschrijving',
              'Geld en goederen;3-2-2024;één',
              'Geld en goederen;4-5-2024;twee',
            ]
          : ['Onderdeel;Datum opgave;Bezoldigd', 'SOC;3-2-2024;nee', 'RUI;4-5-2024;ja'];
      await written(register, 'kwartaal1.csv', `${head}\n${first}\n`);
      const cumulative = `${head}\n${first}\n${second}\n`;
      expect(asked(await written(register, 'kwartaal2.csv', cumulative))).toEqual([
        'refused',
        'rows-elsewhere',
      ]);
      expect(
        (
          await written(
            register,
            'latin.csv',
            Buffer.from(
              `${head}
${first}
`,
              'latin1',
            ),
          )
        ).outcome,
      ).toMatch(/refused|already-read/);
      expect(
        await written(register, 'kwartaal2.csv', cumulative, { versionOf: 'kwartaal1.csv' }),
      ).toMatchObject({ outcome: 'imported', added: 1, unchanged: 1 });
    },
  );

  test('on a sheet that is copied is asked with the names of both', async () => {
    const report = await handed('incidents', '22-kopie.xlsx');
    expect(asked(report)).toEqual(['refused', 'sheet-copied']);
    expect(report.findings.find(({ kind }) => kind === 'same-row-twice')?.advice.nl).toContain(
      'Meldingen, rij 2',
    );
    expect(await handed('incidents', '22-kopie.xlsx', { sheet: 'Meldingen' })).toMatchObject({
      outcome: 'imported',
      rows: 2,
    });
  });
});

describe('A row', () => {
  test('in which nothing required stands is told and no record', async () => {
    const report = await written(
      'incidents',
      'regels.csv',
      'Zaaknummer;Categorie;Omschrijving;Datum ontvangst\nDomein Ruimte;;;\n1;Geld en goederen;Diefstal;4-3-2024\n;;geen verdere meldingen;\nZaaknummer;Categorie;Omschrijving;Datum ontvangst\nTotaal;1;;\n',
      { period: '2024' },
    );
    expect(report).toMatchObject({ outcome: 'imported', rows: 1 });
    expect(found(report, 'note')).toEqual(
      expect.arrayContaining([
        ['line-between', 2],
        ['lone-text', 4],
        ['heading-repeated', 5],
        ['totals-equal', 6],
      ]),
    );
  });

  test('below a blank row is a row too when its dates have the month first, or its blanks are words', async () => {
    const head =
      "Personeelsnummer;Onderdeel;In dienst;Uit dienst;Aanstelling;Uren\n1000;SOC;3/27/2019;3-1-'25;Tijdelijk;36\n";
    for (const ended of ['31-12-9999', '#N/A'])
      expect(
        await written('staff', 'blanco.csv', `${head}\nP1002;BED;10/23/2019;${ended};;\n`, {
          dates: 'mdy',
          replace: true,
        }),
      ).toMatchObject({ outcome: 'imported', rows: 2 });
  });

  test('with a blank required cell is doubted, and counted as not recorded', async () => {
    expect(found(await handed('incidents', '30-lege-categorie.csv'), 'doubtful')).toContainEqual([
      'required-blank',
      2,
    ]);
    const report = await written(
      'incidents',
      'nummer.csv',
      'Zaaknummer;Categorie;Datum ontvangst\n2;;5-5-2024\n',
    );
    expect(report).toMatchObject({ outcome: 'imported', rows: 1 });
  });

  test('about a unit that was not there then is doubted, in a list and in a registration', async () => {
    const units = veldDescription.units.map((unit) =>
      unit.key === 'BED' ? { ...unit, until: '2023-01-01' } : unit,
    );
    const gone = await openTestOrganisation({ ...veldDescription, units }, 'vroeger');
    const read = async (register: string, content: string) => {
      const file = join(folder, `${register}-vroeger.csv`);
      writeFileSync(file, content);
      return found(await gone.import(register, file), 'doubtful').map(([kind]) => kind);
    };
    expect(
      await read('incidents', 'Categorie;Datum ontvangst;Onderdeel\nGeld en goederen;3-2-2024;BED\n'),
    ).toContain('unit-not-then');
    expect(await read('outside-activities', 'Onderdeel;Datum opgave\nBED;3-2-2024\n')).toEqual([
      'unit-not-then',
    ]);
    expect(await read('staff', 'Personeelsnummer;Onderdeel;Begin dienstverband\n1;BED;3-2-2022\n')).toEqual(
      [],
    );
    await gone.close();
  });
});

describe('Words', () => {
  test('of yes and no are read alike, what stands behind them is kept as a doubt, and others are refused', async () => {
    const report = await handed('outside-activities', '07-betaald.xlsx');
    expect(found(report, 'refused')).toEqual([
      ['yes-no-unclear', 10],
      ['yes-no-unclear', 11],
    ]);
    expect(found(report, 'doubtful')).toEqual(
      expect.arrayContaining([
        ['yes-no-with-words', 8],
        ['yes-no-with-words', 14],
      ]),
    );
    const both = await written(
      'outside-activities',
      'janee.csv',
      'Onderdeel;Datum opgave;Bezoldigd\nSOC;3-2-2024;ja/nee\nSOC;3-2-2024;ja of nee\nSOC;3-2-2024;n.v.t.\n',
    );
    expect(found(both, 'refused').map(([kind]) => kind)).toEqual([
      'yes-no-unclear',
      'yes-no-unclear',
      'yes-no-unclear',
    ]);
    const incidents = await written(
      'incidents',
      'anoniem.csv',
      'Categorie;Datum ontvangst;Anoniem\nGeld en goederen;3-2-2024;Ja, via de app\nGeld en goederen;4-2-2024;WAAR\nGeld en goederen;5-2-2024;N\n',
    );
    expect(await stored('incident', 'anonymous')).toEqual([
      { anonymous: false },
      { anonymous: true },
      { anonymous: true },
    ]);
    expect(found(incidents, 'doubtful')).toContainEqual(['yes-no-with-words', 2]);
  });

  test('that are no unit are told once, with their rows', async () => {
    const { findings, kinds } = await handed('outside-activities', '24u.csv');
    const units = findings.filter(({ kind }) => kind === 'unit-unknown');
    expect(units.map(({ value, rows }) => [value, rows?.count])).toEqual([
      ['Dienst Wonen', 12],
      ['Dienst Werk', 12],
    ]);
    expect(kinds.find(({ kind }) => kind === 'unit-unknown')).toMatchObject({ count: 24, told: 2 });
  });

  test('with characters that cannot be seen are the words that can', async () => {
    expect(await handed('incidents', '16-headings.csv')).toMatchObject({ outcome: 'imported', rows: 1 });
  });
});

describe('Dates', () => {
  test('of a workbook that counts from 1904 are those that a spreadsheet shows', async () => {
    await handed('staff', '01a-1904-ext.xlsx');
    expect(await stored('employment', 'started_on', 'ended_on')).toEqual([
      { started_on: '2019-03-01', ended_on: null },
      { started_on: '2021-07-15', ended_on: '2024-06-30' },
      { started_on: '2022-01-01', ended_on: null },
    ]);
  });

  test('and hours as durations are hours', async () => {
    await handed('staff', '06-duration.xlsx');
    expect(await stored('employment', 'weekly_hours')).toEqual([
      { weekly_hours: '32.00' },
      { weekly_hours: '36.00' },
    ]);
  });

  const dated = (register: string, ...dates: readonly string[]) =>
    register === 'incidents'
      ? `Categorie;Datum ontvangst;Onderdeel\n${dates.map((date) => `Geld en goederen;${date};SOC\n`).join('')}`
      : `Datum opgave;Onderdeel\n${dates.map((date) => `${date};SOC\n`).join('')}`;
  const kept = async (register: string) =>
    register === 'incidents'
      ? (await stored<{ received_from: string }>('incident', 'received_from')).map((one) => one.received_from)
      : (await stored<{ declared_on: string }>('outside_activity', 'declared_on')).map(
          (one) => one.declared_on,
        );

  test.each(['incidents', 'outside-activities'])(
    'of %s with the month first are asked once for the column',
    async (register) => {
      const file = dated(register, '3/14/2024', '3/4/2024', '12/31/2023');
      expect(asked(await written(register, 'mdy.csv', file))).toEqual(['refused', 'date-order']);
      expect(await written(register, 'mdy.csv', file, { dates: 'mdy' })).toMatchObject({
        outcome: 'imported',
      });
      expect((await kept(register)).sort()).toEqual(['2023-12-31', '2024-03-04', '2024-03-14']);
      expect(asked(await written(register, 'geen.csv', dated(register, '5/4/2024')))).toEqual([
        'refused',
        'date-order',
      ]);
      expect(await written(register, 'dmy.csv', dated(register, '25/4/2024', '5/4/2024'))).toMatchObject({
        outcome: 'imported',
      });
    },
  );

  test.each(['incidents', 'outside-activities'])(
    'of %s with a zone lie on the day that it is in the Netherlands',
    async (register) => {
      await written(
        register,
        'zone.csv',
        dated(
          register,
          '2024-12-31T23:30:00Z',
          '2024-06-30T22:30:00+00:00',
          '2024-07-01T00:30:00+02:00',
          '2024-06-01 10:15',
        ),
      );
      expect((await kept(register)).sort()).toEqual(['2024-06-01', '2024-07-01', '2024-07-01', '2025-01-01']);
    },
  );

  test('in short forms are read, and 31-12-9999 is no end', async () => {
    const report = await written(
      'outside-activities',
      'kort.csv',
      "Datum opgave;Datum einde;Onderdeel\n13-12-'22;31-12-9999;SOC\n2023/06/01;9999-12-31;SOC\n",
    );
    expect(report.outcome).toBe('imported');
    expect(await stored('outside_activity', 'declared_on', 'ended_on')).toEqual([
      { declared_on: '2022-12-13', ended_on: null },
      { declared_on: '2023-06-01', ended_on: null },
    ]);
  });

  test('without a year belong to the period of the file, and are asked without one', async () => {
    const file = dated('incidents', 'maart', '3 mei');
    expect((await written('incidents', 'maanden.csv', file)).outcome).toBe('refused');
    expect(await written('incidents', 'maanden.csv', file, { period: '2024' })).toMatchObject({
      outcome: 'imported',
    });
    expect(await kept('incidents')).toEqual(['2024-03-01', '2024-05-03']);
  });
});

describe('Years', () => {
  test.each(['2022-2023', '2022/2023', "2022/'23", '2022–2023', 'studiejaar 2022-2023'])(
    '%s is one year where years do not start in January, and is asked where they do',
    async (year) => {
      const academic = await openTestOrganisation(veldDescription, 'academie', {
        change: (profile) => ({ ...profile, yearStart: { month: 9 } }),
      });
      const file = join(folder, 'jaar.csv');
      writeFileSync(
        file,
        `Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;${year};3;0\n`,
      );
      expect(await academic.import('gifts', file)).toMatchObject({
        outcome: 'imported',
        periods: [{ key: '2022', rows: 1 }],
      });
      await academic.close();
      const here = await veld.import('gifts', file);
      expect(found(here, 'doubtful')).toContainEqual(['period-of-years', 2]);
    },
  );

  test('above a table are its year, but not the day on which it was printed; two are asked', async () => {
    const table = 'Onderdeel;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;3;0\n';
    const printed = await written(
      'gifts',
      'afgedrukt.csv',
      `Geschenken 2023\nAfgedrukt op 5-1-2025\n\n${table}`,
    );
    expect(printed).toMatchObject({ outcome: 'imported', periods: [{ key: '2023', rows: 1 }] });
    const two = await written('gifts', 'twee.csv', `Geschenken 2022\nVastgesteld in 2024\n\n${table}`);
    expect(asked(two)).toEqual(['refused', 'several-years']);
    expect(
      await written('gifts', 'twee.csv', `Geschenken 2022\nVastgesteld in 2024\n\n${table}`, {
        period: '2022',
      }),
    ).toMatchObject({ outcome: 'imported', periods: [{ key: '2022', rows: 1 }] });
  });
});

describe('Columns', () => {
  test('of several years side by side keep the number of a year in which another was left blank', async () => {
    const report = await written(
      'complaints',
      'naast-elkaar.csv',
      'Klachten 2023;Klachten 2024;Behandelde klachten 2023;Behandelde klachten 2024\n4;;3;6\n',
    );
    expect(report).toMatchObject({ outcome: 'imported', rows: 2 });
    expect(await counted('complaints.handled', '2024', { year: '2024' })).toBe('value 6');
    expect(await counted('complaints.received', '2024', { year: '2024' })).toBe('not-reported');
  });

  test('that may be the unit, the year or a date are asked when the file lacks those', async () => {
    for (const [register, name, content] of [
      ['incidents', 'team.csv', 'Team;Categorie;Datum ontvangst\nRuimte;Geld en goederen;3-2-2024\n'],
      ['incidents', 'eenheid.csv', 'Eenheid;Categorie;Datum ontvangst\nRuimte;Geld en goederen;3-2-2024\n'],
      ['staff', 'van.csv', 'Personeelsnummer;Onderdeel;Van;Tot en met\n12;Ruimte;3-4-2020;\n'],
    ] as const)
      expect(asked(await written(register, name, content))[1]).toMatch(/column-(unknown|missing)/);
  });

  test('of a list in other words are asked with the column that is meant, by name', async () => {
    const report = await handed('outside-activities', '28-nevenfuncties-ori.csv');
    const advice = report.findings.map((one) => one.advice.nl).join('\n');
    expect(advice).toContain("--map 'Afdeling=Onderdeel'");
    expect(advice).toContain("--map 'Datum melding=Datum opgave'");
    expect(advice).toContain('„lijst van opgegeven nevenwerkzaamheden”');
    expect(advice).not.toContain("'Organisatie=");
    const mapping = { Afdeling: 'Onderdeel', 'Datum melding': 'Datum opgave' };
    expect(await handed('outside-activities', '28-nevenfuncties-ori.csv', { mapping })).toMatchObject({
      outcome: 'imported',
      rows: 2,
    });
  });

  test('of all gifts are not taken for those above the threshold', async () => {
    expect(
      (await written('gifts', 'alle.csv', 'Onderdeel;Jaar;Aangeboden;Aangenomen\nSOC;2024;3;1\n')).outcome,
    ).toBe('refused');
  });

  test('that --map names must exist, as must the field, the code and the unit', async () => {
    const read = (mapping: Readonly<Record<string, string>>, typed = Object.keys(mapping)) =>
      written('incidents', 'map.csv', 'Team;Categorie;Datum ontvangst\nRuimte;Geld en goederen;3-2-2024\n', {
        mapping: { Team: '-', ...mapping },
        typed,
      });
    expect(asked(await read({ Teem: 'Onderdeel' }))).toEqual(['refused', 'map-heading-unknown']);
    expect(asked(await read({ Team: 'Onderdel' }))).toContain('map-field-unknown');
    expect(asked(await read({ 'unit:Ruimt': 'RUIM' }))).toEqual(['refused', 'map-unit-unknown']);
    expect(asked(await read({ 'incident-categories:x': 'zz' }))).toEqual(['refused', 'map-code-unknown']);
  });

  test('a name that was confirmed for a unit holds for all registers of that sender', async () => {
    const mapping = { 'unit:Grond': 'RUI' };
    await written(
      'gifts',
      'grond.csv',
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nGrond;2024;3;1\n',
      { mapping },
    );
    expect(
      await written('outside-activities', 'grond2.csv', 'Onderdeel;Datum opgave\nGrond;3-2-2024\n'),
    ).toMatchObject({ outcome: 'imported' });
  });
});

describe('The same matter in other words', () => {
  const first = ['Categorie;Datum ontvangst;Onderdeel;Omschrijving', 'Geld en goederen;3-2-2024;SOC;een', ''];
  const second = [
    'Categorie;Ontvangen op;Dienst;Omschrijving;Datum afsluiting',
    'Geld en goederen;2024-02-03;SOC;Een;5-5-2024',
    'Geld en goederen;2024-05-03;SOC;twee;',
    '',
  ];

  test('in a cumulative file with other headings, another form of dates and a column more is asked, and then one', async () => {
    await written('incidents', 'q1.csv', first.join('\n'));
    const report = await written('incidents', 'q2.csv', second.join('\n'));
    expect(asked(report)).toEqual(['refused', 'rows-alike-elsewhere']);
    expect(report.findings[0]?.advice.nl).toMatch(/1 van de 2 rijen .*„q1.csv”.*rij 2 \(rij 2\)/);
    expect(await written('incidents', 'q2.csv', second.join('\n'), { same: 'newer' })).toMatchObject({
      outcome: 'imported',
    });
    expect(await counted('incidents.total', '2024', { year: '2024' })).toMatch(/ 2$/);
    expect(await written('incidents', 'q2.csv', second.join('\n'))).toMatchObject({ outcome: 'unchanged' });
  });

  test('is asked where the first file has no numbers and the second has', async () => {
    await written('incidents', 'q1.csv', first.join('\n'));
    const numbered = 'Zaaknummer;Categorie;Datum ontvangst;Omschrijving\n7;Geld en goederen;3-2-2024;een\n';
    expect(asked(await written('incidents', 'n.csv', numbered))).toEqual(['refused', 'rows-alike-elsewhere']);
    expect(await written('incidents', 'n.csv', numbered, { same: 'other' })).toMatchObject({
      outcome: 'imported',
    });
  });

  test('of outside activities and of staff is asked, and the later one stands for the earlier', async () => {
    await written('outside-activities', 'q1.csv', 'Onderdeel;Datum opgave\nSOC;3-2-2024\n');
    const list = 'Onderdeel;Datum opgave;Datum einde\nSociaal domein;2024-02-03;1-6-2024\nSOC;2024-05-03;\n';
    expect(asked(await written('outside-activities', 'q2.csv', list))).toEqual([
      'refused',
      'rows-alike-elsewhere',
    ]);
    await written('outside-activities', 'q2.csv', list, { same: 'newer' });
    expect(await counted('outside-activities.declared', '2024', { year: '2024', unit: 'SOC' })).toBe(
      'value 1',
    );
    const heads = ['Personeelsnummer;Onderdeel;In dienst;Dienstverband', '1;SOC;1-1-2020;Vast', ''];
    await written('staff', 's23.csv', heads.join('\n'));
    const next =
      'Personeelsnummer;Dienst;In dienst;Uit dienst;Dienstverband\n1;SOC;2020-01-01;1-5-2024;Vast\n';
    expect(asked(await written('staff', 's24.csv', next))).toEqual(['refused', 'rows-alike-elsewhere']);
    await written('staff', 's24.csv', next, { same: 'newer' });
    expect((await stored('employment', 'ended_on')).length).toBe(1);
    // A number is of its sender.
    expect(await written('staff', 'ander.csv', next, { sender: 'ander' })).toMatchObject({
      outcome: 'already-read',
    });
  });
});

describe('Two sheets of a file', () => {
  const book = (sheets: Readonly<Record<string, readonly (readonly string[])[]>>) =>
    xlsx(
      Object.entries(sheets).map(([name, rows]) => ({
        name,
        inside: `<sheetData>${rows
          .map(
            (texts, row) =>
              `<row r="${row + 1}">${texts.map((one, column) => `<c r="${'ABCD'[column]}${row + 1}" t="inlineStr"><is><t>${one}</t></is></c>`).join('')}</row>`,
          )
          .join('')}</sheetData>`,
      })),
    );
  test('of which one holds all of the other, written otherwise, are asked, and one of them is read', async () => {
    const heads = ['Onderdeel', 'Datum opgave'];
    const list = book({
      2023: [heads, ['SOC', '3-2-2023'], ['RUI', '5-2-2023']],
      2024: [heads, ['Sociaal domein', '2023-02-03'], ['RUI', '2023-02-05'], ['SOC', '2024-02-03']],
    });
    const report = await written('outside-activities', 'tabs.xlsx', list);
    expect(asked(report)).toEqual(['refused', 'rows-on-two-sheets']);
    expect(report.findings[0]?.advice.nl).toContain('blad „2023”: rij 2 (rij 2), rij 3 (rij 3)');
    await written('outside-activities', 'tabs.xlsx', list, { sheet: '2024' });
    expect(await counted('outside-activities.declared', '2024', { year: '2024', unit: 'SOC' })).toBe(
      'value 2',
    );
  });
});

describe('A row that stands for several', () => {
  test.each([
    ['incidents', 'Categorie;Datum ontvangst;Aantal\nGeld en goederen;3-2-2024;3\n'],
    ['outside-activities', 'Onderdeel;Datum opgave;Aantal\nSOC;3-2-2024;3\n'],
  ])('in %s is asked', async (register, content) => {
    expect(asked(await written(register, 'aantal.csv', content))).toEqual(['refused', 'several-in-row']);
    expect(await written(register, 'aantal.csv', content.replace(';3\n', ';1\n'))).toMatchObject({
      outcome: 'imported',
    });
  });
});

describe('A part of a year', () => {
  const gifts = 'Aangeboden boven de grens;Aangenomen boven de grens';
  test('in a title, a tab or a column is asked in a return, and is the year when that is said', async () => {
    const titled = 'Klachten t/m september 2024\n\nAantal klachten;Behandeld\n3;1\n';
    expect(asked(await written('complaints', 'deel.csv', titled))).toEqual(['refused', 'part-of-year']);
    expect(await written('complaints', 'deel.csv', titled, { period: '2024' })).toMatchObject({
      outcome: 'imported',
    });
    const column = `Onderdeel;Kwartaal;Jaar;${gifts}\nSOC;1;2024;3;1\n`;
    expect(asked(await written('gifts', 'kwartaal.csv', column))).toEqual(['refused', 'part-of-year']);
    expect(await written('gifts', 'kwartaal.csv', column, { mapping: { Kwartaal: '-' } })).toMatchObject({
      outcome: 'imported',
    });
  });

  test('in a heading is never proposed as the year, nor a date as a number', async () => {
    for (const [name, heads] of [
      ['q.csv', 'Klachten Q1 2024;Klachten Q2 2024\n3;4\n'],
      ['d.csv', 'Datum ontvangst;Omschrijving\n3-2-2024;x\n'],
    ] as const) {
      const report = await written('complaints', name, heads);
      expect(asked(report)).toEqual(['refused', 'column-missing']);
    }
  });
});

describe('A file as a whole is doubted', () => {
  const doubts = (report: ImportReport) => found(report, 'doubtful').map(([kind]) => kind);
  test.each<readonly [kind: string, register: string, content: string]>([
    [
      'unit-blank',
      'incidents',
      'Onderdeel;Categorie;Datum ontvangst\nSOC;Geld en goederen;3-2-2024\n;Geld en goederen;4-2-2024\n',
    ],
    ['date-unlikely', 'incidents', 'Categorie;Datum ontvangst\nGeld en goederen;1-1-1900\n'],
    ['date-unlikely', 'outside-activities', 'Onderdeel;Datum opgave\nSOC;3-2-2142\nSOC;3-2-2024\n'],
    [
      'number-repeated',
      'outside-activities',
      'Volgnummer;Onderdeel;Datum opgave;Betaald\n12;SOC;3-2-2024;ja\n12;SOC;3-2-2024;nee\n',
    ],
    [
      'year-repeated',
      'gifts',
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;2023;3;1\nRUI;2023;7;1\nSOC;2024;3;1\nRUI;2024;7;1\n',
    ],
    [
      'sum-of-units',
      'gifts',
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;2024;3;1\nRUI;2024;4;1\nBED;2024;1;0\nGemeente Veldstad;2024;9;2\n',
    ],
    ['nothing-to-report', 'outside-activities', 'Onderdeel;Datum opgave\nSOC;geen\nRUI;4-2-2024\n'],
    [
      'nothing-to-report',
      'incidents',
      'Categorie;Datum ontvangst;Onderdeel\nGeen meldingen;;SOC\nGeld en goederen;4-2-2024;RUI\n',
    ],
  ])('%s in %s', async (kind, register, content) => {
    const report = await written(register, 'geheel.csv', content);
    expect(report.outcome).toBe('imported');
    expect(doubts(report)).toContain(kind);
  });

  test.each<readonly [what: string, register: string, content: string]>([
    ['column', 'gifts', 'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;2023;5;1\n'],
    ['date', 'incidents', 'Categorie;Datum ontvangst\nGeld en goederen;3-2-2023\n'],
  ])('when a %s says another year than --period', async (_, register, content) => {
    expect(doubts(await written(register, 'jaar.csv', content, { period: '2024' }))).toContain('other-year');
  });

  test('and asked when a register of the whole organisation is given the number of a unit', async () => {
    const content = 'Onderdeel;Jaar;Aantal klachten\nSOC;2024;4\n';
    expect(asked(await written('complaints', 'deel.csv', content))).toEqual(['refused', 'unit-not-kept']);
    expect(await written('complaints', 'deel.csv', content, { mapping: { Onderdeel: '-' } })).toMatchObject({
      outcome: 'imported',
    });
    expect(
      await written('complaints', 'heel.csv', 'Onderdeel;Jaar;Aantal klachten\nGemeente Veldstad;2023;4\n'),
    ).toMatchObject({ outcome: 'imported' });
  });

  test('when a tab bears the name of a unit and its rows name none', async () => {
    const sheet = (name: string, day: string) => ({
      name,
      inside: `<sheetData>${[
        ['Categorie', 'Datum ontvangst'],
        ['Geld en goederen', day],
      ]
        .map(
          (texts, row) =>
            `<row r="${row + 1}">${texts.map((one, column) => `<c r="${'AB'[column]}${row + 1}" t="inlineStr"><is><t>${one}</t></is></c>`).join('')}</row>`,
        )
        .join('')}</sheetData>`,
    });
    const file = xlsx([sheet('Sociaal domein', '3-2-2024'), sheet('Ruimte', '4-2-2024')]);
    expect(doubts(await written('incidents', 'tabs.xlsx', file))).toContain('sheet-of-unit');
  });
});

describe('Two columns of one meaning', () => {
  test.each([
    ['incidents', 'Categorie;Datum ontvangst;Datum melding\nGeld en goederen;3-2-2024;3-12-2023\n'],
    ['complaints', 'Jaar;Aantal klachten;Ontvangen klachten\n2024;4;6\n'],
    [
      'gifts',
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;2024;3;5;1\n',
    ],
  ])('of %s that say something else are asked', async (register, content) => {
    expect(asked(await written(register, 'twee.csv', content))).toEqual(['refused', 'column-twice']);
  });

  test('that say the same are one', async () => {
    const same = 'Jaar;Aantal klachten;Ontvangen klachten\n2024;4;4\n';
    expect(await written('complaints', 'gelijk.csv', same)).toMatchObject({ outcome: 'imported' });
  });

  test('do not hide a day that stands alone in its row', async () => {
    const list = 'Onderdeel;Datum opgave\nSOC;3-2-2024\n;4-2-2024\nRUI;3-2-2024\n';
    expect(asked(await written('outside-activities', 'alleen.csv', list))).toEqual([
      'refused',
      'unit-missing',
    ]);
  });
});

describe('What lies beside, behind or over cells', () => {
  test('of an ODS is no text of them', async () => {
    for (const name of ['03c-shape.ods', '03d-shape-by-libreoffice.ods']) {
      await handed('incidents', name, { same: 'other' });
    }
    for (const { description } of await stored<{ description: string | null }>('incident', 'description'))
      expect(description).not.toContain('belt nog terug');
    expect(await handed('incidents', '03b-shape-empty.ods', { same: 'other' })).toMatchObject({
      outcome: 'imported',
    });
  });

  test('on a hidden sheet is not read, and told with how many rows it has', async () => {
    const report = await handed('incidents', '12-hidden-sheet.xlsx');
    expect(report).toMatchObject({ outcome: 'imported', rows: 2 });
    expect(report.findings.find(({ kind }) => kind === 'hidden-sheet-left-out')?.advice.nl).toMatch(
      /staat één rij .* niet ingelezen/,
    );
    expect(await handed('incidents', '12-hidden-sheet.xlsx', { sheet: '2023' })).toMatchObject({
      outcome: 'imported',
      rows: 1,
    });
    expect(asked(await handed('incidents', '12-hidden-sheet.xlsx', { sheet: '2022' }))).toEqual([
      'refused',
      'no-such-sheet',
    ]);
  });

  test('in parts with names of another case or slash is found', async () => {
    for (const name of ['04-backslash.xlsx', '05-case.xlsx'])
      expect((await handed('complaints', name, { replace: true })).outcome).toMatch(
        /imported|already-read|refused/,
      );
  });
});
