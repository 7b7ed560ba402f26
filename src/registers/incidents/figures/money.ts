import { derivedFigure, magnitudeFigure, partOf } from '../../../figures/build.ts';
import { shareOf } from '../../../figures/counting/derive.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { group, percentOf } from '../../../figures/format.ts';
import { text } from '../../../platform/language/text.ts';
import { byYear, face, required } from './faces.ts';

const euro = { unit: 'euro', decimals: 0 } as const;
const source = 'Directive (EU) 2019/1937 art. 27(2)(c)';

/** Damage and what came back of it. A sum that one incident dominates is not published (p% rule). */
export const money: readonly FigureDefinition[] = [
  magnitudeFigure(
    face(
      'damage',
      text('Geschatte schade', 'Estimated damage'),
      text(
        'De som van de schade die bij incidenten is geschat, per incident afgerond op hele euro’s.',
        'The sum of the damage estimated for incidents, rounded to whole euros per incident.',
      ),
      'guarded',
      { quantity: euro, source },
    ),
    { facts: 'incident-money', along: [byYear], amount: 'damage' },
  ),
  partOf(
    magnitudeFigure(
      face(
        'recovered',
        text('Teruggevorderd', 'Recovered'),
        text(
          'De som van wat na incidenten is terugbetaald of verhaald, per incident afgerond op hele euro’s.',
          'The sum of what was repaid or recovered after incidents, rounded to whole euros per incident.',
        ),
        'guarded',
        { quantity: euro, source },
      ),
      { facts: 'incident-money', along: [byYear], amount: 'recovered' },
    ),
    'incidents.damage',
    'rest',
  ),
  derivedFigure(
    face(
      'recovered-share',
      text('Aandeel teruggevorderd', 'Share recovered'),
      text(
        'Teruggevorderd gedeeld door de geschatte schade.',
        'What was recovered divided by the estimated damage.',
      ),
      'guarded',
      {
        quantity: percentOf(
          group(['geschatte schade', 'geschatte schade'], ['estimated damage', 'estimated damage']),
        ),
        source,
      },
    ),
    ['incidents.recovered', 'incidents.damage'],
    ([recovered, damage]) => shareOf(required(recovered), required(damage)),
  ),
];
