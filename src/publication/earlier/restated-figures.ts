import { addsUp, type QuantityUnit } from '../../figures/cubes/counted-thing.ts';
import type { PublishedState } from '../../figures/cubes/published-state.ts';
import { writeQuantity } from '../../figures/format.ts';
import { sentence } from '../../platform/language/messages.ts';
import { type Language, type Text, text } from '../../platform/language/text.ts';
import { stateWords } from '../../tables/state-words.ts';
import type { PublishedFigure, Restatement } from '../report-model.ts';
import { isNumber } from './earlier-prints.ts';

/** One cell that stands otherwise than in an earlier report, ready to be read. */
export interface RestatedNumber {
  readonly figure: PublishedFigure;
  /** "Financiën, Noord", without the year; empty for the whole. */
  readonly place: string;
  /** The year or years; empty where the place has none. */
  readonly year: string;
  /** The name of the earlier report. */
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

/** Of which year a cell is, or of which years it is the sum: "2024", "2022–2025"; empty where it is divided by none. */
export function yearsInWords(
  figure: Pick<PublishedFigure, 'dimensions'>,
  at: Readonly<Record<string, string>>,
  language: Language,
): string {
  const years = figure.dimensions
    .find(({ key }) => key === 'year')
    ?.members.filter(({ code }) => code !== '?');
  const year = at['year'] ?? '*';
  if (!years) return '';
  if (year !== '*') return placeInWords(figure, { year }, language);
  return [...new Set([years[0], years.at(-1)])].flatMap((one) => one?.label[language] ?? []).join('–');
}

/**
 * Which cell is meant, with its year or years: "Noord, 2024"; of all "hele organisatie, 2022–2025".
 *
 * @param whole the word for all of it
 */
export function cellInWords(
  figure: Pick<PublishedFigure, 'dimensions'>,
  at: Readonly<Record<string, string>>,
  whole: string,
  language: Language,
): string {
  const { year: _, ...elsewhere } = at;
  const years = yearsInWords(figure, at, language);
  const place = placeInWords(figure, elsewhere, language) || whole;
  return years === '' ? place : `${place}, ${years}`;
}

/** What stood or stands in a cell, as a table writes it: "1.566", "5,3%", "niet opgegeven". */
export function printInWords(printed: string, unit: QuantityUnit, language: Language): string {
  if (isNumber(printed)) return writeQuantity(printed, unit, language);
  return stateWords[printed as PublishedState]?.[language] ?? printed;
}

/** Why a number differs, as a sentence that stands under the heading "Oorzaak". */
export function causeInWords({ cause }: Pick<Restatement, 'cause'>): Text {
  return text(sentence(cause.nl.replace(/^Oorzaak: /, '')), sentence(cause.en.replace(/^Cause: /, '')));
}

/**
 * What became otherwise, in the order of the figures. A total that many divisions share is stated with the first of them,
 * with the others named: a reader reads once that one incident fewer was received.
 */
export function restatedNumbers(
  figures: readonly PublishedFigure[],
  language: Language,
): readonly RestatedNumber[] {
  const sharing = Map.groupBy(
    figures.flatMap((figure) => figure.restated.map((one) => ({ figure, one }))),
    ({ figure, one }) => sameNumber(figure, one),
  );
  return figures.flatMap((figure) =>
    figure.restated.flatMap((one): readonly RestatedNumber[] => {
      const all = [...new Set(sharing.get(sameNumber(figure, one))?.map((other) => other.figure))];
      if (all[0] !== figure) return [];
      const { year: _, ...elsewhere } = one.at;
      return [
        {
          figure,
          place: placeInWords(figure, elsewhere, language),
          year: yearsInWords(figure, one.at, language),
          publication: one.publication,
          was: printInWords(one.was, figure.unit, language),
          now: printInWords(one.now, figure.unit, language),
          cause: causeInWords(one),
          also: all.slice(1),
        },
      ];
    }),
  );
}

/** How many figures these numbers are of. */
export function figuresAmong(numbers: readonly RestatedNumber[]): number {
  return new Set(numbers.map(({ figure }) => figure.id)).size;
}

/**
 * What makes two restatements say the same: the thing counted, the place, the report and both numbers. Two shares that are
 * equal are not therefore the same share.
 */
function sameNumber(
  { id, counts, unit }: PublishedFigure,
  { at, publication, was, now }: Restatement,
): string {
  const place = Object.entries(at).filter(([, code]) => code !== '*');
  const counted = addsUp(unit) ? counts : id;
  return JSON.stringify([counted, publication, was, now, place.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
