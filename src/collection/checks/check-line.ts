import type { ComputedFigures, FigureInputs } from '../../figures/definition.ts';
import type { Text } from '../../platform/language/text.ts';

/** What a check says: it agrees, it contradicts, it cannot be computed, or it needs a look. */
export type Verdict = 'agrees' | 'contradicts' | 'differs' | 'cannot-be-computed' | 'outside';

/** One line of `check`, with the computation. */
export interface CheckLine {
  readonly verdict: Verdict;
  readonly subject: Text;
  readonly what: Text;
  /** What was printed, or what should hold. */
  readonly stated: Text | null;
  /** What the registers give, or what is missing. */
  readonly found: Text;
  readonly place: Text | null;
}

/** Words of a document, which stand in both languages as they were printed. */
export function asPrinted(words: string): Text {
  return { nl: words, en: words };
}

/** A rule between figures that a register knows must hold. */
export type ConsistencyCheck = (inputs: FigureInputs, figures: ComputedFigures) => readonly CheckLine[];
