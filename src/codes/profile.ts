import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { roles } from '../platform/access/relation.ts';
import { type FieldFault, fieldFault, pathWords } from '../platform/json/field-fault.ts';
import { type FilePlace, type JsonPath, jsonFault, jsonPlace } from '../platform/json/json-syntax.ts';
import { ExplainedError, errorCode } from '../platform/language/explained-error.ts';
import { inEach, type Language, sameText, type Text, text } from '../platform/language/text.ts';
import { unseenWithin, unseenWords } from '../platform/language/unseen-characters.ts';
import { type CodeList, type CodeLists, codeListSchema } from './code-lists.ts';
import { retentionSchema } from './retention.ts';

const textSchema = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });

const patternSchema = z.string().refine(isPattern, {
  message: 'dit is geen reguliere expressie',
  params: { en: 'this is no regular expression' },
});

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * All that is bound to one kind of organisation: level names, titles, policies, reporting year, detectors. A
 * municipality or an agency adopts Daglicht by writing such a file, without a programmer.
 */
const profileSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z-]*$/),
  name: textSchema,
  languages: z.array(z.enum(['nl', 'en'])).min(1),
  /** From the top down. */
  levels: z.array(z.strictObject({ key: z.string(), name: textSchema, plural: textSchema })).min(1),
  unitTypes: z.array(z.strictObject({ key: z.string(), name: textSchema })),
  yearStart: z.strictObject({ month: z.number().int().min(1).max(12) }),
  yearName: textSchema,
  /** Titles of the people who decide, by role. */
  titles: z.record(z.string(), textSchema),
  policies: z.strictObject({
    giftThresholdEuro: z.string().regex(/^\d+(\.\d+)?$/),
    giftRule: textSchema,
    protectionThreshold: z.number().int().min(3).max(10),
    /**
     * Which readers who know a hidden number of their own may compute no small one: `singletons`, who are the one person
     * behind a hidden 1, or `every`, whoever knows any one hidden number. Absent: `singletons`.
     */
    protectionAgainst: z.enum(['singletons', 'every']).optional(),
  }),
  /** How long what is kept, and on what ground; of a kind that is absent the usual term holds. */
  retention: retentionSchema.partial().optional(),
  /** For how many months names and addresses are kept of who left, in profiles of before there were retention terms. */
  namesKeptMonths: z.number().int().min(6).max(240).optional(),
  /**
   * Who agrees to a report before it is published, in this order: somebody who reads it and did not write it, and who
   * signs it in which role, at the top or at each unit of a level. Absent: it is read, and the head of the organisation signs.
   */
  reportRoute: z
    .array(
      z.discriminatedUnion('act', [
        z.strictObject({ act: z.literal('read') }),
        z.strictObject({ act: z.literal('sign'), role: z.enum(roles), level: z.string().optional() }),
      ]),
    )
    .min(1)
    .optional(),
  /** The keys of registers that the organisation does not keep. */
  registersOff: z.array(z.string()).default([]),
  /** Figures that are open elsewhere and of which small numbers are protected here: in a small body they point at a person. */
  guardedFigures: z.array(z.string()).optional(),
  /** Patterns of identifiers that may point at a person, as warnings in public summaries. */
  identifierDetectors: z.array(z.strictObject({ key: z.string(), pattern: patternSchema, name: textSchema })),
  /** Words that may stand with a capital letter without naming a person. */
  allowedNames: z.array(z.string()),
  /** Abbreviations that reports write out where they first stand. */
  abbreviations: z.array(z.strictObject({ short: z.string().min(2), long: textSchema })).default([]),
  /** Feasts by date, per year, that terms skip (Algemene termijnenwet art. 3). */
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: textSchema })),
  contact: z.strictObject({ name: textSchema, email: z.email() }),
});

/** The files of a profile folder by name ("codes/measures.json"), each as parsed. */
export type ProfileFiles = Readonly<Record<string, unknown>>;

export type Profile = z.infer<typeof profileSchema> & {
  readonly codes: CodeLists;
  readonly files: ProfileFiles;
  /** Id of the recorded version that this is; null for one that was read from a folder. */
  readonly version: string | null;
};

/** A profile, or another file with a description, is not as it should be: file, line, column and field are told. */
export class ProfileError extends ExplainedError {
  override readonly name = 'ProfileError';
}

/** Files that only some profiles have; what stands in them, the rooms know that read them. */
const onlySome = ['statement.json', 'where-to-turn.json'];

/**
 * Reads a profile folder: `profile.json`, every list in `codes/`, and the files that only some profiles have. Throws a {@link ProfileError}.
 */
