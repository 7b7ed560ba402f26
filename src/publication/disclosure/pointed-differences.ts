import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, coordinatesOf, keyWith } from '../../figures/cubes/cube.ts';
import { type Dimension, parentOf, total } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import type { KnownCell, KnownCells } from './known-cells.ts';

/** An open figure of the report: its cube, and the key of its register. */
export interface OpenFigure {
  readonly register: string;
  readonly cube: Cube;
}

/** What the differences between two editions are held against. */
export interface DifferenceScope {
  readonly open: readonly OpenFigure[];
  /** The guarded counts at their full detail: what earlier reports published of them says where a difference can be. */
  readonly guarded: readonly Cube[];
  readonly known: KnownCells;
  readonly threshold: number;
  /**
   * The years, by register, of which a reader knows the unit that a difference comes from: one was named as missing then,
   * or is now.
   */
  readonly pointing: Readonly<Record<string, readonly string[]>>;
}

/**
 * The open counts that are repeated as an earlier report printed them, because the difference with what is counted now
 * would be a small count of few units: printed zeros leave one unit, or a unit was named as missing. A figure stays as
 * published for that year as a whole: what changed in the others would say what changed here.
 *
 * An open total of which one incident was withdrawn is restated where that incident can be of many units. Where a table
 * of the earlier report shows that it can be of one unit alone, the total stays as it was printed. A sum over years that
 * contains such a year is hidden, null, unless that very sum was printed before.
 */
export function pointedDifferences(scope: DifferenceScope): ReadonlyMap<string, string | null> {
  const { open, known } = scope;
  const cells = open.map(({ register, cube }) => ({ register, cube, cells: openCells(cube) }));
  const kept = new Map<string, string | null>();
  const held = new Set<string>();
  for (const { register, cells: own } of cells) {
    const wholes = new Map(own.flatMap(({ key, year, isWhole }) => (isWhole ? [[year, key] as const] : [])));
    for (const { key, cell, year } of own) {
      const isPointing = scope.pointing[register]?.some((one) => one === year || year === total) ?? false;
      // No part can be of a unit that had nothing of the whole.
      const whole = wholes.get(year) ?? key;
      const isPointed = (difference: number): boolean =>
        points(key, difference, isPointing, scope) || points(whole, difference, false, scope, 'unit');
      if (differences(cell, known.get(key)).some(isPointed)) held.add(key);
    }
  }
  for (const key of countedOtherwise(cells, held, scope)) held.add(key);
  for (let before = -1; before < held.size; ) {
    before = held.size;
    for (const { cube, cells: own } of cells) {
      const years = new Set(
        own.filter(({ key, isWhole }) => held.has(key) && !isWhole).map(({ year }) => year),
      );
      for (const { key, year, isWhole } of own)
        if (years.has(year) && (!isWhole || cube.dimensions.length === 1)) held.add(key);
      // All that a total is divided in adds up to it.
      for (const { key, year, isWhole } of own)
        if (isWhole && held.has(key)) for (const other of own) if (other.year === year) held.add(other.key);
    }
  }
  for (const { cells: own } of cells) {
    const places = new Set(
      own.flatMap(({ key, year, over }) => (held.has(key) && year !== total ? [over] : [])),
    );
    for (const { key, year, over, isUnknown } of own) {
      const earlier = known.get(key);
      const isSum = year === total && places.has(over);
      if (!held.has(key) && !isSum) continue;
      if (earlier?.state === 'published') kept.set(key, earlier.value);
      else if (isSum) kept.set(key, null);
      // A row for what is not recorded now would say what was corrected.
      else if (!earlier && isUnknown) kept.set(key, '0');
    }
  }
  return kept;
}

/**
 * What is counted by another moment than the tables of units (by decision, by closing, as a stock) has no unit that a
 * difference could be of. It is of the same cases: where a small difference of the register stays as published, so do
 * these.
 */
function countedOtherwise(
  figures: readonly { readonly register: string; readonly cells: readonly OpenCell[] }[],
  held: ReadonlySet<string>,
  scope: DifferenceScope,
): readonly string[] {
  const byUnit = scope.guarded.filter(({ dimensions }) => dimensions.some(({ key }) => key === 'unit'));
  const pointed = new Set(
    figures.flatMap(({ register, cells }) => (cells.some(({ key }) => held.has(key)) ? [register] : [])),
  );
  return figures
    .filter(({ register }) => pointed.has(register))
    .filter(
      ({ cells }) =>
        !cells.some(({ key, isWhole }) => isWhole && byUnit.some((cube) => placesWith(cube, key).length > 0)),
    )
    .flatMap(({ cells }) =>
      cells.flatMap(({ key, cell }) =>
        differences(cell, scope.known.get(key)).some((one) => Math.abs(one) < scope.threshold) ? [key] : [],
      ),
    );
}

