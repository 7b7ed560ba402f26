import { codeList } from '../../../codes/code-lists.ts';
import { balanced, countedFigure, countFrom, derivedFigure } from '../../../figures/build.ts';
import { share, slice } from '../../../figures/counting/derive.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { group, percentOf } from '../../../figures/format.ts';
import { text } from '../../../platform/language/text.ts';
import { investigatedFlow, stockAndFlow } from '../balances/flow.ts';
import { face, groups, required, yesNo } from './faces.ts';

const byClosing = { by: 'year', column: 'closed' } as const;

const byCovertMeans = {
  by: 'fixed',
  column: 'covertMeans',
  dimension: fixedDimension('covert', text('Heimelijke middelen', 'Covert means'), yesNo),
} as const;

const closedInvestigations = group(
  ['afgesloten onderzoek', 'afgesloten onderzoeken'],
  ['closed investigation', 'closed investigations'],
);

const investigated = face(
  'closed-by-covert-means',
  text(
    'Afgesloten onderzoeken naar inzet van heimelijke middelen',
    'Closed investigations by use of covert means',
  ),
  text(
    'Afgesloten incidenten waarnaar onderzoek is gedaan, naar de vraag of daarbij heimelijke middelen zijn ingezet, zoals verborgen waarneming.',
    'Closed incidents that were investigated, by whether covert means were used, such as hidden observation.',
  ),
  'guarded',
  { countingDate: 'closed' },
);

/** What is only known of an incident at its closing: the report itself was untrue, the investigation was covert. */
export const closing: readonly FigureDefinition[] = [
  countedFigure(
    face(
      'closed-by-knowingly-false',
      text(
        'Afgesloten incidenten naar bewust onjuiste melding',
        'Closed incidents by knowingly false report',
      ),
      text(
        'Of bij afsluiting bleek dat de melder wist dat het niet waar was. Niet aangetoond is niet bewust onjuist.',
        'Whether it turned out at closing that the reporter knew it was untrue. Unsubstantiated is not knowingly false.',
      ),
      'guarded',
      { countingDate: 'closed' },
    ),
    {
      facts: 'incidents',
      along: [
        byClosing,
        {
          by: 'fixed',
          column: 'knowinglyFalse',
          dimension: fixedDimension(
            'knowingly',
            text('Bewust onjuist gemeld', 'Knowingly false report'),
            yesNo,
          ),
        },
      ],
    },
  ),
  derivedFigure(
    face(
      'knowingly-false-share',
      text('Aandeel bewust onjuist gemeld', 'Share knowingly false'),
      text(
        'Afgesloten incidenten die bewust onjuist waren gemeld, gedeeld door alle afgesloten incidenten.',
        'Closed incidents that were knowingly false reports, divided by all closed incidents.',
      ),
      'guarded',
      { quantity: percentOf(groups.closed), countingDate: 'closed', source: 'ISO 37002:2021 9.1.2 j' },
    ),
    ['incidents.closed-by-knowingly-false'],
    ([cube]) => slice(share(required(cube), 'knowingly'), 'knowingly', ['yes']),
  ),
  balanced(
    {
      ...investigated,
      compute: (inputs) =>
        countFrom(inputs, investigated.counts, {
          facts: 'incidents',
          along: [byClosing, byCovertMeans],
          where: [
            {
              column: 'investigation',
              dimension: 'investigation',
              codes: codeList(inputs.codes, 'investigation-types')
                .codes.map(({ code }) => code)
                .filter((code) => code !== 'none'),
              as: 'investigated',
            },
          ],
        }),
    },
    investigatedFlow,
  ),
  balanced(
    countedFigure(
      face(
        'closed-by-investigation',
        text('Afgesloten incidenten naar onderzoek', 'Closed incidents by investigation'),
        text(
          'Of en wat voor onderzoek is gedaan naar de incidenten die in het jaar zijn afgesloten.',
          'Whether and what kind of investigation was done into the incidents closed in the year.',
        ),
        'guarded',
        { countingDate: 'closed' },
      ),
      {
        facts: 'incidents',
        along: [
          byClosing,
          { by: 'list', list: 'investigation-types', column: 'investigation', as: 'investigation' },
        ],
      },
    ),
    (inputs, cube) => [...stockAndFlow(inputs, cube, 'investigation'), ...investigatedFlow(inputs)],
  ),
  derivedFigure(
    face(
      'closed-without-investigation-share',
      text('Afgedaan zonder onderzoek', 'Settled without investigation'),
      text(
        'Afgesloten incidenten zonder onderzoek gedeeld door alle afgesloten incidenten. Wat nog loopt, is niet afgedaan en telt niet mee.',
        'Closed incidents without investigation divided by all closed incidents. What is still running is not settled and does not count.',
      ),
      'guarded',
      { quantity: percentOf(groups.closed), countingDate: 'closed' },
    ),
    ['incidents.closed-by-investigation'],
    ([cube]) => slice(share(required(cube), 'investigation'), 'investigation', ['none']),
  ),
  derivedFigure(
    face(
      'covert-means-share',
      text('Aandeel onderzoeken met heimelijke middelen', 'Share of investigations with covert means'),
      text(
        'Afgesloten onderzoeken met heimelijke middelen, gedeeld door alle afgesloten onderzoeken.',
        'Closed investigations with covert means, divided by all closed investigations.',
      ),
      'guarded',
      {
        quantity: percentOf(closedInvestigations),
        countingDate: 'closed',
        source: 'Jaarstukken Rotterdam 2016, paragraaf Integriteit',
      },
    ),
    ['incidents.closed-by-covert-means'],
    ([cube]) => slice(share(required(cube), 'covert'), 'covert', ['yes']),
  ),
];
