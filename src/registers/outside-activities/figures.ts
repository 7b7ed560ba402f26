import { bothBasesFigure, mergedBases } from '../../figures/bases/both-bases.ts';
import { countedByUnit, recordedCube } from '../../figures/bases/recorded.ts';
import { reportedInStructureNow } from '../../figures/bases/structure-now.ts';
import { countFrom } from '../../figures/build.ts';
import { difference, growth, rank, share, shareOf } from '../../figures/counting/derive.ts';
import { reportedCube } from '../../figures/counting/reported.ts';
import { unitDimension, yearDimension } from '../../figures/cubes/dimensions.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { type Group, group, growthInTenths, percentOf, tenthsOfPercentOf } from '../../figures/format.ts';
import { text } from '../../platform/language/text.ts';
import { decided, declaredActivities } from './figures-decisions.ts';

/** One person may have several outside activities: they are held against the staff, and are no share of it. */
const staff: Group = {
  ...group(['medewerker', 'medewerkers'], ['member of staff', 'members of staff']),
  also: [text('personeelsomvang', 'staff'), text('personeel', 'headcount')],
  ratio: true,
};

const make = figureMaker({
  register: 'outside-activities',
  population: text(
    'Alle medewerkers van de onderdelen die opgave deden.',
    'All staff of the units that made a return.',
  ),
  protection: {
    class: 'open',
    reason: text(
      'Aantallen opgaven per onderdeel wijzen niemand aan en een opgave is geen vermoeden.',
      'Numbers of declarations per unit point at nobody, and a declaration is no suspicion.',
    ),
  },
  source:
    'Ambtenarenwet 2017 art. 5 en 8; Jaarverslag integriteit EZK en LNV 2020-2021, hoofdstuk Nevenwerkzaamheden',
});

const fromReturns = make.reported(
  'reported',
  { field: 'outside-activities.activities', counts: 'activity', addYears: false },
  text('Nevenwerkzaamheden volgens de jaaropgaven', 'Outside activities by the annual returns'),
  text(
    'Het aantal opgegeven nevenwerkzaamheden dat elk onderdeel over het jaar opgaf.',
    'The number of declared outside activities each unit returned for the year.',
  ),
);

const bases = {
  field: 'outside-activities.activities',
  records: countedByUnit('outside-activities'),
} as const;

/** The declarations kept one by one, counted at the end of each year. */
const fromRecords: FigureDefinition = {
  ...fromReturns,
  id: 'outside-activities.recorded',
  title: text('Nevenwerkzaamheden volgens de registratie', 'Outside activities by the records'),
  definition: text(
    'De opgegeven nevenwerkzaamheden die aan het einde van het jaar golden.',
    'The declared outside activities in force at the end of the year.',
  ),
  basis: 'records',
  countingDate: 'reference date',
  compute: (inputs) => {
    const { origin } = countFrom(inputs, 'activity', {
      facts: 'outside-activities',
      along: [
        { by: 'unit', column: 'unit' },
        { by: 'year', column: 'year' },
      ],
    });
    const cube = recordedCube(inputs, {
      base: 'outside-activities',
      counts: 'activity',
      records: bases.records(inputs),
      without: text('houdt hier geen registratie van bij', 'keeps no records of these'),
    });
    return { ...cube, ...(origin ? { origin } : {}) };
  },
};

/**
 * The figure that the report shows: the record count where a unit keeps records, else its return. Where both
 * exist and differ the cell says so and why; neither overrides in silence.
 */
const declared = bothBasesFigure(
  {
    ...fromReturns,
    id: 'outside-activities.declared',
    title: text('Opgegeven nevenwerkzaamheden', 'Declared outside activities'),
    definition: text(
      'Het aantal opgegeven nevenwerkzaamheden: uit de registratie waar een onderdeel die bijhoudt, anders uit zijn jaaropgave. Verschillen beide, dan is een reden nodig.',
      'The number of declared outside activities: from the records where a unit keeps them, otherwise from its annual return. Where both differ a reason is required.',
    ),
  },
  { ...bases, stated: 'outside-activities.reported', recorded: 'outside-activities.recorded' },
);

