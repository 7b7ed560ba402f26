import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import { zip } from '../src/platform/spreadsheets/packed/zip-write.ts';
import {
  daglicht,
  daglichtProcess,
  expectNoStack,
  holdingTable,
  openWorkplace,
  startDaglicht,
  type Workplace,
} from './command-line.ts';
import { examples, openTestOrganisation, type TestOrganisation } from './example-organisation.ts';
import { killNow, serversOf } from './makers/processes.ts';
import { xlsx, xlsxParts, zipBomb } from './makers/spreadsheet-files.ts';

/*
 * What a person does wrong, and what the machine does to the program: each is told in words, with an exit code,
 * and leaves nothing half-written. What the readers of files refuse is tested beside them
 * (src/platform/spreadsheets); here it goes through the import and the command line.
 */

const organisationFile = join(examples, 'oefen', 'organisation.json');
const header = 'Onderdeel;Jaar;Nevenwerkzaamheden';

let place: Workplace;
const run = (...words: readonly string[]) => daglicht(place.dataFolder, ...words, '--organisation', 'oefen');
const count = (table: string) => place.count('oefen', table);

function file(name: string, content: string | Uint8Array): string {
  const path = join(place.folder, name);
  writeFileSync(path, content);
  return path;
}

beforeAll(async () => {
  place = await openWorkplace();
  const described = await daglicht(
    place.dataFolder,
    'organisation',
    organisationFile,
    '--organisation',
    'oefen',
  );
  expect(described).toMatchObject({ exit: 0 });
});
afterAll(() => place.close());

test('A process of the program says and ends as its command does', async () => {
  const words = ['explain', 'gifts.nothing', '--organisation', 'oefen'];
  // On a slow machine either may say that it is busy.
  const calm = <Ended extends { readonly err: string }>(ended: Ended): Ended => ({
    ...ended,
    err: ended.err.replace(/^Bezig met .* …\n/, ''),
  });
  expect(calm(await daglichtProcess(place.dataFolder, ...words))).toEqual(
    calm(await daglicht(place.dataFolder, ...words)),
  );
});

describe('Wrong use ends with 2, names what exists, and points to the help', () => {
  test.each([
    ['an unknown command', ['rapport'], 'report'],
    ['an unknown option', ['check', '--periode', '2024'], '--period'],
    ['an option without its value', ['check', '--period'], '--period=<…>'],
    ['a value for a switch', ['check', '--json=ja'], '--period'],
    ['a figure that is none, in a room that exists', ['explain', 'gifts.nothing'], 'gifts.offered'],
    ['a figure in no room', ['explain', 'nothing.at-all'], 'noemt ze alle'],
    ['a period that is none', ['check', '--period', 'vorig jaar'], '2020-2021'],
    ['a register that is none', ['import', 'integriteit', 'bestand.csv'], 'incidents'],
    ['a publication that is none', ['verify', 'jaarverslag'], 'nog geen enkele'],
    ['a second file, which would be left unread', ['import', 'gifts', 'een.csv', 'twee.csv'], 'twee.csv'],
    ['a second period', ['report', '2024', '2025'], '2025'],
    ['a format that is none, beside one that is', ['report', '2024', '--format', 'pdf,docx'], 'xlsx'],
    ['a publication without a name', ['verify'], 'welk verslag'],
    ['a sender without a name', ['import', 'gifts', 'bestand.csv', '--sender', ' '], '--sender'],
    ['a day that is in no calendar', ['report', '2024', '--date', '2026-02-30'], 'jjjj-mm-dd'],
    ['such a day for a statement', ['statement', '2024', '--date', '2026-02-30'], 'jjjj-mm-dd'],
    ['a mapping without a field', ['import', 'gifts', 'bestand.csv', '--map', 'Aantal'], 'kop=veld'],
    ['a port that is none', ['serve', '--port', 'http'], '65533'],
  ])('%s', async (_what, words, named) => {
    const needsOrganisation = !['serve', 'rapport'].includes(words[0] ?? '');
    const ended = await daglicht(place.dataFolder, ...words, ...(needsOrganisation ? ['-o', 'oefen'] : []));
    expect(ended).toMatchObject({ exit: 2, out: '' });
    expect(ended.err).toContain(named);
    expect(ended.err).toMatch(/Zie: npm run --silent daglicht -- \S*\s?--help/);
  });

  test('an unknown organisation, which is not made by the slip of a pen', async () => {
    const ended = await daglicht(place.dataFolder, 'check', '--period', '2024', '-o', 'ofen');
    expect(ended).toMatchObject({ exit: 2, out: '' });
    expect(ended.err).toContain('Er is geen organisatie „ofen”. Wel: oefen.');
    expect(await place.daglicht.storage.organisations()).toEqual(['oefen']);
  });

  test('a program that asks for JSON gets it, also of a database that is up to date', async () => {
    const ended = await run('database', 'migrate', '--json');
    expect(ended).toMatchObject({ exit: 0, err: '' });
    expect(JSON.parse(ended.out)).toEqual([{ organisation: 'oefen', isNew: false, applied: [] }]);
  });

  test('no command at all is a question, not a fault', async () => {
    expect(await daglicht(place.dataFolder)).toMatchObject({ exit: 0, err: '' });
  });
});

