import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellOf } from '../../../tests/makers/figures.ts';
import { type ReadBack, readIncidentsBack } from '../../../tests/read-back.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { rational } from '../../figures/cubes/rational.ts';

/** Ten closed incidents that were looked into, one closed without investigation, one still open. */
const rows = [
  'Categorie;Omschrijving;Datum ontvangst;Datum afsluiting;Bevinding;Onderzoek;Knowingly false report;Heimelijke middelen',
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

let oefen: ReadBack;
beforeAll(async () => {
  oefen = await readIncidentsBack(rows);
});
afterAll(() => oefen?.close());

test.each([
  ['as imported', () => oefen.imported],
  ['as read back from the export', () => oefen.copy],
])(
  'What shows at closing is counted over what is closed, the covert investigations over the investigated, %s',
  async (_, organisation) => {
    const figures = await organisation().figures('2025');
    const at = (id: string, more: Record<string, string> = {}) =>
      cellOf(figures, `incidents.${id}`, { year: '2025', ...more });
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
  const { findings, outcome } = await oefen.import('tegenspraak.csv', [
    'Categorie;Omschrijving;Datum ontvangst;Bevinding;Onderzoek;Bewust onjuist gemeld;Inzet heimelijke middelen',
    'a;Toch waar;2024-02-03;deels aangetoond;personal;ja;nee',
    'a;Zonder onderzoek;2024-02-03;niet onderzocht;none;nee;ja',
    'a;Goed;2024-02-03;niet aangetoond;personal;ja;ja',
  ]);
  expect(outcome).toBe('imported');
  const kinds = ['knowingly-false-but-established', 'covert-means-without-investigation'];
  expect(
    findings.filter((one) => kinds.includes(one.kind)).map((one) => [one.kind, one.row, one.weight]),
  ).toEqual([
    ['knowingly-false-but-established', 2, 'doubtful'],
    ['covert-means-without-investigation', 3, 'doubtful'],
  ]);
});
