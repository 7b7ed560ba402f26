import {
  handInAnswer,
  type LinkQuestion,
  leaveQuestion,
  openQuestion,
  questionOfLink,
  saveAnswer,
} from '../../../collection/record-questions/by-link.ts';
import { answerFault, givenAs, givenFault } from '../../../collection/record-questions/given.ts';
import type { AskedField } from '../../../collection/record-questions/record-question.ts';
import { today } from '../../../organisation/period.ts';
import { delegateActor } from '../../../platform/access/actor.ts';
import { concern } from '../../../platform/access/resource.ts';
import { look, perform } from '../../../platform/database/doorways.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { ChoiceField, TextField } from '../../../platform/web/components/fields.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import { dayInWords, dueIn } from '../../annual-call/call-words.ts';
import {
  codeError,
  codePage,
  keyInBrowser,
  LeaveForm,
  type LinkKind,
  leaveLinkVisit,
  linkPath,
  lostTitle,
  openWithCode,
  saidPage,
  sixDigits,
  takeLinkCode,
} from '../../by-link/link-visit.tsx';
import { FormRefused, readForm, readWholeForm, type Typed } from '../../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { goTo, pageAnswer, type Visit } from '../../front/visit.ts';
import { RecordFields } from '../../records/record-form.tsx';

const words = {
  lead: text(
    'Vul in wat u weet. U kunt halverwege bewaren en later verdergaan. Noem geen namen van mensen.',
    'Fill in what you know. You can keep it half done and go on later. Name no people.',
  ),
  reads: text(
    'Wie de vraag stelde leest uw antwoord en beslist of het in het register komt. Uw naam en functie staan erbij.',
    'Who asked the question reads your answer and decides whether it goes into the register. Your name and function stand with it.',
  ),
  organisation: text('Organisatie', 'Organisation'),
  you: text('U antwoordt als', 'You answer as'),
  until: text('Tot en met', 'Up to and including'),
  asked: text('De vraag', 'The question'),
  answer: text('Uw antwoord', 'Your answer'),
  more: text('Wat wilt u erbij zeggen?', 'What do you want to say with it?'),
  save: text('Antwoord bewaren', 'Keep the answer'),
  check: text('Bewaren en nakijken', 'Keep and check'),
  saved: text('Uw antwoord is bewaard', 'Your answer is kept'),
  savedText: text(
    'Er is nog niets verstuurd. Bent u klaar, kijk het dan na en verstuur het.',
    'Nothing was sent yet. When you are done, check and send it.',
  ),
  same: text('Er is niets gewijzigd', 'Nothing was changed'),
  nothing: text('Vul eerst iets in en bewaar het', 'Fill in something first and keep it'),
  meanwhile: text(
    'In een ander venster is intussen iets anders bewaard. Uw invoer staat er nog; verstuur opnieuw wat moet blijven.',
    'In another window something else was kept meanwhile. Your input is still here; send again what is to stay.',
  ),
  reread: text(
    'Het antwoord is in een ander venster gewijzigd. Kijk het nog eens na.',
    'The answer was changed in another window. Check it once more.',
  ),
  checkTitle: text('Antwoord nakijken en versturen', 'Check and send the answer'),
  notYet: text('Er is nog niets verstuurd', 'Nothing was sent yet'),
  effect: text(
    'Na versturen kunt u niets meer wijzigen en werkt de link niet meer.',
    'After sending you can change nothing any more and the link works no more.',
  ),
  none: text('niet ingevuld', 'not filled in'),
  send: text('Antwoord versturen', 'Send the answer'),
  leave: text('Niet versturen', 'Do not send'),
  sent: text('Uw antwoord is verstuurd', 'Your answer was sent'),
  sentText: text(
    'Uw collega leest het en beslist of het in het register komt. Deze link werkt nu niet meer. U kunt deze pagina sluiten.',
    'Your colleague reads it and decides whether it goes into the register. This link works no more now. You can close this page.',
  ),
  left: text('De vraag is gesloten', 'The question is closed'),
  leftText: text(
    'Wat u bewaarde blijft staan. Met de link en de code gaat u verder.',
    'What you kept stays. With the link and the code you go on.',
  ),
} as const;

