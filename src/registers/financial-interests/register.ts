import { returnImport } from '../../collection/import/return-import.ts';
import type { PrintedRule } from '../../collection/printed-rules.ts';
import type { ReturnField } from '../../collection/register.ts';
import { returnRegister } from '../../collection/return-register.ts';
import { figureMaker } from '../../figures/build.ts';
import { shareOf } from '../../figures/derive.ts';
import { text } from '../../platform/language/text.ts';
import { allStaffDesignated } from './checks.ts';

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
];

const percent = { unit: 'percent', decimals: 0 } as const;
const population = text(
  'De ministeries en hun onderdelen; een ministerie geeft één opgave voor al zijn onderdelen.',
  'The ministries and their units; a ministry makes one return for all its units.',
);
const source =
  'Ambtenarenwet 2017 art. 5; Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Financiële belangen';

const make = figureMaker({
  register: 'financial-interests',
  population,
  protection: {
    class: 'open',
    reason: text(
      'Telt functies en aanwijzingen, geen belangen van personen.',
      'Counts functions and designations, no interests of persons.',
    ),
  },
  source,
});

/** What declarations said about persons: few have a conflict, so these counts are guarded. */
const guarded = figureMaker({
  register: 'financial-interests',
  population,
  protection: {
    class: 'guarded',
    reason: text(
      'Zegt iets over de belangen van personen: een klein aantal kan naar een persoon wijzen.',
      'Says something about the interests of persons: a small number may point at a person.',
    ),
  },
  source,
});

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
      ],
    }),
  ],
  printed: [designatedAtAuthority],
  figures: [
    make.reported(
      'risk-functions',
      { field: 'financial-interests.risk-functions', counts: 'position', addYears: false },
      text('Risicofuncties', 'Risk functions'),
      text(
        'Functies die zijn vastgesteld als gevoelig voor belangenverstrengeling.',
        'Functions determined to be sensitive to conflicts of interest.',
      ),
    ),
    make.reported(
      'designated',
      { field: 'financial-interests.designated', counts: 'person', addYears: false },
      text('Aangewezen meldingsplichtigen', 'Designated persons'),
      text(
        'Medewerkers die hun financiële belangen moeten opgeven.',
        'Staff who must declare their financial interests.',
      ),
    ),
    make.reported(
      'exemptions',
      { field: 'financial-interests.exemptions', counts: 'exemption', addYears: false },
      text('Ontheffingen', 'Exemptions'),
      text(
        'Verleende ontheffingen van de lijst van verboden belangen.',
        'Exemptions granted from the restricted list.',
      ),
    ),
    make.reported(
      'submitted',
      { field: 'financial-interests.submitted', counts: 'person', addYears: false },
      text('Ontvangen opgaven', 'Declarations received'),
      text(
        'Aangewezen medewerkers van wie de opgave is ontvangen.',
        'Designated staff whose declaration was received.',
      ),
    ),
    make.derived(
      'submitted-share',
      ['financial-interests.submitted', 'financial-interests.designated'],
      percent,
      'person',
      text('Aandeel ontvangen opgaven', 'Share of declarations received'),
      text(
        'Ontvangen opgaven gedeeld door aangewezen meldingsplichtigen.',
        'Declarations received divided by designated persons.',
      ),
      shareOf,
    ),
    make.reported(
      'late',
      { field: 'financial-interests.late', counts: 'person', addYears: false },
      text('Te late opgaven', 'Late declarations'),
      text(
        'Aangewezen medewerkers van wie de opgave na de termijn kwam of uitbleef.',
        'Designated staff whose declaration came after the term or not at all.',
      ),
    ),
    make.derived(
      'late-share',
      ['financial-interests.late', 'financial-interests.designated'],
      percent,
      'person',
      text('Aandeel te late opgaven', 'Share of late declarations'),
      text('Te late opgaven gedeeld door aangewezenen.', 'Late declarations divided by designated persons.'),
      shareOf,
    ),
    guarded.reported(
      'conflicts',
      { field: 'financial-interests.conflicts', counts: 'person', addYears: false },
      text('Opgaven met een mogelijk conflict', 'Declarations with a possible conflict'),
      text(
        'Opgaven waarbij een belang is gevonden dat met de functie kan botsen.',
        'Declarations in which an interest was found that may conflict with the function.',
      ),
    ),
    guarded.derived(
      'conflicts-share',
      ['financial-interests.conflicts', 'financial-interests.submitted'],
      { unit: 'percent', decimals: 1 },
      'person',
      text('Aandeel met een mogelijk conflict', 'Share with a possible conflict'),
      text(
        'Opgaven met een mogelijk conflict gedeeld door ontvangen opgaven.',
        'Declarations with a possible conflict divided by declarations received.',
      ),
      shareOf,
    ),
  ],
});
