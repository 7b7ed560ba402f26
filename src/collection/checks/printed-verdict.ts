import { compare, fromDecimal, type Rational, zero } from '../../figures/cubes/rational.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Verdict } from './check-line.ts';

/** How a printed claim stands against the number of the registers; `why` where it is not simply right or wrong. */
export interface PrintedVerdict {
  readonly verdict: Verdict;
  readonly why: Text | null;
}

/** "5,3" is 5.3, "gelijk gebleven" is a change of nothing. */
export function statedDecimal(printed: string): string | undefined {
  if (/^gelijk gebleven$/i.test(printed.trim())) return '0';
  const plain = printed
    .trim()
    .replace(/\*$/, '')
    .replace(roughly, '')
    .replace(/\.(?=\d{3}\b)/g, '')
    .replace(',', '.');
  return fromDecimal(plain) ? plain : undefined;
}

const roughly = /^(ruim|circa|ca\.?|bijna)\s+/i;

/** Words that say which way a number went, without saying how far. */
const directions: readonly (readonly [RegExp, 1 | -1])[] = [
  [/\b(toegenomen|toename|gestegen|stijging|meer|hoger)\b/i, 1],
  [/\b(afgenomen|afname|gedaald|daling|minder|lager)\b/i, -1],
];
/** Words by which an author judges how much that is. */
const judging = /\b(amper|nauwelijks|licht|fors|sterk|aanzienlijk|opvallend|heel weinig)\b/i;

/**
 * Holds a printed claim against what the registers give: a number against the number rounded like it, words for a change
 * against its direction.
 *
 * @param given what the registers give, and whether something is missing of a count
 */
export function printedVerdict(
  printed: string,
  given: { readonly decimal: string; readonly isPartial: boolean },
): PrintedVerdict {
  const stated = statedDecimal(printed);
  if (stated === undefined) return inWords(printed, given.decimal);
  const [said, found] = [fromDecimal(stated), fromDecimal(given.decimal)];
  if (!said || !found) return { verdict: 'contradicts', why: null };
  if (compare(said, found) === 0) return { verdict: 'agrees', why: null };
  const word = roughly.exec(printed.trim())?.[1]?.toLowerCase();
  if (word !== undefined && isPossible(word, said, found)) {
    const why = text(
      `„${word}” zegt niet hoeveel; kijk of het klopt`,
      `“${word}” does not say how much; see whether it is right`,
    );
    return { verdict: 'differs', why };
  }
  // What the registers lack can only be added to a count.
  if (given.isPartial && compare(said, found) > 0) {
    const why = text(
      `met wat ontbreekt kan ${printed} kloppen`,
      `with what is missing ${printed} may be right`,
    );
    return { verdict: 'cannot-be-computed', why };
  }
  return { verdict: 'contradicts', why: null };
}

/** Which way a number went can be right or wrong; how much that is stays a judgement. */
function inWords(printed: string, decimal: string): PrintedVerdict {
  const way = directions.find(([words]) => words.test(printed))?.[1];
  const change = fromDecimal(decimal);
  if (way === undefined || !change)
    return {
      verdict: 'cannot-be-computed',
      why: text(`„${printed}” is geen getal`, `“${printed}” is no number`),
    };
  if (compare(change, zero) !== way) return { verdict: 'contradicts', why: null };
  const word = judging.exec(printed)?.[0].toLowerCase();
  return {
    verdict: 'agrees',
    why:
      word === undefined
        ? null
        : text(
            `de richting klopt; „${word}” is een oordeel`,
            `the direction is right; “${word}” is a judgement`,
          ),
  };
}

/** "Ruim" is more than it says, "bijna" less. */
function isPossible(word: string, said: Rational, found: Rational): boolean {
  if (word === 'ruim') return compare(found, said) > 0;
  if (word === 'bijna') return compare(found, said) < 0;
  return true;
}
