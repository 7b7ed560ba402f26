import { type CodeList, type LabelMatch, levelled, matchLabel } from '../../../codes/code-lists.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import {
  type Finding,
  findingAt,
  type ImportContext,
  type InputCell,
  type InputRow,
  labelKey,
} from '../import-face.ts';

/** A label that is not in its list, with the code that it most resembles and how to confirm it. */
export function unknownLabel(
  row: InputRow,
  cell: InputCell | undefined,
  column: string,
  list: CodeList,
  match: LabelMatch | undefined,
): Finding {
  const written = cell?.text ?? '';
  const near = match ? ` Bedoelt u „${match.code.label.nl}”?` : '';
  const nearEn = match ? ` Do you mean “${match.code.label.en}”?` : '';
  const codes = match ? ['', ''] : [codesIn(list, 'nl'), codesIn(list, 'en')];
  const map = `--map '${list.key}:${written}=${match?.code.code ?? '<code>'}'`;
  const asks = {
    of: 'meaning' as const,
    written: `${list.key}:${written}`,
    proposed: match?.code.code ?? null,
  };
  return {
    ...findingAt(
      row,
      'refused',
      'label-unknown',
      cell,
      column,
      text(
        `„${written}” staat niet in de lijst „${list.title.nl}”.${near} Bevestig eenmalig met ${map}.${codes[0]}`,
        `“${written}” is not in the list “${list.title.en}”.${nearEn} Confirm once with ${map}.${codes[1]}`,
      ),
    ),
    ...(written === '' ? {} : { asks }),
  };
}

const mostCodes = 25;

/** The codes to choose from; of a list that has groups, or that is long, those at the top. */
function codesIn(list: CodeList, language: Language): string {
  const top = list.codes.filter((one) => one.parent === undefined);
  const shown = top.slice(0, mostCodes).map((one) => `${one.code} (${one.label[language]})`);
  return ` Codes: ${shown.join(', ')}${top.length > mostCodes ? ', …' : '.'}`;
}

/** A label that was read as a code although it is written otherwise: doubtful, or just told. */
export function normalisedLabel(
  row: InputRow,
  cell: InputCell,
  weight: 'doubtful' | 'note',
  match: LabelMatch,
): Finding {
  return findingAt(
    row,
    weight,
    'label-normalised',
    cell,
    cell.heading,
    text(`Gelezen als „${match.code.label.nl}”.`, `Read as “${match.code.label.en}”.`),
  );
}

/**
 * The code of a list that a cell means, as a person confirmed it or by its label; an unknown one, or one that only
 * resembles a label, is refused. `told` says with what weight another spelling is told, if at all.
 */
export function codeOfLabel(
  row: InputRow,
  cell: InputCell,
  {
    list,
    match,
    told,
  }: {
    readonly list: CodeList;
    readonly match: () => LabelMatch | undefined;
    readonly told: (match: LabelMatch) => 'doubtful' | 'note' | undefined;
  },
  context: ImportContext,
  found: Finding[],
): string | null {
  const confirmed = context.labels.get(labelKey(list.key, cell.text));
  if (confirmed !== undefined) return confirmed;
  const matched = match();
  if (!matched || matched.how === 'near') {
    found.push(unknownLabel(row, cell, cell.heading, list, matched));
    return null;
  }
  const weight = told(matched);
  if (weight) found.push(normalisedLabel(row, cell, weight, matched));
  return matched.code.code;
}

/**
 * The code of a list that a cell means, as a person confirmed it or by its label; an unknown one is refused. In a tree
 * a label means a root, or a code below `within`.
 */
export function readCodeLabel(
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
