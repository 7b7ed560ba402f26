import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import { holdQuestion, questionHeadingSchema } from './by-link.ts';
import {
  type AskedField,
  askedFieldSchema,
  isAnswered,
  longestName,
  longestQuestion,
  type QuestionAnswer,
  readAnswersOf,
} from './record-question.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const askSchema = z.strictObject({
  /** The id that the question gets: the form that is sent twice asks once. */
  id: z.uuid(),
  register: z.string(),
  table: z.string(),
  record: z.uuid(),
  /** The version of the record that who asks read. */
  version: z.uuid(),
  question: z.string().trim().min(1).max(longestQuestion),
  asked: z.array(askedFieldSchema).max(20),
  heading: questionHeadingSchema,
  givenTo: z.string().trim().min(1).max(longestName),
  givenFunction: z.string().trim().min(1).max(longestName),
  lastDay: z.iso.date(),
  linkHash: bytes,
  codeHash: bytes,
});

/**
 * Asks a question about a record of whoever gets its link and code, of which only hashes are kept. "Known" where it was
 * asked before, "changed" where another version of the record stands.
 */
export const askAbout: Action<z.infer<typeof askSchema>, 'asked' | 'known' | 'changed'> = {
  name: 'questions.ask',
  input: askSchema,
  object: ({ table, record }) => `${table} ${record}`,
  change: async (database, input) => {
    const { id, table, record, version } = input;
    await holdQuestion(database, id);
    const { rows } = await sql<{ known: boolean; stands: boolean }>`
      select exists (select from record_question where question_id = ${id}::uuid) as known,
        may_ask_about(${table}, ${record}::uuid, ${version}::uuid) as stands`.execute(database);
    if (rows[0]?.known) return { result: 'known', audit: null };
    if (!rows[0]?.stands) return { result: 'changed', audit: null };
    await database
      .insertInto('record_question')
      .values({
        question_id: id,
        register: input.register,
        table_name: table,
        record_id: record,
        version_id: version,
        question: input.question,
        asked: JSON.stringify(input.asked),
        heading: JSON.stringify(input.heading),
        given_to: input.givenTo,
        given_function: input.givenFunction,
        last_day: input.lastDay,
      })
      .execute();
    await sql`insert into record_question_link (question_id, link_hash, code_hash)
      values (${id}, ${input.linkHash}, ${input.codeHash})`.execute(database);
    return { result: 'asked', audit: { question: id, fields: input.asked.length } };
  },
};

const decisionSchema = z.strictObject({
  place: z.string().max(200),
  taken: z.boolean(),
  reason: z.string().max(1000).nullable(),
});

/** What was decided about the answer to one field; the place is '' for an answer in words. */
export type QuestionDecision = z.infer<typeof decisionSchema>;

const eventKinds = ['opened', 'wrong-code', 'handed-in', 'withdrawn', 'settled'] as const;

const eventSchema = z.strictObject({
  kind: z.enum(eventKinds),
  decisions: z.array(decisionSchema).nullable(),
  at: z.date().transform((moment) => moment.toISOString()),
});

/** A question about a record, as who keeps the record sees it. */
export interface RecordQuestion {
  readonly id: string;
  readonly record: string;
  /** The version of the record that stood when it was asked. */
  readonly version: string;
  readonly question: string;
  readonly asked: readonly AskedField[];
  readonly givenTo: string;
  readonly givenFunction: string;
  readonly lastDay: string;
  /** The moment, ISO 8601. */
  readonly at: string;
  /** Whether it may still be answered. */
  readonly stands: boolean;
  readonly answer: QuestionAnswer | null;
  readonly answered: boolean;
  readonly events: readonly z.infer<typeof eventSchema>[];
  readonly kinds: QuestionState['kinds'];
}

const rowSchema = z.strictObject({
  id: z.string(),
  record: z.string(),
  version: z.string(),
  question: z.string(),
  asked: z.array(askedFieldSchema),
  givenTo: z.string(),
  givenFunction: z.string(),
  lastDay: z.string(),
  at: z.date().transform((moment) => moment.toISOString()),
  stands: z.boolean(),
});

/** Whether an answer waits to be taken over or not: it was sent, or no more of it can come. */
export function waitsToSettle({
  stands,
  answered,
  kinds,
}: Pick<QuestionState, 'stands' | 'answered' | 'kinds'>): boolean {
  return !stands && answered && !kinds.includes('settled');
}

const oneSchema = { table: z.string(), record: z.uuid(), question: z.uuid() };

/** A question about a record with its answer; null where there is none, or none for who asks. */
export const questionAbout: Question<
  { readonly table: string; readonly record: string; readonly question: string },
  RecordQuestion | null
> = {
  name: 'questions.read',
  confidential: true,
  object: ({ table, record }) => `${table} ${record}`,
  ask: async (database, which) => (await questionOf(database, which)) ?? null,
};

