/**
 * What a lexicon of one language says of words that state a number or a comparison. All of it is written in lower case
 * without accents, as texts are levelled before they are held against it.
 */
export interface Lexicon {
  /** One to twelve, as they are written in text. */
  readonly counting: readonly string[];
  /** Words that state a number, a share or a multiple: none may stand in the text by hand. */
  readonly numbers: ReadonlySet<string>;
  /** Words that compare or tell a change; a directive may choose one of them by its figure. */
  readonly comparisons: ReadonlySet<string>;
  /** Words built from numbers ("tweeëntwintig", "verdrievoudigde"), as a whole word. */
  readonly compound: RegExp;
  /** Words of change in all their forms, as a whole word. */
  readonly changing: RegExp;
  /** Turns of phrase that state a number, over several words. */
  readonly phrases: RegExp;
  /** Verbs of change that are split over a sentence. */
  readonly split: RegExp;
  /** Right before a number they round it: refused in front of an expression. */
  readonly rounding: RegExp;
  /** Idioms, institutions and ordinals that state nothing: taken out before all else. */
  readonly idioms: readonly RegExp[];
  /** Words that say up and down: what a directive says of a rise may not speak of a fall. */
  readonly upward: RegExp;
  readonly downward: RegExp;
}

/** The words of a list that is written as text. */
export function wordsOf(list: string): ReadonlySet<string> {
  return new Set(
    list
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => word.normalize('NFKD').replace(/\p{M}/gu, '')),
  );
}

/** Idioms as whole words in their order; a blank in one stands for any blanks, "(s)" for an ending that may lack. */
export function idiomsOf(...patterns: readonly string[]): readonly RegExp[] {
  return patterns.map(
    (pattern) =>
      new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.replaceAll(' ', '[ -]+')})(?![\\p{L}\\p{N}])`, 'gu'),
  );
}
