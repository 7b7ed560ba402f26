import type { Place } from './sheet.ts';

/** Why a file was refused, or could not be written. Texts: `describeError` in `messages.ts`. */
export type SpreadsheetErrorCode =
  | 'not-found'
  | 'not-a-file'
  | 'not-readable'
  | 'empty-file'
  | 'not-a-table'
  | 'old-excel'
  | 'binary-excel'
  | 'password'
  | 'other-document'
  | 'web-page'
  | 'unreadable-text'
  | 'open-quote'
  | 'cell-too-long'
  | 'file-too-large'
  | 'unpacks-too-large'
  | 'unpacks-too-much'
  | 'too-many-parts'
  | 'too-many-cells'
  | 'too-many-texts'
  | 'outside-sheet'
  | 'damaged'
  | 'forbidden-xml'
  | 'took-too-long'
  | 'needs-too-much-memory'
  | 'reader-stopped'
  | 'reserved-header'
  | 'row-width'
  | 'sheet-name'
  | 'too-many-rows';

/** Values that the texts of an error name. */
export type Details = Readonly<Record<string, string | number>>;

/** What a person can be told in any language: which error, where, and the values to name. */
export interface SpreadsheetProblem {
  readonly code: SpreadsheetErrorCode;
  readonly where: Place;
  readonly details: Details;
}
