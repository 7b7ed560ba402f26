import { hash } from 'node:crypto';
import type { Period, YearStart } from '../../organisation/period.ts';
import { text } from '../../platform/language/text.ts';
import { describeNote } from '../../platform/spreadsheets/messages.ts';
import type { ReadNote } from '../../platform/spreadsheets/sheet.ts';
import { streamTables } from '../../platform/spreadsheets/stream-tables.ts';
import { type TableFinding, type TableRow, tableCell } from '../../platform/spreadsheets/table-block.ts';
import type { Finding, ImportFace, InputCell, InputRow, TableShape } from './import-face.ts';
import { type ConfirmedColumns, matchTable, periodNamedIn, type TableMatch } from './match-columns.ts';

/** A row of a file with its identity, ready to be interpreted. */
export interface ReadRow<Face extends TableShape = ImportFace> {
  readonly face: Face;
  readonly input: InputRow;
  /** SHA-256 over headings and cells: equal rows have equal hashes. */
  readonly hash: string;
  /** Heading to text, as the sender wrote it: a JSON object. */
  readonly original: string;
}

/** What a stretch of a file gives: rows, and what was found while reading them. */
export interface ReadBatch<Face extends TableShape> {
  readonly rows: readonly ReadRow<Face>[];
  readonly findings: readonly Finding[];
}

interface OpenTable<Face extends TableShape> {
  readonly match: TableMatch<Face>;
  readonly period: Period | undefined;
}

/**
 * Reads the tables of a file that fit one of the faces, row by row. A file in which no table fits gives one
 * refused finding that lists the headings and what they might mean. Throws a SpreadsheetError when the file
 * cannot be read at all.
 */
export async function* readRows<Face extends TableShape>(
  file: string,
  faces: readonly Face[],
  confirmed: ConfirmedColumns,
  yearStart: YearStart,
): AsyncGenerator<ReadBatch<Face>> {
  let fitted = 0;
  const misfits: Finding[] = [];
  const tables = new Map<string, OpenTable<Face> | undefined>();
  for await (const batch of streamTables(file)) {
    const findings: Finding[] = batch.notes.map(noteFinding);
    const rows: ReadRow<Face>[] = [];
    const sheet = batch.sheet.name;
    for (const event of batch.events) {
      if (event.type === 'table') {
        const match = batch.sheet.hidden ? undefined : matchTable(faces, event.head, confirmed, yearStart);
        const fits = match && match.missing.length === 0;
        if (match && !fits) misfits.push(...misfit(sheet, event.head.firstRow, match));
        if (fits) {
          fitted++;
          findings.push(...columnFindings(sheet, event.head.firstRow, match));
        }
        const period = [sheet, ...event.head.titles]
          .map((named) => periodNamedIn(named, yearStart))
          .find((one) => one);
        tables.set(`${sheet} ${event.head.index}`, fits ? { match, period } : undefined);
      } else if (event.type === 'row') {
        const table = tables.get(`${sheet} ${event.index}`);
        if (table) rows.push(...inputRows(sheet, event.row, table, findings));
      } else if (event.type === 'finding') {
        const found = tableFinding(event.finding);
        if (found && tables.get(`${sheet} ${event.index}`)) findings.push(found);
      } else if (tables.get(`${sheet} ${event.index}`)) {
        findings.push(
          fileFinding(
            'note',
            'footnote',
            sheet,
            event.footnote.row,
            event.footnote.text,
            text(
              'Voetnoot onder de tabel: gelezen, niet verwerkt.',
              'Footnote under the table: read, not processed.',
            ),
          ),
        );
      }
    }
    yield { rows, findings };
  }
  if (fitted === 0) {
    const nothing = fileFinding(
      'refused',
      'no-table',
      '',
      0,
      '',
      text(
        'In dit bestand staat geen tabel die bij deze registratie past.',
        'No table in this file fits this register.',
      ),
    );
    yield { rows: [], findings: misfits.length > 0 ? misfits : [nothing] };
  } else if (misfits.length > 0) {
    yield { rows: [], findings: misfits.map((one) => ({ ...one, weight: 'note' as const })) };
  }
}

