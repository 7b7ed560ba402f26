import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHARTS, cell, chartOf } from '../../tests/makers/charts.ts';
import { type ChartKind, type ChartModel, checkChart } from './chart-model.ts';
import { drawChart } from './draw-chart.ts';
import { COLOUR, SERIES, strokeOf } from './drawing/chart-style.ts';
import { textWidth } from './drawing/text-layout.ts';

const fontFile = (weight: string) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`));
const FONTS = { 400: fontFile('400Regular'), 600: fontFile('600SemiBold') };
const WIDTHS = ['wide', 'narrow'] as const;
const PIXELS = { wide: 720, narrow: 328 };

interface Piece {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the texts of a drawing stand, with its groups' shifts counted in. */
function textsOf(svg: string): Piece[] {
  const shifts: { x: number; y: number }[] = [];
  const pieces: Piece[] = [];
  for (const match of svg.matchAll(
    /<g transform="translate\(([-\d.]+ [-\d.]+)\)">|<\/g>|<text ([^>]*)>([^<]*)<\/text>/g,
  )) {
    if (match[1] !== undefined) {
      const [x = 0, y = 0] = match[1].split(' ').map(Number);
      shifts.push({ x, y });
    } else if (match[2] === undefined) shifts.pop();
    else {
      const attribute = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(match[2] ?? '')?.[1];
      const text = (match[3] ?? '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      const size = Number(attribute('font-size'));
      const width = textWidth(text, size, attribute('font-weight') === '600' ? 600 : 400);
      const anchor = attribute('text-anchor') ?? 'start';
      const across = shifts.reduce((sum, shift) => sum + shift.x, 0);
      const x =
        across + Number(attribute('x')) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
      const y = Number(attribute('y')) + shifts.reduce((sum, shift) => sum + shift.y, 0);
      // The dot is set large and fills a small part of its line.
      const [rise, drop] = text === '·' ? [size * 0.35, -size * 0.15] : [size * 0.66, size * 0.18];
      pieces.push({ text, left: x, right: x + width, top: y - rise, bottom: y + drop });
    }
  }
  return pieces;
}

function overlaps(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((one, index) =>
    pieces
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right - 0.5 &&
          other.left < one.right - 0.5 &&
          one.top < other.bottom - 0.5 &&
          other.top < one.bottom - 0.5,
      )
      .map((other) => `${one.text} / ${other.text}`),
  );
}

/** Any chart: labels of any length, every state, any number of cells. */
const anyChart: fc.Arbitrary<ChartModel> = fc
  .tuple(
    fc.constantFrom<ChartKind>('bars', 'grouped-bars', 'stacked-share', 'lines', 'flow'),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 9 }),
    fc.constantFrom('nl' as const, 'en' as const),
  )
  .chain(([kind, most, rows, language]) => {
    const series = kind === 'bars' || kind === 'flow' ? 1 : most;
    const word = fc.constantFrom(
      ...[
        'RVO',
        'Kerndepartement',
        'nevenwerkzaamhedenregistratie',
        'en',
        'de',
        'Zaken',
        'niet-vastgelegde',
        '2021',
        'Ünit',
      ],
    );
    const name = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    const value = fc.oneof(
      fc.integer({ min: 0, max: 100 }),
      fc.constantFrom(
        '·',
        'not-reported',
        'not-asked',
        'not-applicable',
        'not-recorded',
        'cannot-be-computed',
      ),
      fc.constantFrom('partial 12', 'estimated 7'),
    );
    return fc.record({
      kind: fc.constant(kind),
      language: fc.constant(language),
      title: name,
      name,
      unit: fc.constantFrom('count' as const, 'percent' as const),
      series: fc.array(
        name.map((label) => ({ label })),
        { minLength: series, maxLength: series },
      ),
      categories: fc.array(
        fc.record({
          label: kind === 'lines' ? fc.integer({ min: 2000, max: 2030 }).map(String) : name,
          flow: fc.constantFrom('stock' as const, 'in' as const, 'out' as const),
        }),
        { minLength: rows, maxLength: rows },
      ),
      cells: fc.array(fc.array(value.map(cell), { minLength: series, maxLength: series }), {
        minLength: rows,
        maxLength: rows,
      }),
    });
  });

describe('A chart', () => {
  test.each(WIDTHS)('has no labels that touch or leave the %s drawing, whatever it shows', (width) => {
    fc.assert(
      fc.property(anyChart, (model) => {
        const svg = drawChart(model, { idPrefix: 'c', width, withTitle: true });
        const pieces = textsOf(svg);
        expect(overlaps(pieces)).toEqual([]);
        const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
        for (const { text, left, right, bottom } of pieces) {
          expect({
            text,
            left: left >= -1,
            right: right <= PIXELS[width] + 1,
            bottom: bottom <= height + 1,
          }).toEqual({
            text,
            left: true,
            right: true,
            bottom: true,
          });
        }
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 1500 },
    );
  });

  test.each(WIDTHS)(
    'keeps the marks of hidden values apart in the %s drawing, however close the years',
    (width) => {
      const series = ['a', 'b', 'c', 'd'].map((label) => ({ label }));
      const years = Array.from({ length: 9 }, (_, index) => String(2017 + index));
      const model: ChartModel = {
        kind: 'lines',
        language: 'nl',
        title: 'Zaken',
        name: 'Zaken',
        unit: 'count',
        series,
        categories: years.map((label) => ({ label })),
        cells: years.map((_, year) => series.map((_, place) => cell(year === 0 && place === 0 ? 12 : '·'))),
      };
      expect(overlaps(textsOf(drawChart(model, { idPrefix: 'c', width })))).toEqual([]);
    },
  );

  test('is an image with a title and a text alternative that its ids name', () => {
    const bars = CHARTS.bars;
    const svg = bars === undefined ? '' : drawChart(bars, { idPrefix: 'fig-3', width: 'wide' });
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="fig-3-title fig-3-desc"/);
    expect(svg).toContain('<title id="fig-3-title">De meeste meldingen gaan over omgangsvormen</title>');
    expect(svg).toContain('<desc id="fig-3-desc">Staafdiagram: ');
    expect([...svg.matchAll(/ id="([^"]*)"/g)].every((match) => match[1]?.startsWith('fig-3-'))).toBe(true);
    expect([...svg.matchAll(/url\(#([^)]*)\)/g)].every((match) => svg.includes(`id="${match[1]}"`))).toBe(
      true,
    );
    expect(svg).not.toMatch(/<script|<style|var\(|href|style=/);
  });

  test('is the same text for the same model, and another only by its ids for another prefix', () => {
    for (const model of Object.values(CHARTS)) {
      const one = drawChart(model, { idPrefix: 'one', width: 'wide' });
      expect(drawChart(model, { idPrefix: 'one', width: 'wide' })).toBe(one);
      expect(drawChart(model, { idPrefix: 'two', width: 'wide' })).toBe(
        one.replace(/([ "#])one-/g, '$1two-'),
      );
    }
  });

  test('draws a suppressed cell as a dot, never as a bar, and tells what the dot means', () => {
    const model: ChartModel = {
      ...chartOf('bars', [['A', '·']]),
      cells: [[{ state: 'suppressed', value: '3', text: '3' }]],
    };
    for (const width of WIDTHS) {
      const svg = drawChart(model, { idPrefix: 'c', width });
      const texts = textsOf(svg).map(({ text }) => text);
      expect(texts).toEqual(['A', '·', '·', 'afgeschermd, zodat niemand te herkennen is']);
      expect(svg).not.toContain('<rect');
      expect(svg).not.toMatch(/>[^<]*3[^<]*<\/(text|desc)>/);
    }
  });

  test('gives what was not reported its own hatch and word, and other gaps their word', () => {
    const states = ['not-reported', 'not-asked', 'not-applicable', 'not-recorded', 'cannot-be-computed'];
    const svg = drawChart(
      chartOf(
        'bars',
        states.map((state) => [state, state]),
      ),
      { idPrefix: 'c', width: 'wide' },
    );
    for (const word of [
      'niet opgegeven',
      'niet gevraagd',
      'niet van toepassing',
      'niet vastgelegd',
      'niet te berekenen',
    ]) {
      expect(svg).toContain(`>${word}</text>`);
    }
    expect(svg.match(/url\(#c-missing\)/g)).toHaveLength(1);
  });

  test('starts at zero: bars are as long as their values', () => {
    const svg = drawChart(
      chartOf('bars', [
        ['A', 10],
        ['B', 40],
        ['C', 0],
      ]),
      { idPrefix: 'c', width: 'wide' },
    );
    const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ]);
    expect(bars).toHaveLength(2);
    expect(bars[0]?.[0]).toBe(bars[1]?.[0]);
    expect((bars[1]?.[1] ?? 0) / (bars[0]?.[1] ?? 1)).toBeCloseTo(4, 2);
  });

  test('breaks a line where a value is missing', () => {
    const svg = drawChart(
      chartOf('lines', [
        ['2019', 1],
        ['2020', 'not-reported'],
        ['2021', 2],
        ['2022', 3],
      ]),
      { idPrefix: 'c', width: 'wide' },
    );
    const path = /<path d="(M[^"]*)" fill="none"/.exec(svg)?.[1] ?? '';
    expect(path.match(/M/g)).toHaveLength(2);
    expect(svg).toContain('2020 niet opgegeven');
  });

  test('is refused when its parts do not fit', () => {
    const bars = chartOf('bars', [['A', 1]]);
    expect(() => checkChart({ ...bars, series: [{ label: 'a' }, { label: 'b' }] })).toThrow(RangeError);
    expect(() => checkChart({ ...bars, cells: [] })).toThrow(RangeError);
    expect(() => checkChart({ ...bars, kind: 'flow' })).toThrow(RangeError);
    expect(() => drawChart(bars, { idPrefix: '3"><script>', width: 'wide' })).toThrow(RangeError);
  });

  test('writes labels of any content as text', () => {
    const svg = drawChart(chartOf('bars', [['<b>"&', 1]]), { idPrefix: 'c', width: 'wide' });
    expect(svg).toContain('>&lt;b&gt;&quot;&amp;</text>');
    expect(svg).not.toContain('<b>');
  });
});

describe('Colours', () => {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string) => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  test('Text has a contrast of at least 4.5 on paper, outlines at least 3', () => {
    for (const colour of [COLOUR.ink, COLOUR.inkSoft, ...SERIES.map((_, index) => strokeOf(index))]) {
      expect(contrast(colour, COLOUR.paper)).toBeGreaterThanOrEqual(4.5);
    }
    for (const { edge } of SERIES) expect(contrast(edge, COLOUR.paper)).toBeGreaterThanOrEqual(3);
  });
  test('Series differ in hue, pattern, dash and marker', () => {
    for (const key of ['hue', 'pattern', 'dash', 'marker', 'edge'] as const) {
      expect(new Set(SERIES.map((style) => style[key])).size).toBe(SERIES.length);
    }
  });
});

test('Typst sets every chart in a tagged PDF', () => {
  expect(existsSync(FONTS[400])).toBe(true);
  const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontPaths: Object.values(FONTS) }] });
  const names = Object.keys(CHARTS);
  for (const [name, model] of Object.entries(CHARTS)) {
    compiler.mapShadow(`/${name}.svg`, Buffer.from(drawChart(model, { idPrefix: 'c', width: 'wide' })));
  }
  const images = names.map((name) => `#image("/${name}.svg", alt: "grafiek ${name}", width: 16cm)`);
  const source = `#set document(title: "Proef")\n#set text(font: "Source Sans 3", lang: "nl")\n${images.join('\n\n')}`;
  const pdf = compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' });
  expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  expect(Buffer.from(pdf).includes('SourceSans3')).toBe(true);
});
