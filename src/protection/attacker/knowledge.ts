import type { Cell } from '../linked-tables.ts';
import { type Policy, zerosShown } from '../policy.ts';
import { type Sensitivity, sensitivityOf } from '../primary.ts';
import { type Bounds, propagate, type System } from './system.ts';

/** Whether a cell must be printed, must be hidden, or may be either. */
export type InitialState = 'published' | 'hidden' | 'free';

/** Where a cell is before anything is chosen. Zeros are printed where the policy shows zeros. */
export function initialStateOf(cell: Cell, policy: Policy): InitialState {
  if (cell.history === 'published' || cell.class === 'printed-earlier') return 'published';
  if (cell.class === 'closed' || cell.history === 'hidden' || cell.shown === false) return 'hidden';
  if (cell.class === 'open') return 'published';
  if (sensitivityOf(cell, policy)) return 'hidden';
  return cell.value === 0 ? (zerosShown(cell, policy) ? 'published' : 'hidden') : 'free';
}

/**
 * The least value everybody knows a hidden cell to have: 1 where zeros are shown (a zero would have been
 * printed), else 0; what a list shows of it where that is more. For a cell that is in fact 0 and hidden all the same it is 0.
 */
export function knownLeast(cell: Cell, policy: Policy): number {
  return Math.max(leastByRules(cell, policy), cell.beside?.least ?? 0);
}

function leastByRules(cell: Cell, policy: Policy): number {
  return cell.value > 0 && zerosShown(cell, policy) ? 1 : 0;
}

/**
 * What an attacker knows of every cell when exactly the cells in `hidden` are hidden: the published ones as
 * printed, the hidden ones from `knownLeast` up, then everything that follows by adding and subtracting.
 */
export function knownBounds(system: System, policy: Policy, hidden: ReadonlySet<number>): Bounds {
  const low = Float64Array.from(system.values);
  const high = Float64Array.from(system.values);
  for (const position of hidden) {
    const cell = system.cells[position];
    if (!cell) continue;
    low[position] = knownLeast(cell, policy);
    high[position] = cell.beside?.most ?? Infinity;
  }
  const bounds = { low, high };
  propagate(system, bounds);
  return bounds;
}

/**
 * What is known before this publication adds anything: the sums, the zeros it will show, the rules, and what
 * earlier reports printed. No pattern can take this back, so it is where a protected range may start.
 */
export function priorHidden(system: System, policy: Policy): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const [position, cell] of system.cells.entries()) {
    const printedBefore = cell.history === 'published' || cell.class === 'printed-earlier';
    const shownZero = cell.value === 0 && initialStateOf(cell, policy) === 'published';
    if (!printedBefore && !shownZero) hidden.add(position);
  }
  return hidden;
}

/** What the attainable values of one cell must include for it to count as protected. */
export type Requirement = {
  readonly cell: number;
  readonly because: Sensitivity | { readonly rule: 'once-hidden' };
} & (
  | {
      readonly kind: 'range';
      /** The attainable range must start here or lower … */
      readonly lowest: number;
      /** … and end here or higher. */
      readonly highest: number;
    }
  /** More than one value must be attainable. */
  | { readonly kind: 'uncertain' }
);

/**
 * The requirements, given the least value of each cell that is known beforehand (`prior`).
 *
 * A count must range from what is known beforehand to the threshold. Where the prior least value is above the
 * rule's own (three non-zero parts make a hidden total at least 3), the upper end moves up by as much: the
 * range is never narrower than that of a lone inner cell. A sum must range `level` to both sides. A cell that
 * an earlier report hid, and that is not sensitive by today's rules, must not be computable.
 *
 * Of a count of which a list shows a part, no more values are possible than the open totals leave beside the list: it must
 * range over these, or as far as any other count, and over two of them at the least. Where an earlier report hid it, two
 * will do: nothing can take back what that report told.
 *
 * With threshold 5 a count of 2 must be able to be anything from 1 to 5; the hidden total of three such parts anything
 * from 3 to 7.
 */
export function requirementsOf(system: System, policy: Policy, prior: Bounds): readonly Requirement[] {
  const requirements: Requirement[] = [];
  for (const [position, cell] of system.cells.entries()) {
    const because = sensitivityOf(cell, policy);
    const least = prior.low[position] ?? 0;
    if (because === undefined) {
      if (cell.history === 'hidden') {
        requirements.push({ kind: 'uncertain', cell: position, because: { rule: 'once-hidden' } });
      }
      continue;
    }
    // A closed cell under a published zero is a zero to everybody; there is nothing left to protect.
    if (cell.value === 0 && prior.high[position] === 0) continue;
    if (because.rule === 'dominated' || because.rule === 'few-contributors') {
      const lowest = Math.max(least, cell.value - because.level);
      requirements.push({
        kind: 'range',
        cell: position,
        because,
        lowest,
        highest: cell.value + because.level,
      });
    } else {
      const shift = least - leastByRules(cell, policy);
      const most = cell.beside?.most ?? Infinity;
      const highest = Math.min(policy.threshold + shift, most);
      if (highest <= least || (cell.beside && cell.history === 'hidden')) {
        requirements.push({ kind: 'uncertain', cell: position, because });
        continue;
      }
      requirements.push({
        kind: 'range',
        cell: position,
        because,
        lowest: least,
        highest,
      });
    }
  }
  return requirements;
}
