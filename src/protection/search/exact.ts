import { initialStateOf, knownBounds } from '../attacker/knowledge.ts';
import type { System } from '../attacker/system.ts';
import { costOfHiding, type Policy } from '../policy.ts';
import type { Demand } from './demands.ts';
import { openSeparation } from './separation.ts';
import type { Outcome, Program, Solver } from './solver.ts';

/** The cheapest pattern, by cut generation (Fischetti & Salazar, JASA 95, 2000; model (B) of ADR 0004). */
export interface ExactSearch {
  /**
   * The cheapest pattern under the demands and what was forbidden so far, if it costs less than `ceiling` (the
   * cost of a pattern already in hand).
   */
  next(ceiling: number): ExactOutcome;
  /** How far each cell is hidden in the relaxed optimum, 0 to 1: a good hint for the heuristic. */
  relaxed(): ReadonlyMap<number, number>;
  /** Adds demands (an attacker who was not foreseen at the start). */
  demand(more: readonly Demand[]): void;
  /** Rules out this pattern and every pattern that hides less: at least one other cell must be hidden too. */
  forbid(hidden: ReadonlySet<number>): void;
  dispose(): void;
}

export type ExactOutcome =
  | { readonly status: 'found'; readonly hidden: ReadonlySet<number>; readonly cost: number }
  /** An optimum under the cuts so far that the attacker still breaks: not a pattern, but a good hint. */
  | { readonly status: 'tried'; readonly hidden: ReadonlySet<number> }
  /** Nothing costs less than the ceiling. */
  | { readonly status: 'none' }
  /** The effort ran out; nothing costs less than `atLeast`. */
  | { readonly status: 'undecided'; readonly atLeast: number };

/** Rounds of cuts on the relaxed master before whole numbers are asked for. */
const relaxedRounds = 60;

/**
 * Effort of the search over whole numbers, in coefficients handed to the solver (rows x open columns, summed
 * over the rounds). A count, so that the outcome does not depend on the machine.
 */
const effort = 75_000;

/** Rounds larger than this stop within 3% of their own optimum: they serve the bound and the heuristic. */
const quickRound = 20_000;

/**
 * Rounds larger than this are not begun: at some hundred open cells one round takes seconds, its optimum is
 * broken by the attacker, and the proof would need dozens of them. Then the bound of the relaxed master is used.
 */
const largestRound = 40_000;

interface Cut {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  readonly least: number;
}

