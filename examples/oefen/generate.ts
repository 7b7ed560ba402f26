import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { incidentTemplates } from './incident-texts.ts';
import { staffList } from './staff-list.ts';

/*
 * Makes the sheets of the fictional concern Oefen: four years, every unit with its own habits, every misfortune.
 * The same seed gives the same sheets. Run: npm run oefen
 */

const folder = join(import.meta.dirname, 'data');
mkdirSync(folder, { recursive: true });

/** A small generator of pseudo-random numbers with a fixed seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One stream per kind of data, so that a column added to one leaves the others as they were. */
let random = generator(20_260_519);
const withOwnStream = <T>(seed: number, make: () => T): T => {
  const shared = random;
  random = generator(seed);
  try {
    return make();
  } finally {
    random = shared;
  }
};
const pick = <T>(list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('Nothing to pick from.');
  return chosen;
};
const weighted = <T>(list: readonly (readonly [T, number])[]): T => {
  let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new Error('Nothing to pick from.');
};
const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));

const years = [2022, 2023, 2024, 2025] as const;

/** Staff on 31 December 2022, yearly growth in percent, outside activities per hundred, incidents per thousand a year. */
const units = [
  {
    key: 'KD-MWL',
    name: 'Kerndepartement Water en Licht',
    staff: 1420,
    growth: 3,
    activities: 5.2,
    incidents: 4,
  },
  {
    key: 'KD-MVD',
    name: 'Kerndepartement Veld en Dorp',
    staff: 910,
    growth: 2,
    activities: 4.6,
    incidents: 4.5,
  },
  { key: 'RDL', name: 'Rijksdienst Licht', staff: 3150, growth: 5, activities: 4.1, incidents: 5.5 },
  { key: 'IWK', name: 'Inspectie Waterkant', staff: 640, growth: 1, activities: 6.8, incidents: 9 },
  { key: 'PBW', name: 'Planbureau voor Weer', staff: 148, growth: 2, activities: 3.1, incidents: 4 },
  { key: 'DKL', name: 'Dienst Kaarten en Luchtbeeld', staff: 415, growth: 0, activities: 6.1, incidents: 3 },
  { key: 'BZD', name: 'Bureau Zaad', staff: 86, growth: 4, activities: 7.4, incidents: 5 },
  {
    key: 'RWP',
    name: 'Rijkswerkplaats',
    staff: 1020,
    growth: -2,
    activities: 5.5,
    incidents: 8,
    until: 2024,
  },
  {
    key: 'RWP-N',
    name: 'Rijkswerkplaats Noord',
    staff: 600,
    growth: 0,
    activities: 5.5,
    incidents: 8,
    from: 2025,
  },
  {
    key: 'RWP-Z',
    name: 'Rijkswerkplaats Zuid',
    staff: 398,
    growth: 0,
    activities: 5.6,
    incidents: 6,
    from: 2025,
  },
  { key: 'NVD', name: 'Nationale Velddienst', staff: 2240, growth: 2, activities: 6.3, incidents: 7 },
  { key: 'CDI', name: 'Centrale Dienst ICT', staff: 980, growth: 6, activities: 5.9, incidents: 6 },
  {
    key: 'SDH',
    name: 'Stichting Dorpshuizen',
    staff: 74,
    growth: 1,
    activities: 9,
    incidents: 4,
    until: 2024,
  },
] as const;
type Unit = (typeof units)[number];

const exists = (unit: Unit, year: number) =>
  (!('from' in unit) || unit.from <= year) && (!('until' in unit) || unit.until >= year);
const staffIn = (unit: Unit, year: number) => {
  const since = 'from' in unit ? unit.from : 2022;
  return Math.round(unit.staff * (1 + unit.growth / 100) ** (year - since));
};
const activitiesIn = (unit: Unit, year: number) => {
  const wave = 1 + (year - 2022) * 0.035 + ((unit.staff % 7) - 3) / 100;
  return Math.max(1, Math.round((staffIn(unit, year) * unit.activities * wave) / 100));
};

