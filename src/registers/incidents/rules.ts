import { randomFillSync } from 'node:crypto';
import type { Span } from '../../collection/fields/span.ts';
import type { Member } from '../../figures/cubes/dimension.ts';
import { type Text, text } from '../../platform/language/text.ts';

/**
 * What looking into it showed, per subject line. "Established" holds what is substantiated wholly or partly;
 * suspicion is not violation (docs/design/counting.md, "Incident, subject, measure").
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

/** The order in which one finding of several stands for the incident. */
export const gravestFirst: readonly Finding[] = [
  'substantiated',
  'partly',
  'pending',
  'unsubstantiated',
  'undeterminable',
  'not-looked-into',
];

/**
 * The finding of an incident as a whole, from its subject lines: the gravest that was established; pending as
 * long as one line is pending and none established. Undefined when no line has a finding.
 */
export function findingOf(lines: readonly (Finding | null)[]): Finding | undefined {
  return gravestFirst.find((finding) => lines.includes(finding));
}

/** Whether public words may name the matter as what it was suspected to be. */
export function isEstablished(finding: Finding | undefined): boolean {
  return finding === 'substantiated' || finding === 'partly';
}

/** The moments of an incident, in the order in which they should come. */
const moments = [
  'occurred',
  'received',
  'acknowledged',
  'informed',
  'qualified',
  'decided',
  'closed',
] as const;
export type Moment = (typeof moments)[number];

const referenceAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Ten letters and digits without look-alikes, at random: a run of numbers would betray a hidden case. Among a million
 * incidents the chance of two alike is under one in two thousand.
 */
export function newReference(): string {
  if (drawn + lettersOfReference > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  let reference = '';
  for (const end = drawn + lettersOfReference; drawn < end; drawn++)
    reference += referenceAlphabet.charAt((pool[drawn] ?? 0) % 32);
  return reference;
}

const lettersOfReference = 10;
/** Random bytes, drawn many at once: ten at a time cost more than all else of a record's number. */
const pool = Buffer.alloc(400 * lettersOfReference);
let drawn = pool.length;

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
export function contradictingDates(
  dates: Readonly<Partial<Record<Moment, Span | null>>>,
): readonly (readonly [Moment, Moment])[] {
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
