import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FigureBlock } from '../report-model.ts';
import { type ChartKind, type ChartModel, checkChart } from './chart-model.ts';
import { chartOfFigure } from './chart-of-figure.ts';
import { COLOUR, SERIES, strokeOf } from './chart-style.ts';
import { describeChart } from './describe-chart.ts';
import { drawChart } from './draw-chart.ts';
import { REGULAR_WIDTHS, SEMIBOLD_WIDTHS } from './font-widths.ts';
import { advanceWidths } from './read-font.ts';
import { CHARTS, cell } from './test-charts.ts';
import { textWidth, wrapText } from './text-layout.ts';

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

  test('is an image with a title and a text alternative that its ids name', () => {
    const bars = CHARTS['bars'];
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

describe('The text alternative', () => {
  test('names highest, lowest and what has no value', () => {
    const model = CHARTS['bars'];
    expect(model && describeChart(model)).toBe(
      'Staafdiagram: meldingen per soort, 2020–2021, 9 staven. Hoogste: Ongewenste omgangsvormen (34). Laagste: Financiële schending (0). Onvolledig: Misbruik van bedrijfsmiddelen en overtreding van interne regels. Geschat: Misdragingen in de privésfeer. Afgeschermd: Oneigenlijk gebruik van nevenwerkzaamhedenregistratievoorzieningen. Niet opgegeven: Belangenverstrengeling. Niet gevraagd: Fraude met verlof. Niet te berekenen: Overig.',
    );
  });

  test('tells the change of every line, in both languages', () => {
    const model = chartOf('lines', [
      ['2019', 5, 7],
      ['2020', '·', 7],
      ['2021', 3, 7],
    ]);
    expect(describeChart(model)).toBe(
      'Lijndiagram: naam, 2 lijnen over 3 momenten. reeks 1: Gedaald: 5 in 2019, 3 in 2021. Hoogste: 2019 (5). Laagste: 2021 (3). reeks 2: Alle waarden zijn gelijk: 7. Afgeschermd: reeks 1, 2020.',
    );
    expect(describeChart({ ...model, language: 'en' })).toBe(
      'Line chart: naam, 2 lines over 3 moments. reeks 1: Fallen: 5 in 2019, 3 in 2021. Highest: 2019 (5). Lowest: 2021 (3). reeks 2: All values are equal: 7. Protected: reeks 1, 2020.',
    );
  });

  test('names all that share a place, and one that stands alone', () => {
    expect(
      describeChart(
        chartOf('bars', [
          ['A', 5],
          ['B', 5],
          ['C', 1],
        ]),
      ),
    ).toContain('Hoogste: A en B (5). Laagste: C (1).');
    expect(
      describeChart(
        chartOf('bars', [
          ['A', 5],
          ['B', '·'],
        ]),
      ),
    ).toContain('Alleen A heeft een waarde: 5.');
    expect(describeChart(chartOf('bars', [['B', '·']]))).toContain('Er zijn geen waarden te tonen.');
  });

  test('compares exactly, beyond what floats can tell apart', () => {
    const cells = ['9007199254740993', '9007199254740992'].map((value) => [
      { state: 'value' as const, value, text: value },
    ]);
    expect(
      describeChart({
        ...chartOf('bars', [
          ['A', 1],
          ['B', 1],
        ]),
        cells,
      }),
    ).toContain('Hoogste: A (');
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

describe('A figure of a report', () => {
  const at = { unit: '*' };
  const tableCell = (text: string, value: string | null) => ({
    text,
    value,
    state: value === null ? ('suppressed' as const) : ('value' as const),
    footnotes: [],
    figure: 'f',
    at,
  });
  const block: FigureBlock = {
    kind: 'figure',
    id: 'nevenwerk',
    figures: ['f'],
    title: [
      { kind: 'text', text: 'In ' },
      { kind: 'value', text: '2021', figure: 'f', at, state: 'value' },
      { kind: 'footnote', number: 1, content: [] },
    ],
    table: {
      corner: 'Onderdeel',
      columns: [
        { key: 'y20', label: '2020', group: null },
        { key: 'y21', label: '2021', group: 'Neven' },
      ],
      rows: [
        { key: 'a', label: 'A', level: 0, total: false, cells: [tableCell('1', '1'), tableCell('2', '2')] },
        { key: 'b', label: 'B', level: 0, total: false, cells: [tableCell('3', '3'), tableCell('·', null)] },
      ],
      footnotes: [],
    },
    chart: { kind: 'bars', series: ['y21'], categories: ['b', 'a'], unit: 'count', name: 'neven' },
    notes: [],
  };
  test('gives the cells that its chart names, in its order', () => {
    expect(chartOfFigure(block, 'nl')).toEqual({
      kind: 'bars',
      language: 'nl',
      title: 'In 2021',
      name: 'neven',
      unit: 'count',
      series: [{ label: 'Neven: 2021' }],
      categories: [{ label: 'B' }, { label: 'A' }],
      cells: [[{ state: 'suppressed', value: null, text: '·' }], [{ state: 'value', value: '2', text: '2' }]],
    });
    expect(chartOfFigure({ ...block, chart: null }, 'nl')).toBeUndefined();
  });
  test('is refused when its chart names a column that is not there', () => {
    const chart = {
      kind: 'bars' as const,
      series: ['y19'],
      categories: ['a'],
      unit: 'count' as const,
      name: 'n',
    };
    expect(() => chartOfFigure({ ...block, chart }, 'nl')).toThrow('no column y19');
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

/** A small chart of rows "label, values…" in one or more series. */
function chartOf(kind: ChartKind, rows: readonly (readonly [string, ...(number | string)[]])[]): ChartModel {
  const width = (rows[0]?.length ?? 2) - 1;
  return {
    kind,
    language: 'nl',
    title: 'titel',
    name: 'naam',
    unit: 'count',
    series: Array.from({ length: width }, (_, index) => ({ label: `reeks ${index + 1}` })),
    categories: rows.map(([label]) => ({ label })),
    cells: rows.map(([, ...values]) => values.map(cell)),
  };
}
