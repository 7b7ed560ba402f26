import { openAttack } from './attack.ts';
import { type AuditFinding, type AuditReport, auditSystem } from './audit.ts';
import { type Demand, demandsOf } from './demands.ts';
import { openExact } from './exact.ts';
import { openHeuristic } from './heuristic.ts';
import { knownBounds, type Requirement, standingOf } from './knowledge.ts';
import type { LinkedTables } from './linked-tables.ts';
import { costOfHiding, type Policy } from './policy.ts';
import { settledRequirements } from './prior.ts';
import { loadSolver, type Solver } from './solver.ts';
import { type System, systemOf } from './system.ts';

/** What happens to a cell. Both kinds of hiding are drawn with the same symbol; the difference stays inside. */
export type Fate = 'published' | 'primary' | 'secondary' | 'unprinted';

export type ProtectionResult = Protected | Unprotected;

/** A pattern that passed the audit. */
export interface Protected {
  readonly outcome: 'protected';
  readonly fates: ReadonlyMap<string, Fate>;
  /** `exact`: no cheaper pattern exists. `heuristic`: found by the rule of ADR 0004 for large systems. */
  readonly method: 'exact' | 'heuristic';
  readonly loss: Loss;
  readonly audit: AuditReport;
}

/** No pattern can be published: publish less detail (`coarsen`); the policy is never relaxed. */
export interface Unprotected {
  readonly outcome: 'unprotected';
  /**
   * `impossible`: even with everything hidden that may be hidden these cells are not protected.
   * `undecided`: the solver reached its count limit before a safe pattern was found.
   */
  readonly reason: 'impossible' | 'undecided';
  readonly obstacles: readonly Obstacle[];
}

export interface Obstacle {
  readonly key: string;
  readonly finding: AuditFinding;
  /** The sums the cell stands in, as keys: total first, then the parts. */
  readonly relations: readonly (readonly string[])[];
}

/** What hiding costs the reader. Primary and unprinted cells are not counted as loss of the pattern. */
export interface Loss {
  readonly secondaries: number;
  /** Sum of `costOfHiding` over the secondaries: what the optimum minimises. */
  readonly cost: number;
  /** No pattern costs less than this; equal to `cost` when the method is `exact`. 0 when nothing was proved. */
  readonly atLeast: number;
  /** Share of the printed cells with a value above zero that are hidden, 0 to 1. */
  readonly hiddenShare: number;
}

export interface ProtectOptions {
  /** Report the exact ends of every hidden cell's interval; default for systems within `exactUpTo`. */
  readonly exactIntervals?: boolean;
}

/**
 * Chooses which cells to hide and audits the choice. Returns a pattern only if it passed the audit.
 *
 * @throws LinkedTablesError for tables that contradict themselves, SolverError when the solver breaks down.
 */
export async function protect(
  tables: LinkedTables,
  policy: Policy,
  options: ProtectOptions = {},
): Promise<ProtectionResult> {
  const system = systemOf(tables);
  const solver = await loadSolver();
  const requirements = settledRequirements(system, policy, solver);
  const state: Search = { system, policy, requirements, solver };
  const first = searchHeuristically(state);
  if (first.outcome === 'unprotected') return first;
  const exactIntervals = options.exactIntervals ?? system.cells.length <= policy.exactUpTo;
  const { hidden, method, atLeast } =
    system.cells.length <= policy.exactUpTo ? searchExactly(state, first) : first;
  const report = auditSystem(system, policy, hidden, requirements, solver, { exactIntervals });
  // Nothing leaves here on the word of an earlier audit.
  if (!report.passed) return unprotected(system, report.findings);
  return accepted(state, hidden, method, atLeast, report);
}

interface Search {
  readonly system: System;
  readonly policy: Policy;
  readonly requirements: readonly Requirement[];
  readonly solver: Solver;
}

interface Found {
  readonly outcome: 'found';
  readonly hidden: ReadonlySet<number>;
  readonly demands: readonly Demand[];
  readonly method: 'exact' | 'heuristic';
  readonly atLeast: number;
}

/** Rounds in which the audit may send a pattern back before the search gives up. */
const patience = 60;

