import type { CodeList, CodeLists } from '../../src/codes/code-lists.ts';
import type { CountedAlong, FigureFace } from '../../src/figures/build.ts';
import { type Balance, holds } from '../../src/figures/cubes/balance.ts';
import { type Cell, hasValue } from '../../src/figures/cubes/cell.ts';
import { type Cube, cellAt } from '../../src/figures/cubes/cube.ts';
import type { Coordinates } from '../../src/figures/cubes/dimension.ts';
import { fixedDimension } from '../../src/figures/cubes/dimensions.ts';
import type { FactTable } from '../../src/figures/cubes/facts.ts';
import { printRational, type Rational } from '../../src/figures/cubes/rational.ts';
import {
  type ComputedFigures,
  type FigureInputs,
  isCube,
  type ProtectionClass,
} from '../../src/figures/definition.ts';
import { parsePeriod } from '../../src/organisation/period.ts';
import { sameText } from '../../src/platform/language/text.ts';

/**
 * For tests: what the figures of these years are computed from in an organisation C without units, which holds
 * nothing but what is given. The last year is the period of the report, unless another is given.
 */
export function inputsOf(
  years: readonly string[],
  given: Partial<Omit<FigureInputs, 'facts'>> & { readonly facts?: readonly FactTable[] } = {},
): FigureInputs {
  return {
    period: parsePeriod(years.at(-1) ?? ''),
    years: years.map((year) => parsePeriod(year)),
    yearStart: { month: 1 },
    structure: { root: 'C', units: [], successions: [], headcountDefinitions: [] },
    codes: new Map(),
    reported: [],
    gaps: new Map(),
    ...given,
    facts: new Map((given.facts ?? []).map((table) => [table.name, table])),
  };
}

/** For tests: code lists by key, in which every code is its own label. */
export function listsOf(lists: Readonly<Record<string, readonly string[]>>): CodeLists {
  const list = (key: string, codes: readonly string[]): CodeList => ({
    key,
    title: sameText(key),
    version: '1',
    source: 'test',
    codes: codes.map((code) => ({ code, label: sameText(code), aliases: [], from: null, until: null })),
  });
  return new Map(Object.entries(lists).map(([key, codes]) => [key, list(key, codes)]));
}

/** For tests: what a count of incidents says of itself. */
export function faceOf(id: string, protection: ProtectionClass): FigureFace {
  return {
    id,
    title: sameText(id),
    definition: sameText(id),
    population: sameText('all'),
    counts: 'incident',
    quantity: { unit: 'count', decimals: 0 },
    countingDate: 'received',
    basis: 'records',
    protection: { class: protection, reason: sameText('test') },
    source: 'test',
  };
}

/** For tests: a division of facts by the codes of a column, each of them its own label. */
export function alongCodes(column: string, codes: readonly string[]): CountedAlong {
  const members = codes.map((code) => ({ code, label: sameText(code) }));
  return { by: 'fixed', column, dimension: fixedDimension(column, sameText(column), members) };
}

/** For tests: a cell of a figure. Throws the reason when the figure cannot be computed. */
export function cellOf(figures: ComputedFigures, id: string, at: Coordinates = {}): Cell {
  const answer = figures.answer(id);
  if (!isCube(answer)) throw new Error(answer.cannot.en);
  return cellAt(answer, at);
}

/** For tests: the exact value of a cell, such as `5/6`; undefined when it has none. */
export function exactOf(figures: ComputedFigures, id: string, at: Coordinates = {}): string | undefined {
  const cell = cellOf(figures, id, at);
  return hasValue(cell) ? printRational(cell.value) : undefined;
}

/** For tests: what a figure tells protection beside its own sums; nothing when it cannot be computed. */
export function balancesOf(figures: ComputedFigures, id: string): readonly Balance[] {
  const answer = figures.answer(id);
  return isCube(answer) ? (answer.balances ?? []) : [];
}

/** For tests: whether a figure tells protection what is part of what, and all of it holds in the registers. */
export function tellsWhatHolds(figures: ComputedFigures, id: string): boolean {
  const balances = balancesOf(figures, id);
  return balances.length > 0 && balances.every(holds);
}

/** The exact value at these coordinates, where there is one. */
export function valueAt(cube: Cube, at: Coordinates): Rational | undefined {
  const cell = cellAt(cube, at);
  return hasValue(cell) ? cell.value : undefined;
}
