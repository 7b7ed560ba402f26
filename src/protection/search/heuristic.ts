import { type Change, openCycleSearch } from '../attacker/cycles.ts';
import { initialStateOf, knownBounds } from '../attacker/knowledge.ts';
import { neighbourhoodOf } from '../attacker/neighbourhood.ts';
import type { System } from '../attacker/system.ts';
import { costOfHiding, type Policy } from '../policy.ts';
import type { Demand } from './demands.ts';
import { fixAndRound } from './fix-and-round.ts';
import type { Row, Solver } from './solver.ts';

/**
 * A pattern for large systems: demand by demand, the cheapest change of the table that meets it, looked for
 * near the cell first (after Kelly, Golden & Assad, Networks 22, 1992, with a linear program in place of a
 * network); then every hidden cell that turns out not to be needed is published again.
 */
export interface HeuristicSearch {
  /** Hides what these demands need; returns the demands that cannot be met even with everything hidden. */
  meet(demands: readonly Demand[]): readonly Unmet[];
  /** Publishes again what no demand needs. */
  clean(): void;
  readonly hidden: () => ReadonlySet<number>;
}

export interface Unmet {
  readonly demand: Demand;
  /** `undecided`: only changes in fractions were found within the node limit. */
  readonly reason: 'impossible' | 'undecided';
}

/** Cells tried in the search for a cycle over hidden cells, before the solver is asked. */
const patience = 160;

/** Columns looked at: near the cell, further away, then everything. */
const reachSteps = [160, 640, Infinity];

