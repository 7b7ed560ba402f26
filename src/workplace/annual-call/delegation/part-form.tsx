import type { ComponentChildren } from 'preact';
import { placeOf } from '../../../collection/annual-call/answers.ts';
import { type PartBeside, saveDelegated } from '../../../collection/annual-call/delegation/by-delegate.ts';
import type {
  DelegatedPart,
  DelegatedQuestion,
} from '../../../collection/annual-call/delegation/delegated.ts';
import type { GivenAnswer } from '../../../collection/annual-call/given-answer.ts';
import { today } from '../../../organisation/period.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import { concern } from '../../../platform/access/resource.ts';
import { perform } from '../../../platform/database/doorways.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import { DefinitionList } from '../../../platform/web/components/definition-list.tsx';
import { Notice } from '../../../platform/web/components/notice.tsx';
import type { Typed } from '../../front/forms.ts';
import { type FieldError, FormPage } from '../../front/simple-form.tsx';
import { isId } from '../../front/typed-text.ts';
import { goTo, pageAnswer, type Visit } from '../../front/visit.ts';
import {
  GateFields,
  type GateRecords,
  gateFieldsOf,
  gateTyped,
  shownGate,
} from '../answering/gate-fields.tsx';
import {
  answerTyped,
  fieldsOf,
  nameOf,
  noAnswer,
  type QuestionBeside,
  QuestionFields,
  shownAnswers,
} from '../answering/question-fields.tsx';
import { dayInWords, dueIn, valueWords } from '../call-words.ts';

const words = {
  title: text('Vragen van {unit} over {year}', 'Questions of {unit} for {year}'),
  lead: text(
    'Vul in wat u weet. U kunt halverwege bewaren en later verdergaan. 0 is nihil; wat u openlaat staat als „niet opgegeven”.',
    'Fill in what you know. You can keep it half done and go on later. 0 is nil; what you leave open is “not reported”.',
  ),
  reads: text(
    'Wie voor {unit} de opgave invult, leest uw antwoorden en neemt ze over onder uw naam.',
    'Who fills in the return of {unit} reads your answers and takes them over under your name.',
  ),
  organisation: text('Organisatie', 'Organisation'),
  you: text('U antwoordt als', 'You answer as'),
  until: text('Tot en met', 'Up to and including'),
  progress: text('Ingevuld', 'Filled in'),
  count: text('{done} van {all} vragen', '{done} of {all} questions'),
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  inRegister: text(
    'In het register {count, plural, =0 {staat niets} one {staat # registratie} other {staan # registraties}} over dit jaar.',
    'The register holds {count, plural, =0 {nothing} one {# record} other {# records}} of this year.',
  ),
  filledToo: text(
    '{register}: u vulde ook aantallen in. Kies „ja”, of haal de aantallen weg.',
    '{register}: you filled in numbers too. Choose “yes”, or take the numbers out.',
  ),
  save: text('Antwoorden bewaren', 'Keep the answers'),
  check: text('Bewaren en nakijken', 'Keep and check'),
  saved: text('Uw antwoorden zijn bewaard', 'Your answers are kept'),
  savedText: text(
    'Er is nog niets verstuurd. Bent u klaar, kijk ze dan na en verstuur ze.',
    'Nothing was sent yet. When you are done, check and send them.',
  ),
  same: text('Er is niets gewijzigd', 'Nothing was changed'),
  nothing: text(
    'Vul eerst een of meer antwoorden in en bewaar ze.',
    'Fill in one or more answers first and keep them.',
  ),
  meanwhile: text(
    'In een ander venster is dit intussen anders bewaard ({moment}): {value}. Uw invoer staat er nog; verstuur opnieuw wat moet blijven.',
    'In another window this was kept otherwise meanwhile ({moment}): {value}. Your input is still here; send again what is to stay.',
  ),
} as const;

/** From where a part is answered. */
export interface PartPlace {
  /** Without language: "/deel/…". */
  readonly path: string;
  readonly actor: Actor;
  /** Null: the one of the link. */
  readonly delegation: string | null;
  /** What stands beside the questions of an account; null by a link. */
  readonly beside: PartBeside | null;
}

interface AboutPart {
  readonly visit: Visit;
  readonly at: PartPlace;
  readonly part: DelegatedPart;
  /** What stands under the form. */
  readonly after?: ComponentChildren;
}

