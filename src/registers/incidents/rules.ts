import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Member } from '../../figures/cubes/dimension.ts';
import { type Text, text } from '../../platform/language/text.ts';

/**
 * What looking into it showed, per subject line. "Established" holds what is substantiated wholly or partly;
 * suspicion is not violation (counting.md).
 */
export const findings = [
  'substantiated',
  'partly',
  'unsubstantiated',
  'undeterminable',
  'not-looked-into',
  'pending',
] as const;
export type Finding = (typeof findings)[number];

export const findingLabels: Readonly<Record<Finding, Text>> = {
  substantiated: text('aangetoond', 'substantiated'),
  partly: text('deels aangetoond', 'partly substantiated'),
  unsubstantiated: text('niet aangetoond', 'unsubstantiated'),
  undeterminable: text('niet vast te stellen', 'cannot be determined'),
  'not-looked-into': text('niet onderzocht', 'not looked into'),
  pending: text('nog in onderzoek', 'still being looked into'),
};

/** The findings as a tree: established above substantiated and partly, as figures and protection use it. */
export const findingMembers: readonly Member[] = [
  { code: 'established', label: text('vastgesteld', 'established') },
  { code: 'substantiated', label: findingLabels.substantiated, parent: 'established' },
  { code: 'partly', label: findingLabels.partly, parent: 'established' },
  { code: 'unsubstantiated', label: findingLabels.unsubstantiated },
  { code: 'undeterminable', label: findingLabels.undeterminable },
  { code: 'not-looked-into', label: findingLabels['not-looked-into'] },
  { code: 'pending', label: findingLabels.pending },
];

export const relations = [
  'employee',
  'supervisor',
  'hired',
  'seconded',
  'former',
  'external',
  'unknown',
] as const;
export type Relation = (typeof relations)[number];

export const relationLabels: Readonly<Record<Relation, Text>> = {
  employee: text('medewerker', 'employee'),
  supervisor: text('leidinggevende', 'supervisor'),
  hired: text('externe inhuur', 'external hire'),
  seconded: text('gedetacheerde', 'secondee'),
  former: text('oud-medewerker', 'former employee'),
  external: text('externe partij', 'external party'),
  unknown: text('onbekend', 'unknown'),
};

/**
 * The finding of an incident as a whole, from its subject lines: the gravest that was established; pending as
 * long as one line is pending and none established. Undefined when no line has a finding.
 */
export function findingOf(lines: readonly (Finding | null)[]): Finding | undefined {
  const order: readonly Finding[] = [
    'substantiated',
    'partly',
    'pending',
    'unsubstantiated',
    'undeterminable',
    'not-looked-into',
  ];
  return order.find((finding) => lines.includes(finding));
}

/** Whether public words may name the matter as what it was suspected to be. */
export function isEstablished(finding: Finding | undefined): boolean {
  return finding === 'substantiated' || finding === 'partly';
}

/** A date with its precision: a span of days, `until` exclusive. */
export const spanSchema = z.strictObject({
  from: z.iso.date(),
  until: z.iso.date(),
  precision: z.enum(['day', 'month', 'quarter', 'year', 'period']),
});
export type Span = z.infer<typeof spanSchema>;

/** The moments of an incident, in the order in which they should come. */
export const moments = [
  'occurred',
  'received',
  'acknowledged',
  'informed',
  'qualified',
  'decided',
  'closed',
] as const;
export type Moment = (typeof moments)[number];

/** A registration as it is kept. Every field may be null: "niet vastgelegd". */
export const incidentSchema = z.strictObject({
  /** Given by this program; null: it is to be given one. */
  reference: z.string().nullable(),
  kind: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
  unit: z.string().nullable(),
  reporterType: z.string().nullable(),
  channel: z.string().nullable(),
  anonymous: z.boolean().nullable(),
  namedLater: z.boolean().nullable(),
  reopenedByReporter: z.boolean().nullable(),
  investigation: z.string().nullable(),
  investigator: z.string().nullable(),
  externalStep: z.string().nullable(),
  damageEuro: z.string().nullable(),
  recoveredEuro: z.string().nullable(),
  dates: z.partialRecord(z.enum(moments), spanSchema),
  detrimentReported: z.boolean().nullable(),
  detrimentEstablished: z.boolean().nullable(),
  /** The reporter knew that it was untrue; what could not be proven is not that. */
  knowinglyFalse: z.boolean().nullable(),
  covertMeans: z.boolean().nullable(),
  protectionRequested: z.boolean().nullable(),
  protectionGranted: z.boolean().nullable(),
  /** Within twelve months after reporting. */
  reporterLeft: z.boolean().nullable(),
  /** Passed on to another authority. */
  referred: z.boolean().nullable(),
  description: z.string().nullable(),
  settlement: z.string().nullable(),
  subjects: z.array(
    z.strictObject({
      relation: z.enum(relations).nullable(),
      /** A band of the list grade-bands, never the grade itself. */
      grade: z.string().nullable(),
      finding: z.enum(findings).nullable(),
      measures: z.array(z.string()),
    }),
  ),
});
export type Incident = z.infer<typeof incidentSchema>;

const referenceAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Ten letters and digits without look-alikes, at random: a run of numbers would betray a hidden case. Among a million
 * incidents the chance of two alike is under one in two thousand.
 */
export function newReference(): string {
  return Array.from(randomBytes(10), (byte) => referenceAlphabet[byte % 32]).join('');
}

/** Whether a text has the form of {@link newReference}; the first ones had eight letters. */
export function isReference(text: string): boolean {
  return (
    (text.length === 10 || text.length === 8) &&
    [...text].every((letter) => referenceAlphabet.includes(letter))
  );
}

/** In this order one moment cannot lie before another; a reporter may be informed after closing. */
const ordered: readonly Moment[] = ['occurred', 'received', 'qualified', 'decided', 'closed'];

/** Dates that contradict each other: a later moment that lies wholly before an earlier one. */
export function contradictingDates(dates: Incident['dates']): readonly (readonly [Moment, Moment])[] {
  const found: (readonly [Moment, Moment])[] = [];
  ordered.forEach((early, index) => {
    for (const late of ordered.slice(index + 1)) {
      const first = dates[early];
      const second = dates[late];
      if (first && second && second.until <= first.from) found.push([early, late]);
    }
  });
  return found;
}
