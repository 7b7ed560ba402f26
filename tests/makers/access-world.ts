import fc from 'fast-check';
import type { Relation } from '../../src/platform/access/relation.ts';

/*
 * Small organisations with reorganisations, employments, appointments and records, drawn at random; and what a
 * person reaches in them, worked out by itself from the rules as decisions 0020 and 0063 word them. Days are counted from
 * today: -1 is yesterday. `until` is exclusive, the last day of an employment counts.
 */

interface Dated {
  readonly from: number;
  readonly until: number | null;
  readonly withdrawn: boolean;
}

/** One organisation. Units and persons are known by their number; unit 0 is the root. */
export interface AccessWorld {
  readonly units: readonly { readonly until: number | null; readonly places: readonly Place[] }[];
  readonly successions: readonly { readonly from: number; readonly to: number; readonly on: number }[];
  readonly people: number;
  readonly employments: readonly (Dated & {
    readonly person: number;
    readonly unit: number;
    readonly supervisor: number | null;
  })[];
  readonly appointments: readonly (Dated & {
    readonly person: number;
    readonly role: string;
    readonly unit: number | null;
    /** Who is absent, and replaced by this appointment. */
    readonly replaces: number | null;
  })[];
  readonly assignments: readonly (Dated & { readonly person: number; readonly record: number })[];
  readonly exclusions: readonly {
    readonly person: number;
    readonly record: number;
    readonly chain: boolean;
    readonly withdrawn: boolean;
  }[];
  readonly records: readonly { readonly unit: number | null; readonly person: number | null }[];
  readonly grants: readonly Grant[];
}

interface Place {
  readonly parent: number;
  readonly from: number | null;
  readonly until: number | null;
}

/** What a role may on which relation. */
export interface Grant {
  readonly role: string;
  readonly relation: Relation;
  readonly may: 'see' | 'do';
}

/** What something is about, by number; `record` for a record that can be assigned. */
export interface Matter {
  readonly units: readonly number[];
  readonly person: number | null;
  readonly record: number | null;
}

export const appointedRoles = ['coordinator', 'auditor'] as const;
export const allRoles = [...appointedRoles, 'employee', 'supervisor'] as const;
export const relations: readonly Relation[] = ['own', 'team', 'unit', 'concern', 'assigned', 'none'];

const day = fc.integer({ min: -3, max: 3 });
const later = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
const dated = fc
  .record({ from: day, length: later, withdrawn: fc.boolean() })
  .map(({ from, length, withdrawn }) => ({ from, until: length === null ? null : from + length, withdrawn }));
const mostlyKept = dated.chain((one) => fc.nat(4).map((odds) => ({ ...one, withdrawn: odds === 0 })));

