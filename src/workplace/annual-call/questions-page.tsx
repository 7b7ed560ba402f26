import { type AnswerState, isUnlikely, placeOf, typedCount } from '../../collection/annual-call/answers.ts';
import type { AskedQuestion, AskedRegister } from '../../collection/annual-call/asked.ts';
import { gateOf } from '../../collection/annual-call/call-state.ts';
import type { GivenAnswer } from '../../collection/annual-call/given-answer.ts';
import { longestNote } from '../../collection/annual-call/given-answer.ts';
import { say } from '../../platform/language/messages.ts';
import { type Text, text } from '../../platform/language/text.ts';
import { Disclosure } from '../../platform/web/components/disclosure.tsx';
import { SelectField, TextField } from '../../platform/web/components/fields.tsx';
import { readForm, type Typed } from '../front/forms.ts';
import { errorOf, type FieldError, FormPage } from '../front/simple-form.tsx';
import { typedFault } from '../front/typed-text.ts';
import { pageAnswer, type SignedIn } from '../front/visit.ts';
import { notFound } from '../front/work-site.tsx';
import { questionWords, valueWords } from './call-words.ts';
import { type OpenReturn, openReturn, unitName } from './held-call.ts';
import { newestAnswer, ReturnStrip, returnCrumbs, SignedNotice, saveTyped } from './return-parts.tsx';

/** What a question asks to be filled in. */
const asksFor: Readonly<Record<AskedQuestion['unit'], Text>> = {
  count: text('Aantal', 'Number'),
  euro: text('Bedrag in hele euro’s', 'Amount in whole euros'),
  days: text('Aantal dagen', 'Number of days'),
  weeks: text('Aantal weken', 'Number of weeks'),
};

const words = {
  title: text('{register}: aantallen van {unit} over {year}', '{register}: numbers of {unit} for {year}'),
  lead: text(
    'Vul in wat u weet. Wat u openlaat staat als „niet opgegeven”. 0 is nihil.',
    'Fill in what you know. What you leave open is “not reported”. 0 is nil.',
  ),
  last: text('Vorig jaar: {value}', 'Last year: {value}'),
  lastNone: text('Vorig jaar: niet vastgelegd', 'Last year: not recorded'),
  stands: text('Al bekend over dit jaar: {value}', 'Known already of this year: {value}'),
  inRegister: text('Volgens het register: {count}', 'According to the register: {count}'),
  otherwise: text(
    'Deels bekend, geschat of niet van toepassing?',
    'Known in part, estimated or not applicable?',
  ),
  how: text('Kies', 'Choose'),
  exact: text('wat hierboven staat, of nog niets', 'what stands above, or nothing yet'),
  register: text('zoals in het register: {count}', 'as in the register: {count}'),
  nil: text('nihil (0)', 'nil (0)'),
  partial: text('deels bekend, want …', 'known in part, because …'),
  estimated: text('geschat, want …', 'estimated, because …'),
  notApplicable: text('niet van toepassing, want …', 'not applicable, because …'),
  why: text('Want', 'Because'),
  whyHint: text('Kan in het verslag komen te staan.', 'Can come to stand in the report.'),
  klopt: text(
    'Klopt dit? Waardoor is het zo anders dan vorig jaar?',
    'Is this right? Why does it differ so from last year?',
  ),
  kloptHint: text('Staat bij de opgave, niet in het verslag.', 'Stands with the return, not in the report.'),
  noNumber: text(
    '{question}: „{typed}” is geen heel getal. Schrijf bijvoorbeeld 12.',
    '{question}: “{typed}” is no whole number. Write for example 12.',
  ),
  needsNumber: text('{question}: vul in wat u wel weet.', '{question}: fill in what you do know.'),
  needsWhy: text('{question}: schrijf waarom.', '{question}: write why.'),
  noNumberNow: text(
    '{question}: vul niets in, of kies iets anders dan „nihil” of „niet van toepassing”.',
    '{question}: fill nothing in, or choose something else than “nil” or “not applicable”.',
  ),
  unlikely: text(
    '{question}: {now}, en vorig jaar {before}. Klopt dat? Schrijf kort waardoor.',
    '{question}: {now}, and last year {before}. Is that right? Write briefly why.',
  ),
  unknown: text('{question}: kies een van de mogelijkheden.', '{question}: choose one of the possibilities.'),
  save: text('Antwoorden bewaren', 'Keep the answers'),
  leave: text('Niet bewaren', 'Do not keep'),
} as const;

