import { expect, test } from 'vitest';
import { smallReport } from '../../../tests/makers/small-report.ts';
import { text } from '../../platform/language/text.ts';
import type { PublishedFigure, Restatement } from '../report-model.ts';
import { restatedFigures } from './restated-figures.ts';

const [small = expect.unreachable('the small report has a figure')] = smallReport.figures;
const restated = (at: Restatement['at'], was: string, now: string): Restatement => ({
  at,
  publication: '2024',
  was,
  now,
  cause: text('Oorzaak: een late opgave.', 'Cause: a late return.'),
});
const figure = (id: string, list: readonly Restatement[]): PublishedFigure => ({
  ...small,
  id,
  restated: list,
});

test('A number that became otherwise is stated with labels and as people write it', () => {
  const figures = [figure('a', [restated({ unit: 'north', year: '2024' }, '1500', '1566')])];
  const [first] = restatedFigures(figures, 'nl');
  expect(first?.numbers).toMatchObject([{ place: 'Noord, 2024', was: '1.500', now: '1.566', also: [] }]);
  const [english] = restatedFigures(figures, 'en');
  expect(english?.numbers).toMatchObject([{ place: 'North, 2024', was: '1,500', now: '1,566' }]);
});

test('A total that several figures share is stated once, with the others named', () => {
  const total = restated({ unit: '*', year: '2024' }, '77', '76');
  const figures = [
    figure('total', [total]),
    figure('by-unit', [restated({ unit: 'north', year: '2024' }, '7', '6'), total]),
    figure('by-channel', [total]),
  ];
  const listed = restatedFigures(figures, 'nl').map(({ figure: one, numbers }) => [
    one.id,
    ...numbers.map(({ was, now, also }) => [was, now, also.map(({ id }) => id)]),
  ]);
  expect(listed).toEqual([
    ['total', ['77', '76', ['by-unit', 'by-channel']]],
    ['by-unit', ['7', '6', []]],
  ]);
});

test('The same change of another report or of something else counted is distinguished', () => {
  const total = restated({ year: '2024' }, '77', '76');
  const figures = [
    figure('a', [total]),
    figure('b', [{ ...total, publication: '2023' }]),
    { ...figure('c', [total]), counts: 'gift' as const },
  ];
  expect(restatedFigures(figures, 'nl').map(({ figure: one }) => one.id)).toEqual(['a', 'b', 'c']);
});
