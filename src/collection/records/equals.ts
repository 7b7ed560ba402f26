import { type RawBuilder, sql } from 'kysely';
import type { KeptVersion } from './read-records.ts';

/** A version with its number among those that are equal in all fields, from 1. */
export interface NumberedVersion {
  readonly version: KeptVersion;
  readonly number: number;
}

/** Numbers versions among their equals, in the order in which they stand. */
export function numberedAmongEquals(versions: readonly KeptVersion[]): readonly NumberedVersion[] {
  const seen = new Map<string, number>();
  return versions.map((version) => {
    const key = JSON.stringify(version.values);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return { version, number };
  });
}

/**
 * The last columns of an order in which equal records of `r` come back alike when an export is read: those with fewer
 * doubts first.
 */
export function doubtsThenId(register: string, id: string): RawBuilder<unknown> {
  const record = sql.ref(`r.${id}`);
  return sql`coalesce((select string_agg(concat_ws(' ', kind, value), '|' order by kind, value) from record_flag
      where register = ${register} and withdrawn_at is null and record_id = ${record}), ''), ${record}`;
}
