import { type ChartModel, MOST_SERIES } from '../../charts/chart-model.ts';
import type { Language } from '../../platform/language/text.ts';
import type { FigureBlock } from '../report-model.ts';
import { chartOfFigure } from './chart-of-figure.ts';

/** Fewer values than this are nothing to compare: a picture of hidden numbers says less than their table. */
const FEWEST_VALUES = 2;

/**
 * The chart of a figure as it can be drawn: bars of several columns are grouped. Undefined when there is none,
 * when more series would have to be distinguished than a reader can, or when hardly a value is shown: the table
 * shows those.
 */
export function drawableChart(block: FigureBlock, language: Language): ChartModel | undefined {
  const model = chartOfFigure(block, language);
  if (!model || model.categories.length === 0 || model.series.length > MOST_SERIES) return undefined;
  if (model.cells.flat().filter((cell) => cell.value !== null).length < FEWEST_VALUES) return undefined;
  return model.kind === 'bars' && model.series.length > 1 ? { ...model, kind: 'grouped-bars' } : model;
}

/**
 * What a chart shows, printed under a title that states the finding: the name of the figure, and the column that
 * is drawn where the table has several. Undefined where the title or the labels in the chart say so already.
 */
export function chartSubject(block: FigureBlock, model: ChartModel): string | undefined {
  const [only, ...others] = model.series;
  // Of several figures in one picture each series bears its name.
  if (block.figures.length !== 1 && others.length > 0) return undefined;
  if (model.name === '' || model.name === model.title) return undefined;
  const isColumn = block.figures.length === 1 && others.length === 0 && block.table.columns.length > 1;
  const drawn = only && isColumn ? `, ${only.label}` : '';
  return `${model.name}${drawn}`;
}
