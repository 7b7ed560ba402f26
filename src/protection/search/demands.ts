import type { Direction } from '../attacker/attack.ts';
import type { Requirement } from '../attacker/knowledge.ts';
import type { System } from '../attacker/system.ts';

/** One side of a requirement as the optimisers see it: this cell must be able to move this far from its value. */
export interface Demand {
  readonly cell: number;
  readonly direction: Direction;
  /** A whole number, 1 or more: fractions invite the solver's tolerance (ADR 0004, "Big-M"). */
  readonly level: number;
  /** A hidden cell that this attacker knows; it counts as published. */
  readonly without?: number;
}

/** The demands that make up a requirement. `way` is the direction in which an uncertain cell is to move. */
export function demandsOf(system: System, requirement: Requirement, way: Direction): readonly Demand[] {
  const value = system.values[requirement.cell] ?? 0;
  const { cell } = requirement;
  if (requirement.kind === 'uncertain') return [{ cell, direction: way, level: 1 }];
  const demands: Demand[] = [];
  if (requirement.highest > value)
    demands.push({ cell, direction: 'up', level: requirement.highest - value });
  if (requirement.lowest < value)
    demands.push({ cell, direction: 'down', level: value - requirement.lowest });
  return demands;
}
