import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFault, jsonPlace } from './json-syntax.ts';

describe('A text that is no JSON', () => {
  test.each([
    ['a comma too many', '{\n  "a": 1,\n}', 2, 9, 'een komma te veel'],
    ['a comma too few', '{\n  "a": 1\n  "b": 2\n}', 3, 3, 'verwacht een komma of een sluitende }, gevonden'],
    ['a text that is not closed', '{\n  "a": "open\n}', 2, 8, 'niet gesloten met "'],
    ['quotes of a word processor', '{\n  “a”: 1\n}', 2, 3, 'een ander aanhalingsteken dan ": “'],
    ['a comment', '{\n  "a": 1 // één\n}', 2, 10, 'commentaar, dat JSON niet kent'],
    ['a name without quotes', '{ a: 1 }', 1, 3, 'een veldnaam tussen rechte aanhalingstekens'],
    ['an end too early', '{ "a": [1, 2', 1, 13, 'het einde van het bestand'],
    ['nothing at all', '', 1, 1, 'het einde van het bestand'],
    ['something after the end', '{}\r\n{}', 2, 1, 'na het einde staat nog iets'],
    ['a path of Windows', '{"a": "C:\\Users"}', 1, 10, 'schrijf \\\\ voor een \\ zelf'],
    ['a tab in a text', '["a\tb"]', 1, 4, 'stuurteken'],
    ['a number with a leading zero', '[012]', 1, 3, 'verwacht een komma'],
    ['a word', '[waar]', 1, 2, 'verwacht een waarde, gevonden „waar”'],
  ])('because of %s is told with its place, in both languages', (_what, source, line, column, words) => {
    const fault = jsonFault(source);
    expect(fault).toMatchObject({ line, column });
    expect(fault?.what.nl).toContain(words);
    expect(fault?.what.en).not.toBe('');
    expect(fault?.what.en).not.toBe(fault?.what.nl);
  });

  test('is never one that JSON.parse reads, and the reverse', () => {
    const written = fc.json({ maxDepth: 4 });
    const mended = fc
      .tuple(
        written,
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '{', ':', '\\', '0', '-', '\n', 'e', ' '),
      )
      .map(([source, at, put]) => {
        const place = at % (source.length + 1);
        return source.slice(0, place) + put + source.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(fc.oneof(written, mended), (source) => {
        let parses = true;
        try {
          JSON.parse(source);
        } catch {
          parses = false;
        }
        expect(jsonFault(source) === undefined).toBe(parses);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A value in a JSON text', () => {
  const source = '{\n  "units": [\n    { "key": "A" },\n    { "key": 7 }\n  ]\n}';

  test('has a line and a column', () => {
    expect(jsonPlace(source, ['units', 1, 'key'])).toEqual({ line: 4, column: 14 });
  });

  test('that is missing is sought where it belongs', () => {
    expect(jsonPlace(source, ['units', 0, 'level'])).toEqual({ line: 3, column: 5 });
    expect(jsonPlace(source, ['name', 'nl'])).toEqual({ line: 1, column: 1 });
  });
});
