import type { Text } from '../../platform/language/text.ts';
import type { CountedThing } from './counted-thing.ts';
import type { Dimension } from './dimension.ts';

/** Counting along one dimension: which column holds its codes, and how a stored code becomes a member. */
export interface Along {
  readonly dimension: Dimension;
  readonly column: string;
  /** What the coordinate is called in canonical keys; default the dimension's key. A year by closing is not one by receipt. */
  readonly named?: string;
  /** What the total is called in canonical keys where it is not everything: "2022..2025" for the years shown. */
  readonly totalAs?: string;
  /** For example: unit as registered to unit as it is called now. Undefined leaves the row out. Default: the code itself. */
  readonly memberOf?: (code: string) => string | undefined;
}

/**
 * A part of the organisation and period for which nothing can be counted: no return came, or nothing was read of it and
 * nobody answered ("not-recorded").
 */
export interface Gap {
  readonly at: Readonly<Record<string, string>>;
  readonly state: 'not-reported' | 'not-asked' | 'not-applicable' | 'not-recorded';
  readonly label: Text;
  /** It is the organisation as a whole, which is no member of the units. */
  readonly whole?: true;
  /** Units below it that answered themselves. */
  readonly except?: readonly string[];
  /**
   * It answered after a report that named it as missing. What it brought in is not counted: the difference with what was
   * printed would be a count of this unit.
   */
  readonly late?: true;
}

/** Which rows are counted. */
export interface Filter {
  readonly column: string;
  readonly dimension: string;
  readonly codes: readonly string[];
  readonly as: string;
  /** What is not recorded here is certainly none of these codes, so that nothing is missing from the count. */
  readonly certain?: true;
}

export interface Tally {
  readonly counts: CountedThing;
  readonly along: readonly Along[];
  /** Only rows whose column has one of these codes; named in the canonical key by `as`. */
  readonly where?: readonly Filter[];
  /** Leaves rows with other codes out altogether; unlike `where` it does not narrow what is counted, only the view. */
  readonly only?: { readonly column: string; readonly codes: readonly string[] };
  /** Coordinates that hold for every cell and belong in its canonical key: the moment of a stock. */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly gaps?: readonly Gap[];
}
