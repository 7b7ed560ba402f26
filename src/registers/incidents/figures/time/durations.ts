import type { FigureFace } from '../../../../figures/build.ts';
import { quantileInWeeks } from '../../../../figures/counting/quantile.ts';
import { yearDimension } from '../../../../figures/cubes/dimensions.ts';
import { notRecorded, withColumn } from '../../../../figures/cubes/facts.ts';
import type { FigureDefinition } from '../../../../figures/definition.ts';
import { type Text, text } from '../../../../platform/language/text.ts';
import { face } from '../faces.ts';
import { term } from './terms.ts';

function days(
  id: string,
  title: Text,
  definition: Text,
  column: string,
  days: string,
  quantile: 'median' | 'p90',
  countingDate: FigureFace['countingDate'],
): FigureDefinition {
  return {
    ...face(id, title, definition, 'open', {
      counts: 'day',
      quantity: { unit: 'weeks', decimals: 0 },
      countingDate,
    }),
    compute: (inputs) => {
      const kept = inputs.facts.get('incidents');
      const dimension = yearDimension(inputs.years);
      if (!kept) return { cannot: text('er zijn geen registraties', 'there are no registrations') };
      // What was frozen before the year of a step was kept has no column for it.
      const facts = column in kept.columns ? kept : withColumn(kept, column, [], () => notRecorded);
      return quantileInWeeks(facts, { days, dimension, column, quantile });
    },
  };
}

/** The stages of handling, each with the median and the 90th percentile of the time it took (ISO 37002:2021 9.1.2 d). */
const steps: readonly (readonly [
  id: string,
  days: string,
  countingDate: 'qualified' | 'decided' | 'closed',
  title: Text,
  definition: Text,
])[] = [
  [
    'weeks-to-qualify',
    'qualifyingDays',
    'qualified',
    text('Tijd tot de kwalificatie', 'Time to qualification'),
    text('Van ontvangst tot kwalificatie.', 'From receipt to qualification.'),
  ],
  [
    'weeks-to-decide',
    'decidingDays',
    'decided',
    text('Tijd van kwalificatie tot besluit', 'Time from qualification to decision'),
    text(
      'Van kwalificatie tot besluit: het uitzoeken zelf.',
      'From qualification to decision: the looking into it itself.',
    ),
  ],
  [
    'weeks-to-settle',
    'settlingDays',
    'closed',
    text('Tijd van besluit tot afsluiting', 'Time from decision to closing'),
    text(
      'Van besluit tot afsluiting: de afdoening en de nazorg.',
      'From decision to closing: measures and after-care.',
    ),
  ],
];

export const terms: readonly FigureDefinition[] = [
  days(
    'weeks-to-close',
    text('Doorlooptijd, mediaan', 'Time to close, median'),
    text(
      'Van ontvangst tot afsluiting; de helft van de zaken duurde niet langer.',
      'From receipt to closing; half of the cases took no longer.',
    ),
    'closed',
    'closingDays',
    'median',
    'closed',
  ),
  days(
    'weeks-to-close-p90',
    text('Doorlooptijd, negen van de tien', 'Time to close, nine in ten'),
    text(
      'Van ontvangst tot afsluiting; negen van de tien zaken duurden niet langer.',
      'From receipt to closing; nine in ten cases took no longer.',
    ),
    'closed',
    'closingDays',
    'p90',
    'closed',
  ),
  days(
    'weeks-to-report',
    text('Tijd tussen incident en melding, mediaan', 'Time between incident and report, median'),
    text(
      'Van de dag van het incident tot de dag van ontvangst.',
      'From the day of the incident to the day of receipt.',
    ),
    'received',
    'reportingDays',
    'median',
    'received',
  ),
  days(
    'weeks-to-report-p90',
    text(
      'Tijd tussen incident en melding, negen van de tien',
      'Time between incident and report, nine in ten',
    ),
    text(
      'Van de dag van het incident tot de dag van ontvangst; bij negen van de tien zaken niet langer.',
      'From the day of the incident to the day of receipt; in nine in ten cases no longer.',
    ),
    'received',
    'reportingDays',
    'p90',
    'received',
  ),
  ...steps.flatMap(([id, column, countingDate, title, definition]) => [
    days(
      id,
      text(`${title.nl}, mediaan`, `${title.en}, median`),
      definition,
      countingDate,
      column,
      'median',
      countingDate,
    ),
    days(
      `${id}-p90`,
      text(`${title.nl}, negen van de tien`, `${title.en}, nine in ten`),
      definition,
      countingDate,
      column,
      'p90',
      countingDate,
    ),
  ]),
  ...term(
    'acknowledged',
    {
      counted: text('Ontvangst bevestigd binnen 7 dagen', 'Receipt acknowledged within 7 days'),
      share: text('Aandeel bevestigd binnen 7 dagen', 'Share acknowledged within 7 days'),
      running: text(
        'Incidenten waarvan de termijn voor de bevestiging nog loopt',
        'Incidents whose term of acknowledgement is still running',
      ),
    },
    text(
      'Bevestiging uiterlijk zeven dagen na ontvangst (Wbk art. 2, tweede lid, onder h).',
      'Acknowledgement at the latest seven days after receipt (Wbk art. 2(2)(h)).',
    ),
  ),
  ...term(
    'informed',
    {
      counted: text('Geïnformeerd binnen 3 maanden', 'Informed within 3 months'),
      share: text('Aandeel geïnformeerd binnen 3 maanden', 'Share informed within 3 months'),
      running: text(
        'Incidenten waarvan de termijn voor informatie nog loopt',
        'Incidents whose term of information is still running',
      ),
    },
    text(
      'Informatie over de opvolging uiterlijk drie maanden na de bevestiging (Wbk art. 2, tweede lid, onder i).',
      'Information about the follow-up at the latest three months after the acknowledgement (Wbk art. 2(2)(i)).',
    ),
  ),
];
