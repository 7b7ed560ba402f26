import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { needsWholeRegister } from '../../organisation/access/whole-register.ts';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { sha256 } from '../hashes.ts';
import { ownCodes, type RecordedStatement } from './corrections.ts';
import type { StatementMapping } from './mapping.ts';
import type { Statement } from './statement.ts';

/** What is recorded when a statement is sent. */
export interface RecordInput {
  readonly statement: Statement;
  readonly mapping: StatementMapping;
  readonly madeOn: string;
  readonly programVersion: string;
  /** The statement as it is sent, in JSON. */
  readonly content: string;
}

/** Records a statement as sent, whole or not at all; an earlier version of the same year stays. */
export const recordStatement: Action<RecordInput, { version: number }> = {
  name: 'statement.record',
  input: z.custom<RecordInput>(
    (value) => typeof value === 'object' && value !== null && 'statement' in value && 'content' in value,
  ),
  object: ({ statement }) => `statement ${statement.year}`,
  change: async (database, input) => {
    await needsWholeRegister(database, 'statement');
    const { statement, mapping } = input;
    const id = randomUUID();
    const last = await database
      .selectFrom('statement')
      .select((one) => one.fn.max('version').as('version'))
      .where('year', '=', statement.year)
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    await database
      .insertInto('statement')
      .values({
        id,
        year: statement.year,
        version,
        mapping_key: mapping.key,
        mapping_version: mapping.version,
        counting_date: mapping.countingDate,
        made_on: input.madeOn,
        program_version: input.programVersion,
        content: input.content,
        content_sha256: sha256(input.content),
      })
      .execute();
    const rows = statement.rows.map(({ incident, sent }) => ({
      incident_id: incident.incidentId,
      own: ownCodes(incident),
      sent,
    }));
    await sql`insert into statement_row (statement_id, incident_id, own, sent)
      select ${id}, incident_id, own, sent from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(incident_id uuid, own jsonb, sent jsonb)`.execute(database);
    return { result: { version }, audit: { version, incidents: rows.length } };
  },
};

const codes = {
  category: z.string(),
  subcategory: z.string(),
  kind: z.string(),
  finding: z.string(),
  investigation: z.string(),
};
const sentSchema = z.object({ ...codes, measures: z.array(z.string()) });
const ownSchema = z.object({
  category: codes.category.nullable(),
  subcategory: codes.subcategory.nullable(),
  kind: codes.kind.nullable(),
  finding: codes.finding.nullable(),
  investigation: codes.investigation.nullable(),
  measures: z.array(z.string()),
});

/** The statements recorded as sent up to a year, the last version of each, oldest year first. */
export const recordedStatements: Question<
  { readonly until: string; readonly toRecord?: boolean },
  readonly RecordedStatement[]
> = {
  name: 'statement.recorded',
  confidential: true,
  object: ({ until }) => `statements until ${until}`,
  ask: async (database, { until, toRecord }) => {
    if (toRecord) await needsWholeRegister(database, 'statement');
    const answer = await sql<{
      year: string;
      version: number;
      incident_id: string | null;
      own: unknown;
      sent: unknown;
    }>`
      select s.year, s.version, r.incident_id, r.own, r.sent
      from statement s left join statement_row r on r.statement_id = s.id
      where s.year <= ${until}
        and s.version = (select max(version) from statement o where o.year = s.year)
      order by s.year, r.incident_id`.execute(database);
    return [...Map.groupBy(answer.rows, (row) => row.year)].map(([year, rows]) => ({
      year,
      version: rows[0]?.version ?? 1,
      rows: rows.flatMap((row) =>
        row.incident_id === null
          ? []
          : [
              {
                incidentId: row.incident_id,
                // jsonb gives members in its own order; parsing puts them in ours.
                own: ownSchema.parse(row.own),
                sent: sentSchema.parse(row.sent),
              },
            ],
      ),
    }));
  },
};
