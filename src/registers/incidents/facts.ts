import { type RawBuilder, sql } from 'kysely';
import { codeList, findCode } from '../../codes/code-lists.ts';
import {
  codedColumn,
  codedColumns,
  type FactBounds,
  type FactColumn,
  factBounds,
  inFrozenOrder,
  type OwnColumns,
  readFacts,
} from '../../collection/fact-columns.ts';
import type { FactScope, FactSource } from '../../collection/register.ts';
import { leafOf } from '../../figures/cubes/dimensions.ts';
import { type FactTable, notRecorded, withColumn } from '../../figures/cubes/facts.ts';
import { incidentRecord } from './fields.ts';
import { gravestFirst } from './rules.ts';
import { summaryApplies } from './summaries/summary-applies.ts';

const { fields } = incidentRecord;
const { subjects } = incidentRecord.lines;

/** The columns of the coded incidents as publications have frozen them. */
const frozenColumns = [
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
    const bounds = factBounds(scope);
    const { from, until } = bounds;
    const columns = [
      ...codedColumns(fields, 'i'),
      ...Object.values(ownColumns(bounds)).flat(),
      ['finding', findingAtEnd(sql`w.finding`, bounds)],
      ['subjects', sql`coalesce(w.subjects, 0)::text`],
      ['listed', listed(scope)],
      decidedYear(sql`w.finding`, bounds),
    ] satisfies FactColumn[];
    const facts = await readFacts(
      database,
      scope,
      'incidents',
      inFrozenOrder(columns, frozenColumns),
      'i.incident_id',
      sql`from incident i left join worst w on w.version_id = i.version_id
        where i.withdrawn_at is null and i.received_from < ${until}::date
          and (i.received_until > ${from}::date or i.closed_until is null or i.closed_until > ${from}::date)
          and ${isCounted(scope)}`,
      {
        before: sql`with worst as (
          select version_id, count(*) as subjects, ${gravest(sql`finding`)} as finding from incident_subject group by version_id
        )`,
      },
    );
    return withGroups(facts, scope);
  },
};

/** Whether the list of incidents shows it: it has an approved public summary that is still about what it says. */
function listed({ language }: Pick<FactScope, 'language'>): RawBuilder<unknown> {
  const inLanguage = language ? sql`and s.language = ${language}` : sql``;
  return sql`case when exists (
      select from incident_summary s
      where s.incident_id = i.incident_id and s.withdrawn_at is null and s.state = 'approved' ${inLanguage} and ${summaryApplies}
    ) then 'yes' else 'no' end`;
}

/** The gravest finding of the lines that a query groups. */
export function gravest(finding: RawBuilder<unknown>): RawBuilder<unknown> {
  const order = sql`array[${sql.join(gravestFirst.map((one) => sql.lit(one)))}]`;
  return sql`(${order})[min(array_position(${order}, ${finding}))]`;
}

/**
 * The day on which it was decided what there was of an incident: that of the decision, else that of its closing. A
 * register that holds neither of what is no longer looked into knows no better than the day of receipt.
 */
const decisionFrom = sql`coalesce(i.decided_from, i.closed_from, i.received_from)`;
const decisionUntil = sql`case when i.decided_from is not null then i.decided_until
  when i.closed_from is not null then i.closed_until else i.received_until end`;

/** A finding (of the incident `i`) as it was known at the end: what was decided later was still being looked into. */
export function findingAtEnd(
  finding: RawBuilder<unknown>,
  { until }: Pick<FactBounds, 'until'>,
): RawBuilder<unknown> {
  return sql`case when ${finding} is null then '' when ${decisionFrom} >= ${until}::date then 'pending' else ${finding} end`;
}

/** The year of the decision: before the years shown, in one of them, or still open. */
function decidedYear(finding: RawBuilder<unknown>, { from, until, month }: FactBounds): FactColumn {
  return [
    'decided',
    sql`case when ${findingAtEnd(finding, { until })} = 'pending' then 'open'
          when ${decisionUntil} <= ${from}::date then 'before'
          else coalesce(reporting_year(${decisionFrom}, ${decisionUntil}, ${month}), '') end`,
  ];
}

/** The last day of the term for acknowledging receipt (Wbk art. 2.2h) and for informing (art. 2.2i). */
const acknowledgeBy = sql`(i.received_from + 7)`;
const informBy = sql`(i.acknowledged_from + interval '3 months')::date`;

