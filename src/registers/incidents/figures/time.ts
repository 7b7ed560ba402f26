import { balanced, countedFigure, type FigureFace } from '../../../figures/build.ts';
import { quantileInWeeks } from '../../../figures/counting/quantile.ts';
import { counted, uncomputable } from '../../../figures/cubes/cell.ts';
import { type Cube, canonicalKey, cellKey } from '../../../figures/cubes/cube.ts';
import { fixedDimension, yearDimension } from '../../../figures/cubes/dimensions.ts';
import { amountWhere, notRecorded } from '../../../figures/cubes/facts.ts';
import { rational } from '../../../figures/cubes/rational.ts';
import type { FigureDefinition } from '../../../figures/definition.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { openIncidents } from '../balances/flow.ts';
import { divided, face, inPercent, term } from './faces.ts';

const openAtStart = countedFigure(
  face(
    'open-at-start',
    text('Open aan het begin', 'Open at the start'),
    text(
      'Voor het jaar ontvangen en toen nog niet afgesloten.',
      'Received before the year and not closed by then.',
    ),
    'open',
  ),
  { facts: 'incidents', along: [] },
);

/** Stock and flow: open at start + received − closed = open at end, for every year shown. */
export const flow: readonly FigureDefinition[] = [
  {
    ...openAtStart,
    compute: (inputs) =>
      stock(inputs, (receivedBefore, closedBefore) => receivedBefore - closedBefore, 'start'),
  },
  countedFigure(
    face(
      'closed',
      text('Afgesloten incidenten', 'Closed incidents'),
      text('Naar het jaar waarin zij zijn afgesloten.', 'By the year in which they were closed.'),
      'open',
      { countingDate: 'closed' },
    ),
    { facts: 'incidents', along: [{ by: 'year', column: 'closed' }] },
  ),
  {
    ...face(
      'open-at-end',
      text('Open aan het einde', 'Open at the end'),
      text('Open aan het begin + ontvangen − afgesloten.', 'Open at the start + received − closed.'),
      'open',
    ),
    compute: (inputs) =>
      stock(inputs, (receivedBefore, closedBefore) => receivedBefore - closedBefore, 'end'),
  },
  balanced(
    countedFigure(
      face(
        'open-by-age',
        text('Open incidenten naar ouderdom', 'Open incidents by age'),
        text(
          'Hoe lang geleden de incidenten zijn ontvangen die aan het einde van de periode nog open zijn.',
          'How long ago the incidents were received that are still open at the end of the period.',
        ),
        'guarded',
      ),
      {
        facts: 'incidents',
        where: [{ column: 'closed', dimension: 'closed', codes: ['open'], as: 'open', certain: true }],
        along: [
          {
            by: 'fixed',
            column: 'ageAtEnd',
            dimension: fixedDimension('age', text('Ouderdom', 'Age'), [
              { code: 'under-6', label: text('korter dan 6 maanden', 'under 6 months') },
              { code: '6-to-12', label: text('6 tot 12 maanden', '6 to 12 months') },
              { code: 'over-12', label: text('12 maanden of langer', '12 months or more') },
            ]),
          },
        ],
      },
    ),
    openIncidents,
  ),
];

function stock(
  inputs: Parameters<FigureDefinition['compute']>[0],
  balance: (received: number, closed: number) => number,
  moment: 'start' | 'end',
): Cube {
  const facts = inputs.facts.get('incidents');
  const year = yearDimension(inputs.years);
  const cells = new Map<string, ReturnType<typeof counted>>();
  const order = ['before', ...inputs.years.map((one) => one.key)];
  for (const [index, one] of inputs.years.entries()) {
    const within = new Set(order.slice(0, moment === 'start' ? index + 1 : index + 2));
    const at = { year: one.key };
    const from = [canonicalKey(`incidents.open-at-${moment}`, at)];
    if (!facts) {
      cells.set(cellKey([year], at), counted(rational(0), from));
      continue;
    }
    const unknown = amountWhere(facts, { received: (code) => code === notRecorded });
    const received = amountWhere(facts, { received: (code) => within.has(code) });
    const closed = amountWhere(facts, { closed: (code) => within.has(code) });
    cells.set(
      cellKey([year], at),
      unknown > 0
        ? uncomputable(
            text(
              `van ${unknown} incidenten is het jaar van ontvangst niet vastgelegd`,
              `the year of receipt of ${unknown} incidents is not recorded`,
            ),
            from,
          )
        : counted(rational(balance(received, closed)), from),
    );
  }
  return {
    base: `incidents.open-at-${moment}`,
    counts: 'incident',
    unit: 'count',
    dimensions: [year],
    cells,
  };
}

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
      const facts = inputs.facts.get('incidents');
      const dimension = yearDimension(inputs.years);
      if (!facts) return { cannot: text('er zijn geen registraties', 'there are no registrations') };
      return quantileInWeeks(facts, { days, dimension, column, quantile });
    },
  };
}

/** The stages of handling, each with the median and the 90th percentile of the time it took (ISO 37002:2021 9.1.2 d). */
const steps: readonly (readonly [
  id: string,
  days: string,
  countingDate: 'received' | 'closed',
  title: Text,
  definition: Text,
])[] = [
  [
    'weeks-to-qualify',
    'qualifyingDays',
    'received',
    text('Tijd tot de kwalificatie', 'Time to qualification'),
    text('Van ontvangst tot kwalificatie.', 'From receipt to qualification.'),
  ],
  [
    'weeks-to-decide',
    'decidingDays',
    'received',
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
  divided(
    'acknowledged',
    text('Ontvangst bevestigd binnen 7 dagen', 'Receipt acknowledged within 7 days'),
    text(
      'Bevestiging uiterlijk zeven dagen na ontvangst (Wbk art. 2, tweede lid, onder h).',
      'Acknowledgement at the latest seven days after receipt (Wbk art. 2(2)(h)).',
    ),
    { by: 'fixed', column: 'acknowledged', dimension: fixedDimension('term', text('Termijn', 'Term'), term) },
    'guarded',
  ),
  inPercent(
    'acknowledged',
    'term',
    text('Aandeel bevestigd binnen 7 dagen', 'Share acknowledged within 7 days'),
  ),
  divided(
    'informed',
    text('Geïnformeerd binnen 3 maanden', 'Informed within 3 months'),
    text(
      'Informatie over de opvolging uiterlijk drie maanden na de bevestiging (Wbk art. 2, tweede lid, onder i).',
      'Information about the follow-up at the latest three months after the acknowledgement (Wbk art. 2(2)(i)).',
    ),
    { by: 'fixed', column: 'informed', dimension: fixedDimension('term', text('Termijn', 'Term'), term) },
    'guarded',
  ),
  inPercent(
    'informed',
    'term',
    text('Aandeel geïnformeerd binnen 3 maanden', 'Share informed within 3 months'),
  ),
];

/** Per field of the registration: in how many incidents it is recorded. */
