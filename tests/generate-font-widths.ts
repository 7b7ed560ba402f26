import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { advanceWidths } from './makers/read-font.ts';

/*
 * Writes the widths of the characters that charts are laid out with, from the font files themselves.
 */

/** Western European letters and signs, with the punctuation and marks of the reports. */
const characters = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0x17e),
  ...[...'\u2009\u202f–—‘’“”†‡•…€←→−≈≤≥'].map((one) => one.codePointAt(0) ?? 0),
];

const fontFile = (name: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${name}/SourceSans3_${name}.ttf`));

/** Where the widths stand in the program. */
export const widthsFile = join(import.meta.dirname, '../src/charts/drawing/font-widths.ts');

/** The file with the widths, as the fonts give them. */
export function generateFontWidths(): string {
  return [
    '/*',
    ' * Advance widths of Source Sans 3 in thousandths of the font size, grouped by width. Written by',
    ' * `npm run font-widths` from the font files of @expo-google-fonts/source-sans-3; a test compares them.',
    ' */',
    '',
    table('REGULAR_WIDTHS', 400, '400Regular'),
    table('SEMIBOLD_WIDTHS', 600, '600SemiBold'),
  ].join('\n');
}

function table(name: string, weight: number, font: string): string {
  const widths = advanceWidths(readFileSync(fontFile(font)), characters);
  const groups = Map.groupBy(widths, ([, width]) => width);
  const rows = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([width, held]) => `  [${width}, ${quoted(held.map(([code]) => code).sort((a, b) => a - b))}],`);
  return [
    `/** Weight ${weight}. */`,
    `export const ${name}: readonly (readonly [width: number, characters: string])[] = [`,
    ...rows,
    '];',
    '',
  ].join('\n');
}

/** A text in quotes, with what nobody sees written as its number. */
function quoted(codePoints: readonly number[]): string {
  const text = codePoints.map((code) => {
    const character = String.fromCodePoint(code);
    if (character === '\\') return '\\\\';
    return /[^\S ]|\u00ad/.test(character) ? `\\u${code.toString(16).padStart(4, '0')}` : character;
  });
  const mark = text.includes("'") ? '"' : "'";
  return `${mark}${text.join('')}${mark}`;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

if (import.meta.main) writeFileSync(widthsFile, generateFontWidths());
