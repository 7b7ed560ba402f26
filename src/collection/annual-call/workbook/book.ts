import { type Language, type Text, text } from '../../../platform/language/text.ts';
import type { AnswerState } from '../answers.ts';

/** One line of a workbook: whether there was anything to return of a register, or one of its questions. */
export interface BookLine {
  readonly register: string;
  readonly field: string;
  readonly part: string;
  readonly registerName: string;
  readonly question: string;
  /** Last year in words. */
  readonly last: string;
  readonly state: AnswerState;
  readonly value: string | null;
  readonly note: string | null;
  readonly stands: string | null;
}

/** What a workbook is of: by it a file that comes back is known. */
export interface BookOf {
  /** "2025 PBW", or the id of questions that were handed on. */
  readonly key: string;
  /** The newest answer that it holds; empty where it holds none. */
  readonly version: string;
}

/** The columns of a workbook. */
export const bookColumns = [
  'register',
  'question',
  'last',
  'state',
  'number',
  'note',
  'stands',
  'key',
] as const;
export type BookColumn = (typeof bookColumns)[number];

/** What stands above the columns. */
export const bookHeads: Readonly<Record<BookColumn, Text>> = {
  register: text('Register', 'Register'),
  question: text('Vraag', 'Question'),
  last: text('Vorig jaar', 'Last year'),
  state: text('Antwoord', 'Answer'),
  number: text('Aantal of bedrag', 'Number or amount'),
  note: text('Want', 'Because'),
  stands: text('Waardoor anders dan vorig jaar', 'Why other than last year'),
  key: text('Sleutel (niet wijzigen)', 'Key (do not change)'),
};

export const bookSheets = {
  answers: text('Opgave', 'Return'),
  origin: text('Herkomst', 'Origin'),
} as const;

/** The columns of the sheet by which a file that comes back is known. */
export const originHeads = {
  key: text('Opgave (niet wijzigen)', 'Return (do not change)'),
  version: text('Stand (niet wijzigen)', 'State (do not change)'),
} as const;

/** What is chosen in the column of answers. A number without a choice is known. */
export const stateChoices: readonly (readonly [state: AnswerState, words: Text])[] = [
  ['answered', text('ja', 'yes')],
  ['value', text('bekend', 'known')],
  ['nil', text('nihil (0)', 'nil (0)')],
  ['partial', text('deels bekend', 'known in part')],
  ['estimated', text('geschat', 'estimated')],
  ['not-applicable', text('niet van toepassing', 'not applicable')],
  ['not-reported', text('niet opgegeven', 'not reported')],
];

/** The state of an answer as a workbook says it. */
export function stateInBook(state: AnswerState, language: Language): string {
  return stateChoices.find(([one]) => one === state)?.[1][language] ?? '';
}

/** The state that a word of a workbook means, in either language; undefined for another word. */
export function stateMeant(written: string): AnswerState | undefined {
  const word = written.trim().toLowerCase();
  if (word === '') return 'not-reported';
  if (word === 'nihil' || word === 'nil') return 'nil';
  return stateChoices.find(([, { nl, en }]) => word === nl || word === en)?.[0];
}

/** What names a line in its file. */
export function lineKey({ register, field, part }: Pick<BookLine, 'register' | 'field' | 'part'>): string {
  return `${register}|${field}|${part}`;
}
