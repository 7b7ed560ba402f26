import { describe, expect, test } from 'vitest';
import { sameText } from '../../platform/language/text.ts';
import { cellAt } from '../cubes/cube.ts';
import type { Dimension } from '../cubes/dimension.ts';
import { rational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';
import { reportedCube } from './reported.ts';

const unit: Dimension = {
  key: 'unit',
  title: sameText('Unit'),
  members: [
    { code: 'M', label: sameText('Ministry') },
    { code: 'X', label: sameText('X'), parent: 'M' },
    { code: 'Y', label: sameText('Y'), parent: 'M' },
  ],
};
const year: Dimension = {
  key: 'year',
  title: sameText('Year'),
  members: [
    { code: '2020', label: sameText('2020') },
    { code: '2021', label: sameText('2021') },
  ],
};
const stated = (
  unitKey: string,
  period: string,
  value: string | null,
  state: ReportedValue['state'] = 'value',
): ReportedValue => ({ field: 'f', part: '', unit: unitKey, period, state, value, note: null });
const cubeOf = (values: readonly ReportedValue[]) =>
  reportedCube(values, { field: 'f', counts: 'gift', unit, root: 'C', year, addYears: true });

describe('Returns', () => {
  test('a parent’s return and its child’s are never added', () => {
    const cube = cubeOf([stated('M', '2021', '10'), stated('X', '2021', '4')]);
    expect(cellAt(cube, { unit: 'M', year: '2021' }).value).toEqual(rational(10));
    expect(cellAt(cube, { year: '2021' }).value).toEqual(rational(10));
    expect(cellAt(cube, { unit: 'X', year: '2021' }).value).toEqual(rational(4));
  });

  test('a unit that did not report makes the sum partial and is named', () => {
    const cube = cubeOf([stated('X', '2021', '4'), stated('Y', '2021', null, 'not-reported')]);
    expect(cellAt(cube, { unit: 'M', year: '2021' })).toMatchObject({
      state: 'partial',
      value: rational(4),
      note: { nl: 'zonder Y' },
    });
    expect(cellAt(cube, { unit: 'Y', year: '2021' }).state).toBe('not-reported');
  });

  test('a nil return is zero and a sum of nil returns is nil', () => {
    const cube = cubeOf([stated('X', '2021', '0', 'nil'), stated('Y', '2021', '0', 'nil')]);
    expect(cellAt(cube, { unit: 'M', year: '2021' }).state).toBe('nil');
  });

  test('what nobody stated is not recorded, never zero', () => {
    expect(cellAt(cubeOf([]), { year: '2021' }).state).toBe('not-recorded');
  });

  test('an estimate marks the sum it enters', () => {
    const cube = cubeOf([stated('X', '2021', '4', 'estimated'), stated('Y', '2021', '1')]);
    expect(cellAt(cube, { unit: 'M', year: '2021' })).toMatchObject({
      state: 'estimated',
      value: rational(5),
    });
  });

  test('a return of the concern stands for the whole and asks nothing below', () => {
    const cube = cubeOf([stated('C', '2021', '7')]);
    expect(cellAt(cube, { year: '2021' }).value).toEqual(rational(7));
    expect(cube.cells.has('X|2021')).toBe(false);
  });

  test('a unit that does not exist in a year does not apply, and is not missed', () => {
    const dated: Dimension = { ...unit, existsAt: (code, at) => !(code === 'Y' && at['year'] === '2020') };
    const cube = reportedCube([stated('X', '2020', '4')], {
      field: 'f',
      counts: 'gift',
      unit: dated,
      root: 'C',
      year,
      addYears: true,
    });
    expect(cellAt(cube, { unit: 'Y', year: '2020' }).state).toBe('not-applicable');
    expect(cellAt(cube, { unit: 'M', year: '2020' })).toMatchObject({ state: 'value', value: rational(4) });
  });
});
