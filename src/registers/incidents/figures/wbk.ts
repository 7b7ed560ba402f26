import { balanced, countFrom, derivedFigure } from '../../../figures/build.ts';
import { share, slice } from '../../../figures/counting/derive.ts';
import { fixedDimension } from '../../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { percentOf } from '../../../figures/format.ts';
import { text } from '../../../platform/language/text.ts';
import { referralsByStep, stagesOfKind } from '../balances/wbk.ts';
import { byYear, divided, face, findingDimension, groups, required, yesNo } from './faces.ts';

const wrongdoing = face(
  'wrongdoing-by-stage',
  text('Vermoedens van misstanden naar stand', 'Suspected wrongdoing by stage'),
  text(
    'Incidenten die als (vermoede) misstand zijn gekwalificeerd, naar wat daarvan is vastgesteld. Een vermoeden is nog geen misstand.',
    'Incidents qualified as (suspected) wrongdoing, by what of it was established. A suspicion is no wrongdoing yet.',
  ),
  'guarded',
  { source: 'Wbk art. 1; Huis voor klokkenluiders, jaarverslag' },
);

/** Figures of the Wbk beside its terms and channels: suspected wrongdoing, and what went to another authority. */
export const whistleblowing: readonly FigureDefinition[] = [
  balanced(
    {
      ...wrongdoing,
      compute: (inputs) =>
        countFrom(inputs, wrongdoing.counts, {
          facts: 'incidents',
          along: [byYear, { by: 'fixed', column: 'finding', dimension: findingDimension }],
          where: [{ column: 'kind', dimension: 'kind', codes: ['wrongdoing'], as: 'wrongdoing' }],
        }),
    },
    (inputs) => stagesOfKind(inputs, 'wrongdoing'),
  ),
  balanced(
    divided(
      'referred',
      text('Verwijzingen naar een andere autoriteit', 'Referrals to another authority'),
      text(
        'Of de melding is doorgezonden aan of gebracht bij een andere bevoegde autoriteit, zoals het Huis voor klokkenluiders (Wbk art. 2c en 2j). Een aangifte of melding van een datalek is geen verwijzing.',
        'Whether the signal was passed on to or brought before another competent authority, such as the Whistleblowers Authority (Wbk art. 2c and 2j). A report to the police or of a data breach is no referral.',
      ),
      {
        by: 'fixed',
        column: 'referred',
        dimension: fixedDimension('referred', text('Verwezen', 'Referred'), yesNo),
      },
      'guarded',
    ),
    referralsByStep,
  ),
  derivedFigure(
    face(
      'referred-share',
      text('Aandeel verwezen naar een andere autoriteit', 'Share referred to another authority'),
      text('Gedeeld door alle incidenten van dat jaar.', 'Divided by all incidents of that year.'),
      'guarded',
      { quantity: percentOf(groups.incidents), source: 'Wbk art. 2c en 2j' },
    ),
    ['incidents.referred'],
    ([cube]) => slice(share(required(cube), 'referred'), 'referred', ['yes']),
  ),
];
