import { describe, expect, test } from 'vitest';
import { smallReport } from '../../../tests/makers/small-report.ts';
import type { PublishedCell, PublishedFigure } from '../report-model.ts';
import { earlierPrints, printedAt } from './earlier-prints.ts';

const [small = expect.unreachable('the small report has a figure')] = smallReport.figures;
const members = (...codes: readonly string[]) =>
  codes.map((code) => ({ code, label: { nl: code, en: code }, parent: null }));
const years = (...codes: readonly string[]) => ({
  key: 'year',
  title: { nl: 'Jaar', en: 'Year' },
  members: members(...codes),
});
const figure = (
  dimensions: PublishedFigure['dimensions'],
  ...cells: readonly (readonly [Readonly<Record<string, string>>, string | null])[]
): PublishedFigure => ({
  ...small,
  id: 'a',
  dimensions,
  cells: cells.map(
    ([at, value]): PublishedCell => ({
      at,
      state: value === null ? 'suppressed' : 'value',
      value,
      note: null,
    }),
  ),
});
const report = (slug: string, publishedOn: string, period: string, shown: PublishedFigure) => ({
  ...smallReport,
  slug,
  publishedOn,
  period: { key: period, label: { nl: period, en: period } },
  figures: [shown],
});
const asked = {
  slug: '2025',
  publishedOn: '2026-05-01',
  figures: ['a'],
  years: ['2024', '2025'],
  period: '2025',
};
const found = (
  publications: Parameters<typeof earlierPrints>[0],
  at: Readonly<Record<string, string>>,
  side: readonly string[] = ['2024', '2025'],
): readonly string[] =>
  printedAt(earlierPrints(publications, asked))({ id: 'a', dimensions: [years(...side)] }, at).map(
    (one) => `${one.publication}: ${one.printed}`,
  );

describe('What earlier reports printed of a cell', () => {
  const at = { year: '2024', unit: 'N' };
  const of = (slug: string, publishedOn: string, value: string | null) =>
    report(slug, publishedOn, slug, figure([years('2024', '2025')], [at, value]));

  test('is the last number of the other reports and of earlier versions of this one', () => {
    const publications = [
      of('2023', '2024-05-01', '7'),
      of('2024', '2025-05-01', '8'),
      of('2025', '2026-04-01', '9'),
      of('2025', '2026-04-02', '10'),
    ];
    expect(found(publications, at)).toEqual(['2024: 8', '2025: 10']);
  });

  test('stays known where a later one hid it, or had a word there', () => {
    expect(found([of('2023', '2024-05-01', '7'), of('2024', '2025-05-01', null)], at)).toEqual(['2023: 7']);
  });

  test('is found in a table with a division fewer, whose total it is', () => {
    const publications = [of('2024', '2025-05-01', '8')];
    expect(found(publications, { ...at, category: '*' })).toEqual(['2024: 8']);
    expect(found(publications, { ...at, category: 'c' })).toEqual([]);
  });

  test('is of a year of this report', () => {
    const then = { year: '2022' };
    expect(found([report('2024', '2025-05-01', '2024', figure([years('2022')], [then, '5']))], then)).toEqual(
      [],
    );
  });

  test('over a whole period is compared with the same years alone', () => {
    const whole = (period: string, ...side: readonly string[]) =>
      report('x', '2025-05-01', period, figure([years(...side)], [{ year: '*' }, '5']));
    expect(found([whole('2025', '2024', '2025')], { year: '*' })).toEqual(['x: 5']);
    expect(found([whole('2025', '2025')], { year: '*' })).toEqual([]);
    expect(found([whole('2024', '2024', '2025')], { year: '*' })).toEqual([]);
  });

  test('over a whole period is found in a figure that shows the years of the report alone', () => {
    const own = figure([years('2025', '?')], [{ year: '*', unit: 'N' }, '5']);
    const publications = [report('2025', '2026-04-01', '2025', own)];
    expect(found(publications, { unit: 'N' }, ['2025'])).toEqual(['2025: 5']);
    expect(found(publications, { unit: 'N' })).toEqual([]);
  });
});
