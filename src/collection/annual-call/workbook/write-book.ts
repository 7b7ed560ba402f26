import { type Language, text } from '../../../platform/language/text.ts';
import type { ExportFile } from '../../../platform/spreadsheets/export-model.ts';
import {
  type BookColumn,
  type BookLine,
  type BookOf,
  bookColumns,
  bookHeads,
  bookSheets,
  lineKey,
  originHeads,
  stateChoices,
  stateInBook,
} from './book.ts';

const words = {
  howTo: text(
    'Vul op het blad „Opgave” het aantal in, of kies een antwoord. Een lege regel is „niet opgegeven”, nooit nul. Bij „deels bekend”, „geschat” en „niet van toepassing” hoort een reden onder „Want”; die kan in het verslag komen te staan.',
    'On the sheet “Return” fill in the number, or choose an answer. An empty row is “not reported”, never zero. With “known in part”, “estimated” and “not applicable” belongs a reason under “Because”; it can come to stand in the report.',
  ),
  back: text(
    'Lees het bestand daarna in op de pagina waar u het ophaalde. U ziet eerst wat erin is gevonden; pas daarna wordt het bewaard. Er telt niets mee voordat de opgave is ondertekend.',
    'Then read the file on the page where you got it. You see first what was found in it; only then it is kept. Nothing counts before the return is signed.',
  ),
  secret: text(
    'Noem geen personen en geen zaken. Bewaar het bestand waar alleen u erbij kunt.',
    'Name no persons and no cases. Keep the file where only you can reach it.',
  ),
} as const;

const kinds: Readonly<Record<BookColumn, number>> = {
  register: 26,
  question: 44,
  last: 22,
  state: 20,
  number: 16,
  note: 40,
  stands: 40,
  key: 24,
};

/**
 * A return as a workbook that is filled in and read back: a line for each question, with what was answered so far.
 *
 * @param title what the file is called in itself
 * @param day the day of the file, yyyy-mm-dd
 */
export function bookFile(
  of: BookOf,
  lines: readonly BookLine[],
  { title, creator, day, language }: { title: string; creator: string; day: string; language: Language },
): ExportFile {
  return {
    title,
    language,
    creator,
    date: day,
    notes: [words.howTo, words.back, words.secret].map((one) => ({ heading: '', text: one[language] })),
    sheets: [
      {
        name: bookSheets.answers[language],
        columns: bookColumns.map((column) => ({
          header: bookHeads[column][language],
          kind: column === 'number' ? ('number' as const) : ('text' as const),
          width: kinds[column],
          ...(column === 'state' ? { choices: stateChoices.map(([, one]) => one[language]) } : {}),
        })),
        rows: lines.map((line) => [
          line.registerName,
          line.question,
          line.last,
          line.state === 'not-reported' || line.state === 'value' ? null : stateInBook(line.state, language),
          line.value === null ? null : BigInt(line.value),
          line.note,
          line.stands,
          lineKey(line),
        ]),
        rowsFilledIn: true,
      },
      {
        name: bookSheets.origin[language],
        columns: [originHeads.key, originHeads.version].map((one) => ({
          header: one[language],
          kind: 'text' as const,
          width: 40,
        })),
        rows: [[of.key, of.version]],
      },
    ],
  };
}
