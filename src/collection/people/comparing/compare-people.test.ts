import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  KnownContact,
  KnownEmployment,
  KnownPeople,
  StatedEmployment,
  StatedPeople,
} from '../stated-people.ts';
import { supervisionCircles } from './circles.ts';
import { comparePeople, type PeoplePlan } from './compare-people.ts';

/* Lists of people with known truth: what changed between two of them was made, so that what is told can be checked. */

const nothing: KnownPeople = {
  numbers: new Map(),
  elsewhere: new Map(),
  contacts: new Map(),
  employments: [],
  appointments: [],
};
const all = new Set(['name', 'mail', 'function', 'supervisor', 'hours', 'kind'] as const);
const firstDay = '2026-03-01';
const middleDay = '2026-04-15';
const secondDay = '2026-06-01';

const row = (number: string, over: Partial<StatedEmployment> = {}): StatedEmployment => ({
  line: Number(number) || 1,
  number,
  name: `Naam${number} Achter${number}`,
  mail: `m${number}@veld.test`,
  unit: 'zuid',
  function: 'Adviseur',
  supervisor: null,
  hours: '36.00',
  kind: 'permanent',
  started: '2020-01-01',
  ended: null,
  ...over,
});
const list = (...rows: readonly StatedEmployment[]): StatedPeople => ({ rows, columns: all });

function compared(
  stated: StatedPeople,
  known: KnownPeople = nothing,
  given: { readonly day?: string; readonly gone?: number; readonly answers?: Record<string, string> } = {},
): PeoplePlan {
  return comparePeople(stated, known, {
    sender: 'hr',
    day: given.day ?? firstDay,
    answers: new Map(Object.entries(given.answers ?? {})),
    gone: given.gone ?? null,
    namesFrom: '2020-01-01',
  });
}

/** What is known once a plan was written: as the database has it. */
function applied(known: KnownPeople, plan: PeoplePlan): KnownPeople {
  const ended = new Set(plan.endedVersions);
  const endedStatements = new Set(plan.endedStatements);
  const endedNumbers = new Set(plan.endedNumbers);
  const stated = new Map(
    known.employments.flatMap((one) =>
      one.stated && !endedStatements.has(one.stated.id) ? [[one.employment, one.stated] as const] : [],
    ),
  );
  for (const { employment, start } of plan.statements)
    stated.set(employment, { id: `s${employment}${start}`, sender: 'hr', start });
  const contacts = new Map<string, KnownContact>(known.contacts);
  for (const { person, ...contact } of plan.contacts) contacts.set(person, { version: person, ...contact });
  const numbers = new Map([...known.numbers].filter(([, { id }]) => !endedNumbers.has(id)));
  for (const { number, person } of plan.newNumbers)
    numbers.set(number, { id: `n${number}${person}`, person });
  let version = 0;
  return {
    numbers,
    elsewhere: known.elsewhere,
    contacts,
    employments: [
      ...known.employments
        .filter((one) => !ended.has(one.version))
        .map((one) => {
          const now = stated.get(one.employment) ?? null;
          return { ...one, stated: now, wasStated: one.wasStated || now !== null };
        }),
      ...plan.versions.map(
        (one): KnownEmployment => ({
          ...one,
          version: `${one.employment} ${known.employments.length}.${++version}`,
          stated: stated.get(one.employment) ?? null,
          wasStated:
            stated.has(one.employment) ||
            known.employments.some((old) => old.employment === one.employment && old.wasStated),
        }),
      ),
    ],
    appointments: known.appointments,
  };
}

const kindsOf = ({ differences }: PeoplePlan) =>
  differences.map(({ kind, number }) => `${kind} ${number}`).sort();
const questions = ({ findings }: PeoplePlan) =>
  findings.filter(({ weight }) => weight === 'refused').map(({ kind }) => kind);

const units = ['noord', 'oost', 'zuid'] as const;
const word = fc.constantFrom('Adviseur', 'Bouwer', 'Tekenaar', 'Hoofd');

