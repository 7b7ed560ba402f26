import { headcountField } from '../../collection/returns/headcount-field.ts';
import { differingBases, mergedBases, type TwoBases } from '../../figures/bases/both-bases.ts';
import { partOfPeriod, timeWeighted, weightedNote } from '../../figures/bases/time-weighted.ts';
import { derivedFigure } from '../../figures/build.ts';
import { growth } from '../../figures/counting/derive.ts';
import { reportedCube } from '../../figures/counting/reported.ts';
import { type Cell, hasValue } from '../../figures/cubes/cell.ts';
import type { CountedThing } from '../../figures/cubes/counted-thing.ts';
import { type Cube, canonicalKey, cellAt, mapCube } from '../../figures/cubes/cube.ts';
import { chainOf, total } from '../../figures/cubes/dimension.ts';
import { unitDimension, yearDimension } from '../../figures/cubes/dimensions.ts';
import { equal } from '../../figures/cubes/rational.ts';
import type { ReportedValue } from '../../figures/cubes/reported-value.ts';
import {
  type CannotBeComputed,
  type FigureDefinition,
  type FigureInputs,
  isCube,
} from '../../figures/definition.ts';
import { growthInTenths } from '../../figures/format.ts';
import type { HeadcountDefinition } from '../../organisation/structure.ts';
import { text } from '../../platform/language/text.ts';
import { employmentsByUnit, personsByUnit } from './listed-staff.ts';

const population = text(
  'De medewerkers volgens de personeelslijst of de opgave van elk onderdeel.',
  'The staff by the staff list or the return of each unit.',
);
const reason = text('Personeelsomvang wijst niemand aan.', 'The number of staff points at nobody.');

const headcount: FigureDefinition = {
  id: 'staff.headcount',
  title: text('Personeelsomvang', 'Number of staff'),
  definition: text(
    'Het aantal medewerkers: uit de personeelslijst waar een onderdeel die bijhoudt, anders zoals het dat opgaf; verschillen beide, dan is een reden nodig. Of het personen of fte zijn, en op welke dag, staat in de definitie van de personeelsomvang. In een som over onderdelen telt wie bij twee van hen werkt bij beide, tenzij het onderdeel erboven zelf opgave deed.',
    'The number of staff: from the staff list where a unit keeps one, otherwise as it was returned; where both differ a reason is required. Whether these are persons or FTE, and on which day, stands in the headcount definition. In a sum over units who works for two of them counts with both, unless the unit above made a return of its own.',
  ),
  population,
  counts: 'person',
  quantity: { unit: 'count', decimals: 0 },
  countingDate: 'reference date',
  basis: 'records and return',
  protection: { class: 'open', reason },
  source: 'eigen telregel van Daglicht',
  differences: (inputs) => {
    const bases = staffBases(inputs);
    return bases ? differingBases(inputs, bases) : [];
  },
  compute: (inputs) => {
    const definitions = inputs.structure.headcountDefinitions;
    return definitions.length > 1
      ? severalDefinitions(definitions)
      : headcountCube(inputs, staffNumbers(inputs));
  },
};

/** What staff lists give of the number of staff as it is defined; nothing where they give something else. */
export function countedOnLists([definition]: readonly HeadcountDefinition[]):
  | 'persons'
  | 'employments'
  | undefined {
  if (definition?.moment !== 'reference-date') return undefined;
  const { basis } = definition;
  return basis === 'persons' || basis === 'employments' ? basis : undefined;
}

/**
 * Staff lists and returns beside each other, where both count the same: persons or employments on the last day of
 * the year. An average, FTE and an unrecorded definition are no count of a list.
 */
function staffBases(inputs: FigureInputs): TwoBases | undefined {
  const counted = countedOnLists(inputs.structure.headcountDefinitions);
  if (counted === undefined) return undefined;
  const records = { persons: personsByUnit, employments: employmentsByUnit }[counted];
  return { figure: 'staff.headcount', field: headcountField.key, records };
}

/** What units stated of their staff, with their staff lists merged in. */
function staffNumbers(inputs: FigureInputs): readonly ReportedValue[] {
  const bases = staffBases(inputs);
  return bases ? mergedBases(inputs, bases) : inputs.reported;
}

/** A return does not say by which of several definitions it counted: nothing may be added up or divided then. */
function severalDefinitions(definitions: readonly HeadcountDefinition[]): CannotBeComputed {
  const names = definitions.map((one) => one.key).join(', ');
  return {
    cannot: text(
      `er is meer dan één definitie van de personeelsomvang (${names}) en van de opgaven is niet vastgelegd welke geldt`,
      `there is more than one definition of the number of staff (${names}) and it is not recorded by which the returns counted`,
    ),
  };
}

