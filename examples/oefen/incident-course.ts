import { between, happens, pick, weighted, withOwnStream } from './chance.ts';
import { dayNumber, daysAfter, lastKnown } from './days.ts';
import { type IncidentTemplate, incidentTemplates } from './incident-texts.ts';
import type { Unit } from './units.ts';

/** How an incident went, from its report to its closing. */
export type Course = ReturnType<typeof courseOf>;

/** Draws an incident that a unit received in a year. */
export function courseOf(unit: Unit, year: number) {
  const template = weighted(incidentTemplates.map((one) => [one, one.weight] as const));
  const received = daysAfter(new Date(Date.UTC(year, 0, 1)), between(0, 364));
  const occurred = daysAfter(
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
  const closed = daysAfter(received, duration);
  const isOpen = closed > lastKnown || (year === 2025 && happens(0.12));
  const outcome = isOpen ? 'nog in onderzoek' : finding;
  const established = outcome === 'aangetoond' || outcome === 'deels aangetoond';
  const measure = isOpen ? '' : measureAfter(template, established);
  const investigation = outcome === 'niet onderzocht' ? 'Geen onderzoek' : kindOfInvestigation();
  const anonymous = happens(0.14);
  const acknowledged = daysAfter(
    received,
    weighted([
      [between(0, 3), 7],
      [between(4, 7), 3],
      [between(8, 15), 1],
    ] as const),
  );
  const informed = daysAfter(
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
  const twoSubjects = happens(0.07);
  const detail = template.details.length > 0 ? pick(template.details) : '';
  /** The seed of what was added to the form later. */
  const seed = dayNumber(received) + unit.staff * 1000 + duration;
  return {
    template,
    detail,
    received,
    occurred,
    acknowledged,
    informed,
    closed,
    isOpen,
    outcome,
    established,
    measure,
    investigation,
    anonymous,
    relation,
    twoSubjects,
    seed,
    ...withOwnStream(seed, () => ({
      ...decisionWithin(received, duration),
      ...damageOf(template, year, established),
    })),
    knowinglyFalse: withOwnStream(seed + 1_000_003, () => happens(0.09)),
    covert: withOwnStream(seed + 2_000_003, () => happens(0.16)),
  };
}

function measureAfter(template: IncidentTemplate, established: boolean): string {
  return established
    ? weighted(template.measures.map((one) => [one, 1] as const))
    : weighted([
        ['Geen maatregel', 5],
        ['Advies', 3],
        ['Voorlichting', 1],
      ] as const);
}

function kindOfInvestigation(): string {
  return weighted([
    ['Geen onderzoek', 4],
    ['Vooronderzoek', 5],
    ['Persoonsgericht onderzoek', 2],
    ['Via de klachtenregeling', 1],
  ] as const);
}

/** The days on which a report was qualified and its outcome decided, within the days that it took. */
function decisionWithin(received: Date, duration: number) {
  const qualified = Math.min(duration, between(1, 12));
  const decided = qualified + Math.round((duration - qualified) * (between(55, 90) / 100));
  return { qualified: daysAfter(received, qualified), decided: daysAfter(received, decided) };
}

/** How often incidents of a category do damage. */
const damaging: Readonly<Record<string, number>> = {
  'Financiële schendingen': 0.85,
  'Misbruik van bedrijfsmiddelen of overtreding van interne regels': 0.3,
};

/** The damage and what was recovered of it, in euros; empty where there is none. */
function damageOf({ category }: IncidentTemplate, year: number, established: boolean) {
  const hasDamage = happens(damaging[category] ?? 0.04);
  // One large fraud a year would carry the whole sum; 2023 has such a one.
  const large = hasDamage && year === 2023 && happens(0.12) ? 90 : 1;
  const damage = hasDamage ? between(60, 2400) * large : 0;
  return {
    damage: hasDamage ? `${damage},00` : '',
    recovered: hasDamage && established ? `${Math.round(damage * (between(0, 10) / 10))},00` : '',
  };
}
