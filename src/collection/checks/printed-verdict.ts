import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { compare, fromDecimal, type Rational } from '../../figures/cubes/rational.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { Verdict } from './check-line.ts';

/** How a printed number stands against that of the registers; `why` where it is not simply right or wrong. */
export interface PrintedVerdict {
  readonly verdict: Verdict;
  readonly why: Text | null;
}

/** "5,3" is 5.3, "gelijk gebleven" is a change of nothing. */
export function statedDecimal(printed: string): string | undefined {
  if (/^gelijk gebleven$/i.test(printed.trim())) return '0';
  const plain = printed
    .trim()
    .replace(roughly, '')
    .replace(/\.(?=\d{3}\b)/g, '')
    .replace(',', '.');
  return fromDecimal(plain) ? plain : undefined;
}

const roughly = /^(ruim|circa|ca\.?|bijna)\s+/i;

/**
 * Holds a printed number against what the registers give, rounded like it.
 *
 * @param stated the number in the printed words, as {@link statedDecimal} reads it
 */
export function printedVerdict(
  printed: string,
  stated: string,
  given: { readonly decimal: string; readonly cell: Cell },
  { quantity }: FigureDefinition,
): PrintedVerdict {
  if (stated === given.decimal) return { verdict: 'agrees', why: null };
  const [said, found] = [fromDecimal(stated), fromDecimal(given.decimal)];
  if (!said || !found) return { verdict: 'contradicts', why: null };
  const word = roughly.exec(printed.trim())?.[1]?.toLowerCase();
  if (word !== undefined && isPossible(word, said, found)) {
    const why = text(
      `„${word}” zegt niet hoeveel; kijk of het klopt`,
      `“${word}” does not say how much; see whether it is right`,
    );
    return { verdict: 'differs', why };
  }
  // What the registers lack can only be added to a count.
  const isPart = given.cell.state === 'partial' && quantity.unit === 'count' && hasValue(given.cell);
  if (isPart && compare(said, found) > 0) {
    const why = text(
      `met wat ontbreekt kan ${printed} kloppen`,
      `with what is missing ${printed} may be right`,
    );
    return { verdict: 'cannot-be-computed', why };
  }
  return { verdict: 'contradicts', why: null };
}

/** "Ruim" is more than it says, "bijna" less. */
function isPossible(word: string, said: Rational, found: Rational): boolean {
  if (word === 'ruim') return compare(found, said) > 0;
  if (word === 'bijna') return compare(found, said) < 0;
  return true;
}