export function openExact(
  system: System,
  policy: Policy,
  startDemands: readonly Demand[],
  solver: Solver,
): ExactSearch {
  const always = new Set<number>();
  const free: number[] = [];
  for (const [position, cell] of system.cells.entries()) {
    const state = initialStateOf(cell, policy);
    if (state === 'hidden') always.add(position);
    if (state === 'free') free.push(position);
  }
  const columnOf = new Map(free.map((cell, column) => [cell, column]));
  // The widest bounds any pattern can leave; tight bounds keep the coefficients of the cuts small.
  const bounds = knownBounds(system, policy, new Set([...always, ...free]));
  const cost = free.map((cell) => costOfHiding(system.cells[cell] ?? unknownCell));
  const openMaster = (cuts: Iterable<Cut>): Program =>
    solver.open(
      { low: new Float64Array(free.length), high: new Float64Array(free.length).fill(1), cost },
      [...cuts].map((cut) => ({ low: cut.least, high: Infinity, ...cut })),
      'minimise',
    );
  let master = openMaster([]);
  const active = new Set<Cut>();
  const pool = new Set<Cut>();
  const separation = openSeparation(system, bounds, solver);
  const demands: Demand[] = [];
  const known = new Set<string>();
  let impossible = false;
  let spent = 0;
  let closed = 0;
  let atLeast = 0;
  /** The ceiling for which columns were last closed. */
  let narrowedTo = Infinity;

  function add(cut: Cut): boolean {
    if (cut.columns.length === 0) impossible = true;
    const name = JSON.stringify([cut.least, cut.columns, cut.coefficients]);
    if (known.has(name)) return false;
    known.add(name);
    if (cut.columns.length > 0) activate(cut);
    return true;
  }

  function activate(cut: Cut): void {
    master.addRow(cut.least, Infinity, cut.columns, cut.coefficients);
    pool.delete(cut);
    active.add(cut);
  }

  const slack = (cut: Cut, chosen: Float64Array): number =>
    cut.columns.reduce(
      (sum, column, i) => sum + (cut.coefficients[i] ?? 0) * (chosen[column] ?? 0),
      -cut.least,
    );

  function reopen(): void {
    master.dispose();
    master = openMaster(active);
    closed = 0;
    narrowedTo = Infinity;
  }

  /** Sets aside the cuts that do not bind, which makes the search over whole numbers much quicker. */
  function purge(chosen: Float64Array): void {
    for (const cut of active) if (slack(cut, chosen) > 0.02) pool.add(cut);
    for (const cut of pool) active.delete(cut);
    reopen();
  }

  /** Leaves out the cells that no pattern cheaper than the ceiling can hide, by their reduced cost. */
  function closeColumns(relaxed: Outcome, ceiling: number): void {
    closed = 0;
    if (ceiling === Infinity) return;
    for (const column of free.keys()) {
      if ((relaxed.values[column] ?? 0) > 1e-6) continue;
      if (relaxed.objective + (relaxed.reducedCosts[column] ?? 0) <= ceiling - 1 + 1e-6) continue;
      master.setBounds(column, 0, 0);
      closed++;
    }
    master.addRow(-Infinity, ceiling - 1, [...free.keys()], cost);
  }

  /** The valid inequality of these multipliers, in the free cells; undefined when it says nothing. */
  function cutFrom(demand: Demand, weights: ReadonlyMap<number, number>): Cut | undefined {
    const own = (weights.get(demand.cell) ?? 0) * (demand.direction === 'up' ? 1 : -1);
    let least = demand.level * (1 - own);
    const columns: number[] = [];
    const coefficients: number[] = [];
    for (const [cell, weight] of weights) {
      if (cell === demand.cell || cell === demand.without) continue;
      const value = system.values[cell] ?? 0;
      if (Math.abs(weight) < 1e-9) continue;
      const room = weight > 0 ? (bounds.high[cell] ?? 0) - value : value - (bounds.low[cell] ?? 0);
      if (room === 0) continue;
      const coefficient = Math.abs(weight) * room;
      if (always.has(cell)) least -= coefficient;
      const column = columnOf.get(cell);
      if (column === undefined) continue;
      columns.push(column);
      coefficients.push(coefficient);
    }
    if (!(least > 1e-7)) return undefined;
    return { columns, coefficients: coefficients.map((c) => Math.min(1, c / least)), least: 1 };
  }

  /** Each sum by itself already says that a cell cannot move alone. */
  function firstCuts(more: readonly Demand[]): void {
    for (const demand of more) {
      for (const index of system.relationsOf[demand.cell] ?? []) {
        const relation = system.relations[index];
        if (!relation) continue;
        const inTotal = relation.total === demand.cell;
        const sign = demand.direction === 'up' ? 1 : -1;
        const weights = new Map<number, number>();
        if (!inTotal) weights.set(relation.total, sign);
        for (const part of relation.parts)
          if (part !== demand.cell) weights.set(part, inTotal ? sign : -sign);
        const cut = cutFrom(demand, weights);
        if (cut) add(cut);
      }
    }
  }

  function violated(chosen: Float64Array): number {
    const share = new Float64Array(system.cells.length);
    for (const cell of always) share[cell] = 1;
    for (const [column, cell] of free.entries()) share[cell] = Math.min(1, Math.max(0, chosen[column] ?? 0));
    const forgotten = [...pool].filter((cut) => slack(cut, chosen) < -1e-6);
    for (const cut of forgotten) activate(cut);
    if (forgotten.length > 0) return forgotten.length;
    const found = separate(demands, share, chosen, true);
    return found > 0 || impossible ? found : separate(demands, share, chosen, false);
  }

  function separate(
    all: readonly Demand[],
    share: Float64Array,
    chosen: Float64Array,
    capped: boolean,
  ): number {
    let added = 0;
    let level = 0;
    for (const demand of all) {
      if (capped && demand.level !== level) separation.take(share, demand.level);
      if (!capped && level === 0) separation.take(share, Infinity);
      level = demand.level;
      const weights = separation.against(demand);
      if (!weights) continue;
      const cut = cutFrom(demand, weights);
      if (!cut) continue;
      const reached = cut.columns.reduce(
        (sum, column, i) => sum + (cut.coefficients[i] ?? 0) * (chosen[column] ?? 0),
        0,
      );
      if (reached < 1 - 1e-6 && add(cut)) added++;
      if (impossible) return added;
    }
    return added;
  }

  demands.push(...startDemands);
  demands.sort((a, b) => a.level - b.level);
  firstCuts(startDemands);

  /** Cheap rounds on the relaxed master that bring the bound close to the optimum. */
  function relax(): { readonly outcome: Outcome; readonly atLeast: number } | undefined {
    master.setInteger(false);
    for (let round = 1; ; round++) {
      const outcome = master.solve();
      if (outcome.status === 'infeasible') impossible = true;
      else if (outcome.status !== 'optimal') return undefined;
      const more = impossible ? 0 : violated(outcome.values);
      if (impossible || more === 0 || round >= relaxedRounds) {
        return { outcome, atLeast: Math.ceil(outcome.objective - 1e-6) };
      }
    }
  }

  return {
    relaxed() {
      const shares = new Map<number, number>();
      if (free.length === 0 || impossible) return shares;
      const bound = relax();
      for (const [column, cell] of free.entries()) shares.set(cell, bound?.outcome.values[column] ?? 0);
      return shares;
    },
    next(ceiling) {
      if (impossible) return { status: 'none' };
      if (free.length === 0) {
        violated(new Float64Array(0));
        return impossible ? { status: 'none' } : { status: 'found', hidden: new Set(always), cost: 0 };
      }
      if (ceiling < narrowedTo) {
        const bound = relax();
        if (bound === undefined) return { status: 'undecided', atLeast };
        atLeast = Math.max(atLeast, bound.atLeast);
        if (impossible || atLeast >= ceiling) return { status: 'none' };
        purge(bound.outcome.values);
        closeColumns(bound.outcome, ceiling);
        narrowedTo = ceiling;
      }
      const size = (active.size + 1) * (free.length - closed);
      if (spent < effort && size <= largestRound) {
        spent += size;
        master.setInteger(true);
        master.setGap(size > quickRound ? 0.03 : 0);
        const whole = master.solve();
        if (whole.status === 'infeasible') return { status: 'none' };
        if (whole.status !== 'optimal') return { status: 'undecided', atLeast };
        atLeast = Math.max(atLeast, Math.ceil(whole.bound - 1e-4));
        if (atLeast >= ceiling) return { status: 'none' };
        const chosen = whole.values.map(Math.round);
        const broken = violated(chosen) > 0;
        if (impossible) return { status: 'none' };
        const hidden = new Set(always);
        for (const [column, cell] of free.entries()) if (chosen[column] === 1) hidden.add(cell);
        return broken
          ? { status: 'tried', hidden }
          : { status: 'found', hidden, cost: Math.round(whole.objective) };
      }
      return { status: 'undecided', atLeast };
    },
    demand(more) {
      demands.push(...more);
      demands.sort((a, b) => a.level - b.level);
      firstCuts(more);
      reopen();
    },
    forbid(hidden) {
      const columns = free.filter((cell) => !hidden.has(cell)).map((cell) => columnOf.get(cell) ?? 0);
      add({ columns, coefficients: columns.map(() => 1), least: 1 });
      reopen();
    },
    dispose() {
      master.dispose();
      separation.dispose();
    },
  };
}

const unknownCell = { key: '', value: 0, class: 'guarded' } as const;
