import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../platform/database/doorways.ts';
import type { Text } from '../../platform/language/text.ts';
import { unknownKind } from '../../platform/language/unknown-kind.ts';
import { type Control, controlOptions, formFields } from '../fields/show.ts';
import type { WordsOf } from '../fields/write-value.ts';
import { linesIn } from '../keeping/missing.ts';
import { fieldNamed, type RecordPages, type RecordValues } from '../offers/record-pages.ts';

const words = z.strictObject({ nl: z.string(), en: z.string() });
const option = z.strictObject({ value: z.string(), label: words });

/** A field of a record that somebody else is asked, with its words and what it offers; never what the record says. */
export const askedFieldSchema = z.strictObject({
  /** A field ("settlement"), or one of a line by its number from 0 ("subjects.0.measures"). */
  place: z.string().max(200),
  label: words,
  control: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('choose'), options: z.array(option).max(500) }),
    z.strictObject({ is: z.literal('choose-many'), options: z.array(option).max(500) }),
    z.strictObject({ is: z.literal('date'), precise: z.boolean() }),
    z.strictObject({ is: z.literal('amount') }),
    z.strictObject({ is: z.literal('number') }),
    z.strictObject({ is: z.literal('lines') }),
  ]),
  /** How many lines the record had when a field of one was asked: with another number it is not known which is meant. */
  lines: z.number().int().nullable(),
});
export type AskedField = z.infer<typeof askedFieldSchema>;

/** Where a field that is asked stands in a record. */
export interface AskedPlace {
  readonly line: string | null;
  /** From 0. */
  readonly index: number;
  readonly key: string;
}

/** Reads the place of a field that is asked. */
export function placeAsked(place: string): AskedPlace {
  const [first = '', index = '', key] = place.split('.');
  return key === undefined
    ? { line: null, index: 0, key: first }
    : { line: first, index: Number(index), key };
}

/** What can be asked of others about a record: the fields that its register lets ask, those of lines for each line. */
export function askableFields(
  pages: RecordPages,
  values: RecordValues,
  context: WordsOf,
  lineWords: (line: string) => Text,
): readonly AskedField[] {
  return pages.askable.flatMap((name): readonly AskedField[] => {
    const found = fieldNamed(pages.record, name);
    if (!found) return [];
    const { field, line, key, isCodes } = found;
    const asked = isCodes
      ? ({ is: 'choose-many', options: optionsOf(controlOptions(field, context)) } as const)
      : askedControl(formFields({ [key]: field }, context)[0]?.control);
    if (!asked) return [];
    const { label } = field;
    if (line === null) return [{ place: key, label, control: asked, lines: null }];
    const all = linesIn(values[line]);
    const called = lineWords(line);
    return all.map((_, index) => ({
      place: `${line}.${index}.${key}`,
      label: {
        nl: `${called.nl} ${index + 1}: ${label.nl.toLowerCase()}`,
        en: `${called.en} ${index + 1}: ${label.en.toLowerCase()}`,
      },
      control: asked,
      lines: all.length,
    }));
  });
}

const optionsOf = (options: readonly { readonly value: string; readonly label: Text }[]) =>
  options.map(({ value, label: { nl, en } }) => ({ value, label: { nl, en } }));

function askedControl(control: Control | undefined): AskedField['control'] | null {
  if (!control) return null;
  switch (control.is) {
    case 'choose':
      return { is: 'choose', options: optionsOf(control.options) };
    case 'yes-no':
      return {
        is: 'choose',
        options: [
          { value: 'ja', label: { nl: 'ja', en: 'yes' } },
          { value: 'nee', label: { nl: 'nee', en: 'no' } },
        ],
      };
    case 'date':
      return { is: 'date', precise: control.precise };
    case 'amount':
    case 'number':
    case 'lines':
      return { is: control.is };
    case 'person':
      return null;
    default:
      throw unknownKind(control satisfies never);
  }
}

/** The longest question and the longest answer in words, in characters. */
export const longestQuestion = 1000;
export const longestAnswer = 2000;
/** The longest name and function of who answers. */
export const longestName = 200;

/** What was answered so far. */
export interface QuestionAnswer {
  readonly id: string;
  readonly words: string;
  /** As typed, by the place of the field; several codes on lines. */
  readonly given: Readonly<Record<string, string>>;
}

const answerSchema = z.strictObject({
  id: z.string(),
  question: z.string(),
  words: z.string(),
  given: z.record(z.string(), z.string()),
});

/** Reads the answers that stand of questions that who asks may see. */
export async function readAnswersOf(
  database: Database,
  questions: readonly string[],
): Promise<ReadonlyMap<string, QuestionAnswer>> {
  if (questions.length === 0) return new Map();
  const { rows } = await sql`
    select id::text as id, question_id::text as question, words, given from record_question_answer
    where question_id = any(${questions}::uuid[]) and withdrawn_at is null`.execute(database);
  return new Map(
    z
      .array(answerSchema)
      .parse(rows)
      .map(({ question, ...answer }) => [question, answer]),
  );
}

/** Whether anything was answered. */
export function isAnswered(answer: QuestionAnswer | null | undefined): boolean {
  if (!answer) return false;
  return answer.words !== '' || Object.values(answer.given).some((one) => one !== '');
}
