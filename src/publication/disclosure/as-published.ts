import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import { addsUp } from '../../figures/cubes/counted-thing.ts';
import { type Cube, coordinatesOf, keyWith } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { printRational } from '../../figures/cubes/rational.ts';
import { type ComputedFigures, isCube, type ProtectionClass } from '../../figures/definition.ts';
import { besideLists } from './beside-lists.ts';
import { earlierRanges } from './earlier-ranges.ts';
import { type KnownCell, type KnownCells, wasPrintedOtherwise } from './known-cells.ts';
import { type DifferenceScope, type OpenFigure, pointedDifferences } from './pointed-differences.ts';

/**
 * Counts that are not counted anew, by canonical key: the value an earlier report printed, or null where that report
 * hid it. `incidents(category=c,received=2024)` → "12", `incidents(category=d,received=2024)` → null.
 */
export type AsPublished = ReadonlyMap<string, string | null>;

/**
 * The counts of earlier years that this report repeats as an earlier one printed them. When a guarded table of a
 * published year has changed since (a correction, a late return), old and new numbers side by side would show
 * differences of a single case. So the whole year of that table stays as published, with its hidden cells hidden;
 * what is now known shows in the open totals of the concern, which say that something was corrected. The same goes
 * for that year of every guarded table that shares a count with it. Sums over years that contain such a year are
 * hidden for the same reason, unless that very sum was printed before.
 *
 * @param computed the figures at their full detail
 * @param wanted the canonical keys of the counts that the report shows, or computes something shown from
 */
export function asPublished(
  computed: ComputedFigures,
  shown: readonly string[],
  wanted: ReadonlySet<string>,
  known: KnownCells,
  rules: DifferenceRules = { threshold: 0, pointing: {} },
): AsPublished {
  const guarded = countingFigures(computed, 'guarded').map(({ cube }) => cube);
  const open = openKeys(computed, shown);
  const isOpen = (key: string): boolean => open.has(key);
  const counts = (key: string): boolean => wanted.has(key) && !open.has(key);
  const repeated = new Map<string, string | null>();
  // A count that one table repeats is in others too: together with their new parts it would add up anew.
  for (let before = -1; before < repeated.size; ) {
    before = repeated.size;
    for (const cube of guarded)
      for (const [key, value] of repeatedIn(cube, counts, isOpen, known, repeated)) repeated.set(key, value);
  }
  if (known.size === 0) return repeated;
  const kept = pointedDifferences({
    open: openFigures(computed, shown).filter(({ cube }) =>
      [...cube.cells.values()].some(({ from }) => from.some((key) => open.has(key))),
    ),
    guarded,
    known,
    ...rules,
  });
  for (const [key, value] of kept) if (open.has(key)) repeated.set(key, value);
  return repeated;
}

/** When the difference of an open total with what was printed is as secret as a count. */
export type DifferenceRules = Pick<DifferenceScope, 'threshold' | 'pointing'>;

/** The open figures that count what the report shows: those shown, and those that others are computed from. */
function openFigures(computed: ComputedFigures, shown: readonly string[]): readonly OpenFigure[] {
  const behind = new Set(shown.flatMap((id) => [id, ...computed.sources(id)]));
  return countingFigures(computed, 'open').flatMap(({ id, cube }) =>
    // What changed in a list its rows say themselves: another summary was approved.
    behind.has(id) && !cube.wholes ? [{ register: id.split('.')[0] ?? id, cube }] : [],
  );
}

/**
 * The counts of a year that would stay as published and that nobody published: the table was not there then, or less
 * finely. Which of them are zero would disclose as much as they do, so of such a year it shows neither.
 *
 * @param figures the figures at the detail at which they are shown
 * @param repeated what stays as published, see {@link asPublished}
 */
export function unpublishedThen(
  figures: ComputedFigures,
  shown: readonly string[],
  repeated: AsPublished,
  known: KnownCells,
): ReadonlySet<string> {
  const open = openKeys(figures, shown);
  const unpublished = new Set<string>();
  for (const id of shown) {
    const cube = figures.answer(id);
    if (!isCube(cube) || figures.definition(id).protection.class !== 'guarded' || !addsUp(cube.unit))
      continue;
    const axis = cube.dimensions.findIndex(({ key }) => key === 'year');
    const news = [...cube.cells].flatMap(([place, cell]) => {
      const [key] = cell.from;
      if (key === undefined || cell.from.length > 1 || known.has(key) || open.has(key)) return [];
      // What was not asked or answered is no count, and says so in every edition.
      if (['not-applicable', 'not-reported', 'not-asked'].includes(cell.state)) return [];
      const year = coordinatesOf(cube.dimensions, place)['year'];
      const isNew = repeated.get(key) === null && hasValue(cell) && !isZero(cell);
      const isPublished = hasValue(cell) && !isZero(cell) && !repeated.has(key);
      return [{ key, year, isNew, isPublished, over: axis < 0 ? place : keyWith(place, axis, total) }];
    });
    const years = new Set(news.flatMap(({ year, isNew }) => (isNew && year !== total ? [year] : [])));
    const inYears = news.filter(({ year, isPublished }) => years.has(year) && !isPublished);
    const places = new Set(inYears.map(({ over }) => over));
    const sums = news.filter(
      ({ year, over, isPublished }) => year === total && places.has(over) && !isPublished,
    );
    for (const { key } of [...inYears, ...(years.size > 0 ? sums : [])]) unpublished.add(key);
  }
  return unpublished;
}

function countingFigures(
  computed: ComputedFigures,
  kind: ProtectionClass,
): readonly { readonly id: string; readonly cube: Cube }[] {
  return computed.definitions.flatMap(({ id, protection, quantity }) => {
    const cube = computed.answer(id);
    return protection.class === kind && addsUp(quantity.unit) && isCube(cube) ? [{ id, cube }] : [];
  });
}

