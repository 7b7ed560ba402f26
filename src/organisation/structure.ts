import type { Text } from '../platform/language/text.ts';

/** A stretch of validity: from a day (or always) up to but not including a day (or for ever). ISO dates. */
export interface Validity {
  readonly from: string | null;
  readonly until: string | null;
}

/** A name that a unit bore for a time. */
export interface UnitName extends Validity {
  readonly name: Text;
  readonly abbreviation: string | null;
}

/** The place of a unit for a time. `origin` says whether the source states it or we added it. */
export interface UnitParent extends Validity {
  readonly parent: string;
  readonly origin: 'source' | 'added';
}

/** A rule that a unit set for itself, such as "zero-gifts" or "all-staff-designated". */
export interface UnitPolicy extends Validity {
  readonly policy: string;
}

/** A node of the organisation: the concern, a ministry, a unit; levels and types are named by the profile. */
export interface Unit extends Validity {
  readonly key: string;
  readonly level: string;
  readonly type: string;
  readonly names: readonly UnitName[];
  readonly parents: readonly UnitParent[];
  readonly policies: readonly UnitPolicy[];
  /** Also an authority to which people from outside report (Wbk art. 2c). */
  readonly externalAuthority: boolean;
}

/**
 * What became of a unit. A split states which share of the old unit went to each new one, as a fraction of one
 * ("1/3"), or null when no key is known: then figures over the split cannot be compared.
 */
export interface Succession {
  readonly kind: 'rename' | 'move' | 'split' | 'merge';
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly share: string | null;
}

/** How staff were counted; rates of different definitions never combine. */
export interface HeadcountDefinition {
  readonly key: string;
  readonly basis: 'persons' | 'employments' | 'fte' | 'not-recorded';
  readonly moment: 'reference-date' | 'average' | 'not-recorded';
  readonly population: Text;
}

/** The dated structure of one organisation. */
export interface Structure {
  readonly root: string;
  readonly units: readonly Unit[];
  readonly successions: readonly Succession[];
  readonly headcountDefinitions: readonly HeadcountDefinition[];
}

/** Whether a dated fact holds on a day. */
export function validOn(fact: Validity, day: string): boolean {
  return (fact.from === null || fact.from <= day) && (fact.until === null || day < fact.until);
}

/** The unit with that key; throws a RangeError when there is none. */
export function unitOf(structure: Structure, key: string): Unit {
  const unit = structure.units.find((one) => one.key === key);
  if (!unit) throw new RangeError(`There is no unit "${key}".`);
  return unit;
}

/** What a unit was called on a day; its nearest later or last name when it had none then. */
export function nameOn(unit: Unit, day: string): UnitName {
  const name =
    unit.names.find((one) => validOn(one, day)) ??
    unit.names.find((one) => one.from !== null && one.from > day) ??
    unit.names.at(-1);
  if (!name) throw new RangeError(`Unit "${unit.key}" has no name.`);
  return name;
}

/** The key of the unit above on a day, or undefined for the root and for units without a place. */
export function parentOn(unit: Unit, day: string): string | undefined {
  return unit.parents.find((one) => validOn(one, day))?.parent;
}

/** The units that exist at some time from `from` up to but not including `until`. */
export function unitsDuring(structure: Structure, from: string, until: string): readonly Unit[] {
  return structure.units.filter(
    (unit) => (unit.from === null || unit.from < until) && (unit.until === null || unit.until > from),
  );
}

/** The unit itself and all below it on a day. */
export function below(structure: Structure, key: string, day: string): readonly Unit[] {
  return structure.units.filter(
    (unit) => unit.key === key || chainAbove(structure, unit.key, day).includes(key),
  );
}

/** The keys above a unit on a day, nearest first. Throws a RangeError on a circle. */
export function chainAbove(structure: Structure, key: string, day: string): readonly string[] {
  const chain: string[] = [];
  let above = parentOn(unitOf(structure, key), day);
  while (above !== undefined) {
    if (chain.includes(above)) throw new RangeError(`Unit "${above}" stands above itself on ${day}.`);
    chain.push(above);
    above = parentOn(unitOf(structure, above), day);
  }
  return chain;
}

/** What a unit of an earlier day is on a later day, through the successions in between. */
export type Successor =
  | { readonly kind: 'same'; readonly unit: string }
  | { readonly kind: 'shares'; readonly shares: readonly { readonly unit: string; readonly share: string }[] }
  | { readonly kind: 'no-key'; readonly on: string; readonly units: readonly string[] };

/**
 * Follows a unit through renames, moves, merges and splits up to and including `day`, step after step: a part that
 * was split off and later merged counts where it ended. A split with a key gives shares, one without gives "no-key":
 * comparison is refused there.
 */
export function successorOn(structure: Structure, key: string, day: string): Successor {
  return follow(structure, { key, since: '', day }, []);
}

