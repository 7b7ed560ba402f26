import { type CallAnswer, isUnlikely, placeOf } from '../../../collection/annual-call/answers.ts';
import type {
  DelegatedAnswer,
  DelegatedQuestion,
} from '../../../collection/annual-call/delegation/delegated.ts';
import {
  type Delegation,
  delegationsQuestion,
  withdrawDelegation,
} from '../../../collection/annual-call/delegation/hand-on.ts';
import { isDone, takeOver } from '../../../collection/annual-call/delegation/take-over.ts';
import { longestNote } from '../../../collection/annual-call/given-answer.ts';
import { unitResource } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Text, text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { TextTable } from '../../../platform/web/components/text-table.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { readForm, type Typed } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId, neededFault } from '../../front/typed-text.ts';
import { frameOf, goTo, pageAnswer, type SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { dayInWords, questionWords, valueWords } from '../call-words.ts';
import { type OpenReturn, openReturn } from '../held-call.ts';
import { newestAnswer, returnCrumbs } from '../return-parts.tsx';
import { delegationState } from './delegation-words.tsx';

const words = {
  title: text('Doorgegeven aan {name}', 'Handed to {name}'),
  takeTitle: text('Antwoorden van {name} overnemen', 'Take over the answers of {name}'),
  state: text('Stand', 'State'),
  how: text('Hoe', 'How'),
  account: text('met een account', 'with an account'),
  link: text('met een link en een code', 'by a link and a code'),
  until: text('Tot en met', 'Up to and including'),
  question: text('Vraag', 'Question'),
  answer: text('Antwoord', 'Answer'),
  stands: text('Staat nu in de opgave', 'Stands in the return now'),
  was: text('{register}: was er iets te melden?', '{register}: was there anything to report?'),
  ofRegister: text('{register}: {question}', '{register}: {question}'),
  notYet: text('nog niet ingevuld', 'not filled in yet'),
  none: text('niet opgegeven', 'not reported'),
  differs: text('{question}: er staat al iets anders', '{question}: something else stands already'),
  differsHint: text(
    'Antwoord: {answer}. In de opgave: {present}.',
    'Answer: {answer}. In the return: {present}.',
  ),
  over: text('Antwoord overnemen', 'Take the answer over'),
  stays: text('Laten staan wat er staat', 'Leave what stands'),
  choose: text('{question}: kies wat moet blijven.', '{question}: choose what is to stay.'),
  odd: text(
    '{question}: {now}, en vorig jaar {before}. Klopt dat?',
    '{question}: {now}, and last year {before}. Is that right?',
  ),
  oddMissing: text('{question}: schrijf kort waardoor.', '{question}: write briefly why.'),
  oddHint: text('Staat bij de opgave, niet in het verslag.', 'Stands with the return, not in the report.'),
  effect: text(
    'De antwoorden komen in de opgave te staan als gegeven door {name}. Zij tellen pas als de opgave is ondertekend.',
    'The answers come to stand in the return as given by {name}. They count only when the return is signed.',
  ),
  take: text('Antwoorden overnemen', 'Take the answers over'),
  leave: text('Niet overnemen', 'Do not take over'),
  changed: text(
    'De opgave is gewijzigd terwijl u bezig was. Lees wat er nu staat en kies opnieuw.',
    'The return was changed while you were busy. Read what stands now and choose again.',
  ),
  withdraw: text('Vragen terughalen', 'Take the questions back'),
  withdrawEffect: text(
    '{name} kan dan niets meer lezen of invullen. Wat al is ingevuld kunt u overnemen.',
    '{name} can then read and fill in nothing any more. What is filled in already you can take over.',
  ),
  leaveWithdraw: text('Niet terughalen', 'Do not take back'),
  story: text('Wat er gebeurde', 'What happened'),
  taken: text('De antwoorden zijn overgenomen', 'The answers were taken over'),
  takenBack: text('De vragen zijn teruggehaald', 'The questions were taken back'),
} as const;

const events: Readonly<Record<Delegation['events'][number]['kind'], Text>> = {
  opened: text('{moment}: geopend met de code', '{moment}: opened with the code'),
  'wrong-code': text('{moment}: verkeerde code', '{moment}: wrong code'),
  'handed-in': text('{moment}: antwoorden verstuurd', '{moment}: answers sent'),
  withdrawn: text('{moment}: teruggehaald', '{moment}: taken back'),
  'taken-over': text('{moment}: overgenomen', '{moment}: taken over'),
};

interface About {
  readonly opened: OpenReturn;
  readonly one: Delegation;
  readonly path: string;
}

async function about(visit: SignedIn, part: string): Promise<About | null> {
  const [period = '', unit = '', , id = ''] = part.split('/');
  const opened = await openReturn(visit, `${period}/${unit}`);
  if (!opened) return null;
  const all = await look(visit.premises.door, visit.actor, delegationsQuestion, unitResource(unit), {
    period,
    unit,
  });
  const one = all.find((each) => each.id === id);
  return one ? { opened, one, path: `${opened.place}/doorgegeven/${id}` } : null;
}

const whoOf = ({ givenTo, givenFunction }: Delegation) => `${givenTo}, ${givenFunction}`;

/** A question that was handed on, its answer, and what stands in the return. */
interface Row {
  readonly question: DelegatedQuestion;
  readonly label: string;
  readonly name: string;
  readonly answer: DelegatedAnswer | undefined;
  readonly present: CallAnswer | undefined;
  /** Whether it has to be chosen which of the two stays. */
  readonly differs: boolean;
  /** Last year, where the answer is unlikely beside it. */
  readonly before: string | null;
}

function rowsOf({ language }: SignedIn, { opened: { found }, one }: About): readonly Row[] {
  const given = new Map(one.answers.map((each) => [placeOf(each), each]));
  const standing = new Map(found.own.answers.map((each) => [placeOf(each), each]));
  return one.asked.map((question, index) => {
    const answer = given.get(placeOf(question));
    const isGiven = answer !== undefined && answer.state !== 'not-reported';
    const present = standing.get(placeOf(question));
    const last = found.lastYear.get(`${question.field}|${question.part}`);
    return {
      question,
      name: String(index),
      label:
        question.field === ''
          ? say(words.was[language], language, { register: question.name[language] })
          : say(words.ofRegister[language], language, {
              register: question.name[language],
              question: questionWords(question, language),
            }),
      answer: isGiven ? answer : undefined,
      present,
      differs:
        isGiven &&
        present !== undefined &&
        present.state !== 'not-reported' &&
        (present.state !== answer.state || present.value !== answer.value || present.note !== answer.note),
      before:
        isGiven && question.field !== '' && isUnlikely(last, answer.value) ? (last?.value ?? null) : null,
    };
  });
}

/** Questions that were handed on: how far they are, and their answers to take over. */
export async function showDelegation(visit: SignedIn, part: string): Promise<Response> {
  const found = await about(visit, part);
  return found ? delegationPage(visit, found, () => '', []) : notFound(visit);
}

function delegationPage(
  visit: SignedIn,
  found: About,
  typed: Typed<string>,
  errors: readonly FieldError[],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language, to } = visit;
  const { opened, one, path } = found;
  const rows = rowsOf(visit, found);
  const name = whoOf(one);
  const canTake = isDone(one) && !one.events.some(({ kind }) => kind === 'taken-over');
  const done = visit.context.req.query('gedaan');
  const before = (
    <>
      {done === 'overgenomen' && (
        <Notice kind="ok" title={words.taken[language]}>
          {null}
        </Notice>
      )}
      {done === 'teruggehaald' && (
        <Notice kind="ok" title={words.takenBack[language]}>
          {null}
        </Notice>
      )}
      <DefinitionList
        inline
        items={[
          { term: words.state[language], text: delegationState(one, language) },
          { term: words.how[language], text: (one.byAccount ? words.account : words.link)[language] },
          { term: words.until[language], text: dayInWords(one.lastDay, language) },
        ]}
      />
      {one.message !== '' && <p>{one.message}</p>}
      <TextTable
        caption={say(words.title[language], language, { name })}
        heads={[words.question, words.answer, words.stands].map((each) => each[language])}
        rows={rows.map(({ label, answer, present }) => [
          label,
          answer ? valueWords(answer, language) : (one.stands ? words.notYet : words.none)[language],
          present ? valueWords(present, language) : words.none[language],
        ])}
      />
    </>
  );
  const after = (
    <>
      {one.stands && (
        <p>
          <a href={to(`${path}/terughalen`)}>{words.withdraw[language]}</a>
        </p>
      )}
      {one.events.length > 0 && (
        <>
          <h2>{words.story[language]}</h2>
          <ul>
            {one.events.map((event) => (
              <li key={`${event.at} ${event.kind}`}>
                {say(events[event.kind][language], language, {
                  moment: momentInWords(new Date(event.at), language),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
  const crumbs = returnCrumbs(visit, opened, true);
  if (!canTake) {
    const title = say(words.title[language], language, { name });
    return pageAnswer(
      <Page frame={frameOf(visit)} title={title} crumbs={crumbs}>
        <h1>{title}</h1>
        {before}
        {after}
      </Page>,
      status,
    );
  }
  return pageAnswer(
    <FormPage
      visit={visit}
      title={say(words.takeTitle[language], language, { name })}
      action={path}
      errors={errors}
      crumbs={crumbs}
      before={before}
      hidden={{ versie: newestAnswer(opened) }}
      button={words.take[language]}
      back={{ href: opened.place, label: words.leave[language] }}
      after={after}
    >
      {rows.map((row) => (
        <RowFields key={row.name} visit={visit} row={row} typed={typed} errors={errors} />
      ))}
      <p>{say(words.effect[language], language, { name })}</p>
    </FormPage>,
    status,
  );
}

function RowFields({
  visit: { language },
  row: { name, label, answer, present, differs, before },
  typed,
  errors,
}: {
  visit: SignedIn;
  row: Row;
  typed: Typed<string>;
  errors: readonly FieldError[];
}) {
  if (!answer) return null;
  return (
    <>
      {differs && present && (
        <ChoiceField
          id={`kies-${name}`}
          kind="radio"
          label={say(words.differs[language], language, { question: label })}
          hint={say(words.differsHint[language], language, {
            answer: valueWords(answer, language),
            present: valueWords(present, language),
          })}
          language={language}
          choices={[
            { value: 'over', label: words.over[language] },
            { value: 'blijft', label: words.stays[language] },
          ]}
          chosen={[typed(`kies-${name}`)]}
          {...errorOf(errors, `kies-${name}`)}
        />
      )}
      {before !== null && (
        <TextField
          id={`klopt-${name}`}
          label={say(words.odd[language], language, { question: label, now: answer.value ?? '', before })}
          hint={words.oddHint[language]}
          language={language}
          value={typed(`klopt-${name}`)}
          {...errorOf(errors, `klopt-${name}`)}
        />
      )}
    </>
  );
}

/** Takes answers of a delegate over into the return. */
export async function takeDelegation(visit: SignedIn, part: string): Promise<Response> {
  const found = await about(visit, part);
  if (!found) return notFound(visit);
  const { language, premises, actor, context } = visit;
  const rows = rowsOf(visit, found);
  const typed = await readForm<string>(context, [
    'versie',
    ...rows.flatMap(({ name }) => [`kies-${name}`, `klopt-${name}`]),
  ]);
  const errors: FieldError[] = [];
  const answers = rows.flatMap(({ name, label, answer, differs, before }) => {
    if (!answer) return [];
    const choice = typed(`kies-${name}`);
    if (differs && choice !== 'over' && choice !== 'blijft')
      errors.push({
        field: `kies-${name}`,
        message: say(words.choose[language], language, { question: label }),
      });
    if (differs && choice === 'blijft') return [];
    if (before === null) return [{ id: answer.id, stands: null }];
    const stands = typed(`klopt-${name}`).trim();
    const missing = {
      nl: say(words.oddMissing.nl, 'nl', { question: label }),
      en: say(words.oddMissing.en, 'en', { question: label }),
    };
    const fault = neededFault(stands, longestNote, missing);
    if (fault) errors.push({ field: `klopt-${name}`, message: fault[language] });
    return [{ id: answer.id, stands: stands === '' ? null : stands }];
  });
  if (errors.length > 0) return delegationPage(visit, found, typed, errors);
  const base = typed('versie');
  const { unit, scope } = found.opened;
  const outcome = await perform(premises.door, actor, takeOver, unitResource(unit), {
    period: scope.period,
    unit,
    delegation: found.one.id,
    answers,
    base: isId(base) ? base : null,
  });
  switch (outcome) {
    case 'taken-over':
      return goTo(visit, `${found.path}?gedaan=overgenomen`);
    case 'gone':
      return notFound(visit);
    case 'open':
      return goTo(visit, found.path);
    case 'changed':
      return delegationPage(
        visit,
        found,
        typed,
        [{ field: 'inhoud', message: words.changed[language] }],
        409,
      );
    default:
      return outcome satisfies never;
  }
}

/** The page that takes questions back. */
export async function showTakeBackQuestions(visit: SignedIn, part: string): Promise<Response> {
  const found = await about(visit, part);
  if (!found) return notFound(visit);
  const { language } = visit;
  const { opened, one, path } = found;
  if (!one.stands) return goTo(visit, path);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.withdraw[language]}
      action={`${path}/terughalen`}
      errors={[]}
      crumbs={returnCrumbs(visit, opened, true)}
      before={<p>{say(words.withdrawEffect[language], language, { name: whoOf(one) })}</p>}
      button={words.withdraw[language]}
      back={{ href: path, label: words.leaveWithdraw[language] }}
    >
      {null}
    </FormPage>,
  );
}

/** Takes questions back from who was handed them. */
export async function takeBackQuestions(visit: SignedIn, part: string): Promise<Response> {
  const found = await about(visit, part);
  if (!found) return notFound(visit);
  await readForm(visit.context, []);
  const { unit, scope } = found.opened;
  await perform(visit.premises.door, visit.actor, withdrawDelegation, unitResource(unit), {
    period: scope.period,
    unit,
    delegation: found.one.id,
  });
  return goTo(visit, `${found.path}?gedaan=teruggehaald`);
}
