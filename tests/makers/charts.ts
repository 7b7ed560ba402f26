import type { ChartCell, ChartKind, ChartModel } from '../../src/charts/chart-model.ts';

/** Charts for tests and for looking at: every kind, every state, long labels, few and many cells. */

/** A cell from a short notation: a number, "·", or a state with its word. */
export function cell(given: number | string): ChartCell {
  if (typeof given === 'number') {
    return {
      state: given === 0 ? 'nil' : 'value',
      value: String(given),
      text: String(given).replace('.', ','),
    };
  }
  if (given === '·') return { state: 'suppressed', value: null, text: '·' };
  const marked = /^(partial|estimated) (\d+)$/.exec(given);
  if (marked?.[1] === 'partial' || marked?.[1] === 'estimated') {
    return { state: marked[1], value: marked[2] ?? '0', text: marked[2] ?? '0' };
  }
  switch (given) {
    case 'not-reported':
    case 'not-asked':
    case 'not-applicable':
    case 'not-recorded':
    case 'cannot-be-computed':
      return { state: given, value: null, text: '' };
    default:
      throw new RangeError(given);
  }
}

function chart(
  kind: ChartKind,
  title: string,
  name: string,
  series: readonly string[],
  rows: readonly (readonly [string, ...(number | string)[]])[],
  more: Partial<ChartModel> = {},
): ChartModel {
  return {
    kind,
    language: 'nl',
    title,
    name,
    unit: 'count',
    series: series.map((label) => ({ label })),
    categories: rows.map(([label]) => ({ label })),
    cells: rows.map(([, ...values]) => values.map(cell)),
    ...more,
  };
}

const percent = (row: readonly ChartCell[]) =>
  row.map((one) => (one.value === null ? one : { ...one, text: `${one.text}%` }));

const shares = chart(
  'stacked-share',
  'Ruim de helft van de meldingen wordt niet aangetoond',
  'uitkomst van meldingen per soort',
  ['Aangetoond', 'Deels aangetoond', 'Niet aangetoond', 'Loopt nog'],
  [
    ['Ongewenste omgangsvormen', 31.4, 12.1, 50.2, 6.3],
    ['Lekken, misbruiken en/of achterhouden van informatie', 22, 3, 74, 1],
    ['Financiële schending', 97.5, 1, 1, 0.5],
    ['Misbruik van bedrijfsmiddelen', 48, '·', 20, '·'],
    ['Overtreding van interne regels', 'not-reported', 'not-reported', 'not-reported', 'not-reported'],
  ],
  { unit: 'percent' },
);

/** All samples by name. */
export const CHARTS: Readonly<Record<string, ChartModel>> = {
  bars: chart(
    'bars',
    'De meeste meldingen gaan over omgangsvormen',
    'meldingen per soort, 2020–2021',
    ['2020–2021'],
    [
      ['Ongewenste omgangsvormen', 34],
      ['Lekken, misbruiken en/of achterhouden van informatie', 21],
      ['Misbruik van bedrijfsmiddelen en overtreding van interne regels', 'partial 12'],
      ['Misdragingen in de privésfeer', 'estimated 8'],
      ['Oneigenlijk gebruik van nevenwerkzaamhedenregistratievoorzieningen', '·'],
      ['Financiële schending', 0],
      ['Belangenverstrengeling', 'not-reported'],
      ['Fraude met verlof', 'not-asked'],
      ['Overig', 'cannot-be-computed'],
    ],
  ),
  grouped: chart(
    'grouped-bars',
    'Bijna alle onderdelen melden meer nevenwerkzaamheden dan een jaar eerder',
    'nevenwerkzaamheden per onderdeel',
    ['2020', '2021'],
    [
      ['Kerndepartement Landbouw, Natuur en Voedselkwaliteit', 23, 45],
      ['Kerndepartement Economische Zaken en Klimaat', 78, 91],
      ['Nederlandse Voedsel- en Warenautoriteit', 184, 190],
      ['Agentschap Telecom', '·', 17],
      ['Nationaal Coördinator Groningen', 'not-reported', 6],
    ],
  ),
  four: chart(
    'grouped-bars',
    'Gesprekken met vertrouwenspersonen nemen in elk jaar toe',
    'gesprekken per onderwerp',
    ['2019', '2020', '2021', '2022'],
    [
      ['Omgangsvormen', 41, 52, 66, 71],
      ['Integriteit', 12, '·', 19, 'estimated 23'],
      ['Arbeidsconflict', 30, 28, 0, 31],
    ],
  ),
  share: { ...shares, cells: shares.cells.map(percent) },
  lines: chart(
    'lines',
    'Meldingen stijgen, klachten blijven gelijk',
    'meldingen en klachten per jaar',
    ['Meldingen', 'Klachten', 'Adviesvragen aan de coördinator integriteit'],
    [
      ['2018', 31, 5, 12],
      ['2019', 44, 3, 18],
      ['2020', 52, 3, '·'],
      ['2021', 'not-reported', 4, 25],
      ['2022', 61, 3, 'estimated 26'],
      ['2023', 78, 4, 30],
    ],
  ),
  four_lines: chart(
    'lines',
    'Nevenwerkzaamheden als aandeel van de personeelsomvang',
    'aandeel nevenwerkzaamheden',
    ['EZK', 'LNV', 'NVWA', 'RVO'],
    [
      ['2020', 4.9, 3.8, 6.7, 5.1],
      ['2021', 5.3, 6.8, 6.6, 5.2],
      ['2022', 5.5, 6.9, 6.4, 5.3],
    ],
    { unit: 'percent' },
  ),
  flow: chart(
    'flow',
    'Er kwamen meer zaken bij dan er werden afgerond',
    'lopende zaken, 2023',
    ['2023'],
    [
      ['Open op 1 januari', 12],
      ['Ontvangen', 40],
      ['Afgerond', 35],
      ['Open op 31 december', 17],
    ],
    {
      categories: [
        { label: 'Open op 1 januari', flow: 'stock' },
        { label: 'Ontvangen', flow: 'in' },
        { label: 'Afgerond', flow: 'out' },
        { label: 'Open op 31 december', flow: 'stock' },
      ],
    },
  ),
  change: chart(
    'bars',
    'Twee onderdelen meldden minder',
    'verandering ten opzichte van het jaar ervoor',
    ['2021'],
    [
      ['NVWA', 6],
      ['Agentschap Telecom', -4],
      ['RVO', -11],
      ['Kerndepartement', 22],
    ],
  ),
};

/** A small chart of rows "label, values…" in one or more series. */
export function chartOf(
  kind: ChartKind,
  rows: readonly (readonly [string, ...(number | string)[]])[],
): ChartModel {
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
