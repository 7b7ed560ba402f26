/** The years of which sheets are made. */
export const years = [2022, 2023, 2024, 2025] as const;

/** Staff on 31 December 2022, yearly growth in percent, outside activities per hundred, incidents per thousand a year. */
export const units = [
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
export type Unit = (typeof units)[number];

/** The unit with this key. Throws when there is none. */
export function unitOf(key: string): Unit {
  const unit = units.find((one) => one.key === key);
  if (!unit) throw new Error(key);
  return unit;
}

/** The units that exist in a year. */
export function unitsIn(year: number): readonly Unit[] {
  return units.filter((unit) => exists(unit, year));
}

function exists(unit: Unit, year: number): boolean {
  return (!('from' in unit) || unit.from <= year) && (!('until' in unit) || unit.until >= year);
}

/** The staff of a unit on 31 December of a year. */
export function staffIn(unit: Unit, year: number): number {
  const since = 'from' in unit ? unit.from : 2022;
  return Math.round(unit.staff * (1 + unit.growth / 100) ** (year - since));
}

/** A row for every unit and every year in which it exists. */
export function unitYears<T>(row: (unit: Unit, year: number) => T): T[] {
  return units.flatMap((unit) => years.filter((year) => exists(unit, year)).map((year) => row(unit, year)));
}
