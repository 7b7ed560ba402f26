import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  equal,
  fromDecimal,
  multiply,
  parseRational,
  printRational,
  rational,
  roundHalfUp,
  subtract,
  zero,
} from './rational.ts';

const fractions = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 9n))
  .map(([n, d]) => rational(n, d));

describe('Exact fractions', () => {
  test('add, subtract, multiply and divide without loss', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        expect(equal(subtract(add(a, b), b), a)).toBe(true);
        if (b.numerator !== 0n) expect(equal(divide(multiply(a, b), b), a)).toBe(true);
      }),
    );
  });

  test('are equal exactly when their difference is zero', () => {
    fc.assert(
      fc.property(fractions, fractions, (a, b) => {
        expect(compare(a, b) === 0).toBe(equal(subtract(a, b), zero));
      }),
    );
  });

  test('read back from what was stored', () => {
    fc.assert(
      fc.property(fractions, (a) => {
        expect(parseRational(printRational(a))).toEqual(a);
      }),
    );
  });

  test('refuse a denominator of zero', () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
  });

  test.each([
    ['594 of 11482 staff in percent', rational(59400, 11482), 1, '5.2'],
    ['713 of 12550 staff in percent', rational(71300, 12550), 1, '5.7'],
    ['exactly half goes up', rational(1, 2), 0, '1'],
    ['exactly half of a tenth goes up', rational(25, 100), 1, '0.3'],
    ['a negative half goes away from zero', rational(-1, 2), 0, '-1'],
    ['just below half goes down', rational(499, 1000), 0, '0'],
    ['a small negative is not minus zero', rational(-1, 1000), 1, '0.0'],
  ])('round half up: %s', (_, value, decimals, expected) => {
    expect(roundHalfUp(value, decimals)).toBe(expected);
  });

  test('rounding is never further than half a unit away', () => {
    fc.assert(
      fc.property(fractions, fc.integer({ min: 0, max: 6 }), (a, decimals) => {
        const rounded = fromDecimal(roundHalfUp(a, decimals)) ?? zero;
        const distance = subtract(rounded, a);
        const magnitude = compare(distance, zero) < 0 ? subtract(zero, distance) : distance;
        expect(compare(magnitude, rational(1n, 2n * 10n ** BigInt(decimals)))).toBeLessThanOrEqual(0);
      }),
    );
  });
});
