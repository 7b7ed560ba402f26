import type { Sheet } from './sheet.ts';
import { years } from './units.ts';

/* Where staff go with a question or a complaint: complaints, counsellors and their conversations, advice. */

/** The returns of complaints about undesirable conduct, of the whole concern. */
export function complaints(): Sheet {
  return [
    [
      'Jaar',
      'Klachten',
      'Behandelde klachten',
      '(Deels) gegronde klachten',
      'Op tijd behandeld',
      'Adviezen gevolgd',
      'Naar de Nationale ombudsman',
      'Behandelduur in weken, mediaan',
    ],
    [2022, 11, 10, 4, 7, 10, 1, 11],
    [2023, 14, 13, 5, 10, 13, 0, 10],
    [2024, 12, 14, 6, 12, 13, 1, 9],
    [2025, 17, 15, 6, 14, 15, 0, 8],
  ];
}

/** The counsellors of the whole concern. */
export function counsellors(): Sheet {
  return [
    [
      'Jaar',
      'Actieve vertrouwenspersonen',
      'Waarvan extern',
      'Met geldig certificaat',
      'Nam deel aan intervisie',
      'Leidde tot een melding of klacht',
    ],
    [2022, 31, 2, 22, 19, 21],
    [2023, 33, 3, 26, 24, 24],
    [2024, 33, 4, 29, 28, 27],
    [2025, 36, 6, 34, 31, 33],
  ];
}

const conversationTopics: readonly (readonly [string, number])[] = [
  ['Arbeidsverhouding', 148],
  ['Ongewenste omgangsvormen', 64],
  ['Positie of mogelijke belangenverstrengeling', 22],
  ['Omgaan met informatie', 14],
  ['Ongepaste communicatie', 18],
  ['Gebruik bevoegdheden', 9],
  ['Gebruik bedrijfsmiddelen en bedrijfsregels', 7],
  ['Klokkenluider', 3],
  ['Privé of overig', 26],
];

/** Conversations of the counsellors, by topic. */
export function conversations(): Sheet {
  return [
    ['Jaar', 'Onderwerp', 'Gesprekken'],
    ...years.flatMap((year) =>
      conversationTopics.map(([topic, base], index) => [
        year,
        topic,
        Math.max(1, Math.round(base * (1 + (year - 2022) * 0.07 + (index % 3) * 0.02))),
      ]),
    ),
  ];
}

const adviceTopics: readonly (readonly [string, number])[] = [
  ['Nevenwerkzaamheden', 88],
  ['Seksueel grensoverschrijdend gedrag', 41],
  ['Geheimhouding en externe communicatie', 37],
  ['Financiële belangen', 19],
  ['Geschenken en uitnodigingen', 24],
  ['Omgaan met informatie', 15],
  ['Inkoop en inhuur', 11],
  ['Overig', 13],
];

/** The units that count their requests for advice, with the part of all requests that each has. */
const advisingUnits: readonly (readonly [string, number])[] = [
  ['KD-MWL', 0.4],
  ['KD-MVD', 0.25],
  ['RDL', 0.2],
  ['NVD', 0.15],
];

/** Requests for advice, by unit and topic. */
export function adviceRequests(): Sheet {
  return [
    ['Onderdeel', 'Jaar', 'Onderwerp', 'Adviesvragen'],
    ...advisingUnits.flatMap(([unit, part]) =>
      years.flatMap((year) =>
        adviceTopics.map(([topic, base]) => [
          unit,
          year,
          topic,
          Math.max(0, Math.round(base * (1 + (year - 2022) * 0.06) * part)),
        ]),
      ),
    ),
  ];
}
