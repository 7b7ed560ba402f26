import { z } from 'zod';
import { ExplainedError } from '../platform/language/explained-error.ts';
import { type Text, text } from '../platform/language/text.ts';

/** What a profile states how long it is kept, each once. The table `retention_kind` says the same to the database. */
export const retentionKinds = [
  'incidents',
  'incidents-not-established',
  'security-incidents',
  'outside-activities',
  'gifts',
  'names-of-who-left',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** What a kind is, and within which bounds its term lies. */
interface KindOfRetention {
  readonly what: Text;
  /** The event from which the term runs. */
  readonly trigger: Text;
  /** The shortest term that the source allows, in months. */
  readonly least: number;
  /** What holds where a profile says nothing. */
  readonly usual: RetentionTerm;
}

/** How long something is kept, and on what ground. */
export interface RetentionTerm {
  readonly months: number;
  readonly source: string;
}

const closed = text(
  'afsluiting, en pas als het jaar is gepubliceerd',
  'closing, and not before the year was published',
);
const employmentEnded = text('einde van het dienstverband', 'end of the employment');
const personnelFile = 'BSD P-dossier: 7 jaar na einde dienstverband';

/** The kinds, with the terms of docs/design/domain.md 4. */
export const retentionOfKind: Readonly<Record<RetentionKind, KindOfRetention>> = {
  incidents: {
    what: text('Registratie van een incident', 'Registration of an incident'),
    trigger: closed,
    least: 1,
    usual: {
      months: 24,
      source: 'Wbk art. 2a, tweede lid: geen vaste termijn; 2 jaar na afsluiting is gebruik',
    },
  },
  'incidents-not-established': {
    what: text('Incident dat niet is aangetoond', 'Incident that was not established'),
    trigger: closed,
    least: 1,
    usual: { months: 6, source: 'AVG art. 5, eerste lid, onder e: kort; eigen keuze van 6 maanden' },
  },
  'security-incidents': {
    what: text('Beveiligings- of datalek', 'Security incident or data breach'),
    trigger: closed,
    least: 36,
    usual: { months: 36, source: 'BIO2 5.28.01: minstens 3 jaar' },
  },
  'outside-activities': {
    what: text('Opgave van nevenwerkzaamheden', 'Declaration of outside activities'),
    trigger: employmentEnded,
    least: 1,
    usual: { months: 84, source: personnelFile },
  },
  gifts: {
    what: text('Melding van een geschenk', 'Report of a gift'),
    trigger: employmentEnded,
    least: 1,
    usual: { months: 84, source: personnelFile },
  },
  'names-of-who-left': {
    what: text('Naam en adres van wie uit dienst is', 'Name and address of who left'),
    trigger: employmentEnded,
    least: 6,
    usual: { months: 24, source: 'AVG art. 5, eerste lid, onder e: eigen keuze van 24 maanden' },
  },
};

/** The longest term, in months: what is kept for good is no term. */
export const longestTerm = 1200;

const termOf = (kind: RetentionKind) =>
  z.strictObject({
    months: z.number().int().min(retentionOfKind[kind].least).max(longestTerm),
    source: z.string().trim().min(1).max(200),
  });

/** The terms of all kinds. */
export const retentionSchema = z.strictObject({
  incidents: termOf('incidents'),
  'incidents-not-established': termOf('incidents-not-established'),
  'security-incidents': termOf('security-incidents'),
  'outside-activities': termOf('outside-activities'),
  gifts: termOf('gifts'),
  'names-of-who-left': termOf('names-of-who-left'),
}) satisfies z.ZodType<Readonly<Record<RetentionKind, RetentionTerm>>>;
export type RetentionTerms = z.infer<typeof retentionSchema>;

/** What a profile says of retention: some kinds, or, in older ones, months of names alone. */
interface StatedRetention {
  readonly retention?: { readonly [kind in RetentionKind]?: RetentionTerm | undefined } | undefined;
  readonly namesKeptMonths?: number | undefined;
}

/** The terms of a profile; where it says nothing the usual ones. */
export function retentionOf({ retention = {}, namesKeptMonths }: StatedRetention): RetentionTerms {
  const names = retentionOfKind['names-of-who-left'].usual;
  const stated = (kind: RetentionKind): RetentionTerm => retention[kind] ?? retentionOfKind[kind].usual;
  return {
    incidents: stated('incidents'),
    'incidents-not-established': stated('incidents-not-established'),
    'security-incidents': stated('security-incidents'),
    'outside-activities': stated('outside-activities'),
    gifts: stated('gifts'),
    'names-of-who-left':
      retention['names-of-who-left'] ??
      (namesKeptMonths === undefined ? names : { months: namesKeptMonths, source: names.source }),
  };
}

/** Whether two sets of terms keep everything equally long. */
export function sameTerms(one: RetentionTerms, other: RetentionTerms): boolean {
  return retentionKinds.every((kind) => one[kind].months === other[kind].months);
}

/** A term in words: years where it is whole years. */
export function termInWords(months: number): Text {
  if (months % 12 === 0)
    return text(`${months / 12} jaar`, `${months / 12} ${months === 12 ? 'year' : 'years'}`);
  return text(
    `${months} ${months === 1 ? 'maand' : 'maanden'}`,
    `${months} ${months === 1 ? 'month' : 'months'}`,
  );
}

/** Retention terms that cannot be changed as asked. */
class RetentionRefused extends ExplainedError {
  override readonly name = 'RetentionRefused';
}

/** A person changes retention terms without the privacy officer. */
export function retentionUnapproved(): RetentionRefused {
  return new RetentionRefused('retention-unapproved', {
    what: text(
      'Dit profiel heeft andere bewaartermijnen dan nu gelden. Die wijzigt niemand alleen: een van de twee die erover beslissen is de privacy officer.',
      'This profile has other retention terms than hold now. Nobody changes those alone: one of the two who decide is the privacy officer.',
    ),
    where: text('profile.json, retention', 'profile.json, retention'),
    kept: text(
      'De organisatie en haar profiel zoals zij waren; er is niets gewijzigd.',
      'The organisation and its profile as they were; nothing was changed.',
    ),
    next: text(
      'Stel de termijnen voor op de werkplek (Instellingen, Bewaartermijnen) en laat ze goedkeuren. Leg daarna dit profiel vast, met dezelfde termijnen.',
      'Propose the terms in the workplace (Settings, Retention terms) and have them approved. Record this profile after that, with the same terms.',
    ),
  });
}
