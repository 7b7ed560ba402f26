import highsModule, { type Highs, type ModelData, type ObjectiveSense } from 'highs';

/**
 * The one place that talks to HiGHS (compiled to WebAssembly, single-threaded). Every limit is a count of
 * iterations or nodes, never a time, so that the same input gives the same answer on any machine.
 */
const limits = {
  output_flag: false,
  random_seed: 1,
  simplex_iteration_limit: 200_000,
  mip_max_nodes: 20_000,
  mip_rel_gap: 0,
  mip_abs_gap: 0.5,
} as const;

/** A linear program whose bounds, costs and rows can change between runs; runs continue from the last basis. */
export interface Program {
  setBounds(column: number, low: number, high: number): void;
  setCost(column: number, cost: number): void;
  addRow(low: number, high: number, columns: readonly number[], coefficients: readonly number[]): void;
  setInteger(integer: boolean): void;
  /** How far from the proved bound an integer run may stop, as a share of the objective; 0 is the default. */
  setGap(share: number): void;
  solve(): Outcome;
  dispose(): void;
}

export interface Outcome {
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'undecided';
  readonly objective: number;
  /** What the optimum of an integer run cannot be better than; differs from the objective within the gap. */
  readonly bound: number;
  readonly values: Float64Array;
  /** Row multipliers of the last linear run, signed so that reduced cost = cost - duals x column. */
  readonly duals: Float64Array;
  /** Reduced costs of the last linear run; empty after an integer one. */
  readonly reducedCosts: Float64Array;
}

export interface Row {
  readonly low: number;
  readonly high: number;
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
}

/** The solver broke down (out of memory, an abort in WebAssembly): no answer, and nothing may be published on it. */
class SolverError extends Error {
  override name = 'SolverError';
}

/** The package declares its types as CommonJS but hands ES modules the loader itself as the default export. */
function isLoader(exported: unknown): exported is () => Promise<Highs> {
  return typeof exported === 'function';
}

async function loadHighs(): Promise<Highs> {
  const exported: unknown = highsModule;
  if (!isLoader(exported)) throw new SolverError('The package highs does not export its loader.');
  return exported();
}

let loading: Promise<Highs> | undefined;

/** Above this much memory the WebAssembly instance is replaced before the next publication. */
const roomyBytes = 512 * 1024 * 1024;

/** The solver, loaded on first use and replaced after a breakdown or when it has grown large. */
export async function loadSolver(): Promise<Solver> {
  loading ??= loadHighs();
  let highs = await loading;
  if (highs.memoryBytes > roomyBytes) {
    loading = loadHighs();
    highs = await loading;
  }
  return { open: (columns, rows, sense) => open(highs, columns, rows, sense) };
}

/** Forgets the loaded solver; the next `loadSolver` starts a fresh one. */
function discardSolver(): void {
  loading = undefined;
}

export interface Solver {
  open(columns: Columns, rows: readonly Row[], sense: 'minimise' | 'maximise'): Program;
}

export interface Columns {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly cost: ArrayLike<number>;
}

function open(highs: Highs, columns: Columns, rows: readonly Row[], sense: 'minimise' | 'maximise'): Program {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    indices.push(...row.columns);
    values.push(...row.coefficients);
    starts.push(indices.length);
  }
  const count = columns.low.length;
  const objectiveSense: ObjectiveSense =
    highs.constants.objectiveSense[sense === 'minimise' ? 'minimize' : 'maximize'];
  const data: ModelData = {
    numCols: count,
    numRows: rows.length,
    sense: objectiveSense,
    colCost: Float64Array.from(columns.cost),
    colLower: Float64Array.from(columns.low),
    colUpper: Float64Array.from(columns.high),
    rowLower: Float64Array.from(rows, (row) => row.low),
    rowUpper: Float64Array.from(rows, (row) => row.high),
    matrix: { format: 'csr', numRows: rows.length, numCols: count, starts, indices, values },
  };
  const { modelStatus: codes } = highs.constants;
  let integer = false;
  return guard(() => {
    const model = highs.createModel();
    model.options.set(limits);
    model.options.set('presolve', 'off');
    model.passModel(data);
    return {
      setBounds: (column, low, high) => guard(() => void model.changeColBounds(column, low, high)),
      setCost: (column, cost) => guard(() => void model.changeColCost(column, cost)),
      addRow: (low, high, entries, coefficients) =>
        guard(() => void model.addRow(low, high, { indices: entries, values: coefficients })),
      setInteger(wanted) {
        if (wanted === integer) return;
        integer = wanted;
        guard(() => {
          model.changeColsIntegrality(
            { kind: 'range', from: 0, to: count - 1 },
            new Int32Array(count).fill(wanted ? 1 : 0),
          );
          model.options.set('presolve', wanted ? 'on' : 'off');
        });
      },
      setGap: (share) => guard(() => void model.options.set('mip_rel_gap', share)),
      solve: () =>
        guard(() => {
          const { modelStatus } = model.run();
          const status =
            modelStatus === codes.optimal || modelStatus === codes.empty
              ? 'optimal'
              : modelStatus === codes.infeasible
                ? 'infeasible'
                : // Every program here has a known solution, so "unbounded or infeasible" is unbounded.
                  modelStatus === codes.unbounded || modelStatus === codes.unboundedOrInfeasible
                  ? 'unbounded'
                  : 'undecided';
          const solution = model.getSolution();
          const none = new Float64Array(0);
          const duals = integer ? none : solution.rowDual;
          const reducedCosts = integer ? none : solution.colDual;
          const objective = model.getObjectiveValue();
          const bound = integer ? Number(model.info.get('mip_dual_bound')) : objective;
          return { status, objective, bound, values: solution.colValue, duals, reducedCosts };
        }),
      dispose: () => model.dispose(),
    };
  });
}

/** Turns whatever breaks inside WebAssembly into one error, and makes sure the broken instance is not used again. */
function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    discardSolver();
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new SolverError(`The solver stopped: ${message}`, { cause });
  }
}
