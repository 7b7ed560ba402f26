import type { Program, Row, Solver } from '../search/solver.ts';
import { openCycleSearch } from './cycles.ts';
import type { Bounds, System } from './system.ts';

/**
 * The attacker's arithmetic: the least and the largest whole number a hidden cell can have over all tables
 * that agree with what is known. Every "attainable" is a table of whole numbers that was found and then checked
 * by integer arithmetic against every sum and every bound; the solver only proposes.
 */
export interface Attack {
  /**
   * Whether some consistent table has this cell at `goal` or beyond (at or above for `up`, at or below for
   * `down`). `undecided` when the node limit was reached: to be read as no.
   */
  reaches(cell: number, direction: Direction, goal: number): 'yes' | 'no' | 'undecided';
  /** The end of the attainable range; `proven` false when the node limit left it open (the true end is wider). */
  extreme(cell: number, direction: Direction): Extreme;
  /** What has been shown attainable for this cell so far; the true ends may lie further out. */
  shown(cell: number): { readonly low: number; readonly high: number };
  /** The tables found so far, each as its differences from the truth. */
  readonly changes: readonly ReadonlyMap<number, number>[];
  /** The loose cells that are tied to this one by sums over loose cells. */
  connected(cell: number): readonly number[];
  /** How many linear and integer programs were solved. */
  readonly solved: () => number;
  dispose(): void;
}

export type Direction = 'up' | 'down';

export interface Extreme {
  /** May be Infinity. */
  readonly value: number;
  readonly proven: boolean;
}

/** Columns in the first, local attempt in a large component; cells further away keep their true value. */
const neighbourhood = 240;

/** Cells tried at most in the search for a cycle, before the solver is asked: for few cells the solver is as quick. */
const mostPatience = 400;

/** Tables kept for attackers who know more (they need not be found again). */
const remembered = 4_000;

