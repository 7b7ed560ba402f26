import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { type CodeLists, codeList, findCode } from '../../codes/code-lists.ts';
import type { Profile } from '../../codes/profile.ts';
import { doubtWords } from '../../collection/doubt-words.ts';
import type { Period } from '../../organisation/period.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { detectIdentity, warningLabels } from '../../platform/language/identifying/detect.ts';
import type { Language } from '../../platform/language/text.ts';
import { incidents } from '../../registers/incidents/register.ts';
import { sha256 } from '../hashes.ts';
import type { AppendixRow } from '../report-model.ts';
import { summaryApplies } from './summary-applies.ts';

/** A public summary as it is written: who wrote it, who read it, and what was decided about each warning. */
export const summarySchema = z
  .strictObject({
    /** Of which incident: by the id of its record, or by the reference that it keeps in exports. */
    incidentId: z.uuid().optional(),
    reference: z.string().min(1).optional(),
    language: z.enum(['nl', 'en']),
    text: z.string().min(1),
    settlement: z.string(),
    author: z.string().min(1),
    secondReader: z.string().min(1).nullable(),
    state: z.enum(['draft', 'approved', 'withheld']),
    decidedOn: z.iso.date().nullable(),
    decisions: z.array(
      z.strictObject({
        warning: z.string(),
        found: z.string(),
        decision: z.enum(['changed', 'kept']),
        because: z.string().min(1),
      }),
    ),
  })
  .refine((one) => (one.incidentId === undefined) !== (one.reference === undefined), {
    path: ['incidentId'],
    message: 'noem het incident op een manier: met incidentId of met reference',
    params: { en: 'name the incident in one way: by incidentId or by reference' },
  });
export type PublicSummary = z.infer<typeof summarySchema>;

/** Summaries cannot be kept as they are; nothing was stored. Its message is for who wrote them. */
export class SummaryRefused extends Error {
  override name = 'SummaryRefused';
}

/** An approved text holds something that may identify a person and about which nobody decided. */
export class UndecidedWarning extends SummaryRefused {
  override name = 'UndecidedWarning';
}

function refuseUndecided(
  summary: PublicSummary,
  profile: Pick<Profile, 'allowedNames' | 'identifierDetectors'>,
): void {
  if (summary.state !== 'approved') return;
  if (summary.secondReader === null || summary.secondReader === summary.author) {
    throw new UndecidedWarning(
      'Een goedgekeurde samenvatting is door een ander gelezen dan wie haar schreef. Er is niets opgeslagen.',
    );
  }
  const context = {
    allowedNames: profile.allowedNames,
    unitNames: [],
    patterns: profile.identifierDetectors,
  };
  const open = detectIdentity(`${summary.text}\n${summary.settlement}`, context).filter(
    (warning) => !summary.decisions.some((decision) => decision.found === warning.found),
  );
  if (open.length === 0) return;
  const list = open.map((warning) => `„${warning.found}” (${warningLabels[warning.kind].nl})`).join(', ');
  throw new UndecidedWarning(
    `Over deze waarschuwingen is nog niet besloten: ${list}. Er is niets opgeslagen; wijzig de tekst of leg vast waarom dit mag blijven staan.`,
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
        text_sha256: sha256(`${one.text}\n${one.settlement}`),
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
        `Incident ${incidentOf(one)} heeft in het bestand twee samenvattingen in één taal (${one.language}). Er is niets opgeslagen; laat er één staan.`,
      );
    seen.add(key);
  }
  if (unknown.length === 0) return known;
  throw new SummaryRefused(
    `Het register houdt geen incident ${unknown.slice(0, 10).join(', ')}${unknown.length > 10 ? ` en ${unknown.length - 10} andere` : ''}. Er is niets opgeslagen; lees eerst de registraties in, of maak de lijst opnieuw met summaries list.`,
  );
}

/** A coded incident of the period with its approved summary, if it has one. */
export interface ListedIncident {
  readonly category: string | null;
  readonly subcategory: string | null;
  readonly finding: string | null;
  readonly summary: string | null;
  readonly settlement: string | null;
  readonly flags: readonly string[];
}

