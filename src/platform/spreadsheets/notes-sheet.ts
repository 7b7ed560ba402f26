import {
  checkNames,
  columnWidth,
  type ExportColumn,
  type ExportFile,
  type ExportSheet,
} from './export-model.ts';
import { spreadsheetWords } from './messages.ts';

/** Where the choices of a column stand: a column of the sheet of choices, counted from zero, and rows from one. */
export interface ChoicesAt {
  readonly sheet: string;
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** A sheet as it is written, with the place of the choices of each column that has them. */
export interface SheetToWrite extends ExportSheet {
  readonly choicesAt: readonly (ChoicesAt | undefined)[];
}

/**
 * The sheets of a file as they are written: the explanation first when there are notes, the choices last when there
 * are, and every column with its width.
 * @throws SpreadsheetError `sheet-name`, `reserved-header`.
 */
export function withNotes(file: ExportFile): SheetToWrite[] {
  const sheets = [...file.sheets];
  const words = spreadsheetWords(file.language).export;
  if (file.notes !== undefined && file.notes.length > 0) {
    sheets.unshift({
      name: words.notesSheet,
      columns: [
        { header: file.title, kind: 'text', width: 28 },
        { header: '', kind: 'text', width: 60 },
      ],
      rows: file.notes.map(({ heading, text }) => [heading, text]),
    });
  }
  const lists = choiceLists(file.sheets);
  if (lists.length > 0) sheets.push(choicesSheet(file.title, words.choicesSheet, lists));
  checkNames(sheets);
  return sheets.map((sheet) => ({
    ...sheet,
    columns: sheet.columns.map((column) => ({ ...column, width: columnWidth(column) })),
    choicesAt: sheet.columns.map(({ choices }) => {
      const column = lists.findIndex((list) => isSame(list.choices, choices));
      return choices === undefined || column < 0
        ? undefined
        : { sheet: words.choicesSheet, column, from: firstChoice, to: firstChoice + choices.length - 1 };
    }),
  }));
}

interface ChoiceList {
  readonly header: string;
  readonly choices: readonly string[];
}

/** Above the choices stand the title of the file, by which the sheet is known, and what each list is about. */
const firstChoice = 3;

/** Every list once, under the heading of the first column that has it. */
function choiceLists(sheets: readonly ExportSheet[]): readonly ChoiceList[] {
  const lists: ChoiceList[] = [];
  for (const { header, choices } of sheets.flatMap(({ columns }): readonly ExportColumn[] => columns))
    if (choices && choices.length > 0 && !lists.some((one) => isSame(one.choices, choices)))
      lists.push({ header, choices });
  return lists;
}

function isSame(one: readonly string[], other: readonly string[] | undefined): boolean {
  return one.length === other?.length && one.every((choice, index) => choice === other[index]);
}

function choicesSheet(title: string, name: string, lists: readonly ChoiceList[]): ExportSheet {
  const longest = Math.max(...lists.map(({ choices }) => choices.length));
  return {
    name,
    columns: lists.map((_, index) => ({ header: index === 0 ? title : '', kind: 'text', width: 32 })),
    rows: [
      lists.map(({ header }) => header),
      ...Array.from({ length: longest }, (_, row) => lists.map(({ choices }) => choices[row] ?? null)),
    ],
  };
}
