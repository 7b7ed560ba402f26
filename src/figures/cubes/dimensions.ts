import { type CodeList, type CodeLists, codeList, findCode } from '../../codes/code-lists.ts';
import { lastDay, type Period, yearName } from '../../organisation/period.ts';
import { nameOn, parentOn, type Structure, successorOn, unitsDuring } from '../../organisation/structure.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import type { Dimension, Member } from './dimension.ts';

/** The years side by side; a record known only as "2020-2021" is in no year, but counts in the total. */
export function yearDimension(years: readonly Period[]): Dimension {
  return {
    key: 'year',
    title: text('Jaar', 'Year'),
    members: years.map((year) => ({ code: year.key, label: sameText(yearName(year)) })),
  };
}

/**
 * A code list as a dimension, with its tree; `depth` 1 leaves out what lies below the roots. `neutral` names members
 * by the label that presumes nothing, where a code has one.
 */
export function codeDimension(
  lists: CodeLists,
  key: string,
  depth = Number.POSITIVE_INFINITY,
  as = key,
  neutral = false,
): Dimension {
  const list = codeList(lists, key);
  const members = list.codes
    .filter((code) => depth > 1 || code.parent === undefined)
    .map((code) => ({
      code: code.code,
      label: (neutral ? code.neutralLabel : undefined) ?? code.label,
      ...(code.parent ? { parent: code.parent } : {}),
      ...(code.group ? { group: code.group } : {}),
    }));
  return { key: as, title: list.title, members };
}

/** The code under a root of a tree for rows without a fitting subcode. */
function withoutSubcode(root: string): string {
  return `${root}-?`;
}

/** The member of a {@link treeDimension} at which a row of this root is counted: a root without subcodes is one itself. */
export function leafOf(list: CodeList, root: string, subcode: string): string {
  if (findCode(list, subcode)?.parent === root) return subcode;
  return list.codes.some(({ parent }) => parent === root) ? withoutSubcode(root) : root;
}

/**
 * A code list of two levels in which every root with subcodes also has a member for rows without a fitting one, so
 * that parts always add up to their root. `neutral` names the roots by the label that presumes nothing; what lies
 * below them keeps its own name, because several have the same neutral one, unless all are to be neutral.
 */
export function treeDimension(
  lists: CodeLists,
  key: string,
  as: string,
  neutral: boolean | 'all' = false,
): Dimension {
  const depth = neutral === 'all' ? Number.POSITIVE_INFINITY : 1;
  const named = new Map(
    codeDimension(lists, key, depth, as, neutral !== false).members.map((one) => [one.code, one.label]),
  );
  const list = codeDimension(lists, key, Number.POSITIVE_INFINITY, as);
  const whole = {
    ...list,
    members: list.members.map((one) => ({ ...one, label: named.get(one.code) ?? one.label })),
  };
  const members = whole.members.flatMap((member) => {
    if (member.parent !== undefined || !whole.members.some((other) => other.parent === member.code))
      return [member];
    const rest = {
      code: withoutSubcode(member.code),
      label: text('zonder passende subcategorie', 'without a fitting subcategory'),
      parent: member.code,
    };
    const children = whole.members.filter((other) => other.parent === member.code);
    return [member, ...children, rest];
  });
  return {
    ...whole,
    members: members.filter(
      (member, index) => members.findIndex((other) => other.code === member.code) === index,
    ),
  };
}

/** A dimension with a fixed, small set of members, given in the order in which they are shown. */
export function fixedDimension(key: string, title: Text, members: readonly Member[]): Dimension {
  return { key, title, members };
}

/** Which structure a table of units follows: that of each counting date, or today's through the successions. */
export type StructureMode = 'then' | 'now';

/** The members that units roll up to, and what a registered unit counts as. */
export interface UnitDimension {
  readonly dimension: Dimension;
  /** The unit under which a registered unit is shown; undefined where a split without a key forbids it. */
  readonly memberOf: (unit: string) => string | undefined;
}

/**
 * The organisation as a dimension over a run of years. "Then": every unit that existed, placed for each year
 * under the unit above it at the end of that year. "Now": the units at the end of the last year, with earlier
 * ones counted where their successions lead; a split without a key leads nowhere.
 */
export function unitDimension(
  structure: Structure,
  years: readonly Period[],
  mode: StructureMode,
): UnitDimension {
  const first = years[0];
  const last = years.at(-1);
  if (!first || !last) throw new RangeError('A table of units needs at least one year.');
  const title = text('Onderdeel', 'Unit');
  const day = lastDay(last);
  const label = (unit: Structure['units'][number]) => nameOn(unit, day).name;
  if (mode === 'now') {
    const units = unitsDuring(structure, day, last.until).filter((unit) => unit.key !== structure.root);
    return {
      dimension: {
        key: 'unit',
        title,
        members: units.map((unit) =>
          withParent({ code: unit.key, label: label(unit) }, placeOn(structure, unit, day)),
        ),
      },
      memberOf: (unit) => {
        const successor = successorOn(structure, unit, day);
        return successor.kind === 'same' ? successor.unit : undefined;
      },
    };
  }
  const units = unitsDuring(structure, first.from, last.until).filter((unit) => unit.key !== structure.root);
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const byYear = new Map(years.map((year) => [year.key, year]));
  const ends = new Map(years.map((year) => [year.key, lastDay(year)]));
  // Asked for every cell of every table: each unit's place is looked up once per year.
  const placeAt = new Map(
    [...ends].map(
      ([year, day]) =>
        [
          year,
          new Map<string, Place>(units.map((unit) => [unit.key, placeOn(structure, unit, day)])),
        ] as const,
    ),
  );
  const lastPlace = new Map<string, Place>(
    units.map((unit) => [
      unit.key,
      [...placeAt.values()].map((places) => places.get(unit.key)).findLast((place) => place !== undefined),
    ]),
  );
  return {
    dimension: {
      key: 'unit',
      title,
      members: units.map((unit) =>
        withParent({ code: unit.key, label: label(unit) }, lastPlace.get(unit.key)),
      ),
      existsAt: (code, at) => {
        const year = byYear.get(at['year'] ?? '');
        const unit = byKey.get(code);
        if (!year || !unit) return true;
        return (
          (unit.from === null || unit.from < year.until) && (unit.until === null || unit.until > year.from)
        );
      },
      parentOf: (code, at) => {
        const then = placeAt.get(at['year'] ?? '')?.get(code);
        return memberAbove(then === undefined ? lastPlace.get(code) : then);
      },
    },
    memberOf: (unit) => unit,
  };
}

/** Where a unit stands: under a member, directly under the top, or at no place that is known then. */
type Place = string | typeof top | undefined;
const top = Symbol('directly under the top');

function placeOn(structure: Structure, unit: Structure['units'][number], day: string): Place {
  const parent = parentOn(unit, day);
  return parent === structure.root ? top : parent;
}

function memberAbove(place: Place): string | undefined {
  return place === top ? undefined : place;
}

function withParent(member: Member, place: Place): Member {
  const parent = memberAbove(place);
  return parent === undefined ? member : { ...member, parent };
}
