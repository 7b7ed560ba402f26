import { sql } from 'kysely';
import type { Question } from '../platform/database/doorways.ts';

/** How many records carry each kind of flag. */
export interface FlagCount {
  readonly register: string;
  readonly kind: string;
  readonly count: number;
}

/** Flags that stand with current records, most frequent first. */
export const flagCounts: Question<Record<string, never>, readonly FlagCount[]> = {
  name: 'flags.counts',
  confidential: false,
  object: () => 'flags',
  ask: async (database) => {
    const rows = await sql<{ register: string; kind: string; count: string }>`
      select register, kind, count(*) as count from record_flag where withdrawn_at is null
      group by register, kind order by count(*) desc, register, kind`.execute(database);
    return rows.rows.map((row) => ({ ...row, count: Number(row.count) }));
  },
};