/** A pipe that nobody writes to: whoever opens it waits. */
function pipe(): string {
  const path = join(place.folder, 'pijp.csv');
  execFileSync('mkfifo', [path]);
  return path;
}

describe('A file that is no table is refused with its name, at the command line', () => {
  test.each([
    ['that is not there', () => join(place.folder, 'weg.csv'), 'weg.csv', /bestaat niet/],
    ['that is a folder', () => place.folder, 'daglicht-bad', /is geen bestand/],
    ['that is a pipe', pipe, 'pijp.csv', /is geen bestand/],
    ['that is a device', () => '/dev/null', '/dev/null', /is geen bestand/],
    ['that is empty', () => file('leeg.csv', ''), 'leeg.csv', /is leeg/],
    [
      'that is a PDF under another name',
      () => file('verslag.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n'),
      'verslag.csv',
      /PDF/,
    ],
    ['that unpacks to 600 MB', () => file('bom.xlsx', zipBomb(600)), 'bom.xlsx', /uitgepakt|MB/],
    [
      'that lies about unpacking to 600 MB',
      () => file('leugen.xlsx', zipBomb(600, 1000)),
      'leugen.xlsx',
      /beschadigd/,
    ],
    [
      'with entities of XML',
      () => file('entiteit.xlsx', zip(withEntities())),
      'entiteit.xlsx',
      /DOCTYPE|entiteit|XML/,
    ],
  ])('%s', async (_what, make, name, why) => {
    const ended = await run('import', 'outside-activities', make());
    // A machine that is busy says that it is reading.
    expect([ended.exit, ended.err.replace('Bezig met lezen …\n', '')]).toEqual([1, '']);
    expect(ended.out).toContain(name);
    expect(ended.out).toMatch(why);
    expect(ended.out).toContain('er is niets ingelezen');
    expect(await count('import_source')).toBe('0');
  });

  test('and the same as JSON', async () => {
    const ended = await run('import', 'outside-activities', join(place.folder, 'weg.csv'), '--json');
    const report: ImportReport = JSON.parse(ended.out);
    expect(report).toMatchObject({ outcome: 'refused', findings: [{ kind: 'file-not-found' }] });
  });
});

/** The parts of a workbook whose sheet names an entity that grows. */
function withEntities() {
  const grows = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';
  const sheet = `${grows}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>`;
  return xlsxParts([{ name: 'Blad1', inside: '' }]).map((part) =>
    part.name.includes('worksheets/') ? { ...part, content: sheet } : part,
  );
}

