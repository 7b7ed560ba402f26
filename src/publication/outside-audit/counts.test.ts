import { expect, test } from 'vitest';
import { countsOf } from './counts.ts';
import type { DataCell, PublishedData } from './published-data.ts';

const cell = (value: string | null, more: Partial<DataCell> = {}): DataCell => ({
  at: { year: '2025' },
  state: value === null ? 'suppressed' : 'value',
  value,
  note: null,
  ...more,
});

function dataOf(shares: readonly DataCell[], years = ['2024', '2025']): PublishedData {
  const figure = {
    protection: { class: 'guarded' },
    dimensions: [{ key: 'year', members: years.map((code) => ({ code, parent: null })) }],
    restated: [],
  };
  return {
    publication: { report: '2025', version: 1 },
    figures: [
      { ...figure, id: 'upheld', unit: 'count', cells: [cell(null)] },
      { ...figure, id: 'upheld-share', unit: 'percent', cells: [...shares] },
    ],
  };
}
const definitions = {
  countAt: () => 'upheld(2025)',
  partsAt: () => ({ part: 'upheld(2025)', whole: 'handled(2025)' }),
  wholeAt: () => undefined,
  above: () => undefined,
};
const known = (data: PublishedData) =>
  countsOf(data, definitions).flatMap(({ count, cell: { value } }) =>
    value === null ? [] : [`${count} = ${value}`],
  );

test('A share that is printed with its numerator and denominator tells both counts', () => {
  expect(known(dataOf([cell('40', { parts: { part: '6', whole: '15' } })]))).toEqual([
    'upheld(2025) = 6',
    'handled(2025) = 15',
  ]);
  expect(known(dataOf([cell('40')]))).toEqual([]);
});

test('Over several years they are counts of that report alone', () => {
  const total = cell('40', { at: { year: '*' }, parts: { part: '6', whole: '15' } });
  expect(known(dataOf([total]))).toContain('handled(2025) in 2025 = 15');
  expect(known(dataOf([total], ['2025']))).toContain('handled(2025) = 15');
});
