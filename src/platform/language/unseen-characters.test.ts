import { describe, expect, test } from 'vitest';
import { seenText, unseenCharacters, unseenWithin } from './unseen-characters.ts';

describe('Characters that make what is read differ from what is kept', () => {
  test.each([
    ['a published number turned round', '\u202e86\u202c', '86'],
    ['an isolate that turns it round', '\u206786\u2069', '86'],
    ['marks of direction', '8\u200f6\u200e\u061c', '86'],
    ['a control character', 'zaak\u0007 gesloten\u009f', 'zaak gesloten'],
    ["Word's bullet", '\uf0b7 eerste punt', '• eerste punt'],
    ['a letter that only its font knows', 'huis \ue123', 'huis \ufffd'],
    ['a zero-width blank inside a number', '1\u200b2', '12'],
    ['a soft hyphen', 'inte\u00adgriteit', 'integriteit'],
    ['a byte order mark in the middle', 'on\ufeffderdeel', 'onderdeel'],
    ['tags that nobody sees', 'a\u{e0041}\u{e0042}b', 'ab'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['a line that Word broke', 'een\u000btwee\u2028drie', 'een twee drie'],
    ['a variation of a letter', 'a\ufe00', 'a'],
  ])('%s', (_, written, seen) => {
    expect(unseenCharacters(written)).not.toEqual([]);
    expect(seenText(written)).toBe(seen);
    expect(unseenCharacters(seenText(written))).toEqual([]);
  });

  test.each([
    'Financiële belangen: € 50,00 – “zo” en ‘zo’ … 10 000',
    'Ελλάδα, Україна, ישראל, العربية, 日本',
    'e\u0301e\u0301n',
    'een\ttab\r\nen een regel',
    '⚠️ 👩‍⚖️',
  ])('what people write in earnest stays as it is: %s', (written) => {
    expect(unseenCharacters(written)).toEqual([]);
    expect(seenText(written)).toBe(written);
  });

  test('each is named by its kind and its code, at its place', () => {
    expect(unseenCharacters('ab\u202ec\uf0b7')).toEqual([
      { at: 2, kind: 'direction', code: 'U+202E' },
      { at: 4, kind: 'private', code: 'U+F0B7' },
    ]);
  });

  test('a value is searched at every depth, its keys too', () => {
    expect(unseenWithin({ units: [{ name: { nl: 'Dienst', en: 'Ser\u202evice' } }] })?.path).toEqual([
      'units',
      0,
      'name',
      'en',
    ]);
    expect(unseenWithin({ 'a\u200bb': 1 })?.character.code).toBe('U+200B');
    expect(unseenWithin({ units: [{ name: 'Dienst' }], on: null, count: 3 })).toBeUndefined();
  });
});
