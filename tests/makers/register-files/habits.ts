import { chanceOf } from '../random-editions.ts';

/** Choices that look random, are the same for the same seed, and are remembered by name for who reads a failure. */
export class Habits {
  readonly #chance: (below: number) => number;
  readonly #taken: string[] = [];

  constructor(seed: number) {
    this.#chance = chanceOf(seed);
  }

  /** The choices that were taken, in order. */
  get taken(): readonly string[] {
    return this.#taken;
  }

  /** A whole number from zero, below this. */
  below(limit: number): number {
    return this.#chance(limit);
  }

  /** One of these. */
  one<T>(first: T, ...others: readonly T[]): T {
    const place = this.#chance(others.length + 1);
    return place === 0 ? first : (others[place - 1] ?? first);
  }

  /** Whether a habit is taken, in so many of a hundred files; one that is taken is remembered. */
  has(name: string, hundredths: number): boolean {
    const isTaken = this.#chance(100) < hundredths;
    if (isTaken) this.#taken.push(name);
    return isTaken;
  }

  /** One of these names, remembered. */
  named<Name extends string>(first: Name, ...others: readonly Name[]): Name {
    const name = this.one(first, ...others);
    this.#taken.push(name);
    return name;
  }

  /** These in another order. */
  shuffled<T>(list: readonly T[]): readonly T[] {
    return list
      .map((value) => ({ value, order: this.#chance(1_000_000) }))
      .sort((a, b) => a.order - b.order)
      .map(({ value }) => value);
  }
}
