import { dateInWords } from '../platform/language/dates.ts';
import { type Language, type Text, text } from '../platform/language/text.ts';
import type { OrganisationDescription } from './records.ts';
import { parentOn, type Unit, unitsNamed, type Validity, validOn } from './structure.ts';
import { type StructureChange, type StructureField, StructureRefused, sharesOf } from './structure-change.ts';

/**
 * The description of an organisation after a change. Throws a {@link StructureRefused}, also where a unit would stand
 * below one that is not there then, today or later, or in a circle.
 */
export function withChange(
  description: OrganisationDescription,
  change: StructureChange,
): OrganisationDescription {
  const next = changed(description, change);
  refuseLoose(description, next, change);
  return next;
}

function changed(description: OrganisationDescription, change: StructureChange): OrganisationDescription {
  switch (change.is) {
    case 'rename':
      return renamed(description, change);
    case 'move':
      return moved(description, change);
    case 'add':
      return { ...description, units: [...description.units, added(description, change)] };
    case 'split':
      return split(description, change);
    case 'merge':
      return merged(description, change);
    case 'end':
      return withUnit(description, ended(description, change.unit, change.from));
    default:
      return change satisfies never;
  }
}

/** A unit that stands below another on a day on which that one does not exist. */
interface Loose {
  readonly unit: Described;
  readonly parent: Described;
  /** The first such day; null: always. */
  readonly on: string | null;
}

function looseIn({ units }: OrganisationDescription): readonly Loose[] {
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  return units.flatMap((unit) =>
    unit.parents.flatMap((place): readonly Loose[] => {
      const parent = byKey.get(place.parent);
      const from = latest(unit.from, place.from);
      const until = earliest(unit.until, place.until);
      if (!parent || (from !== null && until !== null && from >= until)) return [];
      if (parent.from !== null && (from === null || from < parent.from)) return [{ unit, parent, on: from }];
      const isOver = parent.until !== null && (until === null || until > parent.until);
      return isOver ? [{ unit, parent, on: latest(from, parent.until) }] : [];
    }),
  );
}

/** Of two beginnings, where null is before all days. */
function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

/** Of two ends, where null is after all days. */
function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** What was loose before may stay so: it came by a file, and is not of this change. */
function refuseLoose(
  before: OrganisationDescription,
  next: OrganisationDescription,
  change: StructureChange,
): void {
  const known = new Set(looseIn(before).map(({ unit, parent }) => `${unit.key} ${parent.key}`));
  const found = looseIn(next).filter(({ unit, parent }) => !known.has(`${unit.key} ${parent.key}`));
  const [first] = found;
  if (!first) return;
  if (['end', 'merge', 'split'].includes(change.is)) {
    const names = (language: Language) => found.map(({ unit }) => lastName(unit, language)).join(', ');
    throw new StructureRefused(
      'unit',
      text(
        `Hieronder staan dan of later nog onderdelen: ${names('nl')}. Verplaats of beëindig die eerst.`,
        `Units still stand below it then or later: ${names('en')}. Move or end those first.`,
      ),
    );
  }
  const on = (language: Language) => (first.on === null ? '' : dateInWords(first.on, language));
  throw new StructureRefused(
    'parent',
    text(
      `${lastName(first.parent, 'nl')} bestaat niet op ${on('nl')}, en ${lastName(first.unit, 'nl')} zou er dan nog onder staan. Kies een ander onderdeel.`,
      `${lastName(first.parent, 'en')} does not exist on ${on('en')}, and ${lastName(first.unit, 'en')} would still stand below it then. Choose another unit.`,
    ),
  );
}

function lastName(unit: Described, language: Language): string {
  return unit.names.at(-1)?.name[language] ?? unit.key;
}

type Change<Is extends StructureChange['is']> = Extract<StructureChange, { is: Is }>;
type Described = OrganisationDescription['units'][number];

