import { expect, test } from 'vitest';
import { dateInWords } from './dates.ts';

test('A date is written in words of the language', () => {
  expect(dateInWords('2025-11-03', 'nl')).toBe('3 november 2025');
  expect(dateInWords('2025-11-03', 'en')).toBe('3 November 2025');
});

test('A day stays the same day wherever the program runs', () => {
  expect(dateInWords('2025-01-01', 'nl')).toBe('1 januari 2025');
  expect(dateInWords('2025-12-31', 'nl')).toBe('31 december 2025');
});

test('What is no date is refused', () => {
  expect(() => dateInWords('2025-13-01', 'nl')).toThrow(RangeError);
});
