import { type Language, type Text, text } from '../../../platform/language/text.ts';
import { isAsPublished } from '../../earlier/as-published-note.ts';
import type { PublishedCell, PublishedFigure } from '../../report-model.ts';
import type { Placed } from './sentences.ts';

/* What a sentence says with a number or a comparison, so that it claims no more than the table beside it. */

/** Where not every unit reported, or not everything is recorded. */
const asReported: Text = text('(voor zover opgegeven)', '(as far as reported)');
/** Where the two sides of a comparison come from different places. */
const otherBasis: Text = text('(uit verschillende opgaven)', '(from different returns)');
/** Where a number is repeated from an earlier report, of a year in which something was corrected since. */
const asPublished: Text = text('(zoals eerder gepubliceerd)', '(as published earlier)');

/** What follows a number; empty where nothing need be said. */
export function afterNumber(cell: PublishedCell, language: Language): string {
  return isAsPublished(cell) ? ` ${asPublished[language]}` : '';
}

/** What follows a comparison of these cells; empty where nothing need be said. */
export function afterComparison(
  cells: readonly (PublishedCell | undefined)[],
  language: Language,
  differentBases = false,
): string {
  const said = differentBases
    ? otherBasis
    : cells.some(isMissing)
      ? asReported
      : cells.some((cell) => cell && isAsPublished(cell))
        ? asPublished
        : undefined;
  return said ? ` ${said[language]}` : '';
}

function isMissing(cell: PublishedCell | undefined): boolean {
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
