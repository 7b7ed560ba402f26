import { READ_LIMITS } from '../../platform/spreadsheets/limits.ts';
import { rowOf } from '../../platform/spreadsheets/raw-row.ts';
import { readFilePieces } from '../../platform/spreadsheets/reading/read-file.ts';
import { ProtectionRefused } from '../disclosure/protect-figures.ts';
import type { PublicationFile } from '../publication-file.ts';
import { numberIn } from './channels.ts';
import type { OutsideFinding } from './counts.ts';
import { type PaperText, pageDrawings, paperText } from './read-back/paper-text.ts';
import { refusalWords } from './refusal-words.ts';

type Files = readonly Pick<PublicationFile, 'name' | 'mediaType' | 'content'>[];

/**
 * Reads the workbooks back and holds their tables against the page, which the audit held against the data: every number
 * and every dot as often. Throws {@link ProtectionRefused} where they say otherwise.
 *
 * @param files the page and the workbooks of a report
 */
export async function auditWorkbooks(files: Files): Promise<void> {
  const cells = pageCells(contentOf(files, 'text/html'), 'figures').map(comparable);
  const page = counted(cells.filter((cell) => cell !== ''));
  const books = files.filter(({ mediaType }) => /opendocument|openxmlformats/.test(mediaType));
  const others = await Promise.all(
    books.map(async ({ name, content }) => ((await hasCells(content, page)) ? [] : [name])),
  );
  refuse(others.flat());
}

/**
 * Reads the PDFs back as a screen reader does: every number and every dot in their tables is one of the page, as often,
 * and their text has no number that the page has not. Throws {@link ProtectionRefused} where that does not hold.
 *
 * @param files the page and the PDFs of a report
 * @param alike one of them that was held against the page before
 */
export function auditPapers(files: Files, alike?: Uint8Array): void {
  const page = contentOf(files, 'text/html');
  let said: ReturnType<typeof pageSays> | undefined;
  const isAlike = (content: Uint8Array): boolean => {
    if (content === alike) return true;
    said ??= pageSays(page);
    const { cells, numbers } = said;
    const paper = readable(content);
    return (
      paper !== undefined &&
      isSame(counted(paper.cells.filter(isNumberOrDot).map(comparable)), cells) &&
      paper.texts.every((text) => numbersIn(text).every((number) => numbers.has(number)))
    );
  };
  const [first, ...others] = files.filter(({ mediaType }) => mediaType === 'application/pdf');
  if (!first) return;
  const drawn = others.length > 0 ? pageDrawings(first.content) : [];
  // The edition to keep draws the same pages: what is read in the one is read in the other.
  const isDrawnAlike = (content: Uint8Array): boolean =>
    pageDrawings(content).join('\n') === drawn.join('\n') || isAlike(content);
  refuse([
    ...(isAlike(first.content) ? [] : [first.name]),
    ...others.filter(({ content }) => !isDrawnAlike(content)).map(({ name }) => name),
  ]);
}

/** The cells of a page, and all its numbers. */
function pageSays(html: string): {
  readonly cells: ReadonlyMap<string, number>;
  readonly numbers: ReadonlySet<string>;
} {
  return {
    // Their numbers alone: paper hyphenates the words behind them.
    cells: counted(pageCells(html, 'all').filter(isNumberOrDot).map(comparable)),
    numbers: new Set(numbersIn(html.replaceAll(/<[^>]*>/g, ' '))),
  };
}

/** What a PDF says; undefined where it cannot be read, which is not taken for safe. */
function readable(content: Uint8Array): PaperText | undefined {
  try {
    return paperText(content);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function refuse(names: readonly string[]): void {
  if (names.length === 0) return;
  const findings = names.map((figure): OutsideFinding => ({ how: 'other-in-another-file', figure, at: {} }));
  throw new ProtectionRefused(
    refusalWords(findings, [], { title: () => undefined, member: () => undefined }),
  );
}

function contentOf(files: Files, mediaType: string): string {
  const file = files.find((one) => one.mediaType === mediaType);
  return Buffer.from(file?.content ?? []).toString('utf8');
}

/** The words of the cells of tables on the page: of all of them, or of what the tables of figures count. */
function pageCells(html: string, which: 'all' | 'figures'): readonly string[] {
  const cell = which === 'all' ? /<td\b[^>]*>([\s\S]*?)<\/td>/g : /<td class="dl-cell[^>]*>([\s\S]*?)<\/td>/g;
  return [...html.matchAll(cell)].map(([, content = '']) =>
    content
      .replaceAll(/<a class="dl-note-ref"[\s\S]*?<\/a>/g, '')
      .replaceAll(/<span class="dl-(?:\w+__label|hidden)"[\s\S]*?<\/span>/g, '')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/&nbsp;|\s/g, ' ')
      .replaceAll(/ +/g, ' ')
      .trim(),
  );
}

const dot = '·';

function isNumberOrDot(cell: string): boolean {
  return cell === dot || numberIn(cell) !== undefined;
}

/** A cell as two ways of writing it can be held against each other: its number, the dot, or nothing. */
function comparable(cell: string): string {
  return cell === dot ? dot : String(numberIn(cell) ?? '');
}

function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(/\d[\d.,]*/g)].map(([number]) => number.replace(/[.,]+$/, ''));
}

function counted(cells: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([cell, count]) => other.get(cell) === count);
}

/** Whether the tables of a workbook have the cells of the page. */
async function hasCells(book: Uint8Array, page: ReadonlyMap<string, number>): Promise<boolean> {
  const tables: string[] = [];
  let sheet = '';
  let last = 0;
  // Our own file, read in this thread: the pages are being set in another.
  for await (const { head, rows: raw } of readFilePieces(book, READ_LIMITS)) {
    const rows = raw.map(rowOf);
    const isTable = tableSheet.test(head.name);
    // Behind the tables stand all figures once more, row for row as in the CSV.
    if (!isTable && tableSheet.test(sheet)) break;
    if (!isTable) continue;
    const [heads] = head.name === sheet ? [] : rows;
    const others = heads ? rows.slice(1) : rows;
    if (heads) last = Math.max(...heads.cells.map(({ column }) => column));
    sheet = head.name;
    // The first column names the row, the last one says what a bare number cannot.
    for (const { cells } of others)
      for (const { column, text, kind } of cells)
        if (column > 0 && column < last)
          tables.push(kind === 'number' ? String(Math.abs(Number(text))) : comparable(text));
  }
  return isSame(counted(tables.filter((cell) => cell !== '')), page);
}

/** The sheets with a table of the report. */
const tableSheet = /^(?:Tabel|Figuur|Table|Figure) \d+$/;
