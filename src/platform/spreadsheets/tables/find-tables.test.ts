import { describe, expect, test } from 'vitest';
import { ods, xlsx, xlsxOf } from '../../../../tests/makers/spreadsheet-files.ts';
import { findTables, readTables, type TableBlock } from '../../../../tests/makers/whole-tables.ts';
import { streamTables } from './stream-tables.ts';
import { tableCell } from './table-block.ts';

/** The tables of the first sheet. */
async function tablesOf(file: Uint8Array): Promise<TableBlock[]> {
  const [sheet] = (await readTables(file)).sheets;
  return sheet === undefined ? [] : findTables(sheet);
}

/** A sheet drawn with bars: rows are lines, cells between bars, blank lines blank rows. */
function drawn(picture: string, after = ''): Uint8Array {
  const lines = picture.replace(/^\n/, '').split('\n');
  const rows = lines.map((line) =>
    line.split('|').map((cell) => {
      const text = cell.trim();
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    }),
  );
  return xlsxOf(rows, after);
}

/** A table in few words. */
function sketch(table: TableBlock | undefined) {
  return {
    titles: table?.titles,
    header: table?.columns.map(({ path }) => path.join(' > ')),
    body: table?.body.map(({ row, role }) => `${row.number}${role === 'data' ? '' : ` ${role}`}`),
    notes: table?.footnotes.map(({ text }) => text),
    findings: table?.findings.map(({ code, where }) => `${code} ${where.column ?? ''}${where.row ?? ''}`),
  };
}

const merges = (...areas: string[]) =>
  `<mergeCells>${areas.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`;

describe('A table is found', () => {
  test('that starts at the first row', async () => {
    const tables = await tablesOf(drawn('Onderdeel|Jaar|Aantal\nNVWA|2020|2744\nRVO|2020|4021'));
    expect(tables).toHaveLength(1);
    expect(sketch(tables[0])).toEqual({
      titles: [],
      header: ['Onderdeel', 'Jaar', 'Aantal'],
      body: ['2', '3'],
      notes: [],
      findings: [],
    });
    const [table] = tables;
    const [first] = table?.body ?? [];
    const third = table?.columns[2];
    expect(first && third && tableCell(first, third).text).toBe('2744');
  });

  test('under titles, with totals and footnotes', async () => {
    const tables = await tablesOf(
      drawn(`
Nevenwerkzaamheden 2020
Peildatum 31 december

Onderdeel|Aantal medewerkers|Nevenwerkzaamheden
NVWA|2744|184
RVO|4021|n.v.t.
Totaal|6765|184
* RVO deed geen opgave.
Bron: opgave van de onderdelen`),
    );
    expect(tables.map(sketch)).toEqual([
      {
        titles: ['Nevenwerkzaamheden 2020', 'Peildatum 31 december'],
        header: ['Onderdeel', 'Aantal medewerkers', 'Nevenwerkzaamheden'],
        body: ['5', '6', '7 total'],
        notes: ['* RVO deed geen opgave.', 'Bron: opgave van de onderdelen'],
        findings: ['totals-row 7'],
      },
    ]);
  });

  test('under a merged title and two header lines with merged years', async () => {
    const tables = await tablesOf(
      drawn(
        `
Nevenwerkzaamheden
Onderdeel|2020||2021|
|Aantal|Neven|Aantal|Neven
NVWA|2744|184|2801|190`,
        merges('A1:E1', 'A2:A3', 'B2:C2', 'D2:E2'),
      ),
    );
    expect(tables.map(sketch)).toEqual([
      {
        titles: ['Nevenwerkzaamheden'],
        header: ['Onderdeel', '2020 > Aantal', '2020 > Neven', '2021 > Aantal', '2021 > Neven'],
        body: ['4'],
        notes: [],
        findings: [],
      },
    ]);
  });

  test.each([
    ['with the first column named above', 'Onderdeel|2020||2021|\n|Aantal|Neven|Aantal|Neven'],
    ['with the first column named below', '|2020||2021|\nOnderdeel|Aantal|Neven|Aantal|Neven'],
  ])('under two header lines without merged cells, %s', async (_, header) => {
    const tables = await tablesOf(drawn(`${header}\nNVWA|2744|184|2801|190\nRVO|4021|12|4100|14`));
    expect(tables.map(sketch)).toMatchObject([
      {
        header: ['Onderdeel', '2020 > Aantal', '2020 > Neven', '2021 > Aantal', '2021 > Neven'],
        body: ['3', '4'],
        findings: [],
      },
    ]);
  });

  test('whose header is years', async () => {
    const tables = await tablesOf(drawn('Onderdeel|2020|2021\nNVWA|184|190'));
    expect(sketch(tables[0])).toMatchObject({ header: ['Onderdeel', '2020', '2021'], body: ['2'] });
  });

  test('of text only: its first row is the header, the others are not', async () => {
    const tables = await tablesOf(drawn('Categorie|Betreft|Omschrijving\na|b|c\nd|e|f\n\ng|h|i'));
    expect(tables).toHaveLength(1);
    expect(sketch(tables[0])).toMatchObject({
      header: ['Categorie', 'Betreft', 'Omschrijving'],
      body: ['2', '3', '5'],
      findings: ['blank-rows-inside 5'],
    });
  });

  test('without a header, which is reported', async () => {
    const tables = await tablesOf(drawn('NVWA|2744|184\nRVO|4021|12'));
    expect(sketch(tables[0])).toMatchObject({
      header: ['', '', ''],
      body: ['1', '2'],
      findings: ['no-header 1'],
    });
  });

  test('with a header and no rows', async () => {
    const tables = await tablesOf(drawn('Gemelde giften\nDatum|Ontvanger|Waarde'));
    expect(sketch(tables[0])).toMatchObject({
      titles: ['Gemelde giften'],
      header: ['Datum', 'Ontvanger', 'Waarde'],
      body: [],
    });
  });

  test('of a single column', async () => {
    const tables = await tablesOf(drawn('Onderdeel\nNVWA\nRVO'));
    expect(sketch(tables[0])).toMatchObject({ header: ['Onderdeel'], body: ['2', '3'] });
  });

  test('with a column that has no header, and one header twice', async () => {
    const tables = await tablesOf(drawn('Onderdeel||Aantal|Aantal\nNVWA|x|1|2\nRVO|y|3|4'));
    expect(sketch(tables[0]).findings).toEqual(['column-without-header B1', 'same-header-twice D1']);
  });
});

