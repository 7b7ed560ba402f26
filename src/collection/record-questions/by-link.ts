import { sql } from 'kysely';
import { z } from 'zod';
import type { Action, Database, Question } from '../../platform/database/doorways.ts';
import { newId } from '../../platform/database/new-id.ts';
import {
  type AskedField,
  askedFieldSchema,
  isAnswered,
  longestAnswer,
  type QuestionAnswer,
  readAnswersOf,
} from './record-question.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const openSchema = z.strictObject({ link: bytes, code: bytes, visit: bytes });

/**
 * Begins a visit with a link and its code. False for a wrong code, which is counted, and for a link that is spent, ended
 * or never was: nobody is told which.
 */
export const openQuestion: Action<z.infer<typeof openSchema>, boolean> = {
  name: 'questions.open-link',
  input: openSchema,
  object: () => 'question',
  change: async (database, { link, code, visit }) => {
    const { rows } = await sql<{ opened: string | null }>`
      select open_question(${link}, ${code}, ${visit})::text as opened`.execute(database);
    const opened = rows[0]?.opened ?? null;
    return {
      result: opened !== null,
      outcome: opened === null ? 'denied' : 'done',
      audit: opened === null ? {} : { question: opened },
    };
  },
};

/** Ends a visit by a link; the link stays. */
export const leaveQuestion: Action<Record<never, never>, null> = {
  name: 'questions.leave-link',
  input: z.strictObject({}),
  object: () => 'question',
  change: async (database) => {
    await sql`select keep_question_visit(false)`.execute(database);
    return { result: null, audit: null };
  },
};

/** A question as whoever came by its link sees it: nothing of the record but the words of who asks. */
export interface LinkQuestion {
  readonly id: string;
  readonly question: string;
  readonly asked: readonly AskedField[];
  readonly heading: { readonly organisation: { readonly nl: string; readonly en: string } };
  readonly givenTo: string;
  readonly givenFunction: string;
  readonly lastDay: string;
  readonly answer: QuestionAnswer | null;
}

/** What a question names its organisation. */
export const questionHeadingSchema = z.strictObject({
  organisation: z.strictObject({ nl: z.string(), en: z.string() }),
});

const questionSchema = z.strictObject({
  id: z.string(),
  question: z.string(),
  asked: z.array(askedFieldSchema),
  heading: questionHeadingSchema,
  givenTo: z.string(),
  givenFunction: z.string(),
  lastDay: z.string(),
});

/** The question that the link of this visit asks; null where it stands no more. */
export const questionOfLink: Question<Record<never, never>, LinkQuestion | null> = {
  name: 'questions.of-link',
  confidential: false,
  object: () => 'question',
  ask: (database) => readQuestion(database),
};

async function readQuestion(database: Database): Promise<LinkQuestion | null> {
  const { rows } = await sql`
    select question_id::text as id, question, asked, heading, given_to as "givenTo", given_function as "givenFunction",
      last_day as "lastDay"
    from record_question where question_id = acting_question()`.execute(database);
  const [found] = z.array(questionSchema).parse(rows);
  if (!found) return null;
  return { ...found, answer: (await readAnswersOf(database, [found.id])).get(found.id) ?? null };
}

const saveSchema = z.strictObject({
  /** The answer that stood when the form was read; null where there was none. */
  base: z.uuid().nullable(),
  words: z.string().max(longestAnswer),
  given: z.record(z.string(), z.string().max(4000)),
});

/** What became of keeping an answer: "changed" where another was kept since the form was read. */
export type AnswerKept = 'kept' | 'same' | 'changed' | 'gone';

/** Keeps what was answered so far. Nothing of it stands in the record before who keeps that takes it over. */
export const saveAnswer: Action<z.infer<typeof saveSchema>, AnswerKept> = {
  name: 'questions.save',
  input: saveSchema,
  object: () => 'question',
  change: async (database, { base, words, given }) => {
    const held = await heldQuestion(database);
    if (!held) return { result: 'gone', audit: null };
    await sql`select keep_question_visit(true)`.execute(database);
    const before = held.answer;
    const isSame =
      words === (before?.words ?? '') &&
      held.asked.every(({ place }) => (given[place] ?? '') === (before?.given[place] ?? ''));
    if (isSame) return { result: 'same', audit: null };
    if ((before?.id ?? null) !== base) return { result: 'changed', audit: null };
    await sql`update record_question_answer set withdrawn_at = clock_timestamp()
      where question_id = ${held.id}::uuid and withdrawn_at is null`.execute(database);
    await database
      .insertInto('record_question_answer')
      .values({ id: newId(), question_id: held.id, words, given: JSON.stringify(given) })
      .execute();
    return { result: 'kept', audit: { question: held.id } };
  },
};

/** The question of this visit, with which nobody else does anything meanwhile. */
async function heldQuestion(database: Database): Promise<LinkQuestion | null> {
  const found = await readQuestion(database);
  if (!found) return null;
  await holdQuestion(database, found.id);
  return readQuestion(database);
}

/** Lets one at a time do something with a question, until this transaction ends. */
export async function holdQuestion(database: Database, question: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('record_question'), hashtext(${question}))`.execute(
    database,
  );
}

const handInSchema = z.strictObject({ base: z.uuid() });

/** Sends the answer that was read; the link is spent by it. */
export const handInAnswer: Action<
  z.infer<typeof handInSchema>,
  'handed-in' | 'changed' | 'nothing' | 'gone'
> = {
  name: 'questions.hand-in',
  input: handInSchema,
  object: () => 'question',
  change: async (database, { base }) => {
    const held = await heldQuestion(database);
    if (!held) return { result: 'gone', audit: null };
    if (!isAnswered(held.answer)) return { result: 'nothing', audit: null };
    if (held.answer?.id !== base) return { result: 'changed', audit: null };
    await database
      .insertInto('record_question_event')
      .values({ id: newId(), question_id: held.id, kind: 'handed-in' })
      .execute();
    return { result: 'handed-in', audit: { question: held.id } };
  },
};
