import type { ComputedFigures, FigureInputs } from '../../figures/definition.ts';
import type { Text } from '../../platform/language/text.ts';

/** What a check says: it agrees, it contradicts, it cannot be computed, or it needs a look. */
export type Verdict = 'agrees' | 'contradicts' | 'differs' | 'cannot-be-computed' | 'outside';

/** One line of `check`, with the computation. */
export interface CheckLine {
  readonly verdict: Verdict;
  readonly subject: string;
  readonly what: string;
  /** What was printed, or what should hold. */
  readonly stated: string;
  /** What the registers give, or what is missing. */
  readonly found: Text;
  readonly place: string;
}

/** A rule between figures that a register knows must hold. */
export type ConsistencyCheck = (inputs: FigureInputs, figures: ComputedFigures) => readonly CheckLine[];