/** People by number, each with one to three employments; who stands later is supervised by who stands before. */
const anyList: fc.Arbitrary<StatedPeople> = fc
  .array(
    fc.record({
      jobs: fc.uniqueArray(
        fc.record({
          unit: fc.constantFrom(...units),
          function: word,
          hours: fc.constantFrom('8.00', '24.00', '36.00'),
          kind: fc.constantFrom('permanent', 'temporary', 'hired'),
          started: fc.constantFrom('2015-01-01', '2020-02-29', '2024-12-31'),
          ended: fc.constantFrom(null, null, null, '2025-12-31', '2026-12-31'),
        }),
        { minLength: 1, maxLength: 3, selector: ({ started, unit }) => `${started} ${unit}` },
      ),
      above: fc.option(fc.nat(100), { nil: null }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((people) =>
    list(
      ...people.flatMap(({ jobs, above }, index) =>
        jobs.map((job) =>
          row(`${index + 1}`, {
            ...job,
            supervisor: above === null || index === 0 ? null : `${1 + (above % index)}`,
          }),
        ),
      ),
    ),
  );

describe('A list of people', () => {
  test('that comes again changes nothing, whatever it states', () => {
    fc.assert(
      fc.property(anyList, (stated) => {
        const known = applied(nothing, compared(stated));
        const again = compared(stated, known, { day: secondDay });
        const { differences, versions, endedVersions, statements, contacts, findings } = again;
        expect({ differences, versions, endedVersions, statements, contacts, findings }).toEqual({
          differences: [],
          versions: [],
          endedVersions: [],
          statements: [],
          contacts: [],
          findings: [],
        });
      }),
    );
  });

  test('in another order of rows says the same', () => {
    fc.assert(
      fc.property(anyList, fc.infiniteStream(fc.nat()), (stated, order) => {
        const known = applied(nothing, compared(stated));
        const shuffled = stated.rows
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(compared(list(...shuffled), known, { day: secondDay }).differences).toEqual([]);
      }),
    );
  });

  test('leads to what it states, from whatever list came before', () => {
    fc.assert(
      fc.property(anyList, anyList, anyList, (first, before, after) => {
        const begun = applied(nothing, compared(first));
        const gone = compared(before, begun, { day: middleDay }).differences.filter(
          ({ kind }) => kind === 'left',
        );
        const known = applied(begun, compared(before, begun, { day: middleDay, gone: gone.length }));
        const plan = compared(after, known, { day: secondDay, gone: 99 });
        const left = plan.differences.filter(({ kind }) => kind === 'left').length;
        const sure = compared(after, known, { day: secondDay, gone: left });
        const now = applied(known, sure);
        const numberOf = new Map([...now.numbers].map(([number, { person }]) => [person, number]));
        // Who works on that day works where, as what and under whom the list says.
        const works = (one: { readonly ended: string | null }) =>
          one.ended === null || one.ended >= secondDay;
        const said = after.rows
          .filter(works)
          .map((one) => [one.number, one.unit, one.function, one.supervisor, one.hours, one.kind, one.ended]);
        const kept = now.employments
          .filter(works)
          .map((one) => [
            numberOf.get(one.person),
            one.unit,
            one.function,
            one.supervisor === null ? null : numberOf.get(one.supervisor),
            one.hours,
            one.kind,
            one.ended,
          ]);
        expect(kept.map(String).sort()).toEqual(said.map(String).sort());
        // And the list again changes nothing.
        expect(compared(after, now, { day: secondDay }).differences).toEqual([]);
        // Nobody works twice at one time in one employment, and no version begins after it ends.
        for (const { started, ended } of now.employments)
          expect(ended === null || started <= ended).toBe(true);
      }),
    );
  });

  test('tells who joined, left, moved and is called or reached otherwise, each once', () => {
    const known = applied(
      nothing,
      compared(list(row('1'), row('2'), row('3', { supervisor: '1' }), row('4'))),
    );
    const plan = compared(
      list(
        row('1', { unit: 'noord' }),
        row('3', { supervisor: '1', function: 'Hoofd', hours: '24.00' }),
        row('4', { name: 'Naam4 Nieuw', mail: 'nieuw@veld.test' }),
        row('5'),
      ),
      known,
      { day: secondDay },
    );
    expect(kindsOf(plan)).toEqual([
      'function 3',
      'hours 3',
      'joined 5',
      'left 2',
      'mail 4',
      'moved 1',
      'name 4',
    ]);
    const now = applied(known, plan);
    const spans = now.employments
      .filter(({ person }) => person === now.numbers.get('1')?.person)
      .map(({ unit, started, ended }) => [unit, started, ended])
      .sort();
    // Where somebody worked before stays as it was counted.
    expect(spans).toEqual([
      ['noord', '2026-06-01', null],
      ['zuid', '2020-01-01', '2026-05-31'],
    ]);
  });

  test('that lacks a column leaves what it does not state as it was', () => {
    const known = applied(nothing, compared(list(row('1'), row('2', { supervisor: '1' }))));
    const bare: StatedPeople = {
      rows: [row('1'), row('2')].map((one) => ({
        ...one,
        name: null,
        mail: null,
        function: null,
        hours: null,
      })),
      columns: new Set(),
    };
    expect(compared(bare, known, { day: secondDay }).differences).toEqual([]);
  });

  test('of another system ends nobody whom it never named', () => {
    const known = applied(nothing, compared(list(row('1'), row('2'))));
    const other = comparePeople(list(row('77', { mail: 'x@veld.test' })), known, {
      sender: 'inhuur',
      day: secondDay,
      answers: new Map(),
      gone: null,
      namesFrom: '2020-01-01',
    });
    expect(kindsOf(other)).toEqual(['joined 77']);
  });

  test('ends the roles of who left, from the day after the last one', () => {
    const first = applied(nothing, compared(list(row('1'), row('2'))));
    const person = first.numbers.get('2')?.person ?? '';
    const appointment = {
      appointment: 'a',
      person,
      role: 'counsellor',
      unit: null,
      from: '2024-01-01',
      until: null,
    };
    const plan = compared(list(row('1')), { ...first, appointments: [appointment] }, { day: secondDay });
    expect(plan.endings).toEqual([{ appointment, until: '2026-06-01' }]);
    expect(kindsOf(plan)).toEqual(['left 2', 'role-ends 2']);
  });
});

test('Of who left long ago no name is recorded', () => {
  const plan = compared(list(row('1'), row('2', { started: '2010-01-01', ended: '2019-12-31' })));
  expect(plan.contacts.map(({ name }) => name)).toEqual(['Naam1 Achter1']);
  expect(plan.versions).toHaveLength(2);
});

test('Who left and was appointed afterwards, as somebody from outside, keeps that role', () => {
  const stated = list(row('1'), row('2', { ended: '2026-01-31' }));
  const known = applied(nothing, compared(stated));
  const person = known.numbers.get('2')?.person ?? '';
  const role = { person, role: 'counsellor', unit: null, until: null };
  const before = { appointment: 'before', ...role, from: '2025-01-01' };
  const after = { appointment: 'after', ...role, from: '2026-02-15' };
  const plan = compared(stated, { ...known, appointments: [before, after] }, { day: secondDay });
  expect(plan.endings).toEqual([{ appointment: before, until: '2026-02-01' }]);
});

describe('What a list leaves open is asked, and nothing of it is applied', () => {
  const known = applied(nothing, compared(list(...['1', '2', '3', '4', '5'].map((number) => row(number)))));

  test('people who supervise each other in a circle', () => {
    const plan = compared(
      list(row('1', { supervisor: '3' }), row('2', { supervisor: '1' }), row('3', { supervisor: '2' })),
    );
    expect(questions(plan)).toEqual(['supervisor-circle']);
    expect(plan.findings[0]?.advice.nl).toMatch(/rij \d → rij \d → rij \d → rij \d/);
  });

  test('a number for two people, within a list and since the list before', () => {
    expect(questions(compared(list(row('1'), row('1', { name: 'Heel Anders', unit: 'noord' }))))).toEqual([
      'number-of-two',
    ]);
    const others = ['2', '3', '4', '5'].map((number) => row(number));
    const reused = list(row('1', { name: 'Heel Anders' }), ...others);
    expect(questions(compared(reused, known, { day: secondDay }))).toEqual(['number-reused']);
    const same = compared(reused, known, { day: secondDay, answers: { 1: '1' } });
    expect([questions(same), kindsOf(same)]).toEqual([[], ['name 1']]);
    const other = compared(reused, known, { day: secondDay, answers: { 1: '-' } });
    expect(questions(other)).toEqual([]);
    expect(kindsOf(other)).toContain('joined 1');
    expect(other.endedNumbers).toHaveLength(1);
  });

  test('a person under two numbers', () => {
    const rest = ['2', '3', '4', '5'].map((number) => row(number));
    // Two rows of one list with one address.
    const twice = list(row('1'), row('9', { ...row('1'), number: '9', line: 9, unit: 'noord' }), ...rest);
    expect(questions(compared(twice, known, { day: secondDay }))).toEqual(['two-numbers']);
    const one = compared(twice, known, { day: secondDay, answers: { 9: '1' } });
    expect([questions(one), one.newPersons]).toEqual([[], []]);
    expect(kindsOf(one)).toContain('employment-added 1');
    const now = applied(known, one);
    expect(compared(twice, now, { day: secondDay }).differences).toEqual([]);
    // Somebody who is gone and somebody new with that name and address.
    const renumbered = list(row('9', { name: row('1').name, mail: row('1').mail }), ...rest);
    expect(questions(compared(renumbered, known, { day: secondDay }))).toEqual(['two-numbers']);
    const renamed = compared(renumbered, known, { day: secondDay, answers: { 9: '1' } });
    expect([questions(renamed), renamed.newPersons]).toEqual([[], []]);
  });

  test('a mail address that somebody new has is taken from who had it, and told', () => {
    const rest = ['2', '3', '4', '5'].map((number) => row(number));
    const plan = compared(list(row('9', { mail: 'M1@veld.test' }), ...rest), known, { day: secondDay });
    expect(questions(plan)).toEqual([]);
    expect(kindsOf(plan)).toEqual(['joined 9', 'left 1', 'mail-reused 1']);
    const now = applied(known, plan);
    const before = known.numbers.get('1')?.person ?? '';
    expect(now.contacts.get(before)?.mail).toBeNull();
  });

  test('more people gone than one in ten, until somebody says how many', () => {
    const plan = compared(list(row('1')), known, { day: secondDay });
    expect(questions(plan)).toEqual(['many-gone']);
    expect(questions(compared(list(row('1')), known, { day: secondDay, gone: 3 }))).toEqual(['many-gone']);
    expect(questions(compared(list(row('1')), known, { day: secondDay, gone: 4 }))).toEqual([]);
  });

  test('equal rows are one employment; a supervisor whom nobody knows is none', () => {
    const plan = compared(list(row('1'), row('1', { line: 2 }), row('3', { supervisor: '88' })));
    expect(plan.findings.map(({ kind, weight }) => [kind, weight])).toEqual([
      ['row-twice', 'doubtful'],
      ['supervisor-unknown', 'doubtful'],
    ]);
    expect(plan.versions).toHaveLength(2);
  });
});

test('Circles are found wherever they are, and nothing else is taken for one', () => {
  const graph = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 });
  fc.assert(
    fc.property(graph, (edges) => {
      const above = new Map<string, Set<string>>();
      for (const [from, to] of edges)
        above.set(`${from}`, (above.get(`${from}`) ?? new Set<string>()).add(`${to}`));
      const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
        [...(above.get(from) ?? [])].some((next) => {
          if (next === to) return true;
          if (seen.has(next)) return false;
          seen.add(next);
          return reaches(next, to, seen);
        });
      const circular = [...above.keys()].some((person) => reaches(person, person));
      const circles = supervisionCircles(above);
      expect(circles.length > 0).toBe(circular);
      for (const circle of circles)
        for (const [index, person] of circle.entries())
          expect(above.get(person)?.has(circle[(index + 1) % circle.length] ?? '')).toBe(true);
    }),
  );
});
