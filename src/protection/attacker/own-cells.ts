import type { Policy } from '../policy.ts';
import type { Solver } from '../search/solver.ts';
import { type Attack, openAttack } from './attack.ts';
import { knownBounds, priorHidden } from './knowledge.ts';
import { type Bounds, propagate, type System } from './system.ts';

/** Whether a cell can have another value than its own: `no` where one value is left, `undecided` at the node limit. */
export type Uncertain = 'yes' | 'no' | 'undecided';

/** Attacks by readers who know hidden cells because they are their own. */
export interface OwnCellAttacks {
  /** Those of the targets that somebody who knows these cells can compute, or of which it could not be decided. */
  opened(own: readonly number[]): ReadonlyMap<number, Exclude<Uncertain, 'yes'>>;
  /** How many linear and integer programs were solved. */
  readonly solved: () => number;
}

/**
 * @param hidden the pattern
 * @param targets the cells that are not to become known
 * @param attack what a reader without a cell of their own can do; the tables that it found are used again
 */
export function openOwnCellAttacks(
  system: System,
  policy: Policy,
  hidden: ReadonlySet<number>,
  targets: readonly number[],
  attack: Attack,
  solver: Solver,
): OwnCellAttacks {
  const bounds = knownBounds(system, policy, hidden);
  const prior = priorHidden(system, policy);
  const moving = new Map<number, ReadonlyMap<number, number>[]>();
  for (const change of attack.changes) {
    for (const cell of change.keys()) {
      const known = moving.get(cell);
      if (known) known.push(change);
      else moving.set(cell, [change]);
    }
  }
  let solved = 0;
  return {
    solved: () => solved,
    opened(own) {
      const opened = new Map<number, Exclude<Uncertain, 'yes'>>();
      const connected = new Set(own.flatMap((one) => attack.connected(one)));
      const open = new Set(targets.filter((cell) => !own.includes(cell) && connected.has(cell)));
      for (const cell of open)
        if (moving.get(cell)?.some((change) => !own.some((one) => change.has(one)))) open.delete(cell);
      if (open.size === 0) return opened;
      const narrowed = knowing(system, bounds, own);
      // What follows from one's own cell by the zeros and sums alone (a row with one case) was known before.
      const before = knownBounds(system, policy, new Set([...prior].filter((cell) => !own.includes(cell))));
      for (const cell of open) if (before.low[cell] === before.high[cell]) open.delete(cell);
      if (open.size === 0) return opened;
      const stronger = openAttack(system, narrowed, solver);
      for (const cell of open) {
        const answer = uncertain(stronger, cell, system.values[cell] ?? 0);
        if (answer !== 'yes') opened.set(cell, answer);
      }
      solved += stronger.solved();
      stronger.dispose();
      return opened;
    },
  };
}

/** What is known to somebody who knows these cells too. */
function knowing(system: System, bounds: Bounds, own: readonly number[]): Bounds {
  const narrowed = { low: bounds.low.slice(), high: bounds.high.slice() };
  for (const cell of own) {
    narrowed.low[cell] = system.values[cell] ?? 0;
    narrowed.high[cell] = system.values[cell] ?? 0;
  }
  propagate(system, narrowed);
  return narrowed;
}

/** Whether the cell can have another value than its own. */
export function uncertain(attack: Attack, cell: number, value: number): Uncertain {
  const up = attack.reaches(cell, 'up', value + 1);
  if (up === 'yes') return up;
  const down = attack.reaches(cell, 'down', value - 1);
  return down === 'yes' || down === 'undecided' ? down : up;
}
