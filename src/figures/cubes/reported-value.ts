import type { Text } from '../../platform/language/text.ts';
import type { CellState } from './cell.ts';

/** One value that a node of the organisation stated about a period, or why it stated none. */
export interface ReportedValue {
  /** The register and the field of its return: "outside-activities.activities". */
  readonly field: string;
  /** The code that divides the field (a topic), or the empty text. */
  readonly part: string;
  readonly unit: string;
  readonly period: string;
  readonly state: CellState;
  /** A stored fraction, see `printRational`; null where there is no value. */
  readonly value: string | null;
  readonly note: Text | null;
  /** Counted at this node itself, not below it: added to the sum of its children instead of standing for it. */
  readonly beside?: true;
}
