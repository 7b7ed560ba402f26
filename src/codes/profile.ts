import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Text } from '../platform/language/text.ts';
import { type CodeLists, codeListSchema } from './code-lists.ts';

const textSchema = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });

/**
 * All that is bound to one kind of organisation: level names, titles, policies, reporting year, detectors. A
 * municipality or an agency adopts Daglicht by writing such a file, without a programmer.
 */
export const profileSchema = z.strictObject({
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
  }),
  /** Patterns of identifiers that may point at a person, as warnings in public summaries. */
  identifierDetectors: z.array(z.strictObject({ key: z.string(), pattern: z.string(), name: textSchema })),
  /** Words that may stand with a capital letter without naming a person. */
  allowedNames: z.array(z.string()),
  /** Feasts by date, per year, that terms skip (Algemene termijnenwet art. 3). */
  holidays: z.array(z.strictObject({ date: z.iso.date(), name: textSchema })),
  contact: z.strictObject({ name: textSchema, email: z.email() }),
});

export type Profile = z.infer<typeof profileSchema> & { readonly codes: CodeLists; readonly folder: string };

/** A profile folder is incomplete or wrong; the message names the file and the field. */
export class ProfileError extends Error {
  override name = 'ProfileError';
}

/** Reads a profile folder: `profile.json` and every list in `codes/`. Throws a {@link ProfileError}. */
export async function readProfile(folder: string): Promise<Profile> {
  const profile = await readJson(join(folder, 'profile.json'), profileSchema);
  const files = (await readdir(join(folder, 'codes'))).filter((name) => name.endsWith('.json')).sort();
  const lists = await Promise.all(files.map((name) => readJson(join(folder, 'codes', name), codeListSchema)));
  for (const list of lists) {
    const codes = new Set(list.codes.map((code) => code.code));
    if (codes.size < list.codes.length)
      throw new ProfileError(`${folder}: list "${list.key}" has a code twice.`);
    for (const code of list.codes) {
      if (code.parent !== undefined && !codes.has(code.parent)) {
        throw new ProfileError(
          `${folder}: list "${list.key}": "${code.code}" stands under "${code.parent}", which is not in the list.`,
        );
      }
    }
  }
  return { ...profile, codes: new Map(lists.map((list) => [list.key, list])), folder };
}

/** The name of a level of the organisation in this profile, singular or plural. */
export function levelName(profile: Profile, key: string, form: 'name' | 'plural' = 'name'): Text {
  return profile.levels.find((level) => level.key === key)?.[form] ?? { nl: key, en: key };
}

/** Reads a JSON file of a known shape; throws a {@link ProfileError} that names file and field. */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ProfileError(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const answer = schema.safeParse(parsed);
  if (answer.success) return answer.data;
  const first = answer.error.issues[0];
  throw new ProfileError(
    `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'is not as expected'}`,
  );
}
