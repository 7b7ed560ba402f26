import { sameText, text } from '../../platform/language/text.ts';
import type { FigureBlock, PublishedFigure, ReportModel, TableCell } from '../report-model.ts';

/* A small report with every kind of block and every state of a cell: for the component page and for tests. */

const figure = 'incidents.by-category';

function cell(category: string, state: TableCell['state'], value: string | null, shown: string): TableCell {
  return { text: shown, state, value, footnotes: state === 'partial' ? [1] : [], figure, at: { category } };
}

const rows = [
  cell('a', 'value', '12', '12'),
  cell('b', 'suppressed', null, '·'),
  cell('c', 'not-reported', null, 'niet opgegeven'),
  cell('d', 'partial', '5', '5'),
  cell('e', 'nil', '0', '0'),
  cell('f', 'cannot-be-computed', null, 'niet te berekenen'),
].map((one, index) => ({
  key: `rij-${index}`,
  label: `Categorie ${one.at['category'] ?? ''}`,
  level: 0,
  total: false,
  cells: [one],
}));

const figureBlock: FigureBlock = {
  kind: 'figure',
  id: 'figuur-1',
  figures: [figure],
  title: [
    { kind: 'text', text: 'Er waren ' },
    { kind: 'value', text: '17 incidenten', figure, at: {}, state: 'partial' },
  ],
  table: {
    corner: 'Categorie',
    columns: [{ key: 'aantal', label: 'Aantal', group: null }],
    rows,
    footnotes: ['zonder één onderdeel'],
  },
  chart: {
    kind: 'bars',
    series: ['aantal'],
    categories: rows.map((row) => row.key),
    unit: 'count',
    name: 'Incidenten',
  },
  notes: [text('Onvolledig: één onderdeel gaf geen opgave.', 'Incomplete: one unit did not report.')],
};

/** A table too wide for a phone, without a heading over its one row, with two lines of column headings. */
const wideBlock: FigureBlock = {
  ...figureBlock,
  id: 'figuur-2',
  title: [{ kind: 'text', text: 'Zes jaren naast elkaar' }],
  chart: null,
  table: {
    corner: '',
    columns: rows.map((_, index) => ({
      key: `jaar-${index}`,
      label: index % 2 === 0 ? 'Opgegeven nevenwerkzaamheden' : 'Personeelsomvang',
      group: String(2020 + Math.floor(index / 2)),
    })),
    rows: [{ key: '*', label: 'Concern', level: 0, total: false, cells: rows.flatMap((row) => row.cells) }],
    footnotes: ['zonder één onderdeel'],
  },
};

const publishedFigure: PublishedFigure = {
  id: figure,
  title: text('Incidenten naar categorie', 'Incidents by category'),
  definition: text('Waar het incident over ging.', 'What the incident was about.'),
  population: text('Alle ontvangen incidenten.', 'All incidents received.'),
  counts: 'incident',
  unit: 'count',
  decimals: 0,
  countingDate: 'received',
  basis: 'records',
  protection: { class: 'guarded', reason: text('Kleine aantallen.', 'Small numbers.') },
  source: 'Wbk art. 2a',
  completeness: text('Onvolledig.', 'Incomplete.'),
  dimensions: [
    {
      key: 'category',
      title: text('Categorie', 'Category'),
      members: ['a', 'b', 'c', 'd', 'e', 'f'].map((code) => ({ code, label: sameText(code), parent: null })),
    },
  ],
  cells: [
    { at: { category: '*' }, state: 'partial', value: '17', note: null },
    ...rows.flatMap((row) => row.cells).map(({ at, state, value }) => ({ at, state, value, note: null })),
  ],
  cannot: null,
  usedIn: ['begin'],
  restated: [
    { at: { category: 'a' }, publication: '2020', was: '11', now: '12', cause: text('Nagekomen.', 'Late.') },
  ],
};

/** A report about nobody. */
export const sampleReport: ReportModel = {
  format: 'daglicht-report/1',
  slug: 'proef',
  version: 1,
  language: 'nl',
  title: 'Proefverslag',
  organisation: text('Proeforganisatie', 'Test organisation'),
  notice: text('Dit is een proef.', 'This is a test.'),
  contact: {
    name: text('integriteitscoördinator', 'integrity coordinator'),
    email: 'integriteit@voorbeeld.invalid',
  },
  period: { key: '2021', label: sameText('2021') },
  publishedOn: '2026-05-01',
  program: { name: 'Daglicht', version: '0.1.0' },
  chapters: [
    {
      id: 'begin',
      title: 'Het begin',
      language: 'nl',
      blocks: [
        { kind: 'heading', level: 2, id: 'eerste', text: 'Eerste deel' },
        {
          kind: 'paragraph',
          content: [
            { kind: 'text', text: 'Er staat <b>vet</b> en ', style: 'strong' },
            { kind: 'value', text: '·', figure, at: { category: 'b' }, state: 'suppressed' },
            { kind: 'abbreviation', short: 'Wbk', long: 'Wet bescherming klokkenluiders' },
            { kind: 'fixed', text: '2 mei', type: 'date', source: 'kalender' },
            { kind: 'footnote', number: 1, content: [{ kind: 'text', text: 'Een noot.' }] },
          ],
        },
        { kind: 'heading', level: 3, id: 'bijlage', text: 'Een kop met de naam van een hoofdstuk' },
        { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'één' }]] },
        figureBlock,
        wideBlock,
        {
          kind: 'aid',
          key: 'small-numbers',
          title: 'Kleine aantallen',
          content: [{ kind: 'text', text: 'Toeval.' }],
        },
      ],
    },
    {
      id: 'bijlage',
      title: 'Bijlage',
      language: 'nl',
      blocks: [
        {
          kind: 'appendix',
          title: 'Incidenten',
          withheld: 1,
          rows: [
            {
              category: 'Categorie a',
              subcategory: 'Deel',
              finding: 'aangetoond',
              established: true,
              summary: 'Iemand deed iets.',
              settlement: '',
              flags: ['afdoening niet ingevuld'],
            },
          ],
        },
        { kind: 'abbreviations' },
        { kind: 'method' },
      ],
    },
    {
      id: 'summary',
      title: 'Summary',
      language: 'en',
      blocks: [
        {
          kind: 'paragraph',
          content: [
            { kind: 'text', text: 'All in all.' },
            { kind: 'footnote', number: 2, content: [{ kind: 'text', text: 'A note.' }] },
          ],
        },
      ],
    },
  ],
  figures: [publishedFigure],
  abbreviations: [{ short: 'Wbk', long: 'Wet bescherming klokkenluiders' }],
  method: {
    threshold: 5,
    classes: [{ class: 'guarded', figures: 1 }],
    audit: {
      cells: 7,
      hidden: 2,
      pattern: 'exact',
      passed: true,
      attackers: [text('een lezer', 'a reader')],
    },
    coarsened: [text('Niet per maand.', 'Not by month.')],
    headcount: [text('Personen op 31 december.', 'Persons on 31 December.')],
    exceptions: [{ type: 'date', text: '2 mei', source: 'kalender' }],
    completeness: [text('Eén onderdeel ontbreekt.', 'One unit is missing.')],
    revisions: [text('In 2020 stond 11, nu 12.', '2020 said 11, now 12.')],
  },
};
