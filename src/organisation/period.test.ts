import { describe, expect, test } from 'vitest';
import { askedPeriod, PeriodError, periodLabel, yearName, yearsOf } from './period.ts';

const academic = { month: 9 };

describe('A period that is asked for', () => {
  test.each([
    ['2024', { month: 1 }, '2024', '2024-01-01', '2025-01-01'],
    ['2024-2025', { month: 1 }, '2024-2025', '2024-01-01', '2026-01-01'],
    ['2024', academic, '2024', '2024-09-01', '2025-09-01'],
    ['2024-2025', academic, '2024', '2024-09-01', '2025-09-01'],
    ['2024/2025', academic, '2024', '2024-09-01', '2025-09-01'],
    ['2024+2025', academic, '2024-2025', '2024-09-01', '2026-09-01'],
  ])('as %s where years start in %o is %s', (written, start, key, from, until) => {
    expect(askedPeriod(written, start)).toEqual({ key, from, until });
  });

  test.each(['2024-2026', '2024-2024-2025', 'vorig jaar', '2025-2024'])(
    'as %s is refused with how a year and two years are written',
    (written) => {
      expect(() => askedPeriod(written, academic)).toThrow(PeriodError);
      expect(() => askedPeriod(written, academic)).toThrow(/2024-2025, or 2024.*2024\+2025/);
    },
  );
});

test('A year that does not start in January bears both its years', () => {
  const two = askedPeriod('2024+2025', academic);
  expect(yearsOf(two).map(yearName)).toEqual(['2024-2025', '2025-2026']);
  expect(periodLabel(two)).toEqual({ nl: '2024-2025 en 2025-2026', en: '2024-2025 and 2025-2026' });
  expect(yearsOf(askedPeriod('2024-2025')).map(yearName)).toEqual(['2024', '2025']);
});
