import type { PrintedRule } from '../../collection/checks/printed-rules.ts';
import type { ReturnField } from '../../collection/register.ts';
import { returnImport } from '../../collection/returns/return-import.ts';
import { returnRegister } from '../../collection/returns/return-register.ts';
import { text } from '../../platform/language/text.ts';
import { allStaffDesignated } from './checks.ts';
import { financialInterestFigures } from './figures.ts';

const fields: readonly ReturnField[] = [
  {
    key: 'financial-interests.risk-functions',
    label: text('Vastgestelde risicofuncties', 'Determined risk functions'),
    counts: 'position',
  },
  {
    key: 'financial-interests.designated',
    label: text('Aangewezen meldingsplichtigen', 'Designated persons'),
    counts: 'person',
  },
  { key: 'financial-interests.exemptions', label: text('Ontheffingen', 'Exemptions'), counts: 'exemption' },
  {
    key: 'financial-interests.submitted',
    label: text('Ontvangen opgaven', 'Declarations received'),
    counts: 'person',
  },
  { key: 'financial-interests.late', label: text('Te late opgaven', 'Late declarations'), counts: 'person' },
  {
    key: 'financial-interests.conflicts',
    label: text('Opgaven met een mogelijk conflict', 'Declarations with a possible conflict'),
    counts: 'person',
  },
  {
    key: 'financial-interests.checked',
    label: text('Beoordeelde opgaven', 'Declarations checked'),
    counts: 'person',
  },
  {
    key: 'financial-interests.review-days',
    label: text('Beoordelingsduur in dagen, mediaan', 'Days of review, median'),
    counts: 'day',
  },
];

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
  fields,
  checks: [allStaffDesignated],
  imports: [
    returnImport({
      register: 'financial-interests',
      name: text('jaaropgave financiële belangen', 'annual return of financial interests'),
      fields,
      unitColumn: ['Ministerie', 'Onderdeel', 'Ministry', 'Dienst'],
      columns: [
        {
          field: 'financial-interests.risk-functions',
          label: text('Vastgestelde risicofuncties', 'Determined risk functions'),
          aliases: ['Risicofuncties', 'Risk functions'],
          required: true,
        },
        {
          field: 'financial-interests.designated',
          label: text('Aangewezen meldingsplichtigen', 'Designated persons'),
          aliases: ['Meldingsplichtigen', 'Aangewezenen', 'Designated staff'],
          required: true,
        },
        {
          field: 'financial-interests.exemptions',
          label: text('Ontheffingen', 'Exemptions'),
          aliases: ['Verleende ontheffingen'],
          required: true,
        },
        {
          field: 'financial-interests.submitted',
          label: text('Ontvangen opgaven', 'Declarations received'),
          aliases: ['Opgaven', 'Declarations'],
          required: false,
        },
        {
          field: 'financial-interests.late',
          label: text('Te late opgaven', 'Late declarations'),
          aliases: ['Te laat', 'Late'],
          required: false,
        },
        {
          field: 'financial-interests.conflicts',
          label: text('Opgaven met een mogelijk conflict', 'Declarations with a possible conflict'),
          aliases: ['Mogelijke conflicten', 'Conflicts'],
          required: false,
        },
        {
          field: 'financial-interests.checked',
          label: text('Beoordeelde opgaven', 'Declarations checked'),
          aliases: ['Gecontroleerde opgaven', 'Beoordeeld', 'Gecontroleerd', 'Checked'],
          required: false,
        },
      ],
    }),
    // A median of ministries cannot be combined: who reviews for the whole concern returns one.
    returnImport({
      register: 'financial-interests',
      name: text('beoordeling van opgaven', 'review of declarations'),
      fields,
      columns: [
        {
          field: 'financial-interests.review-days',
          label: text('Beoordelingsduur in dagen, mediaan', 'Days of review, median'),
          aliases: [
            'Mediaan beoordelingsduur in dagen',
            'Beoordelingsduur in dagen',
            'Median days of review',
          ],
          required: true,
        },
      ],
    }),
  ],
  printed: [designatedAtAuthority],
  figures: financialInterestFigures,
});
