import { sql } from 'kysely';
import { type CodeLists, codeList, findCode } from '../../../codes/code-lists.ts';
import { doubtWords } from '../../../collection/doubt-words.ts';
import type { ListedRow, ListedRows, ListScope, ReportList } from '../../../collection/offers/report-list.ts';
import type { Question } from '../../../platform/database/doorways.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { incidentDoubts } from '../doubts.ts';
import { findingAtEnd, gravest, isCounted } from '../facts.ts';
import { findingLabels } from '../rules.ts';
import { summariesBesideRecord } from './beside-record.ts';
import { importedRecords, writeSummaries } from './summaries.ts';
import { summaryApplies } from './summary-applies.ts';
import { standingSummaries, summariesExport } from './summary-export.ts';

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
export const listedIncidents: Question<ListScope, readonly ListedIncident[]> = {
  name: 'publication.summaries',
  confidential: true,
  object: ({ period }) => `appendix ${period.key}`,
  ask: async (database, { period, language, heldBack = [] }) => {
    const rows = await sql<ListedIncident>`
      select i.category, i.subcategory, s.text as summary, w.finding,
        case when w.finding = 'pending' then null else s.settlement end as settlement,
        coalesce((select array_agg(distinct f.kind order by f.kind) from record_flag f
                  where f.record_id = i.incident_id and f.withdrawn_at is null), '{}') as flags
      from incident i
      left join lateral (select nullif(${findingAtEnd(gravest(sql`j.finding`), period)}, '') as finding
        from incident_subject j where j.version_id = i.version_id group by i.incident_id) w on true
      left join incident_summary s on s.incident_id = i.incident_id and s.language = ${language} and s.withdrawn_at is null and s.state = 'approved'
        and ${summaryApplies}
      where i.withdrawn_at is null and i.received_from >= ${period.from}::date and i.received_until <= ${period.until}::date and ${isCounted({ heldBack })}
      order by i.category nulls last, i.subcategory nulls last, s.text nulls last, w.finding, settlement, flags, i.reference`.execute(
      database,
    );
    return rows.rows;
  },
};

/** The doubts that a reader of the appendix is told. */
const toldDoubts = ['subcategory-outside-category', 'same-row-twice', 'measure-blank', 'measure-unknown'];

/**
 * The rows of the appendix. What was not established carries neutral labels: no "opzet", no "fraude". Rows
 * without an approved summary are left out and counted.
 */
function appendixRows(listed: readonly ListedIncident[], codes: CodeLists, language: Language): ListedRows {
  const list = codeList(codes, 'incident-categories');
  const rows = listed
    .filter((incident) => incident.summary !== null)
    .map((incident): ListedRow => {
      const established = incident.finding === 'substantiated' || incident.finding === 'partly';
      const label = (key: string | null) => {
        const code = key === null ? undefined : findCode(list, key);
        if (!code) return language === 'nl' ? 'niet vastgelegd' : 'not recorded';
        return (established ? code.label : (code.neutralLabel ?? code.label))[language];
      };
      return {
        category: label(incident.category),
        subcategory: label(incident.subcategory),
        finding: findingLabel(incident.finding)[language],
        established,
        summary: incident.summary ?? '',
        settlement: incident.settlement ?? '',
        flags: incident.flags
          .filter((flag) => toldDoubts.includes(flag))
          .map((flag) => doubtWords(flag, language, incidentDoubts)),
      };
    });
  return { rows, withheld: listed.length - rows.length };
}

const findingLabel = (finding: string | null) =>
  Object.entries(findingLabels).find(([code]) => code === finding)?.[1] ??
  text('niet vastgelegd', 'not recorded');

/** The list of incidents that a document places with `::appendix`. */
export const incidentList: ReportList = {
  directive: 'appendix',
  title: text('Overzicht van incidenten', 'List of incidents'),
  figures: ['incidents.listed'],
  beside: ['incidents.total'],
  settlements: {
    tell: 'measure',
    doubts: ['measure-blank', 'measure-unknown'].flatMap((doubt) => incidentDoubts[doubt] ?? []),
    instead: text(
      'De afdoening staat niet bij de incidenten: in de tabellen over maatregelen zijn aantallen verborgen die uit de lijst zouden zijn af te leiden.',
      'Settlements are not listed with the incidents: tables of measures hide numbers that could be derived from the list.',
    ),
  },
  read: (codes) => ({
    name: listedIncidents.name,
    confidential: true,
    object: listedIncidents.object,
    ask: async (database, asked) =>
      appendixRows(await listedIncidents.ask(database, asked), codes, asked.language),
  }),
  summaries: {
    write: writeSummaries,
    imported: importedRecords,
    standing: standingSummaries,
    exported: summariesExport,
    beside: summariesBesideRecord,
  },
};
