import { hash } from 'node:crypto';
import type { Period } from '../../../organisation/period.ts';
import { text } from '../../../platform/language/text.ts';
import type { Cell as TableCell } from '../../../platform/spreadsheets/sheet.ts';
import { type TableRow, tableCell } from '../../../platform/spreadsheets/tables/table-block.ts';
import {
  type Finding,
  fileFinding,
  type ImportColumn,
  type ImportFace,
  type InputCell,
  type InputRow,
  type TableShape,
} from '../import-face.ts';
import type { TableMatch } from './match-columns.ts';
import { saidTwice } from './table-findings.ts';

/** A row of a file with its identity, ready to be interpreted. */
export interface ReadRow<Face extends TableShape = ImportFace> {
  readonly face: Face;
  readonly input: InputRow;
  /** SHA-256 over headings and cells: equal rows have equal hashes. */
  readonly hash: string;
  /** Heading to text, as the sender wrote it: a JSON object. */
  readonly original: string;
  /** The table that it stands in. */
  readonly table: TableMatch<Face>;
  /** It states totals of the rows above it, and is no row itself. */
  readonly isTotal: boolean;
}

/** A table of a file that fits a face of the register. */
export interface OpenTable<Face extends TableShape> {
  readonly match: TableMatch<Face>;
  readonly period: Period | undefined;
}

/** The heading of the column that is read as this. */
function headingOf({ columns }: TableMatch<TableShape>, { key, label }: ImportColumn): string {
  return columns.find(({ meaning }) => meaning?.key === key)?.heading ?? label.nl;
}

/** A cell under its heading. Made a million times in a large file: few shapes, and no object that is not kept. */
function inputCell(
  { text: written, kind, fromAbove, mark }: TableCell,
  heading: string,
  privacy: ImportColumn['privacy'],
): InputCell {
  const own = written.trim();
  const plain =
    privacy === undefined || privacy === 'coded'
      ? { text: own, kind, heading }
      : { text: own, kind, heading, privacy };
  return fromAbove || mark
    ? { ...plain, ...(fromAbove ? { fromAbove } : {}), ...(mark ? { mark } : {}) }
    : plain;
}

/** One logical row, or one per period where periods stand side by side in the headings. */
export function inputRows<Face extends TableShape>(
  sheet: string,
  row: TableRow,
  table: OpenTable<Face>,
  findings: Finding[],
): ReadRow<Face>[] {
  const { match } = table;
  const first = match.columns[0];
  const [only] = row.row.cells;
  const isDay = (one: TableCell) =>
    (one.kind === 'date' || /\d/.test(one.text)) &&
    match.columns.some(({ column, meaning }) => column.column === one.column && meaning?.about === 'moment');
  // A day alone is a row that lacks the rest, and is asked about; words alone are text.
  if (row.role === 'single' && only?.column !== first?.column.column && !(only && isDay(only))) {
    findings.push(
      fileFinding(
        'note',
        'lone-text',
        sheet,
        row.row.number,
        only?.text ?? '',
        text(
          'Er staat alleen deze tekst in de rij: niet ingelezen. Hoort hij bij de rij erboven, zet hem dan daar.',
          'This text stands alone in its row: not read. If it belongs to the row above, put it there.',
        ),
      ),
    );
    return [];
  }
  const original: Record<string, string> = {};
  const shared: Record<string, InputCell> = {};
  const perPeriod = new Map<string, { period: Period; cells: Record<string, InputCell> }>();
  for (const column of match.columns) {
    const cell = tableCell(row, column.column);
    if (cell.kind === 'empty') continue;
    original[column.heading] = cell.text;
    if (column.again) {
      const before = shared[column.again.key];
      if (before?.text !== cell.text.trim())
        findings.push(
          saidTwice(
            sheet,
            row.row.number,
            { heading: column.heading, again: column.again },
            headingOf(match, column.again),
          ),
        );
    }
    if (!column.meaning) continue;
    const input = inputCell(cell, column.heading, column.meaning.privacy);
    if (cell.kind === 'formula') {
      findings.push(
        fileFinding(
          'refused',
          'formula-without-value',
          sheet,
          row.row.number,
          cell.formula ?? '',
          text(
            'De cel bevat een formule zonder uitkomst. Open het bestand, sla het opnieuw op en lees het weer in.',
            'The cell holds a formula without outcome. Open the file, save it again and import it again.',
          ),
        ),
      );
    }
    if (!column.period) {
      shared[column.meaning.key] = input;
      continue;
    }
    const group = perPeriod.get(column.period.key) ?? { period: column.period, cells: {} };
    group.cells[column.meaning.key] = input;
    perPeriod.set(column.period.key, group);
  }
  for (const column of match.columns) {
    if (column.period && !perPeriod.has(column.period.key))
      perPeriod.set(column.period.key, { period: column.period, cells: {} });
  }
  const written = JSON.stringify(original);
  const groups =
    perPeriod.size > 0
      ? [...perPeriod.values()].map(({ period, cells }) => ({ period, cells: { ...shared, ...cells } }))
      : [{ period: table.period, cells: shared }];
  return groups.map((group) => ({
    face: match.face,
    input: { sheet, number: row.row.number, period: group.period, cells: group.cells },
    hash: hash('sha256', `[${JSON.stringify(group.period?.key ?? '')},${written}]`, 'base64url'),
    original: written,
    table: match,
    isTotal: row.role === 'total',
  }));
}