/** Opens an attack on tables of which `bounds` is known (see `knownBounds`); the true values are one solution. */
export function openAttack(system: System, bounds: Bounds, solver: Solver): Attack {
  const { values } = system;
  const { low, high } = bounds;
  const least = Float64Array.from(values);
  const most = Float64Array.from(values);
  const componentOf = new Map<number, Component>();
  const changes: ReadonlyMap<number, number>[] = [];
  let solved = 0;

  const cycles = openCycleSearch(system, bounds);
  const loose = (cell: number): boolean => (low[cell] ?? 0) < (high[cell] ?? 0);

  /** Checks a table that differs from the truth by `change` and remembers what it shows to be attainable. */
  function witness(change: ReadonlyMap<number, number>): boolean {
    for (const [cell, by] of change) {
      const value = (values[cell] ?? 0) + by;
      if (!Number.isSafeInteger(value) || value < (low[cell] ?? 0) || value > (high[cell] ?? 0)) return false;
    }
    const seen = new Set<number>();
    for (const cell of change.keys()) {
      for (const index of system.relationsOf[cell] ?? []) {
        const relation = system.relations[index];
        if (!relation || seen.has(index)) continue;
        seen.add(index);
        let balance = -(change.get(relation.total) ?? 0);
        for (const part of relation.parts) balance += change.get(part) ?? 0;
        if (balance !== 0) return false;
      }
    }
    for (const [cell, by] of change) {
      const value = (values[cell] ?? 0) + by;
      if (value < (least[cell] ?? 0)) least[cell] = value;
      if (value > (most[cell] ?? 0)) most[cell] = value;
    }
    if (changes.length < remembered) changes.push(change);
    return true;
  }

  /** A change that works often works several times over, and the other way round. */
  function witnessMultiples(change: ReadonlyMap<number, number>): void {
    for (const sign of [1, -1]) {
      let times = 1_000;
      for (const [cell, by] of change) {
        const step = by * sign;
        const room =
          step > 0 ? (high[cell] ?? 0) - (values[cell] ?? 0) : (values[cell] ?? 0) - (low[cell] ?? 0);
        times = Math.min(times, Math.floor(room / Math.abs(step)));
      }
      if (times > 0) witness(new Map([...change].map(([cell, by]) => [cell, by * sign * times])));
    }
  }

  function componentWith(cell: number): Component {
    const known = componentOf.get(cell);
    if (known) return known;
    const component: Component = { cells: spread(cell, Infinity), program: undefined };
    for (const member of component.cells) componentOf.set(member, component);
    return component;
  }

  /** The loose cells nearest to this one along the sums, at most `limit`. */
  function spread(cell: number, limit: number): readonly number[] {
    const found = new Set([cell]);
    const seen = new Set<number>();
    for (const next of found) {
      for (const index of system.relationsOf[next] ?? []) {
        const relation = system.relations[index];
        if (!relation || seen.has(index)) continue;
        seen.add(index);
        for (const other of [relation.total, ...relation.parts]) {
          if (found.size >= limit) return [...found];
          if (loose(other)) found.add(other);
        }
      }
    }
    return [...found];
  }

  function programOver(cells: readonly number[]): LocalProgram {
    const columnOf = new Map(cells.map((cell, column) => [cell, column]));
    const rows: Row[] = [];
    const seen = new Set<number>();
    for (const cell of cells) {
      for (const index of system.relationsOf[cell] ?? []) {
        const relation = system.relations[index];
        if (!relation || seen.has(index)) continue;
        seen.add(index);
        rows.push(changeRow(relation, columnOf));
      }
    }
    const program = solver.open(
      {
        low: cells.map((cell) => (low[cell] ?? 0) - (values[cell] ?? 0)),
        high: cells.map((cell) => (high[cell] ?? 0) - (values[cell] ?? 0)),
        cost: new Float64Array(cells.length),
      },
      rows,
      'maximise',
    );
    return { program, cells, columnOf };
  }

  function changeFrom(local: LocalProgram, solution: Float64Array): Map<number, number> | undefined {
    const change = new Map<number, number>();
    for (const [column, cell] of local.cells.entries()) {
      const by = solution[column] ?? 0;
      const whole = Math.round(by);
      if (Math.abs(by - whole) > 1e-5) return undefined;
      if (whole !== 0) change.set(cell, whole);
    }
    return change;
  }

  /** One linear run towards the end of the range (or to `goal`), followed by an integer run where needed. */
  function push(local: LocalProgram, cell: number, direction: Direction, goal?: number): Extreme | 'beyond' {
    const { program } = local;
    const column = local.columnOf.get(cell) ?? 0;
    const truth = values[cell] ?? 0;
    const sign = direction === 'up' ? 1 : -1;
    const restore = (): void => {
      program.setCost(column, 0);
      program.setBounds(column, (low[cell] ?? 0) - truth, (high[cell] ?? 0) - truth);
    };
    program.setCost(column, sign);
    if (goal !== undefined) {
      const by = goal - truth;
      if (direction === 'up') program.setBounds(column, (low[cell] ?? 0) - truth, by);
      else program.setBounds(column, by, (high[cell] ?? 0) - truth);
    }
    solved++;
    const linear = program.solve();
    if (linear.status === 'unbounded') {
      restore();
      return 'beyond';
    }
    if (linear.status === 'optimal') {
      const change = changeFrom(local, linear.values);
      if (change && witness(change)) {
        witnessMultiples(change);
        restore();
        return { value: truth + (change.get(cell) ?? 0), proven: true };
      }
    }
    // The best vertex is fractional: it bounds the range from outside, but shows nothing to be attainable.
    if (goal !== undefined) {
      const outside = truth + sign * (linear.status === 'optimal' ? linear.objective + 1e-6 : Infinity);
      if (!within(outside, goal, direction)) {
        restore();
        return { value: outside, proven: true };
      }
      const by = goal - truth;
      program.setCost(column, 0);
      if (direction === 'up') program.setBounds(column, by, (high[cell] ?? 0) - truth);
      else program.setBounds(column, (low[cell] ?? 0) - truth, by);
    }
    program.setInteger(true);
    solved++;
    const integer = program.solve();
    program.setInteger(false);
    restore();
    if (integer.status === 'infeasible') return { value: truth, proven: true };
    const change = changeFrom(local, integer.values);
    const found = change !== undefined && witness(change);
    return {
      value: found ? truth + (change.get(cell) ?? 0) : truth,
      proven: found && integer.status === 'optimal',
    };
  }

  function fullProgram(cell: number): LocalProgram {
    const component = componentWith(cell);
    component.program ??= programOver(component.cells);
    return component.program;
  }

  const attained = (cell: number, direction: Direction): number =>
    (direction === 'up' ? most[cell] : least[cell]) ?? 0;
  const limit = (cell: number, direction: Direction): number =>
    (direction === 'up' ? high[cell] : low[cell]) ?? 0;

  return {
    reaches(cell, direction, goal) {
      if (within(attained(cell, direction), goal, direction)) return 'yes';
      if (!within(limit(cell, direction), goal, direction)) return 'no';
      const patience = Math.min(mostPatience, 2 * componentWith(cell).cells.length);
      const cycle = cycles.find(cell, goal - (values[cell] ?? 0), loose, patience);
      if (typeof cycle === 'object' && witness(cycle)) {
        witnessMultiples(cycle);
        return 'yes';
      }
      if (componentWith(cell).cells.length > 2 * neighbourhood) {
        const local = programOver(spread(cell, neighbourhood));
        push(local, cell, direction, goal);
        local.program.dispose();
        if (within(attained(cell, direction), goal, direction)) return 'yes';
      }
      const end = push(fullProgram(cell), cell, direction, goal);
      if (within(attained(cell, direction), goal, direction)) return 'yes';
      return end === 'beyond' || end.proven ? 'no' : 'undecided';
    },
    extreme(cell, direction) {
      if (attained(cell, direction) === limit(cell, direction)) {
        return { value: attained(cell, direction), proven: true };
      }
      const end = push(fullProgram(cell), cell, direction);
      if (end === 'beyond') return { value: direction === 'up' ? Infinity : -Infinity, proven: true };
      return { value: attained(cell, direction), proven: end.proven };
    },
    changes,
    shown: (cell) => ({ low: least[cell] ?? 0, high: most[cell] ?? 0 }),
    connected: (cell) => componentWith(cell).cells,
    solved: () => solved,
    dispose() {
      for (const component of new Set(componentOf.values())) component.program?.program.dispose();
    },
  };
}

function within(value: number, goal: number, direction: Direction): boolean {
  return direction === 'up' ? value >= goal : value <= goal;
}

interface Component {
  readonly cells: readonly number[];
  program: LocalProgram | undefined;
}

interface LocalProgram {
  readonly program: Program;
  readonly cells: readonly number[];
  readonly columnOf: ReadonlyMap<number, number>;
}

/** The sum as a condition on changes: what the total gains, its parts gain together. */
function changeRow(relation: System['relations'][number], columnOf: ReadonlyMap<number, number>): Row {
  const columns: number[] = [];
  const coefficients: number[] = [];
  const total = columnOf.get(relation.total);
  if (total !== undefined) {
    columns.push(total);
    coefficients.push(1);
  }
  for (const part of relation.parts) {
    const column = columnOf.get(part);
    if (column === undefined) continue;
    columns.push(column);
    coefficients.push(-1);
  }
  return { low: 0, high: 0, columns, coefficients };
}
