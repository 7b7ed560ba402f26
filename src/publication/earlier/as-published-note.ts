import { type Text, text } from '../../platform/language/text.ts';
import type { PublishedCell } from '../report-model.ts';

/** What stands at a number that is repeated as an earlier report printed it. */
export const asPublishedNote: Text = text(
  'zoals eerder gepubliceerd; daarna is in dit jaar iets gecorrigeerd',
  'as published earlier; something in this year was corrected since',
);

/** Whether a cell repeats what an earlier report printed. */
export function isAsPublished({ note }: Pick<PublishedCell, 'note'>): boolean {
  return note?.nl === asPublishedNote.nl;
}
