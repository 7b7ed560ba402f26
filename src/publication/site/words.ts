import type { Language } from '../../platform/language/text.ts';
import { wordsEn } from './words.en.ts';
import { type SiteWords, wordsNl } from './words.nl.ts';

/** The words of the public site, complete in each language. */
export const siteWords: Readonly<Record<Language, SiteWords>> = { nl: wordsNl, en: wordsEn };
