import { doubtWords } from '../../../collection/doubt-words.ts';
import { coordinatesOf } from '../../../figures/cubes/cube.ts';
import { type ComputedFigures, isCube } from '../../../figures/definition.ts';
import { type Language, text } from '../../../platform/language/text.ts';
import { incidents } from '../../../registers/incidents/register.ts';
import type { KnownCells } from '../../disclosure/known-cells.ts';
import type { AppendixRow, Block, PublishedFigure } from '../../report-model.ts';

/** What a reader of the appendix can hold it against. */
export interface Beside {
  /** The figures of the report. */
  readonly figures: readonly PublishedFigure[];
  /** Whether a figure is published less finely than asked, or not at all. */
  readonly gaveWay: (id: string) => boolean;
  /** Whether an earlier report hid a count of measures of the same years; see {@link hidMeasures}. */
  readonly hidEarlier: boolean;
}

/**
 * The appendix of incidents. Its rows are a table too: who counts the settlements of a category knows how many
 * measures it had. So where the report hides a count of measures, or publishes them less finely than asked or not at
 * all, or an earlier report hid one, no row tells its settlement, nor that it lacks one; a reader could fill in what
 * is missing. Category and finding per row are counted by open figures, see `incidents.listed`.
 */
export function appendixBlocks(
  rows: readonly AppendixRow[],
  withheld: number,
  { figures, gaveWay, hidEarlier }: Beside,
  language: Language,
): readonly Block[] {
  const hidesMeasures =
    hidEarlier ||
    figures.some(
      (figure) =>
        figure.counts === 'measure' &&
        (gaveWay(figure.id) || figure.cells.some((cell) => cell.state === 'suppressed')),
    );
  const telling = rows.some((row) => row.settlement !== '');
  const title = titleWords[language];
  if (!hidesMeasures) return [{ kind: 'appendix', title, rows, withheld }];
  const untold = ['measure-blank', 'measure-unknown'].map((doubt) =>
    doubtWords(doubt, language, incidents.doubts),
  );
  const silent = rows.map((row) => ({
    ...row,
    settlement: '',
    flags: row.flags.filter((flag) => !untold.includes(flag)),
  }));
  const list: Block = { kind: 'appendix', title, rows: silent, withheld };
  if (!telling) return [list];
  return [{ kind: 'paragraph', content: [{ kind: 'text', text: withoutSettlement[language] }] }, list];
}

/**
 * Whether earlier reports hid a count of measures of these years, also one that no figure of this report shows.
 *
 * @param figures all that are defined
 * @param years their codes
 */
export function hidMeasures(figures: ComputedFigures, years: readonly string[], known: KnownCells): boolean {
  if (known.size === 0) return false;
  return figures.definitions.some(({ id, counts }) => {
    const cube = counts === 'measure' ? figures.answer(id) : undefined;
    if (!cube || !isCube(cube)) return false;
    return [...cube.cells].some(
      ([place, { from }]) =>
        years.includes(coordinatesOf(cube.dimensions, place)['year'] ?? '') &&
        from.some((key) => known.get(key)?.state === 'hidden'),
    );
  });
}

const titleWords = text('Overzicht van incidenten', 'List of incidents');

const withoutSettlement = text(
  'De afdoening staat niet bij de incidenten: in de tabellen over maatregelen zijn aantallen verborgen die uit de lijst zouden zijn af te leiden.',
  'Settlements are not listed with the incidents: tables of measures hide numbers that could be derived from the list.',
);
