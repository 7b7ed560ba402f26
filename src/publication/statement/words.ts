import { type CodeLists, findCode } from '../../codes/code-lists.ts';
import type { Language } from '../../platform/language/text.ts';
import type { CorrectionCause } from './corrections.ts';
import type { MappedPart } from './mapping.ts';
import type { ControlStep, Statement } from './statement.ts';

/** The words of a statement's sheets. */
export interface StatementWords {
  readonly sheets: Readonly<
    Record<'lines' | 'measures' | 'unmapped' | 'pending' | 'control' | 'corrections' | 'mapping', string>
  >;
  readonly parts: Readonly<Record<MappedPart, string>>;
  readonly incidents: string;
  readonly subjects: string;
  readonly times: string;
  readonly ownCode: string;
  readonly sentCode: string;
  readonly part: string;
  readonly notRecorded: string;
  readonly received: string;
  readonly step: string;
  readonly steps: Readonly<Record<ControlStep['key'], string>>;
  readonly year: string;
  readonly cause: string;
  readonly causes: Readonly<Record<CorrectionCause, string>>;
  readonly was: string;
  readonly now: string;
  readonly notIn: string;
  readonly confidential: string;
  readonly unverified: string;
  readonly counting: Readonly<Record<'received' | 'decided' | 'closed', string>>;
  readonly reconciled: string;
  /** No report of the year was published: held against the number that one would give now. */
  readonly reconciledWithNow: string;
  readonly notReconciled: string;
  readonly withoutReport: string;
}

/** In each language. */
export const statementWords: Readonly<Record<Language, StatementWords>> = {
  nl: {
    sheets: {
      lines: 'Opgave',
      measures: 'Maatregelen',
      unmapped: 'Niet gekoppeld',
      pending: 'Lopend',
      control: 'Aansluiting',
      corrections: 'Correcties',
      mapping: 'Koppeling',
    },
    parts: {
      category: 'Categorie',
      subcategory: 'Subcategorie',
      kind: 'Soort',
      finding: 'Bevinding',
      investigation: 'Onderzoek',
      measure: 'Maatregel',
    },
    incidents: 'Incidenten',
    subjects: 'Betrokkenen',
    times: 'Aantal keer',
    ownCode: 'Eigen code',
    sentCode: 'Code ontvanger',
    part: 'Onderdeel van de registratie',
    notRecorded: 'niet vastgelegd',
    received: 'Jaar van ontvangst',
    step: 'Stap',
    steps: {
      report: 'Ontvangen in het jaar, volgens het verslag',
      'changed-since-report': 'Gewijzigd in het register sinds het verslag',
      pending: 'Ontvangen in het jaar, aan het einde nog niet zo ver',
      'date-unclear': 'Ontvangen in het jaar, teldatum valt niet in één jaar of ligt ervoor',
      'received-earlier': 'Eerder ontvangen, telt dit jaar',
      'received-unclear': 'Jaar van ontvangst niet bekend, telt dit jaar',
      unmapped: 'Niet te koppelen aan de indeling van de ontvanger',
      statement: 'In deze opgave',
    },
    year: 'Jaar',
    cause: 'Oorzaak',
    causes: {
      late: 'nagekomen',
      withdrawn: 'niet meer in het register',
      'other-date': 'andere teldatum',
      requalified: 'herkwalificatie of correctie',
      mapping: 'andere koppeling',
      unmapped: 'niet meer te koppelen',
    },
    was: 'Verstuurd',
    now: 'Nu',
    notIn: 'stond er niet in',
    confidential:
      'Vertrouwelijk: alleen voor de ontvanger. Bevat geen tekst en geen personen; kleine aantallen zijn niet afgeschermd.',
    unverified: 'ONBEVESTIGD: deze indeling is niet door de ontvanger bevestigd.',
    counting: {
      received: 'Telt naar het jaar van ontvangst.',
      decided: 'Telt naar het jaar van het besluit.',
      closed: 'Telt naar het jaar van afsluiting.',
    },
    reconciled: 'Sluit aan op het verslag.',
    reconciledWithNow:
      'Over dit jaar is geen verslag gepubliceerd. Sluit aan op het aantal dat een verslag van nu zou geven.',
    withoutReport: 'Niet naast het verslag gelegd',
    notReconciled: 'SLUIT NIET AAN op het verslag: zie het blad Aansluiting.',
  },
  en: {
    sheets: {
      lines: 'Statement',
      measures: 'Measures',
      unmapped: 'Unmapped',
      pending: 'Pending',
      control: 'Reconciliation',
      corrections: 'Corrections',
      mapping: 'Mapping',
    },
    parts: {
      category: 'Category',
      subcategory: 'Subcategory',
      kind: 'Kind',
      finding: 'Finding',
      investigation: 'Investigation',
      measure: 'Measure',
    },
    incidents: 'Incidents',
    subjects: 'Subjects',
    times: 'Times',
    ownCode: 'Own code',
    sentCode: "Receiver's code",
    part: 'Part of the registration',
    notRecorded: 'not recorded',
    received: 'Year of receipt',
    step: 'Step',
    steps: {
      report: 'Received in the year, according to the report',
      'changed-since-report': 'Changed in the register since the report',
      pending: 'Received in the year, not that far at its end',
      'date-unclear': 'Received in the year, counting date not within one year or before it',
      'received-earlier': 'Received earlier, counts this year',
      'received-unclear': 'Year of receipt not known, counts this year',
      unmapped: "No place in the receiver's layout",
      statement: 'In this statement',
    },
    year: 'Year',
    cause: 'Cause',
    causes: {
      late: 'came later',
      withdrawn: 'no longer in the register',
      'other-date': 'other counting date',
      requalified: 're-qualified or corrected',
      mapping: 'other mapping',
      unmapped: 'no longer mapped',
    },
    was: 'Sent',
    now: 'Now',
    notIn: 'was not in it',
    confidential:
      'Confidential: for the receiver alone. Holds no text and no people; small numbers are not hidden.',
    unverified: 'UNVERIFIED: the receiver has not confirmed this layout.',
    counting: {
      received: 'Counts by the year of receipt.',
      decided: 'Counts by the year of the decision.',
      closed: 'Counts by the year of closing.',
    },
    reconciled: 'Agrees with the report.',
    reconciledWithNow:
      'No report of this year was published. Agrees with the number that a report of today would give.',
    withoutReport: 'Not held against the report',
    notReconciled: 'DOES NOT AGREE with the report: see the sheet Reconciliation.',
  },
};

/** Whether the statement leads back to the report, and to which: the published one, or one of today. */
export function agreement(
  statement: Pick<Statement, 'withoutReport' | 'reconciled' | 'besidePublished'>,
  words: StatementWords,
): string {
  if (statement.withoutReport !== null) return `${words.withoutReport}: ${statement.withoutReport}`;
  if (!statement.reconciled) return words.notReconciled;
  return statement.besidePublished ? words.reconciled : words.reconciledWithNow;
}

/** The lists that the parts of a registration are coded by; a finding has words of its own. */
const listOf: Readonly<Partial<Record<string, string>>> = {
  category: 'incident-categories',
  subcategory: 'incident-categories',
  kind: 'incident-kinds',
  investigation: 'investigation-types',
  measure: 'measures',
};

/** What an own code of a part is called; null where nothing is recorded. */
export function ownCodeLabel(
  codes: CodeLists,
  { part, code }: { readonly part: string; readonly code: string | null },
  language: Language,
): string | null {
  const list = codes.get(listOf[part] ?? '');
  return (code !== null && list && findCode(list, code)?.label[language]) || code;
}
