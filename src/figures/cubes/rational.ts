/**
 * An exact fraction. The denominator is positive and the fraction is in lowest terms, so equal values are
 * equal field by field. Figures are computed with these alone: floats never decide what is printed.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Makes a fraction in lowest terms. Throws a RangeError when the denominator is zero. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  let n = BigInt(numerator);
  let d = BigInt(denominator);
  if (d === 0n) throw new RangeError('A fraction cannot have denominator zero.');
  if (d < 0n) {
    n = -n;
    d = -d;
  }
  const divisor = greatestCommonDivisor(n < 0n ? -n : n, d);
  return { numerator: n / divisor, denominator: d / divisor };
}

export const zero: Rational = rational(0n);
export const hundred: Rational = rational(100n);

export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Divides exactly; throws a RangeError when the divisor is zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative when a < b, zero when equal, positive when a > b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function equal(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

export function isWhole(a: Rational): boolean {
  return a.denominator === 1n;
}

/**
 * Rounds half up (away from zero for negative values: −0,05 becomes −0,1), as the source report does, and
 * answers the digits with a decimal point, for example `roundHalfUp(rational(1, 8), 2)` is `0.13`.
 */
export function roundHalfUp(a: Rational, decimals: number): string {
  if (!Number.isInteger(decimals) || decimals < 0)
    throw new RangeError('Decimals are a whole number from 0.');
  const scale = 10n ** BigInt(decimals);
  const negative = a.numerator < 0n;
  const magnitude = negative ? -a.numerator : a.numerator;
  const doubled = 2n * magnitude * scale + a.denominator;
  const rounded = doubled / (2n * a.denominator);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${negative && rounded !== 0n ? '-' : ''}${whole}${fraction}`;
}

/** Reads an exact decimal with a point ("5.3", "-12") as a fraction; undefined when it is none. */
export function fromDecimal(digits: string): Rational | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits);
  if (!match) return undefined;
  const fraction = match[3] ?? '';
  const value = rational(BigInt(`${match[2]}${fraction}`), 10n ** BigInt(fraction.length));
  return match[1] === '-' ? subtract(zero, value) : value;
}

/** The stored form: "n" or "n/d", which {@link parseRational} reads back equal. */
export function printRational(a: Rational): string {
  return a.denominator === 1n ? a.numerator.toString() : `${a.numerator}/${a.denominator}`;
}

/** Reads the stored form. Throws a SyntaxError on anything else. */
export function parseRational(stored: string): Rational {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(stored);
  if (!match?.[1]) throw new SyntaxError(`Not a stored fraction: ${stored}`);
  return rational(BigInt(match[1]), BigInt(match[2] ?? '1'));
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
