import { type Language, type Text, text } from '../platform/language/text.ts';
import { unknownKind } from '../platform/language/unknown-kind.ts';
import type { QuantityUnit } from './cubes/counted-thing.ts';
import { hundred, multiply, type Rational, roundHalfUp } from './cubes/rational.ts';

/** How the values of a figure are printed. Percents always say of what: a share without its group does not compile. */
export type Quantity =
  | { readonly unit: Exclude<QuantityUnit, 'percent'>; readonly decimals: number }
  | { readonly unit: 'percent'; readonly decimals: number; readonly of: Denominator };

/** What percents are taken of: a group of whom or of what, or for growth the value before. */
export type Denominator = Group | 'value before';

/** Of whom or of what a share is taken, in words: "1 behandelde klacht", "15 behandelde klachten". */
export interface Group {
  readonly one: Text;
  readonly other: Text;
  /** Other words that name the same group: "de personeelsomvang" for "medewerkers". */
  readonly also?: readonly Text[];
  /** What is divided is no part of the group: a ratio, such as outside activities to staff. */
  readonly ratio?: true;
}

/** Shares of a group, rounded to whole percents. */
export const percentOf = (of: Group): Quantity => ({ unit: 'percent', decimals: 0, of });
/** Shares of a group, to one decimal: where the source report gives them so, or where they are small. */
export const tenthsOfPercentOf = (of: Group): Quantity => ({ unit: 'percent', decimals: 1, of });
/** Growth against the value before, rounded to whole percents. */
export const growthInPercent: Quantity = { unit: 'percent', decimals: 0, of: 'value before' };
/** Growth against the value before, to one decimal. */
export const growthInTenths: Quantity = { unit: 'percent', decimals: 1, of: 'value before' };

/** A {@link Group} from its words: one and several in Dutch, one and several in English. */
export function group(nl: readonly [string, string], en: readonly [string, string]): Group {
  return { one: text(nl[0], en[0]), other: text(nl[1], en[1]) };
}

/** The exact decimal that is printed and published, with a point: shares in percent. Rounds half up. */
export function decimalOf(value: Rational, quantity: Pick<Quantity, 'unit' | 'decimals'>): string {
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
