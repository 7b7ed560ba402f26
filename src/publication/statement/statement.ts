import type { CodedIncident } from '../../collection/offers/stated-records.ts';
import { type MappedPart, type StatementMapping, translate } from './mapping.ts';

/** The codes of an incident as they are sent. */
export interface SentCodes {
  readonly category: string;
  readonly subcategory: string;
  readonly kind: string;
  readonly finding: string;
  readonly investigation: string;
  readonly measures: readonly string[];
}

/** A line of a statement: incidents with equal codes, counted. */
export interface StatementLine extends Omit<SentCodes, 'measures'> {
  readonly incidents: number;
  readonly subjects: number;
}

/** A code of our own that the receiver's layout has no place for. */
export interface Unmapped {
  readonly part: MappedPart;
  /** Null: not recorded. */
  readonly code: string | null;
  readonly incidents: number;
}

/** A step from the number in the report to the number in the statement. */
export interface ControlStep {
  readonly key:
    | 'report'
    | 'changed-since-report'
    | 'pending'
    | 'date-unclear'
    | 'received-earlier'
    | 'received-unclear'
    | 'unmapped'
    | 'statement';
  readonly incidents: number;
}

/** The statement of a year, before it is written to files. */
export interface Statement {
  readonly year: string;
  readonly lines: readonly StatementLine[];
  readonly measures: readonly { readonly measure: string; readonly times: number }[];
  readonly unmapped: readonly Unmapped[];
  /** Received by the end of the year and not at the counting date: by category and year of receipt. */
  readonly pending: readonly {
    readonly category: string;
    readonly received: string | null;
    readonly incidents: number;
  }[];
  readonly control: readonly ControlStep[];
  /** Why the report cannot be held against it; null when it was. */
  readonly withoutReport: string | null;
  /** Whether it was a published report; otherwise the number that a report of today would give. */
  readonly besidePublished: boolean;
  /** Whether the steps lead from the report to the statement without a remainder. */
  readonly reconciled: boolean;
  readonly totals: { readonly incidents: number; readonly subjects: number; readonly measures: number };
  readonly rows: readonly { readonly incident: CodedIncident; readonly sent: SentCodes }[];
}

/**
 * What the report says about the year: the number of incidents received, or why it gives none. Only a published
 * report may differ from the register of today; a figure computed today must agree with it.
 */
export type ReportTotal =
  | { readonly incidents: number; readonly published: boolean }
  | { readonly missing: string };

/**
 * Counts the incidents of a year for the receiver: its own codes, its own counting date. What has no place in
 * the receiver's layout, and what is still pending, is listed and counted, never dropped in silence.
 */
export function makeStatement(
  year: string,
  incidents: readonly CodedIncident[],
  mapping: StatementMapping,
  report: ReportTotal,
): Statement {
  const inYear = incidents.filter((one) => one.counted === year && !one.pending);
  const rows = inYear.flatMap((incident) => {
    const sent = sentCodes(incident, mapping);
    return sent ? [{ incident, sent }] : [];
  });
  const pending = incidents.filter((one) => one.pending);
  const lines = [...Map.groupBy(rows, ({ sent }) => lineKey(sent)).values()].flatMap(
    (same): StatementLine[] => {
      const [first] = same;
      if (!first) return [];
      const { measures: _, ...codes } = first.sent;
      return [
        { ...codes, incidents: same.length, subjects: sum(same.map(({ incident }) => incident.subjects)) },
      ];
    },
  );
  const control = controlSteps(year, incidents, inYear.length - rows.length, rows.length, report);
  const expected = sum(control.filter((step) => step.key !== 'statement').map((step) => step.incidents));
  return {
    year,
    lines: lines.sort((a, b) => lineKey(a).localeCompare(lineKey(b))),
    measures: counts(rows.flatMap(({ sent }) => sent.measures)).map(([measure, times]) => ({
      measure,
      times,
    })),
    unmapped: unmappedCodes(inYear, mapping),
    pending: counts(pending.map((one) => `${categoryOf(one, mapping)}|${one.received ?? ''}`)).map(
      ([key, number]) => {
        const [category = '', received = ''] = key.split('|');
        return { category, received: received || null, incidents: number };
      },
    ),
    control,
    withoutReport: 'missing' in report ? report.missing : null,
    besidePublished: 'published' in report && report.published,
    reconciled: expected === rows.length,
    totals: {
      incidents: rows.length,
      subjects: sum(rows.map(({ incident }) => incident.subjects)),
      measures: sum(rows.map(({ sent }) => sent.measures.length)),
    },
    rows,
  };
}