/** What names a question in a form. */
const nameOf = ({ field, part }: AskedQuestion) => (part === '' ? field : `${field}.${part}`);

const fieldsOf = (question: AskedQuestion) =>
  (['aantal', 'hoe', 'want', 'klopt'] as const).map((one) => `${one}-${nameOf(question)}`);

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

function typedSoFar({ opened, register }: OpenRegister): Typed<string> {
  const shown = new Map<string, string>();
  const given = new Map(opened.found.own.answers.map((one) => [placeOf(one), one]));
  for (const question of register.questions) {
    const name = nameOf(question);
    const answer = given.get(placeOf({ ...question, register: register.key }));
    if (!answer || answer.state === 'not-reported') continue;
    const isPlain = answer.state === 'value' || answer.state === 'nil';
    shown.set(`hoe-${name}`, isPlain ? '' : answer.state);
    shown.set(`aantal-${name}`, answer.value ?? '');
    shown.set(`want-${name}`, answer.note ?? '');
    shown.set(`klopt-${name}`, answer.stands ?? '');
  }
  return (field) => shown.get(field) ?? '';
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
  const typed = given ?? typedSoFar(about);
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
      {register.questions.map((question) => (
        <Question
          key={nameOf(question)}
          visit={visit}
          about={about}
          question={question}
          typed={typed}
          errors={errors}
        />
      ))}
    </FormPage>,
    status,
  );
}

/** The number that the register computes for a question; null where it computes none. */
function counted({ opened, register }: OpenRegister, { field, part }: AskedQuestion): number | null {
  if (register.confirmed?.field !== field || part !== '') return null;
  return opened.found.records.get(register.key)?.now ?? null;
}

function Question({
  visit: { language },
  about,
  question,
  typed,
  errors,
}: {
  visit: SignedIn;
  about: OpenRegister;
  question: AskedQuestion;
  typed: Typed<string>;
  errors: readonly FieldError[];
}) {
  const name = nameOf(question);
  const { found } = about.opened;
  const key = `${question.field}|${question.part}`;
  const last = found.lastYear.get(key);
  const present = found.standing.get(key);
  const count = counted(about, question);
  const beside = [
    last
      ? say(words.last[language], language, { value: valueWords(last, language) })
      : words.lastNone[language],
    ...(present && present.state !== 'not-reported'
      ? [say(words.stands[language], language, { value: valueWords(present, language) })]
      : []),
    ...(count === null ? [] : [say(words.inRegister[language], language, { count })]),
  ].join(' · ');
  const choices = [
    { value: '', label: words.exact[language] },
    ...(count === null
      ? []
      : [{ value: 'register', label: say(words.register[language], language, { count }) }]),
    { value: 'nil', label: words.nil[language] },
    { value: 'partial', label: words.partial[language] },
    { value: 'estimated', label: words.estimated[language] },
    { value: 'not-applicable', label: words.notApplicable[language] },
  ];
  const isOpen =
    count !== null ||
    typed(`hoe-${name}`) !== '' ||
    typed(`want-${name}`) !== '' ||
    errors.some(({ field }) => field === `hoe-${name}` || field === `want-${name}`);
  return (
    <fieldset class="dl-fieldset">
      <legend>{questionWords(question, language)}</legend>
      <TextField
        id={`aantal-${name}`}
        label={asksFor[question.unit][language]}
        hint={beside}
        language={language}
        value={typed(`aantal-${name}`)}
        short
        digits
        {...errorOf(errors, `aantal-${name}`)}
      />
      <Disclosure title={words.otherwise[language]} open={isOpen}>
        <SelectField
          id={`hoe-${name}`}
          label={words.how[language]}
          language={language}
          choices={choices}
          value={typed(`hoe-${name}`)}
          {...errorOf(errors, `hoe-${name}`)}
        />
        <TextField
          id={`want-${name}`}
          label={words.why[language]}
          hint={words.whyHint[language]}
          language={language}
          value={typed(`want-${name}`)}
          optional
          {...errorOf(errors, `want-${name}`)}
        />
      </Disclosure>
      {(typed(`klopt-${name}`) !== '' || errors.some(({ field }) => field === `klopt-${name}`)) && (
        <TextField
          id={`klopt-${name}`}
          label={words.klopt[language]}
          hint={words.kloptHint[language]}
          language={language}
          value={typed(`klopt-${name}`)}
          {...errorOf(errors, `klopt-${name}`)}
        />
      )}
    </fieldset>
  );
}

