import { openAttack } from './attacker/attack.ts';
import { knownBounds } from './attacker/knowledge.ts';
import { computableBySums } from './attacker/known-by-sums.ts';
import { openOwnCellAttacks, uncertain } from './attacker/own-cells.ts';
import { systemOf } from './attacker/system.ts';
import type { LinkedTables } from './linked-tables.ts';
import type { Policy } from './policy.ts';
import { sensitivityOf } from './primary.ts';
import type { CellStatus } from './protect.ts';
import { componentsOf } from './protect-by-component.ts';
import { loadSolver, type Solver } from './search/solver.ts';

/** What is open to somebody who knows one hidden number, or those of one unit, because they are their own. */
export interface Openings {
  /**
   * The hidden numbers that at least one of them can compute by the sums alone. Any reader can count these: they
   * depend on where the dots are, not on what is behind them.
   */
  readonly bySums: number;
  /**
   * The small ones that at least one of them can compute, by the sums or by the rules as well. Not to be published: beside the sums it
   * discloses which dots are small.
   */
  readonly small: number;
}

/**
 * Counts what a pattern leaves open to readers who know a hidden number of their own. Every number that is drawn as a dot
 * is known to one of them, and all dots of one unit to another.
 *
 * @param unitOf the unit that a cell is of, by its key; undefined for one of no unit
 */
export async function openingsOf(
  tables: LinkedTables,
  policy: Policy,
  statuses: ReadonlyMap<string, CellStatus>,
  unitOf: (key: string) => string | undefined,
): Promise<Openings> {
  const solver = await loadSolver();
  const found = componentsOf(tables).map((part) => openingsOfPart(part, policy, statuses, unitOf, solver));
  return {
    bySums: found.reduce((sum, one) => sum + one.bySums, 0),
    small: found.reduce((sum, one) => sum + one.small, 0),
  };
}

function openingsOfPart(
  tables: LinkedTables,
  policy: Policy,
  statuses: ReadonlyMap<string, CellStatus>,
  unitOf: (key: string) => string | undefined,
  solver: Solver,
): Openings {
  const system = systemOf(tables);
  const hidden = new Set<number>();
  const dots: number[] = [];
  for (const [position, { key }] of system.cells.entries()) {
    const status = statuses.get(key) ?? 'published';
    if (status === 'published') continue;
    hidden.add(position);
    if (status !== 'unprinted') dots.push(position);
  }
  if (dots.length < 2) return { bySums: 0, small: 0 };
  const units = Map.groupBy(dots, (cell) => unitOf(system.cells[cell]?.key ?? ''));
  const groups = [
    ...dots.map((cell) => [cell]),
    ...[...units].flatMap(([unit, own]) => (unit !== undefined && own.length > 1 ? [own] : [])),
  ];
  const isDot = new Set(dots);
  const computable = [...computableBySums(system, hidden, groups)].filter((cell) => isDot.has(cell));
  const isSmall = (cell: number): boolean => {
    const one = system.cells[cell];
    return one !== undefined && sensitivityOf(one, policy)?.rule === 'below-threshold';
  };
  const small = dots.filter(isSmall);
  const attack = openAttack(system, knownBounds(system, policy, hidden), solver);
  try {
    // Each table found here shows of many readers at once that they are not sure.
    for (const cell of small) uncertain(attack, cell, system.values[cell] ?? 0);
    const attacks = openOwnCellAttacks(system, policy, hidden, small, attack, solver);
    const opened = new Set<number>();
    for (const own of groups) for (const cell of attacks.opened(own).keys()) opened.add(cell);
    return { bySums: computable.length, small: opened.size };
  } finally {
    attack.dispose();
  }
}
