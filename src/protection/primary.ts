import type { Cell } from './linked-tables.ts';
import { type Policy, zerosShown } from './policy.ts';

/** Why a cell cannot be published as it is. */
export type Sensitivity =
  | { readonly rule: 'below-threshold' }
  | { readonly rule: 'zero-reveals' }
  | { readonly rule: 'closed' }
  | { readonly rule: 'dominated'; readonly level: number }
  | { readonly rule: 'few-contributors'; readonly level: number };

/**
 * The reason why this cell is primary, or undefined when it is not.
 *
 * Counts: guarded and below the threshold, or above what a list shows of it by less; a zero only where zeros are not shown. Sums: the p% rule, sensitive
 * when X - x1 - x2 < (p/100) x1 (SDC Handbook 4.2), or fewer contributors than the threshold. `level` is how
 * far the attainable range must reach on both sides, in the unit of the cell. Closed cells always are.
 */
export function sensitivityOf(cell: Cell, policy: Policy): Sensitivity | undefined {
  if (cell.history === 'published' || cell.class === 'open' || cell.class === 'printed-earlier')
    return undefined;
  if (cell.class === 'closed') return { rule: 'closed' };
  const { contributions: from, value, beside } = cell;
  if (from) {
    if (value === 0) return undefined;
    const margin = (policy.percent / 100) * from.largest;
    const rest = value - from.largest - from.second;
    if (rest < margin) return { rule: 'dominated', level: Math.max(1, Math.ceil(margin - rest)) };
    if (from.count < policy.threshold)
      return { rule: 'few-contributors', level: Math.max(1, Math.ceil(margin)) };
    return undefined;
  }
  // What a list shows of it is no secret; nor is that the list holds all of it, as little as that a count is zero.
  if (beside && beside.least > 0) {
    const rest = value - beside.least;
    return rest > 0 && rest < policy.threshold ? { rule: 'below-threshold' } : undefined;
  }
  if (value === 0) {
    return cell.shown !== false && !zerosShown(cell, policy) ? { rule: 'zero-reveals' } : undefined;
  }
  return value < policy.threshold ? { rule: 'below-threshold' } : undefined;
}
