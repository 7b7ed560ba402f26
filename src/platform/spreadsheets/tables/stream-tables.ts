import { type ReadOptions, streamRows } from '../reading/read.ts';
import type { FileFormat, ReadNote, SheetHead } from '../sheet.ts';
import { type TableEvent, TableScanner } from './find-tables.ts';

/** Table events of one batch of rows. */
export interface TableBatch {
  readonly format: FileFormat;
  readonly sheet: SheetHead;
  readonly events: readonly TableEvent[];
  /** Notes on how the file was read that are new with this batch. */
  readonly notes: readonly ReadNote[];
}

/**
 * Reads a file and finds its tables while the rows stream by, in constant memory: for large imports. The same
 * tables as `findTables` gives.
 * @throws SpreadsheetError while iterating; what came before is then to be thrown away.
 */
export async function* streamTables(
  file: string | Uint8Array,
  options: ReadOptions = {},
): AsyncGenerator<TableBatch> {
  let scanner: TableScanner | undefined;
  for await (const { format, sheet, merges, rows, notes, last } of streamRows(file, options)) {
    scanner ??= new TableScanner(sheet.name);
    const events: TableEvent[] = [];
    for (const row of rows) {
      for (const event of scanner.add(row, merges, sheet.hiddenColumns)) events.push(event);
    }
    if (last) {
      events.push(...scanner.end());
      scanner = undefined;
    }
    yield { format, sheet, events, notes };
  }
}