describe('A sheet with faults', () => {
  let oefen: TestOrganisation;
  const folder = mkdtempSync(join(tmpdir(), 'daglicht-faults-'));
  beforeAll(async () => {
    oefen = await openTestOrganisation(organisationFile);
  });
  afterAll(async () => {
    await oefen.close();
    rmSync(folder, { recursive: true });
  });
  const read = (name: string, content: string | Uint8Array, register = 'outside-activities') => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return oefen.import(register, path);
  };
  const advice = (report: ImportReport) => report.findings.map((finding) => finding.advice.nl).join('\n');

  test('without a required column says which one, what it found, and how to say otherwise', async () => {
    const report = await read('kolom.csv', 'Onderdeel;Jaar\nRDL;2024\n');
    expect(report).toMatchObject({ outcome: 'refused', added: 0 });
    expect(advice(report)).toMatch(/ontbreekt: „Nevenwerkzaamheden”.*Onderdeel \| Jaar.*--map/);
  });

  test('of another register is refused', async () => {
    const report = await read('anders.csv', 'Naam;Woonplaats;Telefoon\nA;B;1\nC;D;2\n');
    expect(report.outcome).toBe('refused');
    expect(report.kinds[0]).toMatchObject({ weight: 'refused', kind: 'column-missing' });
  });

  test('with a unit that is none names the row and how to say which unit is meant', async () => {
    const report = await read('onderdeel.csv', `${header}\nRijksdienst Lucht;2024;3\n`);
    expect(report.outcome).toBe('refused');
    expect(report.findings[0]).toMatchObject({ row: 2, value: 'Rijksdienst Lucht' });
    expect(advice(report)).toContain("--map 'unit:Rijksdienst Lucht=RDL'");
    const stranger = await read('vreemd.csv', `${header}\nZuiderbad;2024;3\n`);
    expect(advice(stranger)).toContain("--map 'unit:Zuiderbad=<sleutel>'");
  });

  test('with a unit merged over rows has it in each of them; a count that is merged is asked, not counted twice', async () => {
    const rows: (string | number | null)[][] = [header.split(';'), ['RDL', 2019, 3], [null, 2018, 4]];
    const merged = (column: number) => [{ startRow: 1, startCol: column, endRow: 2, endCol: column }];
    const book = (column: number, merges = merged(column)) =>
      writeXlsx({ sheets: [{ name: 'Opgave', rows, merges }] });
    const report = await read('samen.xlsx', await book(0));
    expect(report).toMatchObject({ outcome: 'imported', added: 2 });
    rows[1] = ['RDL', 2017, 3];
    rows[2] = ['KD-MWL', 2017, null];
    const counted = await read('samen-geteld.xlsx', await book(2));
    expect(counted.outcome).toBe('refused');
    expect(counted.findings[0]).toMatchObject({ kind: 'value-merged', row: 3 });
  });

  test('with a formula that has no outcome names the row and the formula', async () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const [a, b, c] = header.split(';');
    const inside = `<sheetData><row r="1">${cell('A1', a ?? '')}${cell('B1', b ?? '')}${cell('C1', c ?? '')}</row><row r="2">${cell('A2', 'RDL')}<c r="B2"><v>2024</v></c><c r="C2"><f>SUM(D2:E2)</f></c></row></sheetData>`;
    const report = await read('formule.xlsx', xlsx([{ name: 'Opgave', inside }]));
    expect(report.outcome).toBe('refused');
    expect(report.findings.find((finding) => finding.kind === 'formula-without-value')).toMatchObject({
      row: 2,
      value: 'SUM(D2:E2)',
    });
  });

  test('with 107* keeps the number as partial, with the doubt beside it', async () => {
    const report = await read('ster.csv', `${header}\nKD-MWL;2022;107*\n* inclusief dubbele opgaven;;\n`);
    expect(report).toMatchObject({ outcome: 'imported', added: 1 });
    expect(report.kinds).toContainEqual(
      expect.objectContaining({ weight: 'doubtful', kind: 'value-footnote', count: 1 }),
    );
  });

  test('with a decimal comma in a count is refused, with a point for thousands it is read', async () => {
    const report = await read('komma.csv', `${header}\nRDL;2022;86,5\n`);
    expect(report.outcome).toBe('refused');
    expect(report.findings[0]).toMatchObject({ row: 2, value: '86,5', column: 'Nevenwerkzaamheden' });
    expect(await read('punt.csv', `${header}\nRDL;2022;1.234\n`)).toMatchObject({ outcome: 'imported' });
  });

  test('with the same statement in four text encodings is known as one', async () => {
    const content = `${header};Toelichting\nRDL;2021;12;geïnd per mei\n`;
    const big = Buffer.from(`\ufeff${content}`, 'utf16le').swap16();
    const outcomes: string[] = [];
    for (const [name, bytes] of [
      ['utf8.csv', Buffer.from(content)],
      ['bom.csv', Buffer.from(`\ufeff${content}`)],
      ['latijn.csv', Buffer.from(content, 'latin1')],
      ['groot.csv', big],
    ] as const)
      outcomes.push((await read(name, bytes)).outcome);
    expect(outcomes).toEqual(['imported', 'imported', 'imported', 'imported']);
  });

  const incident = (date: string) =>
    `Categorie;Betreft;Soort;Onderdeel;Omschrijving;Datum ontvangst\nLekken, misbruiken en/of achterhouden van informatie;Lekken van informatie (onbedoeld);Integriteitsschending;RDL;Een bericht (${date.replaceAll(/\D/g, ' ')}).;${date}\n`;

  test.each(['3 maart 2025', '03-03-2025', '2025-03-03', '3/3/2025'])(
    'with the date written as %s reads the date',
    async (date) => {
      const report = await read(`datum-${date.replaceAll(/\W/g, '')}.csv`, incident(date), 'incidents');
      expect(report).toMatchObject({ outcome: 'imported', added: 1 });
    },
  );

  test.each(['31-02-2025', 'eind maart', '13/13/2025'])(
    'with %s for a date names the row and the value',
    async (date) => {
      const report = await read(`datum-${date.replaceAll(/\W/g, '')}.csv`, incident(date), 'incidents');
      expect(report.outcome).toBe('refused');
      expect(report.findings.find((finding) => finding.value === date)?.row).toBe(2);
    },
  );
});

