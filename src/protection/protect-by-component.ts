import type { AuditReport } from './attacker/audit.ts';
import type { Cell, LinkedTables, Relation } from './linked-tables.ts';
import { type Policy, policyOf } from './policy.ts';
import { type CellStatus, type Loss, type ProtectionResult, protect } from './protect.ts';

/** What was protected before, by its tables: what did not change is not chosen and audited again. */
export type Protections = Map<string, Promise<ProtectionResult>>;

/**
 * Protects tables part by part: where no sum connects two parts, what is known of the one says nothing of the other,
 * so that protecting and auditing each is protecting and auditing all. The result is that of all parts together.
 *
 * @throws LinkedTablesError, SolverError as `protect` does.
 */
export async function protectByComponent(
  tables: LinkedTables,
  policy: Policy,
  before: Protections = new Map(),
): Promise<ProtectionResult> {
  // How much effort is worthwhile depends on the size of the whole.
  const whole = tables.cells.length > policy.exactUpTo ? policyOf({ ...policy, exactUpTo: 0 }) : policy;
  const results: ProtectionResult[] = [];
  for (const part of componentsOf(tables)) {
    const asked = JSON.stringify([part, whole]);
    const known = before.get(asked) ?? protect(part, whole);
    before.set(asked, known);
    results.push(await known);
  }
  return together(tables, results);
}

/** The tables in parts between which there is no sum. Cells that are in no sum at all are one part. */
export function componentsOf(tables: LinkedTables): readonly LinkedTables[] {
  const above = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next;
    // The way is shortened, so that long chains are walked once.
    for (let here = key; here !== at; ) {
      const next = above.get(here) ?? at;
      above.set(here, at);
      here = next;
    }
    return at;
  };
  for (const { total, parts } of tables.relations) {
    for (const part of parts) {
      const [one, other] = [root(total), root(part)];
      if (one !== other) above.set(one, other);
    }
  }
  const connected = new Set(tables.relations.flatMap(({ total, parts }) => [total, ...parts]));
  const place = (key: string) => (connected.has(key) ? root(key) : '');
  const cells = Map.groupBy(tables.cells, (cell: Cell) => place(cell.key));
  const relations = Map.groupBy(tables.relations, (relation: Relation) => place(relation.total));
  return [...cells].map(([key, own]) => ({ cells: own, relations: relations.get(key) ?? [] }));
}

function together(tables: LinkedTables, results: readonly ProtectionResult[]): ProtectionResult {
  const failed = results.filter((one) => one.outcome === 'unprotected');
  if (failed.length > 0)
    return {
      outcome: 'unprotected',
      reason: failed.some((one) => one.reason === 'impossible') ? 'impossible' : 'undecided',
      obstacles: failed.flatMap((one) => one.obstacles),
    };
  const parts = results.filter((one) => one.outcome === 'protected');
  const statuses = new Map(parts.flatMap((one) => [...one.statuses]));
  return {
    outcome: 'protected',
    statuses,
    method: parts.every((one) => one.method === 'exact') ? 'exact' : 'heuristic',
    loss: { ...lossOf(parts.map((one) => one.loss)), hiddenShare: hiddenShare(tables, statuses) },
    audit: auditOf(parts.map((one) => one.audit)),
  };
}

function lossOf(losses: readonly Loss[]): Omit<Loss, 'hiddenShare'> {
  return {
    secondaries: sum(losses.map((one) => one.secondaries)),
    cost: sum(losses.map((one) => one.cost)),
    atLeast: sum(losses.map((one) => one.atLeast)),
  };
}

function hiddenShare(tables: LinkedTables, statuses: ReadonlyMap<string, CellStatus>): number {
  const printed = tables.cells.filter((cell) => cell.shown !== false && cell.value > 0);
  const dotted = printed.filter((cell) => statuses.get(cell.key) !== 'published');
  return printed.length === 0 ? 0 : dotted.length / printed.length;
}

function auditOf(reports: readonly AuditReport[]): AuditReport {
  const own = sum(
    reports.flatMap(({ attackers }) =>
      attackers.filter((one) => one.attacker === 'reader-with-own-cell').map((one) => one.variants),
    ),
  );
  const narrowest = reports
    .flatMap((one) => one.narrowest ?? [])
    .sort((a, b) => a.high - a.low - (b.high - b.low) || (a.key < b.key ? -1 : 1))[0];
  return {
    passed: reports.every((one) => one.passed),
    cells: sum(reports.map((one) => one.cells)),
    relations: sum(reports.map((one) => one.relations)),
    published: sum(reports.map((one) => one.published)),
    primaries: sum(reports.map((one) => one.primaries)),
    secondaries: sum(reports.map((one) => one.secondaries)),
    unprinted: sum(reports.map((one) => one.unprinted)),
    attackers: [
      { attacker: 'reader', variants: 1 },
      ...(own > 0 ? [{ attacker: 'reader-with-own-cell' as const, variants: own }] : []),
    ],
    intervals: new Map(reports.flatMap((one) => [...one.intervals])),
    exact: reports.every((one) => one.exact),
    narrowest,
    findings: reports.flatMap((one) => one.findings),
    solved: sum(reports.map((one) => one.solved)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((before, one) => before + one, 0);
}