describe('Two tables on a sheet', () => {
  test('under each other, each with its title', async () => {
    const tables = await tablesOf(
      drawn(`
Tabel 1: medewerkers
Onderdeel|2020
NVWA|2744
* voorlopig

Tabel 2: meldingen
Onderdeel|2020
NVWA|184`),
    );
    expect(tables.map(sketch)).toMatchObject([
      { titles: ['Tabel 1: medewerkers'], body: ['3'], notes: ['* voorlopig'] },
      { titles: ['Tabel 2: meldingen'], body: ['8'] },
    ]);
  });

  test('under each other without titles, told apart by the second header', async () => {
    const tables = await tablesOf(drawn('Onderdeel|2020\nNVWA|2744\n\nOnderdeel|2021\nNVWA|2801'));
    expect(tables.map(sketch)).toMatchObject([
      { header: ['Onderdeel', '2020'], body: ['2'] },
      { header: ['Onderdeel', '2021'], body: ['5'] },
    ]);
  });

  test('beside each other, each with its title, under one title', async () => {
    const tables = await tablesOf(
      drawn(`
Jaaropgave
2020|||2021
Onderdeel|Aantal||Onderdeel|Aantal
NVWA|2744||NVWA|2801
RVO|4021||RVO|4100`),
    );
    expect(tables.map(sketch)).toMatchObject([
      { titles: ['Jaaropgave', '2020'], header: ['Onderdeel', 'Aantal'], body: ['4', '5'] },
      { titles: ['2021'], header: ['Onderdeel', 'Aantal'], body: ['4', '5'] },
    ]);
    expect(tables[1]?.columns.map(({ letter }) => letter)).toEqual(['D', 'E']);
  });
});

