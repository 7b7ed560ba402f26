import { type Text, text } from '../../../platform/language/text.ts';

/**
 * The heading of the column that a file gets back with what was found in its rows. A file that still has that column
 * is read as if it had not.
 */
export const findingsHeading: Text = text('Bevinding bij inlezen', 'Finding when read');

/** Whether a heading, of one line or several, is that of {@link findingsHeading}. */
export function isFindingsColumn({ path }: { readonly path: readonly string[] }): boolean {
  const last = path.findLast((line) => line.trim() !== '')?.trim();
  return last === findingsHeading.nl || last === findingsHeading.en;
}
