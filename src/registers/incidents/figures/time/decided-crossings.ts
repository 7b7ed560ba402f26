import {
  balanced,
  type CountedRequest,
  countedFigure,
  derivedFigure,
  type FigureFace,
} from '../../../../figures/build.ts';
import { share, shareOf, slice } from '../../../../figures/counting/derive.ts';
import { fixedDimension } from '../../../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../../../figures/definition.ts';
import { type Group, percentOf } from '../../../../figures/format.ts';
import { inEach, type Text, text } from '../../../../platform/language/text.ts';
import { decidedCrossing } from '../../balances/decided.ts';
import { measuresOfEstablished } from '../../balances/established.ts';
import { byCategory, face, groups, required } from '../faces.ts';
import { among, byGrade, byGroup, consistencySource } from '../grade.ts';
import { byDecision, decidedFinding, whenDecided } from './decided.ts';

const byFinding = { by: 'fixed', column: 'finding', dimension: decidedFinding } as const;
const byAnonymity = {
  by: 'fixed',
  column: 'anonymous',
  dimension: fixedDimension('anonymous', text('Anoniem', 'Anonymous'), [
    { code: 'yes', label: text('anoniem', 'anonymous') },
    { code: 'no', label: text('niet anoniem', 'not anonymous') },
  ]),
} as const;

/** The face of a crossing of what was decided in a year. */
function decidedFace(
  id: string,
  title: Text,
  definition: Text,
  options: Pick<Parameters<typeof face>[4] & object, 'counts' | 'quantity' | 'source'> = {},
): FigureFace {
  return face(id, title, definition, 'guarded', { ...options, countingDate: 'decided' });
}

/** Incidents that were decided in the report's own years, by finding and one other division; and which part was substantiated. */
function findingsBy(
  division: string,
  along: CountedRequest['along'][number],
  titles: Readonly<Record<'counted' | 'rate', Text>>,
  definition: Text,
): readonly FigureDefinition[] {
  const id = `decided-${division}-by-finding`;
  return [
    balanced(
      countedFigure(decidedFace(id, titles.counted, inEach`${definition} ${whenDecided}`), {
        facts: 'incidents',
        ownYears: true,
        along: [byDecision, along, byFinding],
      }),
      (inputs, cube) => decidedCrossing(inputs, cube, 'incidents'),
    ),
    derivedFigure(
      decidedFace(
        `decided-substantiation-rate-by-${division === 'anonymous' ? 'anonymity' : division}`,
        titles.rate,
        text(
          '(aangetoond + deels aangetoond) ÷ in het jaar besliste incidenten met een uitkomst, voor elke groep.',
          '(substantiated + partly) ÷ incidents with an outcome that were decided in the year, for each group.',
        ),
        { quantity: percentOf(groups.concluded), source: 'ISO 37002:2021 9.1.2 h; NAVEX' },
      ),
      [`incidents.${id}`],
      ([cube]) => {
        const findings = required(cube);
        return shareOf(
          slice(findings, 'finding', ['established']),
          slice(findings, 'finding', ['established', 'unsubstantiated']),
        );
      },
    ),
  ];
}

/** Every measure of what was decided in the report's own years, crossed. */
function measuresBy(
  id: string,
  title: Text,
  definition: Text,
  along: CountedRequest['along'],
): FigureDefinition {
  return balanced(
    countedFigure(decidedFace(id, title, inEach`${definition} ${whenDecided}`, { counts: 'measure' }), {
      facts: 'measures',
      ownYears: true,
      along: [byDecision, ...along],
    }),
    (inputs, cube) => decidedCrossing(inputs, cube, 'measures'),
  );
}

/** Measures of what was decided and about subjects of whom something was established. */
function established(
  id: string,
  title: Text,
  definition: Text,
  along: CountedRequest['along'],
  ownYears = true,
): FigureDefinition {
  return balanced(
    countedFigure(
      decidedFace(id, title, inEach`${definition} ${whenDecided}`, {
        counts: 'measure',
        source: consistencySource,
      }),
      {
        facts: 'measures',
        ...(ownYears ? { ownYears } : {}),
        along: [byDecision, ...along],
        where: [
          { column: 'finding', dimension: 'finding', codes: ['substantiated', 'partly'], as: 'established' },
        ],
      },
    ),
    (inputs, cube) => [
      ...measuresOfEstablished(inputs, cube, 'decided'),
      ...decidedCrossing(inputs, cube, 'measures', { finding: 'established' }),
    ],
  );
}

/** The same in percent of the measures of the group that is compared. */
function shares(of: string, dimension: string, title: Text, definition: Text, base: Group): FigureDefinition {
  return derivedFigure(
    decidedFace(`${of}-share`, title, definition, {
      counts: 'measure',
      quantity: percentOf(base),
      source: consistencySource,
    }),
    [`incidents.${of}`],
    ([cube]) => share(required(cube), dimension),
  );
}

/**
 * What was established and what followed, crossed with category, anonymity and grade, of what was decided in a year:
 * the same crossings as those of the incidents that a year received, which stay provisional until all is decided.
 */
