import { balanced, countedFigure, derivedFigure } from '../../../figures/build.ts';
import { share, shareOf, slice } from '../../../figures/counting/derive.ts';
import { hasValue, uncomputable } from '../../../figures/cubes/cell.ts';
import { type Cube, cellAt, cellKey } from '../../../figures/cubes/cube.ts';
import { total } from '../../../figures/cubes/dimension.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import { notRecorded } from '../../../figures/cubes/facts.ts';
import { type FigureDefinition, isCube } from '../../../figures/definition.ts';
import { group, percentOf } from '../../../figures/format.ts';
import { text } from '../../../platform/language/text.ts';
import { contained, within } from '../balances/balances.ts';
import { byYear, divided, face, groups, recorded, required, yesNo } from './faces.ts';

const source = 'Wbk art. 17da-17ec; ISO 37002:2021 9.1.2 k';

const requestsForProtection = group(
  ['verzoek om bescherming', 'verzoeken om bescherming'],
  ['request for protection', 'requests for protection'],
);
const reportersFollowed = group(
  ['melder van wie vertrek of verblijf is vastgelegd', 'melders van wie vertrek of verblijf is vastgelegd'],
  ['reporter of whom leaving or staying is recorded', 'reporters of whom leaving or staying is recorded'],
);

/** Detriment after reporting, as reported and as established. */
const detriment: readonly FigureDefinition[] = [
  divided(
    'detriment',
    text('Benadeling na een melding', 'Detriment after reporting'),
    text(
      'Signalen van benadeling die na een melding zijn ontvangen (Wbk art. 17da).',
      'Signals of detriment received after a report (Wbk art. 17da).',
    ),
    {
      by: 'fixed',
      column: 'detriment',
      dimension: fixedDimension('detriment', text('Benadeling gemeld', 'Detriment reported'), yesNo),
    },
    'guarded',
  ),
  balanced(
    divided(
      'detriment-established',
      text('Vastgestelde benadeling', 'Established detriment'),
      text('Gemelde benadeling die is vastgesteld.', 'Reported detriment that was established.'),
      {
        by: 'fixed',
        column: 'detrimentEstablished',
        dimension: fixedDimension(
          'established',
          text('Benadeling vastgesteld', 'Detriment established'),
          yesNo,
        ),
      },
      'guarded',
    ),
    (inputs) => [
      ...contained(inputs, { detrimentEstablished: 'yes' }, { detriment: 'yes' }),
      ...within(inputs, 'incidents', recorded('detrimentEstablished'), { detriment: 'yes' }),
    ],
  ),
];

const requests = divided(
  'protection-requested',
  text('Verzoeken om bescherming', 'Requests for protection'),
  text(
    'Of de melder om bescherming tegen benadeling heeft gevraagd (Wbk art. 17da en volgende).',
    'Whether the reporter asked for protection against detriment (Wbk art. 17da and following).',
  ),
  {
    by: 'fixed',
    column: 'protectionRequested',
    dimension: fixedDimension('requested', text('Bescherming gevraagd', 'Protection requested'), yesNo),
  },
  'guarded',
);

const outcome = countedFigure(
  face(
    'protection-granted',
    text('Uitkomst van verzoeken om bescherming', 'Outcome of requests for protection'),
    text(
      'Van de incidenten waarbij de melder om bescherming vroeg: of die is toegekend.',
      'Of the incidents of which the reporter asked for protection: whether it was granted.',
    ),
    'guarded',
    { source },
  ),
  {
    facts: 'incidents',
    along: [
      byYear,
      {
        by: 'fixed',
        column: 'protectionGranted',
        dimension: fixedDimension('granted', text('Bescherming toegekend', 'Protection granted'), yesNo),
      },
    ],
    where: [{ column: 'protectionRequested', dimension: 'protectionRequested', codes: ['yes'], as: 'yes' }],
  },
);

