import type { ReadLimits } from '../limits.ts';
import type { ZipFile } from '../packed/zip-read.ts';
import type { CellCount, RawRow } from '../raw-row.ts';
import type { ReadNotes } from '../read-notes.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import type { SheetPiece } from '../xlsx/xlsx-sheet.ts';
import { parseXmlPart } from '../xlsx/xlsx-text.ts';
import { OdsListener } from './ods-listener.ts';

const CONTENT = 'content.xml';
const MANIFEST = 'META-INF/manifest.xml';
/** Rows a piece: few enough that a piece is used up before the next collection of garbage. */
const BATCH = 200;

/**
 * Reads all sheets of an ODS, row by row. A row that repeats itself is delivered as often as it says, a
 * thousand at a time.
 * @throws SpreadsheetError `password`, `too-many-cells`, `outside-sheet`, `damaged`.
 */
export async function* readOds(
  zip: ZipFile,
  limits: ReadLimits,
  count: CellCount,
  notes: ReadNotes,
): AsyncGenerator<SheetPiece> {
  if (zip.has(MANIFEST) && (await zip.text(MANIFEST, 8 * 1024 * 1024)).includes('encryption-data')) {
    throw new SpreadsheetError('password');
  }
  const listener = new OdsListener(limits, count, notes);
  for await (const _ of parseXmlPart(zip, CONTENT, listener, 'all')) {
    for (const item of listener.take()) {
      if (item.rows.length === 0 && !item.last) continue;
      let rows: RawRow[] = [];
      for (const { row, repeat } of item.rows) {
        for (let copy = 0; copy < repeat; copy++) {
          rows.push(copy === 0 ? row : { ...row, number: row.number + copy });
          if (rows.length < BATCH) continue;
          yield { head: item.head, merges: item.merges, rows, last: false };
          rows = [];
        }
      }
      yield { head: item.head, merges: item.merges, rows, last: item.last };
    }
  }
}
