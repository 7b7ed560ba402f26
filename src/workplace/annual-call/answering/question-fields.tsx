import {
  type AnswerState,
  isUnlikely,
  placeOf,
  type StatedBefore,
  typedCount,
} from '../../../collection/annual-call/answers.ts';
import type { AskedQuestion } from '../../../collection/annual-call/asked.ts';
import { type GivenAnswer, longestNote } from '../../../collection/annual-call/given-answer.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../../platform/language/text.ts';
import { Disclosure } from '../../../platform/web/components/disclosure.tsx';
import { SelectField, TextField } from '../../../platform/web/components/fields.tsx';
import type { Typed } from '../../front/forms.ts';
import { errorOf, type FieldError } from '../../front/simple-form.tsx';
import { typedFault } from '../../front/typed-text.ts';
import { questionWords, valueWords } from '../call-words.ts';

/** What a question asks to be filled in. */
const asksFor: Readonly<Record<AskedQuestion['unit'], Text>> = {
  count: text('Aantal', 'Number'),
  euro: text('Bedrag in hele euro’s', 'Amount in whole euros'),
  days: text('Aantal dagen', 'Number of days'),
  weeks: text('Aantal weken', 'Number of weeks'),
};

const words = {
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
} as const;

/** A question of a register, as its fields ask it. */
export interface Question extends Pick<AskedQuestion, 'field' | 'part' | 'label' | 'partLabel' | 'unit'> {
  readonly register: string;
}

/** The numbers that stand beside a question. */
export interface QuestionBeside {
  /** What was returned last year; null where that is not shown, undefined where nothing was. */
  readonly last: StatedBefore | null | undefined;
  /** What is known already of this year. */
  readonly present?: StatedBefore | undefined;
  /** What the register computes for it; null where it computes none. */
  readonly count: number | null;
}

/** What names a question in a form. */
export const nameOf = ({ field, part }: Pick<Question, 'field' | 'part'>) =>
  part === '' ? field : `${field}.${part}`;

/** The fields of a question. */
export const fieldsOf = (question: Pick<Question, 'field' | 'part'>) =>
  (['aantal', 'hoe', 'want', 'klopt'] as const).map((one) => `${one}-${nameOf(question)}`);

type Answered = Pick<GivenAnswer, 'register' | 'field' | 'part' | 'state' | 'value' | 'note'> & {
  readonly stands?: string | null;
};

/** What was answered so far, as the fields of questions show it. */
export function shownAnswers(questions: readonly Question[], answers: readonly Answered[]): Typed<string> {
  const shown = new Map<string, string>();
  const given = new Map(answers.map((one) => [placeOf(one), one]));
  for (const question of questions) {
    const name = nameOf(question);
    const answer = given.get(placeOf(question));
    if (!answer || answer.state === 'not-reported') continue;
    const isPlain = answer.state === 'value' || answer.state === 'nil';
    shown.set(`hoe-${name}`, isPlain ? '' : answer.state);
    shown.set(`aantal-${name}`, answer.value ?? '');
    shown.set(`want-${name}`, answer.note ?? '');
    shown.set(`klopt-${name}`, answer.stands ?? '');
  }
  return (field) => shown.get(field) ?? '';
}

/** The fields of one question, with what stands beside it. */
export function QuestionFields({
  language,
  question,
  beside: { last, present, count },
  typed,
  errors,
}: {
  language: Language;
  question: Question;
  beside: QuestionBeside;
  typed: Typed<string>;
  errors: readonly FieldError[];
}) {
  const name = nameOf(question);
  const beside = [
    ...(last === null
      ? []
      : [
          last
            ? say(words.last[language], language, { value: valueWords(last, language) })
            : words.lastNone[language],
        ]),
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
        {...(beside === '' ? {} : { hint: beside })}
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

/** No answer to a question; without a field, about a register as a whole. */
export function noAnswer(register: string, field: string, part: string): GivenAnswer {
  return { register, field, part, state: 'not-reported', value: null, note: null, stands: null };
}

/** The answer that the fields of a question hold; none where something is wrong, which is added to `errors`. */
export function answerTyped(
  language: Language,
  question: Question,
  { last, count: computed }: QuestionBeside,
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
  const given = noAnswer(question.register, question.field, question.part);
  const how = typed(`hoe-${name}`);
  const count = how === 'register' ? computed : null;
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
  const isOdd = last !== null && isUnlikely(last, kept);
  if (isOdd && stands === '')
    return wrong('klopt', words.unlikely[language], { now: kept, before: last?.value ?? '' });
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
