import { countedFigure, derivedFigure } from '../../../../figures/build.ts';
import { shareOf, slice } from '../../../../figures/counting/derive.ts';
import { type Cube, mapCube } from '../../../../figures/cubes/cube.ts';
import { total } from '../../../../figures/cubes/dimension.ts';
import { fixedDimension } from '../../../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../../../figures/definition.ts';
import { group, percentOf } from '../../../../figures/format.ts';
import { inEach, type Text, text } from '../../../../platform/language/text.ts';
import { byYear, divided, face, required } from '../faces.ts';

const metOrMissed = [
  { code: 'in-time', label: text('op tijd', 'in time') },
  { code: 'late', label: text('te laat of niet', 'late or not at all') },
];
const running = { code: 'not-due', label: text('termijn loopt nog', 'term still running') };
const dueIncidents = group(
  ['incident waarvan de termijn is gehaald of gemist', 'incidenten waarvan de termijn is gehaald of gemist'],
  ['incident whose term was met or missed', 'incidents whose term was met or missed'],
);

/**
 * Met and missed, each as a part of the two together: what has a term that still runs is in neither, and a total of both
 * would say nothing.
 */
function ofDue(terms: Cube): Cube {
  const codes = metOrMissed.map(({ code }) => code);
  const dimensions = terms.dimensions.map((dimension) =>
    dimension.key === 'term' ? { ...dimension, members: metOrMissed } : dimension,
  );
  const both = slice(terms, 'term', codes);
  const settled = mapCube(terms, {}, (cell, { term: code }) =>
    code === total || codes.some((one) => one === code) ? cell : undefined,
  );
  return mapCube(shareOf({ ...settled, dimensions }, both), {}, (cell, { term: code }) =>
    code === total ? { state: 'not-applicable', from: cell.from } : cell,
  );
}

/**
 * A term of the law, of the incidents that a year received: how many met or missed it, in percent of both
 * together, and of how many it still runs.
 *
 * @param column of the facts
 */
export function term(
  column: string,
  titles: Readonly<Record<'counted' | 'share' | 'running', Text>>,
  definition: Text,
): readonly FigureDefinition[] {
  const counted = divided(
    column,
    titles.counted,
    inEach`${definition} ${text(
      'Waaraan nog niet is voldaan en waarvan de termijn nog loopt, telt apart.',
      'What was not met yet and has a term that still runs counts apart.',
    )}`,
    {
      by: 'fixed',
      column,
      dimension: fixedDimension('term', text('Termijn', 'Term'), [...metOrMissed, running]),
    },
    'guarded',
  );
  const inPercent = derivedFigure(
    face(
      `${column}-share`,
      titles.share,
      text(
        'Het aantal gedeeld door alle incidenten van dat jaar waarvan de termijn is gehaald of gemist, maal honderd.',
        'The number divided by all incidents of that year whose term was met or missed, times a hundred.',
      ),
      'guarded',
      { quantity: percentOf(dueIncidents) },
    ),
    [`incidents.${column}`],
    ([cube]) => ofDue(required(cube)),
  );
  const still = face(
    `${column}-running`,
    titles.running,
    text(
      'Incidenten van het jaar waarvan deze termijn aan het einde van de periode nog liep.',
      'Incidents of the year of which this term was still running at the end of the period.',
    ),
    'open',
  );
  return [
    ...[counted, inPercent].map(
      (figure): FigureDefinition => ({
        ...figure,
        provisional: { figure: still.id, awaits: 'terms' },
      }),
    ),
    countedFigure(
      {
        ...still,
        protection: {
          class: 'open',
          reason: text(
            'Hoeveel termijnen nog lopen, zegt niet over wie het gaat.',
            'How many terms are still running does not say whom it is about.',
          ),
        },
      },
      {
        facts: 'incidents',
        along: [byYear],
        where: [{ column, dimension: column, codes: ['not-due'], as: 'not-due', certain: true }],
      },
    ),
  ];
}