describe('Rows that are no data are told apart', () => {
  test('a total behind a blank row belongs to the table', async () => {
    const tables = await tablesOf(drawn('Onderdeel|Aantal\nNVWA|2744\nRVO|1\n\nTotaal|2745\n\nBron: opgave'));
    expect(tables.map(sketch)).toMatchObject([
      {
        body: ['2', '3', '5 total'],
        notes: ['Bron: opgave'],
        findings: ['blank-rows-inside 5', 'totals-row 5'],
      },
    ]);
  });

  test('a row with gaps behind a blank row is one row of the table', async () => {
    const tables = await tablesOf(drawn('Onderdeel|Aantal|Neven|Noot\nNVWA|2744|1|x\n\nRVO||3|\nNEA||4|'));
    expect(tables.map(sketch)).toMatchObject([{ body: ['2', '4', '5'], findings: ['blank-rows-inside 4'] }]);
  });

  test('a row with a name only may be a section or a return that is missing', async () => {
    const tables = await tablesOf(drawn('Onderdeel|Aantal|Neven\nEZK\nNVWA|2744|1\nNCG\nRVO|1|0'));
    expect(sketch(tables[0]).body).toEqual(['2 single', '3', '4 single', '5']);
  });

  test('a word that only starts like a total is data', async () => {
    const tables = await tablesOf(
      drawn('Onderdeel|Aantal\nTotaalbeheer|2\nSommige|3\nSubtotaal|5\nEindtotaal|5'),
    );
    expect(sketch(tables[0]).body).toEqual(['2', '3', '4 total', '5 total']);
  });

  test('hidden rows and columns are marked and reported', async () => {
    const inside =
      '<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="str"><v>Onderdeel</v></c><c r="B1" t="str"><v>Aantal</v></c></row><row r="2" hidden="1"><c r="A2" t="str"><v>NVWA</v></c><c r="B2"><v>3</v></c></row></sheetData>';
    const tables = await tablesOf(xlsx([{ name: 'x', inside }]));
    expect(sketch(tables[0]).findings).toEqual(['hidden-column B', 'hidden-row 2']);
    expect(tables[0]?.columns[1]?.hidden).toBe(true);
  });
});

test('An ODS with merged headers gives the same table', async () => {
  const cell = (text: string, span = '') =>
    `<table:table-cell office:value-type="string" ${span}><text:p>${text}</text:p></table:table-cell>`;
  const number = (value: number) => `<table:table-cell office:value-type="float" office:value="${value}"/>`;
  const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`;
  const covered = '<table:covered-table-cell/>';
  const file = ods(
    `<table:table table:name="2020">${row(cell('Onderdeel', 'table:number-rows-spanned="2"') + cell('2020', 'table:number-columns-spanned="2"') + covered)}${row(covered + cell('Aantal') + cell('Neven'))}${row(cell('NVWA') + number(2744) + number(184))}</table:table>`,
  );
  const tables = await tablesOf(file);
  expect(tables.map(sketch)).toMatchObject([
    { header: ['Onderdeel', '2020 > Aantal', '2020 > Neven'], body: ['3'], findings: [] },
  ]);
});

describe('Tables found while streaming', () => {
  test('are those that are found in the whole sheet, also beyond the rows held', async () => {
    const rows: (string | number)[][] = [['Meldingen 2021'], ['Onderdeel', 'Aantal', 'Omschrijving']];
    for (let index = 0; index < 3500; index++) {
      if (index % 700 === 699) rows.push(['']);
      rows.push([`onderdeel ${index}`, index, 'tekst']);
    }
    rows.push(['Totaal', 3500, ''], ['* noot'], [''], ['Jaar', 'Giften'], [2021, 7], [2022, 8]);
    const file = xlsxOf(rows);
    const [sheet] = (await readTables(file)).sheets;
    const whole = sheet === undefined ? [] : findTables(sheet);
    expect(whole.map(({ body }) => body.length)).toEqual([3501, 2]);
    expect(whole[0]?.footnotes).toHaveLength(1);
    let streamed = 0;
    let tables = 0;
    for await (const { events } of streamTables(file)) {
      streamed += events.filter(({ type }) => type === 'row').length;
      tables += events.filter(({ type }) => type === 'table').length;
    }
    expect([tables, streamed]).toEqual([2, 3503]);
  });
});
