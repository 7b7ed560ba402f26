import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Text } from '../../platform/language/text.ts';
import type { Finding } from '../import/import-face.ts';
import type { ImportReport } from '../import/import-report.ts';

const textSchema = z.object({ nl: z.string(), en: z.string() });
const weightSchema = z.enum(['refused', 'doubtful', 'note']);

const askedSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('meaning'), written: z.string(), proposed: z.string().nullable() }),
  z.object({ of: z.literal('heading'), lacking: z.array(z.string()), headings: z.array(z.string()) }),
]);

const findingSchema = z.object({
  weight: weightSchema,
  kind: z.string(),
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  value: z.string(),
  advice: textSchema,
  asks: askedSchema.exactOptional(),
});

const toldSchema = findingSchema.extend({
  rows: z.object({ count: z.number(), first: z.array(z.number()) }).exactOptional(),
});

const cellsSchema = z.record(z.string(), z.string()).nullable();

const reportSchema = z.object({
  register: z.string(),
  file: z.string(),
  outcome: z.enum(['imported', 'unchanged', 'refused', 'needs-replace', 'dry-run', 'already-read']),
  rows: z.number(),
  records: z.number(),
  added: z.number(),
  unchanged: z.number(),
  changed: z.number(),
  vanished: z.number(),
  periods: z.array(z.object({ key: z.string(), rows: z.number() })),
  covers: textSchema.exactOptional(),
  kinds: z.array(z.object({ weight: weightSchema, kind: z.string(), count: z.number(), told: z.number() })),
  findings: z.array(toldSchema),
  changes: z.array(
    z.object({
      what: z.enum(['added', 'changed', 'vanished']),
      row: z.number(),
      sheet: z.string(),
      before: cellsSchema,
      after: cellsSchema,
    }),
  ),
});

const outcomeSchema = z.union([
  z.object({ fault: textSchema }),
  z.object({ report: reportSchema, places: z.array(findingSchema) }),
]);

/** What a trial of a file found, and would store. */
export interface FileOutcome {
  readonly report: ImportReport;
  /** The findings in their order, each with its place; the first of them where there are very many. */
  readonly places: readonly Finding[];
}

/** What became of looking at a file: an outcome, or why there is none. */
export type KeptOutcome = FileOutcome | { readonly fault: Text };

/** As it is kept. */
export function writtenOutcome(outcome: KeptOutcome): string {
  return JSON.stringify(outcome);
}

/** What {@link writtenOutcome} wrote. */
export function readOutcome(written: string): KeptOutcome {
  return outcomeSchema.parse(JSON.parse(written));
}

/** By what a page names the outcome that it shows: what is stored is what was shown. */
export function outcomeHash(outcome: FileOutcome): string {
  return hash('sha256', JSON.stringify(outcome.report));
}
