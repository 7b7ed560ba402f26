import { describe, expect, test } from 'vitest';
import { CHARTS, chartOf } from '../../tests/makers/charts.ts';
import { describeChart } from './describe-chart.ts';

describe('The text alternative', () => {
  test('names highest, lowest and what has no value', () => {
    const model = CHARTS.bars;
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
