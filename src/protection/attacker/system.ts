import { type Cell, type LinkedTables, LinkedTablesError } from '../linked-tables.ts';

/** Linked tables with positions instead of keys; cells are sorted by key, so equal input gives equal output. */
export interface System {
  readonly cells: readonly Cell[];
  readonly values: readonly number[];
  readonly relations: readonly Sum[];
  /** Per cell the positions of the relations it is in. */
  readonly relationsOf: readonly (readonly number[])[];
  readonly positions: ReadonlyMap<string, number>;
}

export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
}

/** What can be said of each cell from below and from above; `high` may be Infinity. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Checks the tables and gives every cell a position.
 *
 * @throws LinkedTablesError when a value is not a whole number from 0, a key is double, a relation names an
 * unknown cell or a sum does not add up.
 */
export function systemOf(tables: LinkedTables): System {
  const cells = [...tables.cells].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const positions = new Map<string, number>();
  for (const [position, cell] of cells.entries()) {
    if (positions.has(cell.key))
      throw new LinkedTablesError(`${cell.key} occurs twice; join tables with link().`);
    if (!Number.isSafeInteger(cell.value) || cell.value < 0) {
      throw new LinkedTablesError(`${cell.key} is ${cell.value}: a cell is a whole number, 0 or more.`);
    }
    positions.set(cell.key, position);
  }
  const at = (key: string): number => {
    const position = positions.get(key);
    if (position === undefined) throw new LinkedTablesError(`A relation names ${key}, which is not a cell.`);
    return position;
  };
  const values = cells.map((cell) => cell.value);
  const relations = tables.relations
    .map((relation) => ({ total: at(relation.total), parts: relation.parts.map(at).sort((a, b) => a - b) }))
    .sort((a, b) => a.total - b.total || compareParts(a.parts, b.parts));
  const relationsOf: number[][] = cells.map(() => []);
  for (const [index, relation] of relations.entries()) {
    const sum = relation.parts.reduce((before, part) => before + (values[part] ?? 0), 0);
    const total = cells[relation.total];
    if (total && sum !== total.value) {
      const parts = relation.parts.map((part) => `${cells[part]?.key} (${values[part]})`).join(', ');
      throw new LinkedTablesError(
        `${total.key} is ${total.value}, but its parts add up to ${sum}: ${parts}.`,
      );
    }
    for (const position of [relation.total, ...relation.parts]) relationsOf[position]?.push(index);
  }
  return { cells, values, relations, relationsOf, positions };
}

function compareParts(a: readonly number[], b: readonly number[]): number {
  for (const [index, part] of a.entries()) {
    const difference = part - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * Tightens bounds in place by adding and subtracting within each relation until nothing moves. What it finds
 * is true of every consistent table, but it need not find everything.
 */
export function propagate(system: System, bounds: Bounds): void {
  const { low, high } = bounds;
  const waiting = system.relations.map((_, index) => index);
  const isWaiting = new Uint8Array(system.relations.length).fill(1);
  // Every step moves an integer bound towards the true value; the limit only guards against very long walks.
  let steps = 200 * (system.relations.length + 1);
  const touch = (cell: number): void => {
    for (const index of system.relationsOf[cell] ?? []) {
      if (isWaiting[index] === 0) {
        isWaiting[index] = 1;
        waiting.push(index);
      }
    }
  };
  for (let head = 0; head < waiting.length && steps > 0; head++, steps--) {
    const index = waiting[head] ?? 0;
    isWaiting[index] = 0;
    const relation = system.relations[index];
    if (!relation) continue;
    let lows = 0;
    let highs = 0;
    let endless = 0;
    for (const part of relation.parts) {
      lows += low[part] ?? 0;
      const top = high[part] ?? 0;
      if (top === Infinity) endless++;
      else highs += top;
    }
    const { total } = relation;
    if (lows > (low[total] ?? 0)) {
      low[total] = lows;
      touch(total);
    }
    if (endless === 0 && highs < (high[total] ?? 0)) {
      high[total] = highs;
      touch(total);
    }
    for (const part of relation.parts) {
      const top = high[part] ?? 0;
      const bottom = low[part] ?? 0;
      const othersEndless = endless - (top === Infinity ? 1 : 0);
      const least = othersEndless > 0 ? 0 : (low[total] ?? 0) - (highs - (top === Infinity ? 0 : top));
      const most = (high[total] ?? 0) - (lows - bottom);
      if (least > bottom || most < top) {
        if (least > bottom) low[part] = least;
        if (most < top) high[part] = most;
        touch(part);
        // The sums above are stale now: look at this relation again.
        if (isWaiting[index] === 0) {
          isWaiting[index] = 1;
          waiting.push(index);
        }
        break;
      }
    }
  }
}