const kind: LinkKind = {
  path: 'vraag',
  open: openQuestion,
  leave: leaveQuestion,
  title: text('Een vraag voor u', 'A question for you'),
  lead: text(
    'Een collega stelt u een vraag over integriteit. U hebt geen account nodig.',
    'A colleague asks you a question about integrity. You need no account.',
  ),
  ends: text(
    'Na vijf verkeerde codes werkt een link niet meer. Een link stopt ook na de laatste dag, na het versturen, en als de vraag is ingetrokken of niet meer nodig is. Werkt de code niet, vraag dan uw collega om een nieuwe link.',
    'After five wrong codes a link works no more. A link also stops after its last day, after sending, and when the question was withdrawn or is not needed any more. If the code does not work, ask your colleague for a new link.',
  ),
  go: text('Vraag openen', 'Open the question'),
  goOn: text('Antwoord bewaren', 'Keep the answer'),
  leaveIt: text('Vraag sluiten', 'Close the question'),
};

interface OpenLink {
  readonly link: string;
  readonly key: string;
  readonly question: LinkQuestion;
}

async function opened(visit: Visit, link: string, given?: string | null): Promise<OpenLink | null> {
  const key = given ?? keyInBrowser(visit, link);
  if (key === null) return null;
  const question = await look(visit.premises.door, delegateActor(key), questionOfLink, concern, {});
  return question && { link, key, question };
}

const fieldOf = (index: number) => `veld-${index}`;

/** What was kept so far, as the fields of the form hold it. */
function kept({ asked, answer }: LinkQuestion): Typed<string> {
  const given = new Map(asked.map(({ place }, index) => [fieldOf(index), answer?.given[place] ?? '']));
  return (field) => (field === 'antwoord' ? (answer?.words ?? '') : (given.get(field) ?? ''));
}

/** The page of a link. Opening it spends nothing: mail scanners open links. */
export async function showQuestionLink(visit: Visit, link: string): Promise<Response> {
  const found = await opened(visit, link);
  if (found) return answerPage(visit, found, kept(found.question), []);
  const done = visit.context.req.query('gedaan');
  if (done === 'verstuurd') return saidPage(visit, words.sent, words.sentText);
  if (done === 'gesloten') return saidPage(visit, words.left, words.leftText);
  return codePage(visit, kind, link, []);
}

/** Takes the code of a link. */
export function takeQuestionCode(visit: Visit, link: string): Promise<Response> {
  return takeLinkCode(visit, kind, link);
}

const notices = {
  bewaard: ['ok', words.saved, words.savedText],
  gelijk: ['ok', words.same, words.savedText],
  leeg: ['warn', words.nothing, null],
  intussen: ['warn', words.reread, null],
} as const;
const isNotice = (done: string): done is keyof typeof notices => Object.hasOwn(notices, done);

function Strip({ visit: { language }, question }: { visit: Visit; question: LinkQuestion }) {
  return (
    <>
      <DefinitionList
        inline
        items={[
          { term: words.organisation[language], text: question.heading.organisation[language] },
          { term: words.you[language], text: `${question.givenTo}, ${question.givenFunction}` },
          {
            term: words.until[language],
            text: `${dayInWords(question.lastDay, language)} (${dueIn(question.lastDay, today(), language)})`,
          },
        ]}
      />
      <h2>{words.asked[language]}</h2>
      <blockquote>
        {question.question.split('\n').map((line, index) => (
          <p key={index}>
            <bdi>{line}</bdi>
          </p>
        ))}
      </blockquote>
    </>
  );
}

