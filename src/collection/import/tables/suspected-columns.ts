import { levelled } from '../../../codes/code-lists.ts';
import type { ImportColumn } from '../import-face.ts';

/** Words by which people head a column about a unit, a year, the beginning or the end of something. */
const words = {
  unit: /\b(eenheid|team|afdeling|directie|sector|domein|cluster|bureau|vestiging|standplaats|faculteit|instituut|school|onderdeel|organisatieonderdeel|department|division|unit|office|faculty)\b/,
  period: /\b((?!half)\p{L}*jaar|periode|year|period)\b/u,
  begins:
    /^(van|vanaf|begin|start|aanvang|ingang|ingangsdatum|startdatum|begindatum|from|since|(datum|date)( \S+)? (aanvang|ingang|begin|start))$/,
  ends: /^(tot|tot en met|t m|eind|einde|einddatum|until|to|end|(datum|date)( \S+)? (einde|beeindiging|beëindiging|end))$/,
  moment: /\b(datum|date|dag|wanneer|when)\b/,
} as const;

/**
 * What a heading without a meaning may be about, if the table lacks just that: a file that has a column "Team" and none
 * of units is asked about it, not read without units. Undefined where nothing important is lacking.
 */
export function suspectedColumn(heading: string, lacking: readonly ImportColumn[]): ImportColumn | undefined {
  const plain = levelled(heading);
  const about = (what: ImportColumn['about']) => lacking.filter((column) => column.about === what);
  if (words.unit.test(plain) && about('unit').length > 0) return about('unit')[0];
  if (words.period.test(plain) && about('period').length > 0) return about('period')[0];
  const moments = about('moment');
  if (words.begins.test(plain)) return moments[0];
  if (words.ends.test(plain)) return moments.at(-1);
  return words.moment.test(plain) ? moments.find(({ required }) => required) : undefined;
}

/** Whether a heading says that a day stands under it. */
export function isAboutMoment(heading: string): boolean {
  return words.moment.test(levelled(heading));
}

/** Whether a heading says that a unit stands under it. */
export function isAboutUnit(heading: string): boolean {
  return words.unit.test(levelled(heading));
}

/** A part of a year, in words: a number about it is none of the whole year. */
const partOfYear =
  /\b(kwartaal|kwartalen|halfjaar|semester|trimester|maand|week|quarter|half year|month)\b|\bq[1-4]\b|\b(t\/?m|tot en met|until|up to)\s+\p{L}+|\b(januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december|january|february|march|june|july|august|october)\b/iu;

/** Whether a tab, a title or a heading speaks of a part of a year. */
export function isPartOfYear(written: string): boolean {
  return partOfYear.test(written);
}
