import type { Bounds, System } from '../attacker/system.ts';
import type { Demand } from './demands.ts';
import type { Program, Row, Solver } from './solver.ts';

/** The attacker as the optimiser sees him: a linear program that either meets a demand or shows why not. */
export interface Separation {
  /**
   * Takes over how far each cell is hidden (0 to 1). No cell is let move further than `cap`: since the
   * coefficients of a cut are capped at its right-hand side, that is where the most violated cuts are found.
   */
  take(share: Float64Array, cap: number): void;
  /** Multipliers per cell that show the demand unmet, or undefined when it is met. */
  against(demand: Demand): ReadonlyMap<number, number> | undefined;
  dispose(): void;
}

/** The attacker's linear program in changes from the truth, kept warm between demands. */
export function openSeparation(system: System, bounds: Bounds, solver: Solver): Separation {
  const { values } = system;
  const movable: number[] = [];
  for (const cell of values.keys())
    if ((bounds.low[cell] ?? 0) < (bounds.high[cell] ?? 0)) movable.push(cell);
  const columnOf = new Map(movable.map((cell, column) => [cell, column]));
  const usedRelations = system.relations.filter(({ total, parts }) =>
    [total, ...parts].some((c) => columnOf.has(c)),
  );
  const rows: Row[] = usedRelations.map(({ total, parts }) => {
    const cells = [total, ...parts].filter((cell) => columnOf.has(cell));
    return {
      low: 0,
      high: 0,
      columns: cells.map((cell) => columnOf.get(cell) ?? 0),
      coefficients: cells.map((cell) => (cell === total ? 1 : -1)),
    };
  });
  const zero = new Float64Array(movable.length);
  const program: Program = solver.open({ low: zero, high: zero, cost: zero }, rows, 'maximise');
  const down = new Float64Array(movable.length);
  const up = new Float64Array(movable.length);
  return {
    take(share, cap) {
      for (const [column, cell] of movable.entries()) {
        const hidden = share[cell] ?? 0;
        const value = values[cell] ?? 0;
        const nextDown = hidden === 0 ? 0 : -hidden * Math.min(cap, value - (bounds.low[cell] ?? 0));
        const nextUp = hidden === 0 ? 0 : hidden * Math.min(cap, (bounds.high[cell] ?? 0) - value);
        if (nextDown === down[column] && nextUp === up[column]) continue;
        down[column] = nextDown;
        up[column] = nextUp;
        program.setBounds(column, nextDown, nextUp);
      }
    },
    against(demand) {
      const column = columnOf.get(demand.cell);
      // No pattern can move this cell: an empty set of weights says just that.
      if (column === undefined) return new Map();
      const sign = demand.direction === 'up' ? 1 : -1;
      const held = demand.without === undefined ? undefined : columnOf.get(demand.without);
      const restore = (at: number): void => program.setBounds(at, down[at] ?? 0, up[at] ?? 0);
      if (demand.direction === 'up') program.setBounds(column, down[column] ?? 0, demand.level);
      else program.setBounds(column, -demand.level, up[column] ?? 0);
      if (held !== undefined) program.setBounds(held, 0, 0);
      program.setCost(column, sign);
      const outcome = program.solve();
      program.setCost(column, 0);
      restore(column);
      if (held !== undefined) restore(held);
      if (outcome.status !== 'optimal' || outcome.objective > demand.level - 1e-6) return undefined;
      // sign x change of the cell = sum of weight x change of each cell, whatever the multipliers.
      const weights = new Map<number, number>([[demand.cell, sign]]);
      for (const [index, relation] of usedRelations.entries()) {
        const multiplier = snapped(outcome.duals[index] ?? 0);
        if (multiplier === 0) continue;
        weights.set(relation.total, (weights.get(relation.total) ?? 0) - multiplier);
        for (const part of relation.parts) weights.set(part, (weights.get(part) ?? 0) + multiplier);
      }
      return weights;
    },
    dispose: () => program.dispose(),
  };
}

/** Multipliers in tables are simple fractions; taking them exactly keeps rounding noise out of the cuts. */
function snapped(dual: number): number {
  const twelfths = Math.round(dual * 12);
  return Math.abs(dual * 12 - twelfths) < 1e-5 ? twelfths / 12 : dual;
}
