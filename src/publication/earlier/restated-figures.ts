import { writeQuantity } from '../../figures/format.ts';
import type { Language, Text } from '../../platform/language/text.ts';
import type { PublishedFigure, Restatement } from '../report-model.ts';

/** A figure with the numbers of it that are now known to be otherwise than an earlier report said. */
export interface RestatedFigure {
  readonly figure: PublishedFigure;
  readonly numbers: readonly RestatedNumber[];
  /** Why, where all its numbers have one cause: it is stated once. */
  readonly cause: Text | null;
}

/** One number, as it was and as it is now known, ready to be read. */
export interface RestatedNumber {
  /** "2024, Financiën"; empty for the one number of a figure. */
  readonly place: string;
  readonly publication: string;
  readonly was: string;
  readonly now: string;
  readonly cause: Text;
  /** Other figures in which the same number is at the same place: a total is stated once. */
  readonly also: readonly PublishedFigure[];
}

/** Which cell is meant, by the labels of its dimensions that are not total. */
export function placeInWords(
  figure: Pick<PublishedFigure, 'dimensions'>,
  at: Readonly<Record<string, string>>,
  language: Language,
): string {
  return figure.dimensions
    .flatMap((dimension) => {
      const code = at[dimension.key];
      if (code === undefined || code === '*') return [];
      return [dimension.members.find((member) => member.code === code)?.label[language] ?? code];
    })
    .join(', ');
}

/**
 * What became otherwise, figure by figure. A total that many divisions share is stated with the first of them, with
 * the others named: a reader reads once that one incident fewer was received.
 */
export function restatedFigures(
  figures: readonly PublishedFigure[],
  language: Language,
): readonly RestatedFigure[] {
  const sharing = Map.groupBy(
    figures.flatMap((figure) => figure.restated.map((one) => ({ figure, one }))),
    ({ figure, one }) => sameNumber(figure, one),
  );
  return figures.flatMap((figure): readonly RestatedFigure[] => {
    const numbers = figure.restated.flatMap((one): readonly RestatedNumber[] => {
      const all = [...new Set(sharing.get(sameNumber(figure, one))?.map((other) => other.figure))];
      if (all[0] !== figure) return [];
      return [
        {
          place: placeInWords(figure, one.at, language),
          publication: one.publication,
          was: writeQuantity(one.was, figure.unit, language),
          now: writeQuantity(one.now, figure.unit, language),
          cause: one.cause,
          also: all.slice(1),
        },
      ];
    });
    const causes = new Set(numbers.map(({ cause }) => cause.nl));
    const cause = causes.size === 1 ? (numbers[0]?.cause ?? null) : null;
    return numbers.length === 0 ? [] : [{ figure, numbers, cause }];
  });
}

/** What makes two restatements say the same: the thing counted, the place, the report and both numbers. */
function sameNumber({ counts }: PublishedFigure, { at, publication, was, now }: Restatement): string {
  const place = Object.entries(at).filter(([, code]) => code !== '*');
  return JSON.stringify([counts, publication, was, now, place.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