/** A good pattern that passed the audit, or the cells that nothing can protect. */
function searchHeuristically(search: Search): Found | Unprotected {
  const { system, policy, requirements, solver } = search;
  const heuristic = openHeuristic(system, policy, solver);
  const demands = startDemands(search);
  let pending: readonly Demand[] = demands;
  for (let round = 0; round < patience; round++) {
    if (heuristic.meet(pending).length > 0) break;
    heuristic.clean();
    const report = auditSystem(system, policy, heuristic.hidden(), requirements, solver);
    if (report.passed) {
      return { outcome: 'found', hidden: heuristic.hidden(), demands, method: 'heuristic', atLeast: 0 };
    }
    pending = report.findings.flatMap((finding) => demandOf(search, heuristic.hidden(), finding));
    if (pending.length === 0) break;
    demands.push(...pending);
  }
  // With everything hidden that may be hidden: what is not protected then never is.
  const widest = auditSystem(system, policy, mostHidden(search), requirements, solver);
  return unprotected(system, widest.findings);
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

function mostHidden({ system, policy }: Pick<Search, 'system' | 'policy'>): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const [position, cell] of system.cells.entries()) {
    if (standingOf(cell, policy) !== 'published') hidden.add(position);
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
function searchExactly(search: Search, first: Found): Found {
  const { system, policy, requirements, solver } = search;
  const exact = openExact(system, policy, first.demands, solver);
  try {
    const ceiling = costOf(search, first.hidden);
    for (let round = 0; round < patience; round++) {
      const next = exact.next(ceiling);
      if (next.status === 'none') return { ...first, method: 'exact', atLeast: ceiling };
      if (next.status === 'undecided') return { ...first, atLeast: next.atLeast };
      const report = auditSystem(system, policy, next.hidden, requirements, solver);
      if (report.passed) return { ...first, hidden: next.hidden, method: 'exact', atLeast: next.cost };
      const more = report.findings.flatMap((finding) => demandOf(search, next.hidden, finding));
      if (more.length > 0) exact.demand(more);
      // Otherwise the linear relaxation was too optimistic about whole numbers: this, or less, is not enough.
      else exact.forbid(next.hidden);
    }
    return first;
  } finally {
    exact.dispose();
  }
}

function costOf({ system, policy }: Search, hidden: ReadonlySet<number>): number {
  let cost = 0;
  for (const position of hidden) {
    const cell = system.cells[position];
    if (cell && standingOf(cell, policy) === 'free') cost += costOfHiding(cell);
  }
  return cost;
}

function accepted(
  search: Search,
  hidden: ReadonlySet<number>,
  method: 'exact' | 'heuristic',
  atLeast: number,
  audit: AuditReport,
): Protected {
  const { system, requirements } = search;
  const primary = new Set(requirements.map(({ cell }) => cell));
  const fates = new Map<string, Fate>();
  let secondaries = 0;
  let printed = 0;
  let dotted = 0;
  for (const [position, cell] of system.cells.entries()) {
    const fate = fateOf(cell.shown !== false, hidden.has(position), primary.has(position));
    fates.set(cell.key, fate);
    if (fate !== 'unprinted' && cell.value > 0) printed++;
    if (fate === 'primary' || fate === 'secondary') dotted += cell.value > 0 ? 1 : 0;
    if (fate === 'secondary') secondaries++;
  }
  const hiddenShare = printed === 0 ? 0 : dotted / printed;
  const loss = { secondaries, cost: costOf(search, hidden), atLeast, hiddenShare };
  return { outcome: 'protected', fates, method, loss, audit };
}

function fateOf(shown: boolean, hidden: boolean, primary: boolean): Fate {
  if (!hidden) return 'published';
  if (!shown) return 'unprinted';
  return primary ? 'primary' : 'secondary';
}

function unprotected(system: System, findings: readonly AuditFinding[]): Unprotected {
  const obstacles = findings.map((finding) => {
    const position = system.positions.get(finding.key);
    const indices = position === undefined ? [] : (system.relationsOf[position] ?? []);
    const relations = indices.map((index) => {
      const relation = system.relations[index];
      return relation ? [relation.total, ...relation.parts].map((cell) => system.cells[cell]?.key ?? '') : [];
    });
    return { key: finding.key, finding, relations };
  });
  const reason = findings.some(({ problem }) => problem !== 'undecided') ? 'impossible' : 'undecided';
  return { outcome: 'unprotected', reason, obstacles };
}
