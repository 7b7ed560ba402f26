import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import { countedFigure } from '../../figures/build.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { computeFigures } from '../../figures/definition.ts';
import { text } from '../../platform/language/text.ts';
import { protectFigures } from '../disclosure/protect-figures.ts';
import { type EarlierCell, restatements } from './restatements.ts';

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

/** What the report of 2025 says that earlier ones said otherwise. */
async function restated(...earlier: readonly EarlierCell[]): Promise<readonly string[]> {
  const ids = ['cases.total'];
  const figures = computeFigures(definitions, inputs);
  const protection = await protectFigures(figures, ids, new Map(), 5);
  const found = restatements(protection.figures, ids, earlier, protection, [], '2025');
  return (found.get('cases.total') ?? []).map(
    ({ at, publication, was, now }) => `${at['year']} in ${publication}: ${was}, now ${now}`,
  );
}

describe('What an earlier report said otherwise', () => {
  test('is stated once, together with what is known now', async () => {
    expect(await restated(printed('2024', '2024', '77'))).toEqual(['2024 in 2024: 77, now 76']);
  });

  test('is measured by the last of the other reports', async () => {
    expect(await restated(printed('2023', '2024', '77'), printed('2024', '2024', '76'))).toEqual([]);
  });

  test('is stated again in a revision, whose earlier version said so already', async () => {
    expect(await restated(printed('2024', '2024', '77'), printed('2025', '2024', '76'))).toEqual([
      '2024 in 2024: 77, now 76',
    ]);
  });

  test('is stated of the earlier version too, where a revision differs from it', async () => {
    expect(
      await restated(
        printed('2024', '2024', '77'),
        printed('2025', '2024', '78'),
        printed('2025', '2025', '80'),
      ),
    ).toEqual(['2024 in 2024: 77, now 76', '2024 in 2025: 78, now 76', '2025 in 2025: 80, now 82']);
  });
});
