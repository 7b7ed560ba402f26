import type { JsonPath } from '../platform/json/json-syntax.ts';
import { ExplainedError } from '../platform/language/explained-error.ts';
import { sameText, type Text, text } from '../platform/language/text.ts';
import { parentOn, type Structure, type Unit, type Validity } from './structure.ts';

/** A description of an organisation contradicts itself, or leaves out what records are about; nothing was written. */
export class DescriptionRefused extends ExplainedError {
  override readonly name = 'DescriptionRefused';
}

/** A value of a description that cannot stand beside the others. */
export interface Contradiction {
  readonly code: string;
  /** Where in the file it stands. */
  readonly path: JsonPath;
  readonly what: Text;
}

/** The levels and types that a profile has. */
export interface ProfileWords {
  readonly levels: readonly { readonly key: string; readonly name: Text }[];
  readonly unitTypes: readonly { readonly key: string; readonly name: Text }[];
}

/**
 * Refuses a description whose units cannot stand as they are described, with everything that is wrong in it. Throws
 * {@link DescriptionRefused}.
 *
 * @param shown how a place of the file is told; by its unit and field without it
 */
export function refuseContradictions(
  description: Structure,
  profile?: ProfileWords,
  shown: (path: JsonPath) => Text = (path) => sameText(ownWords(description, path)),
): void {
  const found = contradictionsIn(description, profile);
  const [first, ...others] = found;
  if (!first) return;
  const lines = (language: 'nl' | 'en') =>
    found.map(({ path, what }) => `\n  ${shown(path)[language]}: ${what[language]}`).join('');
  throw new DescriptionRefused(first.code, {
    what:
      others.length === 0
        ? first.what
        : text(
            `De beschrijving klopt op ${found.length} plaatsen niet:${lines('nl')}`,
            `The description is wrong in ${found.length} places:${lines('en')}`,
          ),
    where:
      others.length === 0
        ? shown(first.path)
        : text('de plaatsen die hierboven staan', 'the places that stand above'),
    kept: keptStructure,
    next:
      others.length === 0
        ? text(
            'Verbeter de beschrijving op die plaats en voer de opdracht opnieuw uit.',
            'Correct the description at that place and run the command again.',
          )
        : text(
            'Verbeter de beschrijving op die plaatsen en voer de opdracht opnieuw uit.',
            'Correct the description at those places and run the command again.',
          ),
  });
}

/** Everything in a description that contradicts something else in it, or names what the profile does not have. */
function contradictionsIn(description: Structure, profile?: ProfileWords): readonly Contradiction[] {
  const { units, successions, root } = description;
  const keys = new Set(units.map(({ key }) => key));
  const unknown = (key: string, path: JsonPath): readonly Contradiction[] =>
    keys.has(key)
      ? []
      : [
          {
            code: 'unit-unknown',
            path,
            what: text(
              `Er is geen onderdeel ${key}, dat hier wordt genoemd.`,
              `There is no unit ${key}, which is named here.`,
            ),
          },
        ];
  const ofUnits = units.flatMap((unit, index) => [
    ...statedTwice(units, unit, index),
    ...(profile ? unknownWords(unit, index, profile) : []),
    ...backward(unit, ['units', index]),
    ...(['names', 'parents', 'policies'] as const).flatMap((field) =>
      unit[field].flatMap((fact, place) => backward(fact, ['units', index, field, place])),
    ),
    ...sameTime(unit.names, ['units', index, 'names']),
    ...sameTime(unit.parents, ['units', index, 'parents']),
    ...unit.parents.flatMap(({ parent }, place) =>
      unknown(parent, ['units', index, 'parents', place, 'parent']),
    ),
  ]);
  const ofSuccessions = successions.flatMap(({ from, to }, index) => [
    ...unknown(from, ['successions', index, 'from']),
    ...unknown(to, ['successions', index, 'to']),
  ]);
  const found = [...unknown(root, ['root']), ...ofUnits, ...ofSuccessions];
  // Who stands above whom can only be followed where every unit is there, once.
  return found.some(({ code }) => ['unit-unknown', 'unit-twice'].includes(code))
    ? found
    : [...found, ...circles(description)];
}

function statedTwice(units: readonly Unit[], { key }: Unit, index: number): readonly Contradiction[] {
  if (units.findIndex((one) => one.key === key) === index) return [];
  const what = text(`Het onderdeel ${key} staat er tweemaal.`, `The unit ${key} stands twice.`);
  return [{ code: 'unit-twice', path: ['units', index, 'key'], what }];
}

function unknownWords(unit: Unit, index: number, profile: ProfileWords): readonly Contradiction[] {
  const words = (all: ProfileWords['levels'], language: 'nl' | 'en') =>
    all.map(({ key, name }) => (key === name[language] ? key : `${key} (${name[language]})`)).join(', ');
  return [
    ...(profile.levels.some(({ key }) => key === unit.level)
      ? []
      : [
          {
            code: 'level-unknown',
            path: ['units', index, 'level'],
            what: text(
              `Het profiel kent geen niveau „${unit.level}”. Wel: ${words(profile.levels, 'nl')}.`,
              `The profile has no level “${unit.level}”. There are: ${words(profile.levels, 'en')}.`,
            ),
          },
        ]),
    ...(profile.unitTypes.some(({ key }) => key === unit.type)
      ? []
      : [
          {
            code: 'type-unknown',
            path: ['units', index, 'type'],
            what: text(
              `Het profiel kent geen soort onderdeel „${unit.type}”. Wel: ${words(profile.unitTypes, 'nl')}.`,
              `The profile has no type of unit “${unit.type}”. There are: ${words(profile.unitTypes, 'en')}.`,
            ),
          },
        ]),
  ];
}

