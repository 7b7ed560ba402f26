import { type RawBuilder, sql } from 'kysely';
import type { Database } from './doorways.ts';

/** A column and its PostgreSQL type: `['received_from', 'date']`. */
export type ColumnType = readonly [name: string, type: string];

/**
 * Adds many rows in one statement: an array per column, which PostgreSQL unpacks much faster than JSON. Values
 * are text, number, boolean or null; what is not in a row is null. Throws what the database throws.
 */
export async function insertRows(
  database: Database,
  table: string,
  columns: readonly ColumnType[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const arrays: RawBuilder<unknown>[] = columns.map(
    ([name, type]) => sql`${rows.map((row) => row[name] ?? null)}::${sql.raw(`${type}[]`)}`,
  );
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${names}) select * from unnest(${sql.join(arrays)})`.execute(
    database,
  );
}
