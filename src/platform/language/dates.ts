import type { Language } from './text.ts';

// Made once: making a format costs more than using it a hundred times.
const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  nl: formatIn('nl-NL'),
  en: formatIn('en-GB'),
};

function formatIn(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** An ISO date in words: "3 november 2025". Throws a RangeError for what is no date. */
export function dateInWords(iso: string, language: Language): string {
  return formats[language].format(new Date(`${iso}T00:00:00Z`));
}
