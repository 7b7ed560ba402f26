import { sql } from 'kysely';
import type { BuiltOn, BuiltOnQuestion } from '../../collection/import/undo/built-on.ts';
import { text } from '../../platform/language/text.ts';

const correctInstead = text(
  'Wat naar buiten is gegaan, blijft zoals het is. Verbeter het bestand en lees het opnieuw in met --replace: het volgende verslag noemt wat er is veranderd.',
  'What went out stays as it is. Correct the file and import it again with --replace: the next report names what changed.',
);

/** Reports that were published since and count what an import brought: all but those of a time before its rows. */
const publishedSince: BuiltOnQuestion = async (database, { moment, from }) => {
  const { rows } = await sql<{ slug: string; version: number; title_nl: string; title_en: string }>`
    select slug, version, title_nl, title_en from publication
    where recorded_at > ${moment}::timestamptz and (${from}::date is null or period_until > ${from}::date)
    order by recorded_at`.execute(database);
  return rows.map(
    ({ slug, version, title_nl, title_en }): BuiltOn => ({
      kind: 'published',
      what: text(
        `Het verslag „${title_nl}” (${slug}, versie ${version}) is daarna gepubliceerd en telt deze inlezing mee.`,
        `The report “${title_en}” (${slug}, version ${version}) was published since and counts this import.`,
      ),
      next: correctInstead,
    }),
  );
};

/** Statements that were sent since and hold an incident of the import. */
const statedSince: BuiltOnQuestion = async (database, { moment, recordIds }) => {
  const { rows } = await sql<{ year: string; version: number }>`
    select s.year, s.version from statement s
    where s.recorded_at > ${moment}::timestamptz and exists (
      select from statement_row r where r.statement_id = s.id and r.incident_id = any(${recordIds}::uuid[]))
    order by s.recorded_at`.execute(database);
  return rows.map(
    ({ year, version }): BuiltOn => ({
      kind: 'stated-to-receiver',
      what: text(
        `De jaarlijkse opgave over ${year} (versie ${version}) is daarna gemaakt en telt deze inlezing mee.`,
        `The yearly statement of ${year} (version ${version}) was made since and counts this import.`,
      ),
      next: correctInstead,
    }),
  );
};

/** What reports and statements built on an import. */
export const reportsBuiltOn: readonly BuiltOnQuestion[] = [publishedSince, statedSince];
