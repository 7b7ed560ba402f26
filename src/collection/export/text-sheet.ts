import type { ExportSheet } from '../../platform/spreadsheets/export-model.ts';

/** A sheet of an export: every cell as text, so that it is read back as it was written. */
export function textSheet(
  name: string,
  headings: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): ExportSheet {
  return { name, columns: headings.map((header) => ({ header, kind: 'text' })), rows };
}