/** An organisation drawn at random. */
export const accessWorld: fc.Arbitrary<AccessWorld> = fc
  .record({ units: fc.integer({ min: 2, max: 6 }), people: fc.integer({ min: 2, max: 4 }) })
  .chain(({ units, people }) => {
    const unit = fc.nat(units - 1);
    const person = fc.nat(people - 1);
    const records = 5;
    return fc.record({
      units: fc.tuple(
        ...Array.from({ length: units }, (_, index) =>
          fc.record({ until: fc.option(day, { nil: null, freq: 2 }), places: placesOf(index) }),
        ),
      ),
      successions: fc.array(fc.record({ from: unit, to: unit, on: day }), { maxLength: 7 }).map(distinct),
      people: fc.constant(people),
      employments: fc.array(
        fc
          .tuple(fc.record({ person, unit, supervisor: fc.option(person, { nil: null }) }), mostlyKept)
          .map(([who, when]) => ({ ...who, ...when })),
        { maxLength: 6 },
      ),
      appointments: fc.array(
        fc
          .tuple(
            fc.record({
              person,
              role: fc.constantFrom(...appointedRoles),
              unit: fc.option(unit, { nil: null, freq: 4 }),
              replaces: fc.option(person, { nil: null }),
            }),
            mostlyKept,
          )
          .map(([who, when]) => ({
            ...who,
            ...when,
            replaces: when.until === null || who.replaces === who.person ? null : who.replaces,
          })),
        { maxLength: 5 },
      ),
      assignments: fc.array(
        fc
          .tuple(fc.record({ person, record: fc.nat(records - 1) }), mostlyKept)
          .map(([who, when]) => ({ ...who, ...when })),
        { maxLength: 4 },
      ),
      exclusions: fc.uniqueArray(
        fc.record({ person, record: fc.nat(records - 1), chain: fc.boolean(), withdrawn: fc.boolean() }),
        { maxLength: 4, selector: ({ person, record }) => `${person} ${record}` },
      ),
      records: fc.array(
        fc.record({ unit: fc.option(unit, { nil: null }), person: fc.option(person, { nil: null }) }),
        { minLength: records, maxLength: records },
      ),
      grants: fc.array(
        fc.record({
          role: fc.constantFrom(...allRoles),
          relation: fc.constantFrom(...relations),
          may: fc.constantFrom('see' as const, 'see' as const, 'do' as const),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    });
  });

/** One or two places after each other, or none; a unit stands under one that came before it, so in no circle. */
function placesOf(index: number): fc.Arbitrary<readonly Place[]> {
  if (index === 0) return fc.constant([]);
  const parent = fc.nat(index - 1);
  return fc.oneof(
    { weight: 3, arbitrary: parent.map((one) => [{ parent: one, from: null, until: null }]) },
    {
      weight: 2,
      arbitrary: fc.tuple(parent, parent, day).map(([one, other, turn]) => [
        { parent: one, from: null, until: turn },
        { parent: other, from: turn, until: null },
      ]),
    },
    { weight: 1, arbitrary: fc.constant([]) },
  );
}

function distinct<T extends object>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Whether a person has a relation to a matter in a role, today. */
export function relates(
  world: AccessWorld,
  person: number,
  role: string,
  relation: Relation,
  matter: Matter,
): boolean {
  if (matter.record !== null && isExcluded(world, person, matter.record)) return false;
  const held = world.appointments.filter(
    (one) =>
      one.person === person && one.role === role && holdsToday(one) && !leftSince(world, person, one.from),
  );
  const bears =
    role === 'employee'
      ? employed(world, person)
      : role === 'supervisor'
        ? teamOf(world, person).size > 0
        : held.length > 0;
  if (!bears) return false;
  switch (relation) {
    case 'none':
      return true;
    case 'own':
      return matter.person === person;
    case 'team':
      return matter.person !== null && teamOf(world, person).has(matter.person);
    case 'concern':
      return held.some((one) => one.unit === null);
    case 'unit':
      return matter.units.some((unit) => held.some((one) => under(world, unit, one.unit ?? 0)));
    case 'assigned':
      return world.assignments.some(
        (one) =>
          (one.person === person || held.some(({ replaces }) => replaces === one.person)) &&
          one.record === matter.record &&
          holdsToday(one),
      );
    default:
      relation satisfies never;
      return false;
  }
}

/** Whether a record is not there for somebody, or for who stands under them, as far as that goes up. */
function isExcluded(world: AccessWorld, person: number, record: number): boolean {
  const below = subordinates(world, person);
  return world.exclusions.some(
    (one) =>
      !one.withdrawn &&
      one.record === record &&
      (one.person === person || (one.chain && below.has(one.person))),
  );
}

function subordinates(world: AccessWorld, person: number): ReadonlySet<number> {
  const below = new Set(teamOf(world, person));
  for (let size = -1; size < below.size; ) {
    size = below.size;
    for (const one of world.employments)
      if (one.supervisor !== null && below.has(one.supervisor) && one.person !== person && worksToday(one))
        below.add(one.person);
  }
  return below;
}

/** The records that a person reaches in one way. */
export function reached(world: AccessWorld, person: number, may: Grant['may']): readonly number[] {
  return world.records.flatMap(({ unit, person: about }, record) => {
    const matter = { units: unit === null ? [] : [unit], person: about, record };
    const grants = world.grants.filter((grant) => grant.may === may);
    return grants.some((grant) => relates(world, person, grant.role, grant.relation, matter)) ? [record] : [];
  });
}

/** The units where a person is employed today. */
export function workplaces(world: AccessWorld, person: number): readonly number[] {
  return world.employments.filter((one) => one.person === person && worksToday(one)).map((one) => one.unit);
}

const holdsToday = (one: Dated) => !one.withdrawn && one.from <= 0 && (one.until === null || one.until > 0);
const worksToday = (one: Dated) => !one.withdrawn && one.from <= 0 && (one.until === null || one.until >= 0);

/** Whether somebody had no employment any more on a day before today, though they had one since a day (decision 0063). */
function leftSince(world: AccessWorld, person: number, from: number): boolean {
  const own = world.employments.filter((one) => one.person === person && !one.withdrawn);
  return own.some(
    ({ until: last }) =>
      last !== null &&
      // What is appointed is recorded today.
      last >= Math.min(from, 0) &&
      last < 0 &&
      !own.some((next) => next.from <= last + 1 && (next.until === null || next.until > last)),
  );
}

function employed(world: AccessWorld, person: number): boolean {
  return workplaces(world, person).length > 0;
}

function teamOf(world: AccessWorld, person: number): ReadonlySet<number> {
  if (!employed(world, person)) return new Set();
  const under = world.employments.filter((one) => one.supervisor === person && worksToday(one));
  return new Set(under.map((one) => one.person).filter((one) => one !== person));
}

/** Whether records of a unit belong today to another unit or to one below it. */
export function under(world: AccessWorld, unit: number, top: number): boolean {
  if (!lives(world, top)) return false;
  return [...holders(world, unit, new Set())].some((holder) => chain(world, holder).includes(top));
}

const lives = (world: AccessWorld, unit: number) => {
  const until = world.units[unit]?.until ?? null;
  return until === null || until > 0;
};

/** The living units that have the records of a unit: itself, its successors, else the unit above it at last. */
function holders(world: AccessWorld, unit: number, seen: Set<number>): Set<number> {
  if (lives(world, unit)) return new Set([unit]);
  if (seen.has(unit)) return new Set();
  seen.add(unit);
  const steps = world.successions.filter((one) => one.from === unit && one.to !== unit && one.on <= 0);
  const last = Math.max(...steps.map((one) => one.on));
  const next =
    steps.length > 0
      ? steps.filter((one) => one.on === last).map((one) => one.to)
      : (world.units[unit]?.places ?? [])
          .filter((place) => place.from === null || place.from <= 0)
          .slice(-1)
          .map((place) => place.parent);
  return new Set(next.flatMap((one) => [...holders(world, one, seen)]));
}

function chain(world: AccessWorld, unit: number): readonly number[] {
  const above = world.units[unit]?.places.find(
    (place) => (place.from === null || place.from <= 0) && (place.until === null || place.until > 0),
  );
  return above ? [unit, ...chain(world, above.parent)] : [unit];
}
