import { createHash } from 'node:crypto';
import { text } from '../../platform/language/text.ts';
import { READ_LIMITS } from '../../platform/spreadsheets/limits.ts';
import { describeError } from '../../platform/spreadsheets/messages.ts';
import { chunksOf, openSource } from '../../platform/spreadsheets/packed/byte-source.ts';
import type { SpreadsheetError } from '../../platform/spreadsheets/spreadsheet-error.ts';
import type { Finding } from './import-face.ts';
import type { ReadRow } from './tables/read-rows.ts';

/** A file that cannot be read at all, as a finding with its name and its place. */
export function unreadable(error: SpreadsheetError, fileName: string): Finding {
  const { nl, en } = { nl: describeError(error, 'nl'), en: describeError(error, 'en') };
  return {
    weight: 'refused',
    kind: `file-${error.code}`,
    sheet: error.where.sheet ?? '',
    row: error.where.row ?? 0,
    column: error.where.column ?? '',
    value: fileName,
    advice: text(`${nl.what} ${nl.next}`, `${en.what} ${en.next}`),
  };
}

/** A table with headings and nothing under them. */
export const noRows = {
  kind: 'no-rows',
  sheet: '',
  row: 0,
  column: '',
  advice: text(
    'De tabel heeft koppen, maar geen rijen om in te lezen. Is er niets te melden, vul dan per onderdeel 0 of „nihil” in.',
    'The table has headings but no rows to read. If there is nothing to report, fill in 0 or “nil” for each unit.',
  ),
};

/** A row that stands twice: an error, or a second person. */
export function sameRowTwice({ input }: ReadRow, first: number): Finding {
  return {
    weight: 'doubtful',
    kind: 'same-row-twice',
    sheet: input.sheet,
    row: input.number,
    column: '',
    value: `rij ${first}`,
    advice: text(
      `Gelijk aan rij ${first}. Beide zijn bewaard: is dit een vergissing, of gaat het om een tweede persoon?`,
      `Equal to row ${first}. Both are kept: is this an error, or a second person?`,
    ),
  };
}

/**
 * The hash by which a file is known. Throws a SpreadsheetError when the file cannot be read, is empty or is too large
 * to be a register.
 */
export async function fileHash(file: string): Promise<string> {
  const source = await openSource(file, READ_LIMITS);
  try {
    const hash = createHash('sha256');
    for await (const piece of chunksOf(source)) hash.update(piece);
    return hash.digest('hex');
  } finally {
    await source.close();
  }
}