/** One logical row, or one per period where periods stand side by side in the headings. */
function inputRows<Face extends TableShape>(
  sheet: string,
  row: TableRow,
  table: OpenTable<Face>,
  findings: Finding[],
): ReadRow<Face>[] {
  const { match } = table;
  if (row.role === 'total') {
    findings.push(
      fileFinding(
        'note',
        'totals-row',
        sheet,
        row.row.number,
        row.row.cells[0]?.text ?? '',
        text(
          'Rij met totalen: niet ingelezen, totalen worden berekend.',
          'Row of totals: not read, totals are computed.',
        ),
      ),
    );
    return [];
  }
  const first = match.columns[0];
  if (row.role === 'single' && row.row.cells[0]?.column !== first?.column.column) return [];
  const original: Record<string, string> = {};
  const shared: Record<string, InputCell> = {};
  const perPeriod = new Map<string, { period: Period; cells: Record<string, InputCell> }>();
  for (const column of match.columns) {
    const cell = tableCell(row, column.column);
    if (cell.kind === 'empty') continue;
    original[column.heading] = cell.text;
    if (!column.meaning) continue;
    const plain = { text: cell.text.trim(), kind: cell.kind, heading: column.heading };
    const input: InputCell = cell.mark ? { ...plain, mark: cell.mark } : plain;
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
  }));
}

function columnFindings(sheet: string, row: number, match: TableMatch<TableShape>): Finding[] {
  return match.columns
    .filter((column) => !column.meaning)
    .map((column) =>
      column.proposal
        ? fileFinding(
            'refused',
            'column-unknown',
            sheet,
            row,
            column.heading,
            text(
              `Onbekende kolom. Bedoelt u „${column.proposal.label.nl}”? Bevestig eenmalig met --map '${column.heading}=${column.proposal.key}', of laat de kolom weg met --map '${column.heading}=-'.`,
              `Unknown column. Do you mean “${column.proposal.label.en}”? Confirm once with --map '${column.heading}=${column.proposal.key}', or leave the column out with --map '${column.heading}=-'.`,
            ),
          )
        : fileFinding(
            'note',
            'column-ignored',
            sheet,
            row,
            column.heading,
            text(
              'Deze kolom hoort niet bij deze registratie en is niet ingelezen.',
              'This column does not belong to this register and was not read.',
            ),
          ),
    );
}

function misfit(sheet: string, row: number, match: TableMatch<TableShape>): Finding[] {
  const proposals = columnFindings(sheet, row, match).filter((one) => one.kind === 'column-unknown');
  const missing = match.missing.map((column) => `„${column.label.nl}”`).join(', ');
  const missingEn = match.missing.map((column) => `“${column.label.en}”`).join(', ');
  const read = match.columns.map((column) => column.heading).join(' | ');
  return [
    fileFinding(
      'refused',
      'column-missing',
      sheet,
      row,
      read,
      text(
        `Voor „${match.face.name.nl}” ontbreekt: ${missing}. Gevonden koppen: ${read}. Voeg de kolom toe, of zeg welke kop dit is: --map '<kop>=<veld>'. Velden: ${match.face.columns.map((column) => column.key).join(', ')}.`,
        `For “${match.face.name.en}” there is no: ${missingEn}. Headings found: ${read}. Add the column, or say which heading it is: --map '<heading>=<field>'. Fields: ${match.face.columns.map((column) => column.key).join(', ')}.`,
      ),
    ),
    ...proposals,
  ];
}

function noteFinding(note: ReadNote): Finding {
  return fileFinding('note', `file-${note.code}`, note.where.sheet ?? '', note.where.row ?? 0, '', {
    nl: describeNote(note, 'nl'),
    en: describeNote(note, 'en'),
  });
}

const tableWords: Partial<Record<TableFinding['code'], ReturnType<typeof text>>> = {
  'same-header-twice': text(
    'Deze kop staat er twee keer; de eerste is gelezen.',
    'This heading stands twice; the first was read.',
  ),
  'hidden-row': text(
    'Verborgen rij: wel gelezen. Klopt dat?',
    'Hidden row: read nevertheless. Is that right?',
  ),
  'hidden-column': text(
    'Verborgen kolom: wel gelezen. Klopt dat?',
    'Hidden column: read nevertheless. Is that right?',
  ),
  'blank-rows-inside': text(
    'Lege rijen midden in de tabel: overgeslagen.',
    'Blank rows inside the table: skipped.',
  ),
};

function tableFinding(finding: TableFinding): Finding | undefined {
  const words = tableWords[finding.code];
  return (
    words &&
    fileFinding(
      'note',
      finding.code,
      finding.where.sheet ?? '',
      finding.where.row ?? 0,
      finding.where.column ?? '',
      words,
    )
  );
}

function fileFinding(
  weight: Finding['weight'],
  kind: string,
  sheet: string,
  row: number,
  value: string,
  advice: Finding['advice'],
): Finding {
  return { weight, kind, sheet, row, column: '', value, advice };
}
