import { describe, expect, test } from 'vitest';
import { audit } from './attacker/audit.ts';
import type { Cell, CellClass, LinkedTables } from './linked-tables.ts';
import { policyOf } from './policy.ts';
import { sensitivityOf } from './primary.ts';
import { protect } from './protect.ts';

/** The published examples let an attacker assume any number from 0, so zeros count as hidden here. */
const fromZero = policyOf({ zeros: 'hidden' });

/** A two-way table with margins, written as in print: the last row and column are the totals. */
function printedTable(
  rows: readonly string[],
  columns: readonly string[],
  values: readonly (readonly number[])[],
  classOf: (row: string, column: string) => CellClass = () => 'guarded',
): LinkedTables {
  const cells: Cell[] = rows.flatMap((row, i) =>
    columns.map((column, j) => ({
      key: `${row},${column}`,
      value: values[i]?.[j] ?? 0,
      class: classOf(row, column),
    })),
  );
  const totalRow = rows.at(-1) ?? '';
  const totalColumn = columns.at(-1) ?? '';
  return {
    cells,
    relations: [
      ...rows.map((row) => ({
        total: `${row},${totalColumn}`,
        parts: columns.slice(0, -1).map((column) => `${row},${column}`),
      })),
      ...columns.map((column) => ({
        total: `${totalRow},${column}`,
        parts: rows.slice(0, -1).map((row) => `${row},${column}`),
      })),
    ],
  };
}

describe('The 4 x 4 case of R sdcTable (tests/testthat/test-simpleheuristic.R)', () => {
  const nine = ['w,a', 'w,b', 'w,c', 'x,a', 'x,c', 'y,b', 'y,d', 'z,b', 'z,d'];
  const table = printedTable(
    ['w', 'x', 'y', 'z', 'tot'],
    ['a', 'b', 'c', 'd', 'tot'],
    [
      [30, 47, 64, 89, 230],
      [90, 124, 5, 31, 250],
      [92, 100, 59, 85, 336],
      [800, 991, 651, 685, 3127],
      [1012, 1262, 779, 890, 3943],
    ],
    (row, column) => (nine.includes(`${row},${column}`) ? 'closed' : 'guarded'),
  );

  test('two hidden cells in every row and column still give away 47 exactly', async () => {
    const report = await audit(table, fromZero, new Set(nine), { exactIntervals: true });
    expect(report.passed).toBe(false);
    expect(report.intervals.get('w,b')).toEqual({ low: 47, high: 47 });
    expect(report.findings.map(({ key, problem }) => [key, problem])).toContainEqual(['w,b', 'exact']);
  });

  test('hiding x,b as well opens 47 to the interval 0 to 141 that sdcTable reports', async () => {
    const report = await audit(table, fromZero, new Set([...nine, 'x,b']), { exactIntervals: true });
    expect(report.intervals.get('w,b')).toEqual({ low: 0, high: 141 });
    expect(report.findings.filter(({ key }) => key === 'w,b')).toEqual([]);
  });

  test('the optimum hides more cells and passes', async () => {
    const result = await protect(table, fromZero);
    expect(result).toMatchObject({ outcome: 'protected', method: 'exact', audit: { passed: true } });
    if (result.outcome !== 'protected') return;
    expect(result.loss.secondaries).toBeGreaterThanOrEqual(1);
    for (const key of nine) expect(result.statuses.get(key)).toBe('primary');
  });
});

describe('The introductory table of Fischetti & Salazar (Management Science 47, 2001, 1008-1027)', () => {
  const table = printedTable(
    ['I', 'II', 'III', 'Total'],
    ['A', 'B', 'C', 'Total'],
    [
      [20, 50, 10, 80],
      [8, 19, 22, 49],
      [17, 32, 12, 61],
      [45, 101, 44, 190],
    ],
  );

  test('hiding 22 alone hides nothing', async () => {
    const report = await audit(table, fromZero, new Set(['II,C']), { exactIntervals: true });
    expect(report.intervals.get('II,C')).toEqual({ low: 22, high: 22 });
  });

  test('the pattern of the paper leaves 22 anywhere from 5 to 30', async () => {
    const report = await audit(table, fromZero, new Set(['II,A', 'II,C', 'III,A', 'III,C']), {
      exactIntervals: true,
    });
    expect(report.intervals.get('II,C')).toEqual({ low: 5, high: 30 });
    expect(report.intervals.get('II,A')).toEqual({ low: 0, high: 25 });
  });

  test('an attacker who knows that zeros are printed gets a narrower interval: 6 to 29', async () => {
    const report = await audit(table, policyOf(), new Set(['II,A', 'II,C', 'III,A', 'III,C']), {
      exactIntervals: true,
    });
    expect(report.intervals.get('II,C')).toEqual({ low: 6, high: 29 });
  });
});

describe('dataset_a of the GaussSuppression vignette "Small count frequency table suppression"', () => {
  const table = printedTable(
    ['young', 'old', 'Total'],
    ['Spain', 'Iceland', 'Portugal', 'Total'],
    [
      [5, 2, 0, 7],
      [6, 3, 4, 13],
      [11, 5, 4, 20],
    ],
  );
  const vignette = new Set(['young,Iceland', 'young,Portugal', 'old,Iceland', 'old,Portugal']);

  test('the pattern printed there hides the zero: it can be 0, 1 or 2', async () => {
    const report = await audit(table, fromZero, vignette, { exactIntervals: true });
    expect(report.intervals.get('young,Portugal')).toEqual({ low: 0, high: 2 });
    expect(report.intervals.get('old,Iceland')).toEqual({ low: 3, high: 5 });
  });

  test('under the rules of this house that pattern is refused: nothing reaches the threshold', async () => {
    const report = await audit(table, fromZero, vignette);
    expect(report.passed).toBe(false);
  });
});

describe('The p% rule of the SDC Handbook, 4.2', () => {
  test('example 1: 100,000 with contributions of 50,000 and 49,000 is sensitive', () => {
    const cell: Cell = {
      key: 'turnover',
      value: 100_000,
      class: 'guarded',
      contributions: { count: 3, largest: 50_000, second: 49_000 },
    };
    // The second contributor overestimates the first by 2% only; at p = 10 the range must add 4,000.
    expect(sensitivityOf(cell, policyOf({ percent: 10 }))).toEqual({ rule: 'dominated', level: 4_000 });
    expect(sensitivityOf(cell, policyOf({ percent: 1, threshold: 3 }))).toBeUndefined();
  });

  test('table 4.1: a turnover of 48 by two respondents is sensitive at any p', () => {
    const cell: Cell = {
      key: 'region 2, industry A',
      value: 48,
      class: 'guarded',
      contributions: { count: 2, largest: 30, second: 18 },
    };
    expect(sensitivityOf(cell, policyOf())).toEqual({ rule: 'dominated', level: 3 });
  });
});
