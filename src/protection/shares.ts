import type { LinkedTables } from './linked-tables.ts';
import type { Policy } from './policy.ts';
import type { Protected } from './protect.ts';

/** Whether a share, or a bar of that height, may be drawn. */
export type ShareDecision =
  | { readonly show: true }
  | {
      readonly show: false;
      readonly because: 'numerator-hidden' | 'base-hidden' | 'base-too-small' | 'not-a-part';
    };

/**
 * A share says as much as its numerator: 7% of 41 is 3. It is therefore shown only when the numerator and the
 * base are both published as they stand, and the base is large enough to carry a percentage. From two published
 * numbers it discloses nothing that they do not.
 *
 * @param numerator key of the part
 * @param base key of the whole
 */
export function mayShowShare(
  result: Protected,
  tables: LinkedTables,
  numerator: string,
  base: string,
  policy: Policy,
): ShareDecision {
  if (result.fates.get(numerator) !== 'published') return { show: false, because: 'numerator-hidden' };
  if (result.fates.get(base) !== 'published') return { show: false, because: 'base-hidden' };
  const countOf = (key: string): number => tables.cells.find((cell) => cell.key === key)?.value ?? 0;
  const whole = countOf(base);
  if (whole < policy.percentageBase) return { show: false, because: 'base-too-small' };
  return countOf(numerator) <= whole ? { show: true } : { show: false, because: 'not-a-part' };
}

/**
 * Whether a set of shares of one base may be drawn together (a pie, a stacked bar): every one of them must be
 * allowed by itself. The rest to 100% of a chart with one part left out would give that part away.
 */
export function mayShowShares(
  result: Protected,
  tables: LinkedTables,
  numerators: readonly string[],
  base: string,
  policy: Policy,
): ShareDecision {
  for (const numerator of numerators) {
    const decision = mayShowShare(result, tables, numerator, base, policy);
    if (!decision.show) return decision;
  }
  return { show: true };
}