function answerPage(
  visit: Visit,
  { link, question }: OpenLink,
  typed: Typed<string>,
  errors: readonly FieldError[],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language, context } = visit;
  const done = context.req.query('gedaan') ?? '';
  const notice = context.req.method === 'GET' && isNotice(done) ? notices[done] : null;
  const { asked, answer } = question;
  return pageAnswer(
    <FormPage
      visit={visit}
      title={kind.title[language]}
      action={`${linkPath(kind, link)}/antwoorden`}
      errors={errors}
      before={
        <>
          {notice && (
            <Notice kind={notice[0]} title={notice[1][language]}>
              {notice[2] && <p>{notice[2][language]}</p>}
            </Notice>
          )}
          <Strip visit={visit} question={question} />
          <p>{words.lead[language]}</p>
          <p>{words.reads[language]}</p>
        </>
      }
      button={words.save[language]}
      hidden={{ versie: answer?.id ?? '' }}
      more={
        <button type="submit" class="dl-button dl-button--second" name="stap" value="nakijken">
          {words.check[language]}
        </button>
      }
      after={<LeaveForm visit={visit} kind={kind} link={link} />}
    >
      {asked.map((field, index) => (
        <AnswerField
          key={field.place}
          language={language}
          field={field}
          id={fieldOf(index)}
          typed={typed}
          errors={errors}
        />
      ))}
      <TextField
        id="antwoord"
        label={(asked.length === 0 ? words.answer : words.more)[language]}
        language={language}
        value={typed('antwoord')}
        lines={5}
        {...(asked.length === 0 ? {} : { optional: true })}
        {...errorOf(errors, 'antwoord')}
      />
    </FormPage>,
    status,
  );
}

function AnswerField({
  language,
  field: { label, control },
  id,
  typed,
  errors,
}: {
  language: Language;
  field: AskedField;
  id: string;
  typed: Typed<string>;
  errors: readonly FieldError[];
}) {
  if (control.is === 'choose-many')
    return (
      <ChoiceField
        id={id}
        kind="checkbox"
        label={label[language]}
        language={language}
        optional
        choices={control.options.map((one) => ({ value: one.value, label: one.label[language] }))}
        chosen={typed(id).split('\n')}
        {...errorOf(errors, id)}
      />
    );
  return (
    <RecordFields
      fields={[{ key: id, label, hint: undefined, required: 'never', control }]}
      language={language}
      state={{
        values: {},
        typed: { [id]: typed(id) },
        errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
      }}
    />
  );
}

/** Keeps an answer that came by a link. Who was away too long gives the code again, with what was typed. */
export async function takeQuestionAnswer(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  const sent = await readWholeForm(visit.context);
  if (!sent) throw new FormRefused(lostTitle);
  const carried = sent.filter(([name]) => name !== 'code');
  const code = sixDigits(sent.find(([name]) => name === 'code')?.[1] ?? '');
  const again = (errors: readonly FieldError[]) => codePage(visit, kind, link, errors, carried);
  const found = (await opened(visit, link)) ?? (await openedByCode(visit, link, code));
  if (!found) return again(sent.some(([name]) => name === 'code') ? [codeError(visit, code)] : []);
  return keep(visit, found, typedIn(carried), () => again([]));
}

async function openedByCode(visit: Visit, link: string, code: string): Promise<OpenLink | null> {
  const key = await openWithCode(visit, kind, link, code);
  return key === null ? null : opened(visit, link, key);
}

/** What stands in a form; several values of one field each on a line. */
function typedIn(sent: readonly (readonly [name: string, value: string])[]): Typed<string> {
  const typed = new Map<string, string>();
  for (const [name, value] of sent) {
    const written = value.replaceAll(/\r\n?/g, '\n');
    const before = typed.get(name);
    typed.set(name, before === undefined ? written : `${before}\n${written}`);
  }
  return (field) => typed.get(field) ?? '';
}

