import type { System } from './system.ts';

/** A prime below 2^26, so that products of two remainders are exact. */
const prime = 67_108_859;

/** Coefficients by position, none of them zero. */
type Vector = Map<number, number>;

/**
 * Which hidden cells somebody can compute by adding and subtracting alone who knows some of them. It depends on which
 * cells are hidden and not on their values: every reader of the tables can work it out.
 *
 * @param groups what each of them knows: positions of hidden cells
 * @returns the cells that become known to at least one of them. Left out are those that all readers can compute, and what
 *   is one's own cell under another name: a row of which all other parts are printed as zero is its own total
 */
export function computableBySums(
  system: System,
  hidden: ReadonlySet<number>,
  groups: Iterable<readonly number[]>,
): ReadonlySet<number> {
  const vectors = freedoms(system, hidden);
  const within = new Map<number, number[]>();
  for (const [cell, vector] of vectors)
    for (const free of vector.keys()) {
      const cells = within.get(free);
      if (cells) cells.push(cell);
      else within.set(free, [cell]);
    }
  const computable = new Set<number>();
  const nameOf = sameByZeros(system, hidden);
  for (const own of groups) {
    const names = new Set(own.map(nameOf));
    const span = spanOf(own.flatMap((cell) => vectors.get(cell) ?? []));
    // Only what moves with nothing but what moves with one's own can follow from it.
    const near = new Set(own.flatMap((cell) => [...(vectors.get(cell)?.keys() ?? [])]));
    for (const cell of new Set([...near].flatMap((free) => within.get(free) ?? []))) {
      const vector = vectors.get(cell);
      if (!vector || names.has(nameOf(cell)) || computable.has(cell)) continue;
      if ([...vector.keys()].every((free) => near.has(free)) && rest(vector, span).size === 0)
        computable.add(cell);
    }
  }
  return computable;
}

/** A name that cells share which the printed zeros make equal. */
function sameByZeros({ relations, values }: System, hidden: ReadonlySet<number>): (cell: number) => number {
  const above = new Map<number, number>();
  const root = (cell: number): number => {
    let at = cell;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next;
    return at;
  };
  for (const { total, parts } of relations) {
    const [only, ...others] = parts.filter((part) => hidden.has(part) || values[part] !== 0);
    if (only === undefined || others.length > 0) continue;
    const [one, other] = [root(only), root(total)];
    if (one !== other) above.set(one, other);
  }
  return root;
}

/**
 * How each hidden cell moves with those that the sums leave free: a free one with itself alone. A cell that the sums
 * determine moves with none and is left out.
 */
function freedoms(system: System, hidden: ReadonlySet<number>): ReadonlyMap<number, Vector> {
  const rows = system.relations
    .map(({ total, parts }) => {
      const row: Vector = new Map();
      for (const part of parts) if (hidden.has(part)) row.set(part, 1);
      if (hidden.has(total)) row.set(total, prime - 1);
      return row;
    })
    .filter((row) => row.size > 0)
    .sort((a, b) => a.size - b.size);
  const leading = new Map<number, Vector>();
  const uses = new Map<number, Set<number>>();
  const note = (row: Vector, lead: number): void => {
    for (const cell of row.keys()) {
      const users = uses.get(cell);
      if (users) users.add(lead);
      else uses.set(cell, new Set([lead]));
    }
  };
  for (const row of rows) {
    for (const cell of [...row.keys()]) {
      const lead = leading.get(cell);
      if (lead) subtract(row, lead, cell);
    }
    const [pivot] = [...row.keys()].sort((a, b) => (uses.get(a)?.size ?? 0) - (uses.get(b)?.size ?? 0));
    if (pivot === undefined) continue;
    scale(row, pivot);
    for (const other of [...(uses.get(pivot) ?? [])]) {
      const users = leading.get(other);
      if (!users?.has(pivot)) continue;
      subtract(users, row, pivot);
      note(users, other);
    }
    leading.set(pivot, row);
    note(row, pivot);
  }
  const vectors = new Map<number, Vector>();
  for (const cell of hidden) {
    const lead = leading.get(cell);
    const vector: Vector = lead
      ? new Map([...lead].filter(([other]) => other !== cell).map(([other, by]) => [other, prime - by]))
      : new Map([[cell, 1]]);
    if (vector.size > 0) vectors.set(cell, vector);
  }
  return vectors;
}

/** The vectors in steps: each begins with a position that none of the others has. */
function spanOf(vectors: readonly Vector[]): ReadonlyMap<number, Vector> {
  const span = new Map<number, Vector>();
  for (const vector of vectors) {
    const left = rest(vector, span);
    const [first] = left.keys();
    if (first === undefined) continue;
    scale(left, first);
    for (const other of span.values()) subtract(other, left, first);
    span.set(first, left);
  }
  return span;
}

/** What is left of a vector beside a span; empty where it lies within. */
function rest(vector: Vector, span: ReadonlyMap<number, Vector>): Vector {
  const left = new Map(vector);
  for (const position of vector.keys()) {
    const step = span.get(position);
    if (step) subtract(left, step, position);
  }
  return left;
}

function subtract(from: Vector, what: Vector, position: number): void {
  const times = from.get(position);
  if (times === undefined || from === what) return;
  for (const [other, by] of what) {
    const left = ((from.get(other) ?? 0) + prime - ((times * by) % prime)) % prime;
    if (left === 0) from.delete(other);
    else from.set(other, left);
  }
}

function scale(vector: Vector, position: number): void {
  const by = inverse(vector.get(position) ?? 1);
  for (const [other, value] of vector) vector.set(other, (value * by) % prime);
}

function inverse(value: number): number {
  let [result, square] = [1, value % prime];
  for (let left = prime - 2; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
