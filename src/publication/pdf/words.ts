import type { Language } from '../../platform/language/text.ts';

/** Words of the printed page that the report on screen does not need. */
export interface PageWords {
  readonly figure: string;
  readonly table: string;
  readonly contents: string;
  readonly madeWith: string;
  readonly definedOn: string;
  readonly short: string;
  readonly long: string;
  /** What a figure counts, in which year, and from what. */
  readonly counting: string;
}

/** In each language. */
export const pageWords: Readonly<Record<Language, PageWords>> = {
  nl: {
    figure: 'Figuur',
    table: 'Tabel',
    contents: 'Inhoud',
    madeWith: 'Gemaakt met',
    definedOn: 'Hoe is dit berekend?',
    short: 'Afkorting',
    long: 'Betekenis',
    counting: 'Wat telt, wanneer, waaruit',
  },
  en: {
    figure: 'Figure',
    table: 'Table',
    contents: 'Contents',
    madeWith: 'Made with',
    definedOn: 'How was this computed?',
    short: 'Abbreviation',
    long: 'Meaning',
    counting: 'What counts, when, from what',
  },
};
