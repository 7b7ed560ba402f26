import { type Language, type Text, text } from '../../../platform/language/text.ts';
import { isAsPublished } from '../../earlier/as-published-note.ts';
import type { PublishedCell, PublishedFigure } from '../../report-model.ts';
import type { Placed } from './sentences.ts';

const asReported: Text = text('voor zover opgegeven', 'as far as reported');
const asRecorded: Text = text('voor zover vastgelegd', 'as far as recorded');
const estimated: Text = text('deels geschat', 'partly estimated');
const asPublished: Text = text('zoals eerder gepubliceerd', 'as published earlier');
/** What is said of a comparison of figures that were returned apart. */
export const otherBasis: Text = text('uit verschillende opgaven', 'from different returns');

/** Has the sentence say something of itself at its end. */
export function noteWords(words: Text, language: Language, { sentence }: Placed): void {
  sentence.note({ kind: 'text', text: words[language] });
}

/** Has the sentence say what a number in it lacks: that units are missing, that it is estimated, that it is an earlier one. */
export function noteCell(cell: PublishedCell | undefined, language: Language, placed: Placed): void {
  const words = cell && reservationOf(cell);
  if (words) noteWords(words, language, placed);
}

function reservationOf({ state, note }: PublishedCell): Text | undefined {
  if (state === 'not-reported') return asReported;
  if (state === 'estimated') return estimated;
  if (state === 'partial')
    return note?.nl.includes('vastgelegd') && !note.nl.includes('zonder ') ? asRecorded : asReported;
  return state === 'value' && isAsPublished({ note }) ? asPublished : undefined;
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
