import { type DataCell, type DataFigure, type PublishedData, placeOf } from './published-data.ts';

/** What the definitions of figures say, without any number. */
export interface CountDefinitions {
  /** What is counted at a place of a figure, so that one count is recognised in two figures; undefined where it is none of its own. */
  readonly countAt: (figure: string, at: Readonly<Record<string, string>>) => string | undefined;
  /** The count of which a list shows a part at a place of a figure; undefined where the figure counts no list. */
  readonly wholeAt: (figure: string, at: Readonly<Record<string, string>>) => string | undefined;
  /** The member that a member adds up to at a place, "*" for the total; undefined where the figure is not known. */
  readonly above: (
    figure: string,
    dimension: string,
    code: string,
    at: Readonly<Record<string, string>>,
  ) => string | undefined;
}

/** Something that a reader of the files knows and should not. Names the place, never the number. */
export interface OutsideFinding {
  readonly how: 'printed' | 'derivable' | 'difference' | 'gap-filled' | 'other-in-another-file';
  readonly figure: string;
  readonly at: Readonly<Record<string, string>>;
}

/** A cell that is a count, with what it counts. */
export interface CountedCell {
  readonly figure: DataFigure;
  readonly count: string;
  readonly cell: DataCell;
}

/** The counts in a file. Of another report a total over years is another count, so a year must be named there. */
export function countsOf(data: PublishedData, { countAt }: CountDefinitions): readonly CountedCell[] {
  return data.figures
    .filter(({ unit }) => unit === 'count')
    .flatMap((figure) =>
      figure.cells.map((cell) => ({
        figure,
        cell,
        count: countName(figure, cell, data.publication.report, countAt),
      })),
    );
}

function countName(
  figure: DataFigure,
  cell: DataCell,
  report: string,
  countAt: CountDefinitions['countAt'],
): string {
  const years = figure.dimensions.find(({ key }) => key === 'year')?.members;
  const [only] = years ?? [];
  // All years of a report about one are that year.
  const at =
    years?.length === 1 && only && cell.at['year'] === '*' ? { ...cell.at, year: only.code } : cell.at;
  const isOverYears = years !== undefined && (at['year'] ?? '*') === '*';
  const known = countAt(figure.id, at);
  const own = `${figure.id} ${placeOf(figure, at)}`;
  return isOverYears ? `${known ?? own} in ${report}` : (known ?? own);
}
