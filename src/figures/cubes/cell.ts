import type { Text } from '../../platform/language/text.ts';
import { add, type Rational, zero } from './rational.ts';

/**
 * What is known of one cell (docs/design/counting.md, "Returns"). Not reported is never zero, and zero ("nil") is never
 * blank. Only value, nil, partial and estimated enter a sum.
 */
export type CellState =
  | 'value'
  | 'nil'
  | 'partial'
  | 'estimated'
  | 'not-reported'
  | 'not-asked'
  | 'not-applicable'
  | 'reported-late'
  | 'not-recorded'
  | 'cannot-be-computed';

/** One cell of a cube: its state, its exact value where it has one, and why where it has none. */
export interface Cell {
  readonly state: CellState;
  readonly value?: Rational;
  /** What is missing (partial), how it was estimated, why it does not apply or cannot be computed. */
  readonly note?: Text;
  /** Canonical keys of the counted cells that this cell was computed from; protection follows them. */
  readonly from: readonly string[];
  /** For a sum of money: who made it up. A sum that one contributor dominates points at that contributor. */
  readonly contributions?: Contributions;
  /** For a share: what is divided by what, also where the whole is too small to take a share of. */
  readonly parts?: ShareParts;
}

/** A share before it is divided. */
export interface ShareParts {
  readonly part: Rational;
  readonly whole: Rational;
}

/** How a sum came about: the number of contributors, and the two largest contributions in whole units. */
export interface Contributions {
  readonly count: number;
  readonly largest: number;
  /** 0 when there is one contributor. */
  readonly second: number;
}

const entersSum: ReadonlySet<CellState> = new Set(['value', 'nil', 'partial', 'estimated']);

/** Whether the cell has a value that may be added up. */
export function hasValue(cell: Cell): cell is Cell & { readonly value: Rational } {
  return entersSum.has(cell.state) && cell.value !== undefined;
}

/** A counted value: "nil" when it is zero. */
export function counted(value: Rational, from: readonly string[]): Cell {
  return { state: value.numerator === 0n ? 'nil' : 'value', value, from };
}

/** A cell that cannot be computed, with the reason that is printed in its place; of a share what it would divide. */
export function uncomputable(note: Text, from: readonly string[] = [], parts?: ShareParts): Cell {
  return { state: 'cannot-be-computed', note, from, ...(parts ? { parts } : {}) };
}

/**
 * Adds up cells. A part without a value makes the sum partial, with a note naming what is missing; when no
 * part has a value the sum takes the state that the parts share, or "not reported".
 */
export function sumCells(parts: readonly Cell[], missingNote: (missing: readonly Cell[]) => Text): Cell {
  const from = parts.flatMap((part) => part.from);
  const known = parts.filter(hasValue);
  const missing = parts.filter((part) => !hasValue(part) && part.state !== 'not-applicable');
  if (known.length === 0) {
    const states = new Set(missing.map((part) => part.state));
    const [only] = states;
    if (parts.length === 0) return { state: 'not-recorded', from };
    if (missing.length === 0) return { state: 'not-applicable', from };
    const note = missing.length > 0 ? missingNote(missing) : undefined;
    return { state: states.size === 1 && only ? only : 'not-reported', from, ...(note ? { note } : {}) };
  }
  const value = known.reduce((sum, part) => add(sum, part.value), zero);
  const lacking = notesOf(known, 'partial');
  if (missing.length > 0)
    return { state: 'partial', value, from, ...joinedNote([missingNote(missing), ...lacking]) };
  for (const state of ['partial', 'estimated'] as const)
    if (known.some((part) => part.state === state))
      return { state, value, from, ...joinedNote(notesOf(known, state)) };
  return counted(value, from);
}

function notesOf(parts: readonly Cell[], state: CellState): readonly Text[] {
  return parts.flatMap((part) => (part.state === state && part.note ? [part.note] : []));
}

/** The notes of the parts of a cell as its own: each thing once, and everything that is missing in one list. */
export function joinedNote(notes: readonly Text[]): { readonly note?: Text } {
  if (notes.length === 0) return {};
  return {
    note: {
      nl: joinedIn(
        notes.map(({ nl }) => nl),
        'zonder ',
      ),
      en: joinedIn(
        notes.map(({ en }) => en),
        'without ',
      ),
    },
  };
}

function joinedIn(notes: readonly string[], without: string): string {
  const others = notes.filter((note) => !note.startsWith(without));
  const missing = notes
    .filter((note) => note.startsWith(without))
    .flatMap((note) => note.slice(without.length).split(', '));
  const lists = missing.length > 0 ? [`${without}${[...new Set(missing)].join(', ')}`] : [];
  return [...new Set([...lists, ...others])].join('; ');
}
