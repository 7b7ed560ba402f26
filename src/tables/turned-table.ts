import type { DataCell, DataTable } from './table-model.ts';

/** Letters of the longest label that stands well over a column of numbers: a year, an abbreviation. */
const shortLabel = 12;
/** Rows that become columns and still fit beside the labels on a phone. */
const fewRows = 5;

/**
 * A table as it reads best: long names at the side, short ones on top. Few moments with many figures (years down,
 * names of figures across) would put the longest words over the narrowest columns, so such a table is turned over.
 * What is divided under headings, indented or totalled stays as it is.
 */
export function asRead<Cell extends DataCell>(table: DataTable<Cell>): DataTable<Cell> {
  return isBetterTurned(table) ? turned(table) : table;
}

function isBetterTurned({ rows, columns }: DataTable): boolean {
  const longest = (labels: readonly { readonly label: string }[]) =>
    Math.max(0, ...labels.map(({ label }) => label.length));
  return (
    rows.length > 0 &&
    rows.length <= fewRows &&
    columns.length > 1 &&
    columns.every(({ group }) => group === null) &&
    rows.every(({ level, total }) => level === 0 && !total) &&
    longest(rows) <= shortLabel &&
    longest(columns) > shortLabel
  );
}

function turned<Cell extends DataCell>({ rows, columns, footnotes }: DataTable<Cell>): DataTable<Cell> {
  return {
    // What stood over the years is said by the years.
    corner: '',
    columns: rows.map(({ key, label }) => ({ key, label, group: null })),
    rows: columns.map(({ key, label }, place) => ({
      key,
      label,
      level: 0,
      total: false,
      cells: rows.flatMap(({ cells }) => cells[place] ?? []),
    })),
    footnotes,
  };
}
