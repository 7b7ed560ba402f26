import { sql } from 'kysely';
import { type CodeLists, codeList, findCode } from '../../codes/code-lists.ts';
import type { RegisterSheet } from '../../collection/register.ts';
import { type DateValue, dateText } from '../../platform/spreadsheets/values/dates.ts';
import { incidentImport } from './import/incident-import.ts';
import { moments } from './rules.ts';

type IncidentRow = Readonly<Record<string, string | null>>;

/**
 * The present registrations on the uniform form, with codes instead of labels and with the reference by which they
 * are the same incidents when they are read back. The sender's own number of a case is not kept.
 */
export const incidentSheet: RegisterSheet = {
  name: 'registraties',
  headings: incidentImport.columns.map((column) => column.label.nl),
  read: async (database, codes) => {
    const rows = await sql<IncidentRow>`
      select i.reference, i.category, i.subcategory, i.description, i.settlement, i.kind, i.unit,
        i.reporter_type as reporter, i.channel,
        i.anonymous::text as anonymous, i.named_later::text as "namedLater", i.reopened_by_reporter::text as reopened,
        i.investigation, i.investigator, i.external_step as "externalStep",
        i.detriment_reported::text as detriment, i.detriment_established::text as "detrimentEstablished",
        i.knowingly_false::text as "knowinglyFalse", i.covert_means::text as "covertMeans",
        i.protection_requested::text as "protectionRequested", i.protection_granted::text as "protectionGranted",
        i.reporter_left::text as "reporterLeft", i.referred::text as referred,
        i.damage_euro::text as damage, i.recovered_euro::text as recovered,
        ${sql.raw(moments.map((one) => `i.${one}_from::text, i.${one}_until::text, i.${one}_precision`).join(', '))},
        lines.relation, lines.grade, lines.finding, lines.measure
      from incident i
      left join lateral (
        select string_agg(coalesce(s.relation, ''), ' ; ' order by s.line) as relation,
               string_agg(coalesce(s.grade, ''), ' ; ' order by s.line) as grade,
               string_agg(coalesce(s.finding, ''), ' ; ' order by s.line) as finding,
               string_agg(coalesce((select string_agg(m.measure, ' + ' order by m.measure)
                                    from incident_measure m where m.subject_id = s.id), ''), ' ; ' order by s.line) as measure
        from incident_subject s where s.version_id = i.version_id
      ) as lines on true
      where i.withdrawn_at is null
      order by i.received_from, i.reference`.execute(database);
    return rows.rows.map((row) =>
      incidentImport.columns.map((column) => writtenValue(row, column.key, codes)),
    );
  },
};

function writtenValue(row: IncidentRow, key: string, codes: CodeLists): string | null {
  if (key === 'period' && inReportingYears(row)) return reportingYears(row);
  if (key === 'received' && inReportingYears(row)) return null;
  const moment = moments.find((one) => one === key);
  if (moment !== undefined)
    return spanText(row[`${moment}_from`], row[`${moment}_until`], row[`${moment}_precision`]);
  const value = row[key] ?? null;
  if (key === 'subcategory' && value !== null) return withLetter(value, codes);
  return value;
}

/** Received in a year or years that do not begin in January: no date says that, the column of the reporting year does. */
function inReportingYears(row: IncidentRow): boolean {
  const from = row['received_from'];
  return (
    ['year', 'period'].includes(row['received_precision'] ?? '') &&
    from !== null &&
    from !== undefined &&
    !from.endsWith('-01-01')
  );
}

/** The reporting years of a profile bear the calendar year in which they begin. */
function reportingYears(row: IncidentRow): string {
  const first = (row['received_from'] ?? '').slice(0, 4);
  const last = String(Number((row['received_until'] ?? '').slice(0, 4)) - 1);
  return first === last ? first : `${first}-${last}`;
}

/** The letter of its own category goes before a subcategory: a pair that does not fit stays readable. */
function withLetter(subcategory: string, codes: CodeLists): string {
  const parent = findCode(codeList(codes, 'incident-categories'), subcategory)?.parent;
  return parent !== undefined && /^[a-z]$/.test(parent) ? `${parent}. ${subcategory}` : subcategory;
}

function spanText(
  from: string | null | undefined,
  until: string | null | undefined,
  precision: string | null | undefined,
): string | null {
  if (!from || !until || !precision) return null;
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const value: DateValue =
    precision === 'day'
      ? { precision, year, month, day }
      : precision === 'month'
        ? { precision, year, month }
        : precision === 'quarter'
          ? { precision, year, quarter: Math.ceil(month / 3) }
          : precision === 'period'
            ? { precision, from: year, to: Number(until.slice(0, 4)) - 1 }
            : { precision: 'year', year };
  return dateText(value);
}
