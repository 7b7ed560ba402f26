/** A sum over unknown whole numbers, after what is known was subtracted: the unknowns with their signs make `rest`. */
export interface Equation {
  readonly terms: ReadonlyMap<string, number>;
  readonly rest: number;
}

/** A prime below 2^26, so that products of two remainders are exact. */
const prime = 67_108_859;

/**
 * The unknowns of which the equations leave one value, with that value: by what each of them allows (every unknown is at
 * least its `least`), and by elimination of all of them together.
 *
 * @param least the least that each unknown can be
 */
export function determined(
  equations: readonly Equation[],
  least: (unknown: string) => number,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const part of components(equations)) {
    for (const [key, value] of byBounds(part, least)) found.set(key, value);
    for (const [key, value] of byElimination(part)) found.set(key, value);
  }
  return found;
}

/** Equations that share no unknown say nothing of one another. */
function components(equations: readonly Equation[]): readonly (readonly Equation[])[] {
  const above = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) {
      const over = above.get(next);
      if (over !== undefined) above.set(at, over);
      at = next;
    }
    return at;
  };
  for (const { terms } of equations) {
    const [first, ...others] = terms.keys();
    if (first === undefined) continue;
    for (const other of others) {
      const [one, two] = [root(first), root(other)];
      if (one !== two) above.set(one, two);
    }
  }
  const groups = Map.groupBy(
    equations.filter(({ terms }) => terms.size > 0),
    ({ terms }) => root([...terms.keys()][0] ?? ''),
  );
  return [...groups.values()];
}

/** Tightens what every unknown can be, equation by equation, until nothing changes. */
function byBounds(
  equations: readonly Equation[],
  least: (unknown: string) => number,
): ReadonlyMap<string, number> {
  const low = new Map<string, number>();
  const high = new Map<string, number>();
  for (const { terms } of equations)
    for (const key of terms.keys()) {
      low.set(key, least(key));
      high.set(key, Infinity);
    }
  const ends = (key: string, sign: number): readonly [number, number] => {
    const [from, until] = [sign * (low.get(key) ?? 0), sign * (high.get(key) ?? Infinity)];
    return sign > 0 ? [from, until] : [until, from];
  };
  // Bounds of whole numbers that fall step by step could go on for long; what a reader finds comes soon.
  for (let round = 0, changed = true; changed && round < 200; round++) {
    changed = false;
    for (const { terms, rest } of equations) {
      const others = new Ends();
      for (const [key, sign] of terms) others.add(ends(key, sign), 1);
      for (const [key, sign] of terms) {
        others.add(ends(key, sign), -1);
        const [one, other] = [(rest - others.most) / sign, (rest - others.fewest) / sign];
        const from = Math.ceil(Math.min(one, other));
        const until = Math.floor(Math.max(one, other));
        if (from > (low.get(key) ?? 0)) {
          low.set(key, from);
          changed = true;
        }
        if (until < (high.get(key) ?? Infinity)) {
          high.set(key, until);
          changed = true;
        }
        others.add(ends(key, sign), 1);
      }
    }
  }
  return new Map([...low].filter(([key, value]) => value === high.get(key)));
}

/** The least and the most that a sum of unknowns can be, where some have no end. */
class Ends {
  #fewest = 0;
  #most = 0;
  #endlessBelow = 0;
  #endlessAbove = 0;

  /** Takes an unknown in (1) or out (-1). */
  add([fewest, most]: readonly [number, number], times: 1 | -1): void {
    if (fewest === -Infinity) this.#endlessBelow += times;
    else this.#fewest += times * fewest;
    if (most === Infinity) this.#endlessAbove += times;
    else this.#most += times * most;
  }

  get fewest(): number {
    return this.#endlessBelow > 0 ? -Infinity : this.#fewest;
  }

  get most(): number {
    return this.#endlessAbove > 0 ? Infinity : this.#most;
  }
}

/** Gauss and Jordan over a prime field: an unknown alone in its row has one value, whatever the others are. */
function byElimination(equations: readonly Equation[]): ReadonlyMap<string, number> {
  const leading = new Map<string, Row>();
  /** The rows that lead and hold an unknown, and some that held it: to take one out of few, not to look through all. */
  const holding = new Map<string, Row[]>();
  for (const { terms, rest } of equations) {
    const row = { terms: new Map([...terms].map(([key, sign]) => [key, mod(sign)])), rest: mod(rest) };
    // A row that leads holds no other that does: what is subtracted brings none in.
    for (const key of terms.keys()) {
      const lead = leading.get(key);
      if (lead) subtract(row, lead, key);
    }
    const [first] = row.terms.keys();
    if (first === undefined) continue;
    const inverse = power(row.terms.get(first) ?? 1, prime - 2);
    for (const [key, value] of row.terms) row.terms.set(key, (value * inverse) % prime);
    row.rest = (row.rest * inverse) % prime;
    leading.set(first, row);
    for (const other of holding.get(first) ?? []) {
      if (!other.terms.has(first)) continue;
      subtract(other, row, first);
      for (const key of row.terms.keys()) if (key !== first) hold(holding, key, other);
    }
    holding.delete(first);
    for (const key of row.terms.keys()) if (key !== first) hold(holding, key, row);
  }
  const found = new Map<string, number>();
  for (const [key, { terms, rest }] of leading)
    if (terms.size === 1) found.set(key, rest > prime / 2 ? rest - prime : rest);
  return found;
}

function hold(holding: Map<string, Row[]>, key: string, row: Row): void {
  const rows = holding.get(key);
  if (!rows) holding.set(key, [row]);
  else if (rows.at(-1) !== row) rows.push(row);
}

interface Row {
  readonly terms: Map<string, number>;
  rest: number;
}

/** Takes the unknown out of a row by subtracting another row that begins with it. */
function subtract(row: Row, lead: Row, key: string): void {
  const times = row.terms.get(key);
  if (times === undefined || row === lead) return;
  for (const [other, value] of lead.terms) {
    const left = mod((row.terms.get(other) ?? 0) - ((times * value) % prime));
    if (left === 0) row.terms.delete(other);
    else row.terms.set(other, left);
  }
  row.rest = mod(row.rest - ((times * lead.rest) % prime));
}

function mod(value: number): number {
  const left = value % prime;
  // No zero below zero.
  return left < 0 ? left + prime : left || 0;
}

function power(base: number, exponent: number): number {
  let [result, square, left] = [1, base % prime, exponent];
  for (; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}
