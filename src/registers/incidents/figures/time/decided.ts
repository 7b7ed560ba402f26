import { balanced, countedFigure, derivedFigure } from '../../../../figures/build.ts';
import { difference, shareOf, slice } from '../../../../figures/counting/derive.ts';
import { fixedDimension } from '../../../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../../../figures/definition.ts';
import { percentOf } from '../../../../figures/format.ts';
import { text } from '../../../../platform/language/text.ts';
import { decisionFlow } from '../../balances/decided.ts';
import { findingMembers } from '../../rules.ts';
import { face, groups, required } from '../faces.ts';

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
        along: [
          { by: 'year', column: 'decided' },
          {
            by: 'fixed',
            column: 'finding',
            dimension: fixedDimension(
              'finding',
              text('Bevinding', 'Finding'),
              findingMembers.filter(({ code }) => code !== 'pending'),
            ),
          },
        ],
      },
    ),
    decisionFlow,
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
];
