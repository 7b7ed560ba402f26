import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ods, xlsx, xlsxOf } from '../../../../tests/makers/spreadsheet-files.ts';
import type { Workbook } from '../../../../tests/makers/whole-tables.ts';
import { readTables } from '../../../../tests/makers/whole-tables.ts';
import type { Cell } from '../sheet.ts';
import { streamRows } from './read.ts';

const seed = (name: string) => new URL(`../fixtures/${name}`, import.meta.url).pathname;

function texts(book: Workbook, sheet = 0): string[][] {
  return (book.sheets[sheet]?.rows ?? []).map((row) => row.cells.map(({ text }) => text));
}

function cells(book: Workbook, row: number): [string, string, string][] {
  const found = book.sheets[0]?.rows.find(({ number }) => number === row);
  return (found?.cells ?? []).map(({ letter, kind, text }) => [letter, kind, text]);
}

function notes(book: Workbook): Record<string, unknown> {
  return Object.fromEntries(book.notes.map(({ code, where, details }) => [code, { ...where, ...details }]));
}

describe('The files of the source', () => {
  test('Interests: four rows, a footnote mark stays with its number, a quoted text keeps its commas', async () => {
    const book = await readTables(seed('financial-interests-2020-2021.csv'));
    expect(texts(book)).toEqual([
      [
        'Ministerie',
        'Jaar',
        'Vastgestelde risicofuncties',
        'Aangewezen meldingsplichtigen',
        'Ontheffingen',
        'Voetnoot',
      ],
      ['EZK', '2020', '1566', '107*', '0*', expect.stringMatching(/^Van ACM en RVO .* ontheffingen\.$/)],
      ['EZK', '2021', '1834', '237', '1'],
      ['LNV', '2020', '116', '46', '0'],
      ['LNV', '2021', '189', '112', '0'],
    ]);
  });

  test.each([
    ['incidents-2020-2021.csv', 87, 4],
    ['outside-activities-2020-2021.csv', 21, 4],
    ['complaints-2019-2021.csv', 4, 2],
    ['units.csv', 12, 2],
    ['printed-figures.csv', 20, 6],
  ])('%s has %i rows of %i fields, none lost or changed', async (name, rows, width) => {
    const book = await readTables(seed(name));
    const sheet = book.sheets[0];
    expect(sheet?.rows).toHaveLength(rows);
    expect(sheet?.rows[0]?.cells).toHaveLength(width);
    expect(book.notes.map(({ code }) => code)).toEqual(['encoding', 'delimiter']);
    // Put together again with quotes only where needed, the rows are the file.
    const written = sheet?.rows.map((row) =>
      Array.from({ length: width }, (_, column) => {
        const text = row.cells.find((cell) => cell.column === column)?.text ?? '';
        return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      }).join(','),
    );
    const original = (await readFile(seed(name), 'utf8')).replaceAll('\r\n', '\n').trimEnd();
    expect(written?.join('\n')).toBe(original);
  });
});

describe('A CSV is read whatever program made it', () => {
  const text = 'Onderdeel;Aantal\nCoördinatie “Zuid”;5,3\n€ en één;1.606\n';
  const windows = Buffer.from(text.replace('“', '\x93').replace('”', '\x94').replace('€', '\x80'), 'latin1');
  const expected = [
    ['Onderdeel', 'Aantal'],
    ['Coördinatie “Zuid”', '5,3'],
    ['€ en één', '1.606'],
  ];
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8', 'no'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8', 'yes'],
    ['UTF-16 little endian', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', 'yes'],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be', 'yes'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le', 'no'],
    ['Windows-1252', windows, 'windows-1252', 'no'],
  ])('%s', async (_, bytes, encoding, mark) => {
    const book = await readTables(bytes);
    expect(texts(book)).toEqual(expected);
    expect(notes(book)).toMatchObject({ encoding: { encoding, mark }, delimiter: { delimiter: ';' } });
  });

  test.each([
    ['comma', 'a,b\n"1,5",x\n"2,5",y\n', ','],
    ['semicolon with decimal commas', 'a;b\n1,5;x\n2;y\n', ';'],
    ['tab', 'a\tb\n1,5\tx\n', '\t'],
    ['bar', 'a|b\n1|x\n', '|'],
    ['none', 'a\nb\nc\n', ''],
    ['semicolon in quoted lines', '"a;b;c","d"\n"e;f","g"\n', ','],
  ])('delimiter: %s', async (_, csv, delimiter) => {
    expect(notes(await readTables(Buffer.from(csv)))).toMatchObject({ delimiter: { delimiter } });
  });

  test('Line ends of every kind, also mixed, make the same rows', async () => {
    for (const csv of ['a,b\r\n1,2\r\n3,4', 'a,b\n1,2\n3,4\n', 'a,b\r1,2\r3,4\r', 'a,b\r\n1,2\n3,4\r']) {
      expect(texts(await readTables(Buffer.from(csv)))).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ]);
    }
  });

  test('A row keeps the number a spreadsheet shows and the line in the file', async () => {
    const book = await readTables(Buffer.from('a,b\n"two\nlines",1\n\nlast,2\n'));
    expect(book.sheets[0]?.rows.map(({ number, line }) => [number, line])).toEqual([
      [1, 1],
      [2, 2],
      [4, 5],
    ]);
  });

  test('Rows that are too short or too long are kept and reported', async () => {
    const book = await readTables(Buffer.from('a,b\n1\n2,3\n4,5,6\n'));
    expect(texts(book)[3]).toEqual(['4', '5', '6']);
    expect(notes(book)).toMatchObject({ 'ragged-rows': { count: 2, width: 2, row: 2 } });
  });

  test('The hint sep=; is no data', async () => {
    const book = await readTables(Buffer.from('sep=;\r\na;b\r\n1,1;2,2\r\n'));
    expect(texts(book)).toEqual([
      ['a', 'b'],
      ['1,1', '2,2'],
    ]);
    expect(book.sheets[0]?.rows[0]?.number).toBe(2);
  });

  test('Quotes inside an unquoted field are text', async () => {
    expect(texts(await readTables(Buffer.from('a,b\nhij zei "nee",2\n')))[1]).toEqual(['hij zei "nee"', '2']);
  });
});