interface PartRegister {
  readonly key: string;
  readonly first: DelegatedQuestion;
  /** Whether there was anything, where that is asked. */
  readonly gate: DelegatedQuestion | undefined;
  readonly questions: readonly DelegatedQuestion[];
}

/** The questions of a part by register, with whether there was anything first. */
export function partRegisters({ asked }: DelegatedPart): readonly PartRegister[] {
  return [...Map.groupBy(asked, ({ register }) => register)].flatMap(([key, all]) => {
    const [first] = all;
    return first
      ? [
          {
            key,
            first,
            gate: all.find(({ field }) => field === ''),
            questions: all.filter(({ field }) => field !== ''),
          },
        ]
      : [];
  });
}

/** The fields of the form of a part. */
export function partFields(part: DelegatedPart): readonly string[] {
  return [
    'versie',
    'stap',
    ...partRegisters(part).flatMap(({ key, gate, questions }) => [
      ...(gate ? gateFieldsOf(key) : []),
      ...questions.flatMap(fieldsOf),
    ]),
  ];
}

/** Whose part it is, of what, and until when. */
export function PartStrip({ visit: { language }, part }: { visit: Visit; part: DelegatedPart }) {
  const done = part.answers.filter(({ state }) => state !== 'not-reported').length;
  return (
    <DefinitionList
      inline
      items={[
        { term: words.organisation[language], text: part.heading.organisation[language] },
        { term: words.you[language], text: `${part.givenTo}, ${part.givenFunction}` },
        {
          term: words.until[language],
          text: `${dayInWords(part.lastDay, language)} (${dueIn(part.lastDay, today(), language)})`,
        },
        {
          term: words.progress[language],
          text: say(words.count[language], language, { done, all: part.asked.length }),
        },
      ]}
    />
  );
}

/** What a part is called. */
export function partTitle({ language }: Visit, { heading }: DelegatedPart): string {
  return say(words.title[language], language, { unit: heading.unit[language], year: heading.year });
}

const notices = {
  bewaard: ['ok', words.saved, words.savedText],
  gelijk: ['ok', words.same, words.savedText],
  leeg: ['warn', words.nothing, null],
} as const;

/** The form with the questions of a part. */
export function partPage(
  { visit, at, part, after }: AboutPart,
  given: Typed<string> | null,
  errors: readonly FieldError[],
  status: 200 | 400 | 409 = errors.length > 0 ? 400 : 200,
): Response {
  const { language, context } = visit;
  const done = context.req.query('gedaan') ?? '';
  const notice =
    given === null && (done === 'bewaard' || done === 'gelijk' || done === 'leeg') ? notices[done] : null;
  const typed = given ?? typedSoFar(part);
  return pageAnswer(
    <FormPage
      visit={visit}
      title={partTitle(visit, part)}
      action={`${at.path}/antwoorden`}
      errors={errors}
      before={
        <>
          {notice && (
            <Notice kind={notice[0]} title={notice[1][language]}>
              {notice[2] && <p>{notice[2][language]}</p>}
            </Notice>
          )}
          <PartStrip visit={visit} part={part} />
          {part.message !== '' && <p>{part.message}</p>}
          <p>{words.lead[language]}</p>
          <p>{say(words.reads[language], language, { unit: part.heading.unit[language] })}</p>
        </>
      }
      button={words.save[language]}
      hidden={{ versie: part.answers.at(-1)?.id ?? '' }}
      more={
        <button type="submit" class="dl-button dl-button--second" name="stap" value="nakijken">
          {words.check[language]}
        </button>
      }
      after={after}
    >
      {partRegisters(part).map(({ key, first, gate, questions }) => (
        <section key={key} class="dl-flow">
          <h2>{first.name[language]}</h2>
          {gate && (
            <GateFields
              language={language}
              register={{ key, name: first.name }}
              label={words.was[language]}
              hint={gateHint(visit, at, gate)}
              confirmed={countOf(at, gate)}
              typed={typed}
              errors={errors}
            />
          )}
          {questions.map((question) => (
            <QuestionFields
              key={nameOf(question)}
              language={language}
              question={question}
              beside={partBesideOf(at, question)}
              typed={typed}
              errors={errors}
            />
          ))}
        </section>
      ))}
    </FormPage>,
    status,
  );
}

