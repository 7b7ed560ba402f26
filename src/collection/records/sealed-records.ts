import { type SealedTables, sealedRows } from '../../platform/trace/sealing-definitions.ts';
import type { RecordDescription } from './record-description.ts';

/** Every table whose rows are sealed: those of the program, and of the records as they are described, with their lines. */
export function sealedTablesOf(records: readonly RecordDescription[]): SealedTables {
  const ofRecords = records.flatMap(({ table, lines }) => [
    [table, { key: 'version_id' }] as const,
    ...Object.values(lines)
      .flatMap((one) => [one.table, ...Object.values(one.codes).map((codes) => codes.table)])
      .map((name) => [name, { key: 'id' }] as const),
  ]);
  return { ...sealedRows, ...Object.fromEntries(ofRecords) };
}
