import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hostileText, smallFigure, smallReport } from '../../../tests/makers/small-report.ts';
import { findTables, readTables, type Sheet, type Workbook } from '../../../tests/makers/whole-tables.ts';
import type { ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { cellAt } from '../../platform/spreadsheets/sheet.ts';
import { decimalText } from '../../platform/spreadsheets/values/decimal.ts';
import { sha256 } from '../hashes.ts';
import type { PublicationFile } from '../publication-file.ts';
import type { ReportModel } from '../report-model.ts';
import { incidentSheet } from './appendix-csv.ts';
import { catalogueFile, reportData } from './data-files.ts';
import { factSheet } from './facts.ts';
import { figuresFile } from './figures-json.ts';

const files = withCatalogue(smallReport);
const notice = smallReport.notice?.nl ?? '';

function withCatalogue(model: ReportModel): readonly PublicationFile[] {
  const made = reportData(model).all();
  return [...made, catalogueFile(model, made)];
}

function fileNamed(name: string): PublicationFile {
  const found = files.find((one) => one.name === name);
  if (!found) throw new Error(`No file ${name}`);
  return found;
}

const json = (name: string): unknown => JSON.parse(Buffer.from(fileNamed(name).content).toString('utf8'));

function sheetNamed(book: Workbook, name: string): Sheet {
  const found = book.sheets.find((one) => one.name === name);
  if (!found) throw new Error(`No sheet ${name}; there are ${book.sheets.map((one) => one.name).join(', ')}`);
  return found;
}

/** The rows of a sheet under its header, as texts. */
function rowsOf(sheet: Sheet, columns: number): readonly (readonly string[])[] {
  return sheet.rows
    .slice(1)
    .map((row) => Array.from({ length: columns }, (_, column) => cellAt(row, column).text));
}

function written(value: ExportValue): string {
  if (value === null) return '';
  if (typeof value === 'object') {
    if ('digits' in value) return decimalText(value);
    return value.precision === 'day'
      ? `${value.year}-${String(value.month).padStart(2, '0')}-${String(value.day).padStart(2, '0')}`
      : '';
  }
  return String(value);
}

describe('The data files of a report', () => {
  test('have the names that a reader expects', () => {
    expect(files.map((one) => one.name)).toEqual([
      '2025-cijfers.csv',
      '2025-cijfers.csv-metadata.json',
      '2025-veranderd.csv',
      '2025-veranderd.csv-metadata.json',
      '2025.ods',
      '2025.xlsx',
      '2025-incidenten.csv',
      '2025.json',
      '2025.schema.json',
      '2025-dcat.jsonld',
    ]);
  });

  test('are the same, byte for byte, when they are made twice', () => {
    expect(withCatalogue(smallReport).map((one) => sha256(one.content))).toEqual(
      files.map((one) => sha256(one.content)),
    );
  });
});

describe.each(['2025-cijfers.csv', '2025.ods', '2025.xlsx'])('The facts in %s', (name) => {
  const facts = factSheet(smallReport);
  const columns = facts.columns.length;
  const place = (header: string) => facts.columns.findIndex((one) => one.header === header);
  let rows: readonly (readonly string[])[] = [];

  beforeAll(async () => {
    const book = await readTables(fileNamed(name).content);
    const [first] = book.sheets;
    const sheet = name.endsWith('.csv') ? first : sheetNamed(book, 'Alle cijfers');
    rows = sheet ? rowsOf(sheet, columns) : [];
  });

  test('are read back as they were written', () => {
    expect(rows).toEqual([...facts.rows].map((row) => row.map(written)));
  });

  test('are one row for each cell, and one for a figure that cannot be given', () => {
    expect(rows).toHaveLength(smallFigure.cells.length + 1);
    const last = rows.at(-1);
    expect(last?.[place('figure')]).toBe('gifts.offered');
    expect(last?.[place('state')]).toBe('cannot-be-computed');
    expect(last?.[place('note')]).toBe('niet bekend of dit is gevraagd');
  });

  test('name a state in every row, and a number only where one is published', () => {
    for (const row of rows) {
      const state = row[place('state')] ?? '';
      expect(row[place('state_meaning')]).not.toBe('');
      expect(row[place('value')] !== '').toBe(['value', 'nil', 'partial', 'estimated'].includes(state));
    }
  });

  test('carry the notice in every row', () => {
    for (const row of rows) expect(row[place('notice')]).toBe(notice);
  });

  test('keep a note that looks like a formula as text', () => {
    expect(rows.map((row) => row[place('note')])).toContain('=schatting uit 2024');
  });

  test('write a total as such', () => {
    const totals = rows.filter((row) => row[place('by_unit')] === '*');
    expect(totals.map((row) => row[place('by_unit_label')])).toEqual(['Totaal', 'Totaal']);
  });
});

describe.each(['2025.ods', '2025.xlsx'])('The workbook %s', (name) => {
  let book: Workbook;
  beforeAll(async () => {
    book = await readTables(fileNamed(name).content);
  });

  test('has a sheet for each table of the report, as shown', () => {
    const table = sheetNamed(book, 'Figuur 1');
    expect(rowsOf(table, 4)).toEqual([
      ['Noord', '1566', '0', ''],
      ['  Noord A', '·', '12', '2025: geschat; =schatting uit 2024'],
      ['Zuid', 'niet opgegeven', 'niet te berekenen', ''],
      ['Totaal', '1569', 'niet gevraagd', '2024: onvolledig: een deel is niet opgegeven; zonder Zuid'],
    ]);
    expect(sheetNamed(book, 'Tabel 1').rows[0]?.cells.map((cell) => cell.text)).toEqual([
      'Onderdeel',
      'Nevenwerkzaamheden: 2024',
      'Nevenwerkzaamheden: 2025',
      'Opmerking',
    ]);
  });

  test('begins with how to read it, the notice, and what every state means', () => {
    const said = book.sheets[0]?.rows.flatMap((row) => row.cells.map((cell) => cell.text)) ?? [];
    expect(said).toContain(notice);
    expect(said).toContain('suppressed');
    expect(said.join(' ')).toContain('het is niet nul');
  });

  test('defines every figure and lists what is otherwise than in an earlier report', () => {
    const definitions = rowsOf(sheetNamed(book, 'Begrippen'), 13);
    expect(definitions.map((row) => row[0])).toEqual(['outside-activities.declared', 'gifts.offered']);
    expect(definitions[1]?.[12]).toBe('niet bekend of dit is gevraagd');
    expect(rowsOf(sheetNamed(book, 'Veranderd'), 9)[0]).toEqual([
      'outside-activities.declared',
      'Opgegeven nevenwerkzaamheden',
      'Noord',
      '2024',
      '2024',
      '1500',
      '1566',
      'aantal',
      'Late opgave.',
    ]);
  });

  test('holds no formula, whatever a text looks like', () => {
    const cells = book.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells));
    expect(cells.filter((cell) => cell.kind === 'formula' || cell.formula !== undefined)).toEqual([]);
    expect(cells.map((cell) => cell.text)).toContain(hostileText);
  });
});

