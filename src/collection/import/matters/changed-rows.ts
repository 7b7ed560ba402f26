import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import type { Correction, ImportFace } from '../import-face.ts';
import { editedHere } from './edited-here.ts';
import { endRecords } from './ended-records.ts';
import type { KnownRow } from './matters.ts';

/**
 * Ends rows that are gone from their file, with their flags and, unless another row corrects them or still states
 * them, their records. What was changed here since stands, and is counted.
 */
export async function withdrawRows(
  database: Database,
  faces: readonly ImportFace[],
  gone: readonly KnownRow[],
  corrections: readonly Correction[],
): Promise<{ readonly keptHere: number }> {
  if (gone.length === 0) return { keptHere: 0 };
  const corrected = new Set(corrections.map((one) => one.corrects));
  await sql`update import_row set withdrawn_at = now() where id = any(${gone.map((row) => row.id)}::uuid[])`.execute(
    database,
  );
  const all = [...new Set(gone.map((row) => row.recordId))];
  const stated = await sql<{ id: string }>`select distinct record_id as id from import_row
    where record_id = any(${all}::uuid[]) and withdrawn_at is null`.execute(database);
  const stands = new Set(stated.rows.map(({ id }) => id));
  const records = all.filter((recordId) => !stands.has(recordId));
  const vanished = records.filter((recordId) => !corrected.has(recordId));
  // What people worked on since is withdrawn by no file.
  const here = new Set<string>();
  for (const { kept } of faces) for (const id of await editedHere(database, kept, vanished)) here.add(id);
  const ended = vanished.filter((recordId) => !here.has(recordId));
  for (const { kept } of faces) await endRecords(database, kept, ended);
  await endRecords(
    database,
    { table: 'record_flag', record: 'record_id' },
    records.filter((recordId) => !here.has(recordId)),
  );
  return { keptHere: here.size };
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
  // A doubt that somebody decided stays decided as long as its value is the same.
  await sql`update record_flag f set withdrawn_at = now()
    where f.record_id = any(${corrected}::uuid[]) and f.withdrawn_at is null
      and exists (select from record_decision d join record_flag o on o.id = d.flag_id
        where d.record_id = f.record_id and d.kind = 'stands' and o.kind = f.kind and o.column_name = f.column_name
          and o.value = f.value
          and not exists (select from record_decision later where later.flag_id = d.flag_id and later.kind = 'reopened'))`.execute(
    database,
  );
}
