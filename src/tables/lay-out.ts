import { writeQuantity } from '../figures/format.ts';
import { type Language, text } from '../platform/language/text.ts';
import { stateWords } from './state-words.ts';
import type {
  DataRow,
  DataTable,
  FigureCell,
  ShownCell,
  ShownDimension,
  ShownFigure,
} from './table-model.ts';

/** How the cells of figures become rows and columns. */
export interface TableLayout {
  readonly figures: readonly ShownFigure[];
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
  readonly figure: ShownFigure;
  readonly at: Readonly<Record<string, string>>;
}

/** The printed text of a cell, such as "5,3%" or "niet opgegeven". */
export function cellText(cell: ShownCell | undefined, figure: ShownFigure, language: Language): string {
  if (!cell) return stateWords['not-asked'][language];
  return cell.value === null
    ? stateWords[cell.state][language]
    : writeQuantity(cell.value, figure.unit, language);
}

/**
 * The cell of a figure; dimensions that are not named stand at their total: `shownCell(figure, { year: '2025' })` is
 * the cell of all units in 2025.
 */
export function shownCell(figure: ShownFigure, at: Readonly<Record<string, string>>): ShownCell | undefined {
  return figure.cells.find((cell) =>
    figure.dimensions.every((dimension) => cell.at[dimension.key] === (at[dimension.key] ?? '*')),
  );
}

/** Whether a figure has cells of these members at all: a difference has none of the year without one before it. */
function hasCellsOf(figure: ShownFigure, at: Readonly<Record<string, string>>): boolean {
  return Object.entries(at).every(([key, code]) => figure.cells.some((cell) => cell.at[key] === code));
}

/** What a cell that a figure does not have means. */
function absentState(
  layout: TableLayout,
  figure: ShownFigure,
  at: Readonly<Record<string, string>>,
): 'not-applicable' | 'not-asked' {
  return layout.coarser?.has(figure.id) || !hasCellsOf(figure, at) ? 'not-applicable' : 'not-asked';
}

/**
 * Lays out the cells of one or more figures as a table in a language: with `rows: 'unit', columns: 'year'` a row for
 * every unit of the first level and a column for every year.
 */
export function layOut(layout: TableLayout, language: Language): DataTable<FigureCell> {
  const columns = columnSpecs(layout, language);
  const footnotes: string[] = [];
  // Where a line of the table is one year of figures that are all provisional in it, its label says so; else its cells.
  const marks = provisionalYears(layout);
  const unmarked = (figure: ShownFigure, at: Readonly<Record<string, string>>) => {
    const year = at['year'];
    if (year === undefined || marks.has(year) || year === layout.at['year']) return undefined;
    return figure.provisional?.find((one) => one.year === year);
  };
  const cellsOf = (row: Readonly<Record<string, string>>): FigureCell[] =>
    columns.map((column) => {
      const at = { ...layout.at, ...row, ...column.at };
      const own = Object.fromEntries(
        Object.entries(at).filter(([key]) => column.figure.dimensions.some((one) => one.key === key)),
      );
      const cell = shownCell(column.figure, own);
      const state = cell?.state ?? absentState(layout, column.figure, own);
      return {
        text: cell ? cellText(cell, column.figure, language) : stateWords[state][language],
        state,
        value: cell?.value ?? null,
        footnotes: [
          ...noteNumbers(cell?.note?.[language], footnotes),
          ...noteNumbers(unmarked(column.figure, own)?.note[language], footnotes),
        ],
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
  cellsOf: (row: Readonly<Record<string, string>>) => FigureCell[],
): DataRow<FigureCell> {
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
  dimension: ShownDimension,
  layout: TableLayout,
  language: Language,
  cellsOf: (row: Readonly<Record<string, string>>) => FigureCell[],
): readonly DataRow<FigureCell>[] {
  const marks = provisionalYears(layout);
  const rowsUnder = (parent: string | null, level: number): DataRow<FigureCell>[] => {
    const members = dimension.members.filter(
      (member) =>
        member.parent === parent && (!layout.only || level > 0 || layout.only.includes(member.code)),
    );
    const rows = members.map((member) => ({
      row: {
        key: member.code,
        label:
          dimension.key === 'year' && marks.has(member.code)
            ? `${member.label[language]} (${provisionalWord[language]})`
            : member.label[language],
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

function lastValue(row: DataRow<FigureCell>): number {
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
  const marks = provisionalYears(layout);
  const labelled = (code: string, label: string): string =>
    dimension.key === 'year' && marks.has(code) ? `${label} (${provisionalWord[language]})` : label;
  const members = dimension.members.filter(
    (member) =>
      member.parent === null &&
      (layout.at[dimension.key] === undefined || layout.at[dimension.key] === member.code),
  );
  return members.flatMap((member) =>
    layout.figures.map((figure) => ({
      key: many ? `${member.code} ${figure.id}` : member.code,
      label: many ? figure.title[language] : labelled(member.code, member.label[language]),
      group: many ? labelled(member.code, member.label[language]) : null,
      figure,
      at: { [dimension.key]: member.code },
    })),
  );
}

/** The word beside a year that is not settled yet. */
export const provisionalWord = text('voorlopig', 'provisional');

/** The years in which every figure of a table is provisional. */
function provisionalYears({ figures }: TableLayout): ReadonlySet<string> {
  const [first, ...others] = figures.map(
    ({ provisional = [] }) => new Set(provisional.map(({ year }) => year)),
  );
  return others.reduce((marks, own) => marks.intersection(own), first ?? new Set());
}

function unitHeading(figure: ShownFigure, language: Language): string {
  if (figure.unit === 'percent') return language === 'nl' ? 'Aandeel' : 'Share';
  return figure.unit === 'count' ? (language === 'nl' ? 'Aantal' : 'Number') : figure.title[language];
}

function dimensionOf(figures: readonly ShownFigure[], key: string): ShownDimension | undefined {
  return figures.flatMap((figure) => figure.dimensions).find((dimension) => dimension.key === key);
}

function noteNumbers(note: string | undefined, footnotes: string[]): readonly number[] {
  if (!note) return [];
  const known = footnotes.indexOf(note);
  if (known >= 0) return [known + 1];
  footnotes.push(note);
  return [footnotes.length];
}
