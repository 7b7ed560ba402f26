import {
  type DataCell,
  type DataFigure,
  type ExpectedSum,
  expectedSums,
  type PublishedData,
  placeOf,
} from './published-data.ts';

/** What the definitions of figures say, without any number. */
export interface CountDefinitions {
  /** What is counted at a place of a figure, so that one count is recognised in two figures; undefined where it is none of its own. */
  readonly countAt: (figure: string, at: Readonly<Record<string, string>>) => string | undefined;
  /** The count of which a list shows a part at a place of a figure; undefined where the figure counts no list. */
  readonly wholeAt: (figure: string, at: Readonly<Record<string, string>>) => string | undefined;
  /** What the numerator and the denominator of a share at a place count; undefined where one is no count of its own. */
  readonly partsAt: (
    figure: string,
    at: Readonly<Record<string, string>>,
  ) => { readonly part: string; readonly whole: string } | undefined;
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

/** A figures file with what a reader finds in it. */
export interface Edition {
  readonly data: PublishedData;
  readonly counts: readonly CountedCell[];
  readonly countsIn: (figure: DataFigure) => readonly CountedCell[];
  readonly sumsIn: (figure: DataFigure) => readonly ExpectedSum[];
  /** What its open figures print, by count. */
  readonly open: ReadonlyMap<string, number>;
}

/** Finds the counts and sums of a file once for all that is asked of them. */
export function editionOf(data: PublishedData, definitions: CountDefinitions): Edition {
  const counts = countsOf(data, definitions);
  const byFigure = Map.groupBy(counts, ({ figure }) => figure);
  const sums = new Map<DataFigure, readonly ExpectedSum[]>();
  return {
    data,
    counts,
    countsIn: (figure) => byFigure.get(figure) ?? [],
    sumsIn: (figure) => {
      const known = sums.get(figure) ?? expectedSums(figure, definitions.above);
      sums.set(figure, known);
      return known;
    },
    open: new Map(
      counts.flatMap(({ figure, count, cell }): readonly (readonly [string, number])[] =>
        figure.protection.class === 'open' && cell.value !== null ? [[count, Number(cell.value)]] : [],
      ),
    ),
  };
}

/** The counts in a file, also those that a share is printed with. A total over years is named by the years that stand beside each other in it. */
export function countsOf(data: PublishedData, definitions: CountDefinitions): readonly CountedCell[] {
  const { countAt } = definitions;
  const shares = data.figures.flatMap((figure) =>
    figure.cells.flatMap((cell) => countsOfShare(figure, cell, definitions)),
  );
  const counts = data.figures
    .filter(({ unit }) => unit === 'count')
    .flatMap((figure) =>
      figure.cells.map((cell) => ({
        figure,
        cell,
        count: countName(figure, cell, countAt),
      })),
    );
  return [...counts, ...shares];
}

/** The two counts that stand with a share. */
function countsOfShare(
  figure: DataFigure,
  cell: DataCell,
  { partsAt }: CountDefinitions,
): readonly CountedCell[] {
  const known = cell.parts && partsAt(figure.id, cell.at);
  if (!cell.parts || !known) return [];
  const printed = [
    [known.part, cell.parts.part],
    [known.whole, cell.parts.whole],
  ] as const;
  return printed.map(([key, value]) => ({
    figure,
    count: named(key, figure, cell.at),
    cell: { at: cell.at, state: 'value', value, note: null },
  }));
}

function countName(figure: DataFigure, cell: DataCell, countAt: CountDefinitions['countAt']): string {
  const years = figure.dimensions.find(({ key }) => key === 'year')?.members;
  const [only] = years ?? [];
  // All years of a report about one are that year.
  const at =
    years?.length === 1 && only && cell.at['year'] === '*' ? { ...cell.at, year: only.code } : cell.at;
  const known = countAt(figure.id, at);
  const own = `${figure.id} ${placeOf(figure, at)}`;
  return named(known ?? own, figure, at);
}

/** A sum over several years is another count where other years stand beside each other. */
export function named(count: string, { dimensions }: DataFigure, at: DataCell['at']): string {
  const years = dimensions.find(({ key }) => key === 'year')?.members;
  const isOverYears = years !== undefined && years.length !== 1 && (at['year'] ?? '*') === '*';
  return isOverYears ? `${count} over ${years.map(({ code }) => code).join()}` : count;
}
