import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { headSource } from './document-text.ts';
import { longestBlock, longestTitle, versionOf } from './drafts.ts';

/**
 * What became of a change: done, or not, because somebody changed or took out the block meanwhile, or because the report
 * ended. Nothing was changed then.
 */
export type BlockOutcome = 'done' | 'changed' | 'gone';

const report = z.uuid();
const block = z.uuid();
const source = z.string().max(longestBlock);

const saveSchema = z.strictObject({ report, block, version: z.uuid(), source });

/** Saves the text of a block, from the version that was read. Saved as it stands it records nothing. */
export const saveBlock: Action<z.infer<typeof saveSchema>, BlockOutcome> = {
  name: 'reports.write',
  input: saveSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    const standing = await standingBlock(database, input.report, input.block);
    if (!standing) return { result: 'gone', audit: null };
    if (standing.source === input.source) return { result: 'done', audit: null };
    // A block that was only moved meanwhile says what it said.
    if (standing.id !== input.version && (await sourceOf(database, input)) !== standing.source)
      return { result: 'changed', audit: null };
    await replace(database, standing, { source: input.source });
    return { result: 'done', audit: { block: input.block } };
  },
};

const headSchema = z.strictObject({
  report,
  version: z.uuid(),
  title: z.string().trim().min(1).max(longestTitle),
  yearsBefore: z.number().int().min(0).max(20),
});

/** Saves the title of a report, and how many years before stand beside those of its period. */
export const saveHead: Action<z.infer<typeof headSchema>, BlockOutcome> = {
  name: 'reports.write-head',
  input: headSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    await locked(database, input.report);
    if (!(await isOpen(database, input.report))) return { result: 'gone', audit: null };
    const standing = await database
      .selectFrom('report_block')
      .selectAll()
      .where('report_id', '=', input.report)
      .where('kind', '=', 'head')
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (!standing) return { result: 'gone', audit: null };
    const written = headSource(input);
    if (standing.source === written) return { result: 'done', audit: null };
    if (standing.id !== input.version) return { result: 'changed', audit: null };
    await replace(database, standing, { source: written });
    return { result: 'done', audit: {} };
  },
};

const addSchema = z.strictObject({
  report,
  /** The id of the new block: the same form sent twice adds one. */
  block,
  /** Behind which block; null: as the first. */
  after: block.nullable(),
  source,
});

/** Adds a block. Answers `gone` where the report ended. Behind a block that is not there any more it comes last. */
export const addBlock: Action<z.infer<typeof addSchema>, BlockOutcome> = {
  name: 'reports.add-block',
  input: addSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    await locked(database, input.report);
    if (!(await isOpen(database, input.report))) return { result: 'gone', audit: null };
    const known = await database
      .selectFrom('report_block')
      .select('id')
      .where('block_id', '=', input.block)
      .executeTakeFirst();
    if (known) return { result: 'done', audit: null };
    const place = await placeAfter(database, input.report, input.after, null);
    await database
      .insertInto('report_block')
      .values({ ...versionOf(input.report, input.block, 'text', place), source: input.source })
      .execute();
    return { result: 'done', audit: { block: input.block } };
  },
};

const moveSchema = z.strictObject({ report, block, after: block.nullable() });

/** Moves a block behind another, or to the beginning. */
export const moveBlock: Action<z.infer<typeof moveSchema>, BlockOutcome> = {
  name: 'reports.move-block',
  input: moveSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    const standing = await standingBlock(database, input.report, input.block);
    if (!standing) return { result: 'gone', audit: null };
    if (input.after === input.block) return { result: 'done', audit: null };
    const place = await placeAfter(database, input.report, input.after, input.block);
    await replace(database, standing, { place });
    return { result: 'done', audit: { block: input.block } };
  },
};

const removeSchema = z.strictObject({ report, block });

/** Takes a block out. Its versions stay, so that it can be put back. */
export const removeBlock: Action<z.infer<typeof removeSchema>, BlockOutcome> = {
  name: 'reports.remove-block',
  input: removeSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    const standing = await standingBlock(database, input.report, input.block);
    if (!standing) return { result: 'gone', audit: null };
    await withdraw(database, standing.id);
    return { result: 'done', audit: { block: input.block } };
  },
};

/** Puts a block back that was taken out, where it stood. */
export const restoreBlock: Action<z.infer<typeof removeSchema>, BlockOutcome> = {
  name: 'reports.restore-block',
  input: removeSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    await locked(database, input.report);
    if (!(await isOpen(database, input.report))) return { result: 'gone', audit: null };
    const last = await database
      .selectFrom('report_block')
      .selectAll()
      .where('report_id', '=', input.report)
      .where('block_id', '=', input.block)
      .orderBy('recorded_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!last) return { result: 'gone', audit: null };
    if (last.withdrawn_at === null) return { result: 'done', audit: null };
    await insertAgain(database, last, {});
    return { result: 'done', audit: { block: input.block } };
  },
};

