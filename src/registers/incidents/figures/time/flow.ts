import { balanced, countedFigure } from '../../../../figures/build.ts';
import { counted, uncomputable } from '../../../../figures/cubes/cell.ts';
import { type Cube, canonicalKey, cellKey } from '../../../../figures/cubes/cube.ts';
import { fixedDimension, yearDimension } from '../../../../figures/cubes/dimensions.ts';
import { amountWhere, notRecorded } from '../../../../figures/cubes/facts.ts';
import { rational } from '../../../../figures/cubes/rational.ts';
import type { FigureDefinition } from '../../../../figures/definition.ts';
import { text } from '../../../../platform/language/text.ts';
import { openIncidents } from '../../balances/flow.ts';
import { byYear, face } from '../faces.ts';

const openAtStart = countedFigure(
  face(
    'open-at-start',
    text('Open aan het begin', 'Open at the start'),
    text(
      'Voor het jaar ontvangen en toen nog niet afgesloten.',
      'Received before the year and not closed by then.',
    ),
    'open',
    { countingDate: 'reference date' },
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
      { countingDate: 'reference date' },
    ),
    compute: (inputs) =>
      stock(inputs, (receivedBefore, closedBefore) => receivedBefore - closedBefore, 'end'),
  },
  countedFigure(
    {
      ...face(
        'running',
        text('Incidenten zonder uitkomst', 'Incidents without an outcome'),
        text(
          'Incidenten van het jaar waarvan aan het einde van de periode nog niet was vastgesteld wat er is gebeurd. Zolang er zulke zijn, is dat jaar voorlopig in cijfers over wat ervan kwam.',
          'Incidents of the year of which at the end of the period it was not yet established what happened. While there are any, that year is provisional in figures on what came of them.',
        ),
        'open',
      ),
      protection: {
        class: 'open',
        reason: text(
          'Hoeveel zaken nog lopen, zegt niet over wie zij gaan.',
          'How many cases are still running does not say whom they are about.',
        ),
      },
    },
    {
      facts: 'incidents',
      along: [byYear],
      where: [{ column: 'finding', dimension: 'finding', codes: ['pending'], as: 'pending', certain: true }],
    },
  ),
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
        { countingDate: 'reference date' },
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
