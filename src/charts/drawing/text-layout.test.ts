import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advanceWidths } from '../../../tests/makers/read-font.ts';
import { REGULAR_WIDTHS, SEMIBOLD_WIDTHS } from './font-widths.ts';
import { textWidth, wrapText } from './text-layout.ts';

const fontFile = (weight: string) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`));
const FONTS = { 400: fontFile('400Regular'), 600: fontFile('600SemiBold') };

describe('Text is measured', () => {
  test.each([
    [400, REGULAR_WIDTHS],
    [600, SEMIBOLD_WIDTHS],
  ] as const)('with the widths of the font at weight %i', (weight, table) => {
    const characters = table.flatMap(([, text]) => [...text]);
    const measured = advanceWidths(
      readFileSync(FONTS[weight]),
      characters.map((one) => one.codePointAt(0) ?? 0),
    );
    const listed = new Map(
      table.flatMap(([width, text]) =>
        [...text].map((one): [number, number] => [one.codePointAt(0) ?? 0, width]),
      ),
    );
    expect(listed).toEqual(
      new Map([...measured].sort(([one], [other]) => (listed.get(one) ?? 0) - (listed.get(other) ?? 0) || 0)),
    );
    expect(characters.length).toBeGreaterThan(300);
  });

  test('and broken into lines that fit, losing no letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abeinr -/é') }),
        fc.integer({ min: 30, max: 300 }),
        (text, width) => {
          const lines = wrapText(text, width, 15);
          for (const line of lines) expect(textWidth(line, 15)).toBeLessThanOrEqual(width);
          const letters = (one: string) => one.replace(/[ -]/g, '');
          expect(letters(lines.join(''))).toBe(letters(text));
        },
      ),
    );
  });
});