describe('An XLSX tells what kind of value a cell holds', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="[$-413]d mmmm yyyy"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="&quot;dag&quot; 0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs>';
  const shared =
    '<si><t>gewoon</t></si><si><r><t>107</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1)</t></r></si><si><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></si><si><t xml:space="preserve"> a_x000D_b &amp; &#233; </t></si>';

  test('texts, numbers, dates, percentages, booleans, errors, formulas with and without a value', async () => {
    const inside = `<sheetData><row r="2">
      <c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c>
      <c r="E2"><v>5.2999999999999998</v></c><c r="F2" s="1"><v>45964</v></c><c r="G2" s="2"><v>45964.5</v></c>
      <c r="H2" s="3"><v>0.053</v></c><c r="I2" s="4"><v>3</v></c><c r="J2" s="5"><v>0.75</v></c>
      <c r="K2" t="b"><v>1</v></c><c r="L2" t="e"><v>#REF!</v></c>
      <c r="M2"><f>SUM(E2:E9)</f><v>12</v></c><c r="N2"><f>NOW()</f></c><c r="O2" t="str"><f>A2</f><v>tekst</v></c>
      <c r="P2" s="1"/><c r="XFD2"><v>1</v></c></row></sheetData>`;
    const book = await readTables(xlsx([{ name: 'Blad1', inside }], { shared, styles }));
    expect(cells(book, 2)).toEqual([
      ['A', 'text', 'gewoon'],
      ['B', 'text', '107'],
      ['C', 'text', '漢'],
      ['D', 'text', ' a\rb & é '],
      ['E', 'number', '5.3'],
      ['F', 'date', '2025-11-03'],
      ['G', 'date', '2025-11-03T12:00:00'],
      ['H', 'number', '0.053'],
      ['I', 'number', '3'],
      ['J', 'text', '18:00:00'],
      ['K', 'boolean', 'true'],
      ['L', 'error', '#REF!'],
      ['M', 'number', '12'],
      ['N', 'formula', ''],
      ['O', 'text', 'tekst'],
      ['XFD', 'number', '1'],
    ]);
    const row: readonly Cell[] = book.sheets[0]?.rows[0]?.cells ?? [];
    expect(row[1]).toMatchObject({ mark: '1)' });
    expect(row[4]?.value).toEqual({ digits: 53n, scale: 1 });
    expect(row[5]?.value).toEqual({ precision: 'day', year: 2025, month: 11, day: 3 });
    expect(row[7]).toMatchObject({ percent: true });
    expect(row[12]).toMatchObject({ formula: 'SUM(E2:E9)' });
    expect(notes(book)).toEqual({
      formulas: { sheet: 'Blad1', count: 3 },
      'formula-without-value': { sheet: 'Blad1', row: 2, count: 1 },
      'error-values': { sheet: 'Blad1', row: 2, count: 1 },
    });
  });

  test('Old Mac files count their days from 1904', async () => {
    const inside = '<sheetData><row r="1"><c r="A1" s="1"><v>44502</v></c></row></sheetData>';
    const book = await readTables(
      xlsx([{ name: 'Blad1', inside }], { styles, workbook: '<workbookPr date1904="1"/>' }),
    );
    expect(cells(book, 1)).toEqual([['A', 'date', '2025-11-03']]);
  });

  test('What is hidden or merged is read, marked and reported', async () => {
    const inside =
      '<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="4"><c r="A4"><v>2</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A4:C5"/></mergeCells>';
    const book = await readTables(
      xlsx([
        { name: 'Zichtbaar', inside },
        { name: 'Kladblad', inside: '<sheetData/>', attributes: 'state="veryHidden"' },
      ]),
    );
    const [sheet, other] = book.sheets;
    expect(sheet?.hiddenColumns).toEqual([1, 2]);
    expect(sheet?.rows.map(({ number, hidden }) => [number, hidden])).toEqual([
      [1, true],
      [4, false],
    ]);
    expect(sheet?.rows[1]?.cells[0]?.merged).toEqual({ columns: 3, rows: 2 });
    expect(other?.hidden).toBe(true);
    expect(book.notes.map(({ code }) => code).sort()).toEqual([
      'hidden-columns',
      'hidden-rows',
      'hidden-sheet',
      'merged-cells',
      'sheet-without-cells',
    ]);
  });

  test('Names with a prefix, cells without a place and an XML in UTF-16 are read as well', async () => {
    const inside = '<sheetData><row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row></sheetData>';
    expect(cells(await readTables(xlsx([{ name: 'x', inside }])), 1)).toEqual([
      ['A', 'text', 'a'],
      ['B', 'number', '2'],
    ]);
    const prefixed =
      '<x:sheetData><x:row r="3"><x:c r="B3"><x:v>2</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="B3:C3"/></x:mergeCells>';
    const book = await readTables(xlsx([{ name: 'x', inside: prefixed }]));
    expect(cells(book, 3)).toEqual([['B', 'number', '2']]);
    expect(book.sheets[0]?.merges).toHaveLength(1);
  });
});

