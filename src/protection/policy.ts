import type { Cell } from './linked-tables.ts';

/**
 * The rules of protection. They are public: the method page prints them and the attacker of the audit knows
 * them. Source: docs/design/counting.md, "Protection, one policy".
 */
export interface Policy {
  /** A guarded count below this and above zero is not published. 3 to 10. */
  readonly threshold: number;
  /** Whether zeros are printed. Where they are, everybody knows that a hidden cell is at least 1. */
  readonly zeros: 'shown' | 'hidden';
  /** p of the p% rule for sums of money, hours and the like. */
  readonly percent: number;
  /**
   * An attacker who knows one hidden cell because it is their own. `singletons`: the one person behind a
   * hidden 1; `every`: any hidden cell in turn (a unit that knows its own figure); `none`: not considered.
   * No primary cell may become exactly known to such an attacker.
   */
  readonly ownCell: 'none' | 'singletons' | 'every';
  /** Up to this many linked cells the optimum is proved; above it a heuristic chooses. */
  readonly exactUpTo: number;
}

/** A policy outside what the house allows; never replaced by a default in silence. */
export class PolicyError extends Error {
  override name = 'PolicyError';
}

const defaults: Policy = {
  threshold: 5,
  zeros: 'shown',
  percent: 10,
  ownCell: 'singletons',
  exactUpTo: 600,
};

/**
 * The default policy with the given settings.
 *
 * @throws PolicyError when the threshold is not a whole number from 3 to 10, or p of the p% rule not above 0 and at most 100.
 */
export function policyOf(settings: Partial<Policy> = {}): Policy {
  const policy = { ...defaults, ...settings };
  if (!Number.isInteger(policy.threshold) || policy.threshold < 3 || policy.threshold > 10) {
    throw new PolicyError(`The threshold is ${policy.threshold}; it must be a whole number from 3 to 10.`);
  }
  if (!(policy.percent > 0 && policy.percent <= 100)) {
    throw new PolicyError(`The p% rule has p = ${policy.percent}; it must lie above 0 and at most at 100.`);
  }
  return policy;
}

/** Whether a zero of this cell is printed under the policy. */
export function zerosShown(cell: Cell, policy: Policy): boolean {
  return cell.class !== 'closed' && cell.shown !== false && (cell.zeros ?? policy.zeros) === 'shown';
}

/**
 * The cost of hiding a cell: higher for large numbers and for cells high in the tree, so that small inner
 * cells are hidden first and the totals that readers quote stay. (1 + height) × (2 + ⌊log₂(1 + value)⌋).
 */
export function costOfHiding(cell: Cell): number {
  if (cell.weight !== undefined) {
    if (!Number.isInteger(cell.weight) || cell.weight < 1) {
      throw new PolicyError(`${cell.key} has weight ${cell.weight}; a weight is a whole number from 1.`);
    }
    return cell.weight;
  }
  return (1 + (cell.height ?? 0)) * (2 + Math.floor(Math.log2(1 + cell.value)));
}
