import { type Language, sameText, text } from '../../platform/language/text.ts';
import { stateWords } from '../../tables/state-words.ts';
import type {
  Chapter,
  FigureBlock,
  PublishedFigure,
  ReportModel,
  TableCell,
  TableRow,
} from '../report-model.ts';

/* A small report with every kind of block and every state of a cell: for the component page and for tests. */

const figure = 'incidents.by-category';

type Cell = Pick<TableCell, 'state' | 'value'>;

const cells: readonly (Cell & { readonly category: string })[] = [
  { category: 'a', state: 'value', value: '12' },
  { category: 'b', state: 'suppressed', value: null },
  { category: 'c', state: 'not-reported', value: null },
  { category: 'd', state: 'partial', value: '5' },
  { category: 'e', state: 'nil', value: '0' },
  { category: 'f', state: 'cannot-be-computed', value: null },
];

function rowsIn(language: Language): readonly TableRow[] {
  return cells.map(({ category, state, value }, index) => ({
    key: `rij-${index}`,
    label: `${text('Categorie', 'Category')[language]} ${category}`,
    level: 0,
    total: false,
    cells: [
      {
        text: value ?? stateWords[state][language],
        state,
        value,
        footnotes: state === 'partial' ? [1] : [],
        figure,
        at: { category },
      },
    ],
  }));
}

function figureBlockIn(language: Language): FigureBlock {
  const say = (nl: string, en: string): string => text(nl, en)[language];
  const rows = rowsIn(language);
  return {
    kind: 'figure',
    id: 'figuur-1',
    figures: [figure],
    title: [
      { kind: 'text', text: say('Er waren ', 'There were ') },
      { kind: 'value', text: say('17 incidenten', '17 incidents'), figure, at: {}, state: 'partial' },
    ],
    table: {
      corner: say('Categorie', 'Category'),
      columns: [{ key: 'aantal', label: say('Aantal', 'Number'), group: null }],
      rows,
      footnotes: [say('zonder één onderdeel', 'without one unit')],
    },
    chart: {
      kind: 'bars',
      series: ['aantal'],
      categories: rows.map((row) => row.key),
      unit: 'count',
      name: say('Incidenten', 'Incidents'),
    },
    notes: [text('Onvolledig: één onderdeel gaf geen opgave.', 'Incomplete: one unit did not report.')],
  };
}

/** A table too wide for a phone, without a heading over its one row, with two lines of column headings. */
function wideBlockIn(language: Language): FigureBlock {
  const say = (nl: string, en: string): string => text(nl, en)[language];
  const rows = rowsIn(language);
  return {
    ...figureBlockIn(language),
    id: 'figuur-2',
    title: [{ kind: 'text', text: say('Zes jaren naast elkaar', 'Six years beside each other') }],
    chart: null,
    table: {
      corner: '',
      columns: rows.map((_, index) => ({
        key: `jaar-${index}`,
        label:
          index % 2 === 0
            ? say('Opgegeven nevenwerkzaamheden', 'Declared outside activities')
            : say('Personeelsomvang', 'Headcount'),
        group: String(2020 + Math.floor(index / 2)),
      })),
      rows: [
        {
          key: '*',
          label: say('Hele organisatie', 'Whole organisation'),
          level: 0,
          total: false,
          cells: rows.flatMap((row) => row.cells),
        },
      ],
      footnotes: [say('zonder één onderdeel', 'without one unit')],
    },
  };
}

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
      members: cells.map(({ category }) => ({
        code: category,
        label: text(`Categorie ${category}`, `Category ${category}`),
        parent: null,
      })),
    },
  ],
  cells: [
    { at: { category: '*' }, state: 'partial', value: '17', note: null },
    ...cells.map(({ category, state, value }) => ({ at: { category }, state, value, note: null })),
  ],
  cannot: null,
  usedIn: ['begin'],
  restated: [
    { at: { category: 'a' }, publication: '2020', was: '11', now: '12', cause: text('Nagekomen.', 'Late.') },
  ],
};

