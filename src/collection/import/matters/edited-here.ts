import { sql } from 'kysely';
import type { Database } from '../../../platform/database/doorways.ts';
import { insertRows } from '../../../platform/database/insert-rows.ts';
import { text } from '../../../platform/language/text.ts';
import { keptFields } from '../../fields/field.ts';
import { copied } from '../../fields/privacy.ts';
import { fileValue } from '../../fields/write-value.ts';
import { mergeRecords } from '../../keeping/merge.ts';
import { type RecordValues, valueAt } from '../../offers/record-pages.ts';
import { type KeptVersion, readVersions } from '../../records/read-records.ts';
import type { RecordDescription } from '../../records/record-description.ts';
import { keptVersions, versionRows } from '../../records/versions.ts';
import { type Correction, type Finding, type KeptIn, StoreRefused } from '../import-face.ts';
import { endRecords } from './ended-records.ts';

/*
 * Records that a file brought and that people worked on since: a file that comes again takes nothing of that away. What
 * the file changed is put together with what was changed here; what both changed is asked; a record that was changed
 * here is withdrawn by no file, and one that was withdrawn here is restored by none.
 */

/** Of these records those whose standing version no import made, or about which somebody decided something. */
export async function editedHere(
  database: Database,
  { table, record, row }: Pick<KeptIn, 'table' | 'record' | 'row'>,
  records: readonly string[],
): Promise<readonly string[]> {
  if (records.length === 0) return [];
  // Put together with what a file changed: beside it stands the version of the file, of the same moment. A return has
  // several values of one moment, and no versions.
  const beside = sql`or exists (select from ${sql.table(table)} o where o.${sql.ref(record)} = r.${sql.ref(record)}
          and o.${sql.ref(row)} <> r.${sql.ref(row)} and o.recorded_at = r.recorded_at)`;
  const { rows } = await sql<{ id: string }>`
    select r.${sql.ref(record)}::text as id from ${sql.table(table)} r
    where r.${sql.ref(record)} = any(${records}::uuid[]) and r.withdrawn_at is null
      and (not exists (select from import_row i where i.record_id = r.${sql.ref(record)} and i.recorded_at = r.recorded_at)
        ${row === 'version_id' ? beside : sql``}
        or exists (select from record_decision d where d.record_id = r.${sql.ref(record)}))`.execute(
    database,
  );
  return rows.map(({ id }) => id);
}

