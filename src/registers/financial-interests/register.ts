import type { PrintedRule } from '../../collection/checks/printed-rules.ts';
import type { ReturnField } from '../../collection/register.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { text } from '../../platform/language/text.ts';
import { allStaffDesignated } from './checks.ts';
import { financialInterestFigures } from './figures.ts';

const byUnit: readonly ReturnField[] = [
  {
    key: 'financial-interests.risk-functions',
    label: text('Vastgestelde risicofuncties', 'Determined risk functions'),
    counts: 'position',
    imported: { names: ['Risicofuncties', 'Risk functions'], required: true },
  },
  {
    key: 'financial-interests.designated',
    label: text('Aangewezen meldingsplichtigen', 'Designated persons'),
    counts: 'person',
    imported: { names: ['Meldingsplichtigen', 'Aangewezenen', 'Designated staff'], required: true },
  },
  {
    key: 'financial-interests.exemptions',
    label: text('Ontheffingen', 'Exemptions'),
    counts: 'exemption',
    imported: { names: ['Verleende ontheffingen'], required: true },
  },
  {
    key: 'financial-interests.submitted',
    label: text('Ontvangen opgaven', 'Declarations received'),
    counts: 'person',
    imported: { names: ['Opgaven', 'Declarations'], required: false },
  },
  {
    key: 'financial-interests.late',
    label: text('Te late opgaven', 'Late declarations'),
    counts: 'person',
    imported: { names: ['Te laat', 'Late'], required: false },
  },
  {
    key: 'financial-interests.conflicts',
    label: text('Opgaven met een mogelijk conflict', 'Declarations with a possible conflict'),
    counts: 'person',
    imported: { names: ['Mogelijke conflicten', 'Conflicts'], required: false },
  },
  {
    key: 'financial-interests.checked',
    label: text('Beoordeelde opgaven', 'Declarations checked'),
    counts: 'person',
    imported: {
      names: ['Gecontroleerde opgaven', 'Beoordeeld', 'Gecontroleerd', 'Checked'],
      required: false,
    },
  },
];

/** A median of ministries cannot be combined: who reviews for the whole concern returns one. */
const reviewDays: ReturnField = {
  key: 'financial-interests.review-days',
  label: text('Beoordelingsduur in dagen, mediaan', 'Days of review, median'),
  counts: 'day',
  unit: 'days',
  imported: {
    names: ['Mediaan beoordelingsduur in dagen', 'Beoordelingsduur in dagen', 'Median days of review'],
    required: true,
  },
};

const fields: readonly ReturnField[] = [...byUnit, reviewDays];

/** „Alle medewerkers aangewezen” is a policy of the unit, held against its numbers by a check of its own. */
const designatedAtAuthority: PrintedRule = (printed) =>
  printed.subject === 'Financiële belangen' && /aangewezen deel/i.test(printed.quantity)
    ? {
        kind: 'outside',
        why: text(
          'is als regel van het onderdeel vastgelegd; zie de controle op aangewezen meldingsplichtigen',
          'is recorded as a rule of the unit; see the check on designated persons',
        ),
      }
    : undefined;

/** Financial interests: risk functions, designated persons and exemptions, three different counts. */
export const financialInterests = returnRegister({
  key: 'financial-interests',
  name: text('Financiële belangen', 'Financial interests'),
  what: text(
    'Functies met voorkennis, wie daarvoor is aangewezen en welke ontheffingen gelden.',
    'Functions with inside knowledge, who is designated for them and which exemptions hold.',
  ),
  counts: 'person',
  knownBy: 'compliance',
  fields,
  checks: [allStaffDesignated],
  imports: [
    returnImport({
      register: 'financial-interests',
      name: text('jaaropgave financiële belangen', 'annual return of financial interests'),
      fields: byUnit,
      unitColumn: ['Ministerie', 'Onderdeel', 'Ministry', 'Dienst'],
    }),

    returnImport({
      register: 'financial-interests',
      name: text('beoordeling van opgaven', 'review of declarations'),
      fields: [reviewDays],
    }),
  ],
  printed: [designatedAtAuthority],
  figures: financialInterestFigures,
});
