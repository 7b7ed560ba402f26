import { writeQuantity } from '../../../figures/format.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import type {
  PublishedCell,
  PublishedDimension,
  PublishedFigure,
  TableCell,
  TableRow,
  TableView,
} from '../../report-model.ts';
import { stateWords } from '../words.ts';

/** How a figure block lays out its cells. */
export interface TableLayout {
  readonly figures: readonly PublishedFigure[];
  readonly rows: string | undefined;
  readonly columns: string | undefined;
  /** Coordinates that hold for the whole table. */
  readonly at: Readonly<Record<string, string>>;
  /** 1 shows only the top of the tree. */
  readonly depth: number;
  readonly total: boolean;
  readonly sort: 'given' | 'value';
  /** Leaves out rows in which every cell is zero. */
  readonly skipNil: boolean;
  /** Only these members of the row dimension, when given. */
  readonly only?: readonly string[];
  /** Figures that are published less finely than asked: rows they lack do not apply to them. */
  readonly coarser?: { readonly has: (id: string) => boolean };
}

interface ColumnSpec {
  readonly key: string;
  readonly label: string;
  readonly group: string | null;
  readonly figure: PublishedFigure;
  readonly at: Readonly<Record<string, string>>;
}

/** The printed text of a published cell. */
export function cellText(
  cell: PublishedCell | undefined,
  figure: PublishedFigure,
  language: Language,
): string {
  if (!cell) return stateWords['not-asked'][language];
  return cell.value === null
    ? stateWords[cell.state][language]
    : writeQuantity(cell.value, figure.unit, language);
}

/** The cell of a published figure; dimensions that are not named stand at their total. */
export function publishedCell(
  figure: PublishedFigure,
  at: Readonly<Record<string, string>>,
): PublishedCell | undefined {
  return figure.cells.find((cell) =>
    figure.dimensions.every((dimension) => cell.at[dimension.key] === (at[dimension.key] ?? '*')),
  );
}

/** Whether a figure has cells of these members at all: a difference has none of the year without one before it. */
function hasCellsOf(figure: PublishedFigure, at: Readonly<Record<string, string>>): boolean {
  return Object.entries(at).every(([key, code]) => figure.cells.some((cell) => cell.at[key] === code));
}

/** What a cell that a figure does not have means. */
function absentState(
  layout: TableLayout,
  figure: PublishedFigure,
  at: Readonly<Record<string, string>>,
): 'not-applicable' | 'not-asked' {
  return layout.coarser?.has(figure.id) || !hasCellsOf(figure, at) ? 'not-applicable' : 'not-asked';
}

/** Lays out published cells as a table in a language. */
export function layOut(layout: TableLayout, language: Language): TableView {
  const columns = columnSpecs(layout, language);
  const footnotes: string[] = [];
  const cellsOf = (row: Readonly<Record<string, string>>): TableCell[] =>
    columns.map((column) => {
      const at = { ...layout.at, ...row, ...column.at };
      const own = Object.fromEntries(
        Object.entries(at).filter(([key]) => column.figure.dimensions.some((one) => one.key === key)),
      );
      const cell = publishedCell(column.figure, own);
      const state = cell?.state ?? absentState(layout, column.figure, own);
      return {
        text: cell ? cellText(cell, column.figure, language) : stateWords[state][language],
        state,
        value: cell?.value ?? null,
        footnotes: noteNumbers(cell?.note?.[language], footnotes),
        figure: column.figure.id,
        at: own,
      };
    });
  if (layout.figures.every((figure) => figure.cells.length === 0))
    return { corner: '', columns: [], rows: [], footnotes: [] };
  const dimension = layout.rows ? dimensionOf(layout.figures, layout.rows) : undefined;
  const rows = dimension
    ? treeRows(dimension, layout, language, cellsOf)
    : [wholeRow(layout, language, cellsOf)];
  return {
    corner: dimension?.title[language] ?? '',
    columns: columns.map(({ key, label, group }) => ({ key, label, group })),
    rows,
    footnotes,
  };
}

/** The label of a row that is not divided; what an organisation calls itself stands in its profile, not here. */
const wholeOrganisation = text('Hele organisatie', 'Whole organisation');

function wholeRow(
  layout: TableLayout,
  language: Language,
  cellsOf: (row: Readonly<Record<string, string>>) => TableCell[],
): TableRow {
  return {
    key: '*',
    label:
      layout.figures.length === 1 ? (layout.figures[0]?.title[language] ?? '') : wholeOrganisation[language],
    level: 0,
    total: false,
    cells: cellsOf({}),
  };
}

function treeRows(
  dimension: PublishedDimension,
  layout: TableLayout,
  language: Language,
  cellsOf: (row: Readonly<Record<string, string>>) => TableCell[],
): readonly TableRow[] {
  const rowsUnder = (parent: string | null, level: number): TableRow[] => {
    const members = dimension.members.filter(
      (member) =>
        member.parent === parent && (!layout.only || level > 0 || layout.only.includes(member.code)),
    );
    const rows = members.map((member) => ({
      row: {
        key: member.code,
        label: member.label[language],
        level,
        total: false,
        cells: cellsOf({ [dimension.key]: member.code }),
      },
      code: member.code,
    }));
    const sorted =
      layout.sort === 'value' ? [...rows].sort((a, b) => lastValue(b.row) - lastValue(a.row)) : rows;
    return sorted.flatMap(({ row, code }) => [
      row,
      ...(level + 1 < layout.depth ? rowsUnder(code, level + 1) : []),
    ]);
  };
  const rows = rowsUnder(null, 0).filter(
    (row) => !layout.skipNil || row.cells.some((cell) => cell.state !== 'nil'),
  );
  if (!layout.total) return rows;
  const label = language === 'nl' ? 'Totaal' : 'Total';
  return [...rows, { key: '*', label, level: 0, total: true, cells: cellsOf({}) }];
}

function lastValue(row: TableRow): number {
  const value = row.cells.at(-1)?.value;
  return value === null || value === undefined ? -1 : Number(value);
}

function columnSpecs(layout: TableLayout, language: Language): readonly ColumnSpec[] {
  const many = layout.figures.length > 1;
  const dimension = layout.columns ? dimensionOf(layout.figures, layout.columns) : undefined;
  if (!dimension) {
    return layout.figures.map((figure) => ({
      key: figure.id,
      label: many ? figure.title[language] : unitHeading(figure, language),
      group: null,
      figure,
      at: {},
    }));
  }
  const members = dimension.members.filter(
    (member) =>
      member.parent === null &&
      (layout.at[dimension.key] === undefined || layout.at[dimension.key] === member.code),
  );
  return members.flatMap((member) =>
    layout.figures.map((figure) => ({
      key: many ? `${member.code} ${figure.id}` : member.code,
      label: many ? figure.title[language] : member.label[language],
      group: many ? member.label[language] : null,
      figure,
      at: { [dimension.key]: member.code },
    })),
  );
}

function unitHeading(figure: PublishedFigure, language: Language): string {
  if (figure.unit === 'percent') return language === 'nl' ? 'Aandeel' : 'Share';
  return figure.unit === 'count' ? (language === 'nl' ? 'Aantal' : 'Number') : figure.title[language];
}

function dimensionOf(figures: readonly PublishedFigure[], key: string): PublishedDimension | undefined {
  return figures.flatMap((figure) => figure.dimensions).find((dimension) => dimension.key === key);
}

function noteNumbers(note: string | undefined, footnotes: string[]): readonly number[] {
  if (!note) return [];
  const known = footnotes.indexOf(note);
  if (known >= 0) return [known + 1];
  footnotes.push(note);
  return [footnotes.length];
}