/** How many records an answer confirms, or answers with: known to an account alone. */
function countOf({ beside }: PartPlace, { register, records }: DelegatedQuestion): number | null {
  return records === null ? null : (beside?.records.get(register) ?? null);
}

/** The records that an answer of a register as a whole is held against. */
export function partGate(at: PartPlace, gate: DelegatedQuestion): GateRecords {
  const confirmed = countOf(at, gate);
  return { confirmed, kept: confirmed ?? 0 };
}

function gateHint({ language }: Visit, at: PartPlace, gate: DelegatedQuestion): string {
  const count = countOf(at, gate);
  return count === null ? gate.what[language] : say(words.inRegister[language], language, { count });
}

/** What stands beside a question of a part. */
export function partBesideOf(at: PartPlace, question: DelegatedQuestion): QuestionBeside {
  const { beside } = at;
  const last = beside === null ? null : beside.lastYear.get(`${question.field}|${question.part}`);
  return { last, count: countOf(at, question) };
}

function typedSoFar(part: DelegatedPart): Typed<string> {
  const answers = new Map(part.answers.map((one) => [placeOf(one), one]));
  const gates = new Map(
    partRegisters(part).flatMap(({ key }) =>
      shownGate(key, answers.get(placeOf({ register: key, field: '', part: '' }))),
    ),
  );
  const numbers = shownAnswers(
    part.asked.filter(({ field }) => field !== ''),
    part.answers,
  );
  return (field) => gates.get(field) ?? numbers(field);
}

/** What was answered in the form; what is wrong is added to `errors`. */
function answersTyped(
  { visit: { language }, at, part }: AboutPart,
  typed: Typed<string>,
  errors: FieldError[],
): readonly GivenAnswer[] {
  return partRegisters(part).flatMap(({ key, first, gate, questions }) => {
    const numbers = questions.flatMap((question) =>
      // Whether a number is unlikely is asked of who takes it over: they see last year.
      answerTyped(language, question, { last: null, count: countOf(at, question) }, typed, errors),
    );
    if (!gate) return numbers;
    const isFilled = numbers.some(({ state }) => state !== 'not-reported');
    const choice = typed(`is-${key}`);
    // Who fills in numbers says by that that there was something.
    if (choice === '' && isFilled)
      return [{ ...noAnswer(key, '', ''), state: 'answered' as const }, ...numbers];
    if (isFilled && (choice === 'nil' || choice === 'not-applicable'))
      errors.push({
        field: `is-${key}`,
        message: say(words.filledToo[language], language, { register: first.name[language] }),
      });
    const answer = gateTyped(
      language,
      { key, name: first.name },
      partGate(at, gate),
      () => null,
      typed,
      errors,
    );
    return [...answer, ...numbers];
  });
}

/**
 * Keeps what was typed in the form of a part.
 *
 * @param lost the answer where the part stands no more: with what was typed
 * @param reread reads the part anew, where something else stands meanwhile
 */
export async function keepPart(
  about: AboutPart,
  typed: Typed<string>,
  lost: () => Promise<Response>,
  reread: () => Promise<DelegatedPart | null>,
): Promise<Response> {
  const { visit, at } = about;
  const { language, premises } = visit;
  const errors: FieldError[] = [];
  const answers = answersTyped(about, typed, errors);
  if (errors.length > 0) return partPage(about, typed, errors);
  const base = typed('versie');
  const saved = await perform(premises.door, at.actor, saveDelegated, concern, {
    delegation: at.delegation,
    base: isId(base) ? base : null,
    answers,
  });
  switch (saved.outcome) {
    case 'gone':
      return lost();
    case 'same':
    case 'saved':
      if (typed('stap') === 'nakijken') return goTo(visit, `${at.path}/versturen`);
      return goTo(visit, `${at.path}?gedaan=${saved.outcome === 'same' ? 'gelijk' : 'bewaard'}`);
    case 'conflict': {
      const newest = await reread();
      if (!newest) return lost();
      const conflicts = saved.theirs.map((answer) => ({
        field: answer.field === '' ? `is-${answer.register}` : `aantal-${nameOf(answer)}`,
        message: say(words.meanwhile[language], language, {
          moment: momentInWords(new Date(answer.at), language),
          value: valueWords(answer, language),
        }),
      }));
      return partPage({ ...about, part: newest }, typed, conflicts, 409);
    }
    default:
      return saved satisfies never;
  }
}
