import { type AnswerState, placeOf, type StatedBefore } from '../../../collection/annual-call/answers.ts';
import type { GivenAnswer } from '../../../collection/annual-call/given-answer.ts';
import { type BookLine, lineKey, stateMeant } from '../../../collection/annual-call/workbook/book.ts';
import type {
  BookFault,
  FilledBook,
  FilledLine,
} from '../../../collection/annual-call/workbook/read-book.ts';
import { say } from '../../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../../platform/language/text.ts';
import type { Typed } from '../../front/forms.ts';
import type { FieldError } from '../../front/simple-form.tsx';
import { type GateRecords, gateTyped } from '../answering/gate-fields.tsx';
import { answerTyped, nameOf, type Question, type QuestionBeside } from '../answering/question-fields.tsx';
import { questionWords, valueWords } from '../call-words.ts';

/** A register as a workbook asks it. */
export interface BookRegister {
  readonly key: string;
  readonly name: Text;
  /** Null where it is not asked whether there was anything. */
  readonly gate: {
    readonly records: GateRecords;
    readonly odd: (choice: 'answered' | 'nil' | 'not-applicable', language: Language) => string | null;
  } | null;
  readonly questions: readonly (Question & {
    /** Last year, as the workbook shows it. */
    readonly last: StatedBefore | undefined;
    /** By what its answer is judged. */
    readonly beside: QuestionBeside;
  })[];
}

const words = {
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  noState: text(
    '„{typed}” is geen antwoord dat hier kan. Kies uit de lijst in de cel.',
    '“{typed}” is no answer that can stand here. Choose from the list in the cell.',
  ),
  noNumber: text(
    'Hier hoort geen aantal: kies ja, nihil of niet van toepassing.',
    'No number belongs here: choose yes, nil or not applicable.',
  ),
  twice: text('Deze vraag staat twee keer in het bestand.', 'This question stands in the file twice.'),
  strange: text(
    'Deze regel hoort niet bij deze opgave, of de sleutel is gewijzigd.',
    'This row does not belong to this return, or its key was changed.',
  ),
  filledToo: text(
    '{register}: er zijn ook aantallen ingevuld. Kies „ja”, of haal de aantallen weg.',
    '{register}: numbers are filled in too. Choose “yes”, or take the numbers out.',
  ),
  notYet: text(
    'Er staat een aantal bij „niet opgegeven”. Haal een van beide weg.',
    'A number stands with “not reported”. Take one of the two out.',
  ),
} as const;

/** Something that is unlikely beside last year, to be explained: the form asks it once. */
export interface BookDoubt {
  readonly row: number;
  /** The place of the answer. */
  readonly place: string;
  readonly message: string;
}

/** What a workbook holds, judged. */
export interface JudgedBook {
  readonly answers: readonly GivenAnswer[];
  readonly faults: readonly BookFault[];
  readonly doubts: readonly BookDoubt[];
}

/** The lines of a workbook, with what was answered so far. */
export function bookLines(
  registers: readonly BookRegister[],
  answers: readonly (Omit<GivenAnswer, 'stands'> & { readonly stands?: string | null })[],
  language: Language,
): readonly BookLine[] {
  const given = new Map(answers.map((one) => [placeOf(one), one]));
  const line = (
    place: { register: string; field: string; part: string },
    more: Pick<BookLine, 'registerName' | 'question' | 'last'>,
  ): BookLine => {
    const { register, field, part } = place;
    const answer = given.get(placeOf(place));
    return {
      ...{ register, field, part, ...more },
      state: answer?.state ?? 'not-reported',
      value: answer?.value ?? null,
      note: answer?.note ?? null,
      stands: answer?.stands ?? null,
    };
  };
  return registers.flatMap(({ key, name, gate, questions }) => [
    ...(gate
      ? [
          line(
            { register: key, field: '', part: '' },
            { registerName: name[language], question: words.was[language], last: '' },
          ),
        ]
      : []),
    ...questions.map((question) =>
      line(question, {
        registerName: name[language],
        question: questionWords(question, language),
        last: question.last ? valueWords({ ...question.last, note: null }, language) : '',
      }),
    ),
  ]);
}

/**
 * Judges what a workbook holds, by the same rules as the pages: what is wrong is a fault in its row and column, what is
 * unlikely beside last year is a doubt. Rows that were taken out change nothing.
 *
 * @param explained by place, why something unlikely is right, as typed on the page
 */
