import { openAttack } from '../attacker/attack.ts';
import { type AuditFinding, auditSystem, isSafe } from '../attacker/audit.ts';
import { initialStateOf, knownBounds, type Requirement } from '../attacker/knowledge.ts';
import type { System } from '../attacker/system.ts';
import { costOfHiding, type Policy } from '../policy.ts';
import { type Demand, demandsOf } from './demands.ts';
import { type ExactSearch, openExact } from './exact.ts';
import { openHeuristic } from './heuristic.ts';
import type { Solver } from './solver.ts';

/** One question put to the optimisers. */
export interface Search {
  readonly system: System;
  readonly policy: Policy;
  readonly requirements: readonly Requirement[];
  readonly solver: Solver;
}

export interface Found {
  readonly outcome: 'found';
  readonly hidden: ReadonlySet<number>;
  readonly demands: readonly Demand[];
  readonly method: 'exact' | 'heuristic';
  readonly cost: number;
  /** No pattern costs less. */
  readonly atLeast: number;
}

/** What is left open with everything hidden that may be hidden. */
export interface NotFound {
  readonly outcome: 'not-found';
  readonly findings: readonly AuditFinding[];
}

/** Rounds in which the audit may send a pattern back before the search gives up. */
const patience = 60;

/**
 * Chooses which cells to hide. Small systems: the proved optimum, or the best pattern found when the effort
 * runs out. Large systems: what the heuristic finds. Every pattern returned passed an audit.
 */
export function suppress(search: Search): Found | NotFound {
  const { system, policy, solver } = search;
  const least = hiddenAnyway(search);
  // Nothing is cheaper than to hide what is hidden in any case.
  if (isSafe(system, policy, least, search.requirements, solver))
    return { outcome: 'found', hidden: least, demands: [], method: 'exact', cost: 0, atLeast: 0 };
  const demands = startDemands(search);
  // What is impossible with everything hidden is not searched for: a report asks this of several versions in a row.
  const most = widest(withoutOwnCells(search), demands);
  const isImpossible =
    most.outcome === 'not-found' && most.findings.some(({ problem }) => problem !== 'undecided');
  const found = isImpossible ? undefined : firstFound(search, orders(demands), new Map());
  const first = found ?? widest(search, demands);
  if (first.outcome === 'not-found') return first;
  if (system.cells.length > policy.exactUpTo || first.cost === 0) {
    return first.cost === 0 ? { ...first, method: 'exact' } : first;
  }
  const exact = openExact(system, policy, first.demands, solver);
  try {
    const hint = exact.relaxed();
    const hinted = firstFound(search, orders(demands).slice(0, 1), hint);
    return searchExactly(search, exact, cheapest([first, hinted]) ?? first);
  } finally {
    exact.dispose();
  }
}

/**
 * The order of demands changes what the heuristic finds. The smallest demands first has been the best order, or as
 * good as any, in every report and bench measured; where it finds nothing another may.
 */
function orders(demands: readonly Demand[]): readonly (readonly Demand[])[] {
  const upFirst = (demand: Demand): number => (demand.direction === 'up' ? 0 : 1);
  return [
    [...demands].sort((a, b) => a.level - b.level || a.cell - b.cell),
    [...demands].sort((a, b) => b.level - a.level || a.cell - b.cell),
    [...demands].sort((a, b) => upFirst(a) - upFirst(b) || a.cell - b.cell),
  ];
}

/** What the first order finds that finds anything; readers with a cell of their own are dealt with in that one only. */
function firstFound(
  search: Search,
  tried: readonly (readonly Demand[])[],
  hint: ReadonlyMap<number, number>,
): Found | undefined {
  const plain = withoutOwnCells(search);
  let best: Found | undefined;
  for (const order of tried) {
    best = searchHeuristically(plain, order, hint);
    if (best) break;
  }
  if (!best || search.policy.ownCell === 'none') return best;
  const { system, policy, requirements, solver } = search;
  if (isSafe(system, policy, best.hidden, requirements, solver)) return best;
  return searchHeuristically(search, best.demands, hint);
}

function withoutOwnCells(search: Search): Search {
  return { ...search, policy: { ...search.policy, ownCell: 'none' } };
}

function cheapest(results: readonly (Found | undefined)[]): Found | undefined {
  let best: Found | undefined;
  for (const result of results) if (result && (!best || result.cost < best.cost)) best = result;
  return best;
}

