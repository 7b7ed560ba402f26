import { describe, expect, test } from 'vitest';
import type { TableView } from '../report-model.ts';
import { pageTables } from './page-table.ts';

const table = (labels: readonly string[], groups: readonly string[] | null, rows = 3): TableView => ({
  corner: 'Onderdeel',
  columns: (groups ?? ['']).flatMap((group) =>
    labels.map((label) => ({ key: `${group}${label}`, label, group: groups ? group : null })),
  ),
  rows: Array.from({ length: rows }, (_, index) => ({
    key: String(index),
    label: `Rij ${index}`,
    level: 0,
    total: false,
    cells: (groups ?? ['']).flatMap(() =>
      labels.map(() => ({
        text: String(index),
        state: 'value' as const,
        value: String(index),
        footnotes: [],
        figure: 'f',
        at: {},
      })),
    ),
  })),
  footnotes: ['een noot'],
});

describe('A table on the page', () => {
  test('stays whole when its columns fit', () => {
    const [only, ...others] = pageTables(table(['Aantal'], ['2024', '2025']));
    expect(others).toEqual([]);
    expect(only?.groups).toEqual([
      { label: '2024', span: 1 },
      { label: '2025', span: 1 },
    ]);
    expect(only?.width).toBeLessThanOrEqual(160);
  });

  test('is set in parts of whole years when its headings would be squeezed', () => {
    const wide = table(
      ['Opgegeven nevenwerkzaamheden', 'Verhouding tot de personeelsomvang'],
      ['2022', '2023', '2024', '2025'],
    );
    const parts = pageTables(wide);
    expect(parts.map((part) => part.groups.map((group) => group.label))).toEqual([
      ['2022', '2023'],
      ['2024', '2025'],
    ]);
    expect(parts.map((part) => part.footnotes)).toEqual([[], ['een noot']]);
    for (const part of parts) {
      expect(part.width).toBeLessThanOrEqual(160.01);
      expect(part.rows.map((row) => row.cells.length)).toEqual([4, 4, 4]);
    }
  });

  test('is set smaller rather than taken apart, when that is enough', () => {
    const findings = ['vastgesteld', 'niet aangetoond', 'niet vast te stellen', 'niet onderzocht'];
    const wide = { ...table([...findings, 'nog in onderzoek'], null), corner: 'Categorie' };
    const rows = wide.rows.map((row) => ({
      ...row,
      label: 'Misbruik van positie en belangenverstrengeling',
    }));
    const [only, ...others] = pageTables({ ...wide, rows });
    expect(others).toEqual([]);
    expect(only?.columns).toHaveLength(5);
  });

  test('never loses a cell by being set in parts', () => {
    for (const count of [1, 3, 5, 8, 13, 20]) {
      const labels = Array.from({ length: count }, (_, index) => `Kolom ${index} van de registratie`);
      const parts = pageTables(table(labels, null));
      expect(parts.flatMap((part) => part.columns)).toEqual(labels);
    }
  });

  test('is kept together when it is short, and may break when it is long', () => {
    expect(pageTables(table(['Aantal'], null, 8))[0]?.whole).toBe(true);
    expect(pageTables(table(['Aantal'], null, 60))[0]?.whole).toBe(false);
  });

  test('without rows is no table', () => {
    expect(pageTables(table(['Aantal'], null, 0))).toEqual([]);
  });
});