export async function readProfile(folder: string): Promise<Profile> {
  const files: Record<string, unknown> = {};
  const read = async <T>(name: string, schema: z.ZodType<T>): Promise<T> => {
    const { parsed, data } = await readPlaced(join(folder, name), schema);
    files[name] = parsed;
    return data;
  };
  // Every file is read before one is refused: who corrects a profile hears all that is wrong in it.
  const found: ProfileError[] = [];
  const tell = (error: unknown) => {
    if (!(error instanceof ProfileError) || error.code === 'profile-missing') throw error;
    found.push(error);
  };
  await read('profile.json', profileSchema).catch(missingIn(folder)).catch(tell);
  const names = await readdir(join(folder, 'codes')).catch(missingIn(folder));
  const keys = new Set<string>();
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    const file = join(folder, 'codes', name);
    const list = await readPlaced(file, codeListSchema).catch(tell);
    if (!list) continue;
    files[`codes/${name}`] = list.parsed;
    found.push(...looseCodes(file, list));
    const { key } = list.data;
    if (keys.has(key))
      found.push(
        refused(
          file,
          'list-twice',
          {
            nl: `de lijst „${key}” staat ook in een ander bestand van dit profiel`,
            en: `the list “${key}” stands in another file of this profile too`,
          },
          list.place(['key']),
          'key',
        ),
      );
    keys.add(key);
  }
  for (const name of onlySome) if (existsSync(join(folder, name))) await read(name, z.unknown()).catch(tell);
  refuseAll(found);
  return profileFromFiles(files, null);
}

/** Refuses what was found: one fault as it is, several together, each with its place. */
function refuseAll(found: readonly ProfileError[]): void {
  const [first, ...others] = found;
  if (!first) return;
  if (others.length === 0) throw first;
  const lines = (language: Language) =>
    found
      .map(({ explanation: { what, where } }) => {
        const said = what[language].replace(/^[^:]*: /, '').replace(/\.$/, '');
        return `\n  ${where[language]}: ${said}`;
      })
      .join('');
  throw new ProfileError(first.code, {
    what: text(
      `Dit profiel is niet te gebruiken: er zijn fouten in ${found.length} plaatsen.${lines('nl')}`,
      `This profile cannot be used: there are faults in ${found.length} places.${lines('en')}`,
    ),
    where: text('de plaatsen die hierboven staan', 'the places that stand above'),
    kept: keptAll,
    next: text(
      'Verbeter de bestanden op die plaatsen en voer de opdracht opnieuw uit.',
      'Correct the files at those places and run the command again.',
    ),
  });
}

/** The profile that files hold which were read before. Throws a ZodError when they hold none. */
export function profileFromFiles(files: ProfileFiles, version: string | null): Profile {
  const profile = profileSchema.parse(files['profile.json']);
  const lists = Object.entries(files)
    .filter(([name]) => name.startsWith('codes/'))
    .map(([, content]) => codeListSchema.parse(content));
  return { ...profile, codes: new Map(lists.map((list) => [list.key, list])), files, version };
}

/** Codes that stand twice, below one that the list does not have, or for one that is in it, or that end before they begin. */
function looseCodes(file: string, { data: { codes }, place }: Placed<CodeList>): readonly ProfileError[] {
  const known = codes.map(({ code }) => code);
  const at = (code: string, index: number, field: string, what: Text) => {
    const path = ['codes', index, field];
    return refused(file, code, what, place(path), pathWords(path));
  };
  return codes.flatMap(({ code, parent, replaces = [], from, until }, index) => [
    ...(known.indexOf(code) === index
      ? []
      : [
          at(
            'code-twice',
            index,
            'code',
            text(`de code „${code}” staat er tweemaal`, `the code “${code}” stands twice`),
          ),
        ]),
    ...(parent === undefined || known.includes(parent)
      ? []
      : [
          at(
            'parent-unknown',
            index,
            'parent',
            text(
              `de code „${code}” staat onder „${parent}”, die niet in de lijst staat`,
              `the code “${code}” stands under “${parent}”, which is not in the list`,
            ),
          ),
        ]),
    ...replaces
      .filter((one) => known.includes(one))
      .map((one) =>
        at(
          'replaced-stands',
          index,
          'replaces',
          text(
            `de code „${code}” vervangt „${one}”, die zelf nog in de lijst staat; haal een van beide weg`,
            `the code “${code}” replaces “${one}”, which itself still stands in the list; take out one of them`,
          ),
        ),
      ),
    ...(from === null || until === null || from < until
      ? []
      : [
          at(
            'ends-first',
            index,
            'until',
            text(
              `de code „${code}” houdt op (${until}) voor zij begint (${from}); „until” is de eerste dag waarop zij niet meer te kiezen is`,
              `the code “${code}” ends (${until}) before it begins (${from}); “until” is the first day on which it can no longer be chosen`,
            ),
          ),
        ]),
  ]);
}

