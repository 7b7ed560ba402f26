import { describe, expect, test } from 'vitest';
import { valueAt } from '../../../tests/makers/figures.ts';
import { sameText } from '../../platform/language/text.ts';
import { counted } from '../cubes/cell.ts';
import { type Cube, cellAt } from '../cubes/cube.ts';
import { rational } from '../cubes/rational.ts';
import {
  difference,
  flowPerHundredStaff,
  growth,
  IncomparableFigures,
  MixedHeadcounts,
  perHundredStaff,
  rank,
  share,
  shareOf,
} from './derive.ts';

function yearly(base: string, values: Readonly<Record<string, number>>, change: Partial<Cube> = {}): Cube {
  const dimension = {
    key: 'year',
    title: sameText('Year'),
    members: Object.keys(values).map((code) => ({ code, label: sameText(code) })),
  };
  const cells = new Map(
    Object.entries(values).map(([code, value]) => [
      code,
      counted(rational(value), [`${base}(year=${code})`]),
    ]),
  );
  return { base, counts: 'incident', unit: 'count', dimensions: [dimension], cells, ...change };
}

const staff = yearly(
  'staff',
  { 2020: 11482, 2021: 12550 },
  { counts: 'person', headcountDefinition: 'source' },
);

describe('Derived figures', () => {
  test('growth is in percent of the earlier year, difference in the cube’s own unit', () => {
    const activities = yearly('activities', { 2020: 594, 2021: 713 }, { counts: 'activity' });
    expect(valueAt(growth(activities), { year: '2021' })).toEqual(rational(119, 594));
    expect(valueAt(difference(activities), { year: '2021' })).toEqual(rational(119));
  });

  test('the difference of two shares is in percentage points, never in percent', () => {
    const activities = yearly('activities', { 2020: 594, 2021: 713 }, { counts: 'activity' });
    const shares = shareOf(activities, staff);
    expect(difference(shares).unit).toBe('percentage-points');
    expect(growth(shares).unit).toBe('percent');
  });

  test('growth from zero cannot be computed', () => {
    expect(cellAt(growth(yearly('x', { 2020: 0, 2021: 3 })), { year: '2021' }).state).toBe(
      'cannot-be-computed',
    );
  });

  test('a share of fewer than ten is not computed', () => {
    const part = yearly('part', { 2021: 3 });
    const whole = yearly('whole', { 2021: 9 });
    expect(cellAt(shareOf(part, whole), { year: '2021' }).state).toBe('cannot-be-computed');
    expect(cellAt(shareOf(part, yearly('whole', { 2021: 10 })), { year: '2021' }).state).toBe('value');
  });

  test('a derived cell names every counted cell it shows something of', () => {
    expect(cellAt(perHundredStaff(yearly('incidents', { 2021: 86 }), staff), { year: '2021' }).from).toEqual([
      'incidents(year=2021)',
      'staff(year=2021)',
    ]);
  });

  test('incidents and complaints refuse to be combined', () => {
    expect(() =>
      shareOf(yearly('a', { 2021: 1 }), yearly('b', { 2021: 20 }, { counts: 'complaint' })),
    ).toThrow(IncomparableFigures);
  });

  test('rates of two headcount definitions refuse to be combined', () => {
    const persons = perHundredStaff(yearly('a', { 2021: 5 }), staff);
    const fte = perHundredStaff(yearly('a', { 2021: 5 }), { ...staff, headcountDefinition: 'fte' });
    expect(() => shareOf(persons, fte)).toThrow(MixedHeadcounts);
    expect(() => perHundredStaff(persons, { ...staff, headcountDefinition: 'fte' })).toThrow(MixedHeadcounts);
    expect(() => flowPerHundredStaff(fte, staff)).toThrow(MixedHeadcounts);
  });

  test('persons are a share of persons, not of employments or FTE; activities may be set against each', () => {
    const respondents = yearly('a', { 2021: 5 }, { counts: 'person' });
    const activities = yearly('a', { 2021: 5 }, { counts: 'activity' });
    for (const counts of ['employment', 'fte'] as const) {
      expect(() => shareOf(respondents, { ...staff, counts })).toThrow(MixedHeadcounts);
      expect(shareOf(activities, { ...staff, counts }).headcountDefinition).toBe('source');
    }
    expect(shareOf(respondents, staff).headcountDefinition).toBe('source');
  });

  test('a rate without a headcount definition is refused', () => {
    expect(() => perHundredStaff(yearly('a', { 2021: 5 }), yearly('b', { 2021: 100 }))).toThrow(
      IncomparableFigures,
    );
  });

  test('equal values share a rank and the next one skips a place', () => {
    const ranks = rank(yearly('x', { a: 3, b: 5, c: 3, d: 1 }), 'year');
    expect(['a', 'b', 'c', 'd'].map((code) => valueAt(ranks, { year: code })?.numerator)).toEqual([
      2n,
      1n,
      2n,
      4n,
    ]);
  });

  test('shares along a dimension are of the total', () => {
    const dimension = {
      key: 'kind',
      title: sameText('Kind'),
      members: ['a', 'b'].map((code) => ({ code, label: sameText(code) })),
    };
    const cube: Cube = {
      base: 'x',
      counts: 'incident',
      unit: 'count',
      dimensions: [dimension],
      cells: new Map([
        ['a', counted(rational(30), [])],
        ['b', counted(rational(10), [])],
        ['*', counted(rational(40), [])],
      ]),
    };
    expect(valueAt(share(cube, 'kind'), { kind: 'a' })).toEqual(rational(3, 4));
  });
});
