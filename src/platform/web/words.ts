import type { Language } from '../language/text.ts';
import { wordsEn } from './words.en.ts';
import { type WebWords, wordsNl } from './words.nl.ts';

/** The words of every page, complete in each language. */
export const webWords: Readonly<Record<Language, WebWords>> = { nl: wordsNl, en: wordsEn };
