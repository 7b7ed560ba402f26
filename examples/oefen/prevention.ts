import { between, happens, weighted, withOwnStream } from './chance.ts';
import type { Sheet } from './sheet.ts';
import { staffIn, type Unit, unitYears, years } from './units.ts';

/* The returns of the register of activities: sessions, oaths, actions, recommendations and the staff survey. */

/** Sessions and their participants. */
interface Held {
  readonly sessions: number;
  readonly participants: number;
}

/** The returns of all units, and the sessions by kind, which the central coordinator keeps for the whole concern. */
export function prevention(): { readonly returns: Sheet; readonly sessionsByKind: Sheet } {
  const units = unitYears((unit, year) => ({ year, ...returnOf(unit, year) }));
  const heldIn = (year: number): Held => {
    const own = units.filter((one) => one.year === year).map(({ held }) => held);
    return {
      sessions: own.reduce((sum, { sessions }) => sum + sessions, 0),
      participants: own.reduce((sum, { participants }) => sum + participants, 0),
    };
  };
  return {
    returns: [
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
      ...units.map(({ row }) => row),
    ],
    sessionsByKind: [
      ['Onderdeel', 'Jaar', 'Soort bijeenkomst', 'Bijeenkomsten van deze soort', 'Deelnemers aan deze soort'],
      ...years.flatMap((year) => withOwnStream(7 * year, () => sessionsByKind(year, heldIn(year)))),
    ],
  };
}

/** What a unit returns of a year, with the sessions that it held. */
function returnOf(unit: Unit, year: number): { readonly row: Sheet[number]; readonly held: Held } {
  const staff = staffIn(unit, year);
  const fresh = Math.round(staff * 0.09) + between(0, 3);
  const respondents = Math.round(staff * (0.48 + (year - 2022) * 0.03));
  const due = between(2, 6);
  const sessions = between(2, 6) + Math.round(staff / 300);
  const participants = Math.round(staff * (0.16 + (year - 2022) * 0.05));
  const oaths = Math.max(0, fresh - between(0, 4));
  const done = Math.max(0, due - between(0, 2));
  const made = between(0, 3);
  const row = [
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
    withOwnStream(5 * year + unit.staff, () => Math.max(0, made - (happens(0.3) ? 1 : 0))),
  ];
  return { row, held: { sessions, participants } };
}

const sessionKinds = [
  ['Workshop', 4],
  ['Dilemmagesprek', 3],
  ['E-learning', 1],
  ['Voorlichting', 3],
  ['Introductie van nieuwe medewerkers', 2],
  ['Andere bijeenkomst', 1],
] as const;

/** Divides the sessions and participants of a year over the kinds; an e-learning reaches many at once. */
function sessionsByKind(year: number, { sessions, participants }: Held): Sheet {
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
