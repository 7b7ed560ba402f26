import type { CountDefinitions, Edition, OutsideFinding } from './counts.ts';
import { type DataCell, type DataFigure, type PublishedData, placeOf } from './published-data.ts';

/** What a number that is printed again tells beside what was printed of it before. */
export function differencesThatPoint(
  { counts: current }: Edition,
  earlier: readonly Edition[],
  { definitions, threshold }: { readonly definitions: CountDefinitions; readonly threshold: number },
): readonly OutsideFinding[] {
  return earlier.flatMap(({ data: before, counts }) => {
    const cells = Map.groupBy(counts, ({ count }) => count);
    return current.flatMap(({ count, cell, figure }): readonly OutsideFinding[] => {
      // What changed in a list its rows say themselves.
      if (cell.value === null || definitions.wholeAt(figure.id, cell.at)) return [];
      const now = Number(cell.value);
      const place = { figure: figure.id, at: cell.at };
      for (const was of cells.get(count) ?? []) {
        // What a unit did not report is in no later edition a number, least of all a zero.
        const { state, value } = was.cell;
        if ((state === 'not-reported' || state === 'not-asked') && figure.protection.class !== 'open')
          return [{ how: 'gap-filled', ...place }];
        const difference = value === null ? 0 : now - Number(value);
        if (difference === 0 || Math.abs(difference) >= threshold) continue;
        const isNamed = missingIn(was.cell) !== missingIn(cell);
        if (isNamed || (difference < 0 && isOfFewUnits(before, was.figure, was.cell, threshold)))
          return [{ how: 'difference', ...place }];
      }
      return [];
    });
  });
}

/** The units that a note names as missing. */
function missingIn({ note }: DataCell): string {
  // Why a unit is missing, between brackets, is not which.
  return /zonder ([^;]*)/.exec((note?.nl ?? '').replaceAll(/ ?\([^)]*\)/g, ''))?.[1]?.trim() ?? '';
}

/** Whether a guarded table of that report shows that fewer units than the threshold had any of what is counted there. */
function isOfFewUnits(data: PublishedData, figure: DataFigure, cell: DataCell, threshold: number): boolean {
  const named = Object.entries(cell.at).filter(([, code]) => code !== '*');
  if (named.some(([key]) => key === 'unit')) return false;
  const register = figure.id.split('.')[0];
  const sizes = unitsUnder(data);
  return data.figures.some((table) => {
    const units = table.dimensions.find(({ key }) => key === 'unit');
    const isSame = table.id.split('.')[0] === register && table.unit === 'count';
    if (!units || !isSame || table.protection.class !== 'guarded') return false;
    if (!named.every(([key]) => table.dimensions.some((one) => one.key === key))) return false;
    const leaves = leavesOf(table).get(placeBesideUnits(table, cell.at)) ?? [];
    const some = leaves.filter(({ state, value }) => state === 'suppressed' || Number(value ?? 0) > 0);
    const possible = some.reduce((all, { at }) => all + (sizes.get(at['unit'] ?? '') ?? 1), 0);
    return leaves.length > 0 && possible < threshold;
  });
}

/** The cells of units that are not divided further, by the rest of their place; found once of each table. */
const leavesOfTables = new WeakMap<DataFigure, ReadonlyMap<string, readonly DataCell[]>>();

function leavesOf(table: DataFigure): ReadonlyMap<string, readonly DataCell[]> {
  const known = leavesOfTables.get(table);
  if (known) return known;
  const units = table.dimensions.find(({ key }) => key === 'unit');
  const parents = new Set(units?.members.map(({ parent }) => parent));
  const leaves = table.cells.filter(({ at }) => {
    const code = at['unit'] ?? '*';
    return code !== '*' && !parents.has(code);
  });
  const found = Map.groupBy(leaves, ({ at }) => placeBesideUnits(table, at));
  leavesOfTables.set(table, found);
  return found;
}

function placeBesideUnits(table: DataFigure, at: DataCell['at']): string {
  return placeOf(table, { ...at, unit: '*' });
}

const sizesOfUnits = new WeakMap<PublishedData, ReadonlyMap<string, number>>();

/** How many units that are not divided further each member holds, by the most detailed tables of the report. */
function unitsUnder(data: PublishedData): ReadonlyMap<string, number> {
  const known = sizesOfUnits.get(data) ?? countUnitsUnder(data);
  sizesOfUnits.set(data, known);
  return known;
}

function countUnitsUnder(data: PublishedData): ReadonlyMap<string, number> {
  const above = new Map<string, string | null>();
  for (const { dimensions } of data.figures)
    for (const { key, members } of dimensions)
      if (key === 'unit') for (const { code, parent } of members) above.set(code, above.get(code) ?? parent);
  const parents = new Set(above.values());
  const sizes = new Map<string, number>();
  for (const leaf of above.keys()) {
    if (parents.has(leaf)) continue;
    const seen = new Set<string>();
    for (let at: string | null = leaf; at !== null && !seen.has(at); at = above.get(at) ?? null) {
      seen.add(at);
      sizes.set(at, (sizes.get(at) ?? 0) + 1);
    }
  }
  return sizes;
}
