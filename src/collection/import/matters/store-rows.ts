import type { Database } from '../../../platform/database/doorways.ts';
import {
  type InsertColumn,
  insertRows,
  type NewRows,
  newRows,
} from '../../../platform/database/insert-rows.ts';
import { newId } from '../../../platform/database/new-id.ts';
import { type FlagRow, flagColumns } from '../../flags.ts';
import type { Finding, ImportFace } from '../import-face.ts';
import type { RowSource } from './known-rows.ts';

/**
 * A row that is new to the register, with the doubts that stay with its record. Of the rows of one record the first
 * brings it; a row that another file brought already brings none.
 */
export interface PendingRow {
  readonly face: ImportFace;
  readonly sheet: string;
  readonly number: number;
  readonly hash: string;
  readonly occurrence: number;
  /** Heading to text, as the sender wrote it: a JSON object. */
  readonly original: string;
  readonly recordId: string;
  readonly record: unknown;
  /** The number of its matter, as it is compared. */
  readonly matter: string | null;
  readonly flags: readonly Finding[];
}

/** A batch of rows made ready to be written: rows of tables, and before them what registers write by themselves. */
export interface ReadyRows {
  readonly rows: readonly NewRows[];
  /** Lines of records: people reach them by the record above them, which has to be there in an earlier statement. */
  readonly lines: readonly NewRows[];
  readonly changes: readonly ((database: Database) => Promise<void>)[];
}

/** Makes records, the rows that they were read from and the flags that stay with them ready to be written. */
export function readyRows(pending: readonly PendingRow[], source: RowSource): ReadyRows {
  const rows: NewRows[] = [];
  const lines: NewRows[] = [];
  const changes: ReadyRows['changes'][number][] = [];
  const bringing = pending.filter(({ record }) => record !== undefined);
  for (const [{ store }, own] of Map.groupBy(bringing, (row) => row.face)) {
    if (typeof store === 'function') changes.push((database) => store(database, own, source.sender));
    else {
      const [records, ...below] = store.rows(own);
      if (records) rows.push(records);
      lines.push(...below);
    }
  }
  const flags = pending.flatMap((row) =>
    row.flags.map(
      (flag): FlagRow => ({
        id: newId(),
        register: source.register,
        recordId: row.recordId,
        kind: flag.kind,
        weight: flag.weight,
        column: flag.column,
        value: flag.value,
        advice: flag.advice,
      }),
    ),
  );
  rows.push(newRows('import_row', rowColumns(source), pending), newRows('record_flag', flagColumns, flags));
  return { rows, lines, changes };
}

/** Writes what was made ready. */
export async function storeRows(database: Database, { rows, lines, changes }: ReadyRows): Promise<void> {
  for (const change of changes) await change(database);
  await insertRows(database, ...rows);
  await insertRows(database, ...lines);
}

function rowColumns(source: RowSource): readonly InsertColumn<PendingRow>[] {
  return [
    ['id', 'uuid', () => newId()],
    ['source_id', 'uuid', () => source.sourceId],
    ['register', 'text', () => source.register],
    ['sender', 'text', () => source.sender],
    ['file_name', 'text', () => source.fileName],
    ['row_hash', 'text', (row) => row.hash],
    ['occurrence', 'integer', (row) => row.occurrence],
    ['row_number', 'integer', (row) => row.number],
    ['sheet', 'text', (row) => row.sheet],
    ['original', 'jsonb', (row) => row.original],
    ['record_id', 'uuid', (row) => row.recordId],
    ['matter', 'text', (row) => row.matter],
  ];
}
