import { nameOn, type Structure } from '../../../organisation/structure.ts';
import type { Language, Text } from '../../../platform/language/text.ts';
import type { Abbreviation, Chapter, Inline } from '../../report-model.ts';
import { abbreviationText } from '../../words/abbreviation-text.ts';

/** The abbreviations of units on a day, with the name that each stands for. */
export function unitAbbreviations(structure: Structure, day: string): ReadonlyMap<string, Text> {
  return new Map(
    structure.units.flatMap((unit) => {
      const name = nameOn(unit, day);
      return name.abbreviation && name.abbreviation !== name.name.nl
        ? [[name.abbreviation, name.name] as const]
        : [];
    }),
  );
}

/** The abbreviations of one report, in the order of its text: the first time each is written out. */
export interface Abbreviations {
  /**
   * Running text with its abbreviations marked.
   *
   * @param before what stands in front of it in the same paragraph: "Wet bescherming klokkenluiders (" introduces "Wbk"
   */
  readonly marked: (text: string, language: Language, before: string) => readonly Inline[];
  /** The words of a citation, in which no piece can be marked. */
  readonly writtenOut: (text: string, language: Language) => string;
  /** An abbreviation that the author gives, with what it stands for. */
  readonly given: (
    short: string,
    long: string,
    language: Language,
  ) => Extract<Inline, { kind: 'abbreviation' }>;
  /** Words of several capitals that nobody knows, each once in a report. */
  readonly unknown: (text: string) => readonly string[];
  /** What the text used, with what it stands for. */
  readonly used: ReadonlyMap<string, string>;
}

/**
 * Opens the abbreviations of a report.
 *
 * @param known what each stands for
 * @param names names that may have capitals of their own
 */
export function openAbbreviations(known: ReadonlyMap<string, Text>, names: readonly string[]): Abbreviations {
  const own = new Map<string, string>();
  const used = new Map<string, string>();
  const told = new Set<string>();
  // Each language has readers of its own: who reads the summary alone finds it written out there.
  const seen = new Set<string>();
  const meant = (short: string, language: Language): string | undefined =>
    own.get(`${language} ${short}`) ?? known.get(short)?.[language];

  function pieceOf(short: string, long: string, language: Language, before: string) {
    const isFirst = !seen.has(`${language} ${short}`) && !isIntroduced(long, before);
    seen.add(`${language} ${short}`);
    if (!used.has(short)) used.set(short, long);
    return { kind: 'abbreviation' as const, short, long, ...(isFirst ? { first: true as const } : {}) };
  }

  function found(text: string, language: Language) {
    const shorts = [...new Set([...known.keys(), ...[...own.keys()].map((key) => key.slice(3))])];
    const pattern = shorts.sort((a, b) => b.length - a.length).map(escaped);
    if (pattern.length === 0) return [];
    const all = text.matchAll(
      new RegExp(`(?<![\\p{L}\\p{N}-])(?:${pattern.join('|')})(?![\\p{L}\\p{N}-])`, 'gu'),
    );
    return [...all].flatMap(({ 0: short, index }) => {
      const long = meant(short, language);
      return long === undefined ? [] : [{ short, long, index }];
    });
  }

  return {
    used,
    given: (short, long, language) => {
      own.set(`${language} ${short}`, long);
      return pieceOf(short, long, language, '');
    },
    marked: (text, language, before) => {
      const pieces: Inline[] = [];
      let from = 0;
      for (const { short, long, index } of found(text, language)) {
        if (index > from) pieces.push({ kind: 'text', text: text.slice(from, index) });
        pieces.push(pieceOf(short, long, language, before + text.slice(0, index)));
        from = index + short.length;
      }
      if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
      return pieces;
    },
    writtenOut: (text, language) => {
      let written = '';
      let from = 0;
      for (const { short, long, index } of found(text, language)) {
        const piece = pieceOf(short, long, language, written + text.slice(from, index));
        written += text.slice(from, index) + abbreviationText(piece);
        from = index + short.length;
      }
      return written + text.slice(from);
    },
    unknown: (text) => {
      const rest = names
        .filter((name) => name.length > 1)
        .reduce((left, name) => left.replaceAll(name, ' '), text);
      const words = [...rest.matchAll(capitals)].map(([word]) => word);
      const news = words.filter(
        (word) => !known.has(word) && !own.has(`nl ${word}`) && !own.has(`en ${word}`) && !told.has(word),
      );
      for (const word of news) told.add(word);
      return [...new Set(news)];
    },
  };
}

/** A word with several capitals: "BHV", "EZK", "BVA'er". */
const capitals = /(?<![\p{L}\p{N}])\p{Ll}?\p{Lu}[\p{L}]*\p{Lu}[\p{L}]*/gu;

/** "Wet bescherming klokkenluiders (": what it stands for is in front of it already. */
function isIntroduced(long: string, before: string): boolean {
  return before.toLowerCase().endsWith(`${long.toLowerCase()} (`);
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Abbreviations are collected from use: those of the text, and units named by theirs anywhere. */
export function usedAbbreviations(
  chapters: readonly Chapter[],
  introduced: ReadonlyMap<string, string>,
  units: ReadonlyMap<string, Text>,
  language: Language,
): readonly Abbreviation[] {
  const words = new Set(JSON.stringify(chapters).match(/[A-Z][A-Za-z]*[A-Z][A-Za-z-]*/g) ?? []);
  const used = [...units]
    .filter(([short]) => words.has(short))
    .map(([short, long]): [string, string] => [short, long[language]]);
  return [...new Map([...introduced, ...used])]
    .map(([short, long]) => ({ short, long }))
    .sort((a, b) => a.short.localeCompare(b.short, 'nl'));
}
