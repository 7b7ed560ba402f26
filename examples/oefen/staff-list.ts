import { between } from './chance.ts';
import type { Sheet } from './sheet.ts';
import { staffIn, unitOf, years } from './units.ts';

interface Employment {
  readonly number: number;
  readonly unit: string;
  readonly job: string;
  readonly hours: number;
  readonly kind: string;
  readonly from: string;
  until: string;
}

const jobs = ['Medewerker', 'Onderzoeker', 'Adviseur', 'Beheerder', 'Planner'] as const;

/**
 * A staff list in which every unit has the number of persons that it returned: people come and go, some work for
 * two units, some twice for one, and hired staff and trainees stand beside them. Numbers stand for invented people.
 */
export function staffList(units: readonly string[]): Sheet {
  const list: Employment[] = [];
  let next = 4000;
  const day = (year: number) => `${year}-${String(between(1, 12)).padStart(2, '0')}-01`;
  const employ = (unit: string, from: string, kind: string, number = next++): Employment => {
    const job = jobs[between(0, jobs.length - 1)] ?? jobs[0];
    const hours = [20, 24, 32, 36, 36, 36][between(0, 5)] ?? 36;
    const employment = { number, unit, job, hours, kind, from, until: '' };
    list.push(employment);
    return employment;
  };
  const present = (unit: string) =>
    list.filter((one) => one.unit === unit && one.until === '' && isStaff(one));
  for (const year of years) {
    for (const key of units) {
      const wanted = staffIn(unitOf(key), year);
      const first = year === years[0];
      const persons = () => new Set(present(key).map((one) => one.number)).size;
      // Each year a few leave, on the last day or the one before it as well.
      const leavers = first ? 0 : Math.max(between(1, 4), persons() - wanted);
      for (let index = 0; index < leavers; index++) {
        const [one] = present(key).filter((other) => other.number % 7 === index % 7);
        if (one) one.until = index === 0 ? `${year}-12-30` : day(year);
      }
      while (persons() < wanted) {
        const from = first
          ? `${between(1998, year - 1)}-${String(between(1, 12)).padStart(2, '0')}-01`
          : day(year);
        employ(key, from, between(1, 6) === 1 ? 'Tijdelijk' : 'Vast');
      }
      for (const kind of ['Inhuur', 'Stage']) employ(key, `${year}-02-01`, kind).until = `${year + 1}-01-31`;
    }
  }
  const [small, , large] = units;
  if (small && large) addSecondJobs(list, small, large);
  const above = supervisorsOf(list);
  return [
    [
      'Personeelsnummer',
      'Onderdeel',
      'Functie',
      'Leidinggevende',
      'Uren per week',
      'Soort dienstverband',
      'In dienst',
      'Uit dienst',
    ],
    ...list
      .sort((a, b) => a.number - b.number || (a.from < b.from ? -1 : 1))
      .map((one) => [
        `${one.number}`,
        one.unit,
        one.job,
        above.get(one) ?? '',
        `${one.hours}`,
        one.kind,
        one.from,
        one.until,
      ]),
  ];
}

/** How many people one person supervises, at most. */
const team = 12;

/**
 * Who supervises whom among those who work now: in each unit the first by number heads it, and every next twelve have
 * one above them. Who supervises has the lower number, so that nobody does in a circle.
 */
function supervisorsOf(list: readonly Employment[]): ReadonlyMap<Employment, string> {
  const above = new Map<Employment, string>();
  for (const working of Map.groupBy(
    list.filter(({ until }) => until === ''),
    ({ unit }) => unit,
  ).values()) {
    const inOrder = working.toSorted((a, b) => a.number - b.number);
    for (const [index, one] of inOrder.entries()) {
      const supervisor = index === 0 ? undefined : inOrder[Math.floor((index - 1) / team)];
      if (supervisor && supervisor.number < one.number) above.set(one, `${supervisor.number}`);
    }
  }
  return above;
}

function isStaff({ kind }: Employment): boolean {
  return kind === 'Vast' || kind === 'Tijdelijk';
}

/** Pairs of people become one: the last who came to one unit turns out to be somebody who works for the other too. */
function addSecondJobs(list: Employment[], one: string, other: string): void {
  const staying = (unit: string) =>
    list.filter((employment) => employment.unit === unit && employment.until === '' && isStaff(employment));
  staying(other)
    .slice(0, 3)
    .forEach((employment, index) => {
      const same = staying(one)[index];
      if (same) list[list.indexOf(employment)] = { ...employment, number: same.number, hours: 16 };
    });
  const twice = staying(other).slice(3, 5);
  list.push(
    ...twice.map((employment) => ({ ...employment, job: 'Redacteur', hours: 8, from: '2024-03-01' })),
  );
}
