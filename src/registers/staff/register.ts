import { returnImport } from '../../collection/import/return-import.ts';
import type { ReturnField } from '../../collection/register.ts';
import { returnRegister } from '../../collection/return-register.ts';
import { derivedFigure } from '../../figures/build.ts';
import type { FigureDefinition } from '../../figures/definition.ts';
import { growth } from '../../figures/derive.ts';
import { unitDimension, yearDimension } from '../../figures/dimensions.ts';
import { reportedCube } from '../../figures/reported.ts';
import { text } from '../../platform/language/text.ts';

const headcountField: ReturnField = {
  key: 'staff.headcount',
  label: text('Aantal medewerkers', 'Number of staff'),
  counts: 'person',
};

const population = text(
  'De medewerkers volgens de opgave van elk onderdeel.',
  'The staff as each unit returned it.',
);
const reason = text('Personeelsomvang wijst niemand aan.', 'The number of staff points at nobody.');

const headcount: FigureDefinition = {
  id: 'staff.headcount',
  title: text('Personeelsomvang', 'Number of staff'),
  definition: text(
    'Het aantal medewerkers zoals de onderdelen dat opgaven; of het personen of fte zijn, en op welke dag, staat in de definitie van de personeelsomvang.',
    'The number of staff as the units returned it; whether these are persons or FTE, and on which day, stands in the headcount definition.',
  ),
  population,
  counts: 'person',
  quantity: { unit: 'count', decimals: 0 },
  countingDate: 'reference date',
  basis: 'return',
  protection: { class: 'open', reason },
  source: 'counting.md, Organisation',
  compute: (inputs) =>
    reportedCube(inputs.reported, {
      field: headcountField.key,
      counts: 'person',
      // Without a recorded definition the headcounts of one organisation still share one, unknown, definition.
      headcountDefinition: inputs.structure.headcountDefinitions[0]?.key ?? 'not-recorded',
      unit: unitDimension(inputs.structure, inputs.years, 'then').dimension,
      root: inputs.structure.root,
      year: yearDimension(inputs.years),
      addYears: false,
    }),
};

/** Staff: the denominators of rates, with their definition. */
export const staff = returnRegister({
  key: 'staff',
  name: text('Personeelsomvang', 'Staff'),
  what: text('Hoeveel medewerkers elk onderdeel had.', 'How many staff each unit had.'),
  counts: 'person',
  fields: [headcountField],
  imports: [
    returnImport({
      register: 'staff',
      name: text('opgave van de personeelsomvang', 'return of staff numbers'),
      fields: [headcountField],
      unitColumn: ['Organisatieonderdeel', 'Dienst', 'Unit', 'Afdeling'],
      columns: [
        {
          field: headcountField.key,
          label: headcountField.label,
          aliases: ['Medewerkers', 'Personeelsomvang', 'Staff', 'Headcount', 'Aantal personen'],
          required: true,
        },
      ],
    }),
  ],
  figures: [
    headcount,
    derivedFigure(
      {
        ...headcount,
        id: 'staff.growth',
        title: text('Groei van de personeelsomvang', 'Growth of staff'),
        definition: text(
          '(dit jaar − vorig jaar) ÷ vorig jaar, maal honderd.',
          '(this year − last year) ÷ last year, times a hundred.',
        ),
        quantity: { unit: 'percent', decimals: 1 },
      },
      ['staff.headcount'],
      ([cube]) => {
        if (!cube) throw new RangeError('Growth of staff needs the headcount.');
        return growth(cube);
      },
    ),
  ],
});
