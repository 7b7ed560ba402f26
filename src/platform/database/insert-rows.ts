import { sql } from 'kysely';
import type { Database } from './doorways.ts';

/** A column of a table, its PostgreSQL type, and its value in a row: `['line', 'integer', (row) => row.line]`. */
export type InsertColumn<Row> = readonly [
  name: string,
  type: 'uuid' | 'text' | 'integer' | 'numeric' | 'boolean' | 'date' | 'jsonb',
  value: (row: Row) => string | number | boolean | null,
];

/** New rows of one table, taken apart into one PostgreSQL array a column. */
export interface NewRows {
  readonly table: string;
  readonly count: number;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly array: string }[];
}

/** Takes rows apart into the columns of their table. */
export function newRows<Row>(
  table: string,
  columns: readonly InsertColumn<Row>[],
  rows: readonly Row[],
): NewRows {
  return {
    table,
    count: rows.length,
    columns: columns.map(([name, type, value]) => ({ name, type, array: arrayOf(rows, type, value) })),
  };
}

/**
 * Adds rows to tables, in this order, in one statement and one round trip: an array a column, which PostgreSQL
 * unpacks much faster than JSON. References from one of the tables to another hold. Throws what the database throws.
 */
export async function insertRows(database: Database, ...tables: readonly NewRows[]): Promise<void> {
  const inserts = tables
    .filter((one) => one.count > 0)
    .map(({ table, columns }) => {
      const names = sql.join(columns.map((column) => sql.ref(column.name)));
      const arrays = sql.join(columns.map(({ array, type }) => sql`${array}::${sql.raw(`${type}[]`)}`));
      return sql`insert into ${sql.table(table)} (${names}) select * from unnest(${arrays})`;
    });
  const last = inserts.pop();
  if (!last) return;
  const earlier = inserts.map((insert, index) => sql`${sql.ref(`part_${index}`)} as (${insert})`);
  const statement = earlier.length === 0 ? last : sql`with ${sql.join(earlier)} ${last}`;
  await statement.execute(database);
}

/** The values of a column as PostgreSQL writes an array: `{"a","b",NULL}`. */
function arrayOf<Row>(
  rows: readonly Row[],
  type: InsertColumn<Row>[1],
  value: (row: Row) => string | number | boolean | null,
): string {
  const quoted = type === 'text' || type === 'jsonb';
  let array = '{';
  for (const row of rows) {
    if (array.length > 1) array += ',';
    const one = value(row);
    if (one === null) array += 'NULL';
    else if (quoted) array += `"${String(one).replace(/["\\]/g, '\\$&')}"`;
    else array += String(one);
  }
  return `${array}}`;
}
