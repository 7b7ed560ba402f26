import {
  type Cell,
  type CellClass,
  cellKey,
  type LinkedTables,
  LinkedTablesError,
  type Relation,
} from '../../src/protection/linked-tables.ts';

/** A code and the codes it is the sum of: concern > ministry > unit, or category > subcategory. */
export interface Code {
  readonly code: string;
  readonly parts?: readonly Code[];
}

export interface Dimension {
  readonly name: string;
  /** The root is the total of the dimension. */
  readonly tree: Code;
  /**
   * Whether the root stands for the whole population, so that it restricts nothing (default). False for a
   * choice out of something larger, such as the years of one report: its total keeps its code in the key.
   */
  readonly whole?: boolean;
}

export interface DimensionedTable {
  /** What is counted, over which population: one name for one number, whichever table shows it. */
  readonly fact: string;
  readonly dimensions: readonly Dimension[];
  /** One row per combination of leaf codes that occurs; others are zero. Rows for one combination add up. */
  readonly rows: readonly { readonly at: Readonly<Record<string, string>>; readonly value: number }[];
  /** The properties of a cell that differ from a guarded, printed one. `at` leaves out whole-population roots. */
  readonly describe?: (at: Readonly<Record<string, string>>) => Partial<Omit<Cell, 'key' | 'value'>>;
  readonly class?: CellClass;
}

interface Place {
  readonly code: string;
  /** Leaf codes below (itself for a leaf). */
  readonly leaves: ReadonlySet<string>;
  readonly parts: readonly string[];
  readonly height: number;
  readonly restricts: boolean;
}

/**
 * All cells of a table with every margin, and all sums between them: for each dimension each code with parts
 * is the sum of its parts, at every combination of the other codes.
 *
 * @throws LinkedTablesError for a row whose coordinates are not leaf codes, or a code that occurs twice.
 */
export function dimensionedTable(table: DimensionedTable): LinkedTables {
  const places = table.dimensions.map(placesOf);
  const sums = new Map<string, number>();
  for (const row of table.rows) addRow(table, places, row, sums);
  const cells: Cell[] = [];
  const relations: Relation[] = [];
  for (const combination of combinations(places)) {
    const at = coordinates(table.dimensions, combination);
    const key = cellKey(table.fact, at);
    const height = combination.reduce((sum, place) => sum + place.height, 0);
    const described = table.describe?.(at) ?? {};
    cells.push({ class: table.class ?? 'guarded', height, ...described, key, value: sums.get(key) ?? 0 });
    for (const [index, place] of combination.entries()) {
      if (place.parts.length === 0) continue;
      const parts = place.parts.map((part) => {
        const replaced = combination.map((other, i) =>
          i === index ? (places[i]?.get(part) ?? other) : other,
        );
        return cellKey(table.fact, coordinates(table.dimensions, replaced));
      });
      relations.push({ total: key, parts });
    }
  }
  return { cells, relations };
}

function placesOf(dimension: Dimension): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const visit = (code: Code, isRoot: boolean): Place => {
    const below = (code.parts ?? []).map((part) => visit(part, false));
    const place: Place = {
      code: code.code,
      leaves: new Set(below.length === 0 ? [code.code] : below.flatMap((part) => [...part.leaves])),
      parts: below.map((part) => part.code),
      height: below.reduce((highest, part) => Math.max(highest, part.height + 1), 0),
      restricts: !(isRoot && dimension.whole !== false),
    };
    if (places.has(code.code))
      throw new LinkedTablesError(`${dimension.name} has the code ${code.code} twice.`);
    places.set(code.code, place);
    return place;
  };
  visit(dimension.tree, true);
  return places;
}

function addRow(
  table: DimensionedTable,
  places: readonly ReadonlyMap<string, Place>[],
  row: DimensionedTable['rows'][number],
  sums: Map<string, number>,
): void {
  const above = table.dimensions.map((dimension, index) => {
    const leaf = row.at[dimension.name];
    const own = leaf === undefined ? undefined : places[index]?.get(leaf);
    if (leaf === undefined || !own || own.parts.length > 0) {
      throw new LinkedTablesError(
        `${table.fact}: a row has ${leaf ?? 'nothing'} for ${dimension.name}, not a leaf code.`,
      );
    }
    return [...(places[index]?.values() ?? [])].filter((place) => place.leaves.has(leaf));
  });
  for (const combination of product(above)) {
    const key = cellKey(table.fact, coordinates(table.dimensions, combination));
    sums.set(key, (sums.get(key) ?? 0) + row.value);
  }
}

function coordinates(
  dimensions: readonly Dimension[],
  combination: readonly Place[],
): Record<string, string> {
  const at: Record<string, string> = {};
  for (const [index, dimension] of dimensions.entries()) {
    const place = combination[index];
    if (place?.restricts) at[dimension.name] = place.code;
  }
  return at;
}

function combinations(places: readonly ReadonlyMap<string, Place>[]): readonly (readonly Place[])[] {
  return product(places.map((dimension) => [...dimension.values()]));
}

function product<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>(
    (before, list) => before.flatMap((chosen) => list.map((item) => [...chosen, item])),
    [[]],
  );
}
