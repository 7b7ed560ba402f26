import type { Group } from '../../../figures/format.ts';
import type { Language } from '../../../platform/language/text.ts';
import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import type { SourceInline } from '../document.ts';

/** A sentence, as far as it says of whom or of what it speaks. */
export class Sentence {
  #words = '';
  readonly #told = new Set<string>();

  add(words: string): void {
    this.#words += words;
  }

  /** Whether a bracket is open at the end of what was added so far. */
  isInBrackets(): boolean {
    return this.#words.lastIndexOf('(') > this.#words.lastIndexOf(')');
  }

  /**
   * Whether the sentence names a group. Where its words are part of a longer group's ("incidenten" in "incidenten met een
   * uitkomst") the longer one is named, and not this.
   *
   * @param all every group that shares of the report are taken of
   */
  names(group: Group, all: Iterable<Group>, language: Language): boolean {
    if (this.#told.has(group.other[language])) return true;
    const own = namesOf(group, language);
    const longest = [...all]
      .flatMap((one) => namesOf(one, language))
      .filter((name) => !own.includes(name))
      .concat(own)
      .sort((a, b) => b.length - a.length);
    let rest = this.#words.toLowerCase().replace(/\s+/g, ' ');
    for (const name of longest) {
      const found = new RegExp(`(?<!\\p{L})${escaped(name)}(?!\\p{L})`, 'gu');
      if (own.includes(name)) {
        if (found.test(rest)) return true;
      } else rest = rest.replace(found, ' _ ');
    }
    return false;
  }

  /** The program names the group in it: what follows in the sentence need not. */
  tell(group: Group, language: Language): void {
    this.#told.add(group.other[language]);
  }
}

function namesOf({ one, other, also = [] }: Group, language: Language): readonly string[] {
  return [one, other, ...also].map((name) => name[language].toLowerCase());
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** An expression with the sentence that it stands in, and whether that is between brackets. */
export interface Placed {
  readonly sentence: Sentence;
  readonly inBrackets: boolean;
}

/** The sentence of every piece of a text. Footnotes have sentences of their own. */
export function sentencesOf(content: readonly SourceInline[]): readonly Placed[] {
  let sentence = new Sentence();
  return content.map((inline): Placed => {
    const placed = { sentence, inBrackets: sentence.isInBrackets() };
    switch (inline.kind) {
      case 'text': {
        const [first = '', ...others] = inline.text.split(/(?<=[.!?])\s+/u);
        sentence.add(first);
        for (const other of others) {
          sentence = new Sentence();
          sentence.add(other);
        }
        break;
      }
      case 'link':
      case 'fixed':
        sentence.add(inline.text);
        break;
      case 'expression':
        sentence.add(` ${inline.attributes['one'] ?? ''} ${inline.attributes['other'] ?? ''} `);
        break;
      case 'footnote':
        break;
      default:
        throw unknownKind(inline satisfies never);
    }
    return placed;
  });
}
