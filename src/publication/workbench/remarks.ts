import { sql } from 'kysely';
import { z } from 'zod';
import { nameKey } from '../../organisation/people/names.ts';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';

const report = z.uuid();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** The longest remark, in characters. */
export const longestRemark = 2000;

const decideSchema = z.strictObject({ report, warning: hash, reason: z.string().trim().min(1).max(500) });

/** Lets a warning stand, and says why. Nothing where that was said already. */
export const decideWarning: Action<z.infer<typeof decideSchema>, null> = {
  name: 'reports.decide',
  input: decideSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('report_decision')
      .values({ id: newId(), report_id: input.report, warning: input.warning, reason: input.reason })
      .onConflict((conflict) =>
        conflict.columns(['report_id', 'warning']).where('withdrawn_at', 'is', null).doNothing(),
      )
      .executeTakeFirst();
    return { result: null, audit: numInsertedOrUpdatedRows === 0n ? null : {} };
  },
};

const reopenSchema = z.strictObject({ report, warning: hash });

/** Opens a warning again that was left to stand. */
export const reopenWarning: Action<z.infer<typeof reopenSchema>, null> = {
  name: 'reports.reopen',
  input: reopenSchema,
  object: (input) => input.report,
  change: async (database, input) => {
    const { numUpdatedRows } = await database
      .updateTable('report_decision')
      .set({ withdrawn_at: sql`clock_timestamp()` })
      .where('report_id', '=', input.report)
      .where('warning', '=', input.warning)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    return { result: null, audit: numUpdatedRows === 0n ? null : {} };
  },
};

const askSchema = z.strictObject({ report, person: z.uuid(), part: z.enum(['second-reader', 'preview']) });

/** Asks somebody to read a report. Who was asked already is asked as this from now on. */
export const askReader: Action<z.infer<typeof askSchema>, null> = {
  name: 'reports.ask-reader',
  input: askSchema,
  object: (input) => input.report,
  about: (input) => input.person,
  change: async (database, { report: id, person, part }) => {
    const standing = await database
      .selectFrom('report_reader')
      .select(['id', 'part'])
      .where('report_id', '=', id)
      .where('person_id', '=', person)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (standing?.part === part) return { result: null, audit: null };
    if (standing) await withdrawReader(database, standing.id);
    await database
      .insertInto('report_reader')
      .values({ id: newId(), report_id: id, person_id: person, part, recorded_at: sql`clock_timestamp()` })
      .execute();
    return { result: null, audit: { part } };
  },
};

const endSchema = z.strictObject({ report, reader: z.uuid() });

/** Asks somebody no longer: they read the report no more, and what they said of it stays. */
export const endReader: Action<z.infer<typeof endSchema>, null> = {
  name: 'reports.end-reader',
  input: endSchema,
  object: (input) => input.report,
  change: async (database, { reader }) => {
    await withdrawReader(database, reader);
    return { result: null, audit: {} };
  },
};

async function withdrawReader(database: Database, id: string): Promise<void> {
  await database
    .updateTable('report_reader')
    .set({ withdrawn_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Somebody who can be asked to read. */
export interface ReaderToAsk {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** People who work here, by a piece of their name: at most twenty, and one more where there are more. */
export const readersToAsk: Question<{ readonly name: string }, readonly ReaderToAsk[]> = {
  name: 'reports.readers-to-ask',
  confidential: false,
  object: () => 'people',
  ask: async (database, { name }) => {
    const [part = ''] = nameKey(name).trim().split(' ');
    if (part.length < 2) return [];
    const { rows } = await sql<ReaderToAsk>`select person, name, roles from readers_to_ask(${part})`.execute(
      database,
    );
    return rows;
  },
};

const remarkSchema = z.strictObject({
  report,
  reading: z.uuid(),
  /** The id of the remark: the same form sent twice makes one. */
  id: z.uuid(),
  block: z.uuid().nullable(),
  remark: z.string().trim().min(1).max(longestRemark),
  behalf: z.string().trim().min(1).max(200).nullable(),
});

/** Says something of a block of a version, or of the whole; on behalf of somebody else where they read it on paper. */
export const addRemark: Action<z.infer<typeof remarkSchema>, null> = {
  name: 'reports.remark',
  input: remarkSchema,
  object: (input) => input.report,
  change: async (database, { report: id, reading, id: remarkId, block, remark, behalf }) => {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('report_remark')
      .values({ id: remarkId, report_id: id, reading_id: reading, block_id: block, remark, behalf })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return { result: null, audit: numInsertedOrUpdatedRows === 0n ? null : { behalf: behalf !== null } };
  },
};

const answerSchema = z.strictObject({
  report,
  remark: z.uuid(),
  answer: z.string().trim().min(1).max(longestRemark),
});

/** Says what was done with a remark. False where somebody else did meanwhile. */
export const answerRemark: Action<z.infer<typeof answerSchema>, boolean> = {
  name: 'reports.answer-remark',
  input: answerSchema,
  object: (input) => input.report,
  change: async (database, { remark, answer }) => {
    const { numUpdatedRows } = await database
      .updateTable('report_remark')
      .set({ answer, answered_by: sql`acting_person()`, answered_at: sql`clock_timestamp()` })
      .where('id', '=', remark)
      .where('answer', 'is', null)
      .executeTakeFirst();
    return { result: numUpdatedRows > 0n, audit: numUpdatedRows > 0n ? {} : null };
  },
};

const seenSchema = z.strictObject({ report, reading: z.uuid() });

/** Notes that somebody saw a version: once a day for each person. */
export const noteSeen: Action<z.infer<typeof seenSchema>, null> = {
  name: 'reports.seen',
  input: seenSchema,
  object: (input) => input.report,
  change: async (database, { report: id, reading }) => {
    await sql`
      insert into report_event (id, report_id, reading_id, kind)
      select ${newId()}::uuid, ${id}::uuid, ${reading}::uuid, 'seen'
      where not exists (
        select from report_event e where e.report_id = ${id}::uuid and e.reading_id = ${reading}::uuid and e.kind = 'seen'
          and e.recorded_by = acting_person()
          and (e.recorded_at at time zone 'Europe/Amsterdam')::date = today())`.execute(database);
    return { result: null, audit: null };
  },
};