/**
 * The incidents of a period for the appendix; only approved texts leave the register, about incidents that did not
 * change since.
 */
export const listedIncidents: Question<
  { readonly period: Period; readonly language: Language },
  readonly ListedIncident[]
> = {
  name: 'publication.summaries',
  confidential: true,
  object: ({ period }) => `appendix ${period.key}`,
  ask: async (database, { period, language }) => {
    const rows = await sql<ListedIncident>`
      select i.category, i.subcategory, s.text as summary, s.settlement,
        (select (array['substantiated', 'partly', 'pending', 'unsubstantiated', 'undeterminable', 'not-looked-into'])[
           min(array_position(array['substantiated', 'partly', 'pending', 'unsubstantiated', 'undeterminable', 'not-looked-into'], j.finding))]
         from incident_subject j where j.version_id = i.version_id) as finding,
        coalesce((select array_agg(distinct f.kind order by f.kind) from record_flag f
                  where f.record_id = i.incident_id and f.withdrawn_at is null), '{}') as flags
      from incident i
      left join incident_summary s on s.incident_id = i.incident_id and s.language = ${language} and s.withdrawn_at is null and s.state = 'approved'
        and ${summaryApplies}
      where i.withdrawn_at is null and i.received_from >= ${period.from}::date and i.received_until <= ${period.until}::date
      order by i.category nulls last, i.subcategory nulls last, s.text nulls last, finding, s.settlement, flags, i.reference`.execute(
      database,
    );
    return rows.rows;
  },
};

/** The incidents that came from a file, with the row they stood in: for writing their public summaries. */
export const importedRecords: Question<
  { readonly file: string },
  readonly {
    readonly incidentId: string;
    readonly rowNumber: number;
    readonly description: string | null;
    readonly settlement: string | null;
  }[]
> = {
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

const findingWords: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  substantiated: { nl: 'aangetoond', en: 'substantiated' },
  partly: { nl: 'deels aangetoond', en: 'partly substantiated' },
  unsubstantiated: { nl: 'niet aangetoond', en: 'unsubstantiated' },
  undeterminable: { nl: 'niet vast te stellen', en: 'cannot be determined' },
  'not-looked-into': { nl: 'niet onderzocht', en: 'not looked into' },
  pending: { nl: 'nog in onderzoek', en: 'still being looked into' },
};

/** The doubts that a reader of the appendix is told. */
const toldDoubts = ['subcategory-outside-category', 'same-row-twice', 'measure-blank', 'measure-unknown'];

/**
 * The rows of the appendix. What was not established carries neutral labels: no "opzet", no "fraude". Rows
 * without an approved summary are left out and counted.
 */
export function appendixRows(
  listed: readonly ListedIncident[],
  codes: CodeLists,
  language: Language,
): { readonly rows: readonly AppendixRow[]; readonly withheld: number } {
  const list = codeList(codes, 'incident-categories');
  const rows = listed
    .filter((incident) => incident.summary !== null)
    .map((incident): AppendixRow => {
      const established = incident.finding === 'substantiated' || incident.finding === 'partly';
      const label = (key: string | null) => {
        const code = key === null ? undefined : findCode(list, key);
        if (!code) return language === 'nl' ? 'niet vastgelegd' : 'not recorded';
        return (established ? code.label : (code.neutralLabel ?? code.label))[language];
      };
      return {
        category: label(incident.category),
        subcategory: label(incident.subcategory),
        finding:
          findingWords[incident.finding ?? '']?.[language] ??
          (language === 'nl' ? 'niet vastgelegd' : 'not recorded'),
        established,
        summary: incident.summary ?? '',
        settlement: incident.settlement ?? '',
        flags: incident.flags
          .filter((flag) => toldDoubts.includes(flag))
          .map((flag) => doubtWords(flag, language, incidents.doubts)),
      };
    });
  return { rows, withheld: listed.length - rows.length };
}