/** What ends before it begins. `until` is the first day on which it no longer holds. */
function backward({ from, until }: Validity, path: JsonPath): readonly Contradiction[] {
  if (from === null || until === null || from < until) return [];
  const what = text(
    `Dit houdt op (${until}) voor het begint (${from}). „until” is de eerste dag waarop het niet meer geldt.`,
    `This ends (${until}) before it begins (${from}). “until” is the first day on which it no longer holds.`,
  );
  return [{ code: 'ends-first', path: [...path, 'until'], what }];
}

/** Two facts of one kind that begin on one day: which of them holds cannot be said. */
function sameTime(facts: readonly Validity[], path: JsonPath): readonly Contradiction[] {
  return facts.flatMap(({ from }, index) => {
    if (facts.findIndex((one) => one.from === from) === index) return [];
    const what = text(
      `Twee gegevens beginnen op dezelfde dag (${from ?? 'zonder begin'}).`,
      `Two facts begin on the same day (${from ?? 'without a beginning'}).`,
    );
    return [{ code: 'same-start', path: [...path, index], what }];
  });
}

/** Circles of units that stand below each other, each on the first day on which they do. */
function circles(description: Structure): readonly Contradiction[] {
  const first = '0001-01-01';
  const days = new Set([first]);
  for (const { parents } of description.units) for (const { from } of parents) if (from) days.add(from);
  const found = new Map<string, Contradiction>();
  for (const day of [...days].sort()) {
    description.units.forEach((unit, index) => {
      const circle = circleAbove(description, unit, day);
      const name = circle.toSorted().join(', ');
      // A unit that only stands below a circle is none of its own.
      if (!circle.includes(unit.key) || found.has(name)) return;
      const when = day === first ? '' : ` (${day})`;
      found.set(name, {
        code: 'circle',
        path: ['units', index, 'parents'],
        what:
          circle.length === 1
            ? text(`Dit onderdeel staat onder zichzelf${when}.`, `This unit stands below itself${when}.`)
            : text(
                `Deze onderdelen staan in een kring onder elkaar${when}: ${circle.join(', ')}.`,
                `These units stand in a circle below each other${when}: ${circle.join(', ')}.`,
              ),
      });
    });
  }
  return [...found.values()];
}

/** The circle that the way up from a unit ends in on a day; nobody where it ends at the top. */
function circleAbove({ units }: Structure, unit: Unit, day: string): readonly string[] {
  const way: string[] = [];
  for (let above: string | undefined = unit.key; above !== undefined; ) {
    if (way.includes(above)) return way.slice(way.indexOf(above));
    way.push(above);
    const next = units.find(({ key }) => key === above);
    above = next && parentOn(next, day);
  }
  return [];
}

/** A place of a description that is no file, by its unit or succession and its field. */
function ownWords({ units, successions }: Structure, [part, index, ...fields]: JsonPath): string {
  const field = fields.filter((one) => typeof one === 'string').join(', ');
  if (part === 'units' && typeof index === 'number')
    return [units[index]?.key, field].filter(Boolean).join(', ');
  const one = part === 'successions' && typeof index === 'number' ? successions[index] : undefined;
  return one ? `successions, ${one.from} → ${one.to}, ${one.on}` : String(part);
}

/** Units that were described before and are left out now, although records are about them. */
export function unitsLeftOut(units: readonly string[]): DescriptionRefused {
  const list = units.join(', ');
  return new DescriptionRefused('unit-left-out', {
    what: text(
      `De beschrijving laat onderdelen weg waarover registraties of opgaven bestaan: ${list}.`,
      `The description leaves out units about which there are records or returns: ${list}.`,
    ),
    where: text('de onderdelen (units)', 'the units'),
    kept: keptStructure,
    next: text(
      'Een onderdeel dat ophoudt verdwijnt niet: laat het staan en zet er „until” bij, de eerste dag waarop het er niet meer is, en een opvolging („successions”).',
      'A unit that ends does not vanish: leave it in and add “until”, the first day on which it is no longer there, and a succession (“successions”).',
    ),
  });
}

/**
 * Units that stand and are left out now, without it being said that they end.
 *
 * @param units each by key and name
 */
export function unitsDropped(units: readonly string[]): DescriptionRefused {
  const list = units.map((unit) => `\n  ${unit}`).join('');
  return new DescriptionRefused('units-dropped', {
    what: text(
      `De beschrijving laat onderdelen weg die er nu zijn:${list}`,
      `The description leaves out units that there are now:${list}`,
    ),
    where: text('de onderdelen (units)', 'the units'),
    kept: keptStructure,
    next: text(
      'Zet ze terug in het bestand. Horen zij er echt niet bij, voeg dan --drop toe: zij vervallen vanaf nu, en wat er stond blijft bewaard. Een onderdeel dat er was en ophield, krijgt „until”: de eerste dag waarop het er niet meer is.',
      'Put them back in the file. If they really do not belong, add --drop: they end from now on, and what stood there is kept. A unit that was there and ended gets “until”: the first day on which it is no longer there.',
    ),
  });
}

const keptStructure = text(
  'De organisatie zoals zij beschreven was; er is niets gewijzigd.',
  'The organisation as it was described; nothing was changed.',
);
