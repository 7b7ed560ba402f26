import { type AuditFinding, type AuditReport, auditSystem } from './attacker/audit.ts';
import type { Requirement } from './attacker/knowledge.ts';
import { settledRequirements } from './attacker/prior.ts';
import { type System, systemOf } from './attacker/system.ts';
import type { LinkedTables } from './linked-tables.ts';
import type { Policy } from './policy.ts';
import { loadSolver } from './search/solver.ts';
import { type Found, suppress } from './search/suppress.ts';

/** What happens to a cell. Both kinds of hiding are drawn with the same symbol; the difference stays inside. */
export type CellStatus = 'published' | 'primary' | 'secondary' | 'unprinted';

export type ProtectionResult = Protected | Unprotected;

/** A pattern that passed the audit. */
export interface Protected {
  readonly outcome: 'protected';
  readonly statuses: ReadonlyMap<string, CellStatus>;
  /**
   * `exact`: no cheaper pattern exists (ADR 0004 says of which kind). `heuristic`: the best one found; how far
   * it can be from the optimum is in `loss`.
   */
  readonly method: 'exact' | 'heuristic';
  readonly loss: Loss;
  readonly audit: AuditReport;
}

/** No pattern can be published: publish less detail; the policy is never relaxed. */
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
  /** The sums the cell is in, as keys: total first, then the parts. */
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
  const found = suppress({ system, policy, requirements, solver });
  if (found.outcome === 'not-found') return unprotected(system, found.findings);
  const exactIntervals = options.exactIntervals ?? system.cells.length <= policy.exactUpTo;
  const report = auditSystem(system, policy, found.hidden, requirements, solver, { exactIntervals });
  // Nothing leaves here on the word of an earlier audit.
  if (!report.passed) return unprotected(system, report.findings);
  return accepted(system, requirements, found, report);
}

function accepted(
  system: System,
  requirements: readonly Requirement[],
  { hidden, method, cost, atLeast }: Found,
  audit: AuditReport,
): Protected {
  const primary = new Set(requirements.map(({ cell }) => cell));
  const statuses = new Map<string, CellStatus>();
  let secondaries = 0;
  let printed = 0;
  let dotted = 0;
  for (const [position, cell] of system.cells.entries()) {
    const status = statusOf(cell.shown !== false, hidden.has(position), primary.has(position));
    statuses.set(cell.key, status);
    if (status !== 'unprinted' && cell.value > 0) printed++;
    if (status === 'primary' || status === 'secondary') dotted += cell.value > 0 ? 1 : 0;
    if (status === 'secondary') secondaries++;
  }
  const hiddenShare = printed === 0 ? 0 : dotted / printed;
  const loss = { secondaries, cost, atLeast: method === 'exact' ? cost : atLeast, hiddenShare };
  return { outcome: 'protected', statuses, method, loss, audit };
}

function statusOf(shown: boolean, hidden: boolean, primary: boolean): CellStatus {
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
