import type { Group } from '../../../figures/format.ts';
import { WordedError } from '../../../platform/language/explained-error.ts';
import type { Language } from '../../../platform/language/text.ts';
import type { PublishedFigure } from '../../report-model.ts';

/** What expressions are evaluated against: protected figures, so that no text can say what a table hides. */
export interface ExpressionScope {
  readonly language: Language;
  readonly figure: (id: string) => PublishedFigure;
  /** Whether protection left out the number that a figure had at these coordinates. */
  readonly lostPlace: (id: string, at: Readonly<Record<string, string>>) => boolean;
  readonly unitName: (key: string) => string | undefined;
  /** Of whom or of what figures are shares. */
  readonly groups: ReadonlyMap<string, Group>;
  readonly longForm: (abbreviation: string) => string | undefined;
  readonly period: string;
  readonly years: readonly string[];
}

/** An expression cannot be evaluated; it names what is wrong and what would work. */
export class ExpressionError extends WordedError {
  override name = 'ExpressionError';
}
