import { type ChartModel, MOST_SERIES } from '../../../charts/chart-model.ts';
import type { Language } from '../../../platform/language/text.ts';
import { cellText, layOut, shownCell } from '../../../tables/lay-out.ts';
import { drawableChart } from '../../html/drawable-chart.ts';
import type {
  FigureBlock,
  PublishedCell,
  PublishedDimension,
  PublishedFigure,
  ReportModel,
  TableView,
} from '../../report-model.ts';

/* What a figure page shows, chosen from the published cells alone. Nothing is computed here. */

const year = 'year';
const unknown = '?';
/** More bars than this are a table, not a picture. */
const MOST_BARS = 24;
/** More rows than this are not drawn for each year apart. */
const FEW_ROWS = 5;
/** More columns than this are no longer read side by side. */
const MOST_COLUMNS = 12;

/** The years of a figure, oldest first, without "not recorded". */
function yearsOf(figure: PublishedFigure): readonly string[] {
  const dimension = figure.dimensions.find((one) => one.key === year);
  return dimension?.members.map((member) => member.code).filter((code) => code !== unknown) ?? [];
}

function otherDimensions(figure: PublishedFigure): readonly PublishedDimension[] {
  return figure.dimensions.filter((dimension) => dimension.key !== year);
}

/** The one number that stands for the figure: the whole of its last year, where it has a value. */
export function headline(
  figure: PublishedFigure,
  language: Language,
): { readonly text: string; readonly year: string | null; readonly cell: PublishedCell } | undefined {
  const last = yearsOf(figure).at(-1);
  const cell = shownCell(figure, last === undefined ? {} : { [year]: last });
  if (!cell || cell.value === null) return undefined;
  return { text: cellText(cell, figure, language), year: last ?? null, cell };
}

/** A table on a figure page: by one dimension against the years, or two dimensions against each other. */
export interface FigureTable {
  readonly id: string;
  readonly rows: PublishedDimension | null;
  readonly columns: PublishedDimension | null;
  readonly year: string | null;
  readonly table: TableView;
}

/**
 * The tables of a figure: each dimension with the years side by side, and each pair in the last year. What is returned by
 * topic for the whole organisation is not divided by topic and unit: such a pair is no table, as nothing was counted there.
 */
export function tablesOf(figure: PublishedFigure, language: Language): readonly FigureTable[] {
  const dimensions = otherDimensions(figure);
  const years = figure.dimensions.find((one) => one.key === year) ?? null;
  const table = (
    rows: PublishedDimension | null,
    columns: PublishedDimension | null,
    at: Readonly<Record<string, string>>,
  ): FigureTable => ({
    id: ['tabel', rows?.key, columns?.key].filter(Boolean).join('-'),
    rows,
    columns,
    year: at[year] ?? null,
    table: layOut(
      {
        figures: [figure],
        rows: rows?.key,
        columns: columns?.key,
        at,
        depth: 9,
        // Shares of several terms have no total: nobody was asked for one.
        total: rows !== null && figure.cells.some((cell) => (cell.at[rows.key] ?? '*') === '*'),
        sort: 'given',
        skipNil: false,
      },
      language,
    ),
  });
  if (dimensions.length === 0) return figure.cells.length > 0 ? [table(null, years, {})] : [];
  const last = yearsOf(figure).at(-1);
  const pairs = dimensions.flatMap((rows, index) =>
    dimensions
      .slice(index + 1)
      .map((columns) => (columns.members.length <= rows.members.length ? [rows, columns] : [columns, rows]))
      .filter((pair) => (pair[1]?.members.length ?? 0) <= MOST_COLUMNS)
      .filter((pair) => isDividedBy(figure, pair)),
  );
  return [
    ...dimensions.map((dimension) => table(dimension, years, {})),
    ...pairs.map(([rows, columns]) =>
      table(rows ?? null, columns ?? null, last === undefined ? {} : { [year]: last }),
    ),
  ];
}