describe('An ODS tells the same', () => {
  test('kinds, repeats, spans, hidden parts, footnote marks, comments left out', async () => {
    const book = await readTables(
      ods(
        `<table:table table:name="2020" table:style-name="weg"><table:table-column/><table:table-column table:visibility="collapse"/>
        <table:table-header-rows><table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><office:annotation><text:p>opmerking</text:p></office:annotation><text:p>Eerste  regel</text:p><text:p>tweede<text:s text:c="2"/>regel</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="107"><text:p>107<text:span text:style-name="hoog">*</text:span></text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage" office:value="0.053"/><table:table-cell table:number-columns-repeated="2" office:value-type="date" office:date-value="2025-11-03T00:00:00"/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
        <table:table-row table:visibility="filter"><table:table-cell table:formula="of:=SUM([.A1:.A2])" office:value-type="float" office:value="3"/><table:table-cell table:formula="of:=X()" /><table:table-cell table:formula="of:=X()" office:value-type="string" office:string-value=""><text:p>#NAME?</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
        {
          styles:
            '<style:style style:name="weg"><style:table-properties table:display="false"/></style:style><style:style style:name="hoog"><style:text-properties style:text-position="super 58%"/></style:style>',
        },
      ),
    );
    const [sheet] = book.sheets;
    expect(sheet).toMatchObject({ name: '2020', hidden: true, hiddenColumns: [1] });
    expect(sheet?.rows.map(({ number, hidden }) => [number, hidden])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, true],
    ]);
    expect(cells(book, 1)).toEqual([
      ['A', 'text', 'Eerste  regel\ntweede  regel'],
      ['C', 'number', '107'],
    ]);
    expect(sheet?.rows[0]?.cells[1]?.mark).toBe('*');
    expect(cells(book, 3)).toEqual([
      ['A', 'number', '0.053'],
      ['B', 'date', '2025-11-03'],
      ['C', 'date', '2025-11-03'],
    ]);
    expect(cells(book, 4)).toEqual([
      ['A', 'number', '3'],
      ['B', 'formula', ''],
      ['C', 'error', '#NAME?'],
      ['D', 'boolean', 'true'],
    ]);
    expect(sheet?.merges).toEqual([{ firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 1 }]);
  });
});

describe('Reading in parts', () => {
  test('Every row comes once, in order, and each sheet ends', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => [`rij ${index + 1}`, index]);
    for (const file of [xlsxOf(rows), Buffer.from(rows.map((row) => row.join(';')).join('\n'))]) {
      const numbers: number[] = [];
      let ends = 0;
      for await (const batch of streamRows(file)) {
        numbers.push(...batch.rows.map(({ number }) => number));
        if (batch.last) ends += 1;
      }
      expect(numbers).toEqual(rows.map((_, index) => index + 1));
      expect(ends).toBe(1);
    }
  });

  test('A reader may stop half-way', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `rij ${index};1`).join('\n');
    for await (const batch of streamRows(Buffer.from(rows))) {
      expect(batch.rows[0]?.number).toBe(1);
      break;
    }
  });
});

describe('Characters that are not what they seem', () => {
  const rows = [
    ['Cate\u00adgorie', 'Toelichting'],
    ['\u202ec\u202c', '\uf0b7 gemeld'],
    ['\u200b', 'gewoon'],
  ];
  const seen = [['Categorie', 'Toelichting'], ['c', '• gemeld'], ['gewoon']];
  const told = {
    row: 1,
    column: 'A',
    count: 4,
    places: 'A1: U+00AD; A2: U+202E U+202C; B2: U+F0B7; A3: U+200B',
  };

  test('in a text file are left out or replaced, and told with row and column', async () => {
    const book = await readTables(Buffer.from(rows.map((row) => row.join(';')).join('\n')));
    expect(texts(book)).toEqual(seen);
    expect(notes(book)['unseen-characters']).toEqual(told);
  });

  test('in a workbook as well', async () => {
    const book = await readTables(xlsxOf(rows));
    expect(texts(book)).toEqual(seen);
    expect(notes(book)['unseen-characters']).toEqual({ sheet: 'Blad1', ...told });
  });
});
