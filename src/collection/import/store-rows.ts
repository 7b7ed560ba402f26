import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/database/doorways.ts';
import { type ColumnType, insertRows } from '../../platform/database/insert-rows.ts';
import type { Finding, ImportFace } from './import-face.ts';
import type { ReadRow } from './read-file.ts';

/** A row that is new to the register, with its record and the doubts that stay with it. */
export interface PendingRow {
  readonly row: ReadRow;
  readonly occurrence: number;
  readonly recordId: string;
  readonly record: unknown;
  readonly flags: readonly Finding[];
}

const rowTypes: readonly ColumnType[] = [
  ['id', 'uuid'],
  ['source_id', 'uuid'],
  ['register', 'text'],
  ['sender', 'text'],
  ['file_name', 'text'],
  ['row_hash', 'text'],
  ['occurrence', 'integer'],
  ['row_number', 'integer'],
  ['sheet', 'text'],
  ['original', 'jsonb'],
  ['record_id', 'uuid'],
];
const flagTypes: readonly ColumnType[] = [
  ['id', 'uuid'],
  ['register', 'text'],
  ['record_id', 'uuid'],
  ['kind', 'text'],
  ['weight', 'text'],
  ['column_name', 'text'],
  ['value', 'text'],
  ['advice_nl', 'text'],
  ['advice_en', 'text'],
];

/** Which file rows come from, and who maintains it. */
export interface RowSource {
  readonly sourceId: string;
  readonly register: string;
  readonly sender: string;
  readonly fileName: string;
}

/** Writes records, the rows that they were read from, and the flags that stay with them. */
export async function storeRows(
  database: Database,
  pending: readonly PendingRow[],
  source: RowSource,
): Promise<void> {
  const byFace = new Map<ImportFace, PendingRow[]>();
  for (const one of pending) byFace.set(one.row.face, [...(byFace.get(one.row.face) ?? []), one]);
  for (const [face, rows] of byFace) {
    await face.store(
      database,
      rows.map(({ recordId, record }) => ({ recordId, record })),
    );
  }
  const rows = pending.map((one) => ({
    id: randomUUID(),
    row_hash: one.row.hash,
    occurrence: one.occurrence,
    row_number: one.row.input.number,
    sheet: one.row.input.sheet,
    original: JSON.stringify(one.row.original),
    source_id: source.sourceId,
    register: source.register,
    sender: source.sender,
    file_name: source.fileName,
    record_id: one.recordId,
  }));
  await insertRows(database, 'import_row', rowTypes, rows);
  const flags = pending.flatMap((one) =>
    one.flags.map((flag) => ({
      id: randomUUID(),
      register: source.register,
      record_id: one.recordId,
      kind: flag.kind,
      weight: flag.weight,
      column_name: flag.column,
      value: flag.value,
      advice_nl: flag.advice.nl,
      advice_en: flag.advice.en,
    })),
  );
  await insertRows(database, 'record_flag', flagTypes, flags);
}
