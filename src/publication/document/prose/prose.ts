import type { Language } from '../../../platform/language/text.ts';
import { englishCompound, englishLexicon, englishPhrases, englishSplit } from './lexicon.en.ts';
import { dutchCompound, dutchLexicon, dutchPhrases, dutchSplit } from './lexicon.nl.ts';

interface Lexicon {
  readonly words: ReadonlySet<string>;
  readonly phrases: readonly string[];
  readonly compound: RegExp;
  readonly split: RegExp;
}

const lexicons: Readonly<Record<Language, Lexicon>> = {
  nl: { words: new Set(dutchLexicon), phrases: dutchPhrases, compound: dutchCompound, split: dutchSplit },
  en: {
    words: new Set(englishLexicon),
    phrases: englishPhrases,
    compound: englishCompound,
    split: englishSplit,
  },
};

/** A number or a comparison that is in the text by hand. */
export interface BareNumber {
  readonly found: string;
  readonly why: 'digit' | 'number-word' | 'phrase' | 'symbol';
}

/**
 * Finds what states a number, a share or a comparison in prose without being bound to a figure: digits in any
 * script, roman numerals, number words, fractions, multiples and words of quantity. Hidden spellings do not
 * help: full-width digits, zero-width characters and combining accents are levelled first.
 */
export function bareNumbers(text: string, language: Language): readonly BareNumber[] {
  const level = text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .toLowerCase();
  const found: BareNumber[] = [];
  for (const match of level.matchAll(/[\p{Nd}\p{No}\p{Nl}]+(?:[.,]\p{Nd}+)*/gu))
    found.push({ found: match[0], why: 'digit' });
  for (const match of level.matchAll(/[%‰½⅓¼¾⅔]/gu)) found.push({ found: match[0], why: 'symbol' });
  for (const match of text.matchAll(
    /(?<![\p{L}.])(?:X{1,3}|(?:X{0,3})(?:IX|IV|V?I{2,3}|VI|XI{1,3}))(?![\p{L}])/gu,
  )) {
    if (match[0] !== '' && match[0].length > 1) found.push({ found: match[0], why: 'number-word' });
  }
  const lexicon = lexicons[language];
  const spaced = ` ${level.replace(/[^\p{L}\p{M}]+/gu, ' ')} `;
  for (const phrase of lexicon.phrases)
    if (spaced.includes(` ${phrase} `)) found.push({ found: phrase, why: 'phrase' });
  for (const match of level.matchAll(lexicon.split)) found.push({ found: match[0], why: 'phrase' });
  for (const match of level.matchAll(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu)) {
    const word = match[0];
    const parts = [word, ...word.split('-')];
    if (parts.some((part) => lexicon.words.has(part) || lexicon.compound.test(part)))
      found.push({ found: word, why: 'number-word' });
  }
  return found;
}
