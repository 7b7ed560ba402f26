import { hash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Profile } from '../../../codes/profile.ts';
import {
  type ImportedRecord,
  type PublicSummary,
  SummaryRefused,
  summarySchema,
  UndecidedWarning,
} from '../../../collection/offers/public-summaries.ts';
import type { Action, Database, Question } from '../../../platform/database/doorways.ts';
import { detectIdentity, warningLabels } from '../../../platform/language/identifying/detect.ts';
import { isSamePerson } from '../../../platform/language/same-person.ts';
import { type Language, text } from '../../../platform/language/text.ts';

function refuseUndecided(
  summary: PublicSummary,
  profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
): void {
  if (summary.state !== 'approved') return;
  if (summary.secondReader === null || isSamePerson(summary.secondReader, summary.author)) {
    throw new UndecidedWarning(
      text(
        'Een goedgekeurde samenvatting is door een ander gelezen dan wie haar schreef. Er is niets opgeslagen.',
        'An approved summary was read by somebody else than who wrote it. Nothing was stored.',
      ),
    );
  }
  refuseOpenWarnings(summary, profile);
}

/** Refuses a text with something that may identify a person and about which nobody decided. */
export function refuseOpenWarnings(
  summary: Pick<PublicSummary, 'text' | 'settlement' | 'decisions'>,
  profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
): void {
  const context = {
    allowedNames: profile.allowedNames,
    unitNames: [],
    patterns: profile.identifierDetectors,
  };
  const open = detectIdentity(`${summary.text}\n${summary.settlement}`, context).filter(
    (warning) => !summary.decisions.some((decision) => decision.found === warning.found),
  );
  if (open.length === 0) return;
  const list = (language: Language): string =>
    open.map(({ found, kind }) => `„${found}” (${warningLabels[kind][language]})`).join(', ');
  throw new UndecidedWarning(
    text(
      `Over deze waarschuwingen is nog niet besloten: ${list('nl')}. Er is niets opgeslagen; wijzig de tekst of leg vast waarom dit mag blijven staan.`,
      `These warnings were not decided yet: ${list('en')}. Nothing was stored; change the text or record why this may stay.`,
    ),
  );
}

/**
 * Writes public summaries: separately written texts, each read by a second person and each warning decided before
 * it may appear. Throws {@link UndecidedWarning} or {@link SummaryRefused}; nothing is written then.
 */
export function writeSummaries(
  profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
): Action<readonly PublicSummary[], { written: number }> {
  return {
    name: 'publication.summaries',
    input: z.array(summarySchema).readonly(),
    object: (input) => `${input.length} summaries`,
    change: async (database, input) => {
      for (const summary of input) refuseUndecided(summary, profile);
      const incidents = await presentIncidents(database, input);
      const rows = input.map((one) => ({
        ...one,
        incidentId: incidents.get(incidentOf(one)),
        id: randomUUID(),
        text_sha256: hash('sha256', `${one.text}\n${one.settlement}`, 'hex'),
      }));
      await sql`update incident_summary set withdrawn_at = now()
      where withdrawn_at is null and (incident_id, language) in (
        select "incidentId", language from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("incidentId" uuid, language text))`.execute(
        database,
      );
      await sql`
      insert into incident_summary (id, incident_id, language, text, settlement, author, second_reader, state, text_sha256, decisions, decided_on)
      select id, "incidentId", language, text, settlement, author, "secondReader", state, text_sha256, decisions, "decidedOn"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, "incidentId" uuid, language text, text text, settlement text, author text, "secondReader" text, state text,
             text_sha256 text, decisions jsonb, "decidedOn" date)`.execute(database);
      return { result: { written: rows.length }, audit: { written: rows.length } };
    },
  };
}

function incidentOf(one: PublicSummary): string {
  return one.incidentId ?? one.reference ?? '';
}

/**
 * The ids of the incidents that summaries are about, by id and by reference. Throws {@link SummaryRefused} for one
 * that is not there.
 */
async function presentIncidents(
  database: Database,
  input: readonly PublicSummary[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(input.map(incidentOf))];
  const { rows } = await sql<{ incident_id: string; reference: string }>`
    select incident_id, reference from incident
    where withdrawn_at is null and (incident_id::text = any(${wanted}::text[]) or reference = any(${wanted}::text[]))`.execute(
    database,
  );
  const known = new Map(
    rows.flatMap((row) => [
      [row.incident_id, row.incident_id] as const,
      [row.reference, row.incident_id] as const,
    ]),
  );
  const unknown = wanted.filter((one) => !known.has(one));
  const seen = new Set<string>();
  for (const one of unknown.length === 0 ? input : []) {
    const key = `${known.get(incidentOf(one))} ${one.language}`;
    if (seen.has(key))
      throw new SummaryRefused(
        text(
          `Incident ${incidentOf(one)} heeft in het bestand twee samenvattingen in één taal (${one.language}). Er is niets opgeslagen; laat er één staan.`,
          `Incident ${incidentOf(one)} has two summaries in one language (${one.language}) in the file. Nothing was stored; leave one of them.`,
        ),
      );
    seen.add(key);
  }
  if (unknown.length === 0) return known;
  const named = unknown.slice(0, 10).join(', ');
  const others = unknown.length - 10;
  throw new SummaryRefused(
    text(
      `Het register houdt geen incident ${named}${others > 0 ? ` en ${others} andere` : ''}. Er is niets opgeslagen; lees eerst de registraties in, of maak de lijst opnieuw met summaries list.`,
      `The register keeps no incident ${named}${others > 0 ? ` and ${others} others` : ''}. Nothing was stored; import the records first, or make the list anew with summaries list.`,
    ),
  );
}

/** The incidents that came from a file, with the row they stood in: for writing their public summaries. */
export const importedRecords: Question<{ readonly file: string }, readonly ImportedRecord[]> = {
  name: 'publication.summaries',
  confidential: true,
  object: ({ file }) => file,
  ask: async (database, { file }) =>
    database
      .selectFrom('import_row')
      .innerJoin('incident', 'incident.incident_id', 'import_row.record_id')
      .select([
        'incident.incident_id as incidentId',
        'import_row.row_number as rowNumber',
        'description',
        'settlement',
      ])
      .where('file_name', '=', file)
      .where('import_row.withdrawn_at', 'is', null)
      .where('incident.withdrawn_at', 'is', null)
      .orderBy('row_number')
      .execute(),
};
