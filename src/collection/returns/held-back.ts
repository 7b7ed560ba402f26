import type { Gap } from '../../figures/cubes/tally-request.ts';

/** Units, with those below them, in the days of one year. */
export interface UnitsInYear {
  readonly units: readonly string[];
  readonly from: string;
  readonly until: string;
}

/**
 * A unit that a report named as missing in a year. What it brings in later is not counted in that year: beside what was
 * printed it would be a count of this unit.
 */
export interface HeldBack {
  /** The key of its register. */
  readonly register: string;
  readonly unit: string;
  readonly year: string;
  /** What the report called it then, and later reports do. */
  readonly state: Gap['state'];
  /** Units below it that had answered themselves. */
  readonly except?: readonly string[];
}
