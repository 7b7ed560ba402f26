import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organisationSchema } from '../../src/organisation/records.ts';
import { operator } from '../../src/platform/access/actor.ts';
import type { PublicationFile } from '../../src/publication/publication-file.ts';
import { publishReport } from '../../src/publication/publishing.ts';
import type { ReportModel } from '../../src/publication/report-model.ts';
import { openTestOrganisation, type TestOrganisation } from '../example-organisation.ts';
import { chanceOf } from './random-editions.ts';

/*
 * For tests: a municipality of six hundred, made from nothing: described, filled from sheets, corrected between its
 * reports, and published three years in a row. Everything in it follows from a seed.
 */

const staff: Readonly<Record<string, number>> = { SOC: 212, RUI: 158, DVL: 121, BDV: 98, GRF: 11 };
const names: Readonly<Record<string, readonly [string, string]>> = {
  SOC: ['Sociaal domein', 'Social affairs'],
  RUI: ['Ruimte en beheer', 'Space and upkeep'],
  DVL: ['Dienstverlening', 'Public services'],
  BDV: ['Bedrijfsvoering', 'Operations'],
  GRF: ['Griffie', 'Council registry'],
};
const units = Object.keys(staff);
const categories = ['Geld en goederen', 'Omgang met informatie', 'Ongewenst gedrag', 'Bedrijfsmiddelen'];
const findings = ['aangetoond', 'niet aangetoond', 'deels aangetoond', 'nog in onderzoek'];
const reporters = ['Medewerker of collega', 'Burger'];

const always = { from: null, until: null };
const described = organisationSchema.parse({
  name: { nl: 'Gemeente Waterwolde', en: 'Municipality of Waterwolde' },
  profile: 'gemeente',
  root: 'GEM',
  units: [
    {
      key: 'GEM',
      level: 'gemeente',
      type: 'gemeente',
      names: [{ name: { nl: 'Gemeente Waterwolde', en: 'Municipality of Waterwolde' }, ...always }],
    },
    ...units.map((key) => ({
      key,
      level: 'domein',
      type: 'domein',
      names: [{ name: { nl: names[key]?.[0], en: names[key]?.[1] }, abbreviation: key, ...always }],
      parents: [{ parent: 'GEM', origin: 'source', ...always }],
    })),
  ],
});

interface Incident {
  readonly number: string;
  readonly unit: string;
  readonly category: string;
  readonly finding: string;
  readonly received: string;
  readonly closed: string;
  readonly damage: number;
}

function incidentsOf(chance: (below: number) => number, year: number, count: number): readonly Incident[] {
  const day = (month: number) => `${1 + chance(27)}-${month}-${year}`;
  return Array.from({ length: count }, (_, index) => {
    const month = 1 + chance(9);
    return {
      number: `W${year}-${index}`,
      unit: units[Math.min(chance(5), chance(5))] ?? 'SOC',
      category: categories[Math.min(chance(4), chance(4))] ?? 'Ongewenst gedrag',
      finding: findings[Math.min(chance(4), chance(4))] ?? 'aangetoond',
      received: day(month),
      closed: day(month + 1 + chance(2)),
      damage: chance(3) === 0 ? 100 * (1 + chance(40)) : 0,
    };
  });
}

const incidentSheet = (incidents: readonly Incident[]): string =>
  [
    'Zaaknummer;Categorie;Onderdeel;Datum ontvangst;Datum afsluiting;Omschrijving;Toelichting afronding;Bevinding;Melder;Schade in euro',
    ...incidents.map((one, index) =>
      [
        one.number,
        one.category,
        one.unit,
        one.received,
        one.closed,
        `Geval ${one.number}`,
        'Gesprek',
        one.finding,
        reporters[index % 2],
        one.damage === 0 ? '' : `${one.damage},00`,
      ].join(';'),
    ),
  ].join('\n');

/** What the yearly returns said at one moment: a year is returned otherwise later. */
interface Returns {
  readonly activities: number;
  readonly registry: string;
  readonly complaintWeeks: number;
  readonly conversations: number;
  readonly giftValue: number;
}

const years = [2022, 2023, 2024] as const;

function returnSheets(of: readonly (readonly [number, Returns])[]): Readonly<Record<string, string>> {
  const lines = (head: string, line: (year: number, said: Returns) => readonly string[]) =>
    [head, ...of.flatMap(([year, said]) => line(year, said))].join('\n');
  return {
    'outside-activities': lines('Onderdeel;Jaar;Aantal medewerkers;Nevenwerkzaamheden', (year, said) =>
      units.map((unit, index) => {
        const declared =
          unit === 'GRF' ? said.registry : String(unit === 'RUI' ? said.activities : 12 + 3 * index);
        return `${unit};${year};${(staff[unit] ?? 0) + (year - 2022)};${declared}`;
      }),
    ),
    complaints: lines(
      'Jaar;Klachten;Behandelde klachten;(Deels) gegronde klachten;Behandelduur in weken, mediaan',
      (year, said) => [`${year};${13 + (year - 2022)};12;5;${said.complaintWeeks}`],
    ),
    counsellors: lines('Jaar;Onderwerp;Gesprekken', (year, said) => [
      `${year};Ongewenste omgangsvormen;${said.conversations}`,
      `${year};Arbeidsverhouding;31`,
    ]),
    gifts: lines(
      'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens;Geweigerd of teruggegeven;Geschatte waarde in euro',
      (year, said) =>
        units.map(
          (unit) => `${unit};${year};${unit === 'SOC' ? 9 : 6};0;6;${unit === 'SOC' ? said.giftValue : 300}`,
        ),
    ),
  };
}