/**
 * Reads a JSON file of a known shape. Throws a {@link ProfileError} that names file, line, column and field, and the
 * system's own error for a file that cannot be opened.
 */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return (await readPlaced(file, schema)).data;
}

/** What stands in a JSON file, and where. */
export interface Placed<T> {
  /** As it was written. */
  readonly parsed: unknown;
  /** As its shape reads it. */
  readonly data: T;
  /** Where a value stands in the file. */
  readonly place: (path: JsonPath) => FilePlace;
}

/** As {@link readJson}, with the places of what was read. */
export async function readPlaced<T>(file: string, schema: z.ZodType<T>): Promise<Placed<T>> {
  const source = decoded(file, await readFile(file));
  const fault = jsonFault(source);
  if (fault) throw refused(file, 'not-json', fault.what, fault);
  const parsed: unknown = JSON.parse(source);
  const unseen = unseenWithin(parsed);
  if (unseen) {
    const { code, kind } = unseen.character;
    const what = inEach`${text('het teken', 'the character')} ${code} ${unseenWords[kind]}; ${text('haal het weg', 'take it out')}`;
    throw refused(file, 'unseen-character', what, jsonPlace(source, unseen.path), pathWords(unseen.path));
  }
  const answer = schema.safeParse(parsed);
  if (answer.success) return { parsed, data: answer.data, place: (path) => jsonPlace(source, path) };
  const [first, ...others] = answer.error.issues;
  if (!first) throw answer.error;
  const { path, what } = fieldFault(first, parsed);
  const told = others.slice(0, mostFaults).map((issue) => otherFault(source, fieldFault(issue, parsed)));
  const more = others.length - told.length;
  if (more > 0) told.push(text(`en nog ${more} ${more === 1 ? 'fout' : 'fouten'}`, `and ${more} more`));
  const lines = (language: Language) => [what, ...told].map((one) => one[language]).join('; ');
  throw refused(
    file,
    'field-wrong',
    text(lines('nl'), lines('en')),
    jsonPlace(source, path),
    pathWords(path),
  );
}

/** Faults that are told beside the first, each with its line. */
const mostFaults = 20;

function otherFault(source: string, { path, what }: FieldFault): Text {
  const { line } = jsonPlace(source, path);
  return text(
    `en op regel ${line}, veld ${pathWords(path)}: ${what.nl}`,
    `and on line ${line}, field ${pathWords(path)}: ${what.en}`,
  );
}

function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(
      file,
      'not-utf-8',
      text('het bestand is niet als UTF-8 opgeslagen', 'the file was not saved as UTF-8'),
    );
  }
}

/** A profile folder, or a part of it, that is not there. */
function missingIn(folder: string): (error: unknown) => never {
  return (error) => {
    if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error))) throw error;
    throw new ProfileError('profile-missing', {
      what: text(
        'Het profiel van deze organisatie is er niet, of niet heel: profile.json of de map codes ontbreekt.',
        'The profile of this organisation is not there, or not whole: profile.json or the folder codes is missing.',
      ),
      where: sameText(folder),
      kept: keptAll,
      next: text(
        'Noem onder "profile" een meegeleverd profiel (zie de map profiles) of de map van een eigen profiel, en voer de opdracht opnieuw uit.',
        'Name under "profile" one that comes with the program (see the folder profiles) or the folder of your own, and run the command again.',
      ),
    });
  };
}

const keptAll = text(
  'Wat al in de registers en publicaties stond; een wijziging komt er heel in, of niet.',
  'What stood in the registers and publications; a change goes in whole, or not at all.',
);

function refused(file: string, code: string, what: Text, place?: FilePlace, field = ''): ProfileError {
  const nl = [file, place && `regel ${place.line}, kolom ${place.column}`, field && `veld ${field}`];
  const en = [file, place && `line ${place.line}, column ${place.column}`, field && `field ${field}`];
  return new ProfileError(code, {
    what: text(`Dit bestand is niet te gebruiken: ${what.nl}.`, `This file cannot be used: ${what.en}.`),
    where: text(nl.filter(Boolean).join(', '), en.filter(Boolean).join(', ')),
    kept: keptAll,
    next: text(
      'Verbeter het bestand op die plaats en voer de opdracht opnieuw uit.',
      'Correct the file at that place and run the command again.',
    ),
  });
}
