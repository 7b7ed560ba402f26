import type { ChartCell, ChartModel } from '../../charts/chart-model.ts';
import type { Language } from '../../platform/language/text.ts';
import type { FigureBlock, Inline } from '../report-model.ts';

/**
 * The chart of a figure in a report: the cells of its table that its chart names. Undefined when the figure
 * has no chart.
 * @throws RangeError when the chart names a row or column that its table does not have.
 */
export function chartOfFigure(block: FigureBlock, language: Language): ChartModel | undefined {
  const { chart, table } = block;
  if (chart === null) return undefined;
  const columns = chart.series.map((key) => {
    const index = table.columns.findIndex((column) => column.key === key);
    const column = table.columns[index];
    if (column === undefined) throw new RangeError(`The table of ${block.id} has no column ${key}.`);
    const label = column.group === null ? column.label : `${column.group}: ${column.label}`;
    return { index, label };
  });
  const rows = chart.categories.map((key) => {
    const row = table.rows.find((one) => one.key === key);
    if (row === undefined) throw new RangeError(`The table of ${block.id} has no row ${key}.`);
    return row;
  });
  const cells = rows.map((row) =>
    columns.map(({ index, label }): ChartCell => {
      const cell = row.cells[index];
      if (cell === undefined) throw new RangeError(`Row ${row.key} of ${block.id} has no cell for ${label}.`);
      return { state: cell.state, value: cell.value, text: cell.text };
    }),
  );
  return {
    kind: chart.kind,
    language,
    title: plainText(block.title),
    name: chart.name,
    unit: chart.unit,
    series: columns.map(({ label }) => ({ label })),
    categories: rows.map(({ label }) => ({ label })),
    cells,
  };
}

/** Running text without its links and bindings; footnotes are left out. */
function plainText(content: readonly Inline[]): string {
  return content
    .map((piece) =>
      piece.kind === 'footnote' ? '' : piece.kind === 'abbreviation' ? piece.short : piece.text,
    )
    .join('');
}
