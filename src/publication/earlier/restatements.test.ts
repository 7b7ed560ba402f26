import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import { smallReport } from '../../../tests/makers/small-report.ts';
import { countedFigure } from '../../figures/build.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { computeFigures } from '../../figures/definition.ts';
import { text } from '../../platform/language/text.ts';
import { protectFigures } from '../disclosure/protect-figures.ts';
import { publishFigure } from '../document/publish-figures.ts';
import type { PublishedFigure } from '../report-model.ts';
import { type EarlierPrints, printedAt } from './earlier-prints.ts';
import { type EarlierCell, restatementsIn } from './restatements.ts';

const [smallFigure = expect.unreachable('the small report has a figure')] = smallReport.figures;

const definitions = [
  countedFigure(
    {
      id: 'cases.total',
      title: text('Zaken', 'Cases'),
      definition: text('Zaken.', 'Cases.'),
      population: text('Alles.', 'Everything.'),
      counts: 'incident',
      quantity: { unit: 'count', decimals: 0 },
      countingDate: 'received',
      basis: 'records',
      protection: { class: 'open', reason: text('reden', 'reason') },
      source: 'test',
    },
    { facts: 'cases', along: [{ by: 'year', column: 'received' }] },
  ),
];

const inputs = inputsOf(['2024', '2025'], {
  facts: [
    factTable(
      'cases',
      ['received'],
      [
        { received: '2024', amount: 76 },
        { received: '2025', amount: 82 },
      ],
    ),
  ],
});

const printed = (publication: string, year: string, value: string): EarlierCell => ({
  key: `cases(received=${year})`,
  value,
  publication,
  publishedOn: '2026-01-01',
});

const cells = (publication: string, publishedOn: string, printed: Readonly<Record<string, string>>) => ({
  publication,
  publishedOn,
  program: '1',
  figures: {
    'cases.total': {
      unit: 'count' as const,
      decimals: 0,
      years: ['2024', '2025'],
      cells: Object.entries(printed).map(([year, one]): [string, string] => [`year=${year}`, one]),
    },
  },
});

/** What the report of 2025 says that earlier ones said otherwise. */
async function restated(
  earlier: readonly EarlierCell[],
  prints: readonly EarlierPrints[] = [],
): Promise<readonly string[]> {
  const protection = await protectFigures(computeFigures(definitions, inputs), ['cases.total'], new Map(), 5);
  const find = restatementsIn(protection.figures, {
    counts: earlier,
    cells: printedAt(prints),
    changes: [],
    publishedOn: '2026-05-01',
    program: '2',
    slug: '2025',
  });
  return find(publishFigure('cases.total', protection, [])).map(
    ({ at, publication, was, now }) => `${at['year']} in ${publication}: ${was}, now ${now}`,
  );
}

describe('What an earlier report said otherwise', () => {
  test('is stated once, together with what is known now', async () => {
    expect(await restated([printed('2024', '2024', '77')])).toEqual(['2024 in 2024: 77, now 76']);
  });

  test('is measured by the last of the other reports', async () => {
    expect(await restated([printed('2023', '2024', '77'), printed('2024', '2024', '76')])).toEqual([]);
  });

  test('is stated again in a revision, whose earlier version said so already', async () => {
    expect(await restated([printed('2024', '2024', '77'), printed('2025', '2024', '76')])).toEqual([
      '2024 in 2024: 77, now 76',
    ]);
  });

  test('is stated of the earlier version too, where a revision differs from it', async () => {
    expect(
      await restated([
        printed('2024', '2024', '77'),
        printed('2025', '2024', '78'),
        printed('2025', '2025', '80'),
      ]),
    ).toEqual(['2024 in 2024: 77, now 76', '2024 in 2025: 78, now 76', '2025 in 2025: 80, now 82']);
  });

  test('is measured by the later of what stood in the figure and what stood elsewhere', async () => {
    const elsewhere = { ...printed('2023', '2024', '77'), publishedOn: '2024-05-01' };
    const later = cells('2024', '2025-05-01', { 2024: '76' });
    expect(await restated([elsewhere], [later])).toEqual([]);
    expect(await restated([printed('2024', '2024', '77')], [later])).toEqual(['2024 in 2024: 77, now 76']);
  });

  test('is what came out before, not on the same day', async () => {
    expect(await restated([], [cells('other', '2026-05-01', { 2024: '77' })])).toEqual([]);
  });
});

const share = (printed: string, decimals: number) => ({
  ...published,
  decimals,
  cells: [{ ...cell, value: printed }],
});
const cell = { at: { year: '2024' }, state: 'value' as const, value: '40', note: null };
const published: PublishedFigure = { ...smallFigure, id: 'cases.share', unit: 'percent', cells: [cell] };

const shares = definitions.map((one) => ({ ...one, id: 'cases.share' }));

describe('Of a share, which is no count,', () => {
  const earlier = (printed: string, decimals: number) =>
    restatementsIn(computeFigures(shares, inputs), {
      counts: [],
      cells: () => [
        { publication: '2024', publishedOn: '2025-05-01', program: '2', unit: 'percent', decimals, printed },
      ],
      changes: [],
      publishedOn: '2026-05-01',
      program: '2',
      slug: '2025',
    });

  test('what an earlier report printed otherwise is told too', () => {
    const list = earlier('41', 0)(share('40', 0));
    expect(list).toMatchObject([{ at: { year: '2024' }, was: '41', now: '40', publication: '2024' }]);
  });

  test('more decimals are no other number', () => {
    expect(earlier('40', 0)(share('40.3', 1))).toEqual([]);
    expect(earlier('40', 0)(share('41.3', 1))).toHaveLength(1);
  });

  test('a number that came or went is told with the word in its place', () => {
    const gone = { ...published, cells: [{ ...cell, state: 'not-reported' as const, value: null }] };
    expect(earlier('41', 0)(gone)).toMatchObject([{ was: '41', now: 'not-reported' }]);
    expect(earlier('not-asked', 0)(share('40', 0))).toMatchObject([{ was: 'not-asked', now: '40' }]);
    expect(earlier('not-asked', 0)(gone)).toEqual([]);
  });

  test('nothing is told where it is hidden now', () => {
    const hidden = { ...published, cells: [{ ...cell, state: 'suppressed' as const, value: null }] };
    expect(earlier('41', 0)(hidden)).toEqual([]);
  });
});
