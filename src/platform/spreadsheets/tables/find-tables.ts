import type { MergedArea, Row } from '../sheet.ts';
import { MergedDown } from './merged-down.ts';
import { liesWithin, type Panel, underPanels } from './panels.ts';
import {
  type Block,
  between,
  cutAlongBlankColumns,
  type Footnote,
  filledCells,
  headOf,
  isFootnote,
  lineOf,
  type TableFinding,
  type TableHead,
  type TableRow,
  tableRow,
  withoutTitles,
} from './table-block.ts';
import { looksLikeHeader } from './table-header.ts';

/**
 * What the scanner tells, in order: a table starts, has rows, ends. `index` names the table in the sheet, `above` the
 * one under which it stands.
 */
export type TableEvent =
  | { readonly type: 'table'; readonly head: TableHead; readonly above: number | undefined }
  | { readonly type: 'row'; readonly index: number; readonly row: TableRow }
  | { readonly type: 'finding'; readonly index: number; readonly finding: TableFinding }
  | { readonly type: 'footnote'; readonly index: number; readonly footnote: Footnote };

/** Rows that are looked at together before a table's header is decided. */
const ROWS_AHEAD = 1000;

/**
 * Finds the tables of a sheet while its rows stream by, holding at most a thousand of them. Give it every row
 * in order, then call `end`.
 */
export class TableScanner {
  readonly #sheet: string;
  #merges: readonly MergedArea[] = [];
  #hiddenColumns: readonly number[] = [];
  #run: Row[] = [];
  #lastNumber = 0;
  /** The tables of the current run, once its thousand rows were seen. */
  #open: readonly Panel[] | undefined;
  /** The last tables: more than one when they stand side by side. */
  #panels: readonly Panel[] = [];
  #previous: Pick<Panel, 'head' | 'hasNumbers' | 'span'> | undefined;
  /** Lines of text that wait for the table under them. */
  #loose: Row[] = [];
  #tables = 0;
  #besides = new Set<number>();
  readonly #down = new MergedDown();

  constructor(sheet: string) {
    this.#sheet = sheet;
  }