function unitIn({ units }: OrganisationDescription, wanted: string): Described {
  const unit = units.find((one) => one.key === wanted);
  if (!unit) throw new StructureRefused('unit', text('Dit onderdeel is er niet.', 'There is no such unit.'));
  return unit;
}

/** The unit as it stands on a day. */
function standing(description: OrganisationDescription, wanted: string, on: string, field: StructureField) {
  const unit = unitIn(description, wanted);
  if (!validOn(unit, on))
    throw new StructureRefused(
      field === 'unit' ? 'from' : field,
      text(`Het onderdeel ${wanted} bestaat niet op ${on}.`, `The unit ${wanted} does not exist on ${on}.`),
    );
  return unit;
}

function withUnit(description: OrganisationDescription, unit: Described): OrganisationDescription {
  return {
    ...description,
    units: description.units.map((one) => (one.key === unit.key ? unit : one)),
  };
}

function withSuccession(
  description: OrganisationDescription,
  ...added: OrganisationDescription['successions']
): OrganisationDescription {
  const isSame = (one: (typeof added)[number], other: (typeof added)[number]) =>
    one.kind === other.kind && one.from === other.from && one.to === other.to && one.on === other.on;
  const kept = description.successions.filter((one) => !added.some((other) => isSame(one, other)));
  return {
    ...description,
    successions: [...kept, ...added].toSorted((one, other) =>
      `${one.on} ${one.from} ${one.to}`.localeCompare(`${other.on} ${other.from} ${other.to}`),
    ),
  };
}

/** A dated fact among those of its kind: from a day on it holds, until the next one does. */
function putIn<Fact extends Validity>(
  facts: readonly Fact[],
  fact: Omit<Fact, keyof Validity>,
  from: string,
  make: (fact: Omit<Fact, keyof Validity>, validity: Validity) => Fact,
): readonly Fact[] {
  const others = facts.filter((one) => one.from !== from);
  const replaced = facts.find((one) => one.from === from);
  const before = others.find((one) => validOn(one, from));
  const later = others
    .map((one) => one.from)
    .filter((one) => one !== null && one > from)
    .sort()[0];
  const until = replaced?.until ?? before?.until ?? later ?? null;
  const kept = others.map((one) => (one === before ? make(one, { from: one.from, until: from }) : one));
  return [...kept, make(fact, { from, until })].toSorted((one, other) =>
    (one.from ?? '').localeCompare(other.from ?? ''),
  );
}

function renamed(description: OrganisationDescription, change: Change<'rename'>): OrganisationDescription {
  const { name: called, abbreviation, from } = change;
  if (from === null) {
    const unit = unitIn(description, change.unit);
    const last = unit.names.at(-1);
    const names = unit.names.map((one) => (one === last ? { ...one, name: called, abbreviation } : one));
    return withUnit(description, { ...unit, names });
  }
  const unit = standing(description, change.unit, from, 'unit');
  const present = unit.names.find((one) => validOn(one, from));
  if (present && present.from !== from && sameName(present, change))
    throw new StructureRefused(
      'name',
      text('Zo heet het onderdeel dan al.', 'That is what the unit is called then already.'),
    );
  const names = putIn(unit.names, { name: called, abbreviation }, from, (one, validity) => ({
    name: one.name,
    abbreviation: one.abbreviation,
    ...validity,
  }));
  const next = withUnit(description, { ...unit, names: [...names] });
  const isSucceeding = unit.from !== from;
  return isSucceeding
    ? withSuccession(next, { kind: 'rename', from: unit.key, to: unit.key, on: from, share: null })
    : next;
}

function sameName(
  one: { readonly name: Text; readonly abbreviation: string | null },
  other: { readonly name: Text; readonly abbreviation: string | null },
): boolean {
  return (
    one.name.nl === other.name.nl && one.name.en === other.name.en && one.abbreviation === other.abbreviation
  );
}