async function keep(
  visit: Visit,
  found: OpenLink,
  typed: Typed<string>,
  lost: () => Promise<Response>,
): Promise<Response> {
  const { language, premises } = visit;
  const { link, key, question } = found;
  const errors: FieldError[] = question.asked.flatMap((field, index) => {
    const fault = givenFault(field, givenAs(field, typed(fieldOf(index))));
    return fault ? [{ field: fieldOf(index), message: fault[language] }] : [];
  });
  const fault = answerFault(typed('antwoord').trim());
  if (fault) errors.push({ field: 'antwoord', message: fault[language] });
  if (errors.length > 0) return answerPage(visit, found, typed, errors);
  const outcome = await perform(premises.door, delegateActor(key), saveAnswer, concern, {
    base: isId(typed('versie')) ? typed('versie') : null,
    words: typed('antwoord').trim(),
    given: Object.fromEntries(
      question.asked.map((field, index) => [field.place, givenAs(field, typed(fieldOf(index)))]),
    ),
  });
  switch (outcome) {
    case 'gone':
      return lost();
    case 'changed': {
      const newest = await opened(visit, link, key);
      if (!newest) return lost();
      const meanwhile = { field: 'antwoord', message: words.meanwhile[language] };
      return answerPage(visit, newest, typed, [meanwhile], 409);
    }
    case 'kept':
    case 'same':
      if (typed('stap') === 'nakijken') return goTo(visit, `${linkPath(kind, link)}/versturen`);
      return goTo(visit, `${linkPath(kind, link)}?gedaan=${outcome === 'same' ? 'gelijk' : 'bewaard'}`);
    default:
      return outcome satisfies never;
  }
}

/** What was answered to a field, in words. */
export function givenWords({ control }: AskedField, given: string, language: Language): string {
  if (control.is !== 'choose' && control.is !== 'choose-many') return given;
  return given
    .split('\n')
    .map((one) => control.options.find(({ value }) => value === one)?.label[language] ?? one)
    .join(', ');
}

/** What was answered by a link, to be read before it is sent. */
export async function showQuestionSend(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  const found = await opened(visit, link);
  if (!found) return codePage(visit, kind, link, []);
  const { language } = visit;
  const { question } = found;
  const { asked, answer } = question;
  if (!answer) return goTo(visit, `${linkPath(kind, link)}?gedaan=leeg`);
  const shown = (given: string) => (given === '' ? words.none[language] : given);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={words.checkTitle[language]}
      action={`${linkPath(kind, link)}/versturen`}
      errors={[]}
      before={
        <>
          <Notice kind="info" title={words.notYet[language]}>
            <p>{words.effect[language]}</p>
          </Notice>
          <Strip visit={visit} question={question} />
          <DefinitionList
            items={[
              ...asked.map((field) => ({
                term: field.label[language],
                text: <bdi>{shown(givenWords(field, answer.given[field.place] ?? '', language))}</bdi>,
              })),
              {
                term: (asked.length === 0 ? words.answer : words.more)[language],
                text: <bdi>{shown(answer.words)}</bdi>,
              },
            ]}
          />
        </>
      }
      button={words.send[language]}
      hidden={{ versie: answer.id }}
      back={{ href: linkPath(kind, link), label: words.leave[language] }}
    >
      {null}
    </FormPage>,
  );
}

/** Sends what was answered by a link, which spends it. */
export async function takeQuestionSend(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  const typed = await readForm(visit.context, ['versie']);
  const found = await opened(visit, link);
  const place = linkPath(kind, link);
  if (!found) return goTo(visit, place);
  const base = typed('versie');
  const outcome = isId(base)
    ? await perform(visit.premises.door, delegateActor(found.key), handInAnswer, concern, { base })
    : 'changed';
  switch (outcome) {
    case 'handed-in':
      return goTo(visit, `${place}?gedaan=verstuurd`);
    case 'nothing':
      return goTo(visit, `${place}?gedaan=leeg`);
    case 'changed':
      return goTo(visit, `${place}?gedaan=intussen`);
    case 'gone':
      return goTo(visit, place);
    default:
      return outcome satisfies never;
  }
}

/** Closes the question in this browser; the link stays. */
export function leaveQuestionLink(visit: Visit, part: string): Promise<Response> {
  const [link = ''] = part.split('/');
  return leaveLinkVisit(visit, kind, link);
}
