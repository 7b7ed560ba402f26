/**
 * What readers know of counts because they know what the words mean: what is closed was received and is no longer
 * open, an anonymous reporter made an anonymous signal. Both sides add up to the same number. Tables do not say so,
 * so protection takes them as given.
 */
export interface Balance {
  readonly one: readonly BalanceTerm[];
  readonly other: readonly BalanceTerm[];
  /**
   * The numbers by which readers know of it: where one of these was never printed it discloses nothing, and what it
   * leaves over needs no hiding. Default: known wherever any of its numbers is printed.
   */
  readonly when?: readonly string[];
}

/** A number in a balance. */
export interface BalanceTerm {
  /** Canonical, so that it is the same number as in the tables that print it. */
  readonly key: string;
  readonly value: number;
  /**
   * What no figure prints. `guarded`: it is protected as any guarded count. `uncertain`: its whole is open, so it may
   * be narrow, but while it is small it must not be computable. `rest`: what is left over, of which no more is known
   * than that it is not below zero. `implied`: the figure of this key does not print it and discloses
   * it all the same, as a median does how many took as long at the least; where no figure shows that key nobody knows.
   */
  readonly unprinted?: 'guarded' | 'uncertain' | 'rest' | 'implied';
}

/** Whether both sides add up to the same and nothing is below zero: what does not hold in the registers, no reader can use. */
export function holds({ one, other }: Balance): boolean {
  const sum = (side: readonly BalanceTerm[]): number => side.reduce((added, { value }) => added + value, 0);
  return sum(one) === sum(other) && [...one, ...other].every(({ value }) => value >= 0);
}
