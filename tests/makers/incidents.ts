const headings = [
  'Categorie',
  'Omschrijving',
  'Datum ontvangst',
  'Soort',
  'Melder',
  'Externe stap',
  'Betrokkene',
  'Schaalgroep',
  'Bevinding',
  'Maatregel',
  'Bescherming gevraagd',
  'Bescherming toegekend',
  'Melder vertrok binnen 12 maanden',
  'Doorverwezen',
];

const rows = [
  ...Array.from({ length: 12 }, (_, index) => [
    'a',
    `Zaak ${index}`,
    '2024-02-03',
    index < 3 ? 'wrongdoing' : 'violation',
    'colleague',
    index === 0 ? 'huis' : '',
    index === 5 ? 'medewerker; leidinggevende' : 'medewerker',
    index === 5 ? 'low; high' : index < 10 ? 'middle' : '',
    index === 5 ? 'aangetoond; niet aangetoond' : index < 8 ? 'aangetoond' : 'niet aangetoond',
    index === 5 ? 'talk + warning; none' : index < 8 ? 'reprimand' : 'none',
    index < 4 ? 'ja' : 'nee',
    index < 3 ? 'ja' : index === 3 ? 'nee' : '',
    index < 2 ? 'ja' : 'nee',
    index === 0 ? '' : index === 1 ? 'ja' : 'nee',
  ]),
  [
    'c',
    'Van buiten',
    '2024-03-01',
    'violation',
    'citizen',
    '',
    '',
    '',
    'niet aangetoond',
    'none',
    'nee',
    '',
    '',
    'nee',
  ],
  ['c', 'Vertrok meteen', '2025-06-01', 'violation', 'colleague', '', '', '', '', '', '', '', 'ja', ''],
  ['c', 'Net een jaar', '2025-01-01', 'violation', 'colleague', '', '', '', '', '', '', '', 'nee', ''],
  ['c', 'Nog jong', '2025-06-02', 'violation', 'colleague', '', '', '', '', '', '', '', '', ''],
];

/**
 * For tests: a sheet with twelve reports of staff in 2024 (four asked for protection, three got it, two left), one
 * from outside, and three of 2025, of which one is old enough to tell whether the reporter stayed.
 */
export const sixteenReports: readonly string[] = [headings, ...rows].map((row) =>
  row.map((cell) => `"${cell}"`).join(';'),
);
