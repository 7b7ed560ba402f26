import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printRational } from '../src/figures/cubes/rational.ts';
import { examples, openTestOrganisation, type TestOrganisation } from './example-organisation.ts';
import { cellOf } from './makers/figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'daglicht-shares-'));
let oefen: TestOrganisation;
beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  const files = [
    [
      'counsellors',
      'vp.csv',
      'Jaar;Actieve vertrouwenspersonen;Waarvan extern;Met geldig certificaat;Nam deel aan intervisie;Leidde tot een melding of klacht\n2025;20;2;15;10;5\n',
    ],
    ['counsellors', 'gesprekken.csv', 'Jaar;Onderwerp;Gesprekken\n2025;Arbeidsverhouding;40\n'],
    [
      'complaints',
      'klachten.csv',
      'Jaar;Klachten;Behandelde klachten;(Deels) gegronde klachten;Op tijd behandeld;Niet behandeld en over de termijn;Niet behandeld, termijn loopt nog;Adviezen gevolgd;Naar de Nationale ombudsman\n2025;31;20;4;15;5;6;19;1\n',
    ],
    [
      'incidents',
      'incidenten.csv',
      `Categorie;Datum ontvangst;Kanaal;Anoniem;Melder kwam terug;Omschrijving;Toelichting afronding\n${Array.from(
        { length: 20 },
        (_, index) =>
          `c;${index + 1}-3-2025;${index < 5 ? 'supervisor' : 'written'};${index < 10 ? 'ja' : 'nee'};${index < 10 ? (index < 3 ? 'ja' : 'nee') : ''};Bericht ${index};Gesprek`,
      ).join('\n')}\n`,
    ],
  ] as const;
  for (const [register, name, content] of files) {
    writeFileSync(join(folder, name), content);
    const report = await oefen.import(register, join(folder, name));
    expect([name, report.outcome, report.findings.filter((one) => one.weight === 'refused')]).toEqual([
      name,
      'imported',
      [],
    ]);
  }
});
afterAll(async () => {
  await oefen.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ['counsellors.certified-share', {}, '3/4'],
  ['counsellors.supervised-share', {}, '1/2'],
  ['counsellors.became-report-share', {}, '1/8'],
  ['complaints.in-time-share', {}, '3/4'],
  ['complaints.terms-met-share', {}, '3/5'],
  ['complaints.advice-followed-share', {}, '19/20'],
  ['incidents.followed-up-share', { reopened: 'yes' }, '3/10'],
  ['incidents.by-channel-share', { channel: 'supervisor' }, '1/4'],
])('%s divides by what it is a part of', async (id, at, expected) => {
  const cell = cellOf(await oefen.figures('2025'), id, { year: '2025', ...at });
  // Of the topics one was stated: what is divided by all of them is partial.
  const state = id === 'counsellors.became-report-share' ? 'partial' : 'value';
  expect([cell.state, cell.value && printRational(cell.value)]).toEqual([state, expected]);
});
