import type { Cell } from '../../figures/cubes/cell.ts';
import { addsUp } from '../../figures/cubes/counted-thing.ts';
import { cellKey } from '../../figures/cubes/cube.ts';
import { fromDecimal, parseRational, roundHalfUp } from '../../figures/cubes/rational.ts';
import { type ComputedFigures, isCube } from '../../figures/definition.ts';
import { decimalOf } from '../../figures/format.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { PublishedCell, PublishedFigure, Restatement } from '../report-model.ts';
import { isNumber, type PrintedAt, type PrintedBefore, printOf } from './earlier-prints.ts';
import { causeOfDifference, type RegisterChanges } from './register-changes.ts';

/** A counted cell as an earlier publication printed it: 77 of `incidents(received=2024)`, in "2024" of 20 May 2025. */
export interface EarlierCell {
  readonly key: string;
  readonly value: string;
  readonly publication: string;
  readonly publishedOn: string;
}

/** What earlier publications printed, and what happened in the registers since. */
export interface EarlierReports {
  /** What they printed of counts, by canonical key: in another figure it is the same number. */
  readonly counts: readonly EarlierCell[];
  /** What they printed in the cells of figures: also shares, rates and medians, which are no counts. */
  readonly cells: PrintedAt;
  readonly changes: readonly RegisterChanges[];
  /** Of this report. What came out on the same day is not compared. */
  readonly publishedOn: string;
  readonly program: string;
  /**
   * Of this report. A revision differs from its own earlier version and from what the other reports said last: that its
   * earlier version said so already does not mend those.
   */
  readonly slug: string;
}

/**
 * Finds the cells of a published figure that an earlier publication printed otherwise: "as published" together with "as
 * now known". Of a cell where a number came or went the other side is the word that stands there. A cell that is hidden
 * has no restatement, nor has one that was: both must have been printed.
 *
 * @param computed the figures at the detail at which they are published, for the cause of a difference
 */
export function restatementsIn(
  computed: ComputedFigures,
  earlier: EarlierReports,
): (figure: PublishedFigure) => readonly Restatement[] {
  const last = (cells: readonly EarlierCell[]) => new Map(cells.map((cell) => [cell.key, cell]));
  const reports = [false, true].map((own) => ({
    own,
    counts: last(earlier.counts.filter(({ publication }) => (publication === earlier.slug) === own)),
  }));
  return (figure) => {
    const answer = computed.answer(figure.id);
    return figure.cells.flatMap((cell): readonly Restatement[] => {
      if (cell.state === 'suppressed') return [];
      const counted = isCube(answer) ? answer.cells.get(cellKey(answer.dimensions, cell.at)) : undefined;
      return reports.flatMap(({ own, counts }): readonly Restatement[] => {
        const printed = earlier
          .cells(figure, cell.at)
          .filter(
            (one) =>
              (one.publication === earlier.slug) === own &&
              one.publishedOn < earlier.publishedOn &&
              one.unit === figure.unit,
          )
          .at(-1);
        const was = lastOf(printed, countedThen(figure, counted, counts));
        if (!was || isSame(was, figure, cell)) return [];
        const changes = earlier.changes.find((one) => one.publication === was.publication);
        return [
          {
            at: cell.at,
            publication: was.publication,
            was: was.printed,
            now: printOf(cell),
            cause: sentence(
              causeOfDifference(
                counted?.from ?? [],
                changes,
                was.program !== undefined && was.program !== earlier.program,
              ),
            ),
          },
        ];
      });
    });
  };
}

type Was = Pick<PrintedBefore, 'publication' | 'publishedOn' | 'decimals' | 'printed'> & {
  readonly program?: string;
};

/** What was printed of the count in a cell, wherever it stood. */
function countedThen(
  { unit, decimals }: PublishedFigure,
  counted: Cell | undefined,
  counts: ReadonlyMap<string, EarlierCell>,
): Was | undefined {
  const [key, ...others] = counted?.from ?? [];
  const count = key === undefined || others.length > 0 || !addsUp(unit) ? undefined : counts.get(key);
  if (!count) return undefined;
  const printed = decimalOf(parseRational(count.value), { unit, decimals });
  return { publication: count.publication, publishedOn: count.publishedOn, decimals, printed };
}

/** Of what stood in the figure itself and in others the later; of the same report what stood in the figure itself. */
function lastOf(printed: Was | undefined, counted: Was | undefined): Was | undefined {
  if (!printed || !counted) return printed ?? counted;
  return counted.publishedOn > printed.publishedOn ? counted : printed;
}

/** Whether the same stood there: a number, or a word; a number in fewer decimals is no other number. */
function isSame(was: Was, { decimals }: PublishedFigure, cell: PublishedCell): boolean {
  const now = printOf(cell);
  if (!isNumber(was.printed) || !isNumber(now)) return isNumber(was.printed) === isNumber(now);
  const coarser = Math.min(was.decimals, decimals);
  return roughly(was.printed, coarser) === roughly(now, coarser);
}

function roughly(printed: string, decimals: number): string {
  const exact = fromDecimal(printed);
  return exact ? roundHalfUp(exact, decimals) : printed;
}

function sentence(cause: Text): Text {
  return text(`Oorzaak: ${cause.nl}.`, `Cause: ${cause.en}.`);
}
