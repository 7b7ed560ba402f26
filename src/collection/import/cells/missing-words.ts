import { type CodeLists, codeList } from '../../../codes/code-lists.ts';
import { text } from '../../../platform/language/text.ts';
import { type Finding, findingAt, type ImportColumn, type InputCell, type InputRow } from '../import-face.ts';

/**
 * What programs write where they have no value: Python, R, databases, and spreadsheets for a computation that failed,
 * in Dutch and in English.
 */
const missingWords: ReadonlySet<string> = new Set([
  'none',
  'null',
  'nan',
  'nat',
  '<na>',
  'undefined',
  '#n/a',
  '#n/b',
  '#div/0!',
  '#deel/0!',
  '#ref!',
  '#verw!',
  '#value!',
  '#waarde!',
  '#name?',
  '#naam?',
  '#num!',
  '#getal!',
  '#null!',
  '#leeg!',
]);
const longest = 10;

/**
 * The row without the words that stand for a missing value: such a cell is blank, with a doubt; never nil and never
 * text. A code or label of the column's own list stays.
 */
export function withoutMissingWords(
  row: InputRow,
  columns: readonly ImportColumn[],
  codes: CodeLists,
): { readonly input: InputRow; readonly found: readonly Finding[] } {
  let cells: Record<string, InputCell | undefined> | undefined;
  const found: Finding[] = [];
  for (const key in row.cells) {
    const cell = row.cells[key];
    if (!cell || !isMissing(cell)) continue;
    const column = columns.find((one) => one.key === key);
    if (column?.list !== undefined && isWritten(codes, column.list, cell.text)) continue;
    cells ??= { ...row.cells };
    delete cells[key];
    found.push(
      findingAt(
        row,
        'doubtful',
        'value-missing',
        cell,
        cell.heading,
        text(
          `„${cell.text}” schrijven programma’s waar niets is ingevuld: bewaard als leeg. Vul in wat er moet staan; is het nul, vul dan 0 in.`,
          `“${cell.text}” is what programs write where nothing was filled in: kept as blank. Fill in what it should be; if it is zero, fill in 0.`,
        ),
      ),
    );
  }
  return cells ? { input: { ...row, cells }, found } : { input: row, found };
}

function isMissing({ text: written, kind }: InputCell): boolean {
  return kind === 'error' || (written.length <= longest && missingWords.has(written.toLowerCase()));
}

function isWritten(codes: CodeLists, list: string, written: string): boolean {
  return codeList(codes, list).codes.some(
    ({ code, label, aliases }) =>
      code === written || label.nl === written || label.en === written || aliases.includes(written),
  );
}
