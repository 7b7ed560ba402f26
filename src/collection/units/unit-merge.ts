import type { Profile } from '../../codes/profile.ts';
import type { OrganisationDescription } from '../../organisation/records.ts';
import { text } from '../../platform/language/text.ts';
import { type Finding, findingAt } from '../import/import-face.ts';
import { notListed, sharedAbbreviations } from './unit-findings.ts';
import { bears, keyOf } from './unit-key.ts';
import { refused, type UnitRow } from './unit-rows.ts';

type Unit = OrganisationDescription['units'][number];
type UnitName = Unit['names'][number];

/** Which facts a list gives with their dates: then it gives all of them for the units that it names. */
export interface DatedFacts {
  readonly names: boolean;
  readonly places: boolean;
  readonly policies: boolean;
}

/** A unit as it is and as the list has it, with the first row about it. */
export interface UnitChange {
  readonly row: UnitRow;
  readonly before: Unit | undefined;
  readonly after: Unit;
}

/** An organisation with a list of units read into it. */
export interface MergedUnits {
  readonly description: OrganisationDescription;
  /** The units that the list names, changed or not. */
  readonly units: readonly UnitChange[];
  readonly findings: readonly Finding[];
}

/**
 * Reads a list of units into an organisation. A row is about the unit whose key, abbreviation or name it states; one
 * that may be about several units changes none of them. Units that the list does not name stay as they are.
 */
export function mergeUnits(
  described: OrganisationDescription,
  rows: readonly UnitRow[],
  profile: Profile,
  dated: DatedFacts,
  confirmed: (written: string) => string | undefined,
): MergedUnits {
  const findings: Finding[] = [];
  const about = new Map<string, UnitRow[]>();
  const ambiguous = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row, described.units, confirmed, ambiguous, findings);
    if (key !== undefined) about.set(key, [...(about.get(key) ?? []), row]);
  }
  const merging = new Merging(described, profile, dated, [...about.keys()], findings);
  const units = [...about].flatMap(([key, own]) => merging.unit(key, own));
  const after = new Map(units.map((one) => [one.after.key, one.after]));
  const known = new Set(described.units.map((unit) => unit.key));
  const description = {
    ...described,
    units: [
      ...described.units.map((unit) => after.get(unit.key) ?? unit),
      ...units.map((one) => one.after).filter((unit) => !known.has(unit.key)),
    ],
  };
  findings.push(...sharedAbbreviations(description.units, units));
  findings.push(...notListed(description, new Set([...about.keys(), ...ambiguous])));
  return { description, units, findings };
}

class Merging {
  readonly #described: OrganisationDescription;
  readonly #profile: Profile;
  readonly #dated: DatedFacts;
  readonly #keys: ReadonlySet<string>;
  readonly #findings: Finding[];

  constructor(
    described: OrganisationDescription,
    profile: Profile,
    dated: DatedFacts,
    keys: readonly string[],
    findings: Finding[],
  ) {
    this.#described = described;
    this.#profile = profile;
    this.#dated = dated;
    this.#keys = new Set([...described.units.map((unit) => unit.key), ...keys]);
    this.#findings = findings;
  }

  /** The unit as the rows about it have it; none when they are refused. */
  unit(key: string, rows: readonly UnitRow[]): UnitChange[] {
    const before = this.#described.units.find((unit) => unit.key === key);
    const [row] = rows;
    if (!row) return [];
    const names = this.#names(before, rows);
    if (!names) return [];
    const level = this.#one(rows, 'level') ?? before?.level ?? this.#profile.levels.at(-1)?.key ?? '';
    const type = this.#one(rows, 'type') ?? before?.type ?? this.#usualType();
    const after: Unit = {
      key,
      level,
      type,
      from: this.#one(rows, 'from') ?? before?.from ?? null,
      until: this.#one(rows, 'until') ?? before?.until ?? null,
      names,
      parents: this.#parents(key, before, rows),
      policies: this.#policies(before, rows),
      externalAuthority: this.#one(rows, 'external') ?? before?.externalAuthority ?? false,
    };
    if (!before && (row.level === null || row.parent === null)) this.#tellAssumed(row, after);
    return [{ row, before, after }];
  }

