import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import type { KeptIn } from '../import-face.ts';

/** Ends what stands of these records; earlier versions keep their recorded time. */
export async function endRecords(
  database: Database,
  { table, record }: Pick<KeptIn, 'table' | 'record'>,
  recordIds: readonly string[],
): Promise<void> {
  if (recordIds.length === 0) return;
  await sql`
    update ${sql.table(table)} set withdrawn_at = now()
    where ${sql.ref(record)} = any(${recordIds}::uuid[]) and withdrawn_at is null`.execute(database);
}