export function judgeBook(
  registers: readonly BookRegister[],
  { lines, letters }: Pick<FilledBook, 'lines' | 'letters'>,
  explained: ReadonlyMap<string, string>,
  language: Language,
): JudgedBook {
  const faults: BookFault[] = [];
  const doubts: BookDoubt[] = [];
  const inBoth = (what: Text, values: Record<string, string> = {}): Text => ({
    nl: say(what.nl, 'nl', values),
    en: say(what.en, 'en', values),
  });
  const byKey = new Map<string, FilledLine>();
  const known = new Set(
    registers.flatMap(({ key, gate, questions }) => [
      ...(gate ? [lineKey({ register: key, field: '', part: '' })] : []),
      ...questions.map(lineKey),
    ]),
  );
  for (const line of lines) {
    const fault = (what: Text) =>
      faults.push({ row: line.row, column: letters.key ?? '', value: line.key, what });
    if (!known.has(line.key)) fault(words.strange);
    else if (byKey.has(line.key)) fault(words.twice);
    else byKey.set(line.key, line);
  }
  /** Sorts out what the rules of the pages say of a line. */
  const told = (
    line: FilledLine,
    place: string,
    errors: readonly FieldError[],
    say: (language: Language) => readonly FieldError[],
  ) => {
    for (const [index, error] of errors.entries()) {
      const column = error.field.split('-')[0];
      if (column === 'klopt') {
        doubts.push({ row: line.row, place, message: error.message });
        continue;
      }
      const at = column === 'want' ? letters.note : column === 'aantal' ? letters.number : letters.state;
      const value = column === 'want' ? line.note : column === 'aantal' ? line.number : line.state;
      const message = (one: Language) => say(one)[index]?.message ?? error.message;
      faults.push({ row: line.row, column: at ?? '', value, what: { nl: message('nl'), en: message('en') } });
    }
  };
  const stateOf = (line: FilledLine, allowed: readonly AnswerState[]): AnswerState | undefined => {
    const state = stateMeant(line.state);
    if (state !== undefined && allowed.includes(state)) return state;
    faults.push({
      row: line.row,
      column: letters.state ?? '',
      value: line.state,
      what: inBoth(words.noState, { typed: line.state.slice(0, 40) }),
    });
    return undefined;
  };
  const answers = registers.flatMap(({ key, name, gate, questions }): readonly GivenAnswer[] => {
    const numbers = questions.flatMap((question): readonly GivenAnswer[] => {
      const line = byKey.get(lineKey(question));
      const state = line && stateOf(line, numberStates);
      if (!line || state === undefined) return [];
      if (state === 'not-reported' && line.state !== '' && line.number !== '') {
        faults.push({ row: line.row, column: letters.number ?? '', value: line.number, what: words.notYet });
        return [];
      }
      const place = placeOf(question);
      const field = nameOf(question);
      const isKnown = state === 'value' || state === 'not-reported';
      const typed: Typed<string> = typedOf({
        [`aantal-${field}`]: line.number === '' && line.state !== '' && state === 'value' ? '?' : line.number,
        [`hoe-${field}`]: isKnown ? '' : state,
        [`want-${field}`]: isKnown || state === 'nil' ? '' : line.note,
        [`klopt-${field}`]: explained.get(place) ?? line.stands,
      });
      const errorsIn = (one: Language): [readonly GivenAnswer[], FieldError[]] => {
        const errors: FieldError[] = [];
        return [answerTyped(one, question, question.beside, typed, errors), errors];
      };
      const [answer, errors] = errorsIn(language);
      told(line, place, errors, (one) => errorsIn(one)[1]);
      return answer;
    });
    const line = byKey.get(lineKey({ register: key, field: '', part: '' }));
    if (!gate || !line) return numbers;
    const state = stateOf(line, gateStates);
    if (state === undefined) return numbers;
    if (line.number !== '')
      faults.push({ row: line.row, column: letters.number ?? '', value: line.number, what: words.noNumber });
    const isFilled = numbers.some((one) => one.state !== 'not-reported');
    const place = placeOf({ register: key, field: '', part: '' });
    const choice = state === 'not-reported' ? (isFilled ? 'answered' : '') : state;
    if (isFilled && (choice === 'nil' || choice === 'not-applicable'))
      faults.push({
        row: line.row,
        column: letters.state ?? '',
        value: line.state,
        what: {
          nl: say(words.filledToo.nl, 'nl', { register: name.nl }),
          en: say(words.filledToo.en, 'en', { register: name.en }),
        },
      });
    const typed = typedOf({
      [`is-${key}`]: choice,
      [`want-${key}`]: state === 'not-applicable' ? line.note : '',
      [`klopt-${key}`]: explained.get(place) ?? line.stands,
    });
    const errorsIn = (one: Language): [readonly GivenAnswer[], FieldError[]] => {
      const errors: FieldError[] = [];
      const { records, odd } = gate;
      const made = gateTyped(one, { key, name }, records, (chosen) => odd(chosen, one), typed, errors);
      return [made, errors];
    };
    const [answer, errors] = errorsIn(language);
    told(line, place, errors, (one) => errorsIn(one)[1]);
    return [...answer, ...numbers];
  });
  return { answers, faults, doubts };
}

const numberStates: readonly AnswerState[] = [
  'value',
  'nil',
  'partial',
  'estimated',
  'not-applicable',
  'not-reported',
];
const gateStates: readonly AnswerState[] = ['answered', 'nil', 'not-applicable', 'not-reported'];

function typedOf(given: Readonly<Record<string, string>>): Typed<string> {
  return (field) => given[field] ?? '';
}