const stateSchema = z.strictObject({
  id: z.string(),
  record: z.string(),
  givenTo: z.string(),
  givenFunction: z.string(),
  lastDay: z.string(),
  stands: z.boolean(),
  isOwn: z.boolean(),
  answered: z.boolean(),
  kinds: z.array(z.enum(eventKinds)),
});

/** How far a question about a record is, without what was asked and answered. */
export type QuestionState = z.infer<typeof stateSchema>;

/** How far questions are: of one record all of them, else those of the register of which something is awaited. */
export const questionStates: Question<
  { readonly register: string; readonly record: string | null },
  readonly QuestionState[]
> = {
  name: 'questions.states',
  confidential: false,
  object: ({ register, record }) => record ?? register,
  ask: async (database, { register, record }) => {
    const which =
      record === null ? sql`asked_record_stands(q.question_id)` : sql`q.record_id = ${record}::uuid`;
    const { rows } = await sql`
      select q.question_id::text as id, q.record_id::text as record, q.given_to as "givenTo",
        q.given_function as "givenFunction", q.last_day as "lastDay", question_stands(q.question_id) as stands,
        q.recorded_by = acting_person() or not asker_keeps(q.question_id) as "isOwn",
        exists (select from record_question_answer a where a.question_id = q.question_id and a.withdrawn_at is null
          and (a.words <> '' or exists (select from jsonb_each_text(a.given) g where g.value <> ''))) as answered,
        array(select e.kind from record_question_event e where e.question_id = q.question_id order by e.place) as kinds
      from record_question q where q.register = ${register} and ${which}
      order by q.recorded_at desc, q.question_id`.execute(database);
    const found = z.array(stateSchema).parse(rows);
    return record === null ? found.filter((one) => one.stands || waitsToSettle(one)) : found;
  },
};

const withdrawSchema = z.strictObject(oneSchema);

/** Takes a question back; its link ends at once. False where it had ended already. */
export const withdrawQuestion: Action<z.infer<typeof withdrawSchema>, boolean> = {
  name: 'questions.withdraw',
  input: withdrawSchema,
  object: ({ table, record }) => `${table} ${record}`,
  change: async (database, { table, record, question }) => {
    await holdQuestion(database, question);
    const known = await questionOf(database, { table, record, question });
    if (!known?.stands) return { result: false, audit: null };
    await database
      .insertInto('record_question_event')
      .values({ id: newId(), question_id: question, kind: 'withdrawn' })
      .execute();
    return { result: true, audit: { question } };
  },
};

async function questionOf(
  database: Database,
  { table, record, question }: { table: string; record: string; question: string },
): Promise<RecordQuestion | undefined> {
  const { rows } = await sql`
    select q.question_id::text as id, q.record_id::text as record, q.version_id::text as version, q.question, q.asked,
      q.given_to as "givenTo", q.given_function as "givenFunction", q.last_day as "lastDay", q.recorded_at as at,
      question_stands(q.question_id) as stands
    from record_question q
    where q.table_name = ${table} and q.record_id = ${record}::uuid and q.question_id = ${question}::uuid`.execute(
    database,
  );
  const [found] = z.array(rowSchema).parse(rows);
  if (!found) return undefined;
  const answer = (await readAnswersOf(database, [found.id])).get(found.id) ?? null;
  const happened = await sql`
    select kind, decisions, recorded_at as at from record_question_event
    where question_id = ${found.id}::uuid order by place`.execute(database);
  const events = z.array(eventSchema).parse(happened.rows);
  return { ...found, answer, answered: isAnswered(answer), events, kinds: events.map(({ kind }) => kind) };
}

const settleSchema = z.strictObject({
  table: z.string(),
  record: z.uuid(),
  question: z.uuid(),
  /** The answer that was read. */
  answer: z.uuid(),
  decisions: z.array(decisionSchema).max(21),
});

/** Notes what was decided about an answer. False where somebody did before, or another answer stands. */
export const settleQuestion: Action<z.infer<typeof settleSchema>, boolean> = {
  name: 'questions.settle',
  input: settleSchema,
  object: ({ table, record }) => `${table} ${record}`,
  change: async (database, { table, record, question, answer, decisions }) => {
    await holdQuestion(database, question);
    const known = await questionOf(database, { table, record, question });
    if (!known || !waitsToSettle(known) || known.answer?.id !== answer) return { result: false, audit: null };
    await database
      .insertInto('record_question_event')
      .values({
        id: newId(),
        question_id: question,
        kind: 'settled',
        decisions: JSON.stringify(decisions),
      })
      .execute();
    return {
      result: true,
      audit: { question, taken: decisions.filter(({ taken }) => taken).length },
    };
  },
};
