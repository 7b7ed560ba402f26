import { seenText } from '../../platform/language/unseen-characters.ts';

/** What stands on paper where no font of ours has the character. */
export const withoutGlyph = '\u25a1';

/**
 * What every page can show of a text: what the fonts have no shape for stands as {@link withoutGlyph}, so that one
 * character never stops a whole report. What is asked is kept for the life of the process.
 *
 * @param sets whether text can be set with the fonts at hand
 */
export class LegibleText {
  readonly #sets: (text: string) => boolean;
  readonly #known = new Map<string, boolean>();

  constructor(sets: (text: string) => boolean) {
    this.#sets = sets;
  }

  /** The texts as they can be set. They are looked at together: asking costs a page each time. */
  of(texts: readonly string[]): readonly string[] {
    const seen = texts.map((text) => seenText(text));
    const asked = new Set(seen.flatMap((text) => text.match(beyondLatin) ?? []));
    this.#learn([...asked].filter((character) => !this.#known.has(character)));
    return seen.map((text) =>
      text.replace(beyondLatin, (character) => (this.#known.get(character) ? character : withoutGlyph)),
    );
  }

  /** Halves what cannot be set until the characters are known that cannot. */
  #learn(characters: readonly string[]): void {
    if (characters.length === 0) return;
    // Apart, so that none hides as the mark of another.
    const all = this.#sets(characters.join(' '));
    if (all || characters.length === 1) {
      for (const character of characters) this.#known.set(character, all);
      return;
    }
    const half = Math.ceil(characters.length / 2);
    this.#learn(characters.slice(0, half));
    this.#learn(characters.slice(half));
  }
}

/** What our own font may lack; it has all that Western European languages are written with. */
const beyondLatin = /[^\t\n\r\x20-\x7e\xa0-\xff\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]/gu;

/** A text in which all that our own font may lack stands as {@link withoutGlyph}. */
export function latinOnly(text: string): string {
  return seenText(text).replace(beyondLatin, withoutGlyph);
}
