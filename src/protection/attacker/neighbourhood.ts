import type { System } from './system.ts';

/**
 * The cells around one cell with which it can most probably be moved: repeatedly the cell of which the largest
 * share of sums is already touched (those close a cycle), the cheapest first. Only a choice of where to look;
 * nothing is ever concluded from what lies outside.
 *
 * @param movable which cells may be chosen
 * @param costs cost of moving each cell
 */
export function neighbourhoodOf(
  system: System,
  start: number,
  limit: number,
  movable: (cell: number) => boolean,
  costs: (cell: number) => number,
): readonly number[] {
  const chosen = new Set([start]);
  const touched = new Set<number>();
  const counts = new Map<number, number>();
  const waiting = new Heap();
  const rank = (cell: number, count: number): number => {
    const degree = system.relationsOf[cell]?.length ?? 1;
    // Sums still open count most, then the cost, then the position (so that ties never depend on luck).
    return ((degree - count) * 4 + Math.min(3.9, costs(cell) / 16)) * 1e6 + cell;
  };
  const touch = (cell: number): void => {
    for (const index of system.relationsOf[cell] ?? []) {
      if (touched.has(index)) continue;
      touched.add(index);
      const relation = system.relations[index];
      if (!relation) continue;
      for (const other of [relation.total, ...relation.parts]) {
        if (chosen.has(other) || !movable(other)) continue;
        const count = (counts.get(other) ?? 0) + 1;
        counts.set(other, count);
        waiting.push(rank(other, count), other);
      }
    }
  };
  touch(start);
  while (chosen.size < limit) {
    const next = waiting.pop();
    if (next === undefined) break;
    if (chosen.has(next)) continue;
    chosen.add(next);
    touch(next);
  }
  return [...chosen];
}

/** A binary heap of numbers by rank, smallest first. */
class Heap {
  readonly #ranks: number[] = [];
  readonly #items: number[] = [];

  push(rank: number, item: number): void {
    let at = this.#ranks.length;
    this.#ranks.push(rank);
    this.#items.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#ranks[above] ?? 0) <= rank) break;
      this.#swap(at, above);
      at = above;
    }
  }

  pop(): number | undefined {
    const top = this.#items[0];
    const last = this.#ranks.length - 1;
    if (last < 0) return undefined;
    this.#swap(0, last);
    this.#ranks.pop();
    this.#items.pop();
    for (let at = 0; ; ) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < last && (this.#ranks[below] ?? 0) < (this.#ranks[least] ?? 0)) least = below;
      }
      if (least === at) return top;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const rank = this.#ranks[a] ?? 0;
    const item = this.#items[a] ?? 0;
    this.#ranks[a] = this.#ranks[b] ?? 0;
    this.#items[a] = this.#items[b] ?? 0;
    this.#ranks[b] = rank;
    this.#items[b] = item;
  }
}
