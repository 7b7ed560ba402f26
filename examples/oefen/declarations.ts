import { between, weighted, withOwnStream } from './chance.ts';
import type { Sheet } from './sheet.ts';
import { staffIn, type Unit, unitOf, unitYears, years } from './units.ts';

/*
 * Returns of what staff declare: outside activities, financial interests and gifts. Long tables, as the central
 * coordinator keeps them.
 */

/** The returns of outside activities; the Seed Bureau answered 2024 only after publication. */
export function outsideActivities(seedBureau: 'moving' | 'answered'): Sheet {
  return [
    [
      'Onderdeel',
      'Jaar',
      'Aantal medewerkers',
      'Nevenwerkzaamheden',
      'Toegestaan met voorwaarden',
      'Niet toegestaan',
      'Beoordeeld',
      'Opmerking',
    ],
    ...unitYears((unit, year) => {
      const staff = staffIn(unit, year);
      const unanswered = ['geen opgave', 'geen opgave', 'geen opgave', 'geen opgave'];
      if (unit.key === 'SDH' && year === 2023) return [unit.key, year, staff, ...unanswered, ''];
      if (unit.key === 'BZD' && year === 2024 && seedBureau === 'moving')
        return [unit.key, year, staff, ...unanswered, 'verhuizing naar ander ministerie'];
      if (unit.key === 'PBW' && year === 2022)
        return [unit.key, year, staff, 'ca. 5', 0, 0, 4, 'geschat door de coördinator'];
      const activities = activitiesIn(unit, year);
      return [
        unit.key,
        year,
        staff,
        activities,
        Math.round(activities * 0.11),
        Math.floor(activities / 70),
        Math.round(activities * (0.72 + (year - 2022) * 0.05)),
        '',
      ];
    }),
  ];
}

function activitiesIn(unit: Unit, year: number): number {
  const wave = 1 + (year - 2022) * 0.035 + ((unit.staff % 7) - 3) / 100;
  return Math.max(1, Math.round((staffIn(unit, year) * unit.activities * wave) / 100));
}

const ministries = [
  { key: 'MWL', functions: 420, designated: 190 },
  { key: 'MVD', functions: 260, designated: 118 },
];

/** The returns of financial interests, by ministry; from 2023 all inspectors of Waterkant are designated. */
export function financialInterests(): Sheet {
  return [
    [
      'Ministerie',
      'Jaar',
      'Vastgestelde risicofuncties',
      'Aangewezen meldingsplichtigen',
      'Ontheffingen',
      'Ontvangen opgaven',
      'Te late opgaven',
      'Opgaven met een mogelijk conflict',
      'Beoordeelde opgaven',
      'Voetnoot',
    ],
    ...ministries.flatMap((ministry) =>
      years.map((year) => {
        const inspectors = ministry.key === 'MWL' && year >= 2023 ? staffIn(unitOf('IWK'), year) : 0;
        const designated = ministry.designated + (year - 2022) * 14 + inspectors;
        const note =
          ministry.key === 'MVD' && year === 2022
            ? 'Zonder de Rijkswerkplaats, die dat jaar geen opgave deed.'
            : '';
        return [
          ministry.key,
          year,
          ministry.functions + (year - 2022) * 22 + inspectors,
          note ? `${designated}*` : designated,
          between(0, 4),
          Math.round(designated * (0.86 + (year - 2022) * 0.03)),
          Math.round(designated * (0.17 - (year - 2022) * 0.03)),
          Math.round(designated * 0.02) + (year - 2022),
          Math.round(designated * (0.7 + (year - 2022) * 0.05)),
          note,
        ];
      }),
    ),
  ];
}

/** How long reviews took, in days: a median of units cannot be combined, so the concern returns one. */
export function reviewDays(days: readonly number[]): Sheet {
  return [
    ['Jaar', 'Beoordelingsduur in dagen, mediaan'],
    ...years.map((year, place) => [year, days[place] ?? 0]),
  ];
}

/** The returns of gifts above the threshold; two units accept none. */
export function gifts(): Sheet {
  return [
    [
      'Onderdeel',
      'Jaar',
      'Aangeboden boven de grens',
      'Aangenomen boven de grens',
      'Geweigerd of teruggegeven',
      'Te laat gemeld',
      'Geschatte waarde in euro',
    ],
    ...unitYears((unit, year) => {
      const offered = weighted([
        [0, 5],
        [1, 3],
        [2, 2],
        [3, 1],
      ] as const);
      const zeroGifts = unit.key === 'IWK' || (unit.key === 'NVD' && year >= 2024);
      const accepted = zeroGifts
        ? 0
        : Math.min(
            offered,
            weighted([
              [0, 6],
              [1, 1],
            ] as const),
          );
      return [
        unit.key,
        year,
        offered === 0 ? 'nihil' : offered,
        accepted,
        offered - accepted,
        offered > 1 ? between(0, 1) : 0,
        offered === 0 ? 0 : withOwnStream(year + unit.staff, () => offered * between(55, 140)),
      ];
    }),
  ];
}
