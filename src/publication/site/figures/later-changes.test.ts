import { expect, test } from 'vitest';
import { smallReport } from '../../../../tests/makers/small-report.ts';
import { text } from '../../../platform/language/text.ts';
import type { PublicationLine } from '../../records.ts';
import type { PublishedFigure, ReportModel, Restatement } from '../../report-model.ts';
import { changedLater } from './later-changes.ts';

const [small = expect.unreachable('the small report has a figure')] = smallReport.figures;
const at = { year: '2024' };
const figure = (id: string, value: string, ...restated: readonly Restatement[]): PublishedFigure => ({
  ...small,
  id,
  cells: [{ at, state: 'value', value, note: null }],
  restated,
});
const change = (was: string, now: string, publication: string): Restatement => ({
  at,
  was,
  now,
  publication,
  cause: text('een correctie', 'a correction'),
});
const report = (slug: string, ...figures: readonly PublishedFigure[]): ReportModel => ({
  ...smallReport,
  slug,
  figures,
});
const later = (slug: string, publishedOn: string, ...figures: readonly PublishedFigure[]) => ({
  line: { id: slug, slug, version: 1, publishedOn } as PublicationLine,
  model: report(slug, ...figures),
});
const told = (...reports: Parameters<typeof changedLater>) =>
  changedLater(...reports).map(({ line, figures }) => [
    line.slug,
    ...figures.flatMap(({ id, restated }) => restated.map(({ was, now }) => `${id}: ${was} → ${now}`)),
  ]);

test('Of a number that changed twice a reader of the first report finds both', () => {
  expect(
    told(report('2024', figure('a', '77')), [
      later('2026', '2027-05-01', figure('a', '75', change('76', '75', '2025'))),
      later('2025', '2026-05-01', figure('a', '76', change('77', '76', '2024'))),
    ]),
  ).toEqual([
    ['2025', 'a: 77 → 76'],
    ['2026', 'a: 76 → 75'],
  ]);
});

test('A number that this report did not print is none of its changes', () => {
  const other = later('2025', '2026-05-01', figure('a', '76', change('77', '76', '2023')));
  expect(told(report('2024', figure('a', '76')), [other])).toEqual([]);
  expect(told(report('2024', figure('b', '77')), [other])).toEqual([]);
});

test('A count that stood in another figure of this report is one, for the later report names it', () => {
  const other = later('2025', '2026-05-01', figure('a', '76', change('77', '76', '2024')));
  expect(told(report('2024', figure('b', '77')), [other])).toEqual([['2025', 'a: 77 → 76']]);
});
