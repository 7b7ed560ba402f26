import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './text.ts';

const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };
const formats = new Map<string, IntlMessageFormat>();

/** What may stand in a message: texts, and numbers where a plural follows them. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Says an ICU message in a language: `{count, plural, one {# verslag} other {# verslagen}}`. Source: ICU MessageFormat. */
export function say(message: string, language: Language, values: MessageValues): string {
  const key = `${language} ${message}`;
  let format = formats.get(key);
  if (!format) {
    format = new IntlMessageFormat(message, locales[language]);
    formats.set(key, format);
  }
  return String(format.format({ ...values }));
}

/** A size in bytes as people read it: "98 kB", "1,2 MB". Decimal units. */
export function sizeInWords(bytes: number, language: Language): string {
  const large = bytes >= 1_000_000;
  const shown = large ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000));
  const number = new Intl.NumberFormat(locales[language], { maximumFractionDigits: large ? 1 : 0 });
  return `${number.format(shown)} ${large ? 'MB' : 'kB'}`;
}

/** A phrase as a sentence of its own: with a capital and a full stop. */
export function sentence(phrase: string): string {
  const begun = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