const documentOf = (year: number): string => `---
slug: ${year}
title: Jaarverslag integriteit ${year}
language: nl
period: ${year}
yearsBefore: ${year - 2022}
---

# Incidenten {#incidenten}

Er waren :n[incidents.total]{year=${year} one=incident other=incidenten}. Daarvan is :n[incidents.substantiation-rate]{year=${year}} aangetoond.

:::figure{figures=incidents.total,incidents.per-100-staff,incidents.weeks-to-close,incidents.substantiation-rate rows=year total=no}
Het verloop
:::

${[
  'by-category rows=category',
  'by-category-share rows=category',
  'by-unit rows=unit',
  'by-unit-share rows=unit',
  'by-finding rows=finding',
  'by-reporter-share rows=reporter',
]
  .map((figure) => `:::figure{figure=incidents.${figure} columns=year}\nVerdeling\n:::\n`)
  .join('\n')}
:::figure{figure=incidents.substantiation-rate-by-category rows=category}
Aangetoond per categorie
:::

:::figure{figures=incidents.damage rows=year total=no}
Schade
:::

# Opgaven {#opgaven}

:::figure{figures=staff.headcount,outside-activities.declared rows=unit columns=year}
Nevenwerkzaamheden
:::

:::figure{figure=outside-activities.share-of-staff rows=unit columns=year}
In verhouding tot het personeel
:::

:::figure{figures=complaints.received,complaints.weeks-to-decide rows=year total=no}
Klachten
:::

:::figure{figure=counsellors.topics rows=topic columns=year}
Gesprekken
:::

:::figure{figure=counsellors.topics-share rows=topic columns=year total=no}
Aandeel van de gesprekken
:::

:::figure{figures=gifts.offered,gifts.value rows=unit columns=year}
Geschenken
:::

# English summary {#summary lang=en}

There were :n[incidents.total]{year=${year} one=incident other=incidents} in :period.

:::figure{figure=outside-activities.declared rows=unit columns=year}
Outside activities
:::

# Afkortingen {#afkortingen}

::abbreviations

# Verantwoording {#verantwoording}

::method
`;

/** A published edition: its model and its files. */
export interface Edition {
  readonly model: ReportModel;
  readonly files: readonly PublicationFile[];
}

/** The municipality with its three editions and a revision of the last. What was returned and registered changes after each. */
export async function publishMunicipality(
  seed: number,
): Promise<{ readonly organisation: TestOrganisation; readonly editions: readonly Edition[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-municipality-'));
  const organisation = await openTestOrganisation(described, 'waterwolde');
  const read = async (register: string, name: string, sheet: string) => {
    const file = join(folder, `${name}.csv`);
    await writeFile(file, sheet);
    const { outcome, findings: found } = await organisation.import(register, file, { replace: true });
    if (!['imported', 'unchanged', 'already-read'].includes(outcome))
      throw new Error(`${register} ${name}: ${JSON.stringify(found)}`);
  };
  try {
    const chance = chanceOf(seed);
    const first: Returns = {
      activities: 21,
      registry: 'geen opgave',
      complaintWeeks: 9,
      conversations: 44,
      giftValue: 450,
    };
    const corrected: Returns = {
      activities: 28,
      registry: '6',
      complaintWeeks: 11,
      conversations: 52,
      giftValue: 700,
    };
    const usual: Returns = { ...first, registry: '5' };
    const registered = years.map((year) => [...incidentsOf(chance, year, 60 + chance(30))]);
    const editions: Edition[] = [];
    for (const [index, year] of years.entries()) {
      const returned = years
        .slice(0, index + 1)
        .map((one): readonly [number, Returns] => [
          one,
          one === 2022 ? (index === 0 ? first : corrected) : usual,
        ]);
      for (const [register, sheet] of Object.entries(returnSheets(returned)))
        await read(register, register, sheet);
      await read('incidents', `incidenten-${year}`, incidentSheet(registered[index] ?? []));
      const request = { document: documentOf(year), publishedOn: `${year + 1}-05-01`, notice: null };
      const { made, files } = await publishReport(organisation, operator('test'), request);
      editions.push({ model: made.model, files });
      // What comes to light after the report: late incidents, some that were double, and damage that was otherwise.
      const known = registered[index] ?? [];
      const late = incidentsOf(chance, year, 9).map((one) => ({ ...one, number: `${one.number}-L` }));
      const changed = index === 0 ? [...known, ...late] : known.slice(0, -8);
      await read(
        'incidents',
        `incidenten-${year}`,
        incidentSheet(
          changed.map((one, place) => (place === 3 ? { ...one, damage: one.damage + 900 } : one)),
        ),
      );
    }
    // The last report once more, with what came to light after it.
    const revision = { document: documentOf(2024), publishedOn: '2025-09-01', notice: null };
    const { made, files } = await publishReport(organisation, operator('test'), revision);
    return { organisation, editions: [...editions, { model: made.model, files }] };
  } catch (error) {
    await organisation.close();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
