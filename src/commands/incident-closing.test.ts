import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../tests/example-organisation.ts';
import { allFigures, readInputs } from '../app.ts';
import { cellAt } from '../figures/cube.ts';
import { computeFigures, isCube } from '../figures/definition.ts';
import { notRecorded } from '../figures/facts.ts';
import { rational } from '../figures/rational.ts';
import { parsePeriod } from '../organisation/period.ts';
import { look } from '../platform/database/doorways.ts';
import { exportTo } from './export.ts';

let folder = '';
let oefen: TestOrganisation;
let copy: TestOrganisation;

/** Ten closed incidents that were looked into, one closed without investigation, one still open. */
const rows = [
  ...Array.from({ length: 10 }, (_, index) =>
    [
      'a',
      `Zaak ${index}`,
      '2025-02-03',
      '2025-05-01',
      'niet aangetoond',
      'personal',
      index === 0 ? 'ja' : 'nee',
      index < 3 ? 'ja' : index < 9 ? 'nee' : '',
    ].join(';'),
  ),
  'a;Zonder onderzoek;2025-02-03;2025-05-01;niet onderzocht;none;nee;',
  'a;Open;2025-02-03;;nog in onderzoek;personal;;ja',
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-closing-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  copy = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'copy');
  const file = join(folder, 'incidenten.csv');
  const head =
    'Categorie;Omschrijving;Datum ontvangst;Datum afsluiting;Bevinding;Onderzoek;Knowingly false report;Heimelijke middelen';
  await writeFile(file, [head, ...rows].join('\n'));
  expect((await oefen.import('incidents', file)).outcome).toBe('imported');
  await exportTo(join(folder, 'uit'), oefen, tester, 'incidents');
  const sheet = (await readdir(join(folder, 'uit'))).find((name) => name.includes('registraties'));
  if (!sheet) throw new Error('no sheet was exported');
  expect((await copy.import('incidents', join(folder, 'uit', sheet))).outcome).toBe('imported');
});

afterAll(async () => {
  await oefen?.close();
  await copy?.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['as imported', () => oefen],
  ['as read back from the export', () => copy],
])(
  'What shows at closing is counted over what is closed, the covert investigations over the investigated, %s',
  async (_, organisation) => {
    const inputs = await look(organisation().door, tester, readInputs, {
      period: parsePeriod('2025'),
      yearsBefore: 0,
      yearStart: oefen.profile.yearStart,
      codes: oefen.profile.codes,
    });
    const figures = computeFigures(allFigures, inputs);
    const at = (id: string, more: Record<string, string> = {}) => {
      const answer = figures.answer(`incidents.${id}`);
      if (!isCube(answer)) throw new Error('nothing was computed');
      return cellAt(answer, { year: '2025', ...more });
    };
    expect(at('closed-by-knowingly-false').value).toEqual(rational(11));
    expect(at('closed-by-knowingly-false', { knowingly: 'yes' }).value).toEqual(rational(1));
    expect(at('knowingly-false-share').value).toEqual(rational(1, 11));
    expect(at('closed-by-covert-means').value).toEqual(rational(10));
    expect(at('closed-by-covert-means', { covert: 'yes' })).toMatchObject({
      state: 'partial',
      value: rational(3),
    });
    expect(at('closed-by-covert-means', { covert: notRecorded }).value).toEqual(rational(1));
    expect(at('covert-means-share').value).toEqual(rational(3, 10));
    for (const id of ['closed-by-knowingly-false', 'knowingly-false-share', 'closed-by-covert-means'])
      expect(figures.definition(`incidents.${id}`).protection.class).toBe('guarded');
  },
);

test('What cannot both be true at closing is kept with a flag', async () => {
  const file = join(folder, 'tegenspraak.csv');
  const head =
    'Categorie;Omschrijving;Datum ontvangst;Bevinding;Onderzoek;Bewust onjuist gemeld;Inzet heimelijke middelen';
  await writeFile(
    file,
    [
      head,
      'a;Toch waar;2024-02-03;deels aangetoond;personal;ja;nee',
      'a;Zonder onderzoek;2024-02-03;niet onderzocht;none;nee;ja',
      'a;Goed;2024-02-03;niet aangetoond;personal;ja;ja',
    ].join('\n'),
  );
  const { findings, outcome } = await oefen.import('incidents', file);
  expect(outcome).toBe('imported');
  const kinds = ['knowingly-false-but-established', 'covert-means-without-investigation'];
  expect(
    findings.filter((one) => kinds.includes(one.kind)).map((one) => [one.kind, one.row, one.weight]),
  ).toEqual([
    ['knowingly-false-but-established', 2, 'doubtful'],
    ['covert-means-without-investigation', 3, 'doubtful'],
  ]);
});
