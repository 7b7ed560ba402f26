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

const moments: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  nl: momentFormat('nl-NL'),
  en: momentFormat('en-GB'),
};

function momentFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Amsterdam',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A moment in the organisation's zone: "maandag 30 november 2026, 14.30 uur"; "Monday 30 November 2026, 14:30". */
export function momentInWords(moment: Date, language: Language): string {
  const parts = new Map(moments[language].formatToParts(moment).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const day = `${of('weekday')} ${of('day')} ${of('month')} ${of('year')}`;
  return language === 'nl'
    ? `${day}, ${of('hour')}.${of('minute')} uur`
    : `${day}, ${of('hour')}:${of('minute')}`;
}
