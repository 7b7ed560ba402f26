import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { examplesFolder } from '../app.ts';
import { readJson } from '../codes/profile.ts';
import { callAnswerSchema } from '../collection/returns/call-answers.ts';
import type { Action, Question } from '../platform/database/doorways.ts';
import { atWorkSchema } from './at-work-schema.ts';
import { ceremonySchema } from './example-ceremony.ts';
import { examplePeopleSchema } from './example-people.ts';

const textSchema = z.strictObject({ nl: z.string(), en: z.string() });

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('import'),
    register: z.string(),
    file: z.string(),
    period: z.string().optional(),
    replace: z.boolean().optional(),
    mapping: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ do: z.literal('calls'), answers: z.array(callAnswerSchema) }),
  z.strictObject({ do: z.literal('summaries'), file: z.string() }),
  z.strictObject({ do: z.literal('publish'), document: z.string(), on: z.iso.date() }),
  z.strictObject({ do: z.literal('people'), people: examplePeopleSchema }),
  z.strictObject({ do: z.literal('at-work'), work: atWorkSchema }),
  z.strictObject({ do: z.literal('ceremony'), ceremony: ceremonySchema }),
  z.strictObject({ do: z.literal('note'), slug: z.string(), on: z.iso.date(), text: textSchema }),
]);

const exampleSchema = z.strictObject({
  organisation: z.string(),
  profile: z.string(),
  notice: textSchema,
  steps: z.array(stepSchema),
});
export type Example = z.infer<typeof exampleSchema>;

/** The description of an example that comes with the program; undefined for a real organisation. */
export async function readExample(key: string): Promise<Example | undefined> {
  const file = join(examplesFolder, key, 'example.json');
  return existsSync(file) ? readJson(file, exampleSchema) : undefined;
}

/** The examples that come with the program. */
export const exampleKeys = ['bron', 'oefen'] as const;

/** Remembers that a step of an example was done, so that a killed start goes on where it stopped. */
export const stepDone: Action<{ step: number }, null> = {
  name: 'example.step',
  input: z.strictObject({ step: z.number().int() }),
  object: (input) => String(input.step),
  change: async () => ({ result: null, audit: {} }),
};

/** How many steps of its example an organisation has had: all, where people have accounts, for then it is theirs. */
export const stepsDone: Question<Record<string, never>, number> = {
  name: 'example.progress',
  confidential: false,
  object: () => 'example',
  ask: async (database) => {
    const people = await sql<{ stand: boolean }>`select accounts_stand() as stand`.execute(database);
    if (people.rows[0]?.stand === true) return Number.MAX_SAFE_INTEGER;
    const rows = await database
      .selectFrom('audit_entry')
      .select('object')
      .where('action', '=', stepDone.name)
      .execute();
    return Math.max(0, ...rows.map((row) => Number(row.object) + 1));
  },
};
