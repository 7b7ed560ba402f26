import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalFromStorage, decimalFromText, decimalText } from './decimal.ts';
import { parseNumber } from './numbers.ts';

/** The reading in a few words, so that a table of cases can be read. */
function read(text: string): string {
  const reading = parseNumber(text);
  if (reading.kind === 'refused') {
    return reading.proposal === undefined
      ? `refused ${reading.reason}`
      : `refused ${reading.reason}, perhaps ${decimalText(reading.proposal)}`;
  }
  const around = [reading.approximate, reading.unit, reading.mark].filter((one) => one !== undefined);
  const value =
    reading.kind === 'number'
      ? decimalText(reading.value)
      : `${decimalText(reading.asGrouped)} or ${decimalText(reading.asDecimal)}`;
  return [value, ...around].join(' ');
}

describe('A number written as text', () => {
  test.each([
    ['107', '107'],
    ['5,3', '5.3'],
    ['5.3', '5.3'],
    ['1606', '1606'],
    ['1.606', '1606 or 1.606'],
    ['1,606', '1606 or 1.606'],
    ['0.606', '0.606'],
    ['0,606', '0.606'],
    ['1.606,5', '1606.5'],
    ['1,606.5', '1606.5'],
    ['1.606.000', '1606000'],
    ['1 606', '1606'],
    ['1\u00a0606,25', '1606.25'],
    ['1’606', '1606'],
    ['-5', '-5'],
    ['−5', '-5'],
    ['+5', '5'],
    ['107*', '107 *'],
    ['107 *', '107 *'],
    ['0**', '0 **'],
    ['107¹', '107 ¹'],
    ['107 1)', '107 1)'],
    ['107 (a)', '107 (a)'],
    ['107[2]', '107 [2]'],
    ['€ 50,00', '50.00 €'],
    ['€50,-', '50 €'],
    ['€ 50,--', '50 €'],
    ['50 euro', '50 €'],
    ['-€ 50', '-50 €'],
    ['12 %', '12 %'],
    ['5,3%', '5.3 %'],
    ['ca. 30', '30 ca.'],
    ['± 30', '30 ±'],
    ['circa 30*', '30 circa *'],
    ['', 'refused empty'],
    ['  ', 'refused empty'],
    ['n.v.t.', 'refused not-applicable'],
    ['N/A', 'refused not-applicable'],
    ['onbekend', 'refused unknown'],
    ['-', 'refused dash'],
    ['–', 'refused dash'],
    ['·', 'refused suppressed'],
    ['zie mail', 'refused elsewhere'],
    ['Zie bijlage 3', 'refused elsewhere'],
    ['<5', 'refused bound'],
    ['meer dan 10', 'refused bound'],
    ['10-15', 'refused range'],
    ['(5)', 'refused brackets'],
    ['3 en 4', 'refused several-numbers'],
    ['30 personen', 'refused words-beside-number, perhaps 30'],
    ['gelijk gebleven', 'refused not-a-number'],
    ['1.60.6', 'refused grouping-irregular'],
    ['5-', 'refused words-beside-number, perhaps 5'],
  ])('%j is read as: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('An exact decimal', () => {
  test('What a file stores with the noise of binary numbers is what was typed', () => {
    expect(decimalText(decimalFromStorage('5.2999999999999998') ?? { digits: 0n, scale: 0 })).toBe('5.3');
    expect(decimalText(decimalFromStorage('1.0E-3') ?? { digits: 0n, scale: 0 })).toBe('0.001');
    expect(decimalText(decimalFromStorage('-1E3') ?? { digits: 0n, scale: 0 })).toBe('-1000');
    expect(decimalFromStorage('1e999999999')).toBeUndefined();
    expect(decimalFromText('NaN')).toBeUndefined();
  });

  test('Writing and reading gives back the same digits and scale', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(30), (digits, scale) => {
        expect(decimalFromText(decimalText({ digits, scale }))).toEqual({ digits, scale });
      }),
    );
  });

  test('Every number of at most 15 digits survives the way spreadsheets store it', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        fc.nat(12),
        (digits, scale) => {
          const typed = { digits, scale };
          const stored = Number(decimalText(typed)).toPrecision(17);
          const back = decimalFromStorage(stored);
          const sameScale = (value: typeof typed) => value.digits * 10n ** BigInt(30 - value.scale);
          expect(back && sameScale(back)).toBe(sameScale(typed));
        },
      ),
    );
  });
});