/** The codes that are sent for an incident; undefined when a part has no place in the receiver's layout. */
function sentCodes(incident: CodedIncident, mapping: StatementMapping): SentCodes | undefined {
  const [category, subcategory, kind, finding, investigation] = wholeParts.map((part) =>
    translate(mapping, part, incident[part]),
  );
  if (!category || !subcategory || !kind || !finding || !investigation) return undefined;
  return {
    category,
    subcategory,
    kind,
    finding,
    investigation,
    // A measure without a place is listed as unmapped; the incident itself counts.
    measures: incident.measures.flatMap((one) => translate(mapping, 'measure', one) ?? []).sort(),
  };
}

const wholeParts = ['category', 'subcategory', 'kind', 'finding', 'investigation'] as const;

function controlSteps(
  year: string,
  incidents: readonly CodedIncident[],
  unmapped: number,
  counted: number,
  report: ReportTotal,
): readonly ControlStep[] {
  const received = incidents.filter((one) => one.received === year);
  const inYear = incidents.filter((one) => one.counted === year && !one.pending);
  const stated = 'incidents' in report ? report.incidents : received.length;
  const published = 'incidents' in report && report.published;
  const elsewhere = received.filter((one) => !one.pending && one.counted !== year);
  return [
    { key: 'report', incidents: stated },
    { key: 'changed-since-report', incidents: published ? received.length - stated : 0 },
    { key: 'pending', incidents: 0 - received.filter((one) => one.pending).length },
    { key: 'date-unclear', incidents: 0 - elsewhere.length },
    {
      key: 'received-earlier',
      incidents: inYear.filter((one) => one.received !== null && one.received !== year).length,
    },
    { key: 'received-unclear', incidents: inYear.filter((one) => one.received === null).length },
    { key: 'unmapped', incidents: 0 - unmapped },
    { key: 'statement', incidents: counted },
  ];
}

function unmappedCodes(incidents: readonly CodedIncident[], mapping: StatementMapping): readonly Unmapped[] {
  const missing = incidents.flatMap((incident) => [
    ...wholeParts
      .filter((part) => translate(mapping, part, incident[part]) === undefined)
      .map((part) => `${part}|${incident[part] ?? ''}`),
    ...new Set(
      incident.measures
        .filter((one) => translate(mapping, 'measure', one) === undefined)
        .map((one) => `measure|${one}`),
    ),
  ]);
  return counts(missing).flatMap(([key, number]) => {
    const [part, code] = key.split('|');
    const known = [...wholeParts, 'measure' as const].find((one) => one === part);
    return known ? [{ part: known, code: code || null, incidents: number }] : [];
  });
}

function categoryOf(incident: CodedIncident, mapping: StatementMapping): string {
  return translate(mapping, 'category', incident.category) ?? incident.category ?? '';
}

function lineKey(line: Omit<SentCodes, 'measures'>): string {
  return [line.category, line.subcategory, line.kind, line.finding, line.investigation].join('|');
}

function counts(keys: readonly string[]): readonly (readonly [string, number])[] {
  return [...Map.groupBy(keys, (key) => key)]
    .map(([key, same]) => [key, same.length] as const)
    .sort(([a], [b]) => a.localeCompare(b));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
