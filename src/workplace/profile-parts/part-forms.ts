import { z } from 'zod';
import { type PartChange, partChangeSchema, titleOf } from '../../codes/changes/profile-parts.ts';
import type { Profile } from '../../codes/profile.ts';
import type { Text } from '../../platform/language/text.ts';
import type { FieldError } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { dayTyped } from '../people/day-typed.ts';
import { partWords as words } from './part-words.ts';

/** A field of a form of a part, with what holds now. */
interface PartField {
  readonly id: string;
  readonly label: Text;
  readonly value: string;
  readonly longest: number;
  readonly is: 'text' | 'mail' | 'day';
  readonly hint?: Text;
}

/** Fields about one thing, under what it is called. */
export interface PartGroup {
  readonly legend: Text;
  readonly fields: readonly PartField[];
}

type Typed = (field: string) => string;

/** A part of the profile as a form: what it asks, what is wrong with what was typed, and the change that this is. */
export interface PartForm {
  readonly path: string;
  readonly title: Text;
  readonly lead: Text;
  /** What follows beside the change itself; undefined for nothing. */
  readonly follows?: Text;
  /** Every field that may be sent. */
  readonly accepted: readonly string[];
  readonly groups: (typed: Typed) => readonly PartGroup[];
  readonly faults: (typed: Typed, language: 'nl' | 'en') => readonly FieldError[];
  readonly change: (typed: Typed) => PartChange | undefined;
  /** The field that a refusal is about, by its code. */
  readonly fieldOf: (code: string, typed: Typed) => string;
}

/** The form of a part by the end of its address; undefined where there is none. */
export function partForm(part: string, profile: Profile): PartForm | undefined {
  const [which = '', year = ''] = part.split('/');
  return forms.get(which)?.(profile, year);
}

type FormOf = (profile: Profile, year: string) => PartForm | undefined;

const forms: ReadonlyMap<string, FormOf> = new Map<string, FormOf>([
  ['teksten', textsForm],
  ['niveaus', levelsForm],
  ['titels', titlesForm],
  ['feestdagen', (profile, year) => (/^20\d\d$/.test(year) ? holidaysForm(profile, year) : undefined)],
]);

const longestName = 200;

function bothNames(stem: string, names: Text, longest = longestName, plural = false): readonly PartField[] {
  return (['nl', 'en'] as const).map((language) => ({
    id: `${stem}-${language}`,
    label: plural ? words[language === 'nl' ? 'pluralNl' : 'pluralEn'] : words[language],
    value: names[language],
    longest,
    is: 'text',
  }));
}

const typedNames = (typed: Typed, stem: string) => ({
  nl: typed(`${stem}-nl`).trim(),
  en: typed(`${stem}-en`).trim(),
});

/** A form whose fields are always there and all asked. */
function fixedForm(
  given: Pick<PartForm, 'path' | 'title' | 'lead' | 'change' | 'follows'> & {
    readonly groups: readonly PartGroup[];
    readonly stems?: Readonly<Record<string, string>>;
  },
): PartForm {
  const { groups, stems = {}, ...rest } = given;
  const fields = groups.flatMap((group) => group.fields);
  const [first] = fields;
  return {
    ...rest,
    accepted: fields.map(({ id }) => id),
    groups: () => groups,
    faults: (typed, language) => fields.flatMap((field) => faultOf(field, typed(field.id), language)),
    fieldOf: (code) => {
      const [kind = '', key = ''] = code.split(' ');
      const stem = stems[kind];
      return stem === undefined ? (first?.id ?? '') : `${stem}-${key}-nl`;
    },
  };
}

function faultOf(
  { id, longest, is }: PartField,
  written: string,
  language: 'nl' | 'en',
): readonly FieldError[] {
  const given = written.trim();
  const told = given === '' ? words.missing : typedFault(given, longest);
  if (told !== null) return [{ field: id, message: told[language] }];
  return is === 'mail' && !z.email().safeParse(given).success
    ? [{ field: id, message: words.mailWrong[language] }]
    : [];
}

function textsForm({ yearName, policies, contact }: Profile): PartForm {
  return fixedForm({
    path: '/instellingen/profiel/teksten',
    title: words.texts,
    lead: words.textsLead,
    groups: [
      { legend: words.year, fields: bothNames('jaar', yearName) },
      { legend: words.gift, fields: bothNames('regel', policies.giftRule, 1000) },
      {
        legend: words.contact,
        fields: [
          ...bothNames('contact', contact.name),
          { id: 'mail', label: words.mail, value: contact.email, longest: longestName, is: 'mail' },
        ],
      },
    ],
    change: (typed) =>
      partChangeSchema.safeParse({
        part: 'texts',
        to: {
          yearName: typedNames(typed, 'jaar'),
          giftRule: typedNames(typed, 'regel'),
          contact: { name: typedNames(typed, 'contact'), email: typed('mail').trim() },
        },
      }).data,
  });
}

