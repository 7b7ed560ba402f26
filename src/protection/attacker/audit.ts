import type { LinkedTables } from '../linked-tables.ts';
import type { Policy } from '../policy.ts';
import { loadSolver, type Solver } from '../search/solver.ts';
import { type Attack, openAttack } from './attack.ts';
import { initialStateOf, knownBounds, type Requirement } from './knowledge.ts';
import { openOwnCellAttacks, uncertain } from './own-cells.ts';
import { settledRequirements } from './prior.ts';
import { type System, systemOf } from './system.ts';

/** Who is supposed to do arithmetic on the publication. All of them know the rules and every earlier report. */
export type Attacker = 'reader' | 'reader-with-own-cell';

/** For example: of `incidents(received=2025,unit=IWK)` only 1 and 2 are attainable, where 1 to 5 are required. */
export interface AuditFinding {
  readonly key: string;
  readonly attacker: Attacker;
  /**
   * `too-narrow`: fewer values are attainable than required. `exact`: one value is left. `undecided`: the
   * node limit was reached, read as unsafe. `must-be-hidden`, `must-be-published`: the pattern breaks a rule
   * of its own, so an attacker who knows the rules would be deceived or informed.
   */
  readonly problem: 'too-narrow' | 'exact' | 'undecided' | 'must-be-hidden' | 'must-be-published';
  readonly value: number;
  /** What the attacker finds, where it was worked out. `high` may be Infinity. */
  readonly attainable?: Interval;
  readonly required?: { readonly lowest: number; readonly highest: number };
  /** The hidden cell the attacker knows. */
  readonly knowing?: string;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The result for the method page: data, no prose. */
export interface AuditReport {
  readonly passed: boolean;
  readonly cells: number;
  readonly relations: number;
  readonly published: number;
  /** Hidden because of their own value or class. */
  readonly primaries: number;
  /** Hidden to protect others. */
  readonly secondaries: number;
  /** Never printed by any table, yet audited. */
  readonly unprinted: number;
  readonly attackers: readonly { readonly attacker: Attacker; readonly variants: number }[];
  /**
   * Per hidden cell what is attainable. With `exact` intervals these are the ends; otherwise the primaries'
   * intervals reach at least as far as shown.
   */
  readonly intervals: ReadonlyMap<string, Interval>;
  readonly exact: boolean;
  /** The protected cell with the fewest attainable values. */
  readonly narrowest: (Interval & { readonly key: string }) | undefined;
  readonly findings: readonly AuditFinding[];
  /** Linear and integer programs solved. */
  readonly solved: number;
}

export interface AuditOptions {
  /** Work out the exact ends of every hidden cell, also where the requirement is already met. */
  readonly exactIntervals?: boolean;
}

/**
 * Attacks a publication in which exactly the cells `hidden` are hidden. Shares with the optimiser what is
 * known (`knowledge.ts`), and nothing of how the pattern was found. Passes only if every sensitive cell was
 * shown, by checked tables of whole numbers, to range as far as required.
 */
export async function audit(
  tables: LinkedTables,
  policy: Policy,
  hidden: ReadonlySet<string>,
  options: AuditOptions = {},
): Promise<AuditReport> {
  const system = systemOf(tables);
  const solver = await loadSolver();
  const positions = new Set<number>();
  for (const [position, cell] of system.cells.entries()) if (hidden.has(cell.key)) positions.add(position);
  return auditSystem(system, policy, positions, settledRequirements(system, policy, solver), solver, options);
}

/** Whether a pattern passes the audit. It ends at the first finding, where the audit itself would list them all. */
export function isSafe(
  system: System,
  policy: Policy,
  hidden: ReadonlySet<number>,
  requirements: readonly Requirement[],
  solver: Solver,
): boolean {
  for (const _ of brokenRules(system, policy, hidden)) return false;
  const attack = openAttack(system, knownBounds(system, policy, hidden), solver);
  try {
    if (!requirements.every((requirement) => attackOne(system, attack, requirement) === undefined))
      return false;
    const own = auditOwnCells(system, policy, hidden, requirements, attack, solver, 1);
    return own.findings.length === 0;
  } finally {
    attack.dispose();
  }
}

/** `audit` on a system whose requirements are already known. */
export function auditSystem(
  system: System,
  policy: Policy,
  hidden: ReadonlySet<number>,
  requirements: readonly Requirement[],
  solver: Solver,
  options: AuditOptions = {},
): AuditReport {
  const findings: AuditFinding[] = [...brokenRules(system, policy, hidden)];
  const attack = openAttack(system, knownBounds(system, policy, hidden), solver);
  try {
    const intervals = new Map<string, Interval>();
    for (const requirement of requirements) {
      const finding = attackOne(system, attack, requirement);
      if (finding) findings.push(finding);
    }
    const targets = options.exactIntervals ? hidden : requirements.map((requirement) => requirement.cell);
    for (const cell of targets) {
      const interval = options.exactIntervals ? ends(attack, cell) : attack.shown(cell);
      intervals.set(system.cells[cell]?.key ?? '', interval);
    }
    const own = auditOwnCells(system, policy, hidden, requirements, attack, solver);
    findings.push(...own.findings);
    const primary = new Set(requirements.map((requirement) => requirement.cell));
    let unprinted = 0;
    let primaries = 0;
    for (const cell of hidden) {
      if (system.cells[cell]?.shown === false) unprinted++;
      else if (primary.has(cell)) primaries++;
    }
    return {
      passed: findings.length === 0,
      cells: system.cells.length,
      relations: system.relations.length,
      published: system.cells.length - hidden.size,
      primaries,
      secondaries: hidden.size - unprinted - primaries,
      unprinted,
      attackers: [
        { attacker: 'reader', variants: 1 },
        ...(own.variants > 0 ? [{ attacker: 'reader-with-own-cell' as const, variants: own.variants }] : []),
      ],
      intervals,
      exact: options.exactIntervals === true,
      narrowest: narrowestOf(system, requirements, intervals),
      findings,
      solved: attack.solved() + own.solved,
    };
  } finally {
    attack.dispose();
  }
}

/** Cells whose printing or hiding contradicts the published rules. */
function* brokenRules(system: System, policy: Policy, hidden: ReadonlySet<number>): Iterable<AuditFinding> {
  for (const [position, cell] of system.cells.entries()) {
    const state = initialStateOf(cell, policy);
    const common = { key: cell.key, attacker: 'reader' as const, value: cell.value };
    if (state === 'hidden' && !hidden.has(position)) yield { ...common, problem: 'must-be-hidden' };
    if (state === 'published' && hidden.has(position)) yield { ...common, problem: 'must-be-published' };
  }
}

function attackOne(system: System, attack: Attack, requirement: Requirement): AuditFinding | undefined {
  const { cell } = requirement;
  const value = system.values[cell] ?? 0;
  const key = system.cells[cell]?.key ?? '';
  if (requirement.kind === 'uncertain') {
    const answers = uncertain(attack, cell, value);
    if (answers === 'yes') return undefined;
    return { key, attacker: 'reader', problem: answers === 'no' ? 'exact' : 'undecided', value };
  }
  const { lowest, highest } = requirement;
  const down = attack.reaches(cell, 'down', lowest);
  const up = attack.reaches(cell, 'up', highest);
  if (down === 'yes' && up === 'yes') return undefined;
  const attainable = ends(attack, cell);
  const problem =
    down !== 'no' && up !== 'no' ? 'undecided' : attainable.low === attainable.high ? 'exact' : 'too-narrow';
  return { key, attacker: 'reader', problem, value, attainable, required: { lowest, highest } };
}

function ends(attack: Attack, cell: number): Interval {
  return { low: attack.extreme(cell, 'down').value, high: attack.extreme(cell, 'up').value };
}

interface OwnCellResult {
  readonly findings: readonly AuditFinding[];
  readonly variants: number;
  readonly solved: number;
}

/**
 * Repeats the attack for every reader who knows one hidden cell: no protected cell may become exact to them. Ends
 * when there are `enough` findings.
 */
function auditOwnCells(
  system: System,
  policy: Policy,
  hidden: ReadonlySet<number>,
  requirements: readonly Requirement[],
  attack: Attack,
  solver: Solver,
  enough = Infinity,
): OwnCellResult {
  const findings: AuditFinding[] = [];
  let variants = 0;
  const targets = requirements.map(({ cell }) => cell);
  const attacks = openOwnCellAttacks(system, policy, hidden, targets, attack, solver);
  for (const own of ownCells(system, policy, hidden)) {
    if (findings.length >= enough) break;
    variants++;
    for (const [cell, answer] of attacks.opened([own]))
      findings.push({
        key: system.cells[cell]?.key ?? '',
        attacker: 'reader-with-own-cell',
        problem: answer === 'no' ? 'exact' : 'undecided',
        value: system.values[cell] ?? 0,
        knowing: system.cells[own]?.key ?? '',
      });
  }
  return { findings, variants, solved: attacks.solved() };
}

/** The hidden cells that somebody may know because it is their own. */
function ownCells(system: System, policy: Policy, hidden: ReadonlySet<number>): readonly number[] {
  if (policy.ownCell === 'none') return [];
  return [...hidden]
    .filter(
      (cell) =>
        system.cells[cell]?.shown !== false && (policy.ownCell === 'every' || system.values[cell] === 1),
    )
    .sort((a, b) => a - b);
}

function narrowestOf(
  system: System,
  requirements: readonly Requirement[],
  intervals: ReadonlyMap<string, Interval>,
): (Interval & { readonly key: string }) | undefined {
  let narrowest: (Interval & { readonly key: string }) | undefined;
  for (const { cell } of requirements) {
    const key = system.cells[cell]?.key ?? '';
    const interval = intervals.get(key);
    if (!interval) continue;
    if (!narrowest || interval.high - interval.low < narrowest.high - narrowest.low)
      narrowest = { key, ...interval };
  }
  return narrowest;
}
