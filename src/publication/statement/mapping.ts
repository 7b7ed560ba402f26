import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Profile, readJson } from '../../codes/profile.ts';
import { WordedError } from '../../platform/language/explained-error.ts';

/** The profile says nothing about a statement to a receiver. */
export class NoStatementLayout extends WordedError {
  override name = 'NoStatementLayout';
}

const textSchema = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
const table = z.record(z.string(), z.string().min(1));

/** The parts of a registration that a receiver gets as codes of its own. */
export const mappedParts = [
  'category',
  'subcategory',
  'kind',
  'finding',
  'investigation',
  'measure',
] as const;
export type MappedPart = (typeof mappedParts)[number];

/** How a profile's codes become those of the receiver of its yearly statement: data of the profile, versioned. */
const mappingSchema = z.strictObject({
  key: z.string(),
  version: z.string(),
  /** Whether the receiver confirmed this layout; an unverified one says so in every file. */
  verified: z.boolean(),
  title: textSchema,
  receiver: textSchema,
  source: z.string(),
  /** The date by which an incident belongs to a statement; the report counts by receipt. */
  countingDate: z.enum(['received', 'decided', 'closed']),
  /** Own code to the receiver's code, per part. */
  codes: z.strictObject({
    category: table,
    subcategory: table,
    kind: table,
    finding: table,
    investigation: table,
    measure: table,
  }),
  /** The receiver's code for what is not recorded; a part without one leaves the incident unmapped. */
  notRecorded: z.partialRecord(z.enum(mappedParts), z.string().min(1)),
});
export type StatementMapping = z.infer<typeof mappingSchema>;

/** The file of a profile that holds its statement layout. */
export const mappingFile = 'statement.json';

/** The statement layout of a profile; undefined where it has none. Throws a ZodError for one of another shape. */
export function mappingOf({ files }: Pick<Profile, 'files'>): StatementMapping | undefined {
  return mappingFile in files ? mappingSchema.parse(files[mappingFile]) : undefined;
}

/** Refuses a profile folder whose statement layout cannot be used. Throws a ProfileError that names file and field. */
export async function checkMapping(folder: string): Promise<void> {
  const file = join(folder, mappingFile);
  if (existsSync(file)) await readJson(file, mappingSchema);
}

/** The receiver's code for a code of our own (null: not recorded); undefined when there is none. */
export function translate(
  mapping: StatementMapping,
  part: MappedPart,
  code: string | null,
): string | undefined {
  return code === null ? mapping.notRecorded[part] : mapping.codes[part][code];
}
