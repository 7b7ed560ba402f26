import { label, type Measures, strokeOf } from './drawing/chart-style.ts';
import type { Drawing } from './drawing/drawing.ts';
import { textWidth, type Weight, wrapText } from './drawing/text-layout.ts';

/** How the sign of a series is drawn in a key, and how much room it takes. */
export interface KeySign {
  readonly width: number;
  /** Draws the sign of a series with its left side at x, on a line of text with this baseline. */
  readonly draw: (series: number, x: number, baseline: number) => string;
  readonly weight: Weight;
  /** Write the name in the colour of its series. */
  readonly coloured: boolean;
}

const BETWEEN = 22;

/** One entry of a key: the number of a series and its text. */
export interface KeyEntry {
  readonly series: number;
  readonly name: string;
}

/** A key: the sign and name of each series, side by side as far as they fit in a width. */
export function drawKey(
  entries: readonly KeyEntry[],
  sign: KeySign,
  measures: Measures,
  room = measures.width,
): Drawing {
  const pieces: string[] = [];
  let x = 0;
  let baseline = 15;
  let deepest = baseline;
  for (const { series, name } of entries) {
    const lines = wrapText(name, room - sign.width, measures.size, sign.weight);
    const widest = Math.max(...lines.map((line) => textWidth(line, measures.size, sign.weight)));
    const width = sign.width + widest;
    if (x > 0 && x + width > room) {
      x = 0;
      baseline = deepest + measures.lineHeight + 3;
    }
    pieces.push(sign.draw(series, x, baseline));
    for (const [index, line] of lines.entries()) {
      const y = baseline + index * measures.lineHeight;
      const colour = sign.coloured ? { colour: strokeOf(series) } : {};
      pieces.push(label(line, x + sign.width, y, { size: measures.size, weight: sign.weight, ...colour }));
      deepest = Math.max(deepest, y);
    }
    x += width + BETWEEN;
  }
  return { svg: pieces.join(''), height: deepest + 15 };
}