/** The same counts in the structure of today, for comparing years across a reorganisation. */
const declaredNow: FigureDefinition = {
  ...fromReturns,
  id: 'outside-activities.declared-now',
  title: text(
    'Opgegeven nevenwerkzaamheden, in de organisatie van nu',
    'Declared outside activities, in the organisation of today',
  ),
  definition: text(
    'De opgaven van eerdere jaren onder de onderdelen van nu: hernoemde, verhuisde en samengevoegde onderdelen onder hun opvolger, gesplitste volgens de verdeelsleutel. Zonder sleutel is er geen vergelijking.',
    'The returns of earlier years under the units of today: renamed, moved and merged units under their successor, split ones by their key. Without a key there is no comparison.',
  ),
  basis: 'records and return',
  compute: (inputs) => {
    const merged = mergedBases(inputs, { ...bases, figure: declared.id });
    return reportedCube(reportedInStructureNow(merged, inputs.structure, inputs.years), {
      field: bases.field,
      base: 'outside-activities.activities@now',
      counts: 'activity',
      unit: unitDimension(inputs.structure, inputs.years, 'now').dimension,
      root: inputs.structure.root,
      year: yearDimension(inputs.years),
      addYears: false,
    });
  },
};

/** Everything the register of outside activities contributes to the report. */
export const outsideActivityFigures: readonly FigureDefinition[] = [
  fromReturns,
  fromRecords,
  declared,
  declaredNow,
  ...decided,
  make.derived(
    'share-of-staff',
    ['outside-activities.declared', 'staff.headcount'],
    tenthsOfPercentOf(staff),
    'activity',
    text('Nevenwerkzaamheden ten opzichte van de personeelsomvang', 'Outside activities against staff'),
    text(
      'Opgegeven nevenwerkzaamheden gedeeld door het aantal medewerkers, maal honderd. Een medewerker kan er meer dan een hebben: het is geen aandeel van de medewerkers.',
      'Declared outside activities divided by the number of staff, times a hundred. One person may have several: it is no share of the staff.',
    ),
    shareOf,
  ),
  make.derived(
    'share-difference',
    ['outside-activities.share-of-staff'],
    { unit: 'percentage-points', decimals: 1 },
    'activity',
    text(
      'Verschil in procentpunt met het jaar ervoor',
      'Difference in percentage points with the year before',
    ),
    text(
      'De verhouding van dit jaar min die van vorig jaar.',
      'The ratio of this year minus that of last year.',
    ),
    (cube) => difference(cube),
  ),
  make.derived(
    'growth',
    ['outside-activities.declared'],
    growthInTenths,
    'activity',
    text('Groei van het aantal nevenwerkzaamheden', 'Growth of outside activities'),
    text(
      '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
      '(this year − last year) ÷ last year, times a hundred.',
    ),
    (cube) => growth(cube),
  ),
  make.derived(
    'change',
    ['outside-activities.declared'],
    { unit: 'count', decimals: 0 },
    'activity',
    text('Verschil met het jaar ervoor', 'Difference with the year before'),
    text(
      'Het aantal van dit jaar min dat van vorig jaar.',
      'The number of this year minus that of last year.',
    ),
    (cube) => difference(cube),
  ),
  make.derived(
    'share-by-unit',
    ['outside-activities.declared'],
    percentOf(declaredActivities),
    'activity',
    text('Verdeling over de onderdelen', 'Distribution over the units'),
    text(
      'De nevenwerkzaamheden van het onderdeel gedeeld door die van alle onderdelen.',
      'The outside activities of the unit divided by those of all units.',
    ),
    (cube) => share(cube, 'unit'),
  ),
  make.derived(
    'rank-of-units',
    ['outside-activities.share-of-staff'],
    { unit: 'rank', decimals: 0 },
    'activity',
    text('Rangorde van de onderdelen', 'Ranking of the units'),
    text(
      '1 is het onderdeel met naar verhouding de meeste opgaven. Veel opgaven is geen verwijt: zij laten zien dat er wordt gemeld.',
      '1 is the unit with relatively most declarations. Many declarations are no reproach: they show that people declare.',
    ),
    (cube) => rank(cube, 'unit'),
  ),
];