/**
 * The counts that open figures of the report show, with those that a list beside them leaves no doubt about. An open figure that no reader sees opens nothing: neither one that this
 * report does not show, nor a cell that cannot be computed. What an earlier report printed of it is remembered as printed.
 *
 * @param shown ids of the figures that the report publishes
 */
export function openKeys(computed: ComputedFigures, shown: readonly string[]): ReadonlySet<string> {
  const ownGuarded = ownKeys(countingFigures(computed, 'guarded').map(({ cube }) => cube));
  const counting = countingFigures(computed, 'open');
  const open = new Set<string>();
  for (const id of shown) {
    const answer = computed.answer(id);
    if (!isCube(answer) || computed.definition(id).protection.class !== 'open') continue;
    const sources = computed.sources(id);
    const own = ownKeys(
      counting.filter((one) => one.id === id || sources.has(one.id)).map(({ cube }) => cube),
    );
    // What is filled in shows what is not: that makes a count that only a guarded table divides by no open one.
    for (const cell of answer.cells.values())
      if (hasValue(cell))
        for (const key of cell.from) if (own.has(key) || !ownGuarded.has(key)) open.add(key);
  }
  for (const [key, { least, most }] of besideLists(computed, shown, open)) if (least === most) open.add(key);
  return open;
}

/** The counts that are cells of their own in these tables. */
function ownKeys(cubes: readonly Cube[]): ReadonlySet<string> {
  return new Set(
    cubes.flatMap((cube) => [...cube.cells.values()].flatMap(({ from }) => (from.length === 1 ? from : []))),
  );
}

function repeatedIn(
  cube: Cube,
  counts: (key: string) => boolean,
  isOpen: (key: string) => boolean,
  known: KnownCells,
  elsewhere: AsPublished,
): AsPublished {
  const cells = [...cube.cells].flatMap(([place, cell]): readonly Shown[] => {
    const [key] = cell.from;
    if (key === undefined || cell.from.length !== 1 || !counts(key)) return [];
    const at = coordinatesOf(cube.dimensions, place);
    // A table without years is one period: that of the report.
    const year = cube.dimensions.some((one) => one.key === 'year') ? at['year'] : '';
    return [{ place, key, cell, year, unknown: Object.values(at).includes(notRecorded) }];
  });
  // Where only the open total changed, of the others some hidden one did: together with the new total it would be narrower.
  const restated = new Set(
    [...cube.cells].flatMap(([place, cell]) => {
      const [key = ''] = cell.from;
      return isOpen(key) && isOtherNow(cell, known.get(key))
        ? [coordinatesOf(cube.dimensions, place)['year']]
        : [];
    }),
  );
  const changed = new Set<string | undefined>();
  for (const { place, key, cell, year } of cells) {
    const before = known.get(key);
    if (elsewhere.has(key) || isOtherNow(cell, before)) changed.add(year);
    if (before && restated.has(year)) changed.add(year);
    const ranges = year === total ? earlierRanges(cube, place, known) : [];
    if (ranges.some((range) => range.value !== range.years.reduce((sum, one) => sum + one.value, 0)))
      changed.add(total);
  }
  const repeated = new Map<string, string | null>();
  if (changed.size === 0) return repeated;
  const wasZero = zeroAsPublished(cube, cells, changed, known);
  for (const shown of cells) {
    const { key, cell, year } = shown;
    if (!changed.has(year) && year !== total) continue;
    const before = known.get(key);
    // What is zero, and was never said to be anything else, is zero; "·" would say that it is not.
    if (isZero(cell) && before?.state !== 'hidden' && !isOtherNow(cell, before)) continue;
    if (before) repeated.set(key, before.state === 'published' ? before.value : null);
    else repeated.set(key, wasZero(shown) ? '0' : null);
  }
  return repeated;
}

/** A count of a table that the report shows. */
interface Shown {
  readonly place: string;
  readonly key: string;
  readonly cell: Cell;
  readonly year: string | undefined;
  /** Whether it counts what is not recorded. */
  readonly unknown: boolean;
}

/**
 * Whether a count was zero as published. Where a report showed all else of a year it had no row for what is not
 * recorded: nothing was. And a sum over years is zero where each of them is, or was. A dot would disclose that it no
 * longer is.
 */
function zeroAsPublished(
  cube: Cube,
  cells: readonly Shown[],
  changed: ReadonlySet<string | undefined>,
  known: KnownCells,
): (shown: Shown) => boolean {
  const inYear = Map.groupBy(cells, ({ year }) => year);
  const axis = cube.dimensions.findIndex(({ key }) => key === 'year');
  const overYears = Map.groupBy(
    cells.filter(({ year }) => year !== total),
    ({ place }) => (axis < 0 ? place : keyWith(place, axis, total)),
  );
  const nothingUnknown = (year: string | undefined): boolean =>
    (inYear.get(year) ?? []).every(({ key, unknown }) => known.has(key) !== unknown);
  const wasZero = ({ place, key, year, unknown }: Shown): boolean => {
    if (year === total)
      return (overYears.get(place) ?? []).every((one) =>
        changed.has(one.year) ? wasZero(one) : isZero(one.cell),
      );
    const before = known.get(key);
    return before ? before.state === 'published' && before.value === '0' : unknown && nothingUnknown(year);
  };
  return wasZero;
}

function isZero(cell: Cell): boolean {
  return hasValue(cell) && cell.value.numerator === 0n;
}

/** Whether an earlier report printed another number than is counted now. */
function isOtherNow(cell: Cell, before: KnownCell | undefined): boolean {
  return hasValue(cell) && wasPrintedOtherwise(before, printRational(cell.value));
}