/** Keeps what was answered about one register. */
export async function takeQuestions(visit: SignedIn, part: string): Promise<Response> {
  const about = await openRegister(visit, part);
  if (!about) return notFound(visit);
  const { opened, register } = about;
  const typed = await readForm<string>(visit.context, ['versie', ...register.questions.flatMap(fieldsOf)]);
  const errors: FieldError[] = [];
  const answers = register.questions.flatMap((question) =>
    answerTyped(visit, about, question, typed, errors),
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

function noAnswer(register: string, field: string, part: string): GivenAnswer {
  return { register, field, part, state: 'not-reported', value: null, note: null, stands: null };
}

function answerTyped(
  { language }: SignedIn,
  about: OpenRegister,
  question: AskedQuestion,
  typed: Typed<string>,
  errors: FieldError[],
): readonly GivenAnswer[] {
  const name = nameOf(question);
  const label = questionWords(question, language);
  const wrong = (field: string, message: string, more: Record<string, string> = {}) => {
    errors.push({ field: `${field}-${name}`, message: say(message, language, { question: label, ...more }) });
    return [];
  };
  const number = typed(`aantal-${name}`).trim();
  const note = typed(`want-${name}`).trim();
  const stands = typed(`klopt-${name}`).trim();
  for (const [field, written] of [
    ['want', note],
    ['klopt', stands],
  ] as const) {
    const fault = typedFault(written, longestNote);
    if (fault) errors.push({ field: `${field}-${name}`, message: fault[language] });
  }
  const given = noAnswer(about.register.key, question.field, question.part);
  const how = typed(`hoe-${name}`);
  const count = how === 'register' ? counted(about, question) : null;
  const value = count === null ? typedCount(number) : String(count);
  if (number !== '' && value === undefined)
    return wrong('aantal', words.noNumber[language], { typed: number.slice(0, 40) });
  const state = stateTyped(how, number, value);
  if (state === undefined) return wrong('hoe', words.unknown[language]);
  if (state === 'not-reported') return [given];
  if ((state === 'nil' || state === 'not-applicable') && number !== '' && value !== '0')
    return wrong('aantal', words.noNumberNow[language]);
  const needsNote = state === 'partial' || state === 'estimated' || state === 'not-applicable';
  if (needsNote && note === '') return wrong('want', words.needsWhy[language]);
  const explained = needsNote ? note : null;
  if (state === 'not-applicable') return [{ ...given, state, note: explained }];
  const kept = state === 'nil' ? '0' : value;
  if (kept === undefined) return wrong('aantal', words.needsNumber[language]);
  const before = about.opened.found.lastYear.get(`${question.field}|${question.part}`);
  const isOdd = isUnlikely(before, kept);
  if (isOdd && stands === '')
    return wrong('klopt', words.unlikely[language], { now: kept, before: before?.value ?? '' });
  return [{ ...given, state, value: kept, note: explained, stands: isOdd ? stands : null }];
}

/** The state that somebody chose, or that follows from the number; undefined for what is no choice of ours. */
function stateTyped(how: string, number: string, value: string | undefined): AnswerState | undefined {
  const counted = value === '0' ? 'nil' : 'value';
  if (how === '') return number === '' ? 'not-reported' : counted;
  if (how === 'register') return value === undefined ? undefined : counted;
  return statesTyped.find((state) => state === how);
}

/** The states that somebody chooses by name. */
const statesTyped = ['nil', 'partial', 'estimated', 'not-applicable'] as const;
