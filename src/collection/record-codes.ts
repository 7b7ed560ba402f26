import { type RawBuilder, sql } from 'kysely';
import type { FactScope } from './register.ts';

/** The column of a fact table that names the record of a row, where the scope asks for one row per record. */
export const recordColumn = 'record';

/** The columns of a fact table in this scope: with {@link recordColumn} as the last where it is asked. */
export function scopedColumns(scope: FactScope, columns: readonly string[]): readonly string[] {
  return scope.perRecord ? [...columns, recordColumn] : columns;
}

/**
 * The last argument of the codes of a fact row: the id of its record where the scope asks for it, else nothing.
 *
 * @param id a column of the query, such as `i.incident_id`
 */
export function recordCode(scope: FactScope, id: string): RawBuilder<unknown> {
  return scope.perRecord ? sql`, ${sql.ref(id)}::text` : sql``;
}
