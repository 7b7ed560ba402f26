/** A day in a cell: a date of the spreadsheet program, or text where a file has none. */
export interface DayCell {
  /** As yyyy-mm-dd. */
  readonly day: string;
}

/** What stands in a cell; '' is an empty one. */
export type GridCell = string | number | DayCell;

/** A row of a sheet; those of a table say what of the truth stands in them. */
export interface GridRow {
  readonly cells: readonly GridCell[];
  /** Places of figures in which this row is counted. */
  readonly counted?: readonly string[];
  readonly isHidden?: boolean;
}

/** Cells that are one, downward, from a row to another in a column, both counted from zero. */
export interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** A sheet as its keeper left it. */
export interface Grid {
  readonly name: string;
  readonly isHidden?: boolean;
  readonly rows: readonly GridRow[];
  readonly merges?: readonly Merge[];
  readonly hiddenColumns?: readonly number[];
}

/** Places of figures with their counts. */
export type Counts = ReadonlyMap<string, number>;

/** How often each place is counted. */
export function countsOf(places: Iterable<string>): Counts {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
