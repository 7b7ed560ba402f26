import type { Group } from '../../../figures/format.ts';
import type { Language } from '../../../platform/language/text.ts';
import { unknownKind } from '../../../platform/language/unknown-kind.ts';
import type { Inline } from '../../report-model.ts';
import type { SourceInline } from '../document.ts';

/** A sentence, as far as it says of whom or of what it speaks. */
class Sentence {
  #words = '';
  readonly #told = new Set<string>();
  /** What is said at its end, each once. */
  readonly notes: Inline[] = [];

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

  /** Has something said at the end of the sentence, once. */
  note(said: Inline & { readonly text: string }): void {
    if (this.#told.has(said.text)) return;
    this.#told.add(said.text);
    this.notes.push(said);
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

/** A piece of text with the sentence that it begins in, and whether that is between brackets. */
export interface Placed {
  readonly sentence: Sentence;
  readonly inBrackets: boolean;
  /** The sentences that end in it, each with how many letters of it come before its full stop. */
  readonly ends: readonly { readonly sentence: Sentence; readonly at: number }[];
}

/** The lines of a source as one. */
export function oneLine(written: string): string {
  return written.replace(/\s*\n\s*/g, ' ');
}

/** A piece in no sentence. */
export const alone = (): Placed => ({ sentence: new Sentence(), inBrackets: false, ends: [] });

/** A full stop before a new sentence; that of "bijv. zo" and "art. 5" is none. Where the text ends an expression may follow. */
const fullStop = /[.!?]+(?=\s+(?:["„“‘(]*\p{Lu}|$))/gu;
/** A full stop that a footnote follows. */
const lastStop = /[.!?]+$/gu;

/** The sentence of every piece of a text. Footnotes have sentences of their own. */
export function sentencesOf(content: readonly SourceInline[]): readonly Placed[] {
  let sentence = new Sentence();
  const placed = content.map((inline, index): Placed => {
    const here = { sentence, inBrackets: sentence.isInBrackets() };
    const ends: { sentence: Sentence; at: number }[] = [];
    switch (inline.kind) {
      case 'text': {
        const words = oneLine(inline.text);
        let from = 0;
        const stops =
          content[index + 1]?.kind === 'footnote'
            ? [...words.matchAll(fullStop), ...words.matchAll(lastStop)]
            : words.matchAll(fullStop);
        for (const stop of stops) {
          sentence.add(words.slice(from, stop.index));
          ends.push({ sentence, at: stop.index });
          sentence = new Sentence();
          from = stop.index;
        }
        sentence.add(words.slice(from));
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
    return { ...here, ends };
  });
  return placed.map((one, index) =>
    index === placed.length - 1 ? endedAt(one, content[index], sentence) : one,
  );
}

/** The last piece of a text ends its last sentence, before the full stop where there is one. */
function endedAt(placed: Placed, last: SourceInline | undefined, sentence: Sentence): Placed {
  const at =
    last?.kind === 'text' ? oneLine(last.text).replace(/[.!?:]?\s*$/u, '').length : Number.POSITIVE_INFINITY;
  return { ...placed, ends: [...placed.ends, { sentence, at }] };
}
