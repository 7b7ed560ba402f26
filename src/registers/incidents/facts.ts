import { sql } from 'kysely';
import { codeList, findCode } from '../../codes/code-lists.ts';
import { recordCode, scopedColumns } from '../../collection/record-codes.ts';
import type { FactScope, FactSource } from '../../collection/register.ts';
import { withoutSubcode } from '../../figures/cubes/dimensions.ts';
import {
  type FactTable,
  factTableFromJoined,
  type JoinedFactRow,
  notRecorded,
  withColumn,
} from '../../figures/cubes/facts.ts';
import type { Database } from '../../platform/database/doorways.ts';

/** The columns of the coded incidents, in the order in which the query answers them. */
const incidentColumns = [
  'received',
  'closed',
  'occurred',
  'category',
  'subcategory',
  'kind',
  'unit',
  'reporter',
  'channel',
  'anonymous',
  'namedLater',
  'reopened',
  'investigation',
  'investigator',
  'externalStep',
  'finding',
  'detriment',
  'detrimentEstablished',
  'knowinglyFalse',
  'covertMeans',
  'protectionRequested',
  'protectionGranted',
  'reporterLeft',
  'referred',
  'acknowledged',
  'informed',
  'closingDays',
  'reportingDays',
  'qualifyingDays',
  'decidingDays',
  'settlingDays',
  'ageAtEnd',
  'subjects',
] as const;

/** One row per incident: what was reported, looked into, established; stock and flow; terms. */
export const incidentFacts: FactSource = {
  name: 'incidents',
  read: async (database, scope) => {
    const rows = await codedIncidents(database, scope);
    return withGroups(factTableFromJoined('incidents', scopedColumns(scope, incidentColumns), rows), scope);
  },
};

/** One row per subject line, with the finding about that person. */
export const subjectFacts: FactSource = {
  name: 'subjects',
  read: async (database, scope) => {
    const { from, until, month } = bounds(scope);
    const rows = await sql<JoinedFactRow>`
      select concat_ws('|', coalesce(reporting_year(i.received_from, i.received_until, ${month}), ''),
                       coalesce(s.relation, ''), coalesce(s.grade, ''), coalesce(s.finding, ''), coalesce(i.category, ''), coalesce(i.unit, '')${recordCode(scope, 'i.incident_id')}) as codes,
             count(*) as amount
      from incident i left join incident_subject s on s.version_id = i.version_id
      where i.withdrawn_at is null and i.received_from < ${until}::date and i.received_until > ${from}::date
      group by 1 order by 1`.execute(database);
    return factTableFromJoined(
      'subjects',
      scopedColumns(scope, ['received', 'relation', 'grade', 'finding', 'category', 'unit']),
      rows.rows,
    );
  },
};

/** One row per measure, of what is concluded; what has none recorded stands as one row with the measure not recorded. */
export const measureFacts: FactSource = {
  name: 'measures',
  read: async (database, scope) => {
    const { from, until, month } = bounds(scope);
    const rows = await sql<JoinedFactRow>`
      select concat_ws('|', coalesce(reporting_year(i.received_from, i.received_until, ${month}), ''),
                       coalesce(m.measure, ''), coalesce(s.grade, ''), coalesce(s.finding, ''), coalesce(i.category, ''), coalesce(i.unit, '')${recordCode(scope, 'i.incident_id')}) as codes,
             count(*) as amount
      from incident i
      left join incident_subject s on s.version_id = i.version_id
      left join incident_measure m on m.subject_id = s.id
      where s.finding is distinct from 'pending' and i.withdrawn_at is null and i.received_from < ${until}::date and i.received_until > ${from}::date
      group by 1 order by 1`.execute(database);
    const facts = factTableFromJoined(
      'measures',
      scopedColumns(scope, ['received', 'measure', 'grade', 'finding', 'category', 'unit']),
      rows.rows,
    );
    const list = codeList(scope.codes, 'measures');
    return withColumn(
      facts,
      'group',
      ['measure'],
      ([measure]) => findCode(list, measure ?? '')?.group ?? notRecorded,
    );
  },
};

/** The amounts of money of the incidents, for those of one year and amount together. */
export const moneyFacts: FactSource = {
  name: 'incident-money',
  read: async (database, scope) => {
    const { from, until, month } = bounds(scope);
    const rows = await sql<JoinedFactRow>`
      select concat_ws('|', coalesce(reporting_year(i.received_from, i.received_until, ${month}), ''),
                       coalesce(i.damage_euro::text, ''), coalesce(i.recovered_euro::text, '')${recordCode(scope, 'i.incident_id')}) as codes,
             count(*) as amount
      from incident i
      where i.withdrawn_at is null and i.received_from < ${until}::date and i.received_until > ${from}::date
      group by 1 order by 1`.execute(database);
    return factTableFromJoined(
      'incident-money',
      scopedColumns(scope, ['received', 'damage', 'recovered']),
      rows.rows,
    );
  },
};

function bounds(scope: FactScope): { from: string; until: string; month: number } {
  const from = scope.years[0]?.from;
  const until = scope.years.at(-1)?.until;
  if (!from || !until) throw new RangeError('Facts need at least one year.');
  return { from, until, month: scope.yearStart.month };
}

