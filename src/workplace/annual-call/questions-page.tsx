import type { AskedRegister } from '../../collection/annual-call/asked.ts';
import { gateOf } from '../../collection/annual-call/call-state.ts';
import { say } from '../../platform/language/messages.ts';
import { text } from '../../platform/language/text.ts';
import { readForm, type Typed } from '../front/forms.ts';
import { type FieldError, FormPage } from '../front/simple-form.tsx';
import { pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import {
  answerTyped,
  fieldsOf,
  nameOf,
  noAnswer,
  type Question,
  type QuestionBeside,
  QuestionFields,
  shownAnswers,
} from './answering/question-fields.tsx';
import { type OpenReturn, openReturn, unitName } from './held-call.ts';
import { newestAnswer, ReturnStrip, returnCrumbs, SignedNotice, saveTyped } from './return-parts.tsx';

const words = {
  title: text('{register}: aantallen van {unit} over {year}', '{register}: numbers of {unit} for {year}'),
  lead: text(
    'Vul in wat u weet. Wat u openlaat staat als „niet opgegeven”. 0 is nihil.',
    'Fill in what you know. What you leave open is “not reported”. 0 is nil.',
  ),
  save: text('Antwoorden bewaren', 'Keep the answers'),
  leave: text('Niet bewaren', 'Do not keep'),
} as const;

interface OpenRegister {
  readonly opened: OpenReturn;
  readonly register: AskedRegister;
}

async function openRegister(visit: SignedIn, part: string): Promise<OpenRegister | null> {
  const opened = await openReturn(visit, part);
  const [, , key = ''] = part.split('/');
  const register = opened?.asked.find((one) => one.key === key && one.questions.length > 0);
  return opened && register ? { opened, register } : null;
}

/** The questions about one register. */
export async function showQuestions(visit: SignedIn, part: string): Promise<Response> {
  const about = await openRegister(visit, part);
  return about ? questionsPage(visit, about, null, []) : notFound(visit);
}

function questionsPage(
  visit: SignedIn,
  about: OpenRegister,
  given: Typed<string> | null,
  errors: readonly FieldError[],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language } = visit;
  const { opened, register } = about;
  const { at, unit, place } = opened;
  const typed = given ?? shownAnswers(questionsOf(register), opened.found.own.answers);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.title[language], language, {
        register: register.name[language],
        unit: unitName(at, unit, language),
        year: at.name,
      })}
      action={`${place}/${register.key}`}
      errors={errors}
      crumbs={returnCrumbs(visit, opened, true)}
      before={
        <>
          <ReturnStrip visit={visit} opened={opened} />
          <SignedNotice visit={visit} opened={opened} />
          <p>{words.lead[language]}</p>
        </>
      }
      button={words.save[language]}
      hidden={{ versie: newestAnswer(opened) }}
      back={{ href: place, label: words.leave[language] }}
    >
      {questionsOf(register).map((question) => (
        <QuestionFields
          key={nameOf(question)}
          language={language}
          question={question}
          beside={besideOf(about, question)}
          typed={typed}
          errors={errors}
        />
      ))}
    </FormPage>,
    status,
  );
}

/** The number that the register computes for a question; null where it computes none. */
function counted({ opened, register }: OpenRegister, { field, part }: Question): number | null {
  if (register.confirmed?.field !== field || part !== '') return null;
  return opened.found.records.get(register.key)?.now ?? null;
}

function besideOf(about: OpenRegister, question: Question): QuestionBeside {
  const { lastYear, standing } = about.opened.found;
  const key = `${question.field}|${question.part}`;
  return { last: lastYear.get(key), present: standing.get(key), count: counted(about, question) };
}

function questionsOf({ key, questions }: AskedRegister): readonly Question[] {
  return questions.map((question) => ({ ...question, register: key }));
}

/** Keeps what was answered about one register. */
export async function takeQuestions(visit: SignedIn, part: string): Promise<Response> {
  const about = await openRegister(visit, part);
  if (!about) return notFound(visit);
  const { opened, register } = about;
  const typed = await readForm<string>(visit.context, ['versie', ...register.questions.flatMap(fieldsOf)]);
  const errors: FieldError[] = [];
  const answers = questionsOf(register).flatMap((question) =>
    answerTyped(visit.language, question, besideOf(about, question), typed, errors),
  );
  if (errors.length > 0) return questionsPage(visit, about, typed, errors);
  // Who fills in numbers says by that that there was something.
  const gate = gateOf(opened.found.own.answers, register.key);
  const isFilled = answers.some(({ state }) => state !== 'not-reported');
  const all =
    !gate && isFilled
      ? [...answers, { ...noAnswer(register.key, '', ''), state: 'answered' as const }]
      : answers;
  return saveTyped(visit, opened, all, typed('versie'), {
    fieldOf: ({ field, part: code }) => {
      const question = register.questions.find((one) => one.field === field && one.part === code);
      return question ? `aantal-${nameOf(question)}` : 'versie';
    },
    again: (newest, conflicts) => questionsPage(visit, { opened: newest, register }, typed, conflicts, 409),
  });
}
