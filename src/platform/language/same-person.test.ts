import { describe, expect, test } from 'vitest';
import { isSamePerson } from './same-person.ts';

describe('Two people', () => {
  test.each([
    ['A. de Vries', 'a. de vries'],
    ['A. de Vries', ' A.  de   Vries '],
    ['René Noël', 'Rene Noel'],
    ['Jansen', 'Janѕen'],
    ['Vries, A. de', 'A. de Vries'],
    ['a.devries', 'A. de Vries'.replace(' de ', ' de')],
    ['Jan\u200bsen', 'Jansen'],
    ['Jansen', '   '],
    ['', ''],
  ])('%s is no other person than %s', (one, other) => {
    expect(isSamePerson(one, other)).toBe(true);
    expect(isSamePerson(other, one)).toBe(true);
  });

  test.each([
    ['A. de Vries', 'B. de Vries'],
    ['Jansen', 'Janssen'],
  ])('%s is another than %s', (one, other) => {
    expect(isSamePerson(one, other)).toBe(false);
  });
});
