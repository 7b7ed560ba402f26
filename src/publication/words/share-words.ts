import { countedWords } from '../../figures/counted-words.ts';
import { writeQuantity } from '../../figures/format.ts';
import { inEach, type Language, type Text, text } from '../../platform/language/text.ts';
import type { PublishedCell, PublishedFigure } from '../report-model.ts';

type Share = NonNullable<PublishedFigure['share']>;

/** Of whom or of what a figure is a share: "behandelde klachten". Undefined for what is no share. */
export function denominator(
  { share }: Pick<PublishedFigure, 'share'>,
  language: Language,
): string | undefined {
  if (!share) return undefined;
  const group = share.of.other[language];
  return share.ratio ? `${text('verhouding tot', 'ratio to')[language]} ${group}` : group;
}

/** How many of the group, without its name: "6 van de 15", or for a ratio "1.566 nevenwerkzaamheden op 29.000". */
export function shareInNumbers(
  figure: Pick<PublishedFigure, 'counts' | 'countedAs'> & { readonly share: Share },
  { part, whole }: NonNullable<PublishedCell['parts']>,
  language: Language,
): string {
  const { unit, ratio } = figure.share;
  const [first, second] = [part, whole].map((number) => writeQuantity(number, unit, language));
  if (ratio) return `${first} ${countedWords(figure, language)} ${text('op', 'to')[language]} ${second}`;
  return `${first} ${text('van de', 'of')[language]} ${second}`;
}

/** The name of a group of so many: "behandelde klacht" of one. */
export function groupOf({ of }: Share, whole: string, language: Language): string {
  return (whole === '1' ? of.one : of.other)[language];
}

/** What stands under a table or chart of shares: of whom or of what they are. Undefined for what is no share. */
export function shareNote(figure: Pick<PublishedFigure, 'share' | 'counts' | 'countedAs'>): Text | undefined {
  const { share } = figure;
  if (!share) return undefined;
  if (!share.ratio) return inEach`${text('Aandeel van de', 'Share of the')} ${share.of.other}.`;
  const counted = text(countedWords(figure, 'nl'), countedWords(figure, 'en'));
  return inEach`${text('Verhouding van', 'Ratio of')} ${counted} ${text('tot', 'to')} ${share.of.other}.`;
}