  /** The next row; `merges` and `hiddenColumns` as known by now. */
  add(row: Row, merges: readonly MergedArea[], hiddenColumns: readonly number[]): TableEvent[] {
    this.#merges = merges;
    this.#hiddenColumns = hiddenColumns;
    const filled = filledCells(row);
    if (filled.cells.length === 0) return [];
    const events = filled.number > this.#lastNumber + 1 ? this.#endRun() : [];
    this.#lastNumber = filled.number;
    if (this.#open !== undefined) {
      events.push(...this.#stream(filled, this.#open));
      return events;
    }
    this.#run.push(filled);
    if (this.#run.length >= ROWS_AHEAD) {
      events.push(...this.#take(this.#run, true));
      this.#run = [];
      this.#open = this.#panels;
    }
    return events;
  }

  /** The sheet is over. */
  end(): TableEvent[] {
    const events = this.#endRun();
    const loose = this.#loose;
    this.#loose = [];
    if (loose.length === 0) return events;
    const previous = this.#previous;
    if (previous !== undefined) return [...events, ...loose.map((row) => footnote(previous.head, row))];
    // Lines of text and no table at all: then the lines are the table.
    const { titles, block } = withoutTitles({ rows: loose, ...extent(loose) }, this.#merges);
    return [...events, ...this.#table(block, titles, undefined)];
  }

  #endRun(): TableEvent[] {
    const run = this.#run;
    this.#run = [];
    this.#open = undefined;
    return run.length === 0 ? [] : this.#take(run, false);
  }

  /** A run under tables side by side is one of rows for each of them. */
  #take(run: readonly Row[], more: boolean): TableEvent[] {
    const parts = underPanels(run, this.#panels, this.#merges);
    if (parts === undefined) return this.#takeRun(run, more);
    const events: TableEvent[] = [];
    const panels: Panel[] = [];
    for (const { panel, rows } of parts) {
      this.#panels = [panel];
      this.#previous = panel;
      if (rows.length > 0) events.push(...this.#takeRun(rows, more, panel));
      panels.push(...this.#panels);
    }
    this.#panels = panels;
    this.#previous = panels.at(-1);
    return events;
  }

  /** Decides what a run of rows without blank rows is. */
  #takeRun(run: readonly Row[], more: boolean, under?: Panel): TableEvent[] {
    const events: TableEvent[] = [];
    const rows = [...run];
    const previous = this.#previous;
    const isLine = rows.every((row) => row.cells.length === 1) && !more;
    if (isLine || (rows.length === 1 && !this.#continues({ ...extent(rows), rows }))) {
      for (const row of rows) {
        if (previous !== undefined && isFootnote(row)) events.push(footnote(previous.head, row));
        else this.#loose.push(row);
      }
      return events;
    }
    const opened: Panel[] = [];
    const blocks = this.#blocksOf(rows);
    const [only] = blocks;
    if (blocks.length === 1 && only !== undefined && this.#continues(only)) {
      return this.#continue(only.rows);
    }
    const loose = this.#loose;
    this.#loose = [];
    for (const [index, block] of blocks.entries()) {
      const { titles, block: table } = withoutTitles(block, this.#merges);
      const above = [...(index === 0 || blocks.length === 1 ? loose : []), ...titles];
      events.push(...this.#table(table, above, previous?.head.index));
      const next = blocks[index + 1];
      const to = next === undefined ? (under?.to ?? Number.POSITIVE_INFINITY) : next.firstColumn - 1;
      const from = index === 0 ? (under?.from ?? 0) : block.firstColumn;
      if (this.#previous !== undefined) opened.push({ ...this.#previous, from, to });
    }
    this.#panels = opened;
    return events;
  }

  /**
   * Cut along blank columns, unless the blanks are those of rows with gaps under a table that has these columns: a
   * table of its own has a heading over all its columns and numbers under it.
   */
  #blocksOf(rows: readonly Row[]): Block[] {
    const blocks = cutAlongBlankColumns(rows, this.#merges);
    const whole = { rows, ...extent(rows) };
    const [start] = rows;
    const span = this.#previous?.span;
    if (blocks.length === 1 || start === undefined || !span || !liesWithin(whole, span)) return blocks;
    const isTable = ({ rows: [heading, ...body], firstColumn, lastColumn }: Block) =>
      lastColumn > firstColumn &&
      heading?.cells.length === lastColumn - firstColumn + 1 &&
      body.some((row) => !looksLikeHeader(row));
    return looksLikeHeader(start) && blocks.every(isTable) ? blocks : [whole];
  }

  /** Whether a block stands within the columns of the table before it. */
  #liesUnder({ firstColumn, lastColumn }: Block): boolean {
    const columns = this.#previous?.head.columns ?? [];
    const [first, last] = [columns[0], columns.at(-1)];
    return (
      first !== undefined &&
      last !== undefined &&
      columns.length > 1 &&
      firstColumn >= first.column &&
      lastColumn <= last.column
    );
  }

  #table(block: Block, titles: readonly Row[], above: number | undefined): TableEvent[] {
    const rows = [...block.rows];
    const notes: Row[] = [];
    while (rows.length > 1 && block.lastColumn > block.firstColumn) {
      const last = rows.at(-1);
      if (last === undefined || !isFootnote(last)) break;
      notes.unshift(last);
      rows.pop();
    }
    const { head, body, findings } = headOf(
      { ...block, rows },
      {
        sheet: this.#sheet,
        index: this.#tables,
        titles,
        merges: this.#merges,
        hiddenColumns: this.#hiddenColumns,
      },
    );
    this.#tables += 1;
    const hasNumbers = body.slice(0, 20).some((row) => !looksLikeHeader(row));
    const { firstColumn, lastColumn } = block;
    const wider = this.#previous?.span;
    const span = wider && liesWithin(block, wider) ? wider : { firstColumn, lastColumn };
    this.#previous = { head, hasNumbers, span };
    return [
      { type: 'table', head, above },
      ...findings.map((finding): TableEvent => ({ type: 'finding', index: head.index, finding })),
      ...body.flatMap((row) => this.#row(head, row)),
      ...notes.map((row) => footnote(head, row)),
    ];
  }

  #row(head: TableHead, bare: Row): TableEvent[] {
    const { sheet, index } = head;
    const row = this.#down.fill(bare);
    const one = tableRow(row, head.columns.length);
    const events: TableEvent[] = [{ type: 'row', index, row: one }];
    const where = { sheet, row: row.number };
    if (one.role === 'total') events.push({ type: 'finding', index, finding: { code: 'totals-row', where } });
    if (row.hidden) events.push({ type: 'finding', index, finding: { code: 'hidden-row', where } });
    const first = head.columns[0]?.column ?? 0;
    const last = head.columns.at(-1)?.column ?? 0;
    const beside = row.cells.find((cell) => cell.column < first || cell.column > last);
    if (beside !== undefined && !this.#besides.has(index)) {
      this.#besides.add(index);
      const place = { ...where, column: beside.letter };
      events.push({ type: 'finding', index, finding: { code: 'cells-beside-table', where: place } });
    }
    return events;
  }

  #stream(row: Row, open: readonly Panel[]): TableEvent[] {
    return open.flatMap(({ head, from, to }) => {
      const part = between(row, from, to);
      if (part.cells.length === 0) return [];
      return isFootnote(part) && head.columns.length > 1 ? [footnote(head, part)] : this.#row(head, part);
    });
  }

  /** Rows behind a blank row go on with the table when they fit its columns and bring no header of their own. */
  #continues(block: Block): boolean {
    const previous = this.#previous;
    if (previous === undefined || this.#loose.length > 0 || previous.head.headerRows.length === 0)
      return false;
    const { columns } = previous.head;
    if (!this.#liesUnder(block)) return false;
    const { titles, block: rest } = withoutTitles(block, this.#merges);
    const start = rest.rows[0];
    if (start === undefined) return false;
    if (tableRow(start, columns.length).role === 'total') return true;
    if (!looksLikeHeader(start)) return true;
    // All text over all text: a header of its own only under a title or with the same labels.
    const labels = columns.map(({ path }) => path.at(-1) ?? '').join('|');
    const same = start.cells.map((cell) => cell.text.trim()).join('|') === labels;
    return !previous.hasNumbers && titles.length === 0 && !same;
  }

  #continue(rows: readonly Row[]): TableEvent[] {
    const head = this.#previous?.head;
    const first = rows[0];
    if (head === undefined || first === undefined) return [];
    const { sheet, index } = head;
    const where = { sheet, row: first.number };
    return [
      { type: 'finding', index, finding: { code: 'blank-rows-inside', where } },
      ...rows.flatMap((row) =>
        isFootnote(row) && head.columns.length > 1 ? [footnote(head, row)] : this.#row(head, row),
      ),
    ];
  }
}

function footnote(head: TableHead, row: Row): TableEvent {
  return { type: 'footnote', index: head.index, footnote: { row: row.number, text: lineOf(row), line: row } };
}

function extent(rows: readonly Row[]): { firstColumn: number; lastColumn: number } {
  const columns = rows.flatMap((row) => row.cells.map((cell) => cell.column));
  return { firstColumn: Math.min(...columns), lastColumn: Math.max(...columns) };
}
