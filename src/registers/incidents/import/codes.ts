import { type CodeList, codeList, type LabelMatch, levelled, matchLabel } from '../../../codes/code-lists.ts';
import { codeOfLabel } from '../../../collection/import/cells/cell-code.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputCell,
  type InputRow,
} from '../../../collection/import/import-face.ts';
import { text } from '../../../platform/language/text.ts';
import { columns } from './columns.ts';

const listOf: ReadonlyMap<string, string | undefined> = new Map(columns.map(({ key, list }) => [key, list]));

/** The code that the cell of a column with a list means; null when it is blank or refused. */
export function codeOf(row: InputRow, key: string, context: ImportContext, found: Finding[]): string | null {
  const cell = row.cells[key];
  const listKey = listOf.get(key);
  if (!cell || cell.text === '' || !listKey) return null;
  return codeFor(row, cell, codeList(context.codes, listKey), context, found);
}

/** The code of a list that a cell means, as a person confirmed it or by its label; an unknown one is refused. */
export function codeFor(
  row: InputRow,
  cell: InputCell,
  list: CodeList,
  context: ImportContext,
  found: Finding[],
  within?: string,
): string | null {
  const written = withoutPrefix(cell.text);
  const reading = {
    list,
    match: () => (within === undefined ? matchRoot(list, written) : matchLabel(list, written, within)),
    told: (match: LabelMatch) => (isOtherSpelling(match, written) ? ('doubtful' as const) : undefined),
  };
  return codeOfLabel(row, cell, reading, context, found);
}

/** The roots of a list, made once: in a tree the category column means a root. */
const rootsOf = new WeakMap<CodeList, CodeList>();

function matchRoot(list: CodeList, written: string): LabelMatch | undefined {
  let roots = rootsOf.get(list);
  if (!roots) {
    roots = { ...list, codes: list.codes.filter((code) => code.parent === undefined) };
    rootsOf.set(list, roots);
  }
  return matchLabel(roots, written);
}

/** "c.) Lekken van informatie (opzet)" without its letter. */
function withoutPrefix(label: string): string {
  return label.replace(/^\s*[a-z]\s*\.\s*\)?\s+/i, '').trim();
}

/** Whether the label differs from the list in more than its letter: a slip worth a flag, or a known other wording. */
function isOtherSpelling(match: LabelMatch, written: string): boolean {
  if (match.how === 'exact') return false;
  const plain = levelled(written);
  const official = [match.code.label.nl, match.code.label.en, ...match.code.aliases.slice(0, 1)];
  return !official.some(
    (label) =>
      withoutPrefix(label) === written ||
      (match.how === 'normalised' &&
        levelled(label) === plain &&
        label.toLowerCase() === written.toLowerCase()),
  );
}

/**
 * The subcategory, sought in the category that its own letter names. One from another category is kept as the
 * original pair, with a flag: it does not count as a subcategory of the category.
 */
export function subcategoryOf(
  row: InputRow,
  category: string | null,
  context: ImportContext,
  found: Finding[],
): string | null {
  const cell = row.cells['subcategory'];
  if (!cell || cell.text === '') return null;
  const list = codeList(context.codes, 'incident-categories');
  const letter = /^\s*([a-z])\s*\./i.exec(cell.text)?.[1]?.toLowerCase();
  const within =
    list.codes.find((one) => one.parent === undefined && one.code === letter)?.code ?? category ?? undefined;
  const subcategory = codeFor(row, cell, list, context, found, within);
  const parent = list.codes.find((one) => one.code === subcategory)?.parent;
  if (subcategory !== null && category !== null && parent !== category) {
    found.push(
      findingAt(
        row,
        'doubtful',
        'subcategory-outside-category',
        cell,
        cell.heading,
        text(
          `De subcategorie hoort bij categorie ${parent}, niet bij ${category}. Het paar is bewaard zoals opgegeven; vraag het onderdeel welke van de twee juist is.`,
          `The subcategory belongs to category ${parent}, not to ${category}. The pair is kept as stated; ask the unit which of the two is right.`,
        ),
      ),
    );
  }
  return subcategory;
}
