import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ods, oleFile, xlsx, xlsxOf, xlsxParts, zipBomb } from '../../../tests/makers/spreadsheet-files.ts';
import { readTables } from '../../../tests/makers/whole-tables.ts';
import { READ_LIMITS, type ReadLimits } from './limits.ts';
import { describeError, describeNote } from './messages.ts';
import { zip } from './packed/zip-write.ts';
import { readFilePieces } from './reading/read-file.ts';
import type { NoteCode } from './sheet.ts';
import { SpreadsheetError } from './spreadsheet-error.ts';
import type { SpreadsheetErrorCode } from './spreadsheet-problem.ts';
import { wordsEn } from './words.en.ts';
import { wordsNl } from './words.nl.ts';

async function refusal(
  file: string | Uint8Array,
  limits: Partial<ReadLimits> = {},
): Promise<SpreadsheetError> {
  try {
    await readTables(file, { limits });
  } catch (error) {
    if (error instanceof SpreadsheetError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const sheet = (inside: string) => xlsx([{ name: 'Blad1', inside: `<sheetData>${inside}</sheetData>` }]);
const cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>';
const table = (inside: string) => ods(`<table:table table:name="a">${inside}</table:table>`);
const withDoctype = (name: string, content: string) =>
  zip(
    xlsxParts([{ name: 'x', inside: '<sheetData/>' }]).map((part) =>
      part.name === name ? { name, content } : part,
    ),
  );
const bomb =
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>';
const many = Array.from({ length: READ_LIMITS.entries + 1 }, (_, index) => ({
  name: `xl/media/${index}`,
  content: 'x',
}));
const good = xlsxOf([
  ['a', 'b'],
  ['1', 2],
]);

describe('A file that cannot or may not be read is refused with its reason', () => {
  const cases: readonly (readonly [string, Uint8Array, SpreadsheetErrorCode])[] = [
    ['an empty file', Buffer.alloc(0), 'empty-file'],
    ['a PDF named .csv', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'other-document'],
    ['a picture named .csv', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'), 'other-document'],
    ['a web page named .xls', Buffer.from('\n<html><table><tr><td>1'), 'web-page'],
    ['an XML of another kind', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'other-document'],
    ['bytes without meaning', Buffer.from([1, 0, 2, 0, 0, 0, 255, 254, 0, 7]), 'not-a-table'],
    ['an encrypted XLSX', oleFile('EncryptedPackage'), 'password'],
    ['an old .xls', oleFile('Workbook'), 'old-excel'],
    ['an old Word file', oleFile('WordDocument'), 'other-document'],
    ['a Word file', zip([{ name: 'word/document.xml', content: '<x/>' }]), 'other-document'],
    ['a binary workbook', zip([{ name: 'xl/workbook.bin', content: 'x' }]), 'binary-excel'],
    ['a ZIP of something', zip([{ name: 'a.txt', content: 'x' }]), 'other-document'],
    ['an encrypted ODS', ods('', { manifest: '<m><encryption-data/></m>' }), 'password'],
    ['an XLSX cut in half', good.subarray(0, good.length / 2), 'damaged'],
    ['an entity bomb', withDoctype('xl/worksheets/s0.xml', bomb), 'forbidden-xml'],
    ['a document type in the workbook', withDoctype('xl/workbook.xml', bomb), 'forbidden-xml'],
    [
      'an outside entity in an ODS',
      ods('', { before: '<!DOCTYPE a SYSTEM "file:///etc/passwd">' }),
      'forbidden-xml',
    ],
    ['an unknown entity', sheet('<row r="1"><c t="str"><v>&xxe;</v></c></row>'), 'forbidden-xml'],
    ['tags that do not close', sheet('<row r="1"><c></row>'), 'damaged'],
    ['a row below the last', sheet('<row r="1048577"><c><v>1</v></c></row>'), 'outside-sheet'],
    ['a column beyond the last', sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'), 'outside-sheet'],
    ['a cell twice', sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), 'outside-sheet'],
    ['a shared text that is not there', sheet('<row r="1"><c t="s"><v>7</v></c></row>'), 'damaged'],
    ['too many parts', zip([...xlsxParts([{ name: 'x', inside: '' }]), ...many]), 'too-many-parts'],
    [
      'an ODS of a million rows of 16,384 cells in 300 bytes',
      table(
        `<table:table-row table:number-rows-repeated="1000000">${cell.replace('<table:table-cell', '<table:table-cell table:number-columns-repeated="16384"')}</table:table-row>`,
      ),
      'too-many-cells',
    ],
    [
      'an ODS row beyond the last',
      table(`<table:table-row table:number-rows-repeated="1048577">${cell}</table:table-row>`),
      'outside-sheet',
    ],
    [
      'an ODS with a billion spaces in a cell',
      table(
        '<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="900000000"/></text:p></table:table-cell></table:table-row>',
      ),
      'damaged',
    ],
    [
      'an ODS with a repeat that is no number',
      table('<table:table-row table:number-rows-repeated="-1"/>'),
      'damaged',
    ],
    ['a quote that never closes', Buffer.from('a,b\n"open,1\n2,3\n4,5\n'), 'open-quote'],
    ['a cell of two million characters', Buffer.from(`a,"${'x'.repeat(2_000_000)}"`), 'cell-too-long'],
    ['a CSV with zero bytes', Buffer.from(`${'naam,aantal\n'.repeat(20_000)}\0\0`), 'not-a-table'],
  ];
  test.each(cases)('%s', async (_, file, code) => {
    const error = await refusal(file);
    expect(error.code).toBe(code);
    for (const language of ['nl', 'en'] as const) {
      const { what, kept, next } = describeError(error, language);
      expect(`${what} ${kept} ${next}`).not.toMatch(/[{}]|undefined/);
    }
  });

  describe('a cell that is too long, with its sheet, row and column as a spreadsheet shows them', () => {
    const long = 'x'.repeat(1_000_001);
    const rows = (last: string) =>
      `<row r="2"><c r="A2"><v>1</v></c></row><row r="7"><c r="A7"><v>1</v></c>${last}</row>`;
    const odsRow = (inside: string, attributes = '') =>
      `<table:table-row ${attributes}>${inside}</table:table-row>`;
    test.each<readonly [string, Uint8Array, object]>([
      [
        'in CSV, where a line break in a cell is no row',
        Buffer.from(`a,b\n"een\ntwee",1\nc,"${'x'.repeat(2_000_000)}"`),
        { row: 3, column: 'B' },
      ],
      [
        'in XLSX, among the shared texts',
        xlsx(
          [{ name: 'Meldingen', inside: `<sheetData>${rows('<c r="C7" t="s"><v>1</v></c>')}</sheetData>` }],
          {
            shared: `<si><t>a</t></si><si><r><t>${long}</t></r></si>`,
          },
        ),
        { sheet: 'Meldingen', row: 7, column: 'C' },
      ],
      [
        'in XLSX, in the cell itself',
        xlsx([
          {
            name: 'Meldingen',
            inside: `<sheetData>${rows(`<c r="AB7" t="inlineStr"><is><t>${long}</t></is></c>`)}</sheetData>`,
          },
        ]),
        { sheet: 'Meldingen', row: 7, column: 'AB' },
      ],
      [
        'in XLSX, as the outcome of a formula',
        xlsx([
          {
            name: 'Meldingen',
            inside: `<sheetData>${rows(`<c r="B7" t="str"><f>A1</f><v>${long}</v></c>`)}</sheetData>`,
          },
        ]),
        { sheet: 'Meldingen', row: 7, column: 'B' },
      ],
      [
        'in ODS, behind rows and cells that repeat',
        ods(
          `<table:table table:name="a">${odsRow(cell)}</table:table><table:table table:name="b">${odsRow(cell, 'table:number-rows-repeated="4"')}${odsRow(
            `<table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string"><text:p>${long}</text:p></table:table-cell>`,
          )}</table:table>`,
        ),
        { sheet: 'b', row: 5, column: 'C' },
      ],
    ])('%s', async (_, file, where) => {
      expect(await refusal(file)).toMatchObject({ code: 'cell-too-long', where });
    });

    test('but not a text that no cell shows', async () => {
      const file = xlsx([{ name: 'x', inside: `<sheetData>${rows('')}</sheetData>` }], {
        shared: `<si><t>${long}</t></si>`,
      });
      await expect(readTables(file)).resolves.toBeDefined();
    });
  });

  test('a path that is not there, and a folder', async () => {
    expect((await refusal('/nowhere/at/all.csv')).code).toBe('not-found');
    expect((await refusal(tmpdir())).code).toBe('not-a-file');
  });

  test('a text in XLSX that is no UTF-8', async () => {
    const parts = xlsxParts([{ name: 'x', inside: '' }]);
    const broken = Buffer.from(
      '<worksheet><sheetData><row r="1"><c t="str"><v>\xe9</v></c></row></sheetData></worksheet>',
      'latin1',
    );
    const file = zip(
      parts.map((part) => (part.name.endsWith('s0.xml') ? { ...part, content: broken } : part)),
    );
    expect((await refusal(file)).code).toBe('damaged');
  });
});

describe('A zip bomb of 600 KB that unpacks to 600 MB', () => {
  test('is refused by what it says of itself', async () => {
    const bytes = zipBomb(600);
    expect(bytes.length).toBeLessThan(700_000);
    expect((await refusal(bytes)).code).toBe('unpacks-too-large');
    expect((await refusal(zipBomb(400))).code).toBe('unpacks-too-much');
  });

  test('is refused while unpacking when it lies about its size', async () => {
    const error = await refusal(zipBomb(600, 1000));
    expect(error.code).toBe('damaged');
    expect(error.details.what).toContain('larger than it says');
  });

  test('is refused from disk as well', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'spreadsheet-')), 'bomb.xlsx');
    await writeFile(path, zipBomb(600));
    expect((await refusal(path)).code).toBe('unpacks-too-large');
  });
});

describe('Limits', () => {
  test('hold for all sheets together', async () => {
    const two = (name: string) => ({
      name,
      inside: '<sheetData><row r="1"><c><v>1</v></c><c><v>2</v></c></row></sheetData>',
    });
    expect(await refusal(xlsx([two('a'), two('b')]), { cells: 3 })).toMatchObject({
      code: 'too-many-cells',
      where: { sheet: 'b', row: 1 },
    });
    await expect(readTables(xlsx([two('a'), two('b')]), { limits: { cells: 4 } })).resolves.toBeDefined();
  });

  test('a cell in the last corner costs nothing', async () => {
    const corner = sheet(
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    );
    const book = await readTables(corner);
    expect(book.sheets[0]?.rows.map(({ number }) => number)).toEqual([1, 1_048_576]);
  });

  test('a file that is too large, texts that are too many, a reader that is silent, memory that is short', async () => {
    expect((await refusal(good, { fileBytes: 100 })).code).toBe('file-too-large');
    const shared = '<si><t>abcdefghij</t></si>'.repeat(10);
    const file = xlsx([{ name: 'x', inside: '<sheetData/>' }], { shared });
    expect((await refusal(file, { sharedCharacters: 100 })).code).toBe('too-many-texts');
    expect((await refusal(good, { silenceMilliseconds: 0 })).code).toBe('took-too-long');
    const heavy = xlsx([{ name: 'x', inside: '<sheetData/>' }], {
      shared: Array.from({ length: 400_000 }, (_, index) => `<si><t>tekst nummer ${index}</t></si>`).join(''),
    });
    expect((await refusal(heavy, { heapMegabytes: 20 })).code).toBe('needs-too-much-memory');
  });
});

test('Damage anywhere in a file is refused or harmless, never a crash or a hang', async () => {
  const samples = [
    good,
    ods(`<table:table table:name="a"><table:table-row>${cell}</table:table-row></table:table>`),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
      async (sample, changes) => {
        const bytes = Buffer.from(sample);
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        try {
          for await (const piece of readFilePieces(bytes, READ_LIMITS)) expect(piece.format).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(SpreadsheetError);
        }
      },
    ),
    { numRuns: 500 },
  );
});

describe('Words', () => {
  test('Both languages say the same things with the same values', () => {
    const names = (text: string) =>
      [...text.matchAll(/\{(\w+)/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => !/^(de|is|are|zijn)$/.test(name))
        .sort();
    for (const [code, nl] of Object.entries(wordsNl.errors)) {
      const en = Object.entries(wordsEn.errors).find(([other]) => other === code)?.[1];
      expect(names(en?.what ?? '')).toEqual(names(nl.what));
    }
  });

  test('Every note reads as a sentence', () => {
    const details = { encoding: 'utf-8', mark: 'no', count: 2, width: 1, delimiter: ';', places: 'A1' };
    const codes: string[] = Object.keys(wordsNl.notes);
    const isCode = (code: string): code is NoteCode => codes.includes(code);
    for (const code of codes.filter(isCode)) {
      for (const language of ['nl', 'en'] as const) {
        const text = describeNote({ code, where: { sheet: '2020', row: 1200 }, details }, language);
        expect(text).toMatch(/^(Blad|Sheet) ‘2020’, (rij|row) 1200: .+\.$/);
        expect(text).not.toMatch(/[{}#](?!REF|VERW)/);
      }
    }
  });

  test('An error says what, where, what was kept and what to do', async () => {
    const error = await refusal(sheet('<row r="1048577"><c><v>1</v></c></row>'));
    expect(describeError(error, 'nl')).toEqual({
      what: 'Het bestand noemt een plaats die niet in een spreadsheet bestaat of dubbel voorkomt: 1048577.',
      where: 'blad ‘Blad1’',
      kept: 'Er is niets ingelezen.',
      next: 'Vraag de afzender om het bestand opnieuw op te slaan en te sturen.',
    });
  });
});
