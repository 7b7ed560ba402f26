import { z } from 'zod';
import { dateInWords } from '../../platform/language/dates.ts';
import { sameText, type Text, text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { levelled } from '../code-lists.ts';
import { type Profile, type ProfileFiles, profileFromFiles } from '../profile.ts';
import { settingsRefused } from './code-changes.ts';

const name = z.string().min(1).max(200);
const names = z.strictObject({ nl: name, en: name });
const sentence = z.string().min(1).max(1000);

/** The parts of a profile beside its lists and numbers: what things are called, and which days do not count. */
const partSchemas = {
  texts: z.strictObject({
    yearName: names,
    giftRule: z.strictObject({ nl: sentence, en: sentence }),
    contact: z.strictObject({ name: names, email: z.email().max(200) }),
  }),
  levels: z.strictObject({
    levels: z.array(z.strictObject({ key: z.string(), name: names, plural: names })),
    unitTypes: z.array(z.strictObject({ key: z.string(), name: names })),
  }),
  titles: z.record(z.string(), names),
  /** Of one year; those of others stay. */
  holidays: z.strictObject({
    year: z.string().regex(/^\d{4}$/),
    days: z.array(z.strictObject({ date: z.iso.date(), name: names })),
  }),
} as const;

/** A part as it is to be. What bears a key keeps it: recorded units and roles name it. */
export const partChangeSchema = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('texts'), to: partSchemas.texts }),
  z.strictObject({ part: z.literal('levels'), to: partSchemas.levels }),
  z.strictObject({ part: z.literal('titles'), to: partSchemas.titles }),
  z.strictObject({ part: z.literal('holidays'), to: partSchemas.holidays }),
]);
export type PartChange = z.infer<typeof partChangeSchema>;

const profileObject = z.looseObject({ policies: z.looseObject({}) });

/**
 * The files of a profile after a change of one of its parts. Throws a SettingsRefused, whose code names what it is about:
 * `level` or `type` and a key, `day` and a date, or `nothing`.
 */
export function withPart(files: ProfileFiles, change: PartChange): ProfileFiles {
  const before = profileFromFiles(files, null);
  refuseUnlike(before, change);
  const profile = profileObject.parse(files['profile.json']);
  const after = { ...files, 'profile.json': { ...profile, ...changed(before, profile.policies, change) } };
  if (partDifferences(before, profileFromFiles(after, null)).length === 0)
    throw settingsRefused('nothing', sameText(change.part), nothing);
  return after;
}

function changed(
  before: Profile,
  policies: Readonly<Record<string, unknown>>,
  change: PartChange,
): Readonly<Record<string, unknown>> {
  switch (change.part) {
    case 'texts': {
      const { giftRule, ...texts } = change.to;
      return { ...texts, policies: { ...policies, giftRule } };
    }
    case 'levels':
      return change.to;
    case 'titles':
      return { titles: change.to };
    case 'holidays': {
      const { year, days } = change.to;
      const others = before.holidays.filter(({ date }) => !date.startsWith(year));
      return { holidays: [...others, ...days].sort((one, other) => one.date.localeCompare(other.date)) };
    }
    default:
      return change satisfies never;
  }
}

function refuseUnlike(before: Profile, change: PartChange): void {
  switch (change.part) {
    case 'texts':
      return;
    case 'levels':
      refuseOtherKeys(keysOf(before.levels), keysOf(change.to.levels));
      refuseOtherKeys(keysOf(before.unitTypes), keysOf(change.to.unitTypes));
      refuseTwice('level', before.levels, change.to.levels);
      refuseTwice('type', before.unitTypes, change.to.unitTypes);
      return;
    case 'titles':
      refuseOtherKeys(Object.keys(before.titles), Object.keys(change.to));
      return;
    case 'holidays': {
      const dates = change.to.days.map(({ date }) => date);
      const wrong = dates.find(
        (date, index) => !date.startsWith(`${change.to.year}-`) || dates.indexOf(date) !== index,
      );
      if (wrong !== undefined) throw settingsRefused(`day ${wrong}`, sameText(wrong), dayWrong);
      return;
    }
    default:
      throw unknownKind(change satisfies never);
  }
}

const keysOf = (all: readonly { readonly key: string }[]) => all.map(({ key }) => key);

function refuseOtherKeys(known: readonly string[], given: readonly string[]): void {
  if (known.length !== given.length || known.some((key, index) => given[index] !== key))
    throw settingsRefused('changed', sameText(given.join(', ')), otherKeys);
}

