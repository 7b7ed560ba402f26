import type { ListedRows, ReportList } from '../../../collection/offers/report-list.ts';
import type { CountedThing } from '../../../figures/cubes/counted-thing.ts';
import { coordinatesOf } from '../../../figures/cubes/cube.ts';
import { type ComputedFigures, isCube } from '../../../figures/definition.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import type { KnownCells } from '../../disclosure/known-cells.ts';
import type { Block, PublishedFigure } from '../../report-model.ts';

/** What a reader of the appendix can hold it against. */
export interface Beside {
  /** The figures of the report. */
  readonly figures: readonly PublishedFigure[];
  /** Whether a figure is published less finely than asked, or not at all. */
  readonly gaveWay: (id: string) => boolean;
  /** Whether an earlier report hid a count of what settlements tell, of the same years; see {@link hidCounts}. */
  readonly hidEarlier: boolean;
}

/**
 * A list of records. Its rows are a table too: who counts the settlements of a category of incidents knows how many
 * measures it had. So where the report hides a count of what settlements tell, or publishes it less finely than asked
 * or not at all, or an earlier report hid one, no row tells its settlement, nor that it lacks one; a reader could fill
 * in what is missing. What else a row shows is counted by the open figures that the list names.
 */
export function listBlocks(
  list: ReportList,
  { rows, withheld }: ListedRows,
  { figures, gaveWay, hidEarlier }: Beside,
  language: Language,
): readonly Block[] {
  const { tell, doubts, instead } = list.settlements;
  const hidesCounts =
    hidEarlier ||
    figures.some(
      (figure) =>
        figure.counts === tell &&
        (gaveWay(figure.id) || figure.cells.some((cell) => cell.state === 'suppressed')),
    );
  const telling = rows.some((row) => row.settlement !== '');
  const title = list.title[language];
  // Who counts the rows of a list knows its counts: where one of them is hidden, as an earlier report hid it, so are they.
  const hidesRows = figures.some(
    (figure) =>
      list.figures.includes(figure.id) &&
      (gaveWay(figure.id) || figure.cells.some((cell) => cell.state === 'suppressed')),
  );
  if (hidesRows) return [{ kind: 'paragraph', content: [{ kind: 'text', text: notListed[language] }] }];
  if (!hidesCounts) return [{ kind: 'appendix', title, rows, withheld }];
  const untold = doubts.map((doubt) => doubt[language]);
  const silent = rows.map((row) => ({
    ...row,
    settlement: '',
    flags: row.flags.filter((flag) => !untold.includes(flag)),
  }));
  const block: Block = { kind: 'appendix', title, rows: silent, withheld };
  if (!telling) return [block];
  return [{ kind: 'paragraph', content: [{ kind: 'text', text: instead[language] }] }, block];
}

const notListed = text(
  'De lijst staat niet in dit verslag: een eerder verslag verborg aantallen die uit de lijst zouden zijn te tellen.',
  'The list is not in this report: an earlier report hid numbers that could be counted from it.',
);

/**
 * Whether earlier reports hid a count of this thing of these years, also one that no figure of this report shows.
 *
 * @param figures all that are defined
 * @param years their codes
 */
export function hidCounts(
  counted: CountedThing,
  figures: ComputedFigures,
  years: readonly string[],
  known: KnownCells,
): boolean {
  if (known.size === 0) return false;
  return figures.definitions.some(({ id, counts }) => {
    const cube = counts === counted ? figures.answer(id) : undefined;
    if (!cube || !isCube(cube)) return false;
    return [...cube.cells].some(
      ([place, { from }]) =>
        years.includes(coordinatesOf(cube.dimensions, place)['year'] ?? '') &&
        from.some((key) => known.get(key)?.state === 'hidden'),
    );
  });
}
