import { sql } from 'kysely';
import type { CodeLists } from '../../codes/code-lists.ts';
import { needsWholeRegister } from '../../organisation/access/whole-register.ts';
import type { Database, Question } from '../../platform/database/doorways.ts';
import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';
import { columnsOf } from '../fields/columns.ts';
import { flagSheet } from '../flags.ts';
import { describedFields } from '../records/record-description.ts';
import type { ExportTable, Register, RegisterSheet } from '../register.ts';
import { callAnswerSheet } from '../returns/call-answers.ts';
import { coverageSheet } from '../returns/coverage.ts';
import { returnRows } from '../returns/return-rows.ts';
import { textSheet } from './text-sheet.ts';

/** A file of an export: a table as it is kept, or records in the form that `import` reads. */
export interface ExportedFile {
  /** Without its extension. */
  readonly name: string;
  readonly register: string;
  /** Whether `import <register>` reads it back. */
  readonly importable: boolean;
  readonly sheet: ExportSheet;
}

/** Tables in which the rows of all registers stand together. */
const sharedTables: readonly ExportTable[] = [
  {
    name: 'reported_value',
    columns: [
      'id',
      'field',
      'part',
      'unit',
      'period',
      'state',
      'value',
      'note_nl',
      'note_en',
      'received_on',
      'record_id',
      'recorded_at',
      'withdrawn_at',
    ],
    orderBy: ['field', 'part', 'unit', 'period', 'recorded_at', 'id'],
  },
  {
    name: 'call_answer',
    columns: [
      'id',
      'unit',
      'period',
      'state',
      'note_nl',
      'note_en',
      'received_on',
      'recorded_at',
      'withdrawn_at',
    ],
    orderBy: ['unit', 'period', 'recorded_at', 'id'],
  },
  {
    name: 'record_flag',
    columns: [
      'id',
      'record_id',
      'kind',
      'weight',
      'column_name',
      'value',
      'advice_nl',
      'advice_en',
      'recorded_at',
      'withdrawn_at',
    ],
    orderBy: ['record_id', 'kind', 'column_name', 'id'],
  },
];

/**
 * All that a register holds: every table with every version of its rows, and, where the register can be
 * imported, its present records in the form that `import` reads. Equal registers give equal files.
 */
export function exportQuestion(
  register: Register,
  codes: CodeLists,
): Question<Record<string, never>, readonly ExportedFile[]> {
  return {
    name: `${register.key}.export`,
    confidential: true,
    object: () => register.key,
    fields: { only: (files, allowed) => files.map((file) => withoutFields(file, register, allowed)) },
    ask: async (database) => {
      await needsWholeRegister(database, 'export');
      // Moments are written in one time zone, whatever the session has.
      await sql`set local time zone 'UTC'`.execute(database);
      const files: ExportedFile[] = [];
      for (const sheet of sheetsOf(register)) {
        const rows = await sheet.read(database, codes);
        if (rows.length === 0) continue;
        files.push({
          name: `${register.key}-${sheet.name}`,
          register: register.key,
          importable: true,
          sheet: textSheet(sheet.name, sheet.headings, rows),
        });
      }
      for (const table of [...register.tables, ...sharedTables]) {
        const shared = sharedTables.includes(table);
        const sheet = await tableSheet(database, table, shared ? register.key : undefined);
        if (shared && [...sheet.rows].length === 0) continue;
        files.push({
          name: `${register.key}-table-${table.name.replaceAll('_', '-')}`,
          register: register.key,
          importable: false,
          sheet,
        });
      }
      return files;
    },
  };
}

/** A file without the columns of fields that may not be seen, under whatever name it has them. */
function withoutFields(
  file: ExportedFile,
  { records = [] }: Register,
  allowed: ReadonlySet<string>,
): ExportedFile {
  const hidden = records
    .flatMap(describedFields)
    .filter(([key]) => !allowed.has(key))
    .flatMap(([, field]) => (file.importable ? [field.label.nl] : columnsOf(field)));
  const { columns, rows } = file.sheet;
  const shown = columns.map(({ header }) => !hidden.includes(header));
  return {
    ...file,
    sheet: {
      ...file.sheet,
      columns: columns.filter((_, place) => shown[place]),
      rows: [...rows].map((row) => row.filter((_, place) => shown[place])),
    },
  };
}

/** A table as it is kept, every version of its rows; of tables in which registers stand together those of one. */
export async function tableSheet(
  database: Database,
  table: ExportTable,
  register?: string,
): Promise<ExportSheet> {
  const columns = table.columns.map((column) => sql`${sql.ref(column)}::text as ${sql.ref(column)}`);
  const answer = await sql<Readonly<Record<string, string | null>>>`
    select ${sql.join(columns)} from ${sql.table(table.name)}
    ${register === undefined ? sql`` : sql`where register = ${register}`}
    order by ${sql.join(table.orderBy.map((column) => sql.ref(column)))}`.execute(database);
  return textSheet(
    table.name,
    table.columns,
    answer.rows.map((row) => table.columns.map((column) => row[column] ?? null)),
  );
}

/** What import reads back, in the order in which it is to be read: flags after the records that they stand with. */
function sheetsOf(register: Register): readonly RegisterSheet[] {
  return [
    returnRows(register.key),
    ...(register.sheets ?? []),
    ...(register.annualCall ? [callAnswerSheet(register.key), coverageSheet(register.key)] : []),
    ...(register.recordNames ? [flagSheet(register.key, register.recordNames)] : []),
  ];
}
