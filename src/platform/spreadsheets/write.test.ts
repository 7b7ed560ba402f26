import fc from 'fast-check';
import { readOds as readOdsElsewhere } from 'hucre/ods';
import { readXlsx as readXlsxElsewhere } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { seenText } from '../language/unseen-characters.ts';
import { writeCsv } from './csv/csv-write.ts';
import type { ExportFile, ExportSheet, ExportValue } from './export-model.ts';
import { READ_LIMITS } from './limits.ts';
import { writeOds } from './ods/ods-write.ts';
import { rowOf } from './raw-row.ts';
import { readFilePieces } from './reading/read-file.ts';
import type { Cell, Row } from './sheet.ts';
import { FORMAT_MARK, withApostrophe, withoutApostrophe, writableText } from './values/formula-guard.ts';
import { writeXlsx } from './xlsx/xlsx-write.ts';

const date = '2026-11-03';

function sheetOf(rows: ExportValue[][], headers?: string[]): ExportSheet {
  const width = rows[0]?.length ?? headers?.length ?? 1;
  const columns = Array.from({ length: width }, (_, index) => ({
    header: headers?.[index] ?? `kolom ${index + 1}`,
    kind: 'text' as const,
  }));
  return { name: 'Gegevens', columns, rows };
}

function fileOf(sheet: ExportSheet): ExportFile {
  return { title: 'Proef', language: 'nl', creator: 'Oefen', date, sheets: [sheet] };
}

const WRITERS = {
  csv: (sheet: ExportSheet) => writeCsv(sheet),
  'csv for Excel': (sheet: ExportSheet) => writeCsv(sheet, { delimiter: ';', mark: true }),
  xlsx: (sheet: ExportSheet) => writeXlsx(fileOf(sheet)),
  ods: (sheet: ExportSheet) => writeOds(fileOf(sheet)),
};

async function rowsOf(bytes: Uint8Array): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const piece of readFilePieces(bytes, READ_LIMITS)) rows.push(...piece.rows.map(rowOf));
  return rows;
}

function texts(rows: readonly Row[], width: number): string[][] {
  return rows.map((row) =>
    Array.from(
      { length: width },
      (_, column) => row.cells.find((cell) => cell.column === column)?.text ?? '',
    ),
  );
}

/** Texts that people and attackers type, beside arbitrary ones. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      ...[
        "'",
        '"',
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        ' ',
        ',',
        ';',
        '|',
        '_x000D_',
        '&amp;',
        '<',
        'é',
        '€',
      ],
      ...['😀', '\ud800', '\udfff', '\0', '\ufeff', '\u00a0', '\u2028', '＝', ']]>', '*', '1', '·', 'sep='],
    ),
  }),
);

/** What is read of a text: a cell with nothing but characters that are not what they seem is none. */
function asRead(written: string): string {
  const seen = seenText(written);
  return seen !== written && seen.trim() === '' ? '' : seen;
}

describe.each(Object.entries(WRITERS))('What is written as %s', (_format, write) => {
  test('any text is read back equal, but for characters that are not what they seem', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyText, anyText, anyText), { minLength: 1, maxLength: 8 }),
        fc.tuple(anyText, anyText, anyText),
        async (rows, headers) => {
          const expected = [headers, ...rows].map((row) => row.map((text) => asRead(writableText(text))));
          fc.pre([headers, ...rows].flat().every((text) => seenText(text) !== FORMAT_MARK));
          const back = texts(await rowsOf(write(sheetOf(rows, headers))), 3);
          expect(back).toEqual(expected.filter((row) => row.some((text) => text !== '')));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('the same input gives the same bytes', () => {
    const sheet = sheetOf([
      ['=1+1', 5n, { digits: 53n, scale: 1 }, true],
      ['tekst', null, { precision: 'day', year: 2021, month: 3, day: 1 }, false],
    ]);
    expect(Buffer.compare(write(sheet), write(sheet))).toBe(0);
  });

  test('a row that is too long is refused', () => {
    expect(() => write(sheetOf([['a', 'b'], ['c']]))).toThrow('row-width');
  });

  test('the header that marks our own files is refused', () => {
    expect(() => write(sheetOf([['a']], [FORMAT_MARK]))).toThrow('reserved-header');
  });
});