  /** What the rows about one unit state in common; two different statements are refused. */
  #one<Key extends 'level' | 'type' | 'from' | 'until' | 'external'>(
    rows: readonly UnitRow[],
    key: Key,
  ): UnitRow[Key] {
    const [first, ...others] = rows.filter((row) => row[key] !== null);
    for (const other of others) if (other[key] !== first?.[key]) this.#twice(other, key, first);
    return first?.[key] ?? null;
  }

  #names(before: Unit | undefined, rows: readonly UnitRow[]): Unit['names'] | undefined {
    const stated = rows.filter((row) => row.name !== null || row.abbreviation !== null);
    const [first, ...others] = stated;
    if (!first) return before?.names ?? this.#nameless(rows);
    if (!before && stated.some((row) => row.name === null)) return this.#nameless(rows);
    if (this.#dated.names) return byStart(stated.map((row) => this.#name(row, before, named(before, row))));
    for (const other of others)
      if (other.name !== first.name || other.abbreviation !== first.abbreviation)
        this.#twice(other, 'name', first);
    if (!before) return [this.#name(first, before, undefined)];
    const known = before.names.some(
      (one) =>
        (first.name === null || one.name.nl === first.name || one.name.en === first.name) &&
        (first.abbreviation === null || one.abbreviation === first.abbreviation) &&
        (first.nameEn === null || one.name.en === first.nameEn),
    );
    const current = before.names.at(-1);
    if (known || !current) return before.names;
    const changed = { ...this.#name(first, before, current), from: current.from, until: current.until };
    return [...before.names.slice(0, -1), changed];
  }

  #name(row: UnitRow, before: Unit | undefined, earlier: UnitName | undefined): UnitName {
    const nl = row.name ?? earlier?.name.nl ?? before?.names.at(-1)?.name.nl ?? '';
    return {
      name: { nl, en: row.nameEn ?? (earlier?.name.nl === nl ? earlier.name.en : nl) },
      abbreviation: row.abbreviation ?? (this.#dated.names ? null : (earlier?.abbreviation ?? null)),
      ...row.named,
    };
  }

  #nameless(rows: readonly UnitRow[]): undefined {
    const [row] = rows;
    const advice = text('Dit is een nieuw onderdeel zonder naam.', 'This is a new unit without a name.');
    if (row) this.#findings.push(refused(row.row, 'name', 'name-missing', advice));
    return undefined;
  }

  #parents(key: string, before: Unit | undefined, rows: readonly UnitRow[]): Unit['parents'] {
    const known = before?.parents ?? [];
    const stated = rows.flatMap((row) => {
      const parent = row.parent === null ? undefined : this.#parentKey(row, row.parent);
      const origin = row.origin ?? known.find((one) => one.parent === parent)?.origin ?? 'source';
      return parent === undefined ? [] : [{ row, place: { parent, origin, ...row.placed } }];
    });
    const [first, ...others] = stated;
    if (!first) {
      if (before || key === this.#described.root) return known;
      return [{ parent: this.#described.root, origin: 'added', from: null, until: null }];
    }
    if (this.#dated.places) return byStart(stated.map((one) => one.place));
    for (const other of others)
      if (other.place.parent !== first.place.parent) this.#twice(other.row, 'parent', first.row);
    const current = known.at(-1);
    if (current?.parent === first.place.parent) return known;
    return [
      ...known.slice(0, -1),
      { ...first.place, from: current?.from ?? null, until: current?.until ?? null },
    ];
  }

  #parentKey(row: UnitRow, written: string): string | undefined {
    if (this.#keys.has(written)) return written;
    const fits = this.#described.units.filter(
      (unit) => bears(unit, 'abbreviation', written) || bears(unit, 'name', written),
    );
    const [only, ...others] = fits;
    if (only && others.length === 0) return only.key;
    const keys = fits.map((unit) => unit.key).join(', ');
    const advice = only
      ? text(
          `„${written}” kan slaan op ${keys}. Schrijf de sleutel.`,
          `“${written}” may mean ${keys}. Write the key.`,
        )
      : text(
          `„${written}” is geen onderdeel van deze organisatie en staat niet als sleutel in de lijst.`,
          `“${written}” is no unit of this organisation and stands in the list as no key.`,
        );
    this.#findings.push(refused(row.row, 'parent', only ? 'parent-ambiguous' : 'parent-unknown', advice));
    return undefined;
  }

  #policies(before: Unit | undefined, rows: readonly UnitRow[]): Unit['policies'] {
    const stated = rows.flatMap((row) =>
      row.policy === null ? [] : [{ policy: row.policy, ...row.applied }],
    );
    const known = before?.policies ?? [];
    if (this.#dated.policies) return stated;
    return [...known, ...stated.filter((one) => !known.some((old) => old.policy === one.policy))];
  }

  #usualType(): string {
    const { unitTypes } = this.#profile;
    return (unitTypes.find((one) => one.key === 'other') ?? unitTypes.at(-1))?.key ?? '';
  }

  #twice(row: UnitRow, key: string, first: UnitRow | undefined): void {
    const other = first?.row.number ?? 0;
    const advice = text(
      `Rij ${other} zegt over hetzelfde onderdeel iets anders. Verbeter een van beide, of zet er data bij.`,
      `Row ${other} says something else about the same unit. Correct one of them, or add dates.`,
    );
    this.#findings.push(refused(row.row, key, 'unit-stated-twice', advice));
  }

  #tellAssumed(row: UnitRow, after: Unit): void {
    const level = this.#profile.levels.find((one) => one.key === after.level);
    const below = after.parents.at(-1)?.parent ?? '';
    this.#findings.push(
      findingAt(
        row.row,
        'note',
        'unit-assumed',
        row.row.cells['name'],
        'Naam',
        text(
          `Nieuw onderdeel ${after.key}. De lijst zegt niet alles; aangenomen: ${level?.name.nl ?? after.level}, onder ${below}. Klopt dat niet, zet er dan de kolommen Niveau en Valt onder bij.`,
          `New unit ${after.key}. The list does not say all; assumed: ${level?.name.en ?? after.level}, below ${below}. If that is wrong, add the columns Level and Below.`,
        ),
      ),
    );
  }
}

function named(before: Unit | undefined, row: UnitRow): UnitName | undefined {
  return before?.names.find((one) => one.name.nl === row.name);
}

function byStart<Fact extends { readonly from: string | null }>(facts: readonly Fact[]): Fact[] {
  return [...facts].sort((a, b) =>
    (a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : 0,
  );
}
