import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import type { Correction, ImportFace } from '../import-face.ts';
import { endRecords } from './ended-records.ts';
import type { KnownRow } from './matters.ts';

/**
 * Ends rows that are gone from their file, with their flags and, unless another row corrects them or still states
 * them, their records.
 */
export async function withdrawRows(
  database: Database,
  faces: readonly ImportFace[],
  gone: readonly KnownRow[],
  corrections: readonly Correction[],
): Promise<void> {
  if (gone.length === 0) return;
  const corrected = new Set(corrections.map((one) => one.corrects));
  await sql`update import_row set withdrawn_at = now() where id = any(${gone.map((row) => row.id)}::uuid[])`.execute(
    database,
  );
  const all = [...new Set(gone.map((row) => row.recordId))];
  const stated = await sql<{ id: string }>`select distinct record_id as id from import_row
    where record_id = any(${all}::uuid[]) and withdrawn_at is null`.execute(database);
  const stands = new Set(stated.rows.map(({ id }) => id));
  const records = all.filter((recordId) => !stands.has(recordId));
  const ended = records.filter((recordId) => !corrected.has(recordId));
  for (const { kept } of faces) await endRecords(database, kept, ended);
  await endRecords(database, { table: 'record_flag', record: 'record_id' }, records);
}

/** Makes records that were stored as new into versions of those that they correct, with their rows and flags. */
export async function correctRecords(
  database: Database,
  faces: readonly ImportFace[],
  corrections: readonly Correction[],
  reason: string,
): Promise<void> {
  if (corrections.length === 0) return;
  for (const face of faces) await face.corrections?.correct(database, corrections, reason);
  const ids = corrections.map((one) => one.recordId);
  const corrected = corrections.map((one) => one.corrects);
  for (const table of ['import_row', 'record_flag']) {
    await sql`update ${sql.table(table)} t set record_id = c.corrects
      from unnest(${ids}::uuid[], ${corrected}::uuid[]) as c(record_id, corrects)
      where t.record_id = c.record_id and t.withdrawn_at is null`.execute(database);
  }
}
