import { sql } from 'kysely';
import type { Question } from '../../platform/database/doorways.ts';
import type { Register } from '../register.ts';

/** How much a register holds: records that stand now, numbers of returns, and earlier versions of both. */
export interface Held {
  readonly register: Register;
  readonly records: number;
  readonly returned: number;
  readonly earlier: number;
}

/** What each of these registers holds, whether or not the organisation keeps it now; one that holds nothing is left out. */
export function contentsQuestion(
  registers: readonly Register[],
): Question<Record<string, never>, readonly Held[]> {
  return {
    name: 'organisation.contents',
    confidential: false,
    object: () => 'contents',
    ask: async (database) => {
      const counted = async (table: string, field?: string) => {
        const { rows } = await sql<{ now: number; earlier: number }>`
          select count(*) filter (where withdrawn_at is null)::integer as now,
            count(*) filter (where withdrawn_at is not null)::integer as earlier
          from ${sql.table(table)} where ${field === undefined ? sql`true` : sql`starts_with(field, ${field})`}`.execute(
          database,
        );
        return rows[0] ?? { now: 0, earlier: 0 };
      };
      const held: Held[] = [];
      for (const register of registers) {
        const returned = await counted('reported_value', `${register.key}.`);
        let [records, earlier] = [0, returned.earlier];
        for (const { table } of register.records ?? []) {
          const found = await counted(table);
          records += found.now;
          earlier += found.earlier;
        }
        if (records + returned.now + earlier > 0)
          held.push({ register, records, returned: returned.now, earlier });
      }
      return held;
    },
  };
}
