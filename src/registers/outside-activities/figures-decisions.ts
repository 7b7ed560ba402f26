import { statedMedian } from '../../figures/bases/stated-median.ts';
import { partOf } from '../../figures/build.ts';
import { shareOf } from '../../figures/counting/derive.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { type Group, group, percentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';

/** Of what shares of declarations are taken. */
export const declaredActivities: Group = {
  ...group(
    ['opgegeven nevenwerkzaamheid', 'opgegeven nevenwerkzaamheden'],
    ['declared outside activity', 'declared outside activities'],
  ),
  also: [text('opgaven', 'declarations')],
};

/** What was decided about declarations: few meet with conditions, so these counts are guarded. */
const decisions = figureMaker({
  register: 'outside-activities',
  population: text(
    'De opgegeven nevenwerkzaamheden van de onderdelen die hierover opgave deden.',
    'The declared outside activities of the units that returned this.',
  ),
  protection: {
    class: 'guarded',
    reason: text(
      'Een voorwaarde of weigering geldt één medewerker: een klein aantal kan naar een persoon wijzen.',
      'A condition or refusal concerns one official: a small number may point at a person.',
    ),
  },
  source: 'Ambtenarenwet 2017 art. 8',
});

/** How far declarations were reviewed, and how long that took. */
const reviews = figureMaker({
  register: 'outside-activities',
  population: text(
    'De opgegeven nevenwerkzaamheden van de onderdelen die hierover opgave deden.',
    'The declared outside activities of the units that returned this.',
  ),
  protection: {
    class: 'open',
    reason: text(
      'Dat een opgave is beoordeeld, zegt niets over wie haar deed.',
      'That a declaration was reviewed says nothing about who made it.',
    ),
  },
  source: 'Ambtenarenwet 2017 art. 5 en 8',
});

/** What was decided about declarations, and how long it took. */
export const decided: readonly FigureDefinition[] = [
  partOf(
    decisions.reported(
      'conditional',
      { field: 'outside-activities.conditional', counts: 'activity', addYears: false },
      text('Toegestaan met voorwaarden', 'Allowed with conditions'),
      text(
        'Opgegeven nevenwerkzaamheden waaraan voorwaarden zijn verbonden, in het jaar zelf of eerder.',
        'Declared outside activities to which conditions were attached, in the year itself or before.',
      ),
    ),
    'outside-activities.declared',
    'rest',
  ),
  decisions.derived(
    'conditional-share',
    ['outside-activities.conditional', 'outside-activities.declared'],
    percentOf(declaredActivities),
    'activity',
    text('Aandeel met voorwaarden', 'Share with conditions'),
    text(
      'Toegestaan met voorwaarden, gedeeld door alle opgegeven nevenwerkzaamheden.',
      'Allowed with conditions, divided by all declared outside activities.',
    ),
    shareOf,
  ),
  partOf(
    decisions.reported(
      'refused',
      { field: 'outside-activities.refused', counts: 'activity', addYears: false },
      text('Niet toegestaan', 'Not allowed'),
      text(
        'Opgegeven nevenwerkzaamheden die het goed functioneren of het aanzien van de dienst zouden schaden.',
        'Declared outside activities that would harm the function or the standing of the service.',
      ),
    ),
    'outside-activities.declared',
    'rest',
    ['outside-activities.conditional'],
  ),
  decisions.derived(
    'refused-share',
    ['outside-activities.refused', 'outside-activities.declared'],
    percentOf(declaredActivities),
    'activity',
    text('Aandeel niet toegestaan', 'Share not allowed'),
    text(
      'Niet toegestaan, gedeeld door alle opgegeven nevenwerkzaamheden.',
      'Not allowed, divided by all declared outside activities.',
    ),
    shareOf,
  ),
  partOf(
    reviews.reported(
      'checked',
      { field: 'outside-activities.checked', counts: 'activity', addYears: false },
      text('Beoordeelde nevenwerkzaamheden', 'Outside activities reviewed'),
      text(
        'Opgegeven nevenwerkzaamheden die de leidinggevende in het jaar heeft besproken en beoordeeld.',
        'Declared outside activities that the supervisor discussed and reviewed in the year.',
      ),
    ),
    'outside-activities.declared',
    'rest',
  ),
  reviews.derived(
    'checked-share',
    ['outside-activities.checked', 'outside-activities.declared'],
    percentOf(declaredActivities),
    'activity',
    text('Aandeel beoordeeld', 'Share reviewed'),
    text(
      'Beoordeelde gedeeld door opgegeven nevenwerkzaamheden.',
      'Outside activities reviewed divided by those declared.',
    ),
    shareOf,
  ),
  statedMedian(
    reviews.reported(
      'weeks-to-review',
      { field: 'outside-activities.review-days', counts: 'day', addYears: false },
      text('Beoordelingsduur van nevenwerkzaamheden, mediaan', 'Time to review outside activities, median'),
      text(
        'Van opgave tot beoordeling, in dagen opgegeven voor de hele organisatie en afgerond op weken; de helft duurde niet langer. Medianen van onderdelen worden niet samengenomen.',
        'From declaration to review, returned in days for the whole organisation and rounded to weeks; half took no longer. Medians of units are never combined.',
      ),
    ),
    { field: 'outside-activities.review-days', stated: 'days', cases: 'outside-activities.checked' },
  ),
];
