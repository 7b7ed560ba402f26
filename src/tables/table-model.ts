import type { QuantityUnit } from '../figures/cubes/counted-thing.ts';
import type { PublishedState } from '../figures/cubes/published-state.ts';
import type { Text } from '../platform/language/text.ts';

/** What a figure must have to be shown as a table: its cells, as they may be known, and the words about them. */
export interface ShownFigure {
  readonly id: string;
  readonly title: Text;
  readonly unit: QuantityUnit;
  readonly dimensions: readonly ShownDimension[];
  readonly cells: readonly ShownCell[];
  /** Years that are not settled yet, and why. */
  readonly provisional?: readonly ProvisionalYear[];
}

/** A year in which something still runs, with the words that are said of it. */
export interface ProvisionalYear {
  readonly year: string;
  /** The figure that counts what still runs. */
  readonly figure: string;
  /** How many cases have no outcome yet; null where that number is not shown. */
  readonly running: string | null;
  readonly note: Text;
}

/** For example the years, or the units as a tree: a member without a parent is at the top. */
export interface ShownDimension {
  readonly key: string;
  readonly title: Text;
  readonly members: readonly {
    readonly code: string;
    readonly label: Text;
    readonly parent: string | null;
  }[];
}

/** A cell, such as `{ at: { year: '2025', unit: '*' }, state: 'value', value: '13', note: null }`. */
export interface ShownCell {
  /** A code per dimension; "*" is the total. */
  readonly at: Readonly<Record<string, string>>;
  readonly state: PublishedState;
  /** The exact decimal with a point, or null where there is no value. */
  readonly value: string | null;
  readonly note: Text | null;
}

/** A table ready to be drawn: labels and cell texts in one language. */
export interface DataTable<Cell extends DataCell = DataCell> {
  /** Heading over the row labels. */
  readonly corner: string;
  /** One or two header lines: columns with the same `group` stand under one heading. */
  readonly columns: readonly {
    readonly key: string;
    readonly label: string;
    readonly group: string | null;
  }[];
  readonly rows: readonly DataRow<Cell>[];
  /** In the order of their numbers from 1. */
  readonly footnotes: readonly string[];
}

export interface DataRow<Cell extends DataCell = DataCell> {
  readonly key: string;
  readonly label: string;
  /** 0 for the top of the tree; deeper rows are indented. */
  readonly level: number;
  readonly total: boolean;
  readonly cells: readonly Cell[];
}

/** What drawing a cell needs. */
export interface DataCell {
  /** As printed: "1.566", "5,3%", "·", "niet opgegeven". */
  readonly text: string;
  readonly state: PublishedState;
  /** The exact printed decimal with a point, or null where there is no value. */
  readonly value: string | null;
  /** Numbers of the table's footnotes. */
  readonly footnotes: readonly number[];
}

/** A cell that says which cell of which figure it is. */
export interface FigureCell extends DataCell {
  readonly figure: string;
  readonly at: Readonly<Record<string, string>>;
}