/** The records that somebody withdrew here and that do not stand. */
async function withdrawnHere(
  database: Database,
  { table, id }: RecordDescription,
  records: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct d.record_id::text as id from record_decision d
    where d.record_id = any(${records}::uuid[]) and d.kind = 'withdrawn'
      and not exists (select from ${sql.table(table)} r where r.${sql.ref(id)} = d.record_id and r.withdrawn_at is null)`.execute(
    database,
  );
  return rows.map(({ id: record }) => record);
}

/** What a correction makes of a record that was changed here: both changes together. */
export interface MergedCorrection {
  readonly record: string;
  readonly values: RecordValues;
}

/**
 * Puts corrections together with what was changed here, before the earlier versions end. Answers the records that get
 * another version than the file says. Throws a {@link StoreRefused} that names what both changed, and records that
 * were withdrawn here.
 */
export async function mergedCorrections(
  database: Database,
  description: RecordDescription,
  corrections: readonly Correction[],
): Promise<readonly MergedCorrection[]> {
  const corrected = corrections.map((one) => one.corrects);
  const gone = await withdrawnHere(database, description, corrected);
  if (gone.length > 0) throw new StoreRefused(gone.map(withdrawnFinding));
  const edited = new Set(await editedHere(database, keptVersions(description), corrected));
  const merged: MergedCorrection[] = [];
  const refused: Finding[] = [];
  for (const { recordId, corrects } of corrections.filter((one) => edited.has(one.corrects))) {
    const history = await readVersions(database, description, { what: 'history', recordId: corrects });
    const [stored] = await readVersions(database, description, { what: 'standing', recordId });
    const standing = history.findLast(({ withdrawnAt }) => withdrawnAt === null);
    const base = await lastImported(database, history, corrects);
    if (!stored || !standing || !base || base.versionId === standing.versionId) continue;
    const { values, conflicts } = mergeRecords(
      description,
      wholeOf(base),
      withGiven(description, wholeOf(stored), wholeOf(standing)),
      wholeOf(standing),
    );
    refused.push(...conflicts.map(({ key }) => conflictFinding(description, key, wholeOf(stored))));
    merged.push({ record: corrects, values });
  }
  if (refused.length > 0) throw new StoreRefused(refused);
  return merged;
}

/** Writes the versions in which both changes stand, after those of the file. */
export async function writeMerged(
  database: Database,
  description: RecordDescription,
  merged: readonly MergedCorrection[],
  reason: string,
): Promise<void> {
  if (merged.length === 0) return;
  await endRecords(
    database,
    keptVersions(description),
    merged.map(({ record }) => record),
  );
  const rows = versionRows(description)(
    merged.map(({ record, values }) => ({ recordId: record, record: values, reason })),
  );
  for (const one of rows) await insertRows(database, one);
}

/** The version that an import made last; of two of one moment the first is that of the file. */
async function lastImported(
  database: Database,
  history: readonly KeptVersion[],
  record: string,
): Promise<KeptVersion | undefined> {
  const { rows } = await sql<{ version: string }>`
    select v.version::text as version from unnest(${history.map(({ versionId }) => versionId)}::uuid[],
        ${history.map(({ recordedAt }) => recordedAt)}::timestamptz[]) as v(version, moment)
    where exists (select from import_row i where i.record_id = ${record}::uuid and i.recorded_at = v.moment)
    order by v.moment desc, v.version limit 1`.execute(database);
  return history.find(({ versionId }) => versionId === rows[0]?.version);
}

function wholeOf({ values, lines }: KeptVersion): RecordValues {
  return { ...values, ...lines };
}

/** What the program gives to a record by itself is that of the record that is corrected. */
function withGiven(
  { fields }: RecordDescription,
  stored: RecordValues,
  standing: RecordValues,
): RecordValues {
  const given = Object.entries(fields).filter(([, field]) => field.given !== undefined);
  return { ...stored, ...Object.fromEntries(given.map(([key]) => [key, standing[key] ?? null])) };
}

function conflictFinding({ fields, lines }: RecordDescription, key: string, stored: RecordValues): Finding {
  const field = fields[key];
  // Lines are called by their first field, as on the pages of the register.
  const [first] = keptFields(lines[key]?.fields ?? {});
  const label = (field ?? first?.[1])?.label ?? text(key, key);
  return {
    weight: 'refused',
    kind: 'changed-here-too',
    sheet: '',
    row: 0,
    column: label.nl,
    value: field ? copied(field.privacy, 'doubt', fileValue(valueAt(stored, key)) ?? '') : '',
    advice: text(
      `„${label.nl}” is hier gewijzigd en in het bestand ook, anders. Maak beide gelijk: in het bestand, of bij de registratie op de werkplek. Lees het bestand daarna opnieuw in.`,
      `“${label.en}” was changed here and in the file too, otherwise. Make both the same: in the file, or at the record in the workplace. Then import the file again.`,
    ),
  };
}

function withdrawnFinding(record: string): Finding {
  return {
    weight: 'refused',
    kind: 'withdrawn-here',
    sheet: '',
    row: 0,
    column: '',
    value: record.slice(0, 8),
    advice: text(
      'Deze registratie is op de werkplek ingetrokken, en het bestand wijzigt haar. Herstel haar daar, of haal de rij uit het bestand.',
      'This record was withdrawn in the workplace, and the file changes it. Restore it there, or take the row out of the file.',
    ),
  };
}
