import { type Contributions, type Cell as FigureCell, hasValue } from '../../figures/cubes/cell.ts';
import { addsUp } from '../../figures/cubes/counted-thing.ts';
import { type Cube, coordinatesOf, keyWith, wholeOfListed } from '../../figures/cubes/cube.ts';
import { type Dimension, parentOf, total } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { isWhole } from '../../figures/cubes/rational.ts';
import { type ComputedFigures, isCube, type ProtectionClass } from '../../figures/definition.ts';
import { type Cell, type LinkedTables, link, type Relation } from '../../protection/linked-tables.ts';
import type { AsPublished } from './as-published.ts';
import { balanceRelations } from './balance-relations.ts';
import type { BesideLists } from './beside-lists.ts';
import type { KnownCells } from './known-cells.ts';
import { sumsBetweenTables } from './sums-between-tables.ts';

/** What is protected together. */
export interface LinkedRequest {
  /** The figures at their full detail: what they count is found there, whatever is shown of it. */
  readonly computed: ComputedFigures;
  readonly wanted: ReadonlySet<string>;
  /** The counts that open figures of the report show; an open figure that it does not show opens none. */
  readonly open: ReadonlySet<string>;
  /** What the lists of the report leave of counts of which they show a part. */
  readonly beside?: BesideLists;
  readonly known: KnownCells;
  readonly repeated: AsPublished;
  /**
   * The counts that would be repeated as published if this report showed them. What was hidden with such a year, as a
   * sum over years, was not hidden for its own sake: it need not stay uncertain, though what is small must.
   */
  readonly outdated: AsPublished;
  readonly threshold: number;
  /**
   * The same figures over all years shown, for tables that show the report's own years alone: an earlier report showed
   * its own.
   */
  readonly remembered?: ComputedFigures | undefined;
}

/** The canonical keys of the counts that these figures show, or compute what they show from. */
export function countedKeys(figures: ComputedFigures, shown: readonly string[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const id of shown) {
    const answer = figures.answer(id);
    if (isCube(answer)) for (const key of keysOf(answer)) keys.add(key);
  }
  return keys;
}

/** Asked of the same tables in every round of protection. */
const keysOfCubes = new WeakMap<Cube, readonly string[]>();

function keysOf(cube: Cube): readonly string[] {
  let keys = keysOfCubes.get(cube);
  if (!keys) {
    keys = [...new Set([...cube.cells.values()].flatMap((cell) => cell.from))];
    keysOfCubes.set(cube, keys);
  }
  return keys;
}

/**
 * The counted cells behind the figures, with the sums between them. A share or rate shows as much as the counts
 * it is made from, so those counts are protected with it, also where their own table shows less.
 */
export function linkedTables(request: LinkedRequest): LinkedTables {
  const { computed, known } = request;
  const tables: LinkedTables[] = [];
  const cubes: Cube[] = [];
  const declaredOpen = declaredOpenKeys(computed);
  for (const definition of computed.definitions) {
    if (!addsUp(definition.quantity.unit)) continue;
    const answer = computed.answer(definition.id);
    if (!isCube(answer) || !addsUp(answer.unit)) continue;
    const table = tableOf(placesOf(answer), definition.protection.class, request, declaredOpen);
    if (table.cells.length === 0) continue;
    tables.push(table);
    cubes.push(answer);
  }
  tables.push(...rememberedTables(request));
  const linked = link(...tables);
  const across = link(linked, sumsBetweenTables(cubes, linked.cells, known));
  return link(across, balanceRelations(cubes, across.cells, known, request.threshold, request.wanted));
}

/**
 * What earlier reports made known of the guarded counts and this report does not show: together with a figure that is new
 * here it may give away what was hidden then. Counts that changed since are no part of it.
 */
function rememberedTables({ remembered, known, ...request }: LinkedRequest): readonly LinkedTables[] {
  if (!remembered) return [];
  const keys = new Set([...known.keys(), ...request.wanted]);
  return remembered.definitions.flatMap((definition) => {
    if (definition.protection.class !== 'guarded' || !addsUp(definition.quantity.unit)) return [];
    const answer = (definition.ownYears ? remembered : request.computed).answer(definition.id);
    if (!isCube(answer) || !addsUp(answer.unit)) return [];
    const same = placesOf(answer).filter(({ key, value }) => {
      const before = known.get(key);
      if (before?.state === 'published') return before.value === String(value);
      return before?.state === 'hidden' || request.wanted.has(key);
    });
    return [tableOf(same, 'guarded', { ...request, known, wanted: keys })];
  });
}

/** The counts of all open figures, shown or not: no closed figure closes what is open where it is shown. */
function declaredOpenKeys(computed: ComputedFigures): ReadonlySet<string> {
  return new Set(
    computed.definitions.flatMap(({ id, protection, quantity }) => {
      const answer = protection.class === 'open' && addsUp(quantity.unit) ? computed.answer(id) : undefined;
      return answer && isCube(answer) ? placesOf(answer).map(({ key }) => key) : [];
    }),
  );
}

