import { type CountedRequest, countedFigure } from '../../../figures/build.ts';
import { listedCoordinate, type Whole } from '../../../figures/cubes/cube.ts';
import { isWhole } from '../../../figures/cubes/rational.ts';
import { type FigureDefinition, isCube } from '../../../figures/definition.ts';
import { text } from '../../../platform/language/text.ts';
import { bySubcategory, byYear, face, findingDimension } from '../figures/faces.ts';

const all: CountedRequest = {
  facts: 'incidents',
  ownYears: true,
  along: [
    byYear,
    // A row of it is a case of which it says what was found: nothing names it as what it was suspected to be.
    { ...bySubcategory, neutral: 'all' },
    { by: 'fixed', column: 'finding', dimension: findingDimension },
  ],
};

const counts = {
  ...face(
    'listed',
    text('Incidenten in de bijlage', 'Incidents in the appendix'),
    text(
      'Wat de lijst in de bijlage per regel laat zien: categorie, subcategorie en bevinding, voor het hele concern. Een incident zonder goedgekeurde openbare samenvatting staat niet in de lijst en telt hier niet mee.',
      'What the list in the appendix shows per row: category, subcategory and finding, for the whole concern. An incident without an approved public summary is not in the list and does not count here.',
    ),
    'open',
  ),
  protection: {
    class: 'open' as const,
    reason: text(
      'Telt de regels van de lijst van incidenten, en niets anders.',
      'Counts the rows of the list of incidents, and nothing else.',
    ),
  },
};

const whole = countedFigure(counts, all);

const part = countedFigure(counts, {
  ...all,
  where: [{ ...listedCoordinate, column: 'listed', codes: ['yes'], certain: true }],
});

/**
 * What the rows of the appendix add up to: counts of their own, each a part of a count of incidents. What was frozen before
 * it was recorded which incidents are listed counted all of them.
 */
export const listedFigure: FigureDefinition = {
  ...whole,
  compute: (inputs, figure) => {
    const incidents = whole.compute(inputs, figure);
    if (!isCube(incidents) || !('listed' in (inputs.facts.get('incidents')?.columns ?? {}))) return incidents;
    const rows = part.compute(inputs, figure);
    if (!isCube(rows)) return rows;
    const wholes = new Map(
      [...incidents.cells].flatMap(([place, { from, value }]): readonly (readonly [string, Whole])[] => {
        const [key] = from;
        if (key === undefined || (value !== undefined && !isWhole(value))) return [];
        return [[place, { key, value: Number(value?.numerator ?? 0n) }]];
      }),
    );
    return { ...rows, wholes };
  },
};