describe('A command that takes more than two seconds', () => {
  test('says that it is busy, beside what it answers', async () => {
    const summaries = file('geen.json', '[]');
    const running = await holdingTable(place.daglicht, 'oefen', 'audit_entry', async (waiting) => {
      const started = startDaglicht(place.dataFolder, ['summaries', 'write', summaries, '-o', 'oefen']);
      await waiting();
      await new Promise((settle) => setTimeout(settle, 2500));
      return started;
    });
    expect(await running.ended).toMatchObject({
      exit: 0,
      out: '0 samenvattingen opgeslagen.\n',
      err: 'Bezig met de samenvattingen …\n',
    });
  });
});

describe('A reader that goes away', () => {
  test('does not stop the program, nor what it writes', async () => {
    const path = file('lezer.csv', `${header}\nNVD;2024;5\n`);
    const running = startDaglicht(place.dataFolder, ['import', 'outside-activities', path, '-o', 'oefen']);
    running.process.stdout?.destroy();
    // On a slow machine it says that it is busy; nothing else.
    expect(await running.ended).toMatchObject({
      exit: 0,
      err: expect.stringMatching(/^(Bezig met .* …\n)?$/),
    });
    expect(await count("import_row where file_name = 'lezer.csv'")).toBe('1');
  });
});

describe('A document', () => {
  const front = (text: string) =>
    `---\nslug: proef\ntitle: Proef\nlanguage: nl\nperiod: 2024\nyearsBefore: 0\n---\n\n# Vooraf {#vooraf}\n\n${text}\n`;

  test('with a number that no figure carries is refused with its line, and publishes nothing', async () => {
    const document = file('getal.md', front('Er waren 12 incidenten.'));
    const ended = await run('report', '2024', '--document', document, '--publish');
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/niets gepubliceerd[\s\S]*Regel 11.*12/);
    expect(await count('publication')).toBe('0');
  });

  test('that is not there is told with its name', async () => {
    const ended = await run('report', '2024', '--document', join(place.folder, 'weg.md'));
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/weg\.md” bestaat niet[\s\S]*Wat nu: /);
  });
});

