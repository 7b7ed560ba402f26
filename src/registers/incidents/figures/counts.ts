import { countsInStructureNow } from '../../../figures/bases/counts-now.ts';
import { balanced, countedFigure, derivedFigure } from '../../../figures/build.ts';
import { difference, flowPerHundredStaff, growth, rank, share } from '../../../figures/counting/derive.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import { type FigureDefinition, isCube } from '../../../figures/definition.ts';
import { growthInPercent, percentOf } from '../../../figures/format.ts';
import { text } from '../../../platform/language/text.ts';
import { contained, within } from '../balances/balances.ts';
import {
  byCategory,
  bySubcategory,
  byYear,
  divided,
  face,
  groups,
  inPercent,
  recorded,
  required,
  yesNo,
} from './faces.ts';

export const totals: readonly FigureDefinition[] = [
  countedFigure(
    face(
      'total',
      text('Incidenten', 'Incidents'),
      text(
        'Het aantal geregistreerde incidenten, naar het jaar van ontvangst.',
        'The number of registered incidents, by year of receipt.',
      ),
      'open',
    ),
    { facts: 'incidents', along: [byYear], gapsOf: 'incidents' },
  ),
  derivedFigure(
    face(
      'growth',
      text('Groei van het aantal incidenten', 'Growth of the number of incidents'),
      text(
        '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
        '(this year − last year) ÷ last year, times a hundred.',
      ),
      'open',
      { quantity: growthInPercent },
    ),
    ['incidents.total'],
    ([cube]) => growth(required(cube)),
  ),
  derivedFigure(
    face(
      'change',
      text('Verschil met het jaar ervoor', 'Difference with the year before'),
      text(
        'Het aantal incidenten min dat van het jaar ervoor.',
        'The number of incidents minus that of the year before.',
      ),
      'open',
    ),
    ['incidents.total'],
    ([cube]) => difference(required(cube)),
  ),
  derivedFigure(
    face(
      'per-100-staff',
      text('Incidenten per 100 medewerkers', 'Incidents per 100 staff'),
      text(
        'Het aantal incidenten gedeeld door het aantal medewerkers, maal honderd. Onderdelen die een deel van het jaar bestonden tellen voor dat deel.',
        'The number of incidents divided by the number of staff, times a hundred. Units that existed for part of the year count for that part.',
      ),
      'open',
      {
        quantity: { unit: 'per-100-staff', decimals: 2 },
        source: 'NAVEX, reports per 100 employees (all channels)',
      },
    ),
    ['incidents.total', 'staff.time-weighted'],
    ([incidents, staff]) => flowPerHundredStaff(required(incidents), required(staff)),
  ),
];

