import { openAttack } from './attack.ts';
import { type AuditFinding, type AuditReport, auditSystem } from './audit.ts';
import { type Demand, demandsOf } from './demands.ts';
import { openExact } from './exact.ts';
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
  const feasible = mostProtected(system, policy, requirements, solver);
  if ('outcome' in feasible) return feasible;
  return searchExactly(system, policy, requirements, feasible.demands, solver, options);
}

/** With everything hidden that may be: what can then not be protected never can. */
function mostProtected(
  system: System,
  policy: Policy,
  requirements: readonly Requirement[],
  solver: Solver,
): Unprotected | { readonly demands: readonly Demand[] } {
  const hidden = new Set<number>();
  for (const [position, cell] of system.cells.entries()) {
    if (standingOf(cell, policy) !== 'published') hidden.add(position);
  }
  const report = auditSystem(system, policy, hidden, requirements, solver);
  if (!report.passed) return unprotected(system, report.findings);
  const attack = openAttack(system, knownBounds(system, policy, hidden), solver);
  const demands = requirements.flatMap((requirement) => {
    const value = system.values[requirement.cell] ?? 0;
    const way = attack.reaches(requirement.cell, 'up', value + 1) === 'yes' ? 'up' : 'down';
    return demandsOf(system, requirement, way);
  });
  attack.dispose();
  return { demands };
}

function searchExactly(
  system: System,
  policy: Policy,
  requirements: readonly Requirement[],
  demands: readonly Demand[],
  solver: Solver,
  options: ProtectOptions,
): ProtectionResult {
  const search = openExact(system, policy, demands, solver);
  try {
    for (let attempt = 0; attempt < 200; attempt++) {
      const found = search.next();
      if (found.status !== 'optimal') {
        return {
          outcome: 'unprotected',
          reason: found.status === 'infeasible' ? 'impossible' : 'undecided',
          obstacles: [],
        };
      }
      const report = auditSystem(system, policy, found.hidden, requirements, solver, {
        exactIntervals: options.exactIntervals ?? true,
      });
      if (report.passed) return accepted(system, policy, found.hidden, requirements, 'exact', report);
      // The linear relaxation was too optimistic about whole numbers: this pattern, or less, is not enough.
      search.forbid(found.hidden);
    }
    return { outcome: 'unprotected', reason: 'undecided', obstacles: [] };
  } finally {
    search.dispose();
  }
}

function accepted(
  system: System,
  policy: Policy,
  hidden: ReadonlySet<number>,
  requirements: readonly Requirement[],
  method: 'exact' | 'heuristic',
  audit: AuditReport,
): Protected {
  const primary = new Set(requirements.map(({ cell }) => cell));
  const fates = new Map<string, Fate>();
  let secondaries = 0;
  let cost = 0;
  let printed = 0;
  let dotted = 0;
  for (const [position, cell] of system.cells.entries()) {
    const fate = fateOf(cell.shown !== false, hidden.has(position), primary.has(position));
    fates.set(cell.key, fate);
    if (fate !== 'unprinted' && cell.value > 0) printed++;
    if (fate === 'primary' || fate === 'secondary') dotted += cell.value > 0 ? 1 : 0;
    if (fate === 'secondary' && standingOf(cell, policy) === 'free') {
      secondaries++;
      cost += costOfHiding(cell);
    }
  }
  const hiddenShare = printed === 0 ? 0 : dotted / printed;
  return { outcome: 'protected', fates, method, loss: { secondaries, cost, hiddenShare }, audit };
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
