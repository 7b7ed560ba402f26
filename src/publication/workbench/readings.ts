import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import type { Text } from '../../platform/language/text.ts';
import type { ReportModel } from '../report-model.ts';
import { wholeText } from './document-text.ts';
import { readDraft } from './read-drafts.ts';
import type { ReportWarning } from './warnings.ts';

/** Where a block of the text stands in what was made of it. */
export interface BlockPlace {
  readonly id: string;
  /** As it is numbered on paper, from 1. */
  readonly number: number;
  readonly name: string;
  /** Which chapter of the report, from 0. */
  readonly chapter: number;
  /** The first of its blocks in that chapter, from 0, and how many. */
  readonly from: number;
  readonly count: number;
}

const askSchema = z.strictObject({ report: z.uuid() });

/**
 * Asks for a version that can be read and signed, of the text as it stands. Answers with its id: that of one which is
 * being made of the same text already; null where the report ended.
 */
export const requestReading: Action<z.infer<typeof askSchema>, string | null> = {
  name: 'reports.request-reading',
  input: askSchema,
  object: ({ report }) => report,
  change: async (database, { report }) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`report text ${report}`}))`.execute(database);
    const draft = await readDraft(database, report);
    if (!draft?.head || draft.endedAs !== null) return { result: null, audit: null };
    const { source, places } = wholeText(draft.head, draft.blocks);
    const last = await database
      .selectFrom('report_reading')
      .select(['id', 'number', 'source', 'made_at', 'failed'])
      .where('report_id', '=', report)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last && last.source === source && last.made_at === null && last.failed === null)
      return { result: last.id, audit: null };
    const id = newId();
    const number = (last?.number ?? 0) + 1;
    await database
      .insertInto('report_reading')
      .values({ id, report_id: report, number, source, blocks: JSON.stringify(places) })
      .execute();
    return { result: id, audit: { number } };
  },
};

/**
 * Notes that who writes a report has its figures computed, so that every instance of the program does it when it is asked
 * for them.
 */
export const askFigures: Action<z.infer<typeof askSchema>, null> = {
  name: 'reports.ask-figures',
  input: askSchema,
  object: ({ report }) => report,
  change: async (database, { report }) => {
    await sql`
      insert into report_figures_asked (report_id) values (${report}::uuid)
      on conflict (report_id, person_id) do update set asked_at = clock_timestamp()`.execute(database);
    return { result: null, audit: {} };
  },
};

/** A version that is to be made. */
export interface ReadingToMake {
  readonly id: string;
  readonly report: string;
  readonly number: number;
  /** Who asked for it. */
  readonly by: string;
  readonly source: string;
  readonly places: ReturnType<typeof wholeText>['places'];
}

const placesSchema = z.array(z.object({ id: z.string(), first: z.number(), last: z.number() }));

/** A version that is to be made, for the program itself; null where it was made, or failed. */
export const readingToMake: Question<{ readonly reading: string }, ReadingToMake | null> = {
  name: 'reports.to-make',
  confidential: false,
  object: ({ reading }) => reading,
  ask: async (database, { reading }) => {
    const row = await database
      .selectFrom('report_reading')
      .select(['id', 'report_id', 'number', 'source', 'blocks', 'recorded_by'])
      .where('id', '=', reading)
      .where('made_at', 'is', null)
      .where('failed', 'is', null)
      .executeTakeFirst();
    if (!row) return null;
    return {
      id: row.id,
      report: row.report_id,
      number: row.number,
      by: row.recorded_by,
      source: row.source,
      places: placesSchema.parse(row.blocks),
    };
  },
};

/** What was made of a version. */
export interface MadeReading {
  readonly reading: string;
  readonly model: string;
  readonly hash: string;
  readonly blocks: readonly BlockPlace[];
  readonly warnings: readonly ReportWarning[];
  readonly paper: Uint8Array;
}

/** Stores what the program made of a version. */
export const storeReading: Action<MadeReading, null> = {
  name: 'reports.store-reading',
  input: z.custom<MadeReading>((value) => typeof value === 'object' && value !== null && 'model' in value),
  object: ({ reading }) => reading,
  change: async (database, { reading, model, hash, blocks, warnings, paper }) => {
    await database
      .updateTable('report_reading')
      .set({
        made_at: sql`clock_timestamp()`,
        model,
        model_sha256: hash,
        warnings: JSON.stringify({ blocks, warnings }),
        paper: Buffer.from(paper),
      })
      .where('id', '=', reading)
      .where('made_at', 'is', null)
      .execute();
    return { result: null, audit: { hash } };
  },
};

const failSchema = z.strictObject({
  reading: z.uuid(),
  words: z.strictObject({ nl: z.string(), en: z.string() }),
});

/** Records why a version could not be made. */
export const failReading: Action<z.infer<typeof failSchema>, null> = {
  name: 'reports.fail-reading',
  input: failSchema,
  object: ({ reading }) => reading,
  change: async (database, { reading, words }) => {
    await database
      .updateTable('report_reading')
      .set({ failed: JSON.stringify(words) })
      .where('id', '=', reading)
      .where('made_at', 'is', null)
      .execute();
    return { result: null, audit: {}, outcome: 'denied' };
  },
};

/** What a reader reads. */
export interface ReadingContent {
  readonly id: string;
  readonly number: number;
  readonly model: ReportModel;
  readonly hash: string;
  readonly blocks: readonly BlockPlace[];
  readonly warnings: readonly ReportWarning[];
  /** The text of each block, by its id. */
  readonly sources: ReadonlyMap<string, string>;
}

const ofReading = z.strictObject({ report: z.uuid(), number: z.number().int().positive() });

/** A version that was made, by its number; null where there is none, or none for who asks. Who looked stands in the trail. */
export const readingQuestion: Question<z.infer<typeof ofReading>, ReadingContent | null> = {
  name: 'reports.reading',
  confidential: true,
  object: ({ report, number }) => `${report} ${number}`,
  ask: async (database, { report, number }) => {
    const row = await database
      .selectFrom('report_reading')
      .select(['id', 'number', 'model', 'model_sha256', 'warnings', 'source', 'blocks'])
      .where('report_id', '=', report)
      .where('number', '=', number)
      .where('made_at', 'is not', null)
      .executeTakeFirst();
    if (!row || row.model === null || row.model_sha256 === null) return null;
    // The program alone writes these, and it writes them so.
    const kept = JSON.parse(row.warnings ?? '{"blocks":[],"warnings":[]}') as {
      blocks: readonly BlockPlace[];
      warnings: readonly ReportWarning[];
    };
    return {
      id: row.id,
      number: row.number,
      model: JSON.parse(row.model) as ReportModel,
      hash: row.model_sha256,
      blocks: kept.blocks,
      warnings: kept.warnings,
      sources: sourcesOf(row.source, placesSchema.parse(row.blocks)),
    };
  },
};

/** The text of each block of a whole text, by its id. */
export function sourcesOf(source: string, places: ReadingToMake['places']): ReadonlyMap<string, string> {
  const lines = source.split('\n');
  return new Map(places.map(({ id, first, last }) => [id, lines.slice(first - 1, last).join('\n')]));
}

/** The same as PDF with numbered blocks. */
export const paperQuestion: Question<z.infer<typeof ofReading>, Uint8Array | null> = {
  name: 'reports.paper',
  confidential: true,
  object: ({ report, number }) => `${report} ${number}`,
  ask: async (database, { report, number }) => {
    const row = await database
      .selectFrom('report_reading')
      .select('paper')
      .where('report_id', '=', report)
      .where('number', '=', number)
      .executeTakeFirst();
    return row?.paper ?? null;
  },
};

/** A publication that somebody asked for, as the program does it. */
export interface ReadingToPublish {
  readonly report: string;
  readonly reading: string;
  /** Who asked for it. */
  readonly by: string;
  readonly next: { readonly period: string; readonly expectedOn: string | null } | null;
  readonly source: string;
  readonly hash: string;
  readonly model: string;
}

/**
 * What is to be published by somebody's asking (the id of its event), for the program itself; null where the report is
 * no longer open.
 */
export const readingToPublish: Question<{ readonly asking: string }, ReadingToPublish | null> = {
  name: 'reports.to-publish',
  confidential: false,
  object: ({ asking }) => asking,
  ask: async (database, { asking }) => {
    const row = await database
      .selectFrom('report_event as e')
      .innerJoin('report_reading as r', 'r.id', 'e.reading_id')
      .innerJoin('report_draft as d', 'd.id', 'e.report_id')
      .select([
        'e.report_id',
        'r.id as reading',
        'e.recorded_by',
        'e.next_period',
        'e.day',
        'r.source',
        'r.model_sha256',
        'r.model',
      ])
      .where('e.id', '=', asking)
      .where('e.kind', '=', 'publishing')
      .where('d.ended_at', 'is', null)
      .executeTakeFirst();
    if (!row || row.recorded_by === null || row.model_sha256 === null || row.model === null) return null;
    return {
      report: row.report_id,
      reading: row.reading,
      by: row.recorded_by,
      next: row.next_period === null ? null : { period: row.next_period, expectedOn: row.day },
      source: row.source,
      hash: row.model_sha256,
      model: row.model,
    };
  },
};

const tellSchema = z.strictObject({
  report: z.uuid(),
  reading: z.uuid(),
  words: z.strictObject({ nl: z.string(), en: z.string() }),
});

/** Records why a report was not published. */
export const failPublishing: Action<z.infer<typeof tellSchema>, null> = {
  name: 'reports.fail-publishing',
  input: tellSchema,
  object: ({ report }) => report,
  change: async (database, { report, reading, words }) => {
    // What another instance published meanwhile did not fail.
    const open = await database
      .selectFrom('report_draft')
      .select('id')
      .where('id', '=', report)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (!open) return { result: null, audit: null };
    await database
      .insertInto('report_event')
      .values({
        id: newId(),
        report_id: report,
        reading_id: reading,
        kind: 'failed',
        failed: JSON.stringify(words satisfies Text),
        recorded_by: null,
      })
      .execute();
    return { result: null, audit: {}, outcome: 'denied' };
  },
};
