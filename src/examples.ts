import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from './codes/profile.ts';
import { examplesFolder } from './app.ts';

const textSchema = z.strictObject({ nl: z.string(), en: z.string() });

const exampleSchema = z.strictObject({
  organisation: z.string(),
  profile: z.string(),
  source: textSchema.nullable(),
  notice: textSchema,
  imports: z.array(z.strictObject({ register: z.string(), file: z.string(), period: z.string().optional(), mapping: z.record(z.string(), z.string()).optional(), replace: z.boolean().optional() })),
  reports: z.array(z.strictObject({ document: z.string(), publishedOn: z.iso.date(), summaries: z.string().optional(), before: z.array(z.string()).optional() })),
});
export type Example = z.infer<typeof exampleSchema>;

/** The description of an example that comes with the program; undefined for a real organisation. */
export async function readExample(key: string): Promise<Example | undefined> {
  const file = join(examplesFolder, key, 'example.json');
  return existsSync(file) ? readJson(file, exampleSchema) : undefined;
}
