import type { Period, YearStart } from '../../organisation/period.ts';
import type { Question } from '../../platform/database/doorways.ts';

/** An incident in its own codes, as a statement counts it: no text, no person. */
export interface CodedIncident {
  readonly incidentId: string;
  /** The reporting year of receipt; null when only a longer period is known. */
  readonly received: string | null;
  /** The reporting year of the counting date; null when that date spans years. */
  readonly counted: string | null;
  /** The counting date is not reached at the end of the year: it lies later, or is not recorded. */
  readonly pending: boolean;
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly kind: string | null;
  readonly finding: string | null;
  readonly investigation: string | null;
  readonly subjects: number;
  readonly measures: readonly string[];
}

/** Which records a statement is about, and by which of their dates they are counted. */
export interface StatedScope {
  readonly year: Period;
  readonly yearStart: YearStart;
  readonly countingDate: 'received' | 'decided' | 'closed';
}

/** What a register offers to the yearly statement to a receiver. */
export interface StatedRecords {
  /** Every record received by the end of the year, in codes. */
  readonly read: Question<StatedScope, readonly CodedIncident[]>;
  /** The figure by which the report gives the number of those received. */
  readonly total: string;
}
