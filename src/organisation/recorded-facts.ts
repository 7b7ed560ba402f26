import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../platform/database/doorways.ts';

/** A table of facts that a description states, with the columns that say what a fact is and their SQL types. */
export interface FactTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, 'text' | 'date'>>;
}

/**
 * Makes the facts that stand those that were described: what is described no longer ends now and stays in the table,
 * what is new is added, what is the same stays as it is.
 *
 * @param rows the facts, by column
 */
export async function recordFacts(
  database: Database,
  { table, columns }: FactTable,
  rows: readonly Readonly<Record<string, string | null>>[],
): Promise<void> {
  const names = Object.keys(columns);
  const typed = sql.join(
    Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
  );
  const described = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as described(${typed})`;
  const ofTable = (alias: string): RawBuilder<unknown> =>
    sql.join(names.map((name) => sql.ref(`${alias}.${name}`)));
  const same = sql`(${ofTable('standing')}) is not distinct from (${ofTable('described')})`;
  await sql`update ${sql.table(table)} as standing set withdrawn_at = now()
    where withdrawn_at is null and not exists (select from ${described} where ${same})`.execute(database);
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select ${ofTable('described')} from ${described}
    where not exists (select from ${sql.table(table)} as standing where standing.withdrawn_at is null and ${same})`.execute(
    database,
  );
}
