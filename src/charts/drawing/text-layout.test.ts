import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateFontWidths, widthsFile } from '../../../tests/generate-font-widths.ts';
import { REGULAR_WIDTHS, SEMIBOLD_WIDTHS } from './font-widths.ts';
import { textWidth, wrapText } from './text-layout.ts';

describe('Text is measured', () => {
  test('with the widths of the fonts, as `npm run font-widths` writes them', () => {
    expect(readFileSync(widthsFile, 'utf8')).toBe(generateFontWidths());
    for (const table of [REGULAR_WIDTHS, SEMIBOLD_WIDTHS])
      expect(table.flatMap(([, text]) => [...text]).length).toBeGreaterThan(300);
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