const csv = (rows: readonly (readonly (string | number)[])[], separator = ';') =>
  `${rows.map((row) => row.map((cell) => quoted(String(cell), separator)).join(separator)).join('\r\n')}\r\n`;
const quoted = (cell: string, separator: string) =>
  cell.includes(separator) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
mkdirSync(join(folder, 'correctie'), { recursive: true });

/* Returns, one file a register: long tables, as the central coordinator keeps them. */

/** The returns of outside activities; the Seed Bureau answered 2024 only after publication. */
const activityReturns = (seedBureau: 'moving' | 'answered') =>
  csv([
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
    ...units.flatMap((unit) =>
      years
        .filter((year) => exists(unit, year))
        .map((year): (string | number)[] => {
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
    ),
  ]);
write('nevenwerkzaamheden-2022-2025.csv', activityReturns('moving'));
write('correctie/nevenwerkzaamheden-2022-2025.csv', activityReturns('answered'));

/** How long reviews took, in days: a median of units cannot be combined, so the concern returns one. */
const reviewDays = (days: readonly number[]) =>
  csv([
    ['Jaar', 'Beoordelingsduur in dagen, mediaan'],
    ...years.map((year, place) => [year, days[place] ?? 0]),
  ]);
write('beoordeling-nevenwerkzaamheden-2022-2025.csv', reviewDays([33, 30, 24, 20]));
write('beoordeling-financiele-belangen-2022-2025.csv', reviewDays([46, 38, 31, 23]));

/** Three units keep a staff list; it gives what they returned. */
write(
  'personeelslijst.csv',
  csv(
    withOwnStream(20_221_231, () =>
      staffList(
        ['BZD', 'PBW', 'DKL'].map((key) => ({
          key,
          staff: Object.fromEntries(years.map((year) => [year, staffIn(unitOf(key), year)])),
        })),
        years,
        between,
      ),
    ),
  ),
);

const ministries = [
  { key: 'MWL', functions: 420, designated: 190 },
  { key: 'MVD', functions: 260, designated: 118 },
];
write(
  'financiele-belangen-2022-2025.csv',
  csv([
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
      years.map((year): (string | number)[] => {
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
  ]),
);

function unitOf(key: string): Unit {
  const unit = units.find((one) => one.key === key);
  if (!unit) throw new Error(key);
  return unit;
}

write(
  'klachten-2022-2025.csv',
  csv([
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
  ]),
);

write(
  'geschenken-2022-2025.csv',
  csv([
    [
      'Onderdeel',
      'Jaar',
      'Aangeboden boven de grens',
      'Aangenomen boven de grens',
      'Geweigerd of teruggegeven',
      'Te laat gemeld',
      'Geschatte waarde in euro',
    ],
    ...units.flatMap((unit) =>
      years
        .filter((year) => exists(unit, year))
        .map((year): (string | number)[] => {
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
    ),
  ]),
);

write(
  'vertrouwenspersonen-2022-2025.csv',
  csv([
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
  ]),
);

const topics: readonly (readonly [string, number])[] = [
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
write(
  'gesprekken-2022-2025.csv',
  csv([
    ['Jaar', 'Onderwerp', 'Gesprekken'],
    ...years.flatMap((year) =>
      topics.map(([topic, base], index) => [
        year,
        topic,
        Math.max(1, Math.round(base * (1 + (year - 2022) * 0.07 + (index % 3) * 0.02))),
      ]),
    ),
  ]),
);

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
write(
  'adviesvragen-2022-2025.csv',
  csv([
    ['Onderdeel', 'Jaar', 'Onderwerp', 'Adviesvragen'],
    ...(['KD-MWL', 'KD-MVD', 'RDL', 'NVD'] as const).flatMap((key, place) =>
      years.flatMap((year) =>
        adviceTopics.map(([topic, base]): (string | number)[] => [
          key,
          year,
          topic,
          Math.max(0, Math.round(base * (1 + (year - 2022) * 0.06) * ([0.4, 0.25, 0.2, 0.15][place] ?? 0))),
        ]),
      ),
    ),
  ]),
);

const sessionKinds = [
  ['Workshop', 4],
  ['Dilemmagesprek', 3],
  ['E-learning', 1],
  ['Voorlichting', 3],
  ['Introductie van nieuwe medewerkers', 2],
  ['Andere bijeenkomst', 1],
] as const;
/** Sessions and participants of all units, by year: the central coordinator keeps the kinds for the whole concern. */
const held = new Map<number, { sessions: number; participants: number }>();

/** Divides the sessions and participants of a year over the kinds; an e-learning reaches many at once. */
function sessionsOf(year: number): (string | number)[][] {
  const { sessions, participants } = held.get(year) ?? { sessions: 0, participants: 0 };
  const kinds = Array.from({ length: sessions }, () => weighted(sessionKinds));
  const reach = (kind: string) =>
    kinds.filter((one) => one === kind).length * (kind === 'E-learning' ? 9 : 1);
  let [people, left] = [participants, sessionKinds.reduce((sum, [kind]) => sum + reach(kind), 0)];
  return sessionKinds.map(([kind]) => {
    const came = left === 0 ? 0 : Math.round((people * reach(kind)) / left);
    people -= came;
    left -= reach(kind);
    return ['Concern Oefen', year, kind, kinds.filter((one) => one === kind).length, came];
  });
}

write(
  'preventie-2022-2025.csv',
  csv([
    [
      'Onderdeel',
      'Jaar',
      'Bijeenkomsten',
      'Deelnemers',
      'Nieuwe medewerkers',
      'Eed of belofte afgelegd',
      'Acties gepland',
      'Acties op tijd klaar',
      'Aanbevelingen gedaan',
      'Aanbevelingen uitgevoerd',
      'Respondenten medewerkersonderzoek',
      'Weet waar te melden',
      'Voelt zich veilig om te melden',
      'Melders die hun ervaring gaven',
      'Melders die zich gehoord voelen',
      'Aanbevelingen overgenomen',
    ],
    ...units.flatMap((unit) =>
      years
        .filter((year) => exists(unit, year))
        .map((year): (string | number)[] => {
          const staff = staffIn(unit, year);
          const fresh = Math.round(staff * 0.09) + between(0, 3);
          const respondents = Math.round(staff * (0.48 + (year - 2022) * 0.03));
          const due = between(2, 6);
          const sessions = between(2, 6) + Math.round(staff / 300);
          const participants = Math.round(staff * (0.16 + (year - 2022) * 0.05));
          const oaths = Math.max(0, fresh - between(0, 4));
          const done = Math.max(0, due - between(0, 2));
          const made = between(0, 3);
          const before = held.get(year) ?? { sessions: 0, participants: 0 };
          held.set(year, {
            sessions: before.sessions + sessions,
            participants: before.participants + participants,
          });
          return [
            unit.key,
            year,
            sessions,
            participants,
            fresh,
            oaths,
            due,
            done,
            made,
            0,
            respondents,
            Math.round(respondents * (0.69 + (year - 2022) * 0.04)),
            Math.round(respondents * (0.61 + (year - 2022) * 0.03)),
            ...withOwnStream(3 * year + unit.staff, () => {
              const asked = between(0, 2) + Math.round(staff / 450);
              return [asked, Math.min(asked, between(0, 1) + Math.round(asked * 0.6))];
            }),
            withOwnStream(5 * year + unit.staff, () => Math.max(0, made - (random() < 0.3 ? 1 : 0))),
          ];
        }),
    ),
  ]),
);

write(
  'bijeenkomsten-2022-2025.csv',
  csv([
    ['Onderdeel', 'Jaar', 'Soort bijeenkomst', 'Bijeenkomsten van deze soort', 'Deelnemers aan deze soort'],
    ...years.flatMap((year) => withOwnStream(7 * year, () => sessionsOf(year))),
  ]),
);

/* Incidents: the uniform form, a file a year, every field filled in as units do: mostly. */
interface Row {
  readonly cells: Record<string, string>;
  readonly summary: string;
  readonly settlement: string;
}

const day = (base: Date, days: number) => new Date(base.getTime() + days * 86_400_000);
const written = (date: Date) => `${date.getUTCDate()}-${date.getUTCMonth() + 1}-${date.getUTCFullYear()}`;
const lastKnown = new Date(Date.UTC(2026, 0, 31));

function incident(unit: Unit, year: number): Row {
  const template = weighted(incidentTemplates.map((one) => [one, one.weight] as const));
  const received = day(new Date(Date.UTC(year, 0, 1)), between(0, 364));
  const occurred = day(
    received,
    -weighted([
      [between(0, 5), 5],
      [between(6, 40), 4],
      [between(41, 240), 1],
    ] as const),
  );
  const finding = weighted([
    ['aangetoond', 34],
    ['deels aangetoond', 13],
    ['niet aangetoond', 26],
    ['niet vast te stellen', 8],
    ['niet onderzocht', 14],
  ] as const);
  const duration = weighted([
    [between(6, 30), 4],
    [between(31, 90), 5],
    [between(91, 210), 3],
    [between(211, 520), 1],
  ] as const);
  const closed = day(received, duration);
  const isOpen = closed > lastKnown || (year === 2025 && random() < 0.12);
  const outcome = isOpen ? 'nog in onderzoek' : finding;
  const established = outcome === 'aangetoond' || outcome === 'deels aangetoond';
  const measure = isOpen
    ? ''
    : established
      ? weighted(template.measures.map((one) => [one, 1] as const))
      : weighted([
          ['Geen maatregel', 5],
          ['Advies', 3],
          ['Voorlichting', 1],
        ] as const);
  const investigation =
    outcome === 'niet onderzocht'
      ? 'Geen onderzoek'
      : weighted([
          ['Geen onderzoek', 4],
          ['Vooronderzoek', 5],
          ['Persoonsgericht onderzoek', 2],
          ['Via de klachtenregeling', 1],
        ] as const);
  const anonymous = random() < 0.14;
  const acknowledged = day(
    received,
    weighted([
      [between(0, 3), 7],
      [between(4, 7), 3],
      [between(8, 15), 1],
    ] as const),
  );
  const informed = day(
    acknowledged,
    weighted([
      [between(14, 60), 6],
      [between(61, 91), 4],
      [between(92, 140), 1],
    ] as const),
  );
  const relation = weighted([
    ['medewerker', 60],
    ['leidinggevende', 12],
    ['externe inhuur', 12],
    ['gedetacheerde', 4],
    ['oud-medewerker', 3],
    ['onbekend', 9],
  ] as const);
  const twoSubjects = random() < 0.07;
  const detail = template.details.length > 0 ? pick(template.details) : '';
  const blank = (value: string, chance: number) => (random() < chance ? '' : value);
  const added = withOwnStream(received.getTime() / 86_400_000 + unit.staff * 1000 + duration, () => {
    const qualified = Math.min(duration, between(1, 12));
    const decided = qualified + Math.round((duration - qualified) * (between(55, 90) / 100));
    const share = {
      'Financiële schendingen': 0.85,
      'Misbruik van bedrijfsmiddelen of overtreding van interne regels': 0.3,
    };
    const hasDamage = random() < (share[template.category as keyof typeof share] ?? 0.04);
    // One large fraud a year would carry the whole sum; 2023 has such a one.
    const large = hasDamage && year === 2023 && random() < 0.12 ? 90 : 1;
    const damage = hasDamage ? between(60, 2400) * large : 0;
    return {
      qualified: day(received, qualified),
      decided: day(received, decided),
      damage: hasDamage ? `${damage},00` : '',
      recovered: hasDamage && established ? `${Math.round(damage * (between(0, 10) / 10))},00` : '',
    };
  });
  const own = received.getTime() / 86_400_000 + unit.staff * 1000 + duration;
  const knowinglyFalse = withOwnStream(own + 1_000_003, () => random() < 0.09);
  const covert = withOwnStream(own + 2_000_003, () => random() < 0.16);
  const wasInvestigated = investigation !== 'Geen onderzoek';
  const unproven = outcome === 'niet aangetoond' || outcome === 'niet vast te stellen';
  const row: Row = {
    cells: {
      Categorie: template.category,
      Betreft: template.subcategory,
      Soort: weighted([
        ['Integriteitsschending', 78],
        ['Onregelmatigheid', 14],
        ['Misstand', 3],
        [isOpen || established ? 'Nog te bepalen' : 'Geen incident', 5],
      ] as const),
      Onderdeel: unit.key,
      Omschrijving: `${template.description}${detail ? ` ${detail}` : ''}`,
      'Toelichting afronding': isOpen
        ? ''
        : `${measure.toLowerCase()}${template.after ? `; ${template.after}` : ''}`,
      Melder: blank(
        anonymous
          ? 'Anoniem'
          : weighted([
              ['Leidinggevende', 30],
              ['Medewerker of collega', 30],
              ['Betrokkene zelf', 8],
              ['HR-adviseur', 8],
              ['Burger', 10],
              ['Bedrijf of externe relatie', 8],
              ['Vertrouwenspersoon namens melder', 6],
            ] as const),
        0.03,
      ),
      Kanaal: blank(
        weighted([
          ['Schriftelijk of meldformulier', 45],
          ['Via de leidinggevende', 30],
          ['Gesprek op verzoek', 12],
          ['Telefoon of spraakbericht', 8],
          ['Via de klachtenregeling', 5],
        ] as const),
        0.03,
      ),
      Anoniem: anonymous ? 'ja' : 'nee',
      'Melder kwam terug': anonymous ? (random() < 0.45 ? 'ja' : 'nee') : '',
      Onderzoek: investigation,
      'Onderzoek door':
        investigation === 'Geen onderzoek'
          ? ''
          : investigation === 'Via de klachtenregeling'
            ? 'Klachtencommissie'
            : weighted([
                ['Eigen organisatie', 8],
                ['Extern onderzoeksbureau', 1],
              ] as const),
      'Externe stap':
        random() < 0.06
          ? pick([
              'Aangifte bij politie of openbaar ministerie',
              'Melding bij de Autoriteit Persoonsgegevens',
            ])
          : '',
      Betrokkene: twoSubjects ? `${relation}; medewerker` : relation,
      Bevinding: twoSubjects ? `${outcome}; ${isOpen ? 'nog in onderzoek' : 'niet aangetoond'}` : outcome,
      Maatregel: twoSubjects && measure ? `${measure}; Geen maatregel` : measure,
      'Benadeling gemeld': random() < 0.03 ? 'ja' : 'nee',
      'Datum incident': blank(written(occurred), 0.08),
      'Datum ontvangst': written(received),
      'Ontvangst bevestigd': written(acknowledged),
      'Melder geïnformeerd': informed > lastKnown ? '' : written(informed),
      'Datum afsluiting': isOpen ? '' : written(closed),
      'Datum kwalificatie': written(added.qualified),
      'Datum besluit': isOpen ? '' : written(added.decided),
      'Schade in euro': added.damage,
      'Teruggevorderd in euro': added.recovered,
      'Bewust onjuist gemeld': isOpen ? '' : unproven && knowinglyFalse ? 'ja' : 'nee',
      'Inzet heimelijke middelen': !wasInvestigated
        ? ''
        : investigation === 'Persoonsgericht onderzoek' && covert
          ? 'ja'
          : 'nee',
    },
    summary: established ? template.established : template.neutral,
    settlement: isOpen
      ? 'Het onderzoek loopt nog.'
      : established
        ? template.settlement
        : outcome === 'niet onderzocht'
          ? 'Besproken met de betrokkene; verder onderzoek was niet nodig.'
          : 'Er is niets vastgesteld. De uitkomst is besproken met melder en betrokkene.',
  };
  return {
    ...row,
    cells: { ...row.cells, ...withOwnStream(own + 3_000_003, () => aftermath(row.cells, received)) },
  };
}

const staffReporters = new Set([
  'Leidinggevende',
  'Medewerker of collega',
  'Betrokkene zelf',
  'HR-adviseur',
  'Vertrouwenspersoon namens melder',
]);

/** The broad grade of a subject, by the relation to the organisation. */
function gradeOf(relation: string): string {
  if (relation === 'onbekend') return '';
  if (relation === 'externe inhuur') return 'Zonder salarisschaal';
  return relation === 'leidinggevende'
    ? weighted([
        ['Schaal 11 tot en met 14', 7],
        ['Schaal 15 en hoger', 2],
      ] as const)
    : weighted([
        ['Schaal 1 tot en met 6', 4],
        ['Schaal 7 tot en met 10', 9],
        ['Schaal 11 tot en met 14', 5],
      ] as const);
}

/** What became of the reporter, where the report went, and the broad grade of each subject. */
function aftermath(cells: Record<string, string>, received: Date): Record<string, string> {
  const grades = (cells['Betrokkene'] ?? '').split('; ').map(gradeOf);
  const requested = random() < (cells['Benadeling gemeld'] === 'ja' ? 0.7 : 0.09);
  const granted = random() < 0.66;
  const left = random() < 0.11;
  const isStaff = staffReporters.has(cells['Melder'] ?? '');
  const isOld = day(received, 366) <= lastKnown;
  const referred = random() < (cells['Soort'] === 'Misstand' ? 0.45 : 0.03);
  return {
    Schaalgroep: grades.join('; '),
    'Bescherming gevraagd': requested ? 'ja' : 'nee',
    'Bescherming toegekend': requested ? (granted ? 'ja' : 'nee') : '',
    'Melder vertrok binnen 12 maanden': isStaff && isOld ? (left ? 'ja' : 'nee') : '',
    'Doorverwezen naar andere autoriteit': referred ? 'ja' : 'nee',
  };
}

const summaries: { file: string; rows: { row: number; text: string; settlement: string }[] }[] = [];
for (const year of years) {
  const rows = units
    .filter((unit) => exists(unit, year))
    .flatMap((unit) => {
      const expected = (staffIn(unit, year) * unit.incidents * (1 + (year - 2022) * 0.06)) / 1000;
      const count = Math.floor(expected) + (random() < expected % 1 ? 1 : 0);
      return Array.from({ length: count }, () => incident(unit, year));
    })
    .sort(() => random() - 0.5);
  const headings = Object.keys(rows[0]?.cells ?? {});
  const file = `incidenten-${year}.csv`;
  const table = rows.map((row) => headings.map((heading) => row.cells[heading] ?? ''));
  if (year === 2024) {
    // As first returned: two incidents were re-qualified later, and one was entered twice.
    const first = table.map((row) => [...row]);
    const category = headings.indexOf('Categorie');
    const subcategory = headings.indexOf('Betreft');
    for (const index of [3, 11]) {
      const row = first[index];
      if (row) [row[category], row[subcategory]] = ['Ongepaste communicatie', 'Overig communicatie'];
    }
    const twice = first[5];
    write(file, csv([headings, ...first, ...(twice ? [twice] : [])]));
    write('correctie/incidenten-2024.csv', csv([headings, ...table]));
  } else {
    write(file, csv([headings, ...table]));
  }
  summaries.push({
    file,
    rows: rows.map((row, index) => ({ row: index + 2, text: row.summary, settlement: row.settlement })),
  });
}
writeFileSync(
  join(folder, 'samenvattingen.json'),
  `${JSON.stringify({ author: 'A. de Schrijver', secondReader: 'B. de Lezer', decidedOn: '2026-03-02', files: summaries }, null, 1)}\n`,
);
