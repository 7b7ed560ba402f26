import { textWidth } from '../../charts/drawing/text-layout.ts';
import type { PublishedState } from '../../figures/cubes/published-state.ts';
import type { TableView } from '../report-model.ts';
import type { PageTable } from './page-blocks.ts';

/** A table of figures as it is measured, its notes still in one piece. */
export type MeasuredTable = Omit<PageTable, 'footnotes'> & { readonly footnotes: readonly string[] };

/** Millimetres between the margins. */
const pageWidth = 160;
/** Millimetres that are kept together with title and notes: more would leave half of the page before it empty. */
const keptTogether = 100;
/** Points: the size below which nothing is set. */
const smallest = 7.5;
const millimetresPerPoint = 0.353;
/** A table of more rows is set closer, so that it fits on a page where it can. */
const manyRows = 24;
/** States whose cell text is a number or the one symbol; all others are words and are set as words. */
const shownAsNumber: ReadonlySet<PublishedState> = new Set([
  'value',
  'nil',
  'partial',
  'estimated',
  'suppressed',
]);

type Column = TableView['columns'][number];

/**
 * Measures a table of figures for the page: a narrow one is not stretched, a wide one is set smaller, and one
 * that would squeeze its headings is set as several under each other, with the row labels repeated. Empty for a
 * table without rows or columns.
 */
export function pageTables(view: TableView): readonly MeasuredTable[] {
  if (view.rows.length === 0 || view.columns.length === 0) return [];
  const count = view.columns.length;
  const usual = count > 8 ? smallest : count > 3 ? 8.5 : 9.5;
  const asUsual = measured(view, usual);
  if (asUsual.length === 1) return asUsual;
  // A table on one sheet in smaller letters reads better than one that is taken apart.
  const smaller = measured(view, smallest);
  return smaller.length === 1 ? smaller : asUsual;
}

function measured(view: TableView, size: number): readonly MeasuredTable[] {
  const letter = size * 0.18;
  const longest = Math.max(view.corner.length, ...view.rows.map((row) => row.label.length + row.level * 2.5));
  const wanted = Math.max(24, longest * letter + 5);
  const widthOf = (measure: (text: string) => number) =>
    Math.max(12, Math.max(...view.columns.map((one, index) => widest(view, one, index, measure, size))) + 5);
  // Words for states may wrap before a table is taken apart for them.
  const needed = widthOf((cell) => cell.length);
  const least = widthOf((cell) => Math.max(...cell.split(' ').map((word) => word.length)));
  const atLeast = Math.min(wanted, 46);
  const parts = partsThatFit(view.columns, Math.max(1, Math.floor((pageWidth - atLeast) / least)));
  const most = Math.max(...parts.map((part) => part.length));
  const label = Math.min(wanted, Math.max(atLeast, pageWidth - needed * most));
  // Where there is room, headings get some of it: about two lines each.
  const headed = Math.max(
    ...view.columns.map((one) => textWidth(one.label, size * millimetresPerPoint, 600) * 0.55 + 5),
  );
  const column = Math.min(Math.max(needed, 22, Math.min(headed, 40)), (pageWidth - label) / most);
  return parts.map((part, index) => ({
    ...partOf(view, part, letter, label, column),
    size,
    inset: view.rows.length > manyRows ? 1.1 : 1.55,
    width: Math.max(Math.min(100, pageWidth), label + column * part.length),
    'label-width': (Math.max(100, label + column * part.length) - column * part.length) / column,
    footnotes: index === parts.length - 1 ? view.footnotes : [],
  }));
}

function partOf(
  view: TableView,
  part: readonly Column[],
  letter: number,
  label: number,
  column: number,
): Omit<PageTable, 'size' | 'inset' | 'width' | 'label-width' | 'footnotes'> {
  const places = part.map((one) => view.columns.indexOf(one));
  const lines = (text: string, width: number) => Math.max(1, Math.ceil((text.length * letter) / (width - 4)));
  const rowHeight = (row: TableView['rows'][number]) =>
    Math.max(
      lines(row.label, label - row.level * 4),
      ...places.map((place) => lines(row.cells[place]?.text ?? '', column)),
    ) *
      (letter * 2.4) +
    3.1;
  const height =
    view.rows.reduce((sum, row) => sum + rowHeight(row), 0) +
    Math.max(...part.map((one) => lines(one.label, column))) * 5 +
    view.footnotes.length * 4 +
    30;
  return {
    corner: view.corner,
    whole: height <= keptTogether,
    groups: part.some((one) => one.group !== null) ? groupsOf(part) : [],
    columns: part.map((one) => one.label),
    rows: view.rows.map((row, index) => ({
      label: row.label,
      level: row.level,
      total: row.total,
      strong: !row.total && (view.rows[index + 1]?.level ?? 0) > row.level,
      cells: places.flatMap((place) => {
        const cell = row.cells[place];
        return cell
          ? [{ text: cell.text, plain: shownAsNumber.has(cell.state), marks: cell.footnotes.join(', ') }]
          : [];
      }),
    })),
  };
}

/** The millimetres of the widest word of a heading, or of the longest cell as `measure` counts its letters. */
function widest(
  view: TableView,
  column: Column,
  place: number,
  measure: (text: string) => number,
  size: number,
): number {
  const letter = size * 0.18 * 1.08;
  return Math.max(
    // A long word may be hyphenated once.
    ...column.label
      .split(/[\s-]+/)
      .map((word) => textWidth(word, size * millimetresPerPoint, 600) * (word.length > 14 ? 0.62 : 1)),
    ...view.rows.map((row) => {
      const cell = row.cells[place];
      return cell ? (measure(cell.text) + cell.footnotes.length) * letter : 0;
    }),
  );
}

/** Divides columns over tables of at most so many; columns under one heading stay together. */
function partsThatFit(columns: readonly Column[], most: number): readonly (readonly Column[])[] {
  if (columns.length <= most) return [columns];
  const groups: Column[][] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last && column.group !== null && last[0]?.group === column.group) last.push(column);
    else groups.push([column]);
  }
  const fewest = Math.ceil(columns.length / most);
  const share = Math.ceil(groups.length / fewest);
  return Array.from({ length: Math.ceil(groups.length / share) }, (_, index) =>
    groups.slice(index * share, (index + 1) * share).flat(),
  );
}

function groupsOf(columns: readonly Column[]): PageTable['groups'] {
  const groups: { label: string; span: number }[] = [];
  for (const { group } of columns) {
    const last = groups.at(-1);
    if (last && last.label === group) last.span += 1;
    else groups.push({ label: group ?? '', span: 1 });
  }
  return groups;
}
