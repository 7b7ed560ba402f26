import type { Bounds, System } from './system.ts';

/**
 * A change of a table under which every sum stays right: by how much each cell moves. In a table of two rows and two
 * columns +1 and −1 in the one row, −1 and +1 in the other: a cycle.
 */
export type Change = ReadonlyMap<number, number>;

/**
 * Looks for changes of a table by walking from sum to sum: a cell moves, another cell of each sum that no longer
 * adds up moves with it, until all add up again. Far quicker than a program for the solver where a short cycle exists,
 * and no more than a proposal: what it does not find may exist, and what it finds is checked by whoever uses it.
 */
export interface CycleSearch {
  /**
   * A change that moves `cell` by exactly `by`, within the bounds and over usable cells only. 'none' when there can
   * be none: each step was the only one possible, up to a sum that nothing can put right. Undefined when none was
   * found.
   *
   * @param patience cells tried in the search: a count, so that equal input gives equal output on any machine
   */
  find(
    cell: number,
    by: number,
    usable: (cell: number) => boolean,
    patience: number,
  ): Change | 'none' | undefined;
}

/** How often a search may take another cell than the most promising one. */
const detours = [0, 1, 2, 3];

/** Cycles put on top of one another to reach the distance asked. */
const layers = 8;

export function openCycleSearch(system: System, { low, high }: Bounds): CycleSearch {
  const { values, relations, relationsOf } = system;
  /** What the cycles found so far move each cell by. */
  let moved = new Map<number, number>();
  /** Which way the cycle in hand moves each cell: 1, -1, or 0 for not at all. */
  const step = new Int8Array(values.length);
  const taken: number[] = [];
  /** What each sum is off by under the cycle in hand (its parts less its total), and the sums that are off. */
  const off = new Int32Array(relations.length);
  const wrong: number[] = [];
  let usable: (cell: number) => boolean = () => true;
  let wanted = 1;
  let left = 0;
  /** Whether every step so far was the only one possible. */
  let isForced = true;
  let isImpossible = false;

  function room(cell: number, way: number): number {
    const value = (values[cell] ?? 0) + (moved.get(cell) ?? 0);
    return way === 1 ? (high[cell] ?? 0) - value : value - (low[cell] ?? 0);
  }

  function place(cell: number, way: number): void {
    step[cell] = way;
    taken.push(cell);
    shift(cell, way);
  }

  function takeBack(): void {
    const cell = taken.pop() ?? 0;
    shift(cell, -(step[cell] ?? 0));
    step[cell] = 0;
  }

  function shift(cell: number, by: number): void {
    for (const index of relationsOf[cell] ?? []) {
      const before = off[index] ?? 0;
      const after = before + (relations[index]?.total === cell ? -by : by);
      off[index] = after;
      if (before === 0) wrong.push(index);
      else if (after === 0) wrong.splice(wrong.indexOf(index), 1);
    }
  }

  function canMove(cell: number, way: number): boolean {
    return step[cell] === 0 && (high[cell] ?? 0) > (low[cell] ?? 0) && room(cell, way) >= 1 && usable(cell);
  }

  /** How many sums more are off when this cell moves this way; a cell with little room counts as worse. */
  function harm(cell: number, way: number): number {
    let worse = room(cell, way) < wanted ? 0.5 : 0;
    for (const index of relationsOf[cell] ?? []) {
      const balance = off[index] ?? 0;
      const next = balance + (relations[index]?.total === cell ? -way : way);
      worse += Math.abs(next) - Math.abs(balance);
    }
    return worse;
  }

  /** The cells that bring this sum nearer to right; a part moves the one way, the total the other. */
  function movers(index: number, enough: number): readonly number[] {
    const relation = relations[index];
    if (!relation) return [];
    const way = (off[index] ?? 0) > 0 ? -1 : 1;
    const found: number[] = canMove(relation.total, -way) ? [relation.total] : [];
    for (const part of relation.parts) {
      if (canMove(part, way)) found.push(part);
      if (found.length >= enough) break;
    }
    return found;
  }

  function close(spare: number): boolean {
    if (wrong.length === 0) return true;
    // The sum with the fewest ways out first: a dead end shows itself at once.
    let fewest = Infinity;
    let tightest = 0;
    for (const index of wrong) {
      const count = movers(index, fewest).length;
      if (count < fewest) {
        fewest = count;
        tightest = index;
      }
      if (fewest <= 1) break;
    }
    if (fewest === 0) {
      isImpossible ||= isForced;
      return false;
    }
    isForced &&= fewest === 1 && Math.abs(off[tightest] ?? 0) === 1;
    const way = (off[tightest] ?? 0) > 0 ? -1 : 1;
    const total = relations[tightest]?.total;
    const moves = movers(tightest, Infinity).map((cell) => {
      const its = cell === total ? -way : way;
      return { cell, way: its, harm: harm(cell, its) };
    });
    moves.sort((a, b) => a.harm - b.harm || a.cell - b.cell);
    for (const [detour, move] of moves.entries()) {
      if (detour > spare || left <= 0) return false;
      left--;
      place(move.cell, move.way);
      if (close(spare - detour)) return true;
      takeBack();
    }
    return false;
  }

  function clear(): void {
    while (taken.length > 0) takeBack();
  }

  function cycleFrom(cell: number, way: number): boolean {
    for (const spare of detours) {
      isForced = true;
      place(cell, way);
      if (close(spare)) return true;
      clear();
      if (left <= 0 || isImpossible) return false;
    }
    return false;
  }

  return {
    find(cell, by, mayUse, patience) {
      const way = by > 0 ? 1 : -1;
      moved = new Map();
      usable = mayUse;
      left = patience;
      isImpossible = false;
      for (let layer = 0; layer < layers; layer++) {
        wanted = Math.abs(by - (moved.get(cell) ?? 0));
        if (wanted === 0) return nonZero(moved);
        if (room(cell, way) < 1) return undefined;
        if (!cycleFrom(cell, way)) return isImpossible && layer === 0 ? 'none' : undefined;
        const far = Math.min(wanted, ...taken.map((other) => room(other, step[other] ?? 0)));
        for (const other of taken) moved.set(other, (moved.get(other) ?? 0) + (step[other] ?? 0) * far);
        clear();
      }
      return undefined;
    },
  };
}

function nonZero(change: Change): Change {
  return new Map([...change].filter(([, by]) => by !== 0));
}
