import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './text.ts';

const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };
const formats: Readonly<Record<Language, Map<string, IntlMessageFormat>>> = { nl: new Map(), en: new Map() };

// Shared by all messages: making a format of numbers or plurals costs more than using it a hundred times.
const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();
const formatters: Formatters = {
  getNumberFormat: (locale = [], options) =>
    kept(
      numbers,
      options ? `${locale} ${JSON.stringify(options)}` : String(locale),
      () => new Intl.NumberFormat(locale, options),
    ),
  getPluralRules: (locale = [], options) =>
    kept(plurals, `${locale} ${options?.type ?? ''}`, () => new Intl.PluralRules(locale, options)),
  getDateTimeFormat: (...asked) => new Intl.DateTimeFormat(...asked),
};

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

/** What may stand in a message: texts, and numbers where a plural follows them. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Says an ICU message in a language: `{count, plural, one {# verslag} other {# verslagen}}`. Source: ICU MessageFormat. */
export function say(message: string, language: Language, values: MessageValues): string {
  let format = formats[language].get(message);
  if (!format) {
    format = new IntlMessageFormat(message, locales[language], undefined, { formatters });
    formats[language].set(message, format);
  }
  return String(format.format(values));
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
