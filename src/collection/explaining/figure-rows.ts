import type { Cell } from '../../figures/cubes/cell.ts';
import { type Cube, coordinatesOf } from '../../figures/cubes/cube.ts';
import { columnOf } from '../../figures/cubes/facts.ts';
import { factRows, statementsBehind } from '../../figures/cubes/origin.ts';
import { type ComputedFigures, isCube } from '../../figures/definition.ts';
import type { Actor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import type { OpenOrganisation } from '../open-organisation.ts';
import { recordColumn } from '../record-codes.ts';
import { type SourceRow, sourceRows, statementKey } from './rows-behind.ts';

/** A count behind a cell and the imported rows that it counts. */
export interface RowsBehind {
  /** The canonical key of the count. */
  readonly key: string;
  /** The figure that shows this count as it is. */
  readonly figure: string;
  /** In the order of their files. */
  readonly rows: readonly SourceRow[];
}

interface Place {
  readonly figure: string;
  readonly cube: Cube;
  readonly place: string;
}

/**
 * Follows the cells of a figure to the rows that they count, through the counts they were computed from. The figures
 * must have been computed from inputs with one row per record.
 */
export async function rowsBehind(
  cells: readonly Cell[],
  figure: string,
  computed: ComputedFigures,
  { door, catalogue }: Pick<OpenOrganisation, 'door' | 'catalogue'>,
  actor: Actor,
): Promise<(cell: Cell) => readonly RowsBehind[]> {
  const ids = [figure, ...catalogue.figures.map((one) => one.id).filter((id) => id !== figure)];
  const places = placesOf(computed, new Set(cells.flatMap((cell) => cell.from)), ids);
  const behind = new Map([...places].map(([key, place]) => [key, idsBehind(place)] as const));
  const all = [...behind.values()];
  const rows = await look(door, actor, sourceRows, concern, {
    figure,
    records: [...new Set(all.flatMap((one) => one.records))],
    statements: [
      ...new Map(all.flatMap((one) => one.statements).map((one) => [statementKey(one), one])).values(),
    ],
  });
  return (cell) =>
    cell.from.flatMap((key) => {
      const found = behind.get(key);
      if (!found) return [];
      const names = new Set([...found.records, ...found.statements.map(statementKey)]);
      const own = rows.filter((row) => names.has(row.of));
      return [{ key, figure: places.get(key)?.figure ?? figure, rows: own }];
    });
}

/** Where each count stands as it was counted: in the first of the figures where it can be. */
function placesOf(
  computed: ComputedFigures,
  keys: ReadonlySet<string>,
  ids: readonly string[],
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const id of ids) {
    if (places.size === keys.size) break;
    const cube = computed.answer(id);
    if (!isCube(cube) || !cube.origin) continue;
    for (const [place, cell] of cube.cells) {
      const [key] = cell.from;
      if (key === undefined || cell.from.length !== 1 || !keys.has(key) || places.has(key)) continue;
      places.set(key, { figure: id, cube, place });
    }
  }
  return places;
}

function idsBehind({ cube, place }: Place) {
  const at = coordinatesOf(cube.dimensions, place);
  const { origin } = cube;
  if (origin?.kind === 'returns') return { records: [], statements: statementsBehind(origin, at) };
  if (origin?.kind !== 'facts') return { records: [], statements: [] };
  const { dictionary, codes } = columnOf(origin.facts, recordColumn);
  const records = factRows(origin, at).flatMap((row) => dictionary[codes[row] ?? -1] ?? []);
  return { records: [...new Set(records)], statements: [] };
}
