import { levelledText, mixedWords } from '../../../platform/language/look-alikes.ts';
import type { Language } from '../../../platform/language/text.ts';
import { english } from '../lexicon/en.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { dutch } from '../lexicon/nl.ts';

/** The lexicon of each language. */
export const lexicons: Readonly<Record<Language, Lexicon>> = { nl: dutch, en: english };

/** A number or a comparison that is in the text by hand. */
export interface BareNumber {
  /** The words as they are levelled: small letters without accents. */
  readonly found: string;
  readonly why: 'digit' | 'symbol' | 'number-word' | 'comparison' | 'phrase' | 'look-alike';
}

/** How a piece of text stands in a report. */
export interface ProseContext {
  /** Names of units and of the profile: numbers in them are no claims. */
  readonly names?: readonly string[];
  /** A number of an expression follows right behind it, so that "ruim" and "about" would round it. */
  readonly beforeNumber?: boolean;
}

/**
 * Finds what states a number, a share or a comparison in prose without being bound to a figure: digits of any script,
 * roman numerals, number words, fractions, multiples, pronouns that count and words of quantity and comparison. Other
 * spellings do not help: accents, look-alikes, other shapes and letters apart are levelled first. Idioms, institutions
 * and ordinals that state nothing are let through.
 */
export function bareNumbers(
  text: string,
  language: Language,
  { names = [], beforeNumber = false }: ProseContext = {},
): readonly BareNumber[] {
  const lexicon = lexicons[language];
  const written = withoutNames(text, names);
  const unnamed = withoutProperNames(written, lexicon, language);
  const level = lexicon.idioms.reduce(
    (rest, idiom) => rest.replace(idiom, (taken) => taken.replace(/[^\s]/gu, '_')),
    levelledText(unnamed),
  );
  return [
    ...found(level, digits, 'digit'),
    ...found(level, symbols, 'symbol'),
    ...found(level, shortened, 'number-word'),
    ...romanNumerals(unnamed).map((word) => ({ found: word, why: 'number-word' as const })),
    ...mixedWords(written).map((word) => ({ found: word, why: 'look-alike' as const })),
    ...found(level, signsInWords, 'look-alike'),
    ...found(unnamed, tallies, 'symbol'),
    ...(language === 'nl' ? countedOne(unnamed) : []),
    ...found(level.replace(/[^\p{L}'.;:]+/gu, ' '), lexicon.phrases, 'phrase'),
    ...found(level, lexicon.split, 'comparison'),
    ...(beforeNumber ? found(level, new RegExp(lexicon.rounding, 'gu'), 'phrase') : []),
    ...words(level, lexicon),
    ...otherLanguages(level, language),
  ];
}

const digits =
  /[\p{Nd}\p{No}\p{Nl}〇一二三四五六七八九十百千万億亿兆]+(?:[.,]\p{Nd}+)*|[\u2680-\u2685]|💯|🔟/gu;
/** Words of quantity as they are shortened; without their point they are other words. */
const shortened = /(?<!\p{L})(?:ca|gem|max|min|mln|mld|ong|plm|pct|proc|approx|avg|dz|bn)\./gu;
const symbols = /[%‰‱±≈≃≅~≠≤≥<>×÷∞∅↑↓↗↘⇧⇩⬆⬇📈📉²³]/gu;

/** A sign that stands for a letter: "dr!e", "v|jf". */
const signsInWords = /\p{L}+[!|\u00a6\u00a1\u01c0\u2502]\p{L}+/gu;
/** Signs in a row are counted by who reads them. */
const tallies =
  /[|\u01c0\u2016\u2502\u2223](?:\s?[|\u01c0\u2016\u2502\u2223])+|[\u2022\u25a0-\u25ff\u2605\u2606\u2713-\u2718\u{1f464}\u{1f465}](?:\s?[\u2022\u25a0-\u25ff\u2605\u2606\u2713-\u2718\u{1f464}\u{1f465}])+/gu;

function found(level: string, pattern: RegExp, why: BareNumber['why']): readonly BareNumber[] {
  return [...level.matchAll(pattern)].map((match) => ({ found: match[0].trim(), why }));
}

function words(level: string, { numbers, comparisons, compound, changing }: Lexicon): readonly BareNumber[] {
  const written = [...level.matchAll(/\p{L}+(?:-\p{L}+)*/gu)].map((match) => match[0]);
  return [...written, ...apart(level)].flatMap((word): readonly BareNumber[] => {
    const parts = [word, word.replaceAll('-', ''), ...word.split('-')];
    if (parts.some((part) => numbers.has(part) || compound.test(part)))
      return [{ found: word, why: 'number-word' }];
    return parts.some((part) => comparisons.has(part) || changing.test(part))
      ? [{ found: word, why: 'comparison' }]
      : [];
  });
}

/** Letters that stand apart spell a word: "d r i e", "d.r.i.e", "d-r-i-e". */
function apart(level: string): readonly string[] {
  return [...level.matchAll(/(?<!\p{L})\p{L}(?:[ .·_-]{1,2}\p{L}){2,}(?!\p{L})/gu)].map((match) =>
    match[0].replace(/[^\p{L}]/gu, ''),
  );
}

/** "Één" and its other accents: without them it is an article. */
function countedOne(text: string): readonly BareNumber[] {
  const marked = text.normalize('NFD').toLowerCase();
  const idiom =
    /(?:op|in) één lijn|één[ -]op[ -]één|één voor één|één en ander|één geheel|in één keer|één loket/gu;
  const rest = marked.replace(new RegExp(idiom.source.normalize('NFD'), 'gu'), ' ');
  return [...rest.matchAll(/(?<!\p{L})(?:e\p{M}+e\p{M}*|e\p{M}*e\p{M}+)n(?!\p{L}|\p{M})/gu)].map((match) => ({
    found: match[0].normalize('NFC'),
    why: 'number-word',
  }));
}

/** Roman numerals of more than a letter, with an ending; a single one only behind what is numbered so. */
function romanNumerals(text: string): readonly string[] {
  const level = text.normalize('NFKC');
  const numeral = 'M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})';
  const several = [
    ...level.matchAll(new RegExp(`(?<![\\p{L}.'-])(${numeral})(?:e|de|ste)?(?![\\p{L}'-])`, 'gu')),
  ]
    .map((match) => match[1] ?? '')
    .filter((word) => /^[IVX]{2,}$/.test(word) || (word.length > 2 && /[IVX]/.test(word)));
  const small = [
    ...level.matchAll(/(?<![\p{L}.'-])(?:i{2,3}|i[vx]|vi{1,3}|xi{1,3}|x?i[vx]|x{2,3})(?![\p{L}'-])/gu),
  ];
  const behind =
    /(?<!\p{L})(?:hoofdstuk|deel|bijlage|boek|titel|fase|klasse|groep|graad|chapter|part|annex|title|phase|class|group|grade)\s+([IVXLC]+)(?!\p{L})/giu;
  return [
    ...several,
    ...small.map((match) => match[0]),
    ...[...level.matchAll(behind)].map((match) => match[0]),
  ];
}

/** Number words that no other meaning has in the language around them. */
const foreign: Readonly<Record<Language, ReadonlySet<string>>> = {
  nl: new Set(
    'two three four five six seven eight nine eleven twelve thirteen fourteen fifteen twenty thirty forty fifty hundred thousand none twice doubled halved both fewer most zwei funf sechs sieben neun zehn zwolf hundert deux trois quatre cinq sept huit neuf dix douze vingt'.split(
      ' ',
    ),
  ),
  en: new Set(
    'twee drie vier vijf zes zeven acht negen tien twaalf dertien twintig dertig veertig vijftig honderd duizend miljoen helft geen meeste zwei funf sechs sieben neun zehn zwolf hundert deux trois quatre cinq sept huit neuf dix douze vingt'.split(
      ' ',
    ),
  ),
};

function otherLanguages(level: string, language: Language): readonly BareNumber[] {
  return [...level.matchAll(/\p{L}+/gu)]
    .filter((match) => foreign[language].has(match[0]))
    .map((match) => ({ found: match[0], why: 'number-word' }));
}

/** What a report counts: with a capital it is no proper name either. */
const countedThings =
  /^(?:klacht|melding|incident|za(?:ak|ken)|signa(?:al|len)|geval|medewerker|ambtena|melder|betrokkene|persoon|personen|mens|man|vrouw|onderdeel|onderdelen|gesprek|maatregel|sanctie|schending|onderzoek|misstand|geschenk|advie|dag|wek|ma(?:and|anden)|ja(?:ar|ren)|euro|vertrouwens|leidinggevende|collega|complaint|report|case|signal|employee|official|person|people|m[ae]n$|wom[ae]n|unit|talk|conversation|measure|sanction|violation|investigation|gift|day|week|month|year|staff|counsellor|manager|colleague|subject)/iu;

/** Cardinals and ordinals, as names have them. */
const inNames: Readonly<Record<Language, RegExp>> = {
  nl: /^(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|(?:eer|acht)ste|(?:twee|der|vier|vijf|zes|zeven|negen|tien)de)$/u,
  en: /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$/u,
};

/**
 * A number that is part of a proper name counts nothing: behind an article it has a capital, and so has what it belongs
 * to ("de Drie Gezusters", "the Twelve Apostles", "de Raad van Elf"). A share or a comparison is in no name.
 */
function withoutProperNames(text: string, lexicon: Lexicon, language: Language): string {
  const before =
    language === 'nl' ? '[Dd]e|[Hh]et|team|[Ss]tichting|via|in|uit|naar|bij' : '[Tt]he|team|at|from';
  const word = "\\p{Lu}\\p{Ll}+(?:['’-]\\p{L}+)*";
  const joined = language === 'nl' ? 'van|van de|der|en' : 'of|of the|and';
  const name = new RegExp(
    `(?<=(?:^|[^\\p{L}])(?:${before}) )${word}(?: (?:(?:${joined}) )?${word})+(?!\\p{L})`,
    'gu',
  );
  const isClaim = (part: string): boolean => {
    const level = levelledText(part);
    if (countedThings.test(level)) return true;
    return !inNames[language].test(level) && (lexicon.numbers.has(level) || lexicon.comparisons.has(level));
  };
  return text.replace(name, (taken) =>
    taken.split(' ').some(isClaim) ? taken : taken.replace(/[^\s]/gu, '_'),
  );
}

function withoutNames(text: string, names: readonly string[]): string {
  return names
    .filter((name) => name.length > 2)
    .reduce((rest, name) => rest.replaceAll(name, (taken) => taken.replace(/[^\s]/gu, '_')), text);
}
