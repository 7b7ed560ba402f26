import type { Language } from '../../platform/language/text.ts';
import { wordsEn } from './words.en.ts';
import { type ReportWords, wordsNl } from './words.nl.ts';

/** The words around a report, complete in each language. */
export const reportWords: Readonly<Record<Language, ReportWords>> = { nl: wordsNl, en: wordsEn };
