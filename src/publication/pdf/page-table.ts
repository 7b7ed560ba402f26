import type { PublishedState, TableView } from '../report-model.ts';
import type { PageTable } from './page-blocks.ts';

const pageWidth = 160;
/** States whose cell text is a number or the one symbol; all others are words and are set as words. */
const shownAsNumber: ReadonlySet<PublishedState> = new Set([
  'value',
  'nil',
  'partial',
  'estimated',
  'suppressed',
]);

/** Rows that fit under a caption on one page. */
const rowsOnPage = 24;

/** Measures a table of figures for the page: a narrow one is not stretched, a wide one is set smaller. */
export function pageTable(view: TableView): PageTable {
  const count = view.columns.length;
  const size = count > 8 ? 7.5 : count > 3 ? 8.5 : 9.5;
  const letter = size * 0.18;
  const labels = Math.max(view.corner.length, ...view.rows.map((row) => row.label.length + row.level * 2.5));
  const label = Math.min(Math.max(24, labels * letter + 5), pageWidth * labelShare(count));
  const words = [
    ...view.columns.flatMap((one) => one.label.split(/\s+/)),
    ...view.rows.flatMap((row) => row.cells.map((cell) => `${cell.text}${cell.footnotes.join(', ')}`)),
  ];
  const widest = Math.max(8, ...words.map((word) => word.length));
  const column = Math.min((pageWidth - label) / count, widest * letter + 5);
  const grouped = view.columns.some((one) => one.group !== null);
  return {
    corner: view.corner,
    width: Math.min(pageWidth, Math.max(100, label + column * count)),
    size,
    whole: view.rows.length <= rowsOnPage,
    'label-width': label / column,
    groups: grouped ? groupsOf(view) : [],
    columns: view.columns.map((one) => one.label),
    rows: view.rows.map((row, index) => ({
      label: row.label,
      level: row.level,
      total: row.total,
      strong: !row.total && (view.rows[index + 1]?.level ?? 0) > row.level,
      cells: row.cells.map((cell) => ({
        text: cell.text,
        plain: shownAsNumber.has(cell.state),
        marks: cell.footnotes.join(', '),
      })),
    })),
    footnotes: view.footnotes,
  };
}

/** How much of the page the labels may take: they wrap more kindly than numbers and states. */
function labelShare(columns: number): number {
  return columns <= 2 ? 0.65 : columns === 3 ? 0.45 : 0.3;
}

function groupsOf(view: TableView): PageTable['groups'] {
  const groups: { label: string; span: number }[] = [];
  for (const { group } of view.columns) {
    const last = groups.at(-1);
    if (last && last.label === group) last.span += 1;
    else groups.push({ label: group ?? '', span: 1 });
  }
  return groups;
}
