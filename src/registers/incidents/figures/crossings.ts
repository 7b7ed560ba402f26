import { balanced, type CountedRequest, countedFigure, derivedFigure } from '../../../figures/build.ts';
import { share, shareOf, slice } from '../../../figures/counting/derive.ts';
import type { Cube } from '../../../figures/cubes/cube.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { percentOf } from '../../../figures/format.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { measuresOfIncidents } from '../balances/balances.ts';
import { stockAndFlow } from '../balances/flow.ts';
import { byCategory, byYear, face, findingDimension, groups, measureGroups, required } from './faces.ts';

const byFinding = { by: 'fixed', column: 'finding', dimension: findingDimension } as const;
const byGroup = { by: 'fixed', column: 'group', dimension: measureGroups } as const;

/** Measures of the report's own years, by the given divisions. */
function measuresBy(
  id: string,
  title: Text,
  definition: Text,
  along: CountedRequest['along'],
): FigureDefinition {
  return balanced(
    countedFigure(face(id, title, definition, 'guarded', { counts: 'measure' }), {
      facts: 'measures',
      ownYears: true,
      along: [byYear, ...along],
    }),
    measuresOfIncidents,
  );
}

/** (substantiated + partly) ÷ incidents with an outcome, for every other division of the cube. */
function substantiated(cube: Cube | undefined): Cube {
  const findings = required(cube);
  return shareOf(
    slice(findings, 'finding', ['established']),
    slice(findings, 'finding', ['established', 'unsubstantiated']),
  );
}

function rate(id: string, title: Text, from: string): FigureDefinition {
  return derivedFigure(
    face(
      id,
      title,
      text(
        '(aangetoond + deels aangetoond) ÷ incidenten met een uitkomst, voor elke groep.',
        '(substantiated + partly) ÷ incidents with an outcome, for each group.',
      ),
      'guarded',
      { quantity: percentOf(groups.concluded), source: 'ISO 37002:2021 9.1.2 h; NAVEX' },
    ),
    [from],
    ([cube]) => substantiated(cube),
  );
}

/** Outcomes crossed with category, anonymity and measure: what was established where, and what followed. */
export const crossings: readonly FigureDefinition[] = [
  rate(
    'substantiation-rate-by-category',
    text('Aandeel aangetoond per categorie', 'Substantiation rate by category'),
    'incidents.category-by-finding',
  ),
  countedFigure(
    face(
      'anonymous-by-finding',
      text('Bevinding bij anonieme en andere signalen', 'Finding of anonymous and other signals'),
      text(
        'Of het signaal anoniem binnenkwam, gekruist met wat is vastgesteld.',
        'Whether the signal came in anonymously, crossed with what was established.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      ownYears: true,
      along: [
        byYear,
        {
          by: 'fixed',
          column: 'anonymous',
          dimension: fixedDimension('anonymous', text('Anoniem', 'Anonymous'), [
            { code: 'yes', label: text('anoniem', 'anonymous') },
            { code: 'no', label: text('niet anoniem', 'not anonymous') },
          ]),
        },
        byFinding,
      ],
    },
  ),
  rate(
    'substantiation-rate-by-anonymity',
    text('Aandeel aangetoond, anoniem en bekend', 'Substantiation rate, anonymous and named'),
    'incidents.anonymous-by-finding',
  ),
  measuresBy(
    'measures-by-finding',
    text('Afdoening naar bevinding', 'Measures by finding'),
    text(
      'Elke maatregel, gekruist met wat over die betrokkene is vastgesteld.',
      'Every measure, crossed with what was established about that subject.',
    ),
    [byGroup, byFinding],
  ),
  measuresBy(
    'measures-by-category',
    text('Afdoening naar categorie', 'Measures by category'),
    text(
      'Elke maatregel, gekruist met de hoofdcategorie van het incident.',
      'Every measure, crossed with the main category of the incident.',
    ),
    [byCategory, byGroup],
  ),
  balanced(
    countedFigure(
      face(
        'closed-by-kind',
        text('Afgesloten incidenten naar soort', 'Closed incidents by kind'),
        text(
          'Waarover het vermoeden bij afsluiting ging; „geen incident” viel buiten de regeling. De soort zegt niet wat is vastgesteld.',
          'What was suspected at closing; “no incident” fell outside the scheme. The kind does not say what was established.',
        ),
        'guarded',
        { countingDate: 'closed' },
      ),
      {
        facts: 'incidents',
        along: [
          { by: 'year', column: 'closed' },
          { by: 'list', list: 'incident-kinds', column: 'kind', as: 'kind', neutral: true },
        ],
      },
    ),
    (inputs, cube) => stockAndFlow(inputs, cube, 'kind'),
  ),
  derivedFigure(
    face(
      'out-of-scope-share',
      text('Aandeel buiten de regeling', 'Share out of scope'),
      text(
        'Afgesloten zaken die geen incident bleken, gedeeld door alle afgesloten zaken.',
        'Closed cases that turned out to be no incident, divided by all closed cases.',
      ),
      'guarded',
      { quantity: percentOf(groups.closed), countingDate: 'closed', source: 'ISO 37002:2021 9.1.2 i' },
    ),
    ['incidents.closed-by-kind'],
    ([cube]) => slice(share(required(cube), 'kind'), 'kind', ['none']),
  ),
  ...(['detriment', 'detriment-established'] as const).map((id) =>
    derivedFigure(
      face(
        `${id}-share`,
        id === 'detriment'
          ? text('Aandeel met benadeling gemeld', 'Share with detriment reported')
          : text('Aandeel met benadeling vastgesteld', 'Share with detriment established'),
        text('Gedeeld door alle incidenten van dat jaar.', 'Divided by all incidents of that year.'),
        'guarded',
        { quantity: percentOf(groups.incidents), source: 'ISO 37002:2021 9.1.2 k; Wbk art. 17da' },
      ),
      [`incidents.${id}`],
      ([cube]) => {
        const counts = required(cube);
        const dimension = id === 'detriment' ? 'detriment' : 'established';
        return slice(share(counts, dimension), dimension, ['yes']);
      },
    ),
  ),
];
