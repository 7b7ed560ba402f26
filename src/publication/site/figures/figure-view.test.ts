import { expect, test } from 'vitest';
import { sampleReport } from '../../../../tests/makers/sample-report.ts';
import { sameText, text } from '../../../platform/language/text.ts';
import type { PublishedCell, PublishedFigure } from '../../report-model.ts';
import { figureChart, headline, tablesOf } from './figure-view.ts';

const [sample] = sampleReport.figures;
if (!sample) throw new Error('The sample report has a figure.');

function dimension(key: string, codes: readonly string[]) {
  return {
    key,
    title: text(key, key),
    members: codes.map((code) => ({ code, label: sameText(code), parent: null })),
  };
}

/** A figure over dimensions in which every combination, totals included, has the value that `of` gives. */
function figureOver(
  dimensions: PublishedFigure['dimensions'],
  of: (at: Readonly<Record<string, string>>) => Pick<PublishedCell, 'state' | 'value'>,
): PublishedFigure {
  const all = dimensions.reduce<Record<string, string>[]>(
    (found, one) =>
      found.flatMap((at) =>
        [...one.members.map(({ code }) => code), '*'].map((code) => ({ ...at, [one.key]: code })),
      ),
    [{}],
  );
  return { ...(sample ?? never()), dimensions, cells: all.map((at) => ({ at, note: null, ...of(at) })) };
}

function never(): never {
  throw new Error('unreachable');
}

const years = dimension('year', ['2024', '2025', '?']);
const twelve = () => ({ state: 'value', value: '12' }) as const;
const hidden = () => ({ state: 'suppressed', value: null }) as const;

test('The number of a figure is the whole of its last year, not of "not recorded" nor of all years', () => {
  const figure = figureOver([years], (at) => ({ state: 'value', value: at['year'] === '2025' ? '7' : '99' }));
  expect(headline(figure, 'nl')).toMatchObject({ text: '7', year: '2025' });
});

test('A hidden whole gives no number', () => {
  expect(headline(figureOver([years], hidden), 'nl')).toBeUndefined();
});

test('A figure over years alone has one table, with the years side by side', () => {
  const [table, ...more] = tablesOf(figureOver([years], twelve), 'nl');
  expect(more).toEqual([]);
  expect(table?.table.columns.map(({ label }) => label)).toEqual(['2024', '2025', '?']);
});

test('Two divisions give a table each against the years, and one of both in the last year', () => {
  const figure = figureOver(
    [years, dimension('unit', ['a', 'b', 'c']), dimension('kind', ['x', 'y'])],
    twelve,
  );
  expect(tablesOf(figure, 'nl').map(({ rows, columns, year }) => [rows?.key, columns?.key, year])).toEqual([
    ['unit', 'year', null],
    ['kind', 'year', null],
    ['unit', 'kind', '2025'],
  ]);
});

test('Two divisions that are not made together are no table together', () => {
  const whole = figureOver([years, dimension('unit', ['a', 'b']), dimension('kind', ['x'])], twelve);
  const isTogether = ({ at }: PublishedCell) => at['unit'] !== '*' && at['kind'] !== '*';
  const apart = {
    ...whole,
    cells: whole.cells.map((cell) =>
      isTogether(cell) ? { ...cell, state: 'not-recorded' as const, value: null } : cell,
    ),
  };
  expect(tablesOf(whole, 'nl').map(({ id }) => id)).toContain('tabel-unit-kind');
  expect(tablesOf(apart, 'nl').map(({ id }) => id)).toEqual(
    ['tabel-unit', 'tabel-kind'].map((id) => `${id}-year`),
  );
});

test('Members that do not add up have no total: nobody was asked for one', () => {
  const figure = figureOver([years, dimension('unit', ['a', 'b'])], twelve);
  const apart = { ...figure, cells: figure.cells.filter(({ at }) => at['unit'] !== '*') };
  const totals = (one: PublishedFigure) =>
    tablesOf(one, 'nl')[0]?.table.rows.filter(({ total }) => total).length;
  expect([totals(figure), totals(apart)]).toEqual([1, 0]);
});

test('Every cell of a table is the published cell at that place', () => {
  const figure = figureOver([years, dimension('unit', ['a', 'b'])], (at) => ({
    state: 'value',
    value: `${at['unit'] === 'a' ? 1 : at['unit'] === 'b' ? 2 : 3}${at['year'] === '2024' ? 0 : 1}`,
  }));
  const [table] = tablesOf(figure, 'nl');
  const values = table?.table.rows.map((row) => row.cells.slice(0, 2).map(({ value }) => value));
  expect(values).toEqual([
    ['10', '11'],
    ['20', '21'],
    ['30', '31'],
  ]);
});

test('Without a chart in the report the first table is drawn; a table of hidden cells is not', () => {
  const shown = figureOver([years, dimension('unit', ['a', 'b'])], twelve);
  const other = { ...sampleReport, chapters: [] };
  const chart = figureChart(other, shown, tablesOf(shown, 'nl'), 'nl');
  expect(chart?.kind).toBe('grouped-bars');
  expect(chart?.categories.map(({ label }) => label)).toEqual(['a', 'b']);
  const dots = figureOver([years, dimension('unit', ['a', 'b'])], hidden);
  expect(figureChart(other, dots, tablesOf(dots, 'nl'), 'nl')).toBeUndefined();
});

test('A few rows through three years are lines; many rows are the bars of the last year', () => {
  const other = { ...sampleReport, chapters: [] };
  const three = dimension('year', ['2023', '2024', '2025', '?']);
  const few = figureOver([three, dimension('unit', ['a', 'b'])], twelve);
  expect(figureChart(other, few, tablesOf(few, 'nl'), 'nl')).toMatchObject({
    kind: 'lines',
    series: [{ label: 'a' }, { label: 'b' }],
    categories: [{ label: '2023' }, { label: '2024' }, { label: '2025' }],
  });
  const many = figureOver([three, dimension('unit', ['a', 'b', 'c', 'd', 'e', 'f'])], twelve);
  expect(figureChart(other, many, tablesOf(many, 'nl'), 'nl')).toMatchObject({
    kind: 'bars',
    series: [{ label: '2025' }],
    title: 'Incidenten naar categorie, 2025',
  });
});

test('The chart that the report draws of a figure is the chart of its page', () => {
  const figure = sample ?? never();
  expect(figureChart(sampleReport, figure, tablesOf(figure, 'nl'), 'nl')?.title).toBe(
    'Er waren 17 incidenten',
  );
});
