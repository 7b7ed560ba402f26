import type { Language } from '../platform/language/text.ts';
import { unknownKind } from '../platform/language/unknown-kind.ts';
import type { QuantityUnit } from './cubes/counted-thing.ts';
import { hundred, multiply, type Rational, roundHalfUp } from './cubes/rational.ts';

/** How the values of a figure are printed. */
export interface Quantity {
  readonly unit: QuantityUnit;
  /** Digits after the decimal mark. */
  readonly decimals: number;
}

/** Shares, rounded to whole percents. */
export const percent: Quantity = { unit: 'percent', decimals: 0 };
/** Shares, to one decimal: where the source report gives them so, or where they are small. */
export const percentInTenths: Quantity = { unit: 'percent', decimals: 1 };

/** The exact decimal that is printed and published, with a point: shares in percent. Rounds half up. */
export function decimalOf(value: Rational, quantity: Quantity): string {
  const shown =
    quantity.unit === 'percent' || quantity.unit === 'percentage-points' ? multiply(value, hundred) : value;
  return roundHalfUp(shown, quantity.decimals);
}

/** A decimal with a point as people of a language write it: "1566.5" is "1.566,5" in Dutch, "1,566.5" in English. */
export function writeDecimal(decimal: string, language: Language): string {
  const [whole = '0', fraction] = decimal.split('.');
  const negative = whole.startsWith('-');
  const digits = negative ? whole.slice(1) : whole;
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, language === 'nl' ? '.' : ',');
  const mark = language === 'nl' ? ',' : '.';
  return `${negative ? '−' : ''}${grouped}${fraction ? `${mark}${fraction}` : ''}`;
}

/** A value with its unit, as it stands in running text and tables: "5,3%", "1,2 per 100", "12 weken". */
export function writeQuantity(decimal: string, unit: QuantityUnit, language: Language): string {
  const number = writeDecimal(decimal, language);
  switch (unit) {
    case 'percent':
      return `${number}%`;
    case 'percentage-points':
      return language === 'nl' ? `${number} procentpunt` : `${number} percentage points`;
    case 'euro':
      return `€ ${number}`;
    case 'weeks':
      return language === 'nl'
        ? `${number} ${decimal === '1' ? 'week' : 'weken'}`
        : `${number} ${decimal === '1' ? 'week' : 'weeks'}`;
    case 'days':
      return language === 'nl'
        ? `${number} ${decimal === '1' ? 'dag' : 'dagen'}`
        : `${number} ${decimal === '1' ? 'day' : 'days'}`;
    case 'count':
    case 'per-100-staff':
    case 'rank':
      return number;
    default:
      throw unknownKind(unit satisfies never);
  }
}
