import { sql } from 'kysely';
import type { CodedIncident, StatedRecords, StatedScope } from '../../collection/offers/stated-records.ts';
import type { Question } from '../../platform/database/doorways.ts';
import { gravest } from './facts.ts';

/** Every incident received by the end of the year, in codes, as a statement counts it. */
const codedIncidents: Question<StatedScope, readonly CodedIncident[]> = {
  name: 'statement.incidents',
  confidential: true,
  object: ({ year }) => `statement ${year.key}`,
  ask: async (database, { year, yearStart, countingDate }) => {
    const from = sql.ref(`i.${countingDate}_from`);
    const until = sql.ref(`i.${countingDate}_until`);
    const answer = await sql<CodedIncident>`
      select i.incident_id as "incidentId",
        reporting_year(i.received_from, i.received_until, ${yearStart.month}) as received,
        reporting_year(${from}, ${until}, ${yearStart.month}) as counted,
        (${from} is null or ${from} >= ${year.until}::date) as pending,
        i.category, i.subcategory, i.kind, i.investigation,
        (select ${gravest(sql`j.finding`)} from incident_subject j where j.version_id = i.version_id) as finding,
        (select count(*)::int from incident_subject j where j.version_id = i.version_id) as subjects,
        coalesce((select array_agg(m.measure order by m.measure) from incident_measure m where m.version_id = i.version_id), '{}') as measures
      from incident i
      where i.withdrawn_at is null and i.received_from < ${year.until}::date
      order by i.received_from, i.incident_id`.execute(database);
    return answer.rows;
  },
};

/** The incidents of a yearly statement to a receiver. */
export const statedIncidents: StatedRecords = { read: codedIncidents, total: 'incidents.total' };
