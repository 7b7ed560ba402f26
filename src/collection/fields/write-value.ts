import type { CodeLists } from '../../codes/code-lists.ts';
import { findCode } from '../../codes/code-lists.ts';
import { nameOn, type Structure } from '../../organisation/structure.ts';
import { dateInWords } from '../../platform/language/dates.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import { text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import type { AnyValue, Field } from './field.ts';
import { spanInWords, spanText } from './span.ts';

/** A value as a file holds it, so that it is read back as it was: codes, ISO dates, "ja" and "nee". */
export function fileValue(value: AnyValue): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  if (typeof value === 'object') return spanText(value);
  return String(value);
}

/** What is needed to say a value in words. */
export interface WordsOf {
  readonly codes: CodeLists;
  readonly structure: Structure;
  /** The ISO day on which units bear the names that are shown. */
  readonly day: string;
}

const notRecorded = text('niet vastgelegd', 'not recorded');
/** Amounts of at most twelve digits and two decimals: a number of JavaScript holds them exactly enough to print. */
const euro = (locale: string) => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
const euros: Readonly<Record<Language, Intl.NumberFormat>> = { nl: euro('nl-NL'), en: euro('en-IE') };

const yesWords = text('ja', 'yes');
const noWords = text('nee', 'no');

/** A value as a person reads it in a list, a form or a history. */
export function shownValue(
  { kind }: Field,
  value: AnyValue,
  language: Language,
  { codes, structure, day }: WordsOf,
): string {
  if (value === null) return notRecorded[language];
  if (typeof value === 'boolean') return (value ? yesWords : noWords)[language];
  if (typeof value === 'object') return spanInWords(value, language);
  const written = String(value);
  switch (kind.is) {
    case 'code': {
      const list = codes.get(kind.list);
      return (list && findCode(list, written)?.label[language]) ?? written;
    }
    case 'choice': {
      const labels: Readonly<Record<string, Text>> = kind.choices;
      return labels[written]?.[language] ?? written;
    }
    case 'unit': {
      const unit = structure.units.find((one) => one.key === written);
      return unit ? nameOn(unit, day).name[language] : written;
    }
    case 'money':
      return euros[language].format(Number(written));
    case 'yes-no':
    case 'day':
      return dateInWords(written, language);
    case 'decimal':
      return language === 'nl' ? written.replace('.', ',') : written;
    case 'span':
    case 'count':
    case 'text':
    case 'person':
    case 'row':
      return written;
    default:
      throw unknownKind(kind satisfies never);
  }
}