const counted = countedFigure(
  face(
    'reporters-left',
    text('Melders die binnen twaalf maanden vertrokken', 'Reporters who left within twelve months'),
    text(
      'Van de incidenten die iemand uit de eigen organisatie meldde: of die melder binnen twaalf maanden na de melding vertrok. Een jaar telt pas mee als voor alle meldingen van dat jaar de twaalf maanden om zijn; wie twee keer meldde, telt twee keer. Vertrek is nog geen benadeling.',
      'Of the incidents that somebody of the own organisation reported: whether that reporter left within twelve months after reporting. A signal counts only when the twelve months have passed for all of that year; who reported twice counts twice. Leaving is not yet detriment.',
    ),
    'guarded',
    { source },
  ),
  {
    facts: 'incidents',
    along: [
      byYear,
      {
        by: 'fixed',
        column: 'reporterLeft',
        dimension: fixedDimension('left', text('Melder vertrokken', 'Reporter left'), [
          ...yesNo,
          { code: 'not-due', label: text('twaalf maanden nog niet om', 'twelve months not yet passed') },
        ]),
      },
    ],
    where: [{ column: 'reporterGroup', dimension: 'reporterGroup', codes: ['staff'], as: 'staff' }],
  },
);

/**
 * Until the twelve months have passed for all signals of a year nothing of that year is told: a number that is settled
 * only later would have to be repeated as it stood, and with it what stands beside it.
 */
function onlyWhereDue(cube: Cube): Cube {
  const cells = new Map(cube.cells);
  const why = text('de twaalf maanden zijn nog niet om', 'the twelve months have not passed yet');
  const years = cube.dimensions.find(({ key }) => key === 'year')?.members ?? [];
  for (const year of [...years.map(({ code }) => code), total]) {
    const young = cellAt(cube, { year, left: 'not-due' });
    if (!hasValue(young) || young.value.numerator === 0n) continue;
    for (const left of ['yes', 'no', 'not-due', notRecorded]) {
      const key = cellKey(cube.dimensions, { year, left });
      const cell = cells.get(key);
      if (cell) cells.set(key, uncomputable(why, cell.from));
    }
  }
  return { ...cube, cells };
}

/** What became of who reported: detriment, protection that was asked for and granted, and who left within a year. */
export const reporters: readonly FigureDefinition[] = [
  ...detriment,
  requests,
  derivedFigure(
    face(
      'protection-requested-share',
      text('Aandeel met een verzoek om bescherming', 'Share with a request for protection'),
      text('Gedeeld door alle incidenten van dat jaar.', 'Divided by all incidents of that year.'),
      'guarded',
      { quantity: percentOf(groups.incidents), source },
    ),
    ['incidents.protection-requested'],
    ([cube]) => slice(share(required(cube), 'requested'), 'requested', ['yes']),
  ),
  outcome,
  derivedFigure(
    face(
      'protection-granted-share',
      text('Aandeel toegekende verzoeken om bescherming', 'Share of requests for protection granted'),
      text(
        'Toegekende verzoeken gedeeld door alle verzoeken om bescherming van dat jaar.',
        'Requests granted divided by all requests for protection of that year.',
      ),
      'guarded',
      { quantity: percentOf(requestsForProtection), source },
    ),
    ['incidents.protection-granted'],
    ([cube]) => slice(share(required(cube), 'granted'), 'granted', ['yes']),
  ),
  {
    ...counted,
    compute: (inputs, figure) => {
      const cube = counted.compute(inputs, figure);
      return isCube(cube) ? onlyWhereDue(cube) : cube;
    },
  },
  derivedFigure(
    face(
      'reporters-left-share',
      text('Aandeel vertrokken melders', 'Share of reporters who left'),
      text(
        'Vertrokken melders gedeeld door de melders van wie het is vastgelegd en de twaalf maanden om zijn.',
        'Reporters who left divided by those of whom it is recorded and the twelve months have passed.',
      ),
      'guarded',
      { quantity: percentOf(reportersFollowed), source },
    ),
    ['incidents.reporters-left'],
    ([cube]) => {
      const left = required(cube);
      return shareOf(slice(left, 'left', ['yes']), slice(left, 'left', ['yes', 'no']));
    },
  ),
];
