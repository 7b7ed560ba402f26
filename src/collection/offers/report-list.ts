import type { CodeLists } from '../../codes/code-lists.ts';
import type { CountedThing } from '../../figures/cubes/counted-thing.ts';
import type { Period } from '../../organisation/period.ts';
import type { Question } from '../../platform/database/doorways.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import type { UnitsInYear } from '../returns/held-back.ts';
import type { PublicSummaries } from './public-summaries.ts';

/** A record as a report lists it: codes in words, and its public summary. No text of the register itself. */
export interface ListedRow {
  readonly category: string;
  readonly subcategory: string;
  /** What was established, shown first: "aangetoond", "niet aangetoond", "niet vastgelegd". */
  readonly finding: string;
  readonly established: boolean;
  /** The public summary, separately written and read by a second person. */
  readonly summary: string;
  readonly settlement: string;
  /** What the register doubts about the row. */
  readonly flags: readonly string[];
}

/** The rows of a list, and how many records have no summary that may be shown. */
export interface ListedRows {
  readonly rows: readonly ListedRow[];
  readonly withheld: number;
}

/** Which records are listed, and in which language. */
export interface ListScope {
  readonly period: Period;
  readonly language: Language;
  /** What no figure counts is not listed either. */
  readonly heldBack?: readonly UnitsInYear[];
}

/**
 * A list of records that a register offers to reports, placed in a document by its directive. Its rows are a table
 * too: who counts them knows what the figures count.
 */
export interface ReportList {
  /** The name of its directive: "appendix" for `::appendix`. */
  readonly directive: string;
  readonly title: Text;
  /** The open figures that count what the rows show; they are published with the list. */
  readonly figures: readonly string[];
  /** Open figures that are published with it, by which readers know how much it leaves out. */
  readonly beside?: readonly string[];
  /**
   * What the settlements of the rows tell: where a count of these is hidden, or published less finely than asked, no
   * row shows its settlement nor the doubts about it, and a sentence says so instead.
   */
  readonly settlements: {
    readonly tell: CountedThing;
    readonly doubts: readonly Text[];
    readonly instead: Text;
  };
  readonly read: (codes: CodeLists) => Question<ListScope, ListedRows>;
  readonly summaries: PublicSummaries;
}