export function openHeuristic(
  system: System,
  policy: Policy,
  solver: Solver,
  hint: ReadonlyMap<number, number> = new Map(),
): HeuristicSearch {
  const { values } = system;
  const always = new Set<number>();
  const free = new Set<number>();
  for (const [position, cell] of system.cells.entries()) {
    const state = initialStateOf(cell, policy);
    if (state === 'hidden') always.add(position);
    if (state === 'free') free.add(position);
  }
  const bounds = knownBounds(system, policy, new Set([...always, ...free]));
  const { low, high } = bounds;
  const cycles = openCycleSearch(system, bounds);
  const costs = system.cells.map((cell, position) => (free.has(position) ? costOfHiding(cell) : 0));
  let hidden = new Set(always);
  /** For each demand the change that meets it, and the other way round which demands rest on a cell. */
  const evidence = new Map<Demand, Change>();
  const restingOn = new Map<number, Set<Demand>>();
  const pool: Change[] = [];
  const poolOf = new Map<number, Change[]>();

  const movable = (cell: number): boolean => (low[cell] ?? 0) < (high[cell] ?? 0);
  const price = (cell: number): number =>
    hidden.has(cell) ? 0 : (costs[cell] ?? 0) * (1 - 0.9 * (hint.get(cell) ?? 0));

  function meets(change: Change, demand: Demand): boolean {
    const by = change.get(demand.cell) ?? 0;
    if (demand.without !== undefined && change.has(demand.without)) return false;
    return demand.direction === 'up' ? by >= demand.level : by <= -demand.level;
  }

  /** The multiple of a change that meets the demand within the bounds and over hidden cells alone, if there is one. */
  function stretched(change: Change, demand: Demand): Change | undefined {
    const by = change.get(demand.cell) ?? 0;
    if (by === 0 || (demand.without !== undefined && change.has(demand.without))) return undefined;
    const wanted = demand.direction === 'up' ? demand.level : -demand.level;
    const factor = Math.sign(wanted) * Math.sign(by) * Math.ceil(Math.abs(wanted) / Math.abs(by));
    // The sums stay right under every multiple.
    for (const [cell, step] of change) {
      const value = (values[cell] ?? 0) + step * factor;
      if (!hidden.has(cell) || value < (low[cell] ?? 0) || value > (high[cell] ?? 0)) return undefined;
    }
    return factor === 1 ? change : new Map([...change].map(([cell, step]) => [cell, step * factor]));
  }

  function isTable(change: Change): boolean {
    for (const [cell, by] of change) {
      const value = (values[cell] ?? 0) + by;
      if (value < (low[cell] ?? 0) || value > (high[cell] ?? 0)) return false;
    }
    for (const cell of change.keys()) {
      for (const index of system.relationsOf[cell] ?? []) {
        const relation = system.relations[index];
        if (!relation) continue;
        let balance = -(change.get(relation.total) ?? 0);
        for (const part of relation.parts) balance += change.get(part) ?? 0;
        if (balance !== 0) return false;
      }
    }
    return true;
  }

  function rest(demand: Demand, change: Change): void {
    for (const cell of evidence.get(demand)?.keys() ?? []) restingOn.get(cell)?.delete(demand);
    evidence.set(demand, change);
    for (const cell of change.keys()) {
      hidden.add(cell);
      const demands = restingOn.get(cell) ?? new Set();
      demands.add(demand);
      restingOn.set(cell, demands);
    }
  }

  function remember(change: Change): void {
    pool.push(change);
    for (const cell of change.keys()) {
      const changes = poolOf.get(cell) ?? [];
      changes.push(change);
      poolOf.set(cell, changes);
    }
  }

  function alreadyMet(demand: Demand): Change | undefined {
    const changes = poolOf.get(demand.cell) ?? [];
    for (let at = changes.length - 1; at >= 0 && at >= changes.length - 200; at--) {
      const candidate = stretched(changes[at] ?? new Map(), demand);
      if (candidate) return candidate;
    }
    return undefined;
  }

  /** A change over hidden cells alone: it hides nothing more. 'none' where there certainly is none. */
  function withinHidden(demand: Demand): Change | 'none' | undefined {
    const by = demand.direction === 'up' ? demand.level : -demand.level;
    const usable = (cell: number): boolean => hidden.has(cell) && cell !== demand.without;
    const change = cycles.find(demand.cell, by, usable, patience);
    if (change === undefined || change === 'none') return change;
    return isTable(change) && meets(change, demand) ? change : undefined;
  }

  /** The cheapest change that meets the demand among the nearest cells; undefined when there is none. */
  function cheapest(
    demand: Demand,
    limit: number,
    usable: (cell: number) => boolean,
  ): Change | 'none' | 'undecided' {
    const cells = neighbourhoodOf(
      system,
      demand.cell,
      limit,
      (cell) => cell !== demand.without && usable(cell),
      price,
    );
    const ups: number[] = [];
    const downs: number[] = [];
    const cost: number[] = [];
    const columnOf = new Map<number, readonly [number, number]>();
    for (const cell of cells) {
      const column = cost.length;
      const value = values[cell] ?? 0;
      const up = (high[cell] ?? 0) - value;
      const down = value - (low[cell] ?? 0);
      columnOf.set(cell, [column, column + 1]);
      const own = cell === demand.cell;
      const wanted = demand.direction === 'up' ? demand.level : 0;
      ups.push(own ? wanted : up, own ? demand.level - wanted : down);
      downs.push(own ? wanted : 0, own ? demand.level - wanted : 0);
      // A little for hidden cells too, so that changes stay small.
      const unit = own ? 0 : 0.01 + price(cell);
      cost.push(unit, unit);
    }
    const rows: Row[] = [];
    const seen = new Set<number>();
    for (const cell of cells) {
      for (const index of system.relationsOf[cell] ?? []) {
        const relation = system.relations[index];
        if (!relation || seen.has(index)) continue;
        seen.add(index);
        const columns: number[] = [];
        const coefficients: number[] = [];
        for (const member of [relation.total, ...relation.parts]) {
          const pair = columnOf.get(member);
          if (!pair) continue;
          const sign = member === relation.total ? 1 : -1;
          columns.push(...pair);
          coefficients.push(sign, -sign);
        }
        rows.push({ low: 0, high: 0, columns, coefficients });
      }
    }
    const program = solver.open({ low: downs, high: ups, cost }, rows, 'minimise');
    try {
      const read = (solution: Float64Array): Change | undefined => {
        const change = new Map<number, number>();
        for (const [column, cell] of cells.entries()) {
          const by = (solution[2 * column] ?? 0) - (solution[2 * column + 1] ?? 0);
          const whole = Math.round(by);
          if (Math.abs(by - whole) > 1e-5) return undefined;
          if (whole !== 0) change.set(cell, whole);
        }
        return isTable(change) && meets(change, demand) ? change : undefined;
      };
      const linear = program.solve();
      if (linear.status !== 'optimal') return linear.status === 'infeasible' ? 'none' : 'undecided';
      const direct = read(linear.values);
      if (direct) return direct;
      const near = fixAndRound(program, linear.values, downs, ups);
      const whole = near && read(near);
      if (whole) return whole;
      program.setInteger(true);
      program.setGap(0.25);
      const integer = program.solve();
      if (integer.status === 'infeasible') return 'none';
      return (integer.values.length > 0 ? read(integer.values) : undefined) ?? 'undecided';
    } finally {
      program.dispose();
    }
  }

  function find(demand: Demand, usable: (cell: number) => boolean): Change | 'none' | 'undecided' {
    let answer: Change | 'none' | 'undecided' = 'none';
    for (const limit of reachSteps) {
      answer = cheapest(demand, limit, usable);
      if (typeof answer === 'object') return answer;
    }
    return answer;
  }

  return {
    meet(demands) {
      const unmet: Unmet[] = [];
      for (const demand of demands) {
        if (evidence.has(demand)) continue;
        const known = alreadyMet(demand) ?? withinHidden(demand);
        const change = typeof known === 'object' ? known : find(demand, movable);
        if (typeof change === 'string') {
          unmet.push({ demand, reason: change === 'none' ? 'impossible' : 'undecided' });
          continue;
        }
        rest(demand, change);
        remember(change);
      }
      return unmet;
    },
    clean() {
      const used = (cell: number): boolean => always.has(cell) || (restingOn.get(cell)?.size ?? 0) > 0;
      hidden = new Set([...hidden].filter(used));
      const candidates = [...hidden].filter((cell) => free.has(cell));
      candidates.sort((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0) || a - b);
      for (const cell of candidates) {
        if (!hidden.has(cell)) continue;
        hidden.delete(cell);
        const replacements = replace([...(restingOn.get(cell) ?? [])]);
        if (!replacements) {
          hidden.add(cell);
          continue;
        }
        for (const [demand, change] of replacements) rest(demand, change);
        hidden = new Set([...hidden].filter(used));
      }
    },
    hidden: () => hidden,
  };

  /** Other evidence for these demands within what is hidden now, or undefined as soon as one has none. */
  function replace(demands: readonly Demand[]): readonly (readonly [Demand, Change])[] | undefined {
    const found: (readonly [Demand, Change])[] = [];
    for (const demand of demands) {
      let change: Change | 'none' | 'undecided' | undefined = alreadyMet(demand) ?? withinHidden(demand);
      change ??= cheapest(demand, 160, (cell) => movable(cell) && hidden.has(cell));
      if (typeof change === 'string') return undefined;
      remember(change);
      found.push([demand, change]);
    }
    return found;
  }
}
