import { expect, test } from 'vitest';
import { sampleReport } from '../../../tests/makers/sample-report.ts';
import type { FigureBlock, TableCell } from '../report-model.ts';
import { drawableChart } from './drawable-chart.ts';

const block = sampleReport.chapters
  .flatMap((chapter) => chapter.blocks)
  .find((one): one is FigureBlock => one.kind === 'figure' && one.chart !== null);
if (!block) throw new Error('The sample report has a chart.');
const sample = block;

/** The sample with only the first so many of its cells shown. */
function showing(count: number): FigureBlock {
  const hide = (cell: TableCell): TableCell => ({ ...cell, state: 'suppressed', value: null, text: '·' });
  const rows = sample.table.rows.map((row, index) => ({
    ...row,
    cells: row.cells.map(
      (cell): TableCell => (index < count ? { ...cell, state: 'value', value: '7', text: '7' } : hide(cell)),
    ),
  }));
  return { ...sample, table: { ...sample.table, rows } };
}

test('A chart is drawn when there is something to compare', () => {
  expect(drawableChart(showing(2), 'nl')?.categories).toHaveLength(6);
});

test('Hidden numbers are no chart: their table says as much', () => {
  expect(drawableChart(showing(0), 'nl')).toBeUndefined();
  expect(drawableChart(showing(1), 'nl')).toBeUndefined();
});
