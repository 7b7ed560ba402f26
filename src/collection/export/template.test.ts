import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { wholeCatalogue } from '../../app.ts';
import type { ExportFile } from '../../platform/spreadsheets/export-model.ts';
import { writeOds } from '../../platform/spreadsheets/ods/ods-write.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx/xlsx-write.ts';
import { templateOf } from './template.ts';

let oefen: TestOrganisation;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'daglicht-template-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
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
    writeFileSync(file, writeXlsx(templateOf(register, oefen.profile.codes, language, '2026-01-01')));
    const report = await oefen.import(register.key, file, { dryRun: true });
    expect([...new Set(report.findings.map((one) => one.advice.nl))]).toEqual([
      expect.stringContaining('maar geen rijen om in te lezen'),
    ]);
  },
);

test('A template that was filled in is read, with its explanations left aside', async () => {
  const register = kept.find((one) => one.key === 'incidents');
  if (!register) return expect.unreachable();
  const empty = templateOf(register, oefen.profile.codes, 'nl', '2026-01-01');
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
  const notes = new Map(
    templateOf(register, oefen.profile.codes, 'nl', '2026-01-01').notes?.map((one) => [
      one.heading,
      one.text,
    ]),
  );
  expect(notes.get('Bevinding')).toMatch(/^Kies uit: aangetoond; deels aangetoond/);
  expect(notes.get('Datum ontvangst')).toMatch(/november 2025/);
  expect(notes.get('Categorie')).toMatch(/^Nodig\. Kies uit/);
  expect(notes.get('Bewust onjuist gemeld')).toMatch(/^De melder wist/);
});
