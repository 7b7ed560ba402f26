import { hasValue } from '../../figures/cubes/cell.ts';
import { type Cube, coordinatesOf, keyWith, type Whole } from '../../figures/cubes/cube.ts';
import { parentOf, total } from '../../figures/cubes/dimension.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { type ComputedFigures, isCube } from '../../figures/definition.ts';
import { propagate, type System, systemOf } from '../../protection/attacker/system.ts';
import type { Relation } from '../../protection/linked-tables.ts';
import type { KnownCells } from './known-cells.ts';

/** What readers of a list know of a count of which it shows a part, by canonical key; `most` may be Infinity. */
export type BesideLists = ReadonlyMap<string, { readonly least: number; readonly most: number }>;

/**
 * What the lists of a report leave of the counts of which they show a part. What is not listed adds up, along each
 * division, to an open total less what is listed of it; so a category of which every incident is listed has no others.
 *
 * @param shown ids of the figures that the report publishes
 * @param open the counts that its open figures show
 */
export function besideLists(
  computed: ComputedFigures,
  shown: readonly string[],
  open: ReadonlySet<string>,
): BesideLists {
  const known = new Map<string, { least: number; most: number }>();
  for (const id of shown) {
    const cube = computed.answer(id);
    if (!isCube(cube) || !cube.wholes || computed.definition(id).protection.class !== 'open') continue;
    for (const [key, range] of besideList(cube, cube.wholes, open)) known.set(key, range);
  }
  return known;
}

function besideList(cube: Cube, wholes: ReadonlyMap<string, Whole>, open: ReadonlySet<string>): BesideLists {
  const { system, listed } = restsOf(cube, wholes);
  const isOpen = ({ key }: { readonly key: string }): boolean => open.has(wholes.get(key)?.key ?? '');
  const bounds = {
    low: Float64Array.from(system.cells, (cell) => (isOpen(cell) ? cell.value : 0)),
    high: Float64Array.from(system.cells, (cell) => (isOpen(cell) ? cell.value : Infinity)),
  };
  propagate(system, bounds);
  return new Map(
    system.cells.map((cell, position) => [
      wholes.get(cell.key)?.key ?? '',
      {
        least: listed(cell.key) + (bounds.low[position] ?? 0),
        most: listed(cell.key) + (bounds.high[position] ?? Infinity),
      },
    ]),
  );
}

interface Rests {
  /** What is not listed of each count, with the sums between them. */
  readonly system: System;
  /** How many a list shows of the count at a place. */
  readonly listed: (place: string) => number;
}

/** Asked of the same tables in every round of protection. */
const restsOfCubes = new WeakMap<Cube, Rests>();

function restsOf(cube: Cube, wholes: ReadonlyMap<string, Whole>): Rests {
  const known = restsOfCubes.get(cube);
  if (known) return known;
  const listed = (place: string): number => {
    const cell = cube.cells.get(place);
    return cell && hasValue(cell) ? Number(cell.value.numerator) : 0;
  };
  const rest = (place: string): number => (wholes.get(place)?.value ?? 0) - listed(place);
  const relations = [...sumsOf(cube)].filter(
    ({ total: over, parts }) =>
      wholes.has(over) && parts.reduce((sum, part) => sum + rest(part), 0) === rest(over),
  );
  const system = systemOf({
    cells: [...wholes.keys()].map((place) => ({ key: place, value: rest(place), class: 'guarded' })),
    relations,
  });
  const rests = { system, listed };
  restsOfCubes.set(cube, rests);
  return rests;
}

/** The sums within the table: along each dimension, a member with those under it. */
function sumsOf(cube: Cube): Iterable<Relation> {
  const sums = new Map<string, { total: string; parts: string[] }>();
  for (const place of cube.wholes?.keys() ?? []) {
    const codes = coordinatesOf(cube.dimensions, place);
    cube.dimensions.forEach((dimension, axis) => {
      const code = codes[dimension.key] ?? total;
      if (code === total) return;
      const over = keyWith(place, axis, code === notRecorded ? total : parentOf(dimension, code, codes));
      const sum = sums.get(`${dimension.key} ${over}`) ?? { total: over, parts: [] };
      sum.parts.push(place);
      sums.set(`${dimension.key} ${over}`, sum);
    });
  }
  return sums.values();
}

/**
 * The lists of a report that would show more of a count than any earlier one did, where an earlier report hid that count:
 * by counting rows a reader would come nearer to it.
 */
export function listsOfHidden(
  computed: ComputedFigures,
  shown: readonly string[],
  known: KnownCells,
): readonly string[] {
  if (known.size === 0) return [];
  return shown.filter((id) => {
    const cube = computed.answer(id);
    if (!isCube(cube) || !cube.wholes) return false;
    return [...cube.wholes].some(([place, whole]) => {
      const cell = cube.cells.get(place);
      const [own = ''] = cell?.from ?? [];
      const before = known.get(own);
      const rows = cell && hasValue(cell) ? Number(cell.value.numerator) : 0;
      const isNews = rows > (before?.state === 'published' ? Number(before.value) : 0);
      return isNews && known.get(whole.key)?.state === 'hidden';
    });
  });
}
