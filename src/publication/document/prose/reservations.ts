import { type Language, type Text, text } from '../../../platform/language/text.ts';
import type { PublishedCell, PublishedFigure } from '../../report-model.ts';
import type { Placed } from './sentences.ts';

/** Where not every unit reported, or not everything is recorded, a comparison says so in the sentence. */
export const asReported: Text = text('(voor zover opgegeven)', '(as far as reported)');
export const otherBasis: Text = text('(uit verschillende opgaven)', '(from different returns)');

/** Whether something is missing from what a comparison is made with. */
export function isMissing(cell: PublishedCell | undefined): boolean {
  return cell?.state === 'partial' || cell?.state === 'not-reported';
}

/** Has the sentence say at its end that a year of a figure in it is provisional, and why. */
export function noteProvisional(
  { provisional = [] }: PublishedFigure,
  years: readonly (string | undefined)[],
  language: Language,
  { sentence }: Placed,
): void {
  for (const { figure, year, note, running } of provisional)
    if (years.includes(year))
      sentence.note({
        kind: 'value',
        text: note[language],
        figure,
        at: { year },
        state: running === null ? 'suppressed' : 'value',
      });
}
