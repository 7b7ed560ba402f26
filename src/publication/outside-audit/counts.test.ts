import { describe, expect, test } from 'vitest';
import { type CountDefinitions, countsOf } from './counts.ts';
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

test('Over several years they are counts of those years', () => {
  const total = cell('40', { at: { year: '*' }, parts: { part: '6', whole: '15' } });
  expect(known(dataOf([total]))).toContain('handled(2025) over 2024,2025 = 15');
  expect(known(dataOf([total], ['2025']))).toContain('handled(2025) = 15');
});

const overYears: CountDefinitions = {
  countAt: (_, at) =>
    `incidents(unit=${at['unit']},received=${at['year'] === '*' ? '2022..2024' : at['year']})`,
  partsAt: () => undefined,
  wholeAt: () => undefined,
  above: () => undefined,
};

/** A report about 2024 with these years in its table. */
function report(years: readonly string[]): PublishedData {
  const members = years.map((code) => ({ code, parent: null }));
  return {
    publication: { report: '2024', version: 1 },
    figures: [
      {
        ...{ id: 'incidents.by-unit', unit: 'count', protection: { class: 'guarded' }, restated: [] },
        dimensions: [
          { key: 'unit', members: [{ code: 'A', parent: null }] },
          { key: 'year', members },
        ],
        cells: ['2024', '*'].map((year) => ({
          at: { unit: 'A', year },
          state: 'value',
          value: '9',
          note: null,
        })),
      },
    ],
  };
}

const names = (years: readonly string[]) => countsOf(report(years), overYears).map(({ count }) => count);

describe('A count in two versions of one report', () => {
  test('is the same of the year, and another over years where other years stand beside it', () => {
    const [three, two] = [names(['2022', '2023', '2024']), names(['2023', '2024'])];
    expect(three[0]).toBe(two[0]);
    expect(three[1]).not.toBe(two[1]);
    expect(names(['2022', '2023', '2024'])).toEqual(three);
  });
});
