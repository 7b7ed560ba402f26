import { balanced, type CountedRequest, countedFigure, derivedFigure } from '../../../../figures/build.ts';
import { difference, share, shareOf, slice } from '../../../../figures/counting/derive.ts';
import { fixedDimension } from '../../../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../../../figures/definition.ts';
import { percentOf } from '../../../../figures/format.ts';
import { type Text, text } from '../../../../platform/language/text.ts';
import { decidedFindings, decidedMeasures } from '../../balances/decided.ts';
import { findingMembers } from '../../rules.ts';
import { face, groups, measureGroups, required } from '../faces.ts';

/** In which year a decision counts. */
export const whenDecided = text(
  'Telt in het jaar van het besluit; is dat niet vastgelegd, in dat van de afsluiting, en anders in dat van ontvangst.',
  'Counts in the year of the decision; where that is not recorded in that of closing, and otherwise in that of receipt.',
);
export const byDecision = { by: 'year', column: 'decided' } as const;

/** The findings of what was decided: nothing of it is still being looked into. */
export const decidedFinding = fixedDimension(
  'finding',
  text('Bevinding', 'Finding'),
  findingMembers.filter(({ code }) => code !== 'pending'),
);

/** Measures of what was decided in a year, by one division, and in percent of all of them. */
function measuresDecided(
  id: string,
  titles: Readonly<Record<'counted' | 'share', Text>>,
  along: CountedRequest['along'][number],
  dimension: string,
): readonly FigureDefinition[] {
  return [
    balanced(
      countedFigure(
        face(
          id,
          titles.counted,
          text(
            `Elke maatregel van wat in het jaar is beslist; een incident kan er meer hebben. ${whenDecided.nl}`,
            `Every measure of what was decided in the year; an incident may have several. ${whenDecided.en}`,
          ),
          'guarded',
          { counts: 'measure', countingDate: 'decided' },
        ),
        { facts: 'measures', along: [byDecision, along] },
      ),
      (inputs, cube) => decidedMeasures(inputs, cube, dimension),
    ),
    derivedFigure(
      face(
        `${id}-share`,
        titles.share,
        text(
          'Gedeeld door alle maatregelen van wat in het jaar is beslist.',
          'Divided by all measures of what was decided in the year.',
        ),
        'guarded',
        { counts: 'measure', quantity: percentOf(groups.measures), countingDate: 'decided' },
      ),
      [`incidents.${id}`],
      ([cube]) => share(required(cube), dimension),
    ),
  ];
}

/**
 * What was decided in a year, whenever it was received. Other than the findings of the incidents that a year received
 * this is settled when the year ends: what is decided later counts in a later year.
 */
export const decisions: readonly FigureDefinition[] = [
  balanced(
    countedFigure(
      {
        ...face(
          'decided-by-finding',
          text('Besliste incidenten naar bevinding', 'Incidents decided, by finding'),
          text(
            'Wat in het jaar is vastgesteld. Telt in het jaar van het besluit; is dat niet vastgelegd, in dat van de afsluiting, en anders in dat van ontvangst.',
            'What was established in the year. Counts in the year of the decision; where that is not recorded in that of closing, and otherwise in that of receipt.',
          ),
          'open',
          { countingDate: 'decided' },
        ),
        protection: {
          class: 'open',
          reason: text(
            'Totaal voor het hele concern, niet verdeeld naar onderdeel, categorie of melder, zoals de bevindingen naar jaar van ontvangst.',
            'Total for the whole concern, not divided by unit, category or reporter, as the findings by year of receipt are.',
          ),
        },
      },
      {
        facts: 'incidents',
        along: [byDecision, { by: 'fixed', column: 'finding', dimension: decidedFinding }],
      },
    ),
    decidedFindings,
  ),
  derivedFigure(
    face(
      'decided-substantiation-rate',
      text('Aandeel aangetoond, naar jaar van besluit', 'Substantiation rate, by year of decision'),
      text(
        '(aangetoond + deels aangetoond) ÷ in het jaar besliste incidenten met een uitkomst. Niet vast te stellen en niet onderzocht tellen niet mee.',
        '(substantiated + partly) ÷ incidents with an outcome that were decided in the year. Undeterminable and not looked into do not count.',
      ),
      'open',
      {
        quantity: percentOf(groups.concluded),
        countingDate: 'decided',
        source: 'ISO 37002:2021 9.1.2 h; NAVEX',
      },
    ),
    ['incidents.decided-by-finding'],
    ([cube]) => {
      const findings = required(cube);
      return shareOf(
        slice(findings, 'finding', ['established']),
        slice(findings, 'finding', ['established', 'unsubstantiated']),
      );
    },
  ),
  derivedFigure(
    face(
      'decided-substantiation-rate-difference',
      text(
        'Verschil in aandeel aangetoond, naar jaar van besluit',
        'Difference in substantiation rate, by year of decision',
      ),
      text(
        'Het aandeel van dit jaar min dat van vorig jaar, in procentpunt.',
        'The share of this year minus that of last year, in percentage points.',
      ),
      'open',
      { quantity: { unit: 'percentage-points', decimals: 0 }, countingDate: 'decided', source: 'NAVEX' },
    ),
    ['incidents.decided-substantiation-rate'],
    ([cube]) => difference(required(cube)),
  ),
  ...measuresDecided(
    'decided-by-measure',
    {
      counted: text('Afdoening, naar jaar van besluit', 'Measures, by year of decision'),
      share: text('Aandeel per afdoening, naar jaar van besluit', 'Share by measure, by year of decision'),
    },
    { by: 'list', list: 'measures', column: 'measure', as: 'measure' },
    'measure',
  ),
  ...measuresDecided(
    'decided-by-measure-group',
    {
      counted: text('Soorten afdoening, naar jaar van besluit', 'Kinds of measure, by year of decision'),
      share: text(
        'Aandeel per soort afdoening, naar jaar van besluit',
        'Share by kind of measure, by year of decision',
      ),
    },
    { by: 'fixed', column: 'group', dimension: measureGroups },
    'group',
  ),
];
