import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../src/collection/import/import-action.ts';
import { checkCommand } from '../src/commands/registers/check.ts';
import { explainCommand } from '../src/commands/registers/explain.ts';
import { organisationCommand } from '../src/commands/registers/organisation.ts';
import { summariesCommand } from '../src/commands/reports/summaries.ts';
import { examples, openTestOrganisation, type TestOrganisation } from './example-organisation.ts';
import { runCommand } from './run-command.ts';

const description = join(examples, 'oefen', 'organisation.json');
const folder = mkdtempSync(join(tmpdir(), 'daglicht-cells-'));
let oefen: TestOrganisation;
beforeAll(async () => {
  oefen = await openTestOrganisation(description, 'oefen');
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

function read(name: string, content: string, register = 'incidents'): Promise<ImportReport> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return oefen.import(register, path);
}
const refused = (report: ImportReport) =>
  report.findings.filter((one) => one.weight === 'refused').map((one) => [one.kind, one.row]);

describe('A slip in a cell', () => {
  test('of a date is told once, not also as a date that is missing', async () => {
    const report = await read('datum.csv', 'Categorie;Datum ontvangst\nc;31-2-2025\n');
    expect(refused(report)).toEqual([['date-unclear', 2]]);
    const year = await read('jaar.csv', 'Categorie;Verslagjaar\nc;vorig jaar\n');
    expect(refused(year)).toEqual([['date-unclear', 2]]);
    const blank = await read('leeg.csv', 'Categorie;Datum ontvangst\nc;\n');
    expect(refused(blank)).toEqual([['period-missing', 2]]);
  });

  test('of a label names the codes to choose from', async () => {
    const report = await read('label.csv', 'Categorie;Datum ontvangst;Maatregel\nq;1-2-2025;ophangen\n');
    const advice = report.findings.map((one) => one.advice.nl).join('\n');
    expect(advice).toMatch(/incident-categories:q=<code>.*Codes: a \(/);
    expect(advice).toMatch(/measures:ophangen=<code>.*Codes: .*talk \(/);
  });

  test('of a count that nobody can have is refused, not added up', async () => {
    const report = await read(
      'groot.csv',
      'Onderdeel;Jaar;Nevenwerkzaamheden\nRDL;2023;99999999999999999999\n',
      'outside-activities',
    );
    expect(refused(report)).toEqual([['value-unreadable', 2]]);
  });
});

test('A printed number is not contradicted by registers of which a part is missing, unless it is lower', async () => {
  await read(
    'deels.csv',
    'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens;Voetnoot\nRDL;2024;107*;0;zonder de vestiging Noord\n',
    'gifts',
  );
  const printed = (value: number) => `Geschenken;aangeboden;2024;${value};geschenken;${value}`;
  await read(
    'gedrukt.csv',
    `Onderwerp;Maat;Periode;Gedrukte waarde;Eenheid;Regel in bron\n${printed(200)}\n${printed(90)}\n`,
    'printed-figures',
  );
  const { said } = await runCommand(checkCommand, oefen, [], { period: '2024', json: true });
  const lines = (
    JSON.parse(said) as { lines: { place: { nl: string } | null; verdict: string; found: { nl: string } }[] }
  ).lines;
  const verdictOf = (place: string) => lines.find((line) => line.place?.nl === place);
  expect(verdictOf('regel 90')?.verdict).toBe('contradicts');
  expect(verdictOf('regel 200')?.verdict).toBe('cannot-be-computed');
  expect(verdictOf('regel 200')?.found.nl).toMatch(
    /registers geven 107[,;] zonder .*; met wat ontbreekt kan 200 kloppen/,
  );
});

test('A printed number that is said to be about so much is looked at by a person, unless it lies on the wrong side', async () => {
  await read(
    'ongeveer.csv',
    'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nRDL;2023;104;0\n',
    'gifts',
  );
  const printed = (value: string, place: number) => `Geschenken;aangeboden;2023;${value};geschenken;${place}`;
  await read(
    'ongeveer-gedrukt.csv',
    `Onderwerp;Maat;Periode;Gedrukte waarde;Eenheid;Regel in bron\n${printed('ruim 100', 1)}\n${printed('bijna 100', 2)}\n${printed('circa 100', 3)}\n${printed('ruim 104', 4)}\n`,
    'printed-figures',
  );
  const { said } = await runCommand(checkCommand, oefen, [], { period: '2023', json: true });
  const { lines } = JSON.parse(said) as { lines: { place: { nl: string } | null; verdict: string }[] };
  const verdicts = [1, 2, 3, 4].map((at) => lines.find((line) => line.place?.nl === `regel ${at}`)?.verdict);
  expect(verdicts).toEqual(['differs', 'contradicts', 'differs', 'agrees']);
});

test('A text with what leads to one person is kept with a doubt that does not repeat it', async () => {
  const report = await read(
    'herkenbaar.csv',
    'Categorie;Datum ontvangst;Omschrijving;Toelichting afronding\nc;1-2-2025;Gemeld door p.jansen@voorbeeld.nl, 06-12345678;Gesprek met mevrouw De Vries\nc;2-2-2025;Laptop kwijt bij de NVWA, circa 18.000 gegevens;Gesprek\n',
  );
  const doubts = report.findings.filter((one) => one.kind === 'text-may-identify');
  expect(doubts.map((one) => [one.row, one.column, one.weight])).toEqual([
    [2, 'Omschrijving', 'doubtful'],
    [2, 'Toelichting afronding', 'doubtful'],
  ]);
  const advice = doubts.map((one) => one.advice.nl).join('\n');
  expect(advice).toMatch(/e-mailadres, telefoonnummer[\s\S]*mogelijke naam/);
  expect(advice).not.toMatch(/jansen|Vries|06-/);
});

test('A number with a footnote says whether the text of the note is known', async () => {
  const advice = async (name: string, content: string) =>
    (await read(name, content, 'outside-activities')).findings.find((one) => one.kind === 'value-footnote')
      ?.advice.nl;
  const header = 'Onderdeel;Jaar;Nevenwerkzaamheden;Voetnoot';
  expect(await advice('noot.csv', `${header}\nRDL;2022;107*;Zonder de Waddenpost\n`)).toMatch(/met de tekst/);
  expect(await advice('zonder.csv', `${header}\nRDL;2023;107*;\n`)).toMatch(/niet bekend.*kolom „Voetnoot”/);
});

describe('A table with headings and no rows', () => {
  test('is refused as such: it was not read before', async () => {
    const report = await read('kop.csv', 'Categorie;Datum ontvangst\n');
    expect(report).toMatchObject({ outcome: 'refused', added: 0 });
    expect(refused(report)).toEqual([['no-rows', 0]]);
  });

  test('that had rows before shows that they vanished', async () => {
    expect((await read('weg.csv', 'Categorie;Datum ontvangst\na;1-2-2025\n')).outcome).toBe('imported');
    expect(await read('weg.csv', 'Categorie;Datum ontvangst\n')).toMatchObject({
      outcome: 'needs-replace',
      vanished: 1,
    });
  });
});

describe('What a person reads', () => {
  test('names doubts and registers in words, not in codes', async () => {
    expect((await read('twijfel.csv', 'Categorie;Datum ontvangst\ng;1-2-2024\n')).outcome).toBe('imported');
    const checked = await runCommand(checkCommand, oefen, [], { period: '2024' });
    expect(checked.said).toMatch(/ {2}Incidenten: afdoening niet ingevuld \(\d+\)/);
    expect(checked.said).not.toContain('measure-blank');
    const explained = await runCommand(explainCommand, oefen, ['incidents.total'], {
      period: '2024',
      rows: true,
    });
    expect(explained.said).toContain('twijfel: afdoening niet ingevuld');
  });

  test('can be had as JSON from every command that answers', async () => {
    const described = await runCommand(organisationCommand, oefen, [description], {
      json: true,
      new: true,
    });
    expect(JSON.parse(described.said)).toEqual({
      organisation: 'oefen',
      units: 16,
      profileRecorded: false,
    });
    const file = join(folder, 'geen.json');
    writeFileSync(file, '[]');
    const written = await runCommand(summariesCommand, oefen, ['write', file], { json: true });
    expect(JSON.parse(written.said)).toEqual({ written: 0 });
  });
});

describe('The same file from another sender', () => {
  test('is known as read before, and its incidents are not there twice', async () => {
    const path = join(folder, 'afzender.csv');
    writeFileSync(path, 'Categorie;Datum ontvangst;Omschrijving\na;2-2-2023;Vermissing\n');
    expect((await oefen.import('incidents', path, { sender: 'een' })).outcome).toBe('imported');
    const again = await oefen.import('incidents', path, { sender: 'ander' });
    expect(again.outcome).toBe('already-read');
    expect(again.findings[0]?.advice.nl).toContain('„afzender.csv” van afzender „een”');
  });
});

describe('Rows that say no year', () => {
  const same = 'Onderdeel;Nevenwerkzaamheden\nPBW;4\n';
  const read4 = async (name: string, period: string, replace = false) => {
    writeFileSync(join(folder, name), same);
    return (await oefen.import('outside-activities', join(folder, name), { period, replace })).outcome;
  };

  test('are about another year when that is stated: an equal return of the next year is read', async () => {
    expect(await read4('opgave-2018.csv', '2018')).toBe('imported');
    expect(await read4('opgave-2019.csv', '2019')).toBe('imported');
    expect(await read4('opgave-2019.csv', '2019')).toBe('unchanged');
    expect(await read4('kopie-2019.csv', '2019')).toBe('already-read');
  });

  test('and a year that was stated wrong can be corrected', async () => {
    expect(await read4('verkeerd.csv', '2016')).toBe('imported');
    expect(await read4('verkeerd.csv', '2017')).toBe('needs-replace');
    expect(await read4('verkeerd.csv', '2017', true)).toBe('imported');
  });
});
