/*
 * Seeded chance: the same seed gives the same sheets. What is drawn from the shared stream depends on all that was
 * drawn from it before; what got a stream of its own leaves the others as they were.
 */

/** A small generator of pseudo-random numbers with a fixed seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

let random = generator(20_260_519);

/** Makes something from a stream of its own, so that a column added to one kind of data leaves the others alone. */
export function withOwnStream<T>(seed: number, make: () => T): T {
  const shared = random;
  random = generator(seed);
  try {
    return make();
  } finally {
    random = shared;
  }
}

/** Whether something with this probability, from 0 to 1, happens. */
export function happens(probability: number): boolean {
  return random() < probability;
}

/** A whole number from low to high, both included. */
export function between(low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** One of a list, each as likely as the other. Throws on an empty list. */
export function pick<T>(list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('Nothing to pick from.');
  return chosen;
}

/** One of a list of values with their weights. Throws on an empty list. */
export function weighted<T>(list: readonly (readonly [T, number])[]): T {
  let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new Error('Nothing to pick from.');
}

/** The list in another order. */
export function shuffled<T>(list: readonly T[]): T[] {
  return [...list].sort(() => random() - 0.5);
}