function chaptersIn(language: Language): readonly Chapter[] {
  const say = (nl: string, en: string): string => text(nl, en)[language];
  return [
    {
      id: 'begin',
      title: say('Het begin', 'The beginning'),
      language,
      blocks: [
        { kind: 'heading', level: 2, id: 'eerste', text: say('Eerste deel', 'First part') },
        {
          kind: 'paragraph',
          content: [
            {
              kind: 'text',
              text: say('Er staat <b>vet</b> en ', 'It says <b>bold</b> and '),
              style: 'strong',
            },
            { kind: 'value', text: '·', figure, at: { category: 'b' }, state: 'suppressed' },
            { kind: 'text', text: say(', volgens de ', ', under the ') },
            { kind: 'abbreviation', short: 'Wbk', long: 'Wet bescherming klokkenluiders' },
            { kind: 'text', text: say(', sinds ', ', since ') },
            {
              kind: 'fixed',
              text: say('2 mei', '2 May'),
              type: 'date',
              source: say('kalender', 'calendar'),
            },
            { kind: 'text', text: say(' en ', ' and ') },
            { kind: 'text', text: say('met nadruk', 'with emphasis'), style: 'emphasis' },
            { kind: 'text', text: '.' },
            {
              kind: 'footnote',
              number: 1,
              content: [{ kind: 'text', text: say('Een noot.', 'A note.') }],
            },
          ],
        },
        {
          kind: 'heading',
          level: 3,
          id: 'bijlage',
          text: say('Een kop met de naam van een hoofdstuk', 'A heading with the name of a chapter'),
        },
        { kind: 'list', ordered: true, items: [[{ kind: 'text', text: say('één', 'one') }]] },
        figureBlockIn(language),
        wideBlockIn(language),
        {
          kind: 'aid',
          key: 'small-numbers',
          title: say('Kleine aantallen', 'Small numbers'),
          content: [{ kind: 'text', text: say('Toeval.', 'Chance.') }],
        },
      ],
    },
    {
      id: 'bijlage',
      title: say('Bijlage', 'Appendix'),
      language,
      blocks: [
        {
          kind: 'appendix',
          title: say('Incidenten', 'Incidents'),
          withheld: 1,
          rows: [
            {
              category: say('Categorie a', 'Category a'),
              subcategory: say('Deel', 'Part'),
              finding: say('aangetoond', 'established'),
              established: true,
              summary: say('Iemand deed iets.', 'Somebody did something.'),
              settlement: say('Er is gesproken.', 'There was a talk.'),
              flags: [say('afdoening niet ingevuld', 'settlement not filled in')],
            },
          ],
        },
        { kind: 'abbreviations' },
        { kind: 'method' },
      ],
    },
    {
      id: 'summary',
      title: say('Summary', 'Samenvatting'),
      language: language === 'nl' ? 'en' : 'nl',
      blocks: [
        {
          kind: 'paragraph',
          content: [
            { kind: 'text', text: say('All in all.', 'Alles bij elkaar.') },
            {
              kind: 'footnote',
              number: 2,
              content: [{ kind: 'text', text: say('A note.', 'Een noot.') }],
            },
          ],
        },
      ],
    },
  ];
}

/** A report about nobody, written in a language, with a summary in the other. */
export function sampleReportIn(language: Language): ReportModel {
  const say = (nl: string, en: string): string => text(nl, en)[language];
  return {
    format: 'daglicht-report/1',
    slug: 'proef',
    version: 1,
    language,
    title: say('Proefverslag', 'Test report'),
    organisation: text('Proeforganisatie', 'Test organisation'),
    notice: text('Dit is een proef.', 'This is a test.'),
    contact: {
      name: text('integriteitscoördinator', 'integrity coordinator'),
      email: 'integriteit@voorbeeld.invalid',
    },
    period: { key: '2021', label: sameText('2021') },
    publishedOn: '2026-05-01',
    program: { name: 'Daglicht', version: '0.1.0' },
    chapters: chaptersIn(language),
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
      exceptions: [{ type: 'date', text: say('2 mei', '2 May'), source: say('kalender', 'calendar') }],
      completeness: [text('Eén onderdeel ontbreekt.', 'One unit is missing.')],
      uncomputable: [
        text(
          'Incidenten, niet vastgelegd in de registers: Doorlooptijd.',
          'Incidents, not recorded in the registers: Time to close.',
        ),
      ],
    },
  };
}
