/**
 * What a publication shows and what an attacker can add up: cells and the sums between them.
 *
 * Linking is by key: a cell that is in two tables, in a chart and in an older report has one key and is
 * therefore one cell. See docs/decisions/0004-disclosure-control.md.
 */

/** The four classes of docs/design/counting.md, "Protection, one policy". */
export type CellClass = 'open' | 'guarded' | 'closed' | 'printed-earlier';

/** What a sum of money (or hours) owes to its largest contributors; needed for the p% rule. */
export interface Contributions {
  /** Number of contributors. */
  readonly count: number;
  /** The largest and the second largest contribution; `second` is 0 when there is one contributor. */
  readonly largest: number;
  readonly second: number;
}

/**
 * A number that a reader sees or can compute. For example, of 13 incidents in 2025 the 2 at one unit:
 * `{ key: 'incidents(received=2025,unit=IWK)', value: 2, class: 'guarded' }`; below the threshold, so primary.
 */
export interface Cell {
  /** Canonical: the same number has the same key in every table (see `cellKey`). */
  readonly key: string;
  /** A whole number, 0 or more: a count, or a sum in whole units (euros, hours). */
  readonly value: number;
  readonly class: CellClass;
  /**
   * What an earlier report did with this very number. `published`: it is known and stays published. `hidden`:
   * it was hidden then, stays hidden now, and must not become computable.
   */
  readonly history?: 'published' | 'hidden';
  /**
   * False for a number that no table prints but that follows from the ones printed (the difference between
   * two reports, an inner cell behind two margins). It is protected all the same. Default true.
   */
  readonly shown?: boolean;
  /** Whether a zero may be printed here; the policy decides when absent. */
  readonly zeros?: 'shown' | 'hidden';
  /** Cost of hiding this cell instead of another, a whole number from 1; see `costOfHiding`. */
  readonly weight?: number;
  /** How far this cell is above the leaves (0 for a leaf); the default cost rises with it. */
  readonly height?: number;
  /**
   * Of a count of which a list shows some cases one by one: what everybody knows by that list and the open totals. It is
   * at least `least` and, where something is known of it, at most `most`; what it is above `least` is protected.
   */
  readonly beside?: { readonly least: number; readonly most: number };
  /** Present when `value` is a sum over contributors rather than a count of cases. */
  readonly contributions?: Contributions;
}

/**
 * `total` is the sum of `parts`. One part means: the two are equal. For example
 * `{ total: 'incidents(received=2025)', parts: ['incidents(received=2025,unit=IWK)', …] }`.
 */
export interface Relation {
  readonly total: string;
  readonly parts: readonly string[];
}

export interface LinkedTables {
  readonly cells: readonly Cell[];
  readonly relations: readonly Relation[];
}

/** The tables contradict themselves: nothing can be said about their protection. */
export class LinkedTablesError extends Error {
  override name = 'LinkedTablesError';
}

const ranks: Record<CellClass, number> = { guarded: 0, closed: 1, open: 2, 'printed-earlier': 3 };

/**
 * Joins tables into one system. A key that occurs more than once must carry the same value; where the classes
 * differ the number is as public as its most public appearance (printed earlier, then open), except that
 * closed and guarded give closed. History and the strictest rule on zeros are kept.
 *
 * @throws LinkedTablesError when one key has two values: restate it instead (`restated`).
 */
export function link(...tables: readonly LinkedTables[]): LinkedTables {
  const cells = new Map<string, Cell>();
  const relations = new Map<string, Relation>();
  for (const table of tables) {
    for (const cell of table.cells) {
      const known = cells.get(cell.key);
      cells.set(cell.key, known ? merge(known, cell) : cell);
    }
    for (const relation of table.relations) {
      const parts = [...relation.parts].sort();
      relations.set([relation.total, ...parts].join('\u0000'), { total: relation.total, parts });
    }
  }
  return { cells: [...cells.values()], relations: [...relations.values()] };
}

function merge(a: Cell, b: Cell): Cell {
  if (a.value !== b.value) {
    throw new LinkedTablesError(
      `${a.key} is ${a.value} in one table and ${b.value} in another. A changed number needs a key of its own ` +
        'for each report; see restated().',
    );
  }
  if (a.history && b.history && a.history !== b.history) {
    throw new LinkedTablesError(`${a.key} was published by one earlier report and hidden by another.`);
  }
  const history = a.history ?? b.history;
  const zeros = a.zeros === 'hidden' || b.zeros === 'hidden' ? 'hidden' : (a.zeros ?? b.zeros);
  const weight = maximum(a.weight, b.weight);
  const height = maximum(a.height, b.height);
  const contributions = a.contributions ?? b.contributions;
  const beside = a.beside ?? b.beside;
  return {
    key: a.key,
    value: a.value,
    class: ranks[a.class] >= ranks[b.class] ? a.class : b.class,
    shown: a.shown !== false || b.shown !== false,
    ...(history && { history }),
    ...(zeros && { zeros }),
    ...(weight !== undefined && { weight }),
    ...(height !== undefined && { height }),
    ...(contributions && { contributions }),
    ...(beside && { beside }),
  };
}

function maximum(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.max(a, b);
}

/**
 * A canonical key: the fact counted, then the coordinates that restrict it, sorted by dimension. A dimension
 * that is not restricted is left out, so the margin of a large table is the same cell as a small table's.
 */
export function cellKey(fact: string, coordinates: Readonly<Record<string, string>>): string {
  const parts = Object.keys(coordinates)
    .sort()
    .map((dimension) => `${escaped(dimension)}=${escaped(coordinates[dimension] ?? '')}`);
  return [escaped(fact), ...parts].join('|');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('|', '%7C').replaceAll('=', '%3D');
}
