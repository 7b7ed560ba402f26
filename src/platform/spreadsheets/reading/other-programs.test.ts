import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ods, xlsx, xlsxParts } from '../../../../tests/makers/spreadsheet-files.ts';
import { readTables } from '../../../../tests/makers/whole-tables.ts';
import { codePageDecoder, likelyCodePage } from '../csv/code-pages.ts';
import { zip } from '../packed/zip-write.ts';

async function texts(file: Uint8Array): Promise<readonly (readonly string[])[]> {
  const { sheets } = await readTables(file);
  return (sheets[0]?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));
}

const later = 'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"';
const dated = (inside: string) =>
  `<sheetData><row r="1"><c r="A1" s="1"><v>43523</v></c></row></sheetData>${inside}`;
const dateStyles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';

describe('An extension of a later version never changes what the workbook itself says', () => {
  test.each([
    [
      'a workbook property',
      `<workbookPr date1904="1"/><extLst><ext ${later}><x15:workbookPr/></ext></extLst>`,
    ],
    ['one before it', `<x15:workbookPr ${later} date1904="0"/><workbookPr date1904="true"/>`],
    ['an attribute with a prefix', `<workbookPr ${later} date1904="1" x15:date1904="0"/>`],
    [
      'a default namespace of its own',
      '<workbookPr date1904="1"/><extLst><ext><workbookPr xmlns="urn:later"/></ext></extLst>',
    ],
  ])('dates since 1904, with %s', async (_, workbook) => {
    const file = xlsx([{ name: 'a', inside: dated('') }], { workbook, styles: dateStyles });
    expect(await texts(file)).toEqual([['2023-02-28']]);
  });

  test('rows, columns, styles and formats', async () => {
    const strange = `<extLst><ext ${later}><x15:row r="2"><x15:c r="A2"><x15:v>7</x15:v></x15:c></x15:row><x15:col hidden="1" min="1" max="1"/></ext></extLst>`;
    const styles = `${dateStyles}<dxfs><dxf><numFmt numFmtId="14" formatCode="0.00"/></dxf></dxfs><extLst><ext ${later}><x15:cellXfs><x15:xf numFmtId="0"/></x15:cellXfs></ext></extLst>`;
    const file = xlsx([{ name: 'a', inside: dated(strange) }], { styles });
    expect(await texts(file)).toEqual([['2019-02-27']]);
    expect((await readTables(file)).sheets[0]?.hiddenColumns).toEqual([]);
  });

  test('a workbook that names its own namespace by a prefix is read as any other', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const parts = xlsxParts([{ name: 'a', inside: '' }]).map((part) =>
      part.name.startsWith('xl/worksheets')
        ? {
            ...part,
            content: `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
          }
        : part,
    );
    expect(await texts(zip(parts))).toEqual([['7']]);
  });
});

describe('What lies over a cell is no text of it', () => {
  const said = '<text:p>Pas op</text:p>';
  const over = [
    `<draw:custom-shape>${said}</draw:custom-shape>`,
    `<draw:g><draw:rect>${said}</draw:rect></draw:g>`,
    `<draw:frame><draw:text-box>${said}</draw:text-box></draw:frame>`,
    `<draw:control/>`,
    `<office:annotation>${said}</office:annotation>`,
    `<draw:caption>${said}</draw:caption>`,
  ];
  const cellOf = (inside: string) =>
    ods(
      `<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string">${inside}</table:table-cell></table:table-row></table:table>`,
    );

  test.each(over)('%s', async (shape) => {
    expect(await texts(cellOf(`<text:p>declaratie.</text:p>${shape}`))).toEqual([['declaratie.']]);
    expect(await texts(cellOf(`${shape}<text:p>declaratie.</text:p>`))).toEqual([['declaratie.']]);
    expect(await texts(cellOf(`<text:p>decla<text:span>ra</text:span>tie.${shape}</text:p>`))).toEqual([
      ['declaratie.'],
    ]);
    expect(await texts(cellOf(shape))).toEqual([]);
  });

  test('a table that only caches another file is no sheet', async () => {
    const cached =
      '<table:dde-links><table:dde-link><table:table table:name="b"><table:table-row><table:table-cell office:value-type="string"><text:p>oud</text:p></table:table-cell></table:table-row></table:table></table:dde-link></table:dde-links>';
    const own =
      '<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>nu</text:p></table:table-cell></table:table-row></table:table>';
    const { sheets } = await readTables(ods(`${cached}${own}`));
    expect(sheets.map(({ name }) => name)).toEqual(['a']);
  });
});

test.each([
  ['[h]:mm', 1.5, '36:00'],
  ['[h]:mm:ss', 1.3333333333333333, '32:00'],
  ['[hh]:mm', 1.520833333333333, '36:30'],
  ['[mm]:ss', 0.0211805555555556, '0:30:30'],
])('a duration shown as %s is read in hours, not in days', async (code, days, shown) => {
  const styles = `<numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>`;
  const inside = `<sheetData><row r="1"><c r="A1" s="1"><v>${days}</v></c></row></sheetData>`;
  expect(await texts(xlsx([{ name: 'a', inside }], { styles }))).toEqual([[shown]]);
});

test('parts are found whatever the case of their names and the direction of slashes', async () => {
  const parts = xlsxParts(
    [{ name: 'a', inside: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>' }],
    {
      shared: '<si><t>gedeeld</t></si>',
    },
  );
  const renamed = (rename: (name: string) => string) =>
    zip(parts.map((part) => ({ ...part, name: rename(part.name) })));
  for (const rename of [
    (name: string) => name.replaceAll('/', '\\'),
    (name: string) => name.replace('sharedStrings', 'SharedStrings').replace('xl/', 'XL/'),
  ])
    expect(await texts(renamed(rename))).toEqual([['gedeeld']]);
});

describe('A text file without Unicode', () => {
  const words = [
    'financiële',
    'beëindiging',
    'café',
    'coördinator',
    'reünie',
    'één',
    'geïnformeerd',
    'hè',
    'à',
    'Zoë',
    'crèche',
    'façade',
    'Curaçao',
    'señor',
    'Müller',
    'Óscar',
    'Ïsa',
  ];
  const bytesOf = (text: string, page: 'windows-1252' | 'ibm850' | 'macintosh') => {
    const decode = codePageDecoder(page);
    const code = new Map(Array.from({ length: 256 }, (_, byte) => [decode(Uint8Array.of(byte)), byte]));
    return Uint8Array.from([...text].map((one) => code.get(one) ?? 63));
  };

  test('of Windows, DOS or Mac is told by how its accents stand in words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 }),
        fc.constantFrom('windows-1252', 'ibm850', 'macintosh'),
        (chosen, page) => {
          fc.pre(new Set(chosen).size >= 3);
          const text = `Nr;Omschrijving\n1;${chosen.join(' ')}\n`;
          const bytes = bytesOf(text, page);
          const found = likelyCodePage(bytes);
          if (found.sure) expect(codePageDecoder(found.page)(bytes)).toBe(text);
        },
      ),
    );
  });

  test.each([['ibm850'], ['macintosh'], ['windows-1252']] as const)(
    'of %s is read as it was written',
    async (page) => {
      const text = 'Nr;Omschrijving\n1;Financiële coördinator beëindigt overleg, één café\n';
      expect(await texts(bytesOf(text, page))).toEqual([
        ['Nr', 'Omschrijving'],
        ['1', 'Financiële coördinator beëindigt overleg, één café'],
      ]);
    },
  );

  test('of Windows with signs but no accents stays one of Windows', () => {
    const signs = 'Nr;Bedrag\n1;“€ 5,–” … ‘zo’n’ § 3 • ™\n';
    expect(likelyCodePage(bytesOf(signs, 'windows-1252'))).toEqual({ page: 'windows-1252', sure: true });
  });
});

test('a text in the form of a formula is its text', async () => {
  const csv = 'Nr;Naam\n="007012";"=""a """"b"""" c"""\n="a"&"b";=1+1\n';
  expect(await texts(Buffer.from(csv))).toEqual([
    ['Nr', 'Naam'],
    ['007012', 'a "b" c'],
    ['="a"&"b"', '=1+1'],
  ]);
});
