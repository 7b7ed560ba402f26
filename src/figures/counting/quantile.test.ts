import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text } from '../../platform/language/text.ts';
import { hasValue } from '../cubes/cell.ts';
import { factTable, notRecorded } from '../cubes/facts.ts';
import { printRational } from '../cubes/rational.ts';
import { impliedToTake, type Quantile, quantileInWeeks } from './quantile.ts';

/** The published weeks of a year of which these are the days that each case took, or the state of the cell. */
function weeks(days: readonly (number | string)[], quantile: Quantile): string {
  const rows = days.map((day) => ({ received: '2025', days: String(day), amount: 1 }));
  const cube = quantileInWeeks(factTable('cases', ['received', 'days'], rows), {
    days: 'days',
    column: 'received',
    quantile,
    dimension: {
      key: 'year',
      title: text('Jaar', 'Year'),
      members: [{ code: '2025', label: text('2025', '2025') }],
    },
  });
  const cell = cube.cells.get('2025');
  return cell === undefined ? 'none' : hasValue(cell) ? printRational(cell.value) : cell.state;
}

const times = (cases: number, day: number): readonly number[] => Array.from({ length: cases }, () => day);

describe('Time taken', () => {
  test('a median is shown from ten cases, a 90th percentile from thirty', () => {
    expect(weeks(times(9, 14), 'median')).toBe('cannot-be-computed');
    expect(weeks(times(10, 14), 'median')).toBe('2');
    expect(weeks(times(29, 14), 'p90')).toBe('cannot-be-computed');
    expect(weeks(times(30, 14), 'p90')).toBe('2');
  });

  test('days become weeks half up: three days are none, four are one', () => {
    expect([3, 4, 10, 11].map((day) => weeks(times(10, day), 'median'))).toEqual(['0', '1', '1', '2']);
  });

  test('the median is the smallest time within which half of the cases were done', () => {
    expect(weeks([...times(5, 7), ...times(5, 700)], 'median')).toBe('1');
    expect(weeks([...times(5, 7), ...times(6, 700)], 'median')).toBe('100');
    expect(weeks([...times(27, 7), ...times(3, 700)], 'p90')).toBe('1');
    expect(weeks([...times(27, 7), ...times(4, 700)], 'p90')).toBe('100');
  });

  test('cases without both dates do not count', () => {
    expect(weeks([...times(9, 14), notRecorded], 'median')).toBe('cannot-be-computed');
    expect(weeks([...times(10, 14), notRecorded, notRecorded], 'median')).toBe('2');
  });

  test('what is printed tells how many took a year at the least: never more than did, and nothing that is not printed', () => {
    const cases = fc.oneof(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 355, max: 375 }));
    fc.assert(
      fc.property(fc.array(cases, { maxLength: 60 }), (days) => {
        const rows = days.map((day) => ({ received: '2025', days: String(day), amount: 1 }));
        const facts = factTable('cases', ['received', 'days'], rows);
        const implied = impliedToTake(facts, { days: 'days', column: 'received', group: '2025' }, 366);
        expect(implied).toBeLessThanOrEqual(days.filter((day) => day >= 366).length);
        // 53 weeks are 368 days at the least, 52 weeks may be less than a year.
        const long = (quantile: Quantile): boolean => Number(weeks(days, quantile)) >= 53;
        const median = long('median') ? Math.floor(days.length / 2) + 1 : 0;
        const tenth = long('p90') ? Math.floor(days.length / 10) + 1 : 0;
        expect(implied).toBe(Math.max(median, tenth));
      }),
    );
  });
});
