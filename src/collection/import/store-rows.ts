import type { Database } from '../../platform/database/doorways.ts';
import { type InsertColumn, insertRows, newRows } from '../../platform/database/insert-rows.ts';
import { newId } from '../../platform/database/new-id.ts';
import { type FlagRow, flagColumns } from '../flags.ts';
import type { Finding, ImportFace } from './import-face.ts';
import type { RowSource } from './known-rows.ts';

/** A row that is new to the register, with its record and the doubts that stay with it. */
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
  readonly flags: readonly Finding[];
}

/** Writes records, the rows that they were read from, and the flags that stay with them. */
export async function storeRows(
  database: Database,
  pending: readonly PendingRow[],
  source: RowSource,
): Promise<void> {
  for (const face of new Set(pending.map((row) => row.face))) {
    await face.store(
      database,
      pending.filter((row) => row.face === face),
    );
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
  await insertRows(
    database,
    newRows('import_row', rowColumns(source), pending),
    newRows('record_flag', flagColumns, flags),
  );
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
  ];
}
