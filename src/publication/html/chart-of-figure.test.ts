import { describe, expect, test } from 'vitest';
import type { FigureBlock } from '../report-model.ts';
import { chartOfFigure } from './chart-of-figure.ts';

describe('A figure of a report', () => {
  const at = { unit: '*' };
  const tableCell = (text: string, value: string | null) => ({
    text,
    value,
    state: value === null ? ('suppressed' as const) : ('value' as const),
    footnotes: [],
    figure: 'f',
    at,
  });
  const block: FigureBlock = {
    kind: 'figure',
    id: 'nevenwerk',
    figures: ['f'],
    title: [
      { kind: 'text', text: 'In ' },
      { kind: 'value', text: '2021', figure: 'f', at, state: 'value' },
      { kind: 'footnote', number: 1, content: [] },
    ],
    table: {
      corner: 'Onderdeel',
      columns: [
        { key: 'y20', label: '2020', group: null },
        { key: 'y21', label: '2021', group: 'Neven' },
      ],
      rows: [
        { key: 'a', label: 'A', level: 0, total: false, cells: [tableCell('1', '1'), tableCell('2', '2')] },
        { key: 'b', label: 'B', level: 0, total: false, cells: [tableCell('3', '3'), tableCell('·', null)] },
      ],
      footnotes: [],
    },
    chart: { kind: 'bars', series: ['y21'], categories: ['b', 'a'], unit: 'count', name: 'neven' },
    notes: [],
  };
  test('gives the cells that its chart names, in its order', () => {
    expect(chartOfFigure(block, 'nl')).toEqual({
      kind: 'bars',
      language: 'nl',
      title: 'In 2021',
      name: 'neven',
      unit: 'count',
      series: [{ label: 'Neven: 2021' }],
      categories: [{ label: 'B' }, { label: 'A' }],
      cells: [[{ state: 'suppressed', value: null, text: '·' }], [{ state: 'value', value: '2', text: '2' }]],
    });
    expect(chartOfFigure({ ...block, chart: null }, 'nl')).toBeUndefined();
  });
  test('is refused when its chart names a column that is not there', () => {
    const chart = {
      kind: 'bars' as const,
      series: ['y19'],
      categories: ['a'],
      unit: 'count' as const,
      name: 'n',
    };
    expect(() => chartOfFigure({ ...block, chart }, 'nl')).toThrow('no column y19');
  });
});