test('The incident list holds the public columns and nothing else', async () => {
  const book = await readTables(fileNamed('2025-incidenten.csv').content);
  const [table] = findTables(book.sheets[0] ?? expect.fail('no sheet'));
  expect(table?.columns.map((column) => column.path.join(' ')).slice(0, 8)).toEqual([
    'Vastgesteld',
    'Vastgesteld (ja of nee)',
    'Categorie',
    'Subcategorie',
    'Samenvatting',
    'Afdoening',
    'Twijfel in het register',
    'Let op',
  ]);
  expect(rowsOf(book.sheets[0] ?? expect.fail('no sheet'), 8)).toEqual([
    ['aangetoond', 'true', 'Geld', 'Declaraties', hostileText, 'niet vastgelegd', '', notice],
    [
      'niet aangetoond',
      'false',
      'Geld',
      'Overig',
      'Een vraag.',
      '+31 gebeld',
      'afdoening niet ingevuld',
      notice,
    ],
  ]);
});

test('Hidden settlements are not called "not recorded" in the incident list: it has no such column', () => {
  const silent: ReportModel = {
    ...smallReport,
    chapters: smallReport.chapters.map((chapter) => ({
      ...chapter,
      blocks: chapter.blocks.map((block) =>
        block.kind === 'appendix'
          ? { ...block, rows: block.rows.map((row) => ({ ...row, settlement: '' })) }
          : block,
      ),
    })),
  };
  const headers = (model: ReportModel) => incidentSheet(model)?.sheet.columns.map(({ header }) => header);
  expect(headers(smallReport)).toContain('Afdoening');
  expect(headers(silent)).toEqual(headers(smallReport)?.filter((header) => header !== 'Afdoening'));
  const sheet = incidentSheet(silent)?.sheet ?? expect.fail('no list');
  for (const row of sheet.rows) expect(row).toHaveLength(sheet.columns.length);
  expect([...sheet.rows].flat()).not.toContain('niet vastgelegd');
});