describe('A value keeps its kind', () => {
  const values: ExportValue[] = [
    -1606n,
    { digits: 53n, scale: 1 },
    { digits: -5n, scale: 3 },
    { precision: 'day', year: 2021, month: 12, day: 31 },
    { precision: 'day', year: 1900, month: 2, day: 28 },
    { precision: 'month', year: 2021, month: 12 },
    true,
    '·',
    '=1+1',
    12345678901234567890n,
  ];
  test.each([
    ['xlsx', WRITERS.xlsx],
    ['ods', WRITERS.ods],
  ])('in %s', async (_, write) => {
    const rows = await rowsOf(write(sheetOf([values])));
    const cells = rows[1]?.cells.map(({ kind, text, formula }: Cell) => [kind, text, formula]);
    expect(cells).toEqual([
      ['number', '-1606', undefined],
      ['number', '5.3', undefined],
      ['number', '-0.005', undefined],
      ['date', '2021-12-31', undefined],
      ['date', '1900-02-28', undefined],
      ['text', '2021-12', undefined],
      ['boolean', 'true', undefined],
      ['text', '·', undefined],
      ['text', '=1+1', undefined],
      ['text', '12345678901234567890', undefined],
    ]);
  });

  test('in CSV as plain text, with a point', () => {
    expect(Buffer.from(writeCsv(sheetOf([values], 'abcdefghij'.split('')))).toString()).toBe(
      "a,b,c,d,e,f,g,h,i,j,added_apostrophe\r\n-1606,5.3,-0.005,2021-12-31,1900-02-28,2021-12,true,·,'=1+1,12345678901234567890,1\r\n",
    );
  });
});

describe('Formulas', () => {
  test('A CSV without formula-like text has no column of ours', () => {
    expect(Buffer.from(writeCsv(sheetOf([['gewoon', "'t is zo"]]))).toString()).not.toContain(FORMAT_MARK);
  });

  test('No field of a CSV starts with a sign that makes a formula', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(withApostrophe(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(withoutApostrophe(withApostrophe(text))).toBe(text);
      }),
    );
  });

  test("An apostrophe in somebody else's CSV is left alone", async () => {
    const rows = await rowsOf(Buffer.from("a,b\n'=1+1,x\n"));
    expect(texts(rows, 2)).toEqual([
      ['a', 'b'],
      ["'=1+1", 'x'],
    ]);
  });

  test('After sorting and moving columns in a spreadsheet program the texts are still right', async () => {
    const rows = await rowsOf(Buffer.from("b;added_apostrophe;a\nx;;'=literal\ny;1;'=1+1\n"));
    expect(texts(rows, 3)).toEqual([
      ['b', '', 'a'],
      ['x', '', "'=literal"],
      ['y', '', '=1+1'],
    ]);
  });
});

describe('Another program reads our files', () => {
  const file: ExportFile = {
    title: 'Nevenwerkzaamheden',
    language: 'nl',
    creator: 'Oefen',
    date,
    notes: [{ heading: 'Bron', text: 'Opgave van de onderdelen' }],
    sheets: [
      {
        name: '2020',
        columns: [
          { header: 'Onderdeel', kind: 'text' },
          { header: 'Aantal', kind: 'number', grouped: true },
          { header: 'Peildatum', kind: 'date' },
        ],
        rows: [
          ['Kern  dienst\nnoord', 1606n, { precision: 'day', year: 2020, month: 12, day: 31 }],
          ['=cmd|x', '·', null],
        ],
      },
    ],
  };

  test.each([
    ['xlsx', (bytes: Uint8Array) => readXlsxElsewhere(bytes), writeXlsx(file)],
    ['ods', (bytes: Uint8Array) => readOdsElsewhere(bytes), writeOds(file)],
  ])('%s', async (_, read, bytes) => {
    const book = await read(bytes);
    expect(book.sheets.map(({ name }) => name)).toEqual(['Toelichting', '2020']);
    // This reader leaves out rows that an ODS marks as header rows.
    const rows = book.sheets[1]?.rows.filter((row) => row[0] !== 'Onderdeel');
    expect(rows?.map((row) => row.filter((value) => value !== null))).toEqual([
      ['Kern  dienst\nnoord', 1606, new Date('2020-12-31T00:00:00Z')],
      ['=cmd|x', '·'],
    ]);
    expect(book.properties?.title).toBe('Nevenwerkzaamheden');
  });
});

describe('A sheet name', () => {
  test.each([[''], ['a/b'], ['x'.repeat(32)], ["'aanhaling'"]])('%j is refused', (name) => {
    const sheet = { ...sheetOf([['a']]), name };
    expect(() => writeXlsx(fileOf(sheet))).toThrow('sheet-name');
    expect(() => writeOds(fileOf(sheet))).toThrow('sheet-name');
  });
  test('twice is refused', () => {
    const sheet = sheetOf([['a']]);
    expect(() => writeXlsx({ ...fileOf(sheet), sheets: [sheet, { ...sheet, name: 'GEGEVENS' }] })).toThrow(
      'sheet-name',
    );
  });
});

test.each([
  ['xlsx', writeXlsx],
  ['ods', writeOds],
])(
  'A workbook of three hundred sheets, as a report of every figure has, can be read again as %s',
  async (_format, write) => {
    const sheets = Array.from({ length: 300 }, (_, index) => ({
      ...sheetOf([['een']]),
      name: `Blad ${index}`,
    }));
    const bytes = write({ ...fileOf(sheetOf([['een']])), sheets });
    expect((await rowsOf(await bytes)).length).toBeGreaterThanOrEqual(300);
  },
);