interface OpenCell {
  readonly key: string;
  readonly cell: Cell;
  readonly year: string;
  /** Its place in other years. */
  readonly over: string;
  /** Whether it is divided by nothing but years. */
  readonly isWhole: boolean;
  readonly isUnknown: boolean;
}

function openCells(cube: Cube): readonly OpenCell[] {
  return [...cube.cells].flatMap(([place, cell]): readonly OpenCell[] => {
    const [key] = cell.from;
    if (key === undefined || cell.from.length !== 1) return [];
    const { year = '', ...rest } = coordinatesOf(cube.dimensions, place);
    const codes = Object.values(rest);
    return [
      {
        key,
        cell,
        year,
        over: JSON.stringify(rest),
        isWhole: codes.every((code) => code === total),
        isUnknown: codes.includes(notRecorded),
      },
    ];
  });
}

/** What is counted now less each number that was printed, where it is a whole number other than 0. */
function differences(cell: Cell, before: KnownCell | undefined): readonly number[] {
  if (before?.state !== 'published') return [];
  const now = hasValue(cell) ? Number(cell.value.numerator) / Number(cell.value.denominator) : undefined;
  // What is not recorded any more differs in a way that nobody can subtract.
  if (now === undefined) return [];
  return [before.value, ...(before.others ?? [])].map((was) => now - Number(was)).filter((one) => one !== 0);
}

function points(
  key: string,
  difference: number,
  isPointing: boolean,
  scope: DifferenceScope,
  along?: string,
): boolean {
  if (Math.abs(difference) >= scope.threshold) return false;
  if (isPointing) return true;
  return scope.guarded.some((cube) =>
    placesWith(cube, key).some((place) =>
      cube.dimensions.some((dimension, index) => {
        if (dimension.key === 'year' || (along ?? dimension.key) !== dimension.key) return false;
        const places = possible(cube, place, index, scope.known, difference < 0);
        if (!places.isKnown) return false;
        return places.count < (dimension.key === 'unit' ? scope.threshold : difference < 0 ? 2 : 0);
      }),
    ),
  );
}

const placesOfKeys = new WeakMap<Cube, ReadonlyMap<string, readonly string[]>>();

function placesWith(cube: Cube, key: string): readonly string[] {
  let places = placesOfKeys.get(cube);
  if (!places) {
    const found = new Map<string, string[]>();
    for (const [place, { from }] of cube.cells)
      if (from.length === 1 && from[0] !== undefined)
        found.set(from[0], [...(found.get(from[0]) ?? []), place]);
    places = found;
    placesOfKeys.set(cube, places);
  }
  return places.get(key) ?? [];
}

/** In how many of the finest parts of a place along a dimension a difference can be, and whether any part was published. */
function possible(
  cube: Cube,
  place: string,
  index: number,
  known: KnownCells,
  isFewer: boolean,
): { readonly count: number; readonly isKnown: boolean } {
  const dimension = cube.dimensions[index];
  if (!dimension) return { count: 0, isKnown: false };
  let isKnown = false;
  const countIn = (at: string, isZero: boolean): number => {
    const parts = partsOf(cube, dimension, index, at);
    if (parts.length === 0) return isZero ? 0 : 1;
    return parts.reduce((sum, part) => {
      const cell = cube.cells.get(part);
      const [key] = cell?.from ?? [];
      const before = key === undefined ? undefined : known.get(key);
      if (before) isKnown = true;
      // Of a unit that brought in nothing, nothing can have gone.
      const isMissing = !before && (cell?.state === 'not-reported' || cell?.state === 'not-asked');
      return sum + countIn(part, isZero || (isFewer && (isMissing || isAlwaysZero(before))));
    }, 0);
  };
  return { count: countIn(place, false), isKnown };
}

function isAlwaysZero(before: KnownCell | undefined): boolean {
  return (
    before?.state === 'published' && [before.value, ...(before.others ?? [])].every((one) => one === '0')
  );
}

function partsOf(cube: Cube, dimension: Dimension, index: number, place: string): readonly string[] {
  const at = coordinatesOf(cube.dimensions, place);
  const code = at[dimension.key] ?? total;
  return [...dimension.members.map((member) => member.code), notRecorded]
    .filter((member) => member !== code && parentOf(dimension, member, at) === code)
    .map((member) => keyWith(place, index, member))
    .filter((part) => {
      const cell = cube.cells.get(part);
      return cell !== undefined && cell.state !== 'not-applicable';
    });
}