/** Each succession is taken once, in the order of time, so that a name that came back makes no circle. */
function follow(
  structure: Structure,
  from: { readonly key: string; readonly since: string; readonly day: string },
  taken: readonly Succession[],
): Successor {
  const { key, since, day } = from;
  const steps = structure.successions.filter(
    (one) => one.from === key && one.to !== key && one.on >= since && one.on <= day && !taken.includes(one),
  );
  if (steps.length === 0) return { kind: 'same', unit: key };
  const parts = steps.map((step) => ({
    step,
    after: follow(structure, { key: step.to, since: step.on, day }, [...taken, ...steps]),
  }));
  const [first] = parts;
  if (parts.length === 1 && first && first.step.kind !== 'split') return first.after;
  const refused = parts.find(({ step, after }) => step.share === null || after.kind === 'no-key');
  if (refused) {
    const { step, after } = refused;
    const units = parts.flatMap((part) => unitsOf(part.after));
    return { kind: 'no-key', on: after.kind === 'no-key' ? after.on : step.on, units: [...new Set(units)] };
  }
  return {
    kind: 'shares',
    shares: parts.flatMap(({ step, after }) => {
      const share = step.share ?? '0';
      if (after.kind === 'shares')
        return after.shares.map((one) => ({ unit: one.unit, share: productOf(share, one.share) }));
      return unitsOf(after).map((unit) => ({ unit, share }));
    }),
  };
}

function unitsOf(successor: Successor): readonly string[] {
  if (successor.kind === 'same') return [successor.unit];
  return successor.kind === 'no-key' ? successor.units : successor.shares.map((one) => one.unit);
}

/** The product of two fractions as a description writes them: "1/3", or "1". */
function productOf(one: string, other: string): string {
  const [a, b] = [one, other].map((share) => share.split('/').map(BigInt));
  const numerator = (a?.[0] ?? 0n) * (b?.[0] ?? 0n);
  return `${numerator}/${(a?.[1] ?? 1n) * (b?.[1] ?? 1n)}`;
}

/** Finds the one unit of that key, abbreviation or name, as borne at any time; case and spaces do not matter. */
export function findUnit(structure: Structure, wanted: string): Unit | undefined {
  const [only, ...others] = unitsNamed(structure, wanted);
  return others.length === 0 ? only : undefined;
}

/**
 * The units of that key, abbreviation or name; case and spaces do not matter. A key goes before names. Units that bore
 * one name are told apart by the days that are asked about, where exactly one of them bore it then.
 */
export function unitsNamed(structure: Structure, wanted: string, during?: Validity): readonly Unit[] {
  const bearers = bearersOf(structure).get(plainName(wanted)) ?? [];
  if (bearers.length < 2 || !during) return bearers.map(({ unit }) => unit);
  const then = bearers.filter(
    ({ unit, borne }) => overlaps(unit, during) && borne.some((one) => overlaps(one, during)),
  );
  return (then.length === 1 ? then : bearers).map(({ unit }) => unit);
}

/** A unit that bears a name, with when it did; a key it always bears. */
interface Bearer {
  readonly unit: Unit;
  readonly borne: readonly Validity[];
}

function bearersOf(structure: Structure): ReadonlyMap<string, readonly Bearer[]> {
  const known = unitNames.get(structure);
  if (known) return known;
  const names = new Map<string, readonly Bearer[]>();
  for (const unit of structure.units)
    for (const one of unit.names)
      for (const label of new Set(
        [one.name.nl, one.name.en, one.abbreviation ?? one.name.nl].map(plainName),
      )) {
        const others = (names.get(label) ?? []).filter((bearer) => bearer.unit !== unit);
        const own = names.get(label)?.find((bearer) => bearer.unit === unit);
        names.set(label, [...others, { unit, borne: [...(own?.borne ?? []), one] }]);
      }
  for (const unit of structure.units)
    names.set(plainName(unit.key), [{ unit, borne: [{ from: null, until: null }] }]);
  unitNames.set(structure, names);
  return names;
}

function overlaps(one: Validity, other: Validity): boolean {
  return (
    (one.from === null || other.until === null || one.from < other.until) &&
    (one.until === null || other.from === null || other.from < one.until)
  );
}

/** The unit that an unknown name most resembles, to propose to a person: most words shared, two letters off at most. */
export function proposeUnit(structure: Structure, wanted: string): Unit | undefined {
  const words = new Set(
    plainName(wanted)
      .split(' ')
      .filter((word) => word.length > 3),
  );
  let best: { readonly unit: Unit; readonly score: number } | undefined;
  for (const unit of structure.units) {
    for (const { name } of unit.names) {
      const own = plainName(name.nl)
        .split(' ')
        .filter((word) => word.length > 3);
      const shared = own.filter((word) => words.has(word)).length;
      const score = shared / Math.max(own.length, words.size, 1);
      if (score >= 0.5 && (!best || score > best.score)) best = { unit, score };
    }
  }
  return best?.unit;
}

const unitNames = new WeakMap<Structure, ReadonlyMap<string, readonly Bearer[]>>();

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleLowerCase('nl')
    .replace(/[\s\-_().]+/g, ' ')
    .trim();
}
