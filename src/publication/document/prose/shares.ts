import { writeQuantity } from '../../../figures/format.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import type { PublishedCell, PublishedFigure } from '../../report-model.ts';
import { groupOf, shareInNumbers } from '../../words/share-words.ts';
import { stateInProse } from '../words.ts';
import { ExpressionError, type ExpressionScope } from './scope.ts';
import type { Placed } from './sentences.ts';

/** A share in a sentence, and how its author wants it: `parts=only`, `with` or `no`. */
interface AskedShare {
  readonly figure: PublishedFigure;
  readonly cell: PublishedCell;
  readonly wanted: string | undefined;
}

const forms = ['only', 'with', 'no'] as const;

/**
 * A share as it stands in a sentence. Where the sentence does not name the group that it is a share of, the share
 * does: "40% (6 van de 15 behandelde klachten)". A share that is not shown names the group without numbers, and one of a
 * group too small for percents is told in numbers alone. Undefined for what is no share.
 */
export function shareText(
  { figure, cell, wanted }: AskedShare,
  scope: ExpressionScope,
  { sentence, inBrackets }: Placed,
): string | undefined {
  const { share } = figure;
  const group = scope.groups.get(figure.id);
  if (figure.unit !== 'percent' || !share || !group) {
    if (wanted === undefined) return undefined;
    throw new ExpressionError(
      text(
        `„${figure.id}” is geen aandeel: laat parts= weg.`,
        `“${figure.id}” is no share: leave out parts=.`,
      ),
    );
  }
  const { language } = scope;
  const form = forms.find((one) => one === wanted);
  if (wanted !== undefined && form === undefined)
    throw new ExpressionError(
      text(
        `Onbekend: parts=${wanted}. Bekend zijn: ${forms.join(', ')}.`,
        `Unknown: parts=${wanted}. Known are: ${forms.join(', ')}.`,
      ),
    );
  const isNamed = sentence.names(group, scope.groups.values(), language);
  if (form === 'no' && !isNamed)
    throw new ExpressionError(
      text(
        `De zin zegt niet waarvan „${figure.id}” een deel is. Noem daarin „${group.other.nl}”, of laat parts=no weg.`,
        `The sentence does not say of what “${figure.id}” is a share. Name “${group.other.en}” in it, or leave out parts=no.`,
      ),
    );
  sentence.tell(group, language);
  const { parts } = cell;
  const named = (words: string, whole: string): string =>
    isNamed ? words : `${words} ${groupOf(share, whole, language)}`;
  const counts = parts && named(shareInNumbers({ ...figure, share }, parts, language), parts.whole);
  if (cell.value === null) return counts ?? ofGroup(unshown(cell.state, language), figure, isNamed, language);
  if (form === 'only' && counts !== undefined) return counts;
  const percents = writeQuantity(cell.value, figure.unit, language);
  if (form === 'no' || (form === undefined && isNamed)) return percents;
  if (counts === undefined) return ofGroup(percents, figure, isNamed, language);
  return inBrackets ? `${percents}, ${counts}` : `${percents} (${counts})`;
}

/** "een niet getoond deel": the words of a number that is not there, for a share. */
function unshown(state: PublishedCell['state'], language: Language): string {
  return stateInProse[state][language]
    .replace('aantal', 'deel')
    .replace(/number of$/, 'share')
    .replace('a number that cannot be computed of', 'a share that cannot be computed');
}

function ofGroup(words: string, figure: PublishedFigure, isNamed: boolean, language: Language): string {
  if (isNamed || !figure.share) return words;
  const to = figure.share.ratio ? text('op de', 'to the') : text('van de', 'of the');
  return `${words} ${to[language]} ${figure.share.of.other[language]}`;
}
