import { sql } from 'kysely';
import { z } from 'zod';
import { roles } from '../../platform/access/relation.ts';
import type { Action } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { headSource } from './document-text.ts';

/** The longest title of a report, in characters. */
export const longestTitle = 200;
/** The longest text of a block, in characters. */
export const longestBlock = 20_000;

const startSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]{1,60}$/),
  period: z.string().min(4).max(20),
  language: z.enum(['nl', 'en']),
  title: z.string().trim().min(1).max(longestTitle),
  yearsBefore: z.number().int().min(0).max(20),
  /** The version that it corrects; null for a new report. */
  revises: z.number().int().positive().nullable(),
  blocks: z.array(z.string().max(longestBlock)),
  route: z
    .array(
      z.strictObject({
        act: z.enum(['read', 'sign']),
        role: z.enum(roles).nullable(),
        unit: z.string().nullable(),
      }),
    )
    .min(1),
});

/** Begins a report. Answers with its id, or with that of the one which is being written under this name already. */
export const startDraft: Action<
  z.infer<typeof startSchema>,
  { readonly id: string; readonly isNew: boolean }
> = {
  name: 'reports.start',
  input: startSchema,
  object: ({ slug }) => slug,
  change: async (database, input) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`report ${input.slug}`}))`.execute(database);
    const known = await database
      .selectFrom('report_draft')
      .select('id')
      .where('slug', '=', input.slug)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (known) return { result: { id: known.id, isNew: false }, audit: null };
    const id = newId();
    const { slug, period, language, revises } = input;
    await database.insertInto('report_draft').values({ id, slug, period, language, revises }).execute();
    await database
      .insertInto('report_step')
      .values(input.route.map((step, index) => ({ id: newId(), report_id: id, place: index + 1, ...step })))
      .execute();
    await database
      .insertInto('report_block')
      .values({ ...versionOf(id, newId(), 'head', '0'), source: headSource(input) })
      .execute();
    if (input.blocks.length > 0)
      await database
        .insertInto('report_block')
        .values(
          input.blocks.map((source, index) => ({
            ...versionOf(id, newId(), 'text', String(index + 1)),
            source,
          })),
        )
        .execute();
    return {
      result: { id, isNew: true },
      audit: { period, blocks: input.blocks.length, revises: revises ?? false },
    };
  },
};

/** A new version of a block. */
export function versionOf(report: string, block: string, kind: 'head' | 'text', place: string) {
  return { id: newId(), block_id: block, report_id: report, kind, place };
}

const stopSchema = z.strictObject({ report: z.uuid(), reason: z.string().trim().min(1).max(500) });

/** Stops writing a report: nothing of it is published, and what was written stays to be read. False where it ended before. */
export const stopDraft: Action<z.infer<typeof stopSchema>, boolean> = {
  name: 'reports.stop',
  input: stopSchema,
  object: ({ report }) => report,
  change: async (database, { report, reason }) => {
    const ended = await database
      .updateTable('report_draft')
      .set({ ended_at: sql`clock_timestamp()`, ended_as: 'stopped' })
      .where('id', '=', report)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) return { result: false, audit: null };
    await database
      .insertInto('report_event')
      .values({ id: newId(), report_id: report, kind: 'stopped', reason })
      .execute();
    return { result: true, audit: {} };
  },
};