export const decidedCrossings: readonly FigureDefinition[] = [
  ...findingsBy(
    'category',
    byCategory,
    {
      counted: text(
        'Bevinding per categorie, naar jaar van besluit',
        'Finding by category, by year of decision',
      ),
      rate: text(
        'Aandeel aangetoond per categorie, naar jaar van besluit',
        'Substantiation rate by category, by year of decision',
      ),
    },
    text(
      'De hoofdcategorie gekruist met wat is vastgesteld.',
      'Main category crossed with what was established.',
    ),
  ),
  ...findingsBy(
    'anonymous',
    byAnonymity,
    {
      counted: text(
        'Bevinding bij anonieme en andere signalen, naar jaar van besluit',
        'Finding of anonymous and other signals, by year of decision',
      ),
      rate: text(
        'Aandeel aangetoond, anoniem en bekend, naar jaar van besluit',
        'Substantiation rate, anonymous and named, by year of decision',
      ),
    },
    text(
      'Of het signaal anoniem binnenkwam, gekruist met wat is vastgesteld.',
      'Whether the signal came in anonymously, crossed with what was established.',
    ),
  ),
  measuresBy(
    'decided-measures-by-finding',
    text('Afdoening naar bevinding, naar jaar van besluit', 'Measures by finding, by year of decision'),
    text(
      'Elke maatregel, gekruist met wat over die betrokkene is vastgesteld.',
      'Every measure, crossed with what was established about that subject.',
    ),
    [byGroup, byFinding],
  ),
  measuresBy(
    'decided-measures-by-category',
    text('Afdoening naar categorie, naar jaar van besluit', 'Measures by category, by year of decision'),
    text(
      'Elke maatregel, gekruist met de hoofdcategorie van het incident.',
      'Every measure, crossed with the main category of the incident.',
    ),
    [byCategory, byGroup],
  ),
  established(
    'decided-measures-of-established',
    text(
      'Wat volgde op wat is vastgesteld, naar jaar van besluit',
      'What followed on what was established, by year of decision',
    ),
    text(
      'Elke maatregel bij betrokkenen over wie geheel of deels iets is vastgesteld.',
      'Every measure about subjects of whom something was wholly or partly established.',
    ),
    [{ by: 'list', list: 'measures', column: 'measure', as: 'measure' }],
    false,
  ),
  shares(
    'decided-measures-of-established',
    'measure',
    text(
      'Aandeel per maatregel, waar iets is vastgesteld, naar jaar van besluit',
      'Share by measure, where something was established, by year of decision',
    ),
    text(
      'Gedeeld door alle maatregelen bij wat in het jaar is vastgesteld.',
      'Divided by all measures where something was established in the year.',
    ),
    among.all,
  ),
  established(
    'decided-measures-by-grade',
    text('Afdoening naar schaalgroep, naar jaar van besluit', 'Measures by grade band, by year of decision'),
    text(
      'Elke maatregel waar iets is vastgesteld, gekruist met de brede schaalgroep van de betrokkene.',
      'Every measure where something was established, crossed with the broad grade band of the subject.',
    ),
    [byGrade, byGroup],
  ),
  shares(
    'decided-measures-by-grade',
    'group',
    text(
      'Aandeel per soort afdoening, naar schaalgroep en jaar van besluit',
      'Share by kind of measure, by grade band and year of decision',
    ),
    text(
      'Gedeeld door de maatregelen van de schaalgroep. Wijken groepen af, dan vraagt dat om een blik op de zaken: de ernst kan verschillen.',
      'Divided by the measures of the grade band. Where bands differ, the cases need a look: they may differ in gravity.',
    ),
    among.ofGrade,
  ),
  established(
    'decided-established-measures-by-category',
    text(
      'Afdoening naar categorie, waar iets is vastgesteld, naar jaar van besluit',
      'Measures by category, where something was established, by year of decision',
    ),
    text(
      'Elke maatregel waar iets is vastgesteld, gekruist met de hoofdcategorie van het incident.',
      'Every measure where something was established, crossed with the main category of the incident.',
    ),
    [byCategory, byGroup],
  ),
  shares(
    'decided-established-measures-by-category',
    'group',
    text(
      'Aandeel per soort afdoening, naar categorie en jaar van besluit',
      'Share by kind of measure, by category and year of decision',
    ),
    text(
      'Gedeeld door de maatregelen van de categorie waar iets is vastgesteld.',
      'Divided by the measures of the category where something was established.',
    ),
    among.ofCategory,
  ),
  established(
    'decided-measures-by-category-and-grade',
    text(
      'Afdoening naar categorie en schaalgroep, naar jaar van besluit',
      'Measures by category and grade band, by year of decision',
    ),
    text(
      'Elke maatregel waar iets is vastgesteld, gekruist met de hoofdcategorie van het incident en de brede schaalgroep van de betrokkene.',
      'Every measure where something was established, crossed with the main category of the incident and the broad grade band of the subject.',
    ),
    [byCategory, byGrade, byGroup],
  ),
];