/** A good pattern that passed the audit. */
function searchHeuristically(
  search: Search,
  demands: readonly Demand[],
  hint: ReadonlyMap<number, number>,
): Found | undefined {
  const { system, policy, requirements, solver } = search;
  const heuristic = openHeuristic(system, policy, solver, hint);
  const all = [...demands];
  let pending = demands;
  for (let round = 0; round < patience; round++) {
    if (heuristic.meet(pending).length > 0) return undefined;
    heuristic.clean();
    const hidden = heuristic.hidden();
    const report = auditSystem(system, policy, hidden, requirements, solver);
    if (report.passed) {
      return {
        outcome: 'found',
        hidden,
        demands: all,
        method: 'heuristic',
        cost: costOf(search, hidden),
        atLeast: 0,
      };
    }
    pending = report.findings.flatMap((finding) => demandOf(search, hidden, finding));
    if (pending.length === 0) return undefined;
    all.push(...pending);
  }
  return undefined;
}

/** Everything hidden that may be hidden: safe although dear, or the proof that nothing is safe. */
function widest(search: Search, demands: readonly Demand[]): Found | NotFound {
  const { system, policy, requirements, solver } = search;
  const hidden = mostHidden(search);
  const { passed, findings } = auditSystem(system, policy, hidden, requirements, solver);
  if (!passed) return { outcome: 'not-found', findings };
  return { outcome: 'found', hidden, demands, method: 'heuristic', cost: costOf(search, hidden), atLeast: 0 };
}

/** The demands of all requirements; an uncertain cell is to move the way that is possible at all. */
function startDemands({ system, policy, requirements, solver }: Search): Demand[] {
  const attack = openAttack(system, knownBounds(system, policy, mostHidden({ system, policy })), solver);
  const demands = requirements.flatMap((requirement) => {
    const value = system.values[requirement.cell] ?? 0;
    const up = requirement.kind === 'range' || attack.reaches(requirement.cell, 'up', value + 1) === 'yes';
    return demandsOf(system, requirement, up ? 'up' : 'down');
  });
  attack.dispose();
  return demands;
}

function hiddenAnyway({ system, policy }: Search): ReadonlySet<number> {
  const hidden = [...system.cells.keys()].filter((position) => {
    const cell = system.cells[position];
    return cell !== undefined && initialStateOf(cell, policy) === 'hidden';
  });
  return new Set(hidden);
}

function mostHidden({ system, policy }: Pick<Search, 'system' | 'policy'>): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const [position, cell] of system.cells.entries()) {
    if (initialStateOf(cell, policy) !== 'published') hidden.add(position);
  }
  return hidden;
}

/** What must be met in addition so that a reader who knows a cell of their own learns nothing exact. */
function demandOf(search: Search, hidden: ReadonlySet<number>, finding: AuditFinding): readonly Demand[] {
  const { system, policy, solver } = search;
  const cell = system.positions.get(finding.key);
  const without = finding.knowing === undefined ? undefined : system.positions.get(finding.knowing);
  if (cell === undefined || without === undefined || !hidden.has(cell)) return [];
  const bounds = knownBounds(
    system,
    policy,
    new Set([...mostHidden(search)].filter((other) => other !== without)),
  );
  const attack = openAttack(system, bounds, solver);
  const direction = attack.reaches(cell, 'up', (system.values[cell] ?? 0) + 1) === 'yes' ? 'up' : 'down';
  attack.dispose();
  return [{ cell, direction, level: 1, without }];
}

/** Looks for something cheaper than the pattern in hand, and for the proof that there is nothing cheaper. */
function searchExactly(search: Search, exact: ExactSearch, first: Found): Found {
  const { system, policy, requirements, solver } = search;
  let best = first;
  for (let round = 0; round < patience; round++) {
    const next = exact.next(best.cost);
    if (next.status === 'none') return { ...best, method: 'exact', atLeast: best.cost };
    if (next.status === 'undecided') return { ...best, atLeast: next.atLeast };
    if (next.status === 'tried') {
      // Not safe yet, but close to the optimum: what the heuristic makes of it is often better than what we have.
      const hint = new Map([...next.hidden].map((cell): [number, number] => [cell, 1]));
      best = cheapest([best, searchHeuristically(search, first.demands, hint)]) ?? best;
      continue;
    }
    const report = auditSystem(system, policy, next.hidden, requirements, solver);
    if (report.passed)
      return { ...best, hidden: next.hidden, method: 'exact', cost: next.cost, atLeast: next.cost };
    const more = report.findings.flatMap((finding) => demandOf(search, next.hidden, finding));
    if (more.length > 0) exact.demand(more);
    // Otherwise the linear relaxation was too optimistic about whole numbers: this, or less, is not enough.
    else exact.forbid(next.hidden);
  }
  return best;
}

function costOf({ system, policy }: Pick<Search, 'system' | 'policy'>, hidden: ReadonlySet<number>): number {
  let cost = 0;
  for (const position of hidden) {
    const cell = system.cells[position];
    if (cell && initialStateOf(cell, policy) === 'free') cost += costOfHiding(cell);
  }
  return cost;
}
