import { sql } from 'kysely';
import { z } from 'zod';
import { tableSheet } from '../../../collection/export/register-export.ts';
import {
  type ExportedSummaries,
  type StandingSummary,
  summarySchema,
} from '../../../collection/offers/public-summaries.ts';
import type { Question } from '../../../platform/database/doorways.ts';
import { summaryApplies } from './summary-applies.ts';

/** Reads all public summaries, drafts and withheld ones included. */
export const summariesExport: Question<Record<string, never>, ExportedSummaries> = {
  name: 'publication.summaries',
  confidential: true,
  object: () => 'export',
  ask: async (database) => {
    await sql`set local time zone 'UTC'`.execute(database);
    const { rows } = await sql<Readonly<Record<string, unknown>>>`
      select i.reference, s.language, s.text, s.settlement, s.author, s.second_reader as "secondReader",
             case when ${summaryApplies} or s.state <> 'approved' then s.state else 'draft' end as state,
             s.decided_on::text as "decidedOn", s.decisions
      from incident_summary s join incident i on i.incident_id = s.incident_id and i.withdrawn_at is null
      where s.withdrawn_at is null order by i.reference, s.language`.execute(database);
    return {
      present: z.array(summarySchema).parse(rows),
      history: await tableSheet(database, {
        name: 'incident_summary',
        columns: [
          'id',
          'incident_id',
          'language',
          'text',
          'settlement',
          'author',
          'second_reader',
          'state',
          'text_sha256',
          'decisions',
          'decided_on',
          'recorded_at',
          'withdrawn_at',
        ],
        orderBy: ['incident_id', 'language', 'recorded_at', 'id'],
      }),
    };
  },
};

/** The present summaries about the incidents that came from a file. */
export const standingSummaries: Question<{ readonly file: string }, readonly StandingSummary[]> = {
  name: 'publication.summaries',
  confidential: true,
  object: ({ file }) => file,
  ask: async (database, { file }) => {
    const { rows } = await sql<{ summary: unknown; applies: boolean }>`
      select ${summaryApplies} as applies, json_build_object('incidentId', i.incident_id, 'language', s.language, 'text', s.text,
               'settlement', s.settlement, 'author', s.author, 'secondReader', s.second_reader, 'state', s.state,
               'decidedOn', s.decided_on, 'decisions', s.decisions) as summary
      from incident_summary s join incident i on i.incident_id = s.incident_id and i.withdrawn_at is null
      where s.withdrawn_at is null and i.incident_id in (
        select record_id from import_row where file_name = ${file} and withdrawn_at is null)
      order by i.incident_id, s.language desc`.execute(database);
    return rows.map(({ summary, applies }) => ({ summary: summarySchema.parse(summary), applies }));
  },
};
