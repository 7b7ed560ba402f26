import { type Cell, cellAt, type MergedArea, type Row } from '../sheet.ts';
import { parseDate } from '../values/dates.ts';
import { parseNumber } from '../values/numbers.ts';

const DEEPEST_HEADER = 4;
const LONGEST_LABEL = 250;
const FIRST_HEADER_YEAR = 1950;
const LAST_HEADER_YEAR = 2049;

/** The header of a block of rows: how many rows it takes, and what it says over each column. */
export interface HeaderReading {
  readonly depth: number;
  /** Header texts from top to bottom, by column. */
  readonly paths: ReadonlyMap<number, readonly string[]>;
}

/**
 * Whether a row could be a header: labels and periods only. `2020` may stand in a header, `1606` not; nor may
 * a dash or "zie mail", which stand where a number was asked.
 */
export function looksLikeHeader(row: Row): boolean {
  return row.cells.every((cell) => isLabel(cell) || isPeriod(cell));
}

/** Finds the header at the top of a block whose title rows are taken off already. */
export function headerOf(
  rows: readonly Row[],
  merges: readonly MergedArea[],
  firstColumn: number,
  lastColumn: number,
): HeaderReading {
  const depth = headerDepth(rows, merges, firstColumn, lastColumn);
  const header = rows.slice(0, depth);
  const paths = new Map<number, readonly string[]>();
  for (let column = firstColumn; column <= lastColumn; column++) {
    const path: string[] = [];
    for (const [level, row] of header.entries()) {
      const text = labelOver(row, column, merges, firstColumn, header.slice(level + 1));
      if (text !== '' && path.at(-1) !== text) path.push(text);
    }
    paths.set(column, path);
  }
  return { depth, paths };
}

function headerDepth(
  rows: readonly Row[],
  merges: readonly MergedArea[],
  firstColumn: number,
  lastColumn: number,
): number {
  const [first] = rows;
  if (first === undefined || !looksLikeHeader(first)) return 0;
  let depth = 1;
  while (depth < Math.min(DEEPEST_HEADER, rows.length)) {
    const above = rows[depth - 1];
    const row = rows[depth];
    if (above === undefined || row === undefined || !looksLikeHeader(row)) break;
    const inside = merges.filter(
      (area) =>
        area.firstRow <= above.number && area.lastRow >= above.number && area.firstColumn <= lastColumn,
    );
    const downwards = inside.some((area) => area.lastRow > above.number);
    const across = inside.some(
      (area) => area.lastColumn > area.firstColumn && area.firstRow === above.number,
    );
    if (!downwards && !across && !hangsUnder(above, row, rows[depth + 1], firstColumn, lastColumn)) break;
    depth += 1;
  }
  return depth;
}

/** Without merged cells, a second header line shows by filling the gaps of the first, above rows with numbers. */
function hangsUnder(
  above: Row,
  row: Row,
  below: Row | undefined,
  firstColumn: number,
  lastColumn: number,
): boolean {
  if (below === undefined || looksLikeHeader(below)) return false;
  for (let column = firstColumn; column <= lastColumn; column++) {
    if (isBlank(cellAt(above, column)) && !isBlank(cellAt(row, column))) return true;
  }
  return false;
}

function labelOver(
  row: Row,
  column: number,
  merges: readonly MergedArea[],
  firstColumn: number,
  lower: readonly Row[],
): string {
  const area = merges.find(
    (one) =>
      one.firstRow <= row.number &&
      one.lastRow >= row.number &&
      one.firstColumn <= column &&
      one.lastColumn >= column,
  );
  if (area !== undefined) return area.firstRow === row.number ? label(cellAt(row, area.firstColumn)) : '';
  const own = label(cellAt(row, column));
  const hasLower = (one: number) => lower.some((under) => !isBlank(cellAt(under, one)));
  if (own !== '' || !hasLower(column)) return own;
  for (let left = column - 1; left >= firstColumn; left--) {
    const text = label(cellAt(row, left));
    // A label that stands alone over its own column does not reach over its neighbours.
    if (text !== '') return hasLower(left) ? text : '';
  }
  return '';
}

function label(cell: Cell): string {
  return cell.text.replace(/\s+/g, ' ').trim();
}

function isBlank(cell: Cell): boolean {
  return cell.text.trim() === '';
}

function isLabel(cell: Cell): boolean {
  if (cell.kind !== 'text' || cell.text.length > LONGEST_LABEL) return false;
  const reading = parseNumber(cell.text);
  if (reading.kind !== 'refused') return false;
  return ['not-a-number', 'words-beside-number', 'several-numbers'].includes(reading.reason);
}

/** A year, quarter, month or period over a column; a full date is a value, and 1875 is an amount. */
export function isPeriod(cell: Cell): boolean {
  if (cell.kind !== 'text' && cell.kind !== 'number') return false;
  const reading = parseDate(cell.text);
  if (!reading.ok || reading.value.precision === 'day') return false;
  const year = reading.value.precision === 'period' ? reading.value.from : reading.value.year;
  return year >= FIRST_HEADER_YEAR && year <= LAST_HEADER_YEAR;
}
