import { sql } from 'kysely';
import { type Correction, type StoredEntry, StoreRefused } from '../../collection/import/import-face.ts';
import type { RecordNames } from '../../collection/register.ts';
import type { Database } from '../../platform/database/doorways.ts';
import { type InsertColumn, type NewRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { text } from '../../platform/language/text.ts';
import { type Incident, incidentSchema, moments, newReference } from './rules.ts';

interface NewVersion {
  readonly versionId: string;
  readonly incidentId: string;
  readonly incident: Incident;
}

interface NewSubject {
  readonly id: string;
  readonly versionId: string;
  readonly line: number;
  readonly subject: Incident['subjects'][number];
}

interface NewMeasure {
  readonly subjectId: string;
  readonly versionId: string;
  readonly measure: string;
}

const incidentColumns: readonly InsertColumn<NewVersion>[] = [
  ['version_id', 'uuid', (row) => row.versionId],
  ['incident_id', 'uuid', (row) => row.incidentId],
  ['reference', 'text', ({ incident }) => incident.reference ?? newReference()],
  ['kind', 'text', ({ incident }) => incident.kind],
  ['category', 'text', ({ incident }) => incident.category],
  ['subcategory', 'text', ({ incident }) => incident.subcategory],
  ['unit', 'text', ({ incident }) => incident.unit],
  ['reporter_type', 'text', ({ incident }) => incident.reporterType],
  ['channel', 'text', ({ incident }) => incident.channel],
  ['anonymous', 'boolean', ({ incident }) => incident.anonymous],
  ['named_later', 'boolean', ({ incident }) => incident.namedLater],
  ['reopened_by_reporter', 'boolean', ({ incident }) => incident.reopenedByReporter],
  ['investigation', 'text', ({ incident }) => incident.investigation],
  ['investigator', 'text', ({ incident }) => incident.investigator],
  ['external_step', 'text', ({ incident }) => incident.externalStep],
  ['damage_euro', 'numeric', ({ incident }) => incident.damageEuro],
  ['recovered_euro', 'numeric', ({ incident }) => incident.recoveredEuro],
  ...moments.flatMap((moment): InsertColumn<NewVersion>[] => [
    [`${moment}_from`, 'date', ({ incident }) => incident.dates[moment]?.from ?? null],
    [`${moment}_until`, 'date', ({ incident }) => incident.dates[moment]?.until ?? null],
    [`${moment}_precision`, 'text', ({ incident }) => incident.dates[moment]?.precision ?? null],
  ]),
  ['detriment_reported', 'boolean', ({ incident }) => incident.detrimentReported],
  ['detriment_established', 'boolean', ({ incident }) => incident.detrimentEstablished],
  ['knowingly_false', 'boolean', ({ incident }) => incident.knowinglyFalse],
  ['covert_means', 'boolean', ({ incident }) => incident.covertMeans],
  ['protection_requested', 'boolean', ({ incident }) => incident.protectionRequested],
  ['protection_granted', 'boolean', ({ incident }) => incident.protectionGranted],
  ['reporter_left', 'boolean', ({ incident }) => incident.reporterLeft],
  ['referred', 'boolean', ({ incident }) => incident.referred],
  ['description', 'text', ({ incident }) => incident.description],
  ['settlement', 'text', ({ incident }) => incident.settlement],
];

const subjectColumns: readonly InsertColumn<NewSubject>[] = [
  ['id', 'uuid', (row) => row.id],
  ['version_id', 'uuid', (row) => row.versionId],
  ['line', 'integer', (row) => row.line],
  ['relation', 'text', (row) => row.subject.relation],
  ['grade', 'text', (row) => row.subject.grade],
  ['finding', 'text', (row) => row.subject.finding],
];

const measureColumns: readonly InsertColumn<NewMeasure>[] = [
  ['id', 'uuid', () => newId()],
  ['version_id', 'uuid', (row) => row.versionId],
  ['subject_id', 'uuid', (row) => row.subjectId],
  ['measure', 'text', (row) => row.measure],
];

/** Registrations as first versions, with their subject lines and measures. */
export function incidentRows(entries: readonly StoredEntry[]): readonly NewRows[] {
  const versions = entries.map(
    (entry): NewVersion => ({
      versionId: newId(),
      incidentId: entry.recordId,
      incident: incidentSchema.parse(entry.record),
    }),
  );
  const subjects = versions.flatMap(({ versionId, incident }) =>
    incident.subjects.map(
      (subject, index): NewSubject => ({ id: newId(), versionId, line: index + 1, subject }),
    ),
  );
  const measures = subjects.flatMap(({ id, versionId, subject }) =>
    subject.measures.map((measure): NewMeasure => ({ subjectId: id, versionId, measure })),
  );
  return [
    newRows('incident', incidentColumns, versions),
    newRows('incident_subject', subjectColumns, subjects),
    newRows('incident_measure', measureColumns, measures),
  ];
}

/** Ends registrations whose source row vanished; the versions stay. */
export async function withdrawIncidents(database: Database, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  await sql`update incident set withdrawn_at = now() where incident_id = any(${recordIds}::uuid[]) and withdrawn_at is null`.execute(
    database,
  );
}

/**
 * Makes registrations that were stored as new into versions of the incidents that they correct: the earlier version
 * ends, the incident keeps its identity and its reference.
 */
export async function correctIncidents(
  database: Database,
  corrections: readonly Correction[],
  reason: string,
): Promise<void> {
  const stored = corrections.map((one) => one.recordId);
  const corrected = corrections.map((one) => one.corrects);
  await sql`update incident set withdrawn_at = now() where incident_id = any(${corrected}::uuid[]) and withdrawn_at is null`.execute(
    database,
  );
  await sql`
    update incident i set incident_id = c.corrects, change_reason = ${reason},
      reference = (select e.reference from incident e where e.incident_id = c.corrects order by e.recorded_at desc limit 1)
    from unnest(${stored}::uuid[], ${corrected}::uuid[]) as c(stored, corrects)
    where i.incident_id = c.stored`.execute(database);
}

/** Two present incidents with one reference: an export was read into the register that it came from. */
export async function refuseSameReference(database: Database): Promise<void> {
  const rows = await database
    .selectFrom('incident')
    .select('reference')
    .where('withdrawn_at', 'is', null)
    .groupBy('reference')
    .having(({ fn }) => fn.countAll(), '>', 1)
    .orderBy('reference')
    .limit(40)
    .execute();
  if (rows.length === 0) return;
  const advice = text(
    'Dit incident staat al in het register, of twee keer in het bestand. Lees een export in een leeg register in, of verbeter het bestand waaruit het incident kwam en lees dat in met --replace.',
    'This incident is in the register already, or twice in the file. Import an export into an empty register, or correct the file from which the incident came and import that with --replace.',
  );
  throw new StoreRefused(
    rows.map(({ reference }) => ({
      weight: 'refused',
      kind: 'already-registered',
      sheet: '',
      row: 0,
      column: 'Kenmerk in Daglicht',
      value: reference,
      advice,
    })),
  );
}

/** Incidents are known by their reference. */
export const incidentNames: RecordNames = (database) =>
  database
    .selectFrom('incident')
    .select(['incident_id as recordId', 'reference as name'])
    .where('withdrawn_at', 'is', null)
    .execute();