describe('The description of the facts (CSVW)', () => {
  const described = z
    .object({
      url: z.string(),
      'rdfs:comment': z.string(),
      tableSchema: z.object({
        columns: z.array(
          z.object({ name: z.string(), datatype: z.string(), 'dc:description': z.string().min(3) }),
        ),
      }),
    })
    .parse(json('2025-cijfers.csv-metadata.json'));

  test('names every column of the file, in its order', () => {
    const [header = ''] = Buffer.from(fileNamed('2025-cijfers.csv').content).toString('utf8').split('\r\n');
    expect(described.tableSchema.columns.map((column) => column.name)).toEqual(header.split(','));
    expect(described.url).toBe('2025-cijfers.csv');
  });

  test('carries the notice', () => {
    expect(described['rdfs:comment']).toBe(notice);
  });
});

describe('The figures as JSON', () => {
  test('keep to their format', () => {
    expect(() => figuresFile.parse(json('2025.json'))).not.toThrow();
    expect(() => figuresFile.parse({ ...Object(json('2025.json')), extra: 1 })).toThrow();
  });

  test('have a published schema that says the same', () => {
    const schema: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, 'figures-1.schema.json'), 'utf8'),
    );
    expect(schema).toEqual(z.toJSONSchema(figuresFile));
  });

  test('hold the exact cells of the model and the hash by which it can be verified', () => {
    const read = figuresFile.parse(json('2025.json'));
    expect(read.figures[0]?.cells).toEqual(smallFigure.cells);
    expect(read.publication.modelSha256).toBe(sha256(JSON.stringify(smallReport)));
  });
});

describe('What is otherwise than in an earlier report, as facts', () => {
  const records = async (name: string) => {
    const book = await readTables(fileNamed(name).content);
    const [head, ...rows] = (book.sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));
    return rows.map((row) => Object.fromEntries((head ?? []).map((key, place) => [key, row[place] ?? ''])));
  };

  test('is a row complete in itself', async () => {
    expect(await records('2025-veranderd.csv')).toMatchObject([
      {
        publication: '2025',
        figure: 'outside-activities.declared',
        place: 'Noord',
        place_codes: 'unit=north',
        year: '2024',
        earlier_publication: '2024',
        was: '1500',
        was_state: 'value',
        now: '1566',
        now_state: 'value',
        cause: 'Late opgave.',
      },
    ]);
  });

  test('has every column described', async () => {
    const [row = {}] = await records('2025-veranderd.csv');
    const described = z
      .object({
        tableSchema: z.object({
          columns: z.array(z.object({ name: z.string(), 'dc:description': z.string() })),
        }),
      })
      .parse(json('2025-veranderd.csv-metadata.json')).tableSchema.columns;
    expect(described.map(({ name }) => name)).toEqual(Object.keys(row));
    for (const { name, 'dc:description': said } of described) expect(said).not.toBe(name);
  });

  test('is no file where nothing is', () => {
    const same = { ...smallReport, figures: smallReport.figures.map((one) => ({ ...one, restated: [] })) };
    expect(
      reportData(same)
        .all()
        .map(({ name }) => name),
    ).not.toContain('2025-veranderd.csv');
  });
});
