import { balanced, countedFigure, derivedFigure } from '../../../figures/build.ts';
import { difference, share, shareOf, slice } from '../../../figures/counting/derive.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import { notRecorded } from '../../../figures/cubes/facts.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { percentOf } from '../../../figures/format.ts';
import { text } from '../../../platform/language/text.ts';
import { contained, measuresOfIncidents, subjectsOfIncidents } from '../balances/balances.ts';
import { relationLabels, relations } from '../rules.ts';
import { listedFigure } from '../summaries/listed-figure.ts';
import {
  byCategory,
  byYear,
  divided,
  face,
  findingDimension,
  groups,
  inPercent,
  measureGroups,
  required,
} from './faces.ts';

export const investigation: readonly FigureDefinition[] = [
  divided(
    'by-investigation',
    text('Incidenten naar onderzoek', 'Incidents by investigation'),
    text(
      'Of en wat voor onderzoek is gedaan. Niet elk incident vraagt om onderzoek.',
      'Whether and what kind of investigation was done. Not every incident calls for one.',
    ),
    { by: 'list', list: 'investigation-types', column: 'investigation', as: 'investigation' },
    'guarded',
  ),
  inPercent(
    'by-investigation',
    'investigation',
    text('Aandeel per soort onderzoek', 'Share by kind of investigation'),
  ),
  balanced(
    divided(
      'by-investigator',
      text('Wie het onderzoek deed', 'Who carried out the investigation'),
      text(
        'De uitvoerder van het onderzoek, waar er een was.',
        'Who carried out the investigation, where there was one.',
      ),
      { by: 'list', list: 'investigators', column: 'investigator', as: 'investigator' },
      'guarded',
    ),
    (inputs) => contained(inputs, { investigation: 'none' }, { investigator: notRecorded }),
  ),
  divided(
    'by-finding',
    text('Incidenten naar bevinding', 'Incidents by finding'),
    text(
      'Wat is vastgesteld. Een incident met meer betrokkenen telt met de verst gaande bevinding.',
      'What was established. An incident with several subjects counts with the furthest finding.',
    ),
    { by: 'fixed', column: 'finding', dimension: findingDimension },
    'open',
  ),
  inPercent('by-finding', 'finding', text('Aandeel per bevinding', 'Share by finding')),
  countedFigure(
    face(
      'concluded',
      text('Incidenten met een uitkomst', 'Incidents with an outcome'),
      text(
        'Incidenten waarvan is vastgesteld of niet vastgesteld wat er is gebeurd: aangetoond, deels of niet aangetoond.',
        'Incidents for which something was or was not established: substantiated, partly or not.',
      ),
      'open',
    ),
    {
      facts: 'incidents',
      along: [byYear],
      where: [
        {
          column: 'finding',
          dimension: 'finding',
          codes: ['substantiated', 'partly', 'unsubstantiated'],
          as: 'concluded',
        },
      ],
    },
  ),
  countedFigure(
    face(
      'established',
      text('Vastgestelde incidenten', 'Established incidents'),
      text('Geheel of deels aangetoond.', 'Wholly or partly substantiated.'),
      'open',
    ),
    {
      facts: 'incidents',
      along: [byYear],
      where: [
        { column: 'finding', dimension: 'finding', codes: ['substantiated', 'partly'], as: 'established' },
      ],
    },
  ),
  derivedFigure(
    face(
      'substantiation-rate',
      text('Aandeel aangetoond', 'Substantiation rate'),
      text(
        '(aangetoond + deels aangetoond) ÷ incidenten met een uitkomst. Niet vast te stellen, niet onderzocht en lopend tellen niet mee.',
        '(substantiated + partly) ÷ incidents with an outcome. Undeterminable, not looked into and pending do not count.',
      ),
      'open',
      { quantity: percentOf(groups.concluded), source: 'ISO 37002:2021 9.1.2 h; NAVEX' },
    ),
    ['incidents.established', 'incidents.concluded'],
    ([part, whole]) => shareOf(required(part), required(whole)),
  ),
  derivedFigure(
    face(
      'substantiation-rate-difference',
      text('Verschil in aandeel aangetoond', 'Difference in substantiation rate'),
      text(
        'Het aandeel van dit jaar min dat van vorig jaar, in procentpunt.',
        'The share of this year minus that of last year, in percentage points.',
      ),
      'open',
      { quantity: { unit: 'percentage-points', decimals: 0 }, source: 'NAVEX' },
    ),
    ['incidents.substantiation-rate'],
    ([cube]) => difference(required(cube)),
  ),
  countedFigure(
    face(
      'category-by-finding',
      text('Bevinding per categorie', 'Finding by category'),
      text(
        'De hoofdcategorie gekruist met wat is vastgesteld.',
        'Main category crossed with what was established.',
      ),
      'guarded',
    ),
    {
      facts: 'incidents',
      ownYears: true,
      along: [byYear, byCategory, { by: 'fixed', column: 'finding', dimension: findingDimension }],
    },
  ),
  listedFigure,
  balanced(
    countedFigure(
      face(
        'by-measure',
        text('Afdoening', 'Measures'),
        text(
          'Elke maatregel telt; een incident kan er meer hebben. Sancties en ordemaatregelen staan apart van de bevinding.',
          'Every measure counts; an incident may have several. Sanctions and order measures stand apart from the finding.',
        ),
        'guarded',
        { counts: 'measure' },
      ),
      {
        facts: 'measures',
        along: [byYear, { by: 'list', list: 'measures', column: 'measure', as: 'measure' }],
      },
    ),
    measuresOfIncidents,
  ),
  derivedFigure(
    face(
      'by-measure-share',
      text('Aandeel per afdoening', 'Share by measure'),
      text('Gedeeld door alle maatregelen van dat jaar.', 'Divided by all measures of that year.'),
      'guarded',
      { counts: 'measure', quantity: percentOf(groups.measures) },
    ),
    ['incidents.by-measure'],
    ([cube]) => share(required(cube), 'measure'),
  ),
  balanced(
    countedFigure(
      face(
        'by-measure-group',
        text('Soorten afdoening', 'Kinds of measure'),
        text(
          'Informeel, einde van de samenwerking, sanctie volgens de cao, ordemaatregel.',
          'Informal, end of the working relation, sanction under the collective agreement, order measure.',
        ),
        'guarded',
        { counts: 'measure' },
      ),
      {
        facts: 'measures',
        along: [
          byYear,
          {
            by: 'fixed',
            column: 'group',
            dimension: measureGroups,
          },
        ],
      },
    ),
    measuresOfIncidents,
  ),
  derivedFigure(
    face(
      'by-measure-group-share',
      text('Aandeel per soort afdoening', 'Share by kind of measure'),
      text('Gedeeld door alle maatregelen van dat jaar.', 'Divided by all measures of that year.'),
      'guarded',
      { counts: 'measure', quantity: percentOf(groups.measures) },
    ),
    ['incidents.by-measure-group'],
    ([cube]) => share(required(cube), 'group'),
  ),
  divided(
    'by-external-step',
    text('Externe stappen', 'External steps'),
    text(
      'Aangifte, melding bij de Autoriteit Persoonsgegevens, Nationale ombudsman of Huis voor klokkenluiders.',
      'Report to the police, the data protection authority, the National Ombudsman or the Whistleblowers Authority.',
    ),
    { by: 'list', list: 'external-steps', column: 'externalStep', as: 'step' },
    'guarded',
  ),
  balanced(
    countedFigure(
      face(
        'subjects',
        text('Betrokkenen naar relatie', 'Subjects by relation'),
        text(
          'Elke betrokkene telt; een incident kan er meer hebben.',
          'Every subject counts; an incident may have several.',
        ),
        'guarded',
        { counts: 'subject' },
      ),
      {
        facts: 'subjects',
        along: [
          byYear,
          {
            by: 'fixed',
            column: 'relation',
            dimension: fixedDimension(
              'relation',
              text('Betrokkene', 'Subject'),
              relations.map((code) => ({ code, label: relationLabels[code] })),
            ),
          },
        ],
      },
    ),
    subjectsOfIncidents,
  ),
];

export const withoutInvestigation = derivedFigure(
  face(
    'without-investigation-share',
    text('Aandeel zonder onderzoek', 'Share without investigation'),
    text(
      'Incidenten zonder onderzoek gedeeld door alle incidenten van dat jaar, ook die nog lopen.',
      'Incidents without investigation divided by all incidents of that year, including those still running.',
    ),
    'guarded',
    { quantity: percentOf(groups.incidents) },
  ),
  ['incidents.by-investigation'],
  ([cube]) => slice(share(required(cube), 'investigation'), 'investigation', ['none']),
);
