import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownTokens } from './assets.ts';

const tokens = new Map(
  [...readFileSync(ownTokens, 'utf8').matchAll(/--dl-([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ]),
);

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(tokens.get(name) ?? '#000000'));
  const [light, dark] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (light + 0.05) / (dark + 0.05);
}

const texts = ['ink', 'ink-soft', 'primary', 'primary-strong', 'ok', 'warn', 'danger', 'info'];

test.each(texts)('Text in %s can be read on paper and on panels', (name) => {
  for (const ground of ['paper', 'surface']) expect(contrast(name, ground)).toBeGreaterThanOrEqual(4.5);
});

test('Text on a button can be read', () => {
  for (const ground of ['primary', 'primary-strong', 'danger'])
    expect(contrast('on-primary', ground)).toBeGreaterThanOrEqual(4.5);
});

test('Lines that carry meaning and the focus ring can be seen', () => {
  for (const ground of ['paper', 'surface']) {
    expect(contrast('line-strong', ground)).toBeGreaterThanOrEqual(3);
    // The ring is daylight around ink: the ink is what must be seen.
    expect(contrast('ink', ground)).toBeGreaterThanOrEqual(3);
  }
  expect(contrast('daylight', 'ink')).toBeGreaterThanOrEqual(3);
});