/** The fields that are counted in a way of their own: by year, by term, by duration. */
function ownColumns({ from, until, month }: FactBounds): OwnColumns<typeof fields> {
  const to = sql`${until}::date`;
  /** Days from one moment to a later one, where both are known to the day. */
  const days = (first: RawBuilder<unknown>, later: RawBuilder<unknown>, when: RawBuilder<unknown>) =>
    sql`case when ${when} then (${later} - ${first})::text else '' end`;
  return {
    received: [
      [
        'received',
        sql`case when i.received_until <= ${from}::date then 'before'
              else coalesce(reporting_year(i.received_from, i.received_until, ${month}), '') end`,
      ],
    ],
    occurred: [
      ['occurred', sql`coalesce(reporting_year(i.occurred_from, i.occurred_until, ${month}), '')`],
      [
        'reportingDays',
        days(
          sql`i.occurred_from`,
          sql`i.received_from`,
          sql`i.occurred_precision = 'day' and i.received_precision = 'day' and i.received_from >= i.occurred_from`,
        ),
      ],
    ],
    // Wbk art. 2.2h: at the latest seven days after receipt.
    acknowledged: [
      [
        'acknowledged',
        sql`case when i.received_precision is distinct from 'day' then ''
              when i.acknowledged_precision = 'day' then case when i.acknowledged_from <= ${acknowledgeBy} then 'in-time' else 'late' end
              when ${acknowledgeBy} < ${to} then 'late' else 'not-due' end`,
      ],
    ],
    // Wbk art. 2.2i: at the latest three months after the acknowledgement was sent.
    informed: [
      [
        'informed',
        sql`case when i.acknowledged_precision is distinct from 'day' then ''
              when i.informed_precision = 'day' then
                case when i.informed_from <= ${informBy} then 'in-time' else 'late' end
              when ${informBy} < ${to} then 'late' else 'not-due' end`,
      ],
    ],
    qualified: [
      [
        'qualified',
        sql`case when i.qualified_from is null or i.qualified_from >= ${to} then 'open'
              when i.qualified_until <= ${from}::date then 'before'
              else coalesce(reporting_year(i.qualified_from, i.qualified_until, ${month}), '') end`,
      ],
      [
        'qualifyingDays',
        days(
          sql`i.received_from`,
          sql`i.qualified_from`,
          sql`i.received_precision = 'day' and i.qualified_precision = 'day' and i.qualified_from >= i.received_from and i.qualified_from < ${to}`,
        ),
      ],
    ],
    decided: [
      [
        'decidingDays',
        days(
          sql`i.qualified_from`,
          sql`i.decided_from`,
          sql`i.qualified_precision = 'day' and i.decided_precision = 'day' and i.decided_from >= i.qualified_from and i.decided_from < ${to}`,
        ),
      ],
    ],
    closed: [
      [
        'closed',
        sql`case when i.closed_from is null or i.closed_from >= ${to} then 'open'
              when i.closed_until <= ${from}::date then 'before'
              else coalesce(reporting_year(i.closed_from, i.closed_until, ${month}), '') end`,
      ],
      [
        'closingDays',
        days(
          sql`i.received_from`,
          sql`i.closed_from`,
          sql`i.closed_precision = 'day' and i.received_precision = 'day' and i.closed_from < ${to}`,
        ),
      ],
      [
        'settlingDays',
        days(
          sql`i.decided_from`,
          sql`i.closed_from`,
          sql`i.decided_precision = 'day' and i.closed_precision = 'day' and i.closed_from >= i.decided_from and i.closed_from < ${to}`,
        ),
      ],
      [
        'ageAtEnd',
        sql`case when (i.closed_from is null or i.closed_from >= ${to}) and i.received_from is not null then
                case when i.received_from > (${to} - interval '6 months')::date then 'under-6'
                     when i.received_from > (${to} - interval '12 months')::date then '6-to-12' else 'over-12' end
              else 'closed' end`,
      ],
    ],
    // A signal younger than twelve months tells nothing yet, whoever left: only whole terms compare.
    reporterLeft: [
      [
        'reporterLeft',
        sql`case when i.reporter_left is null and reporting_year(i.received_from, i.received_until, ${month}) is null then ''
              when (i.received_until - 1) + interval '12 months' > ${to} then 'not-due'
              when i.reporter_left then 'yes' when not i.reporter_left then 'no' else '' end`,
      ],
    ],
    // Amounts stand in facts of their own, see moneyFacts.
    damage: [],
    recovered: [],
  };
}

