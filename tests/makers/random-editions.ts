import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function chanceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** An incident of an invented organisation, as a row of a sheet gives it. */
export interface InventedIncident {
  readonly number: string;
  readonly year: number;
  readonly unit: string;
  readonly category: string;
  readonly finding: string;
}

const categories = ['a', 'b', 'c', 'd', 'g', 'h'];
const findings = ['aangetoond', 'niet aangetoond', 'deels aangetoond', 'nog in onderzoek'];

/** Incidents of a year, most of them in the first units and categories. */
export function invented(
  chance: (below: number) => number,
  year: number,
  count: number,
  units: readonly string[],
): readonly InventedIncident[] {
  const few = <T>(list: readonly T[], other: T): T =>
    list[Math.min(chance(list.length), chance(list.length))] ?? other;
  return Array.from({ length: count }, (_, index) => ({
    number: `Z${year}-${index}`,
    year,
    unit: few(units, 'N1'),
    category: few(categories, 'a'),
    finding: few(findings, 'aangetoond'),
  }));
}

/** Writes incidents as a sheet that the register reads. */
export async function writeIncidents(
  folder: string,
  name: string,
  incidents: readonly InventedIncident[],
): Promise<string> {
  const file = join(folder, name);
  const rows = incidents.map(
    ({ number, year, unit, category, finding }, index) =>
      `${number};${category};${unit};${1 + (index % 27)}-${1 + (index % 12)}-${year};Geval ${number};Gesprek;medewerker;${finding}`,
  );
  await writeFile(
    file,
    [
      'Zaaknummer;Categorie;Onderdeel;Datum ontvangst;Omschrijving;Toelichting afronding;Betrokkene;Bevinding',
      ...rows,
    ].join('\n'),
  );
  return file;
}

/** What is corrected between two editions. */
export const corrections = ['late', 'withdrawn', 're-qualified', 'moved', 'doubled', 'answered'] as const;
export type Correction = (typeof corrections)[number];

/** The incidents of a year after one correction. */
export function corrected(
  chance: (below: number) => number,
  incidents: readonly InventedIncident[],
  how: Correction,
  units: readonly string[],
): readonly InventedIncident[] {
  const at = chance(incidents.length);
  const one = incidents[at];
  if (!one) return incidents;
  switch (how) {
    case 'late':
      return [...incidents, { ...one, number: `${one.number}-L` }];
    case 'withdrawn':
      return incidents.filter((other) => other !== one);
    case 're-qualified':
      return incidents.with(at, { ...one, category: categories[chance(categories.length)] ?? 'a' });
    case 'moved':
      return incidents.with(at, { ...one, unit: units[chance(units.length)] ?? 'N1' });
    case 'doubled':
      return [...incidents, { ...one, number: `${one.number}-D` }];
    case 'answered':
      // A unit that had not answered brings in what it had.
      return [
        ...incidents,
        ...Array.from({ length: 1 + chance(3) }, (_, index) => ({
          ...one,
          number: `N5-${one.year}-${index}`,
          unit: 'N5',
        })),
      ];
  }
}
