import type { Policy } from '../policy.ts';
import type { Solver } from '../search/solver.ts';
import { openAttack } from './attack.ts';
import { knownBounds, priorHidden, type Requirement, requirementsOf } from './knowledge.ts';
import type { Bounds, System } from './system.ts';

/**
 * The requirements with the exact least value each sensitive cell is known to have before this publication
 * adds anything. Adding and subtracting finds it wherever the inner cells are part of the tables; elsewhere it
 * is worked out by solving.
 */
export function settledRequirements(system: System, policy: Policy, solver: Solver): readonly Requirement[] {
  const bounds = knownBounds(system, policy, priorHidden(system, policy));
  const requirements = requirementsOf(system, policy, bounds);
  if (isTable(system, bounds.low)) return requirements;
  const attack = openAttack(system, bounds, solver);
  const settled: Bounds = { low: bounds.low.slice(), high: bounds.high };
  for (const { cell, kind } of requirements) {
    if (kind === 'range') settled.low[cell] = attack.extreme(cell, 'down').value;
  }
  attack.dispose();
  return requirementsOf(system, policy, settled);
}

/** Whether these values satisfy every sum: then each of them is attained, and all at once. */
function isTable(system: System, values: Float64Array): boolean {
  return system.relations.every(
    ({ total, parts }) => parts.reduce((sum, part) => sum + (values[part] ?? 0), 0) === values[total],
  );
}
