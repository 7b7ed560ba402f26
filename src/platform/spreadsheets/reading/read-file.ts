import { readCsv } from '../csv/csv-read.ts';
import type { ReadLimits } from '../limits.ts';
import { readOds } from '../ods/ods-read.ts';
import { openSource } from '../packed/byte-source.ts';
import type { ZipFile } from '../packed/zip-read.ts';
import { CellCount } from '../raw-row.ts';
import { ReadNotes } from '../read-notes.ts';
import type { FileFormat, ReadNote } from '../sheet.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import { readXlsxParts } from '../xlsx/xlsx-parts.ts';
import { readXlsxSheet, type SheetPiece } from '../xlsx/xlsx-sheet.ts';
import { readSharedTexts } from '../xlsx/xlsx-text.ts';
import { fileKind } from './file-kind.ts';

/** A piece of a file as it travels from the worker. */
export interface FilePiece extends SheetPiece {
  readonly format: FileFormat;
  readonly notes: readonly ReadNote[];
}

/**
 * Reads a file in the thread it is called in. Rooms use `read.ts`, which runs this in a worker of its own.
 * @throws SpreadsheetError
 */
export async function* readFilePieces(
  file: string | Uint8Array,
  limits: ReadLimits,
): AsyncGenerator<FilePiece> {
  const source = await openSource(file, limits);
  try {
    const kind = await fileKind(source, limits);
    const count = new CellCount(limits);
    const notes = new ReadNotes();
    const pieces =
      kind.format === 'csv'
        ? readCsv(source, limits, count, notes)
        : kind.format === 'ods'
          ? readOds(kind.zip, limits, count, notes)
          : readXlsx(kind.zip, limits, count, notes);
    let sheets = 0;
    for await (const piece of pieces) {
      if (piece.last) sheets += 1;
      if (piece.last && piece.head.hidden) notes.add('hidden-sheet', { sheet: piece.head.name });
      yield { ...piece, format: kind.format, notes: notes.take() };
    }
    if (sheets === 0) throw new SpreadsheetError('damaged', {}, { what: 'no sheets' });
  } finally {
    await source.close();
  }
}

async function* readXlsx(
  zip: ZipFile,
  limits: ReadLimits,
  count: CellCount,
  notes: ReadNotes,
): AsyncGenerator<SheetPiece> {
  const parts = await readXlsxParts(zip, limits);
  const shared = await readSharedTexts(zip, parts.sharedPart, limits);
  const context = { zip, parts, shared, limits, count, notes };
  for (const [index, sheet] of parts.sheets.entries()) yield* readXlsxSheet(context, sheet, index);
}