/** Whether anything was counted at members of all these dimensions, shown or hidden. */
function isDividedBy({ cells }: PublishedFigure, dimensions: readonly PublishedDimension[]): boolean {
  return cells.some(
    ({ at, state, value }) =>
      (value !== null || state === 'suppressed') && dimensions.every(({ key }) => (at[key] ?? '*') !== '*'),
  );
}

/**
 * The chart of a figure page: the one that the report draws of this figure, else bars of its first table.
 * Undefined where a picture would show nothing or too much.
 */
export function figureChart(
  model: ReportModel,
  figure: PublishedFigure,
  tables: readonly FigureTable[],
  language: Language,
): ChartModel | undefined {
  const drawn = model.chapters
    .filter((chapter) => chapter.language === language)
    .flatMap((chapter) => chapter.blocks)
    .find(
      (block): block is FigureBlock =>
        block.kind === 'figure' &&
        block.chart !== null &&
        block.figures.length === 1 &&
        block.figures[0] === figure.id,
    );
  if (drawn) return drawableChart(drawn, language);
  const [first] = tables;
  return first && chartOfTable(figure, first, language);
}

/** A line for each row through the years, where each year has a number to draw; two years are no course. */
function linesOverYears(
  rows: readonly TableView['rows'][number][],
  columns: readonly { readonly label: string; readonly index: number }[],
): Pick<ChartModel, 'kind' | 'series' | 'categories' | 'cells'> | false {
  const drawn = rows.every((row) => columns.every(({ index }) => row.cells[index]?.value != null));
  if (!drawn || rows.length < 2 || rows.length > MOST_SERIES || columns.length < 3) return false;
  return {
    kind: 'lines',
    series: rows.map(({ label }) => ({ label })),
    categories: columns.map(({ label }) => ({ label })),
    cells: columns.map(({ index }) => rows.flatMap((row) => row.cells[index] ?? [])),
  };
}

function chartOfTable(
  figure: PublishedFigure,
  { table, columns }: FigureTable,
  language: Language,
): ChartModel | undefined {
  const shared = {
    language,
    title: figure.title[language],
    name: figure.title[language],
    unit: figure.unit,
  };
  const [only] = table.rows;
  if (table.rows.length === 1 && only && columns !== null) {
    if (!only.cells.some((cell) => cell.value !== null)) return undefined;
    return {
      ...shared,
      kind: 'bars',
      series: [{ label: figure.title[language] }],
      categories: table.columns.map(({ label }) => ({ label })),
      cells: only.cells.map((cell) => [cell]),
    };
  }
  const rows = table.rows.filter((row) => row.level === 0 && !row.total);
  const all = table.columns.map((column, index) => ({ ...column, index }));
  const known = all.filter((column) => column.key !== unknown);
  const overTime = columns?.key === year && linesOverYears(rows, known);
  if (overTime) return { ...shared, ...overTime };
  // Years side by side for a few rows; of many rows the last year is enough for a picture.
  const lastOnly = columns?.key === year && rows.length > FEW_ROWS && known.length > 1;
  const shown = lastOnly ? known.slice(-1) : all.slice(-MOST_SERIES);
  // The table says which are zero.
  const drawn = lastOnly ? rows.filter((row) => row.cells[shown[0]?.index ?? -1]?.state !== 'nil') : rows;
  const hasValue = drawn.some((row) => shown.some(({ index }) => row.cells[index]?.value != null));
  if (drawn.length < 2 || drawn.length * shown.length > MOST_BARS * 2 || !hasValue) return undefined;
  return {
    ...shared,
    title: lastOnly ? `${shared.title}, ${shown[0]?.label}` : shared.title,
    kind: shown.length === 1 ? 'bars' : 'grouped-bars',
    series: shown.map(({ label }) => ({ label })),
    categories: drawn.map(({ label }) => ({ label })),
    cells: drawn.map((row) => shown.flatMap(({ index }) => row.cells[index] ?? [])),
  };
}