describe('A port that is taken', () => {
  test('is told before anything is loaded', async () => {
    const other = createServer();
    await new Promise<void>((settle) => other.listen(0, '127.0.0.1', settle));
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const fresh = join(place.folder, 'niet-begonnen');
    try {
      const ended = await daglicht(fresh, 'serve', '--examples', '--port', String(Math.min(port, 65_533)));
      expect(ended).toMatchObject({ exit: 1, out: '' });
      expect(ended.err).toMatch(/al in gebruik[\s\S]*--port/);
      expect(existsSync(fresh)).toBe(false);
    } finally {
      other.close();
    }
  });
});

describe('Killed half-way', { timeout: 180_000 }, () => {
  const statement = () => file('half.csv', `${header}\nRWP;2023;5\nRDL;2023;6\n`);
  const nothing = async (of: string) => {
    expect(await count(`import_source where file_name = '${of}'`)).toBe('0');
    expect(await count(`import_row where file_name = '${of}'`)).toBe('0');
    expect(await count("reported_value where period = '2023'")).toBe('0');
  };

  test('an import leaves nothing, and goes well the next time', async () => {
    const words = ['import', 'outside-activities', statement(), '-o', 'oefen'];
    await holdingTable(place.daglicht, 'oefen', 'import_row', async (waiting) => {
      const running = startDaglicht(place.dataFolder, words);
      await waiting();
      running.process.kill('SIGKILL');
      expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
    });
    await nothing('half.csv');
    expect(await daglicht(place.dataFolder, ...words)).toMatchObject({ exit: 0 });
    expect(await count("import_row where file_name = 'half.csv'")).toBe('2');
  });

  test('a publication is absent, and goes well the next time', async () => {
    const document = file(
      'half.md',
      '---\nslug: half\ntitle: Verslag\nlanguage: nl\nperiod: 2023\nyearsBefore: 0\n---\n\n# Vooraf {#vooraf}\n\nTekst zonder cijfers.\n',
    );
    const words = ['report', '2023', '--document', document, '--publish', '-o', 'oefen'];
    await holdingTable(place.daglicht, 'oefen', 'publication_input', async (waiting) => {
      const running = startDaglicht(place.dataFolder, words);
      await waiting();
      running.process.kill('SIGKILL');
      await running.ended;
    });
    for (const table of ['publication', 'publication_file', 'publication_input', 'publication_cell'])
      expect(await count(table)).toBe('0');
    const again = await daglicht(place.dataFolder, ...words);
    expect(again).toMatchObject({ exit: 0 });
    expect(again.err).toMatch(/^(Bezig met .* …\n)?(Wie een verborgen getal kent .*\n)?$/);
    expect(await count('publication where version = 1')).toBe('1');
  });

  test('a database server leaves nothing of the import, which says so; the next one goes well', async () => {
    const path = file('weg-server.csv', `${header}\nIWK;2023;5\n`);
    const words = ['import', 'outside-activities', path, '-o', 'oefen'];
    const ended = await holdingTable(place.daglicht, 'oefen', 'import_row', async (waiting) => {
      const running = startDaglicht(place.dataFolder, words);
      await waiting();
      serversOf(place.dataFolder).forEach(killNow);
      return running.ended;
    });
    expectNoStack(ended);
    expect(ended).toMatchObject({ exit: 1, out: '' });
    expect(ended.err).toMatch(/verbinding met de database is weggevallen[\s\S]*Behouden: [\s\S]*Wat nu: /);
    expect(await daglicht(place.dataFolder, ...words)).toMatchObject({ exit: 0 });
    expect(await count("import_source where file_name = 'weg-server.csv'")).toBe('1');
    expect(await count("import_row where file_name = 'weg-server.csv'")).toBe('1');
  });
});