async function codedIncidents(database: Database, scope: FactScope): Promise<readonly JoinedFactRow[]> {
  const { from, until, month } = bounds(scope);
  const answer = await sql<JoinedFactRow>`
    with worst as (
      select version_id, count(*) as subjects,
             (array['substantiated', 'partly', 'pending', 'unsubstantiated', 'undeterminable', 'not-looked-into'])[
               min(array_position(array['substantiated', 'partly', 'pending', 'unsubstantiated', 'undeterminable', 'not-looked-into'], finding))
             ] as finding
      from incident_subject group by version_id
    )
    select concat_ws('|',
        case when i.received_until <= ${from}::date then 'before'
             else coalesce(reporting_year(i.received_from, i.received_until, ${month}), '') end,
        case when i.closed_from is null or i.closed_from >= ${until}::date then 'open'
             when i.closed_until <= ${from}::date then 'before'
             else coalesce(reporting_year(i.closed_from, i.closed_until, ${month}), '') end,
        coalesce(reporting_year(i.occurred_from, i.occurred_until, ${month}), ''),
        coalesce(i.category, ''), coalesce(i.subcategory, ''), coalesce(i.kind, ''), coalesce(i.unit, ''),
        coalesce(i.reporter_type, ''), coalesce(i.channel, ''),
        case i.anonymous when true then 'yes' when false then 'no' else '' end,
        case i.named_later when true then 'yes' when false then 'no' else '' end,
        case i.reopened_by_reporter when true then 'yes' when false then 'no' else '' end,
        coalesce(i.investigation, ''), coalesce(i.investigator, ''), coalesce(i.external_step, ''),
        coalesce(w.finding, ''),
        case i.detriment_reported when true then 'yes' when false then 'no' else '' end,
        case i.detriment_established when true then 'yes' when false then 'no' else '' end,
        case i.knowingly_false when true then 'yes' when false then 'no' else '' end,
        case i.covert_means when true then 'yes' when false then 'no' else '' end,
        case i.protection_requested when true then 'yes' when false then 'no' else '' end,
        case i.protection_granted when true then 'yes' when false then 'no' else '' end,
        -- A signal younger than twelve months tells nothing yet, whoever left: only whole terms compare.
        case when i.reporter_left is null and reporting_year(i.received_from, i.received_until, ${month}) is null then ''
             when (i.received_until - 1) + interval '12 months' > ${until}::date then 'not-due'
             when i.reporter_left then 'yes' when not i.reporter_left then 'no' else '' end,
        case i.referred when true then 'yes' when false then 'no' else '' end,
        -- Wbk art. 2.2h: at the latest seven days after receipt.
        case when i.received_precision is distinct from 'day' then ''
             when i.acknowledged_precision = 'day' then case when i.acknowledged_from <= i.received_from + 7 then 'in-time' else 'late' end
             when i.received_from + 7 < ${until}::date then 'late' else 'not-due' end,
        -- Wbk art. 2.2i: at the latest three months after the acknowledgement was sent.
        case when i.acknowledged_precision is distinct from 'day' then ''
             when i.informed_precision = 'day' then
               case when i.informed_from <= (i.acknowledged_from + interval '3 months')::date then 'in-time' else 'late' end
             when (i.acknowledged_from + interval '3 months')::date < ${until}::date then 'late' else 'not-due' end,
        case when i.closed_precision = 'day' and i.received_precision = 'day' and i.closed_from < ${until}::date
             then (i.closed_from - i.received_from)::text else '' end,
        case when i.occurred_precision = 'day' and i.received_precision = 'day' and i.received_from >= i.occurred_from
             then (i.received_from - i.occurred_from)::text else '' end,
        case when i.received_precision = 'day' and i.qualified_precision = 'day' and i.qualified_from >= i.received_from and i.qualified_from < ${until}::date
             then (i.qualified_from - i.received_from)::text else '' end,
        case when i.qualified_precision = 'day' and i.decided_precision = 'day' and i.decided_from >= i.qualified_from and i.decided_from < ${until}::date
             then (i.decided_from - i.qualified_from)::text else '' end,
        case when i.decided_precision = 'day' and i.closed_precision = 'day' and i.closed_from >= i.decided_from and i.closed_from < ${until}::date
             then (i.closed_from - i.decided_from)::text else '' end,
        case when (i.closed_from is null or i.closed_from >= ${until}::date) and i.received_from is not null then
          case when i.received_from > (${until}::date - interval '6 months')::date then 'under-6'
               when i.received_from > (${until}::date - interval '12 months')::date then '6-to-12' else 'over-12' end
          else 'closed' end,
        coalesce(w.subjects, 0)::text${recordCode(scope, 'i.incident_id')}) as codes,
      count(*) as amount
    from incident i left join worst w on w.version_id = i.version_id
    where i.withdrawn_at is null and i.received_from < ${until}::date
      and (i.received_until > ${from}::date or i.closed_until is null or i.closed_until > ${from}::date)
    group by 1 order by 1`.execute(database);
  return answer.rows;
}

/**
 * Adds the columns that follow from codes: the subcategory within its category, the group of the reporter, and a
 * referral that only the external step tells of.
 */
function withGroups(facts: FactTable, scope: FactScope): FactTable {
  const categories = codeList(scope.codes, 'incident-categories');
  const reporters = codeList(scope.codes, 'reporter-types');
  const steps = scope.codes.get('external-steps');
  const leaf = withColumn(
    facts,
    'leaf',
    ['category', 'subcategory'],
    ([category = notRecorded, subcategory = notRecorded]) => {
      if (category === notRecorded) return notRecorded;
      return findCode(categories, subcategory)?.parent === category ? subcategory : withoutSubcode(category);
    },
  );
  const referred = withColumn(
    leaf,
    'referred',
    ['referred', 'externalStep'],
    ([stated = notRecorded, step = notRecorded]) =>
      stated === notRecorded && steps && findCode(steps, step)?.group === 'referral' ? 'yes' : stated,
  );
  return withColumn(
    referred,
    'reporterGroup',
    ['reporter'],
    ([reporter = notRecorded]) => findCode(reporters, reporter)?.group ?? notRecorded,
  );
}
