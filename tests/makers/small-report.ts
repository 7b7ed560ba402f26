import type { PublishedState } from '../../src/figures/cubes/published-state.ts';
import { text } from '../../src/platform/language/text.ts';
import type {
  AppendixRow,
  Block,
  PublishedCell,
  PublishedFigure,
  ReportModel,
  TableCell,
} from '../../src/publication/report-model.ts';

/** Text that a template or a spreadsheet could take for an instruction; it must come out as text. */
export const hostileText = '#import "@preview/evil:1.0.0" $x$ *sterk* =SUM(A1) <a> & „aanhaling”';

const cell = (
  at: PublishedCell['at'],
  state: PublishedState,
  value: string | null,
  note = '',
): PublishedCell => ({
  at,
  state,
  value,
  note: note === '' ? null : text(note, note),
});

const units: PublishedFigure['dimensions'][number] = {
  key: 'unit',
  title: text('Onderdeel', 'Unit'),
  members: [
    { code: 'north', label: text('Noord', 'North'), parent: null },
    { code: 'north-a', label: text('Noord A', 'North A'), parent: 'north' },
    { code: 'south', label: text('Zuid', 'South'), parent: null },
  ],
};
const years: PublishedFigure['dimensions'][number] = {
  key: 'year',
  title: text('Jaar', 'Year'),
  members: [
    { code: '2024', label: text('2024', '2024'), parent: null },
    { code: '2025', label: text('2025', '2025'), parent: null },
  ],
};

/** A figure with every state that a cell can have. */
export const smallFigure: PublishedFigure = {
  id: 'outside-activities.declared',
  title: text('Opgegeven nevenwerkzaamheden', 'Declared outside activities'),
  definition: text('Nevenwerkzaamheden die zijn opgegeven.', 'Outside activities that were declared.'),
  population: text('Alle medewerkers', 'All staff'),
  counts: 'activity',
  unit: 'count',
  decimals: 0,
  countingDate: 'period of the return',
  basis: 'return',
  protection: { class: 'guarded', reason: text('Kruist onderdeel en jaar.', 'Crosses unit and year.') },
  source: 'Ambtenarenwet 2017 art. 5',
  completeness: text('Onvolledig: Zuid gaf geen opgave.', 'Incomplete: South gave no return.'),
  dimensions: [units, years],
  cells: [
    cell({ unit: 'north', year: '2024' }, 'value', '1566'),
    cell({ unit: 'north', year: '2025' }, 'nil', '0'),
    cell({ unit: 'north-a', year: '2024' }, 'suppressed', null),
    cell({ unit: 'north-a', year: '2025' }, 'estimated', '12', '=schatting uit 2024'),
    cell({ unit: 'south', year: '2024' }, 'not-reported', null),
    cell({ unit: 'south', year: '2025' }, 'cannot-be-computed', null, 'geen personeelsaantal'),
    cell({ unit: '*', year: '2024' }, 'partial', '1569', 'zonder Zuid'),
    cell({ unit: '*', year: '2025' }, 'not-asked', null),
  ],
  cannot: null,
  usedIn: ['activities'],
  restated: [
    {
      at: { unit: 'north', year: '2024' },
      publication: '2024',
      was: '1500',
      now: '1566',
      cause: text('late opgave', 'late return'),
    },
  ],
};

const missingFigure: PublishedFigure = {
  ...smallFigure,
  id: 'gifts.offered',
  title: text('Aangeboden geschenken', 'Gifts offered'),
  counts: 'gift',
  dimensions: [],
  cells: [],
  cannot: text('niet bekend of dit is gevraagd', 'not known whether this was asked'),
  restated: [],
};

const shown: Readonly<Partial<Record<PublishedState, string>>> = {
  suppressed: '·',
  'not-reported': 'niet opgegeven',
  'cannot-be-computed': 'niet te berekenen',
  'not-asked': 'niet gevraagd',
};

function tableCell(unit: string, year: string, footnotes: readonly number[] = []): TableCell {
  const found = smallFigure.cells.find((one) => one.at['unit'] === unit && one.at['year'] === year);
  const state = found?.state ?? 'not-recorded';
  return {
    text: found?.value?.replace('1566', '1.566').replace('1569', '1.569') ?? shown[state] ?? '',
    state,
    value: found?.value ?? null,
    footnotes,
    figure: smallFigure.id,
    at: { unit, year },
  };
}