function levelsForm({ levels, unitTypes }: Profile): PartForm {
  const called = (what: Text, key: string): Text => ({
    nl: what.nl.replace('{key}', () => key),
    en: what.en.replace('{key}', () => key),
  });
  return fixedForm({
    path: '/instellingen/profiel/niveaus',
    title: words.levels,
    lead: words.levelsLead,
    follows: words.unitLists,
    stems: { level: 'niveau', type: 'soort' },
    groups: [
      ...levels.map(({ key, name, plural }) => ({
        legend: called(words.level, key),
        fields: [
          ...bothNames(`niveau-${key}`, name),
          ...bothNames(`meervoud-${key}`, plural, longestName, true),
        ],
      })),
      ...unitTypes.map(({ key, name }) => ({
        legend: called(words.type, key),
        fields: bothNames(`soort-${key}`, name),
      })),
    ],
    change: (typed) =>
      partChangeSchema.safeParse({
        part: 'levels',
        to: {
          levels: levels.map(({ key }) => ({
            key,
            name: typedNames(typed, `niveau-${key}`),
            plural: typedNames(typed, `meervoud-${key}`),
          })),
          unitTypes: unitTypes.map(({ key }) => ({ key, name: typedNames(typed, `soort-${key}`) })),
        },
      }).data,
  });
}

function titlesForm({ titles }: Profile): PartForm {
  const keys = Object.keys(titles);
  return fixedForm({
    path: '/instellingen/profiel/titels',
    title: words.titles,
    lead: words.titlesLead,
    groups: Object.entries(titles).map(([key, title]) => ({
      legend: titleOf(key),
      fields: bothNames(`titel-${key}`, title),
    })),
    change: (typed) =>
      partChangeSchema.safeParse({
        part: 'titles',
        to: Object.fromEntries(keys.map((key) => [key, typedNames(typed, `titel-${key}`)])),
      }).data,
  });
}

/** Rows that stand empty under the holidays there are. */
const emptyRows = 3;
/** Rows that are taken, whatever a page showed. */
const mostRows = 60;

const rowFields = (row: number) => ({ day: `dag-${row}`, names: `feest-${row}` });
const idsOf = (row: number) => [`dag-${row}`, `feest-${row}-nl`, `feest-${row}-en`];
const rows = Array.from({ length: mostRows }, (_, index) => index + 1);

function holidaysForm(profile: Profile, year: string): PartForm {
  const held = profile.holidays.filter(({ date }) => date.startsWith(`${year}-`));
  const inYear = ({ nl, en }: Text): Text => ({
    nl: nl.replaceAll('{year}', year),
    en: en.replaceAll('{year}', year),
  });
  const isBlank = (typed: Typed, row: number) => idsOf(row).every((id) => typed(id).trim() === '');
  /** The day was emptied and the names are those that it had: it goes. */
  const goes = (typed: Typed, row: number) => {
    const was = held[row - 1]?.name;
    const { nl, en } = typedNames(typed, rowFields(row).names);
    return typed(rowFields(row).day).trim() === '' && was?.nl === nl && was.en === en;
  };
  const kept = (typed: Typed) => rows.filter((row) => !isBlank(typed, row) && !goes(typed, row));
  return {
    path: `/instellingen/profiel/feestdagen/${year}`,
    title: inYear(words.holidays),
    lead: words.holidaysLead,
    accepted: rows.flatMap(idsOf),
    groups: (typed) => {
      const shown = Math.min(mostRows, Math.max(held.length + emptyRows, ...kept(typed)));
      return rows.slice(0, shown).map((row) => {
        const one = held[row - 1];
        const [, month = '', day = ''] = one?.date.split('-') ?? [];
        return {
          legend: one
            ? {
                nl: words.holiday.nl.replace('{place}', String(row)),
                en: words.holiday.en.replace('{place}', String(row)),
              }
            : words.another,
          fields: [
            {
              id: rowFields(row).day,
              label: words.day,
              value: one ? `${Number(day)}-${Number(month)}-${year}` : '',
              longest: 10,
              is: 'day',
              ...(row === 1 ? { hint: inYear(words.dayHint) } : {}),
            },
            ...bothNames(rowFields(row).names, one?.name ?? { nl: '', en: '' }),
          ],
        };
      });
    },
    faults: (typed, language) =>
      kept(typed).flatMap((row) => {
        const { day, names } = rowFields(row);
        const date = dayTyped(typed(day));
        const told =
          typed(day).trim() === ''
            ? words.dayMissing
            : date?.startsWith(year)
              ? null
              : inYear(words.dayWrong);
        return [
          ...(told === null ? [] : [{ field: day, message: told[language] }]),
          ...bothNames(names, { nl: '', en: '' }).flatMap((field) =>
            faultOf(field, typed(field.id), language),
          ),
        ];
      }),
    change: (typed) =>
      partChangeSchema.safeParse({
        part: 'holidays',
        to: {
          year,
          days: kept(typed).map((row) => ({
            date: dayTyped(typed(rowFields(row).day)),
            name: typedNames(typed, rowFields(row).names),
          })),
        },
      }).data,
    fieldOf: (code, typed) => {
      const date = code.startsWith('day ') ? code.slice(4) : null;
      const row = rows.findLast((one) => date !== null && dayTyped(typed(rowFields(one).day)) === date);
      return rowFields(row ?? 1).day;
    },
  };
}
