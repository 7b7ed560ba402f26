import { describe, expect, test } from 'vitest';
import { cubeOver } from '../../../tests/makers/cubes.ts';
import { pointedDifferences } from './pointed-differences.ts';

/*
 * Of the five cases that the first edition told, N1 had all: a difference of one is of that unit. What is counted by
 * closing has no table of units of its own.
 */

const known = new Map(
  Object.entries({
    'cases(received=2024)': '5',
    'cases(received=2024,unit=N1)': '5',
    'cases(received=2024,unit=N2)': '0',
    'cases(closed=2024)': '9',
  }).map(([key, value]) => [key, { state: 'published' as const, value }]),
);

function keptWith(now: { readonly received: number; readonly closed: number }) {
  const byUnit = cubeOver('received', { unit: ['N1', 'N2'] }, { N1: now.received, N2: 0 });
  return pointedDifferences({
    open: [
      { register: 'cases', cube: cubeOver('received', {}, { '*': now.received }) },
      { register: 'cases', cube: cubeOver('closed', {}, { '*': now.closed }) },
    ],
    guarded: [byUnit],
    known,
    threshold: 5,
    pointing: {},
  });
}

describe('A count by another moment than that of the tables of units', () => {
  test('stays as published where a small difference of its register does', () => {
    expect([...keptWith({ received: 4, closed: 8 })]).toEqual(
      expect.arrayContaining([
        ['cases(received=2024)', '5'],
        ['cases(closed=2024)', '9'],
      ]),
    );
  });

  test('is restated where nothing of its register stays as published, and where it is unchanged not touched', () => {
    expect(keptWith({ received: 5, closed: 8 }).has('cases(closed=2024)')).toBe(false);
    expect(keptWith({ received: 4, closed: 9 }).has('cases(closed=2024)')).toBe(false);
  });
});