function moved(description: OrganisationDescription, change: Change<'move'>): OrganisationDescription {
  const { parent, from } = change;
  const unit = standing(description, change.unit, from, 'unit');
  if (unit.key === description.root)
    throw new StructureRefused(
      'parent',
      text(
        'De organisatie als geheel staat onder niets.',
        'The organisation as a whole stands below nothing.',
      ),
    );
  standing(description, parent, from, 'parent');
  const below = [unit.key, ...under(description, unit.key, from)];
  if (below.includes(parent))
    throw new StructureRefused(
      'parent',
      text(
        'Een onderdeel kan niet onder zichzelf of onder een eigen onderdeel staan.',
        'A unit cannot stand below itself or below one of its own.',
      ),
    );
  if (parentOn(unit, from) === parent && !unit.parents.some((one) => one.from === from))
    throw new StructureRefused(
      'parent',
      text('Daar staat het onderdeel dan al.', 'That is where the unit stands then already.'),
    );
  const parents = putIn(unit.parents, { parent, origin: 'source' as const }, from, (one, validity) => ({
    parent: one.parent,
    origin: one.origin,
    ...validity,
  }));
  const next = withUnit(description, { ...unit, parents: [...parents] });
  const circle = circleAfter(next, unit.key, from);
  if (circle !== undefined)
    throw new StructureRefused(
      'parent',
      text(
        `Op ${dateInWords(circle, 'nl')} komt dat onderdeel onder dit onderdeel te staan. Kies een ander onderdeel, of maak die latere wijziging eerst ongedaan.`,
        `On ${dateInWords(circle, 'en')} that unit comes to stand below this one. Choose another unit, or undo that later change first.`,
      ),
    );
  return withSuccession(next, {
    kind: 'move',
    from: unit.key,
    to: unit.key,
    on: from,
    share: null,
  });
}

/** The first day from a day on, on which a unit stands above itself; undefined where there is none. */
function circleAfter(description: OrganisationDescription, wanted: string, from: string): string | undefined {
  const days = description.units.flatMap(({ parents }) => parents.map((one) => one.from ?? from));
  return [...new Set([from, ...days])]
    .filter((on) => on >= from)
    .sort()
    .find((on) => {
      const way: string[] = [];
      for (let above: string | undefined = wanted; above !== undefined && !way.includes(above); ) {
        way.push(above);
        const unit: Described | undefined = description.units.find(({ key: one }) => one === above);
        above = unit && parentOn(unit, on);
        if (above === wanted) return true;
      }
      return false;
    });
}

/** The keys of all units below one on a day. */
function under(description: OrganisationDescription, above: string, on: string): readonly string[] {
  const direct = childrenOn(description, above, on).map((one) => one.key);
  return direct.flatMap((one) => [one, ...under(description, one, on)]);
}

/** The units that stand right below one on a day. */
function childrenOn({ units }: OrganisationDescription, above: string, on: string): readonly Described[] {
  return units.filter((one) => validOn(one, on) && parentOn(one satisfies Unit, on) === above);
}

function fresh(description: OrganisationDescription, wanted: string, field: StructureField): void {
  const known = description.units.find((one) => one.key.toLowerCase() === wanted.toLowerCase());
  if (known)
    throw new StructureRefused(
      field,
      text(
        `De code ${known.key} is al van een onderdeel. Kies een andere; ook een onderdeel dat niet meer bestaat houdt zijn code.`,
        `The code ${known.key} is that of a unit already. Choose another; a unit that exists no more keeps its code too.`,
      ),
    );
  // A code goes before names: a file that says this name would be about another unit from now on.
  const [called] = unitsNamed(description, wanted);
  if (called)
    throw new StructureRefused(
      field,
      text(
        `Met ${wanted} is in bestanden al ${called.names.at(-1)?.name.nl ?? called.key} bedoeld. Kies een andere code.`,
        `In files ${wanted} means ${called.names.at(-1)?.name.en ?? called.key} already. Choose another code.`,
      ),
    );
}

function added(description: OrganisationDescription, change: Change<'add'>): Described {
  const { unit, name: called, abbreviation, level, type, parent, from } = change;
  fresh(description, unit, 'unit');
  standing(description, parent, from, 'parent');
  return made(unit, { name: called, abbreviation }, { level, type, parent, from, externalAuthority: false });
}

