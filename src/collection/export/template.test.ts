import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../tests/example-organisation.ts';
import { wholeCatalogue } from '../../app.ts';
import { structureQuestion } from '../../organisation/records.ts';
import type { Structure } from '../../organisation/structure.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import type { ExportFile, ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { templateOf } from './template.ts';

let oefen: TestOrganisation;
let folder = '';
let structure: Structure;
const given = (language: 'nl' | 'en') => ({
  codes: oefen.profile.codes,
  structure,
  language,
  day: '2026-01-01',
});
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'daglicht-template-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  structure = await look(oefen.door, tester, structureQuestion, concern, {});
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await oefen.close();
});

const kept = wholeCatalogue.registers.filter((one) => one.imports.some((face) => !face.ofExports));

test.each(kept.flatMap((register) => (['nl', 'en'] as const).map((language) => ({ register, language }))))(
  'The template of $register.key in $language is known when it is read, and is told to hold no rows',
  async ({ register, language }) => {
    const file = join(folder, `${register.key}-${language}.xlsx`);
    writeFileSync(file, writeXlsx(templateOf(register, given(language))));
    const report = await oefen.import(register.key, file, { dryRun: true });
    expect([...new Set(report.findings.map((one) => one.advice.nl))]).toEqual([
      expect.stringContaining('maar geen rijen om in te lezen'),
    ]);
  },
);

test('A template that was filled in is read, with its explanations left aside', async () => {
  const register = kept.find((one) => one.key === 'incidents');
  if (!register) return expect.unreachable();
  const empty = templateOf(register, given('nl'));
  const [sheet] = empty.sheets;
  if (!sheet) return expect.unreachable();
  const stated: Readonly<Record<string, string>> = {
    Categorie: 'a',
    Omschrijving: 'Vermissing',
    'Toelichting afronding': 'Gesprek',
    Anoniem: 'ja',
    'Datum ontvangst': 'maart 2025',
    Betrokkene: 'medewerker',
  };
  const row = sheet.columns.map(({ header }) => stated[header] ?? null);
  const filled: ExportFile = { ...empty, sheets: [{ ...sheet, rows: [row] }] };
  const file = join(folder, 'ingevuld.ods');
  writeFileSync(file, writeOds(filled));
  const report = await oefen.import('incidents', file);
  expect([report.outcome, report.added, report.findings]).toEqual(['imported', 1, []]);
});

test('A template says of each column what belongs in it', () => {
  const register = kept.find((one) => one.key === 'incidents');
  if (!register) return expect.unreachable();
  const notes = new Map(templateOf(register, given('nl')).notes?.map((one) => [one.heading, one.text]));
  expect(notes.get('Bevinding')).toMatch(/^Kies uit: aangetoond; deels aangetoond/);
  expect(notes.get('Datum ontvangst')).toMatch(/november 2025/);
  expect(notes.get('Categorie')).toMatch(/^Nodig\. Kies uit/);
  expect(notes.get('Bewust onjuist gemeld')).toMatch(/^De melder wist/);
});

/** Values for columns that offer no choice. */
const typed: Readonly<Record<string, string>> = {
  Jaar: '2024',
  Year: '2024',
  Verslagjaar: '2024',
  'Reporting year': '2024',
  'Datum ontvangst': '3-11-2024',
  'Date received': '3-11-2024',
  'Datum opgave': '3-11-2024',
  'Date declared': '3-11-2024',
  'Begin dienstverband': '3-11-2024',
  'Employed from': '3-11-2024',
};

test.each(
  (['incidents', 'outside-activities', 'gifts', 'advice', 'staff'] as const).flatMap((key) =>
    (['nl', 'en'] as const).flatMap((language) => [
      { key, language, write: writeXlsx, end: 'xlsx' },
      { key, language, write: writeOds, end: 'ods' },
    ]),
  ),
)(
  'Every choice that the template of $key in $language ($end) offers is read without a question',
  async ({ key, language, write, end }) => {
    const register = kept.find((one) => one.key === key);
    if (!register) return expect.unreachable();
    const empty = templateOf(register, given(language));
    const [sheet] = empty.sheets;
    if (!sheet) return expect.unreachable();
    const lists = sheet.columns.map(({ choices = [] }) => choices);
    expect(Math.max(...lists.map(({ length }) => length))).toBeGreaterThan(0);
    const longest = Math.max(...lists.map(({ length }) => length));
    const categories = oefen.profile.codes.get('incident-categories')?.codes ?? [];
    const rows = Array.from({ length: longest }, (_, row): ExportValue[] =>
      sheet.columns.map(({ header, needed }, column) => {
        const choices = lists[column] ?? [];
        // What is in a category goes with that category.
        const within = lists[column + 1]?.[row];
        const chosen = categories.find((one) => one.parent !== undefined && one.label[language] === within);
        const group = categories.find(({ code }) => code === chosen?.parent);
        if (group && choices.includes(group.label[language])) return group.label[language];
        if (choices.length > 0) return choices[row % choices.length] ?? null;
        return typed[header] ?? (needed ? `${row + 1}` : null);
      }),
    );
    const file = join(folder, `gekozen-${key}-${language}.${end}`);
    writeFileSync(file, write({ ...empty, sheets: [{ ...sheet, rows }] }));
    const report = await oefen.import(key, file, { dryRun: true });
    const asked = report.findings.filter((one) => /label|unit-unknown|yes-no|sheet|column/.test(one.kind));
    expect([asked, report.rows]).toEqual([[], key === 'advice' || key === 'gifts' ? report.rows : longest]);
  },
);

test('A template offers the units that exist, and asks for days where only a day will do', () => {
  const [staff, incidents] = ['staff', 'incidents'].map((key) => kept.find((one) => one.key === key));
  if (!staff || !incidents) return expect.unreachable();
  const nameOfRdl = structure.units.find(({ key }) => key === 'RDL')?.names.at(-1)?.name.nl;
  expect(nameOfRdl).toBeDefined();
  const columnOf = (register: typeof staff, header: string) =>
    templateOf(register, given('nl'))
      .sheets.flatMap(({ columns }) => columns)
      .find((one) => one.header === header);
  expect(columnOf(staff, 'Onderdeel')?.choices).toContain(nameOfRdl);
  expect(columnOf(staff, 'Begin dienstverband')).toMatchObject({ kind: 'date', needed: true });
  // "November 2024" and "2024" are answers too, of which a program would make a day.
  expect(columnOf(incidents, 'Datum ontvangst')?.kind).toBe('text');
  expect(columnOf(incidents, 'Categorie')).toMatchObject({ needed: true });
});

test('A template has no column that Daglicht alone fills in, and offers no measure that has ended', () => {
  const headings = kept.flatMap((register) =>
    templateOf(register, given('nl')).sheets.flatMap(({ columns }) => columns.map(({ header }) => header)),
  );
  expect(headings).toContain('Zaaknummer');
  expect(headings).toContain('Soort bijeenkomst');
  expect(headings.filter((one) => /Kenmerk in Daglicht|Volgnummer onder gelijke/.test(one))).toEqual([]);
  const [incidents] = kept.filter(({ key }) => key === 'incidents');
  if (!incidents) return expect.unreachable();
  const measures = (day: string) =>
    templateOf(incidents, { ...given('nl'), day })
      .sheets.flatMap(({ columns }) => columns)
      .find(({ header }) => header === 'Maatregel')?.choices ?? [];
  expect(measures('2019-12-31')).toContain('Strafontslag');
  expect(measures('2020-01-01')).not.toContain('Strafontslag');
});