/** The year of receipt, by which subjects, measures and money are counted. */
function receivedYear({ from, month }: FactBounds): FactColumn {
  return [
    'received',
    sql`case when i.received_until <= ${from}::date then 'before'
          else coalesce(reporting_year(i.received_from, i.received_until, ${month}), '') end`,
  ];
}

/** The present incidents that were received, wholly or in part, within the bounds. */
function receivedWithin(scope: FactScope): RawBuilder<unknown> {
  const { from, until } = factBounds(scope);
  return sql`(i.withdrawn_at is null and i.received_from < ${until}::date and i.received_until > ${from}::date
    and ${isCounted(scope)})`;
}

/** The present incidents of which something was decided, wholly or in part, within the bounds. */
function decidedWithin(scope: FactScope): RawBuilder<unknown> {
  const { from, until } = factBounds(scope);
  return sql`(i.withdrawn_at is null and ${decisionFrom} < ${until}::date and ${decisionUntil} > ${from}::date
    and ${isCounted(scope)})`;
}

/** Whether an incident is none of a unit that a report named as missing in the year of receipt. */
export function isCounted({ heldBack = [] }: Pick<FactScope, 'heldBack'>): RawBuilder<unknown> {
  if (heldBack.length === 0) return sql`true`;
  const held = heldBack.map(
    ({ units, from, until }) =>
      sql`(i.unit in (${sql.join(units)}) and i.received_from >= ${from}::date and i.received_until <= ${until}::date)`,
  );
  return sql`not coalesce(${sql.join(held, sql` or `)}, false)`;
}

/** One row per subject line, with the finding about that person. */
export const subjectFacts: FactSource = {
  name: 'subjects',
  read: (database, scope) => {
    const bounds = factBounds(scope);
    const columns = [
      receivedYear(bounds),
      ...codedColumns(subjects.fields, 's').filter(([name]) => name !== 'finding'),
      ['finding', findingAtEnd(sql`s.finding`, bounds)] satisfies FactColumn,
      codedColumn('category', fields.category, 'i'),
      codedColumn('unit', fields.unit, 'i'),
    ];
    return readFacts(
      database,
      scope,
      'subjects',
      inFrozenOrder(columns, ['received', 'relation', 'grade', 'finding', 'category', 'unit']),
      'i.incident_id',
      sql`from incident i left join incident_subject s on s.version_id = i.version_id where ${receivedWithin(scope)}`,
    );
  },
};

/** One row per measure, of what is concluded; what has none recorded stands as one row with the measure not recorded. */
export const measureFacts: FactSource = {
  name: 'measures',
  read: async (database, scope) => {
    const bounds = factBounds(scope);
    const facts = await readFacts(
      database,
      scope,
      'measures',
      [
        receivedYear(bounds),
        codedColumn('measure', subjects.codes.measures.field, 'm'),
        codedColumn('grade', subjects.fields.grade, 's'),
        codedColumn('finding', subjects.fields.finding, 's'),
        codedColumn('category', fields.category, 'i'),
        codedColumn('unit', fields.unit, 'i'),
        decidedYear(sql`s.finding`, bounds),
      ],
      'i.incident_id',
      sql`from incident i
        left join incident_subject s on s.version_id = i.version_id
        left join incident_measure m on m.subject_id = s.id
        where s.finding is distinct from 'pending' and not coalesce(${decisionFrom} >= ${bounds.until}::date, false)
          and (${receivedWithin(scope)} or ${decidedWithin(scope)})`,
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
  read: (database, scope) => {
    const bounds = factBounds(scope);
    return readFacts(
      database,
      scope,
      'incident-money',
      [
        receivedYear(bounds),
        codedColumn('damage', fields.damage, 'i'),
        codedColumn('recovered', fields.recovered, 'i'),
      ],
      'i.incident_id',
      sql`from incident i where ${receivedWithin(scope)}`,
    );
  },
};

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
    ([category = notRecorded, subcategory = notRecorded]) =>
      category === notRecorded ? notRecorded : leafOf(categories, category, subcategory),
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
