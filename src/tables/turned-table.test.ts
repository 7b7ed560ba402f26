import { describe, expect, test } from 'vitest';
import type { DataCell, DataRow, DataTable } from './table-model.ts';
import { asRead } from './turned-table.ts';

const cell = (text: string): DataCell => ({
  text,
  state: 'value',
  value: text,
  footnotes: [],
});
const row = (label: string, texts: readonly string[], more: Partial<DataRow> = {}): DataRow => ({
  key: label,
  label,
  level: 0,
  total: false,
  cells: texts.map(cell),
  ...more,
});
const view = (
  columns: readonly string[],
  rows: readonly DataRow[],
  group: string | null = null,
): DataTable => ({
  corner: 'Jaar',
  columns: columns.map((label) => ({ key: label, label, group })),
  rows,
  footnotes: ['Zonder de raad.'],
});
const words = (table: DataTable) => [
  [table.corner, ...table.columns.map(({ label }) => label)],
  ...table.rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)]),
];

describe('A table of a few years and figures with long names', () => {
  const table = view(
    ['Vertrouwenspersonen', 'Vertrouwenspersonen met certificaat'],
    [row('2024', ['33', '29']), row('2025', ['36', '34'])],
  );

  test('reads with the names at the side and the years on top', () => {
    expect(words(asRead(table))).toEqual([
      ['', '2024', '2025'],
      ['Vertrouwenspersonen', '33', '36'],
      ['Vertrouwenspersonen met certificaat', '29', '34'],
    ]);
  });

  test('keeps its footnotes', () => {
    expect(asRead(table).footnotes).toEqual(table.footnotes);
  });
});

test.each([
  ['of short names', view(['Aantal', 'Aandeel'], [row('2025', ['1', '2'])])],
  ['of one column', view(['Vertrouwenspersonen'], [row('2025', ['1'])])],
  [
    'with a total',
    view(['Vertrouwenspersonen', 'B'], [row('2025', ['1', '2']), row('Totaal', ['1', '2'], { total: true })]),
  ],
  [
    'with parts under a part',
    view(['Vertrouwenspersonen', 'B'], [row('2025', ['1', '2']), row('mei', ['1', '2'], { level: 1 })]),
  ],
  ['under headings', view(['Vertrouwenspersonen', 'B'], [row('2025', ['1', '2'])], 'Ministerie')],
  [
    'with long names at the side already',
    view(['Vertrouwenspersonen', 'B'], [row('Hele organisatie', ['1', '2'])]),
  ],
  [
    'of many rows',
    view(
      ['Vertrouwenspersonen', 'B'],
      [1, 2, 3, 4, 5, 6].map((n) => row(`${n}`, ['1', '2'])),
    ),
  ],
])('A table %s stays as it is', (_what, table) => {
  expect(asRead(table)).toBe(table);
});
