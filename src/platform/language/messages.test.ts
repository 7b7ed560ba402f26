import { expect, test } from 'vitest';
import { say, sentence, sizeInWords } from './messages.ts';

const reports = '{count, plural, =0 {geen verslagen} one {# verslag} other {# verslagen}}';

test('A message counts in words of the language', () => {
  expect([0, 1, 12].map((count) => say(reports, 'nl', { count }))).toEqual([
    'geen verslagen',
    '1 verslag',
    '12 verslagen',
  ]);
});

test('A large number is written as the language writes it', () => {
  expect(say('{count, number}', 'nl', { count: 12550 })).toBe('12.550');
  expect(say('{count, number}', 'en', { count: 12550 })).toBe('12,550');
});

test('A size is never said to be nothing', () => {
  expect(sizeInWords(12, 'nl')).toBe('1 kB');
  expect(sizeInWords(98_085, 'nl')).toBe('98 kB');
  expect(sizeInWords(1_234_567, 'nl')).toBe('1,2 MB');
  expect(sizeInWords(1_234_567, 'en')).toBe('1.2 MB');
});

test('A phrase becomes a sentence, and a sentence stays one', () => {
  expect(sentence('niet te berekenen')).toBe('Niet te berekenen.');
  expect(sentence('Niet te berekenen.')).toBe('Niet te berekenen.');
});
