import { employmentKinds } from '../../collection/people/employment-record.ts';
import { countedFigure, countFrom, derivedFigure, type FigureFace } from '../../figures/build.ts';
import { shareOf } from '../../figures/counting/derive.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { canonicalKey, cellAt, mapCube } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import { rational } from '../../figures/cubes/rational.ts';
import { type CannotBeComputed, type FigureDefinition, isCube } from '../../figures/definition.ts';
import { group, tenthsOfPercentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';
import { employmentTable } from './employment-facts.ts';
import { employmentsByUnit, listedCube, personsCube, personsListed } from './listed-staff.ts';

const face = {
  population: text(
    'Wie op de personeelslijsten staat en op de laatste dag van het jaar in dienst was.',
    'Who stands on the staff lists and was employed on the last day of the year.',
  ),
  quantity: { unit: 'count', decimals: 0 },
  countingDate: 'reference date',
  basis: 'records',
  protection: {
    class: 'open',
    reason: text(
      'Personeelsomvang en aard van de dienstverbanden wijzen niemand aan en zijn geen voorval.',
      'The number of staff and the kind of their employments point at nobody and are no occurrence.',
    ),
  },
  source: 'eigen telregel van Daglicht',
} as const satisfies Partial<FigureFace>;

const noLists: CannotBeComputed = {
  cannot: text('er zijn geen personeelslijsten ingelezen', 'no staff lists were read'),
};

/** Computes from the staff lists, or says that there are none. */
const fromLists =
  (compute: FigureDefinition['compute']): FigureDefinition['compute'] =>
  (inputs, figure) =>
    personsListed(inputs).length > 0 || (inputs.facts.get(employmentTable)?.length ?? 0) > 0
      ? compute(inputs, figure)
      : noLists;

const employments: FigureDefinition = {
  ...face,
  id: 'staff.employments',
  title: text('Dienstverbanden', 'Employments'),
  definition: text(
    'Het aantal dienstverbanden van het eigen personeel volgens de personeelslijsten: wie er twee heeft, telt tweemaal.',
    'The number of employments of the own staff by the staff lists: who has two counts twice.',
  ),
  counts: 'employment',
  compute: fromLists((inputs) => {
    const { origin } = countFrom(inputs, 'employment', {
      facts: employmentTable,
      along: [
        { by: 'unit', column: 'unit' },
        { by: 'year', column: 'year' },
      ],
      where: [{ column: 'own', dimension: 'own', codes: ['true'], as: 'true' }],
    });
    const cube = listedCube(inputs, 'staff.employments', 'employment', employmentsByUnit(inputs));
    return { ...cube, ...(origin ? { origin } : {}) };
  }),
};

const persons: FigureDefinition = {
  ...face,
  id: 'staff.persons',
  title: text('Personen in dienst', 'Persons employed'),
  definition: text(
    'Het aantal personen van het eigen personeel volgens de personeelslijsten. Op elk niveau telt een persoon één keer: wie bij twee onderdelen van een ministerie werkt, is één persoon van dat ministerie.',
    'The number of persons of the own staff by the staff lists. At every level a person counts once: who works for two units of a ministry is one person of that ministry.',
  ),
  counts: 'person',
  compute: fromLists((inputs) => personsCube(inputs, 'staff.persons')),
};

const severalEmployments: FigureDefinition = {
  ...face,
  id: 'staff.several-employments',
  title: text('Personen met meer dan één dienstverband', 'Persons with more than one employment'),
  definition: text(
    'Personen van het eigen personeel met meer dan één dienstverband, bij hetzelfde of bij verschillende onderdelen. Alleen voor de hele organisatie.',
    'Persons of the own staff with more than one employment, with the same or with different units. Only for the whole organisation.',
  ),
  counts: 'person',
  compute: fromLists((inputs) => {
    const all = personsCube(inputs, 'staff.persons');
    const dimensions = all.dimensions.filter((one) => one.key === 'year');
    const listed = personsListed(inputs).filter((one) => one.several);
    return mapCube(
      {
        ...all,
        dimensions,
        cells: new Map(inputs.years.map((year) => [year.key, cellAt(all, { year: year.key })])),
      },
      { base: 'staff.several-employments' },
      (cell, at) => {
        if (!hasValue(cell)) return cell;
        const value = listed
          .filter((one) => one.year === at['year'])
          .reduce((sum, one) => sum + one.amount, 0);
        const state = cell.state === 'value' && value === 0 ? 'nil' : cell.state;
        return {
          ...cell,
          state,
          value: rational(value),
          from: [canonicalKey('staff.several-employments', at)],
        };
      },
    );
  }),
};

const countedByKind = countedFigure(
  {
    ...face,
    id: 'staff.employments-by-kind',
    title: text('Dienstverbanden naar soort', 'Employments by kind'),
    definition: text(
      'Alle dienstverbanden op de personeelslijsten naar soort, ook die van wie niet tot het eigen personeel hoort, zoals inhuur en stage.',
      'All employments on the staff lists by kind, also of those who are not the own staff, such as hired staff and trainees.',
    ),
    counts: 'employment',
  },
  {
    facts: employmentTable,
    along: [
      { by: 'list', list: employmentKinds, column: 'kind', as: 'kind' },
      { by: 'year', column: 'year' },
    ],
  },
);

/** By kind stand also those who are no staff: hired, seconded, trainees. */
const byKind: FigureDefinition = {
  ...countedByKind,
  compute: fromLists((inputs, figure) => {
    const counted = countedByKind.compute(inputs, figure);
    if (!isCube(counted)) return counted;
    const listed = listedCube(inputs, 'staff.employments', 'employment', employmentsByUnit(inputs));
    const { origin } = counted;
    return mapCube(counted, origin ? { origin } : {}, (cell, at) => {
      // A stock: years are not added up.
      if ((at['year'] ?? total) === total) return undefined;
      const whole = cellAt(listed, { year: at['year'] ?? total });
      const { note } = whole;
      return whole.state === 'partial' && note && hasValue(cell) ? { ...cell, state: 'partial', note } : cell;
    });
  }),
};

/** What the staff lists give: persons and employments are different counts, and are never mixed. */
export const employmentFigures: readonly FigureDefinition[] = [
  employments,
  persons,
  severalEmployments,
  derivedFigure(
    {
      ...face,
      id: 'staff.several-employments-share',
      title: text(
        'Aandeel personen met meer dan één dienstverband',
        'Share of persons with more than one employment',
      ),
      definition: text(
        'Personen met meer dan één dienstverband gedeeld door alle personen in dienst, maal honderd.',
        'Persons with more than one employment divided by all persons employed, times a hundred.',
      ),
      counts: 'person',
      quantity: tenthsOfPercentOf(group(['persoon', 'personen'], ['person', 'persons'])),
    },
    ['staff.several-employments', 'staff.persons'],
    ([several, all]) => {
      if (!several || !all) throw new RangeError('A share of persons needs persons.');
      return shareOf(several, all);
    },
  ),
  byKind,
];