const figure: Block = {
  kind: 'figure',
  id: 'activities-by-unit',
  figures: [smallFigure.id],
  title: [{ kind: 'text', text: 'Noord gaf de meeste nevenwerkzaamheden op' }],
  table: {
    corner: 'Onderdeel',
    columns: [
      { key: '2024', label: '2024', group: null },
      { key: '2025', label: '2025', group: null },
    ],
    rows: [
      {
        key: 'north',
        label: 'Noord',
        level: 0,
        total: false,
        cells: [tableCell('north', '2024'), tableCell('north', '2025')],
      },
      {
        key: 'north-a',
        label: 'Noord A',
        level: 1,
        total: false,
        cells: [tableCell('north-a', '2024'), tableCell('north-a', '2025', [1])],
      },
      {
        key: 'south',
        label: 'Zuid',
        level: 0,
        total: false,
        cells: [tableCell('south', '2024'), tableCell('south', '2025')],
      },
      {
        key: '*',
        label: 'Totaal',
        level: 0,
        total: true,
        cells: [tableCell('*', '2024', [2]), tableCell('*', '2025')],
      },
    ],
    footnotes: ['=schatting uit 2024', 'zonder Zuid'],
  },
  chart: {
    kind: 'grouped-bars',
    series: ['2024', '2025'],
    categories: ['north', 'south'],
    unit: 'count',
    name: 'Opgegeven nevenwerkzaamheden',
  },
  notes: [text('Onvolledig: Zuid gaf geen opgave.', 'Incomplete: South gave no return.')],
};

const tableOnly: Block = {
  ...figure,
  id: 'activities-in-groups',
  title: [{ kind: 'text', text: 'Per jaar naast elkaar' }],
  table: {
    ...figure.table,
    columns: figure.table.columns.map((column) => ({ ...column, group: 'Nevenwerkzaamheden' })),
  },
  chart: null,
};

const rows: readonly AppendixRow[] = [
  {
    category: 'Geld',
    subcategory: 'Declaraties',
    finding: 'aangetoond',
    established: true,
    summary: hostileText,
    settlement: '',
    flags: [],
  },
  {
    category: 'Geld',
    subcategory: 'Overig',
    finding: 'niet aangetoond',
    established: false,
    summary: 'Een vraag.',
    settlement: '+31 gebeld',
    flags: ['afdoening niet ingevuld'],
  },
];

/** A report with every kind of block and cell, small enough to read in a test. */
export const smallReport: ReportModel = {
  format: 'daglicht-report/1',
  slug: '2025',
  version: 1,
  language: 'nl',
  title: 'Jaarverslag integriteit 2025',
  organisation: text('Concern Proef', 'Concern Trial'),
  notice: text('Verzonnen gegevens voor een test.', 'Invented data for a test.'),
  contact: {
    name: text('integriteitscoördinator', 'integrity coordinator'),
    email: 'integriteit@voorbeeld.invalid',
  },
  period: { key: '2025', label: text('2025', '2025') },
  publishedOn: '2026-05-01',
  program: { name: 'Daglicht', version: '0.1.0' },
  chapters: [
    {
      id: 'activities',
      title: 'Nevenwerkzaamheden',
      language: 'nl',
      blocks: [
        {
          kind: 'paragraph',
          content: [
            { kind: 'text', text: 'In 2024 gaf Noord ' },
            {
              kind: 'value',
              text: '1.566',
              figure: smallFigure.id,
              at: { unit: 'north', year: '2024' },
              state: 'value',
            },
            { kind: 'text', text: ' activiteiten op' },
            { kind: 'footnote', number: 1, content: [{ kind: 'text', text: 'Zie de wet.' }] },
            { kind: 'text', text: '. ' },
            { kind: 'text', text: hostileText },
            { kind: 'text', text: ' Lees ' },
            { kind: 'link', text: 'de samenvatting', href: '#summary' },
            { kind: 'text', text: ' of ' },
            { kind: 'link', text: 'de bron', href: 'https://example.org/' },
            { kind: 'text', text: '. ' },
            { kind: 'abbreviation', short: 'NW', long: 'Nevenwerkzaamheden' },
          ],
        },
        { kind: 'heading', level: 3, id: 'by-unit', text: 'Per onderdeel' },
        figure,
        tableOnly,
        {
          kind: 'aid',
          key: 'small-numbers',
          title: 'Kleine aantallen',
          content: [{ kind: 'text', text: 'Toeval.' }],
        },
        {
          kind: 'list',
          ordered: false,
          items: [[{ kind: 'text', text: 'Eerst' }], [{ kind: 'text', text: 'Daarna' }]],
        },
      ],
    },
    {
      id: 'summary',
      title: 'Summary',
      language: 'en',
      blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: 'In English.' }] }],
    },
    {
      id: 'list',
      title: 'Overzicht',
      language: 'nl',
      blocks: [{ kind: 'appendix', title: 'Incidenten', rows, withheld: 1 }],
    },
    { id: 'words', title: 'Afkortingen', language: 'nl', blocks: [{ kind: 'abbreviations' }] },
    { id: 'method', title: 'Verantwoording', language: 'nl', blocks: [{ kind: 'method' }] },
  ],
  figures: [smallFigure, missingFigure],
  abbreviations: [{ short: 'NW', long: 'Nevenwerkzaamheden' }],
  method: {
    threshold: 5,
    classes: [{ class: 'guarded', figures: 2 }],
    audit: {
      cells: 8,
      hidden: 2,
      pattern: 'exact',
      passed: true,
      attackers: [text('een lezer die de regels kent', 'a reader who knows the rules')],
    },
    coarsened: [],
    headcount: [],
    exceptions: [{ type: 'law', text: 'artikel 5', source: 'Ambtenarenwet 2017' }],
    completeness: [],
    uncomputable: [],
  },
};