/** A list of units that names a level or kind by its name would be guessed about. */
function refuseTwice(what: 'level' | 'type', before: readonly Keyed[], all: readonly Keyed[]): void {
  for (const { key, name: own } of all) {
    const was = before.find((one) => one.key === key)?.name;
    if (was?.nl === own.nl && was.en === own.en) continue;
    const taken = all
      .filter((one) => one.key !== key)
      .flatMap((one) => [one.key, one.name.nl, one.name.en].map(levelled));
    if (taken.includes(levelled(own.nl)) || taken.includes(levelled(own.en)))
      throw settingsRefused(`${what} ${key}`, sameText(key), twice);
  }
}

const nothing = text(
  'Zo staat het er al: er is niets gewijzigd. Wijzig iets, of ga terug.',
  'It stands so already: nothing was changed. Change something, or go back.',
);
const dayWrong = text(
  'Deze dag valt buiten het jaar, of staat er tweemaal.',
  'This day lies outside the year, or stands twice.',
);
const otherKeys = text(
  'Het profiel is gewijzigd terwijl u bezig was. Bekijk de pagina opnieuw.',
  'The profile was changed while you were at work. Look at the page again.',
);
const twice = text(
  'Zo heet er al een. Kies een andere naam: een lijst van onderdelen zou beide kunnen bedoelen.',
  'Another is called so already. Choose another name: a list of units could mean either.',
);

/** What one profile says otherwise than another in these parts, a sentence each. */
export function partDifferences(before: Profile, after: Profile): readonly Text[] {
  return [
    ...other(text('Jaar', 'Year'), before.yearName, after.yearName),
    ...other(
      text('Regel voor geschenken', 'Rule for gifts'),
      before.policies.giftRule,
      after.policies.giftRule,
    ),
    ...other(text('Contact', 'Contact'), before.contact.name, after.contact.name),
    ...other(
      text('Mailadres', 'Mail address'),
      sameText(before.contact.email),
      sameText(after.contact.email),
    ),
    ...ofKeyed(text('Niveau', 'Level'), before.levels, after.levels),
    ...ofKeyed(
      text('Meervoud van niveau', 'Plural of level'),
      before.levels.map(({ key, plural }) => ({ key, name: plural })),
      after.levels.map(({ key, plural }) => ({ key, name: plural })),
    ),
    ...ofKeyed(text('Soort onderdeel', 'Kind of unit'), before.unitTypes, after.unitTypes),
    ...Object.entries(after.titles).flatMap(([key, is]) => {
      const was = before.titles[key];
      return was ? other(titleOf(key), was, is) : [];
    }),
    ...ofHolidays(before.holidays, after.holidays),
  ];
}

interface Keyed {
  readonly key: string;
  readonly name: Text;
}

const titleWords: ReadonlyMap<string, Text> = new Map([
  ['decider', text('Wie beslist', 'Who decides')],
  ['coordinator', text('Wie coördineert', 'Who coordinates')],
  ['investigator', text('Wie onderzoekt', 'Who investigates')],
]);

/** What a title is of, by its key. */
export function titleOf(key: string): Text {
  return titleWords.get(key) ?? sameText(key);
}

/** Nothing where both are called the same; in each language what is called otherwise, in that language first. */
function other(what: Text, was: Text, is: Text): readonly Text[] {
  if (was.nl === is.nl && was.en === is.en) return [];
  const nl = was.nl === is.nl ? [`${what.nl} (Engels)`, is.en, was.en] : [what.nl, is.nl, was.nl];
  const en = was.en === is.en ? [`${what.en} (Dutch)`, is.nl, was.nl] : [what.en, is.en, was.en];
  return [text(`${nl[0]}: „${nl[1]}”, was „${nl[2]}”.`, `${en[0]}: “${en[1]}”, was “${en[2]}”.`)];
}

function ofKeyed(what: Text, before: readonly Keyed[], after: readonly Keyed[]): readonly Text[] {
  return after.flatMap(({ key, name: is }) => {
    const was = before.find((one) => one.key === key)?.name;
    return was ? other(text(`${what.nl} ${key}`, `${what.en} ${key}`), was, is) : [];
  });
}

type Holidays = Profile['holidays'];

function ofHolidays(before: Holidays, after: Holidays): readonly Text[] {
  const called = ({ date, name: is }: Holidays[number]): Text => ({
    nl: `${dateInWords(date, 'nl')} (${is.nl})`,
    en: `${dateInWords(date, 'en')} (${is.en})`,
  });
  const told = after.flatMap((one) => {
    const was = before.find(({ date }) => date === one.date);
    if (was)
      return other({ nl: dateInWords(one.date, 'nl'), en: dateInWords(one.date, 'en') }, was.name, one.name);
    const { nl, en } = called(one);
    return [text(`Feestdag erbij: ${nl}.`, `Holiday added: ${en}.`)];
  });
  const gone = before.filter(({ date }) => !after.some((one) => one.date === date)).map(called);
  return [...told, ...gone.map(({ nl, en }) => text(`Feestdag weg: ${nl}.`, `Holiday gone: ${en}.`))];
}