/** What staff is counted in; where that is not recorded a headcount is taken as the persons it is called. */
const countedIn = {
  persons: 'person',
  employments: 'employment',
  fte: 'fte',
  'not-recorded': 'person',
} as const satisfies Readonly<Record<HeadcountDefinition['basis'], CountedThing>>;

function headcountCube(inputs: FigureInputs, values: readonly ReportedValue[]): Cube {
  return reportedCube(values, {
    field: headcountField.key,
    counts: countedIn[inputs.structure.headcountDefinitions[0]?.basis ?? 'not-recorded'],
    // Without a recorded definition the headcounts of one organisation still share one, unknown, definition.
    headcountDefinition: inputs.structure.headcountDefinitions[0]?.key ?? 'not-recorded',
    unit: unitDimension(inputs.structure, inputs.years, 'then').dimension,
    root: inputs.structure.root,
    year: yearDimension(inputs.years),
    addYears: false,
  });
}

/**
 * The staff over which a flow is taken. An average over the year holds the part-year units for their part already;
 * a count on a day does not. A cell of this figure that no weighing touched is the cell of the headcount.
 */
const timeWeightedHeadcount: FigureDefinition = {
  ...headcount,
  id: 'staff.time-weighted',
  title: text('Personeelsomvang, naar tijd gewogen', 'Number of staff, weighted by time'),
  definition: text(
    'Het aantal medewerkers van elk onderdeel maal het deel van de dagen van het jaar dat het bestond: de noemer van aantallen die in de loop van het jaar ontstaan. Is de omvang als jaargemiddelde opgegeven, dan zit dit er al in.',
    'The staff of each unit times the part of the days of the year that it existed: the denominator of numbers that arise during the year. Where staff was returned as a yearly average this is in it already.',
  ),
  quantity: { unit: 'count', decimals: 1 },
  compute: (inputs, figure) => {
    const plain = figure(headcount.id);
    if (!isCube(plain) || inputs.structure.headcountDefinitions[0]?.moment === 'average') return plain;
    const weighted = headcountCube(
      inputs,
      timeWeighted(staffNumbers(inputs), inputs.structure, inputs.years),
    );
    const unit = weighted.dimensions.find((one) => one.key === 'unit');
    const partly = new Map(inputs.years.map((year) => [year.key, partOfPeriod(inputs.structure, year)]));
    return mapCube(weighted, {}, (cell, at) => {
      const same = cellAt(plain, at);
      const year = inputs.years.find((one) => one.key === at['year']);
      if (!year || !unit || !hasValue(cell) || (hasValue(same) && equal(cell.value, same.value)))
        return withoutFootnote(same);
      const isWeighted = (code: string) => {
        const [before, after] = [plain, weighted].map((cube) => cellAt(cube, { year: year.key, unit: code }));
        return before && after && hasValue(before) && hasValue(after) && !equal(before.value, after.value);
      };
      // Below a node that stated itself a weighted unit weighs on nothing above that node.
      const below = (partly.get(year.key) ?? []).filter((one) => {
        const chain = chainOf(unit, one.unit.key, at);
        const place = chain.indexOf(at['unit'] ?? total);
        return place >= 0 && chain.slice(0, place).every(isWeighted);
      });
      const note = weightedNote(below, year);
      const before = cell.state === 'value' ? undefined : cell.note;
      return {
        ...cell,
        note: before ? text(`${before.nl}; ${note.nl}`, `${before.en}; ${note.en}`) : note,
        from: [canonicalKey('staff.time-weighted', at)],
      };
    });
  },
};

/** A footnote of a return is about that number, not about what is divided by it. */
function withoutFootnote(cell: Cell): Cell {
  if (cell.state !== 'value' && cell.state !== 'nil') return cell;
  const { note: _note, ...rest } = cell;
  return rest;
}

/** The number of staff, weighted and grown: the denominators of rates. */
export const headcountFigures: readonly FigureDefinition[] = [
  headcount,
  timeWeightedHeadcount,
  derivedFigure(
    {
      ...headcount,
      id: 'staff.growth',
      title: text('Groei van de personeelsomvang', 'Growth of staff'),
      definition: text(
        '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
        '(this year − last year) ÷ last year, times a hundred.',
      ),
      quantity: growthInTenths,
    },
    ['staff.headcount'],
    ([cube]) => {
      if (!cube) throw new RangeError('Growth of staff needs the headcount.');
      return growth(cube);
    },
  ),
];
