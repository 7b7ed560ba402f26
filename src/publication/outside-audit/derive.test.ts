import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { determined, type Equation } from './derive.ts';

const equation = (rest: number, ...terms: readonly (readonly [string, number])[]): Equation => ({
  terms: new Map(terms),
  rest,
});

describe('What equations leave', () => {
  test('is one value where a total has one unknown part', () => {
    expect([...determined([equation(3, ['a', 1])], () => 1)]).toEqual([['a', 3]]);
  });

  test('is one value where three parts of at least one add up to three', () => {
    const found = determined([equation(3, ['a', 1], ['b', 1], ['c', 1])], () => 1);
    expect([...found.values()]).toEqual([1, 1, 1]);
    expect(determined([equation(3, ['a', 1], ['b', 1], ['c', 1])], () => 0).size).toBe(0);
  });

  test('is one value for a cell of nine dots that two in every row and column do not hide (R sdcTable)', () => {
    // x and y in a row and z and w beside them: the sums of rows and columns leave the cell outside the square.
    const found = determined(
      [
        equation(10, ['x', 1], ['y', 1]),
        equation(20, ['z', 1], ['w', 1], ['c', 1]),
        equation(12, ['x', 1], ['z', 1]),
        equation(11, ['y', 1], ['w', 1]),
      ],
      () => 0,
    );
    expect(found.get('c')).toBe(7);
    expect(found.has('x')).toBe(false);
  });

  test('is never another value than the one that is there', () => {
    const table = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(table, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (rows, hidden) => {
        const key = (row: number, column: number) => `${row} ${column}`;
        const isHidden = (row: number, column: number) => hidden[row * 3 + column] === true;
        const sum = (cells: readonly (readonly [number, number])[]): Equation => ({
          terms: new Map(cells.filter((at) => isHidden(...at)).map((at) => [key(...at), 1])),
          rest: cells.filter((at) => isHidden(...at)).reduce((all, [r, c]) => all + (rows[r]?.[c] ?? 0), 0),
        });
        const lines = [0, 1, 2].flatMap((one) => [
          sum([0, 1, 2].map((other) => [one, other] as const)),
          sum([0, 1, 2].map((other) => [other, one] as const)),
        ]);
        for (const [at, value] of determined(lines, () => 1)) {
          const [row = 0, column = 0] = at.split(' ').map(Number);
          expect(value).toBe(rows[row]?.[column]);
        }
      }),
    );
  });
});
