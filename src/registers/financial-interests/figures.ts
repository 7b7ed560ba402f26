import { statedMedian } from '../../figures/bases/stated-median.ts';
import { partOf } from '../../figures/build.ts';
import { shareOf } from '../../figures/counting/derive.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { group, percentOf, tenthsOfPercentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';

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

const designated = group(
  ['aangewezen medewerker', 'aangewezen medewerkers'],
  ['designated member of staff', 'designated staff'],
);
const submitted = group(
  ['ontvangen opgave', 'ontvangen opgaven'],
  ['declaration received', 'declarations received'],
);

/** Everything the register of financial interests contributes to the report. */
export const financialInterestFigures: readonly FigureDefinition[] = [
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
    {
      field: 'financial-interests.submitted',
      counts: 'person',
      addYears: false,
      within: { whole: 'financial-interests.designated' },
    },
    text('Ontvangen opgaven', 'Declarations received'),
    text(
      'Aangewezen medewerkers van wie de opgave is ontvangen.',
      'Designated staff whose declaration was received.',
    ),
  ),
  make.derived(
    'submitted-share',
    ['financial-interests.submitted', 'financial-interests.designated'],
    percentOf(designated),
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
    percentOf(designated),
    'person',
    text('Aandeel te late opgaven', 'Share of late declarations'),
    text('Te late opgaven gedeeld door aangewezenen.', 'Late declarations divided by designated persons.'),
    shareOf,
  ),
  partOf(
    make.reported(
      'checked',
      { field: 'financial-interests.checked', counts: 'person', addYears: false },
      text('Beoordeelde opgaven', 'Declarations checked'),
      text(
        'Ontvangen opgaven die in het jaar inhoudelijk zijn beoordeeld.',
        'Declarations received whose content was reviewed in the year.',
      ),
    ),
    'financial-interests.submitted',
    'rest',
  ),
  make.derived(
    'checked-share',
    ['financial-interests.checked', 'financial-interests.submitted'],
    percentOf(submitted),
    'person',
    text('Aandeel beoordeelde opgaven', 'Share of declarations checked'),
    text(
      'Beoordeelde opgaven gedeeld door ontvangen opgaven.',
      'Declarations checked divided by declarations received.',
    ),
    shareOf,
  ),
  statedMedian(
    make.reported(
      'weeks-to-review',
      { field: 'financial-interests.review-days', counts: 'day', addYears: false },
      text('Beoordelingsduur van opgaven, mediaan', 'Time to review declarations, median'),
      text(
        'Van ontvangst van de opgave tot de beoordeling, in dagen opgegeven voor het hele concern en afgerond op weken; de helft van de opgaven duurde niet langer. Medianen van ministeries worden niet samengenomen.',
        'From receipt of the declaration to its review, returned in days for the whole concern and rounded to weeks; half of the declarations took no longer. Medians of ministries are never combined.',
      ),
    ),
    {
      field: 'financial-interests.review-days',
      stated: 'days',
      cases: 'financial-interests.checked',
    },
  ),
  partOf(
    guarded.reported(
      'conflicts',
      { field: 'financial-interests.conflicts', counts: 'person', addYears: false },
      text('Opgaven met een mogelijk conflict', 'Declarations with a possible conflict'),
      text(
        'Opgaven waarbij een belang is gevonden dat met de functie kan botsen.',
        'Declarations in which an interest was found that may conflict with the function.',
      ),
    ),
    'financial-interests.checked',
    'rest',
  ),
  guarded.derived(
    'conflicts-share',
    ['financial-interests.conflicts', 'financial-interests.submitted'],
    tenthsOfPercentOf(submitted),
    'person',
    text('Aandeel met een mogelijk conflict', 'Share with a possible conflict'),
    text(
      'Opgaven met een mogelijk conflict gedeeld door ontvangen opgaven.',
      'Declarations with a possible conflict divided by declarations received.',
    ),
    shareOf,
  ),
];
