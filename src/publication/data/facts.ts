import { countedWords } from '../../figures/counted-words.ts';
import type { PublishedState } from '../../figures/cubes/published-state.ts';
import type { Language } from '../../platform/language/text.ts';
import type { ExportColumn, ExportSheet, ExportValue } from '../../platform/spreadsheets/export-model.ts';
import { decimalFromText } from '../../platform/spreadsheets/values/decimal.ts';
import { reportWords } from '../html/words.ts';
import type { PublishedCell, PublishedFigure, ReportModel } from '../report-model.ts';
import { dataWords } from './words.ts';

/** A column of the open data: what its cells mean, in two languages, and the type that CSVW gives it. */
export interface FactColumn extends ExportColumn {
  readonly means: Readonly<Record<Language, string>>;
  readonly datatype: 'string' | 'decimal' | 'integer' | 'date';
}

interface FactSource extends FactColumn {
  readonly value: (model: ReportModel, figure: PublishedFigure, cell: PublishedCell) => ExportValue;
}

/** The total of a dimension. */
const total = '*';

/**
 * Every published cell as a fact: one row each, complete in itself, so that a row that is copied out of the
 * file still says which publication it is from, what it counts, and in which state it is.
 */
export function factSheet(model: ReportModel): ExportSheet & { readonly columns: readonly FactColumn[] } {
  const sources = columnsOf(model);
  return {
    name: dataWords[model.language].allFigures,
    columns: sources.map(({ value: _, ...column }) => column),
    rows: model.figures.flatMap((figure) =>
      cellsOf(figure).map((cell) => sources.map((source) => source.value(model, figure, cell))),
    ),
  };
}

/** The cells of a figure; a figure that cannot be given at all is one row that says why. */
function cellsOf(figure: PublishedFigure): readonly PublishedCell[] {
  return figure.cannot !== null || figure.cells.length === 0
    ? [{ at: {}, state: 'cannot-be-computed', value: null, note: figure.cannot ?? figure.completeness }]
    : figure.cells;
}

/** The word for a state as data files give it; never empty. */
export function stateWord(state: PublishedState, language: Language): string {
  return reportWords[language].states[state] || dataWords[language].counted;
}

/** Every state that a cell can have, with its meaning. */
export function stateMeanings(language: Language): readonly (readonly [string, string])[] {
  return Object.entries(reportWords[language].states).map(([state, meaning]) => [
    state,
    meaning || dataWords[language].counted,
  ]);
}

function columnsOf(model: ReportModel): readonly FactSource[] {
  const { language } = model;
  const column = (
    header: string,
    value: FactSource['value'],
    datatype: FactColumn['datatype'] = 'string',
  ): FactSource => ({
    header,
    kind: datatype === 'decimal' || datatype === 'integer' ? 'number' : datatype === 'date' ? 'date' : 'text',
    datatype,
    means: { nl: dataWords.nl.columns[header] ?? header, en: dataWords.en.columns[header] ?? header },
    value,
  });
  return [
    column('publication', () => model.slug),
    column('version', () => (model.draft ? null : BigInt(model.version)), 'integer'),
    column('published_on', () => (model.draft ? null : isoDate(model.publishedOn)), 'date'),
    column('figure', (_, figure) => figure.id),
    column('figure_title', (_, figure) => figure.title[language]),
    column('counts', (_, figure) => countedWords(figure, language)),
    ...dimensionColumns(model, column),
    column('state', (_, __, cell) => cell.state),
    column('state_meaning', (_, __, cell) => stateWord(cell.state, language)),
    column('value', (_, __, cell) => decimalValue(cell.value), 'decimal'),
    column('value_unit', (_, figure) => reportWords[language].units[figure.unit]),
    column('share_part', (_, __, cell) => decimalValue(cell.parts?.part), 'decimal'),
    column('share_whole', (_, __, cell) => decimalValue(cell.parts?.whole), 'decimal'),
    column('share_of', (_, figure) => figure.share?.of.other[language] ?? null),
    column('provisional', (_, figure, cell) => provisionalAt(figure, cell.at, language)),
    column('note', (_, __, cell) => cell.note?.[language] ?? null),
    column('basis', (_, figure) => reportWords[language].bases[figure.basis]),
    column('organisation', () => model.organisation[language]),
    column('notice', () => model.notice?.[language] ?? null),
  ];
}

function dimensionColumns(
  model: ReportModel,
  column: (header: string, value: FactSource['value']) => FactSource,
): readonly FactSource[] {
  const { language } = model;
  const titles = new Map(
    model.figures.flatMap((figure) => figure.dimensions.map((one) => [one.key, one.title] as const)),
  );
  return [...titles].flatMap(([key, title]) => {
    const code = column(`by_${key}`, (_, figure, cell) =>
      figure.dimensions.some((one) => one.key === key) ? (cell.at[key] ?? total) : null,
    );
    const label = column(`by_${key}_label`, (_, figure, cell) => labelAt(figure, key, cell, language));
    return [
      { ...code, means: means('code', title) },
      { ...label, means: means('label', title) },
    ];
  });
}

function means(
  kind: 'code' | 'label',
  title: Readonly<Record<Language, string>>,
): Readonly<Record<Language, string>> {
  return {
    nl: `${dataWords.nl.dimension[kind]} ${title.nl}`,
    en: `${dataWords.en.dimension[kind]} ${title.en}`,
  };
}

function labelAt(
  figure: PublishedFigure,
  key: string,
  cell: PublishedCell,
  language: Language,
): string | null {
  const dimension = figure.dimensions.find((one) => one.key === key);
  if (!dimension) return null;
  const code = cell.at[key] ?? total;
  const member = dimension.members.find((one) => one.code === code);
  return member ? member.label[language] : code === total ? dataWords[language].total : code;
}

/** Why a cell is provisional; of years together, which of them are. */
function provisionalAt(
  { provisional = [] }: PublishedFigure,
  at: PublishedCell['at'],
  language: Language,
): string | null {
  const year = at['year'] ?? total;
  const own = provisional.filter((one) => year === total || one.year === year);
  const said = own.map(({ year: one, note }) =>
    year === total ? `${one} ${note[language]}` : note[language],
  );
  return said.length === 0 ? null : said.join('; ');
}

function decimalValue(decimal: string | null | undefined): ExportValue {
  if (decimal === null || decimal === undefined) return null;
  const value = decimalFromText(decimal);
  if (!value) throw new RangeError(`Not a decimal: ${decimal}`);
  return value;
}

/** A day in a cell that holds a date. */
export function isoDate(iso: string): ExportValue {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  return { precision: 'day', year, month, day };
}