/** A version of a block as it was. */
export interface BlockVersion {
  readonly version: string;
  readonly source: string;
  readonly by: string | null;
  readonly at: string;
  /** The moment since when it does not stand any more; null for the one that stands. */
  readonly until: string | null;
}

/** The versions of a block, the newest first. */
export const blockHistory: Question<
  { readonly report: string; readonly block: string },
  readonly BlockVersion[]
> = {
  name: 'reports.block-history',
  confidential: false,
  object: (input) => input.report,
  ask: async (database, input) => {
    const rows = await database
      .selectFrom('report_block')
      .selectAll()
      .where('report_id', '=', input.report)
      .where('block_id', '=', input.block)
      .where('kind', '=', 'text')
      .orderBy('recorded_at', 'desc')
      .orderBy('id', 'desc')
      .limit(200)
      .execute();
    return rows.map((row) => ({
      version: row.id,
      source: row.source,
      by: row.recorded_by,
      at: row.recorded_at.toISOString(),
      until: row.withdrawn_at?.toISOString() ?? null,
    }));
  },
};

/** The blocks that were taken out, each as it stood last: the newest first. */
export const removedBlocks: Question<
  { readonly report: string },
  readonly { readonly block: string; readonly source: string; readonly at: string }[]
> = {
  name: 'reports.removed-blocks',
  confidential: false,
  object: (input) => input.report,
  ask: async (database, input) => {
    const { rows } = await sql<{ block: string; source: string; at: Date }>`
      select distinct on (b.block_id) b.block_id as block, b.source, b.withdrawn_at as at
      from report_block b
      where b.report_id = ${input.report}::uuid and b.kind = 'text'
        and not exists (select from report_block s where s.block_id = b.block_id and s.withdrawn_at is null)
      order by b.block_id, b.recorded_at desc, b.id desc`.execute(database);
    return rows
      .map((row) => ({ block: row.block, source: row.source, at: row.at.toISOString() }))
      .sort((one, other) => other.at.localeCompare(one.at))
      .slice(0, 100);
  },
};

interface Standing {
  readonly id: string;
  readonly block_id: string;
  readonly report_id: string;
  readonly kind: string;
  readonly place: string;
  readonly source: string;
}

/** Waits until nobody else changes this report; the lock goes with the transaction. */
async function locked(database: Database, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`report text ${id}`}))`.execute(database);
}

async function isOpen(database: Database, id: string): Promise<boolean> {
  const found = await database
    .selectFrom('report_draft')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

async function standingBlock(database: Database, id: string, ofBlock: string): Promise<Standing | undefined> {
  await locked(database, id);
  if (!(await isOpen(database, id))) return undefined;
  return database
    .selectFrom('report_block')
    .select(['id', 'block_id', 'report_id', 'kind', 'place', 'source'])
    .where('report_id', '=', id)
    .where('block_id', '=', ofBlock)
    .where('kind', '=', 'text')
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
}

async function sourceOf(
  database: Database,
  { version, block: ofBlock }: { readonly version: string; readonly block: string },
): Promise<string | undefined> {
  const found = await database
    .selectFrom('report_block')
    .select('source')
    .where('id', '=', version)
    .where('block_id', '=', ofBlock)
    .executeTakeFirst();
  return found?.source;
}

async function withdraw(database: Database, version: string): Promise<void> {
  await database
    .updateTable('report_block')
    .set({ withdrawn_at: sql`clock_timestamp()` })
    .where('id', '=', version)
    .execute();
}

async function replace(
  database: Database,
  standing: Standing,
  changed: { readonly source?: string; readonly place?: string },
): Promise<void> {
  await withdraw(database, standing.id);
  await insertAgain(database, standing, changed);
}

async function insertAgain(
  database: Database,
  { block_id, report_id, kind, place, source: written }: Standing,
  changed: { readonly source?: string; readonly place?: string },
): Promise<void> {
  await database
    .insertInto('report_block')
    .values({
      id: newId(),
      block_id,
      report_id,
      kind,
      place,
      source: written,
      ...changed,
      recorded_at: sql`clock_timestamp()`,
    })
    .execute();
}

/** A place behind a block: halfway to the next. */
async function placeAfter(
  database: Database,
  id: string,
  after: string | null,
  moved: string | null,
): Promise<string> {
  const { rows } = await sql<{ place: string }>`
    with standing as (
      select block_id, place from report_block
      where report_id = ${id}::uuid and kind = 'text' and withdrawn_at is null and block_id is distinct from ${moved}::uuid),
    before as (
      select case when ${after}::uuid is null then 0 else
        coalesce((select place from standing where block_id = ${after}::uuid), (select max(place) from standing), 0) end as place)
    select (b.place + coalesce((select min(s.place) from standing s where s.place > b.place), b.place + 2))/ 2 as place from before b`.execute(
    database,
  );
  return rows[0]?.place ?? '1';
}
