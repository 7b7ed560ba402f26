import type { QuantityUnit } from '../../figures/cubes/counted-thing.ts';
import type { Language } from '../../platform/language/text.ts';
import { type FigureView, figureView } from '../../publication/document/blocks/figure-block.ts';
import type { InsideFigure } from '../../publication/inside/inside-figures.ts';
import type { PublishedFigure } from '../../publication/report-model.ts';

/** The coordinate of a total. */
const total = '*';
/** Rows from which on those without a number are left out where the whole table is elsewhere. */
const manyRows = 12;
/** Columns that a chart can still tell apart. */
const mostSeries = 4;

/** The divisions of a figure in which there is something, but for the years; the finest first. */
export function divisionsOf({ dimensions, cells }: PublishedFigure): PublishedFigure['dimensions'] {
  return dimensions
    .filter(({ key }) => key !== 'year' && cells.some(({ at }) => (at[key] ?? total) !== total))
    .toSorted((one, other) => other.members.length - one.members.length);
}

/** Whether there is a number in it, or a dot that stands for one. */
export function hasNumbers({ cannot, cells }: PublishedFigure): boolean {
  return (
    cannot === null &&
    cells.some(({ state, value }) => state === 'suppressed' || (value !== null && Number(value) !== 0))
  );
}

/** A table of a figure, with its chart, and the year that it is of where each year has its own. */
export interface FigureTable extends FigureView {
  readonly year: string | null;
}

const drawn: readonly QuantityUnit[] = ['count', 'euro', 'percent'];

/** The tables of a figure: years beside each other, or one for each where other divisions take rows and columns. */
export function tablesOf(inside: InsideFigure, language: Language, isWhole: boolean): readonly FigureTable[] {
  const { figure } = inside;
  const years = figure.dimensions.find(({ key }) => key === 'year')?.members ?? [];
  const [rows, columns] = divisionsOf(figure);
  const skip = !isWhole && (rows?.members.length ?? 0) > manyRows ? { nil: 'skip' } : {};
  const lay = (attributes: Readonly<Record<string, string>>, series: number, year: string | null = null) => {
    const isDrawn = rows !== undefined && series <= mostSeries && drawn.includes(figure.unit);
    const chart = { chart: series === 1 ? 'bars' : 'grouped-bars' };
    const view = figureView(
      { ...attributes, ...skip, ...(isDrawn ? chart : {}) },
      [figure],
      asShown(inside),
      language,
    );
    return 'refused' in view ? [] : [{ ...view, year }];
  };
  if (rows === undefined) return lay(years.length > 0 ? { rows: 'year', total: 'no' } : {}, 1);
  if (columns === undefined)
    return lay(
      { rows: rows.key, ...(years.length > 0 ? { columns: 'year' } : {}) },
      Math.max(1, years.length),
    );
  const divided = { rows: rows.key, columns: columns.key };
  const series = columns.members.length + 1;
  if (years.length === 0) return lay(divided, series);
  return years.flatMap(({ code, label }) =>
    lay({ ...divided, at: `year=${code}` }, series, years.length === 1 ? null : label[language]),
  );
}

/** A figure is laid out as it is: what protection left out of it says its note. */
function asShown({ figure, less }: InsideFigure): Parameters<typeof figureView>[2] {
  return {
    coarsened: new Map(less === null ? [] : [[figure.id, less]]),
    divisionsOf: () => figure.dimensions.map(({ key }) => key),
    lostDimension: () => false,
    lostPlace: () => false,
  };
}

/** The whole of a figure in each year, whatever it is divided by; undefined where it has no number of the whole. */
export function wholeOf(inside: InsideFigure, language: Language): FigureView['table'] | undefined {
  const { figure } = inside;
  const isWhole = ({ at }: PublishedFigure['cells'][number]): boolean =>
    Object.entries(at).every(([key, code]) => key === 'year' || code === total);
  if (!figure.cells.some((cell) => isWhole(cell) && (cell.value !== null || cell.state === 'suppressed')))
    return undefined;
  const hasYears = figure.dimensions.some(({ key }) => key === 'year');
  const view = figureView(hasYears ? { rows: 'year', total: 'no' } : {}, [figure], asShown(inside), language);
  return 'refused' in view ? undefined : view.table;
}
