import { expect, test } from 'vitest';
import { smallReport } from '../../../tests/makers/small-report.ts';
import { text } from '../../platform/language/text.ts';
import type { PublishedFigure, Restatement } from '../report-model.ts';
import { cellInWords, restatedNumbers } from './restated-figures.ts';

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
  expect(restatedNumbers(figures, 'nl')).toMatchObject([
    { place: 'Noord', year: '2024', was: '1.500', now: '1.566', also: [], cause: { nl: 'Een late opgave.' } },
  ]);
  expect(restatedNumbers(figures, 'en')).toMatchObject([
    { place: 'North', year: '2024', was: '1,500', now: '1,566', cause: { en: 'A late return.' } },
  ]);
});

test('A sum over the years says which years; a number of all says so', () => {
  expect(
    restatedNumbers([figure('a', [restated({ unit: 'north', year: '*' }, '5', '6')])], 'nl'),
  ).toMatchObject([{ place: 'Noord', year: '2024–2025' }]);
  expect(cellInWords(small, { unit: '*', year: '*' }, 'alles', 'nl')).toBe('alles, 2024–2025');
  expect(cellInWords(small, { unit: 'north', year: '2025' }, 'alles', 'nl')).toBe('Noord, 2025');
});

test('Where a number came or went the word stands that stood in the table', () => {
  const figures = [figure('a', [restated({ year: '2024' }, 'not-reported', '12')])];
  expect(restatedNumbers(figures, 'nl')).toMatchObject([{ place: '', was: 'niet opgegeven', now: '12' }]);
});

test('A total that several figures share is stated once, with the others named', () => {
  const total = restated({ unit: '*', year: '2024' }, '77', '76');
  const figures = [
    figure('total', [total]),
    figure('by-unit', [restated({ unit: 'north', year: '2024' }, '7', '6'), total]),
    figure('by-channel', [total]),
  ];
  const listed = restatedNumbers(figures, 'nl').map(({ figure: one, was, now, also }) => [
    one.id,
    was,
    now,
    also.map(({ id }) => id),
  ]);
  expect(listed).toEqual([
    ['total', '77', '76', ['by-unit', 'by-channel']],
    ['by-unit', '7', '6', []],
  ]);
});

test('The same change of another report, of something else counted or of a share is distinguished', () => {
  const total = restated({ year: '2024' }, '77', '76');
  const figures = [
    figure('a', [total]),
    figure('b', [{ ...total, publication: '2023' }]),
    { ...figure('c', [total]), counts: 'gift' as const },
    { ...figure('d', [total]), unit: 'percent' as const },
    { ...figure('e', [total]), unit: 'percent' as const },
  ];
  expect(restatedNumbers(figures, 'nl').map(({ figure: one }) => one.id)).toEqual(['a', 'b', 'c', 'd', 'e']);
});