export const divisions: readonly FigureDefinition[] = [
  divided(
    'by-kind',
    text('Incidenten naar soort', 'Incidents by kind'),
    text(
      'Waarover het vermoeden gaat: een onregelmatigheid, een integriteitsschending of een misstand, zoals bij de kwalificatie bepaald. De soort zegt niet wat is vastgesteld.',
      'What is suspected: an irregularity, an integrity violation or wrongdoing, as determined at qualification. The kind does not say what was established.',
    ),
    { by: 'list', list: 'incident-kinds', column: 'kind', as: 'kind', neutral: true },
    'guarded',
  ),
  inPercent('by-kind', 'kind', text('Aandeel per soort', 'Share by kind')),
  divided(
    'by-category',
    text('Incidenten naar categorie', 'Incidents by category'),
    text(
      'De hoofdcategorie van het uniforme registratieformulier. Zij heet hier naar het onderwerp, want ook wat niet is vastgesteld telt mee.',
      'The main category of the uniform registration form. Here it is named after its subject, because what was not established counts too.',
    ),
    byCategory,
    'open',
  ),
  inPercent('by-category', 'category', text('Aandeel per categorie', 'Share by category')),
  divided(
    'by-subcategory',
    text('Incidenten naar categorie en subcategorie', 'Incidents by category and subcategory'),
    text(
      'Categorie en subcategorie van het registratieformulier, genoemd naar het onderwerp. Een subcategorie uit een andere categorie telt als „zonder passende subcategorie”.',
      'Category and subcategory of the registration form, named after their subject. A subcategory of another category counts as “without a fitting subcategory”.',
    ),
    bySubcategory,
    'guarded',
  ),
  divided(
    'by-unit',
    text('Incidenten naar onderdeel', 'Incidents by unit'),
    text(
      'Het onderdeel waar het incident (vermoedelijk) plaatsvond, niet waar het is gemeld.',
      'The unit where the incident (presumably) happened, not where it was reported.',
    ),
    { by: 'unit', column: 'unit' },
    'guarded',
  ),
  inPercent('by-unit', 'unit', text('Aandeel per onderdeel van herkomst', 'Share by unit of occurrence')),
  {
    ...face(
      'by-unit-now',
      text(
        'Incidenten naar onderdeel, in de organisatie van nu',
        'Incidents by unit, in the organisation of today',
      ),
      text(
        'Incidenten van eerdere jaren onder de onderdelen van nu: hernoemde, verhuisde en samengevoegde onderdelen onder hun opvolger, gesplitste volgens de verdeelsleutel. Zonder sleutel is er geen vergelijking.',
        'Incidents of earlier years under the units of today: renamed, moved and merged units under their successor, split ones by their key. Without a key there is no comparison.',
      ),
      'guarded',
      { quantity: { unit: 'count', decimals: 0 } },
    ),
    compute: (inputs, figure) => {
      const then = figure('incidents.by-unit');
      return isCube(then) ? countsInStructureNow(then, inputs.structure, inputs.years) : then;
    },
  },
  countedFigure(
    face(
      'category-by-unit',
      text('Incidenten naar onderdeel en categorie', 'Incidents by unit and category'),
      text(
        'Het onderdeel van herkomst gekruist met de hoofdcategorie.',
        'Unit of occurrence crossed with the main category.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      ownYears: true,
      along: [byYear, { by: 'unit', column: 'unit' }, byCategory],
      gapsOf: 'incidents',
    },
  ),
  derivedFigure(
    face(
      'per-100-staff-by-unit',
      text('Incidenten per 100 medewerkers, per onderdeel', 'Incidents per 100 staff, by unit'),
      text(
        'Het aantal incidenten van het onderdeel gedeeld door zijn medewerkers, maal honderd. Onderdelen die een deel van het jaar bestonden tellen voor dat deel.',
        'The incidents of the unit divided by its staff, times a hundred. Units that existed for part of the year count for that part.',
      ),
      'guarded',
      { quantity: { unit: 'per-100-staff', decimals: 1 } },
    ),
    ['incidents.by-unit', 'staff.time-weighted'],
    ([incidents, staff]) => flowPerHundredStaff(required(incidents), required(staff)),
  ),
  derivedFigure(
    face(
      'rank-of-categories',
      text('Rangorde van de categorieën', 'Ranking of the categories'),
      text(
        '1 is de categorie met de meeste incidenten in dat jaar; gelijke aantallen delen een plaats.',
        '1 is the category with most incidents in that year; equal numbers share a place.',
      ),
      'open',
      { quantity: { unit: 'rank', decimals: 0 } },
    ),
    ['incidents.by-category'],
    ([cube]) => rank(required(cube), 'category'),
  ),
  balanced(
    divided(
      'by-reporter',
      text('Incidenten naar melder', 'Incidents by reporter'),
      text(
        'Van wie het signaal kwam: eigen medewerkers, van buiten of anoniem.',
        'Where the signal came from: own staff, outside or anonymous.',
      ),
      {
        by: 'fixed',
        column: 'reporterGroup',
        dimension: fixedDimension('reporter', text('Melder', 'Reporter'), [
          { code: 'staff', label: text('eigen organisatie', 'own organisation') },
          { code: 'external', label: text('van buiten', 'outside') },
          { code: 'anonymous', label: text('anoniem', 'anonymous') },
        ]),
      },
      'guarded',
    ),
    (inputs) => contained(inputs, { reporterGroup: 'anonymous' }, { anonymous: 'yes' }),
  ),
  inPercent('by-reporter', 'reporter', text('Aandeel per melder', 'Share by reporter')),
  divided(
    'by-channel',
    text('Incidenten naar kanaal', 'Incidents by channel'),
    text('Hoe het signaal is ontvangen.', 'How the signal was received.'),
    { by: 'list', list: 'intake-channels', column: 'channel', as: 'channel' },
    'guarded',
  ),
  inPercent('by-channel', 'channel', text('Aandeel per kanaal', 'Share by channel')),
  divided(
    'anonymous',
    text('Anonieme signalen', 'Anonymous signals'),
    text(
      'Anoniem op het moment van ontvangst, ook als de melder later bekend werd.',
      'Anonymous at intake, also when the reporter became known later.',
    ),
    {
      by: 'fixed',
      column: 'anonymous',
      dimension: fixedDimension('anonymous', text('Anoniem', 'Anonymous'), yesNo),
    },
    'guarded',
  ),
  inPercent('anonymous', 'anonymous', text('Aandeel anoniem', 'Share anonymous')),
  balanced(
    divided(
      'named-later',
      text('Later bekend geworden melders', 'Reporters named later'),
      text(
        'Anonieme melders die later zeiden wie zij zijn.',
        'Anonymous reporters who said later who they are.',
      ),
      {
        by: 'fixed',
        column: 'namedLater',
        dimension: fixedDimension('named', text('Later bekend', 'Named later'), yesNo),
      },
      'guarded',
    ),
    (inputs) => [
      ...contained(inputs, { namedLater: 'yes' }, { anonymous: 'yes' }),
      ...within(inputs, 'incidents', recorded('namedLater'), { anonymous: 'yes' }),
    ],
  ),
  countedFigure(
    face(
      'followed-up',
      text('Anonieme melders die terugkwamen', 'Anonymous reporters who came back'),
      text(
        'Van de anonieme signalen: of de melder het postvak opnieuw opende.',
        'Of the anonymous signals: whether the reporter reopened the mailbox.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      along: [
        byYear,
        {
          by: 'fixed',
          column: 'reopened',
          dimension: fixedDimension('reopened', text('Teruggekomen', 'Came back'), yesNo),
        },
      ],
      where: [{ column: 'anonymous', dimension: 'anonymous', codes: ['yes'], as: 'yes' }],
    },
  ),
  derivedFigure(
    face(
      'followed-up-share',
      text('Aandeel anonieme melders dat terugkwam', 'Share of anonymous reporters who came back'),
      text(
        'Anonieme signalen waarbij de melder het postvak opnieuw opende, gedeeld door alle anonieme signalen.',
        'Anonymous signals of which the reporter reopened the mailbox, divided by all anonymous signals.',
      ),
      'guarded',
      { quantity: percentOf(groups.anonymous) },
    ),
    ['incidents.followed-up'],
    ([cube]) => share(required(cube), 'reopened'),
  ),
];
