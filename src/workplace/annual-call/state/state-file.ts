import { today } from '../../../organisation/period.ts';
import { momentInWords } from '../../../platform/language/dates.ts';
import { say } from '../../../platform/language/messages.ts';
import { text } from '../../../platform/language/text.ts';
import type { ExportColumn } from '../../../platform/spreadsheets/export-model.ts';
import { writeXlsx } from '../../../platform/spreadsheets/xlsx/xlsx-write.ts';
import type { SignedIn } from '../../front/visit.ts';
import { notFound } from '../../front/work-site.tsx';
import { sheetDownload } from '../../imports/downloads.ts';
import { questionWords, stateWords } from '../call-words.ts';
import { unitName } from '../held-call.ts';
import { callState, questionState, registerState } from './call-state-of.ts';
import { questionsOf } from './state-page.tsx';

const words = {
  title: text('Stand van de uitvraag over {year}', 'State of the annual call for {year}'),
  state: text('Stand', 'State'),
  questions: text('Vragen', 'Questions'),
  unit: text('Onderdeel', 'Unit'),
  register: text('Register', 'Register'),
  question: text('Vraag', 'Question'),
  answer: text('Antwoord', 'Answer'),
  until: text('Uiterlijk', 'Not later than'),
  moved: text('Laatste beweging', 'Last movement'),
  was: text('Was er iets te melden?', 'Was there anything to report?'),
  note: text(
    'Stand van {day}. Wat niet is ondertekend telt nog niet mee. „niet opgegeven” is geen nul.',
    'State of {day}. What is not signed does not count yet. “not reported” is no zero.',
  ),
} as const;

/** The state of a call as a workbook: a row for each unit, and a row for each of its questions. */
export async function takeStateAlong(visit: SignedIn, part: string): Promise<Response> {
  const state = await callState(visit, part.split('/')[0] ?? '');
  if (!state) return notFound(visit);
  const { language, premises } = visit;
  const { at, units, registers } = state;
  const title = say(words.title[language], language, { year: at.name });
  const column = (header: string, width?: number): ExportColumn => ({
    header,
    kind: 'text',
    ...(width === undefined ? {} : { width }),
  });
  const file = {
    title,
    language,
    creator: premises.name[language],
    date: today(),
    notes: [{ heading: '', text: say(words.note[language], language, { day: today() }) }],
    sheets: [
      {
        name: words.state[language],
        columns: [
          column(words.unit[language]),
          column(words.state[language]),
          ...registers.map(({ name }) => column(name[language], 24)),
          column(words.until[language], 14),
          column(words.moved[language]),
        ],
        rows: units.map((one) => [
          unitName(at, one.own.unit, language),
          stateWords(one.progress, language),
          ...registers.map(({ key }) => registerState(one, key, language)),
          one.own.deadline,
          one.progress.moved === null ? null : momentInWords(new Date(one.progress.moved), language),
        ]),
      },
      {
        name: words.questions[language],
        columns: [words.unit, words.state, words.register, words.question, words.answer].map((one) =>
          column(one[language]),
        ),
        rows: units.flatMap((one) =>
          registers
            .filter(({ key }) => one.own.registers.includes(key))
            .flatMap(({ key, name }) =>
              [null, ...questionsOf(state, key)].map((question) => [
                unitName(at, one.own.unit, language),
                stateWords(one.progress, language),
                name[language],
                question === null ? words.was[language] : questionWords(question, language),
                questionState(one, key, question, language),
              ]),
            ),
        ),
      },
    ],
  };
  return sheetDownload(title, writeXlsx(file));
}
