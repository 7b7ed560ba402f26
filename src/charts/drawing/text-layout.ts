import { REGULAR_WIDTHS, SEMIBOLD_WIDTHS } from './font-widths.ts';

/** The two weights that charts use. */
export type Weight = 400 | 600;

/** Characters outside the table are taken to be wide, so that a label gets too much room rather than too little. */
const UNKNOWN_WIDTH = 700;

const WIDTHS: Readonly<Record<Weight, ReadonlyMap<string, number>>> = {
  400: byCharacter(REGULAR_WIDTHS),
  600: byCharacter(SEMIBOLD_WIDTHS),
};

/** The width of a text in Source Sans 3, in the unit of the size. Kerning makes the real text a little narrower. */
export function textWidth(text: string, size: number, weight: Weight = 400): number {
  let thousandths = 0;
  for (const character of text) thousandths += WIDTHS[weight].get(character) ?? UNKNOWN_WIDTH;
  return (thousandths * size) / 1000;
}

/**
 * Breaks a text into lines that fit a width: at spaces, behind hyphens and slashes, and inside a word with a
 * hyphen when a word alone is too wide, as Dutch compounds may be.
 */
export function wrapText(text: string, width: number, size: number, weight: Weight = 400): string[] {
  const fits = (line: string) => textWidth(line, size, weight) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    const joined = line === '' ? piece.trimStart() : line + piece;
    if (fits(joined.trimEnd())) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    let rest = piece.trim();
    while (!fits(rest)) {
      const cut = cutOf(rest, fits);
      lines.push(`${rest.slice(0, cut)}-`);
      rest = rest.slice(cut);
    }
    line = rest;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines.length === 0 ? [''] : lines;
}

/** Words with the space before them; parts behind a hyphen or slash stand alone. */
function piecesOf(text: string): string[] {
  return text
    .trim()
    .split(/(?=\s)/)
    .flatMap((word) => word.split(/(?<=[^\s][-/])(?=\p{L})/u))
    .map((piece) => piece.replace(/^\s+/, ' '));
}

/** Where to cut a word: as far as fits with a hyphen, three letters on both sides, rather behind a vowel. */
function cutOf(word: string, fits: (line: string) => boolean): number {
  let most = 1;
  while (most < word.length - 3 && fits(`${word.slice(0, most + 1)}-`)) most += 1;
  for (let cut = most; cut > Math.max(3, most - 3); cut--) {
    if (/[aeiou]/i.test(word[cut - 1] ?? '') && /[^aeiou]/i.test(word[cut] ?? '')) return cut;
  }
  return most;
}

function byCharacter(widths: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  return new Map(widths.flatMap(([width, text]) => [...text].map((one): [string, number] => [one, width])));
}
