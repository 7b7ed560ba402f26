import { type RawBuilder, sql } from 'kysely';
import type { Database } from './doorways.ts';

type Value = string | number | boolean | null;

/** A column of a table, its PostgreSQL type, and its value in a row: `['line', 'integer', (row) => row.line]`. */
export type InsertColumn<Row> = readonly [
  name: string,
  type: 'uuid' | 'text' | 'integer' | 'numeric' | 'boolean' | 'date' | 'jsonb',
  value: (row: Row) => Value,
];

/** New rows of one table, taken apart into their columns. */
export interface NewRows {
  readonly table: string;
  readonly count: number;
  readonly columns: readonly NewColumn[];
}

/** The values of a column as one PostgreSQL array, or the one value that stands in all rows. */
type NewColumn = { readonly name: string; readonly type: string } & (
  | { readonly array: string }
  | { readonly everywhere: Value }
);

/** Takes rows apart into the columns of their table. */
export function newRows<Row>(
  table: string,
  columns: readonly InsertColumn<Row>[],
  rows: readonly Row[],
): NewRows {
  return {
    table,
    count: rows.length,
    columns: columns.map(([name, type, value]): NewColumn => {
      const values = rows.map(value);
      const [first = null] = values;
      const column = { name, type };
      return values.every((one) => one === first)
        ? { ...column, everywhere: first }
        : { ...column, array: arrayText(values, type) };
    }),
  };
}

/**
 * Adds rows to tables, in this order, in one statement and one round trip: an array a column, which PostgreSQL
 * unpacks much faster than JSON. References from one of the tables to another hold. Throws what the database throws.
 */
export async function insertRows(database: Database, ...tables: readonly NewRows[]): Promise<void> {
  const inserts = tables.filter((one) => one.count > 0).map(insertStatement);
  const last = inserts.pop();
  if (!last) return;
  const earlier = inserts.map((insert, index) => sql`${sql.ref(`part_${index}`)} as (${insert})`);
  const statement = earlier.length === 0 ? last : sql`with ${sql.join(earlier)} ${last}`;
  await statement.execute(database);
}

function insertStatement({ table, count, columns }: NewRows): RawBuilder<unknown> {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const values = sql.join(
    columns.map((column) =>
      'array' in column ? sql.ref(`u.${column.name}`) : sql`${column.everywhere}::${sql.raw(column.type)}`,
    ),
  );
  const arrays = columns.flatMap((column) => ('array' in column ? [column] : []));
  const source =
    arrays.length === 0
      ? sql`generate_series(1, ${count}::integer)`
      : sql`unnest(${sql.join(arrays.map(({ array, type }) => sql`${array}::${sql.raw(`${type}[]`)}`))})
          as u(${sql.join(arrays.map(({ name }) => sql.ref(name)))})`;
  return sql`insert into ${sql.table(table)} (${names}) select ${values} from ${source}`;
}

/** Values as PostgreSQL writes an array: `{"a","b",NULL}`. */
function arrayText(values: readonly Value[], type: string): string {
  const quoted = type === 'text' || type === 'jsonb';
  const parts = values.map((value) =>
    value === null ? 'NULL' : quoted ? quotedText(String(value)) : String(value),
  );
  return `{${parts.join(',')}}`;
}

/** What JSON writes otherwise than an array of PostgreSQL does: control characters, and halves of a character. */
const otherwiseInJson = /[\p{Cc}\p{Cs}]/u;

function quotedText(text: string): string {
  if (!text.includes('"') && !text.includes('\\')) return `"${text}"`;
  // The same backslashes, five times as fast: every row of a file is kept as JSON.
  return otherwiseInJson.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : JSON.stringify(text);
}