function made(
  unit: string,
  called: Pick<Described['names'][number], 'name' | 'abbreviation'>,
  place: Pick<Described, 'level' | 'type' | 'externalAuthority'> & {
    readonly parent: string;
    readonly from: string;
  },
): Described {
  const { parent, from, ...kind } = place;
  return {
    key: unit,
    ...kind,
    from,
    until: null,
    names: [{ ...called, from: null, until: null }],
    parents: [{ parent, origin: 'source', from: null, until: null }],
    policies: [],
  };
}

/** A unit that does not exist any more from a day on. */
function ended(description: OrganisationDescription, wanted: string, from: string): Described {
  const unit = standing(description, wanted, from, 'unit');
  if (unit.key === description.root)
    throw new StructureRefused(
      'from',
      text('De organisatie als geheel kan niet eindigen.', 'The organisation as a whole cannot end.'),
    );
  if (unit.from !== null && unit.from >= from)
    throw new StructureRefused(
      'from',
      text(
        `Het onderdeel begint op ${unit.from}; het kan pas daarna eindigen.`,
        `The unit begins on ${unit.from}; it can end only after that.`,
      ),
    );
  // What became of it, or merges into it, after it would be over: figures would be followed along two ways.
  const later = description.successions.find(
    (one) => one.from !== one.to && [one.from, one.to].includes(wanted) && one.on >= from,
  );
  if (later)
    throw new StructureRefused(
      'from',
      text(
        `Op ${dateInWords(later.on, 'nl')} wordt dit onderdeel al gesplitst of samengevoegd. Kies een latere dag, of maak die wijziging eerst ongedaan.`,
        `On ${dateInWords(later.on, 'en')} this unit is split or merged already. Choose a later day, or undo that change first.`,
      ),
    );
  return { ...unit, until: from };
}

function merged(description: OrganisationDescription, change: Change<'merge'>): OrganisationDescription {
  const { unit, into, from } = change;
  if (unit === into)
    throw new StructureRefused(
      'into',
      text('Kies een ander onderdeel dan dit.', 'Choose another unit than this one.'),
    );
  standing(description, into, from, 'into');
  return withSuccession(withUnit(description, ended(description, unit, from)), {
    kind: 'merge',
    from: unit,
    to: into,
    on: from,
    share: null,
  });
}

function split(description: OrganisationDescription, change: Change<'split'>): OrganisationDescription {
  const { from, into } = change;
  const old = ended(description, change.unit, from);
  const parent = parentOn(old, from);
  if (parent === undefined)
    throw new StructureRefused('unit', text('Dit onderdeel heeft geen plaats.', 'This unit has no place.'));
  into.forEach(({ unit }, index) => {
    fresh(description, unit, 'into');
    if (into.findIndex((one) => one.unit.toLowerCase() === unit.toLowerCase()) !== index)
      throw new StructureRefused(
        'into',
        text(`De code ${unit} staat er tweemaal.`, `The code ${unit} stands twice.`),
      );
  });
  const shares = sharesOf(into.map(({ share }) => share));
  const { level, type, externalAuthority } = old;
  // Where the unit would come to stand later, its parts do.
  const parents = old.parents
    .filter(({ until }) => until === null || until > from)
    .map((one) => ({ ...one, from: one.from !== null && one.from > from ? one.from : null }));
  const parts = into.map(({ unit, name: called, abbreviation }) => ({
    ...made(unit, { name: called, abbreviation }, { level, type, externalAuthority, parent, from }),
    parents: [...parents],
  }));
  const next = withUnit(description, old);
  return withSuccession(
    { ...next, units: [...next.units, ...parts] },
    ...into.map(({ unit }, index) => ({
      kind: 'split' as const,
      from: old.key,
      to: unit,
      on: from,
      share: shares[index] ?? null,
    })),
  );
}
