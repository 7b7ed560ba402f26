import type { Cell, CellClass } from './linked-tables.ts';

/**
 * The rules of protection. They are public: the method page prints them and the attacker of the audit knows
 * them. Source: `counting.md`, "Protection, one policy".
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
  /** Smallest base of a published percentage. */
  readonly percentageBase: number;
  /** Fewest cases behind a published median and behind a published 90th percentile. */
  readonly medianCases: number;
  readonly ninetiethCases: number;
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
  percentageBase: 10,
  medianCases: 10,
  ninetiethCases: 30,
  exactUpTo: 600,
};

/**
 * The default policy with the given settings. Bases and case counts can be raised, never lowered.
 *
 * @throws PolicyError when the threshold is not a whole number from 3 to 10, or a minimum is undercut.
 */
export function policyOf(settings: Partial<Policy> = {}): Policy {
  const policy = { ...defaults, ...settings };
  if (!Number.isInteger(policy.threshold) || policy.threshold < 3 || policy.threshold > 10) {
    throw new PolicyError(`The threshold is ${policy.threshold}; it must be a whole number from 3 to 10.`);
  }
  if (!(policy.percent > 0 && policy.percent <= 100)) {
    throw new PolicyError(`The p% rule has p = ${policy.percent}; it must lie above 0 and at most at 100.`);
  }
  for (const setting of ['percentageBase', 'medianCases', 'ninetiethCases'] as const) {
    if (!Number.isInteger(policy[setting]) || policy[setting] < defaults[setting]) {
      throw new PolicyError(
        `${setting} is ${policy[setting]}; it must be a whole number from ${defaults[setting]}.`,
      );
    }
  }
  return policy;
}

/** The rule per class, as data for the method page. */
export const classRules: Readonly<
  Record<CellClass, { readonly published: 'always' | 'when-safe' | 'never' }>
> = {
  open: { published: 'always' },
  guarded: { published: 'when-safe' },
  closed: { published: 'never' },
  'printed-earlier': { published: 'always' },
};

/** Whether a zero of this cell is printed under the policy. */
export function zerosShown(cell: Cell, policy: Policy): boolean {
  return cell.class !== 'closed' && cell.shown !== false && (cell.zeros ?? policy.zeros) === 'shown';
}

/** Whether a median over this many cases may be published; never per unit. */
export function medianAllowed(cases: number, level: 'unit' | 'above-unit', policy: Policy): boolean {
  return level === 'above-unit' && cases >= policy.medianCases;
}

/** Whether a 90th percentile over this many cases may be published; never per unit. */
export function ninetiethAllowed(cases: number, level: 'unit' | 'above-unit', policy: Policy): boolean {
  return level === 'above-unit' && cases >= policy.ninetiethCases;
}

/** A duration in days as published: whole weeks, half up. */
export function publishedWeeks(days: number): number {
  return Math.floor(days / 7 + 0.5);
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