function tableOf(
  places: readonly Place[],
  kind: ProtectionClass,
  request: LinkedRequest,
  declaredOpen: ReadonlySet<string> = new Set(),
): LinkedTables {
  const { wanted, open, known, repeated } = request;
  const cells: Cell[] = [];
  const placed = new Map<string, Place>();
  for (const place of places) {
    const { key, value, height, contributions } = place;
    if (!wanted.has(key) || repeated.has(key)) continue;
    placed.set(place.at, place);
    const kept = historyOf(known, key, value);
    const isFree = kept === 'hidden' && request.outdated.has(key) && value >= request.threshold;
    cells.push({
      key,
      value,
      class: classOf(key, kind, open, declaredOpen),
      height,
      ...(isFree ? { shown: false } : kept ? { history: kept } : {}),
      ...(contributions ? { contributions } : {}),
      ...besideOf(place, request),
    });
  }
  return { cells, relations: relationsOf(placed) };
}

/** What a list of this report, or of an earlier one, shows of a count. */
function besideOf({ key, value }: Place, { beside, known }: LinkedRequest): Pick<Cell, 'beside'> {
  const range = beside?.get(key);
  if (range) return { beside: range };
  const least = listedBefore(known).get(key);
  // Less is counted now than was listed then: that list is no bound any more.
  return least === undefined || least > value ? {} : { beside: { least, most: Infinity } };
}

/** Asked for every count in every round of protection. */
const listedInReports = new WeakMap<KnownCells, ReadonlyMap<string, number>>();

/** What lists of earlier reports showed, by the count of which it is a part. */
function listedBefore(known: KnownCells): ReadonlyMap<string, number> {
  let listed = listedInReports.get(known);
  if (!listed) {
    listed = new Map(
      [...known].flatMap(([key, cell]): readonly (readonly [string, number])[] => {
        const whole = cell.state === 'published' && cell.value !== '0' ? wholeOfListed(key) : undefined;
        return whole === undefined || cell.state !== 'published' ? [] : [[whole, Number(cell.value)]];
      }),
    );
    listedInReports.set(known, listed);
  }
  return listed;
}

function classOf(
  key: string,
  kind: ProtectionClass,
  open: ReadonlySet<string>,
  declaredOpen: ReadonlySet<string>,
): ProtectionClass {
  if (kind === 'open') return open.has(key) ? 'open' : 'guarded';
  return kind === 'closed' && declaredOpen.has(key) ? 'guarded' : kind;
}

/** A count of its own in a cube: where it is, and in which sums. */
interface Place {
  /** Its key in the cube. */
  readonly at: string;
  readonly key: string;
  readonly value: number;
  readonly height: number;
  readonly contributions?: Contributions;
  /** The place that it adds up to along each dimension, by the name of the sum. */
  readonly above: readonly { readonly sum: string; readonly at: string }[];
}

/** Asked of the same tables in every round of protection. */
const placesOfCubes = new WeakMap<Cube, readonly Place[]>();

function placesOf(cube: Cube): readonly Place[] {
  let places = placesOfCubes.get(cube);
  if (!places) {
    places = [...cube.cells].flatMap(([at, cell]) => placeOf(cube, at, cell) ?? []);
    placesOfCubes.set(cube, places);
  }
  return places;
}

/** A difference or a cell put together from several counts is no count of its own. */
function placeOf(cube: Cube, at: string, cell: FigureCell): Place | undefined {
  const [key] = cell.from;
  if (cell.from.length !== 1 || key === undefined || !hasValue(cell)) return undefined;
  if (!isWhole(cell.value) || cell.value.numerator < 0n) return undefined;
  const { contributions } = cell;
  const codes = coordinatesOf(cube.dimensions, at);
  const codeIn = (dimension: Dimension): string => codes[dimension.key] ?? total;
  return {
    at,
    key,
    value: Number(cell.value.numerator),
    height: cube.dimensions.reduce((sum, dimension) => sum + heightOf(dimension, codeIn(dimension)), 0),
    above: cube.dimensions.flatMap((dimension, index) => {
      const code = codeIn(dimension);
      if (code === total) return [];
      const over = keyWith(at, index, code === notRecorded ? total : parentOf(dimension, code, codes));
      return [{ sum: `${dimension.key} ${over}`, at: over }];
    }),
    ...(contributions ? { contributions } : {}),
  };
}

/** What an earlier report did with this count, as far as it still holds. */
function historyOf(known: KnownCells, key: string, value: number): 'published' | 'hidden' | undefined {
  const before = known.get(key);
  if (before?.state === 'hidden') return 'hidden';
  return before && Number(before.value) === value ? 'published' : undefined;
}

/** Along each dimension: a member with children is their sum, where the numbers indeed add up. */
function relationsOf(placed: ReadonlyMap<string, Place>): Relation[] {
  const sums = new Map<string, { readonly total: Place; readonly parts: Place[] }>();
  for (const part of placed.values()) {
    for (const { sum, at } of part.above) {
      const whole = placed.get(at);
      if (!whole) continue;
      const relation = sums.get(sum) ?? { total: whole, parts: [] };
      relation.parts.push(part);
      sums.set(sum, relation);
    }
  }
  return (
    [...sums.values()]
      // Where a table shows a single year, that year and the total are one cell: no relation between two.
      .filter((sum) => sum.parts.every((part) => part.key !== sum.total.key))
      .filter((sum) => sum.parts.reduce((value, part) => value + part.value, 0) === sum.total.value)
      .map((sum) => ({ total: sum.total.key, parts: sum.parts.map((part) => part.key) }))
  );
}

function heightOf(dimension: Dimension, code: string): number {
  if (code === total) return 2;
  return dimension.members.some((member) => member.parent === code) ? 1 : 0;
}
