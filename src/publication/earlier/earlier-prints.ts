import type { QuantityUnit } from '../../figures/cubes/counted-thing.ts';
import type { PublishedCell, PublishedFigure, ReportModel } from '../report-model.ts';

/**
 * What one earlier publication printed of the figures that a report shows. A publication freezes those that it compares
 * itself with. Cells that were hidden are no part of it: nothing was printed there.
 */
export interface EarlierPrints {
  /** The name of that report. */
  readonly publication: string;
  readonly publishedOn: string;
  /** The version of the program that made it. */
  readonly program: string;
  /** By the id of the figure. */
  readonly figures: Readonly<Record<string, EarlierFigure>>;
}

interface EarlierFigure {
  readonly unit: QuantityUnit;
  readonly decimals: number;
  /** The years side by side in it, of which a place without a year is the sum; null where it has none. */
  readonly years: readonly string[] | null;
  /** Place ("unit=NVWA|year=2024") and what stood there: the printed decimal, or the state where there was no number. */
  readonly cells: readonly (readonly [string, string])[];
}

/** One cell as an earlier publication printed it. */
export interface PrintedBefore {
  readonly publication: string;
  readonly publishedOn: string;
  readonly program: string;
  readonly unit: QuantityUnit;
  readonly decimals: number;
  /** The printed decimal, or the state ("not-reported") where there was no number. */
  readonly printed: string;
}

/** Whether what stands in a cell is a number. */
export function isNumber(printed: string): boolean {
  return /^-?\d/.test(printed);
}

/** What stands in a cell: its decimal, or its state where there is no number. */
export function printOf({ state, value }: Pick<PublishedCell, 'state' | 'value'>): string {
  return value ?? state;
}

/** The place of a cell by its codes that are no totals, so that a table with one division fewer has the same. */
export function placeOf(at: Readonly<Record<string, string>>): string {
  return Object.entries(at)
    .filter(([, code]) => code !== '*')
    .map(([key, code]) => `${key}=${code}`)
    .sort()
    .join('|');
}

/** The report with which earlier ones are compared: its figures, its years side by side, and its period. */
export interface ComparedReport {
  readonly slug: string;
  readonly publishedOn: string;
  readonly figures: readonly string[];
  readonly years: readonly string[];
  readonly period: string;
}

/**
 * What earlier publications printed of the same places as a report may show.
 *
 * A place without a year is one of the whole period of a report, so it is compared where both are about the same
 * years. Of a number that several publications printed the last is kept: the last of other reports, and the last of
 * earlier versions of this one.
 *
 * @param publications in the order in which they were published, with the name under which each was
 */
export function earlierPrints(
  publications: readonly Pick<ReportModel, 'slug' | 'publishedOn' | 'program' | 'figures' | 'period'>[],
  report: ComparedReport,
): readonly EarlierPrints[] {
  const newer = new Set<string>();
  return publications
    .toReversed()
    .map((model): EarlierPrints => {
      // What came out on the same day is no earlier report, but a reader has it all the same.
      const kind = model.publishedOn >= report.publishedOn ? 'same day' : String(model.slug === report.slug);
      const cellsOf = (figure: PublishedFigure) =>
        figure.cells.flatMap((cell): readonly (readonly [string, string])[] => {
          if (cell.state === 'suppressed' || !isComparable(cell, model.period.key, report)) return [];
          const [place, printed] = [placeOf(cell.at), printOf(cell)];
          const name = [kind, figure.id, place].join(' ');
          if (newer.has(name)) return [];
          // A word does not take the place of a number that was printed before: the number stays known.
          if (isNumber(printed)) newer.add(name);
          return [[place, printed]];
        });
      const figures = model.figures
        .filter(({ id }) => report.figures.includes(id))
        .map((figure) => [figure.id, figure, cellsOf(figure)] as const)
        .filter(([, , cells]) => cells.length > 0);
      return {
        publication: model.slug,
        publishedOn: model.publishedOn,
        program: model.program.version,
        figures: Object.fromEntries(
          figures.map(([id, figure, cells]) => [
            id,
            { unit: figure.unit, decimals: figure.decimals, years: yearsOf(figure), cells },
          ]),
        ),
      };
    })
    .toReversed()
    .filter(({ figures }) => Object.keys(figures).length > 0);
}

/** A place without a year is one of the whole period. */
function isComparable({ at }: PublishedCell, period: string, report: ComparedReport): boolean {
  return hasYear(at) ? report.years.includes(at['year'] ?? '') : period === report.period;
}

function hasYear({ year }: Readonly<Record<string, string>>): boolean {
  return year !== undefined && year !== '*';
}

/** A figure with its divisions, published or computed. */
type Divided = {
  readonly id: string;
  readonly dimensions: readonly {
    readonly key: string;
    readonly members: readonly { readonly code: string }[];
  }[];
};

function yearsOf({ dimensions }: Pick<Divided, 'dimensions'>): readonly string[] | null {
  const years = dimensions.find(({ key }) => key === 'year')?.members.map(({ code }) => code);
  return years?.filter((code) => code !== '?').sort() ?? null;
}

/** What was printed of a cell before, oldest first. */
export type PrintedAt = (figure: Divided, at: Readonly<Record<string, string>>) => readonly PrintedBefore[];

/** Finds what was printed of a cell before: over a whole period only where the same years stood side by side. */
export function printedAt(prints: readonly EarlierPrints[]): PrintedAt {
  const found = new Map<string, (PrintedBefore & { readonly years: string })[]>();
  for (const { publication, publishedOn, program, figures } of prints)
    for (const [id, { unit, decimals, years, cells }] of Object.entries(figures))
      for (const [place, printed] of cells) {
        const name = `${id} ${place}`;
        const list = found.get(name) ?? [];
        list.push({
          publication,
          publishedOn,
          program,
          unit,
          decimals,
          printed,
          years: JSON.stringify(years),
        });
        found.set(name, list);
      }
  return (figure, at) => {
    const list = found.get(`${figure.id} ${placeOf(at)}`) ?? [];
    if (list.length === 0 || hasYear(at)) return list;
    const years = JSON.stringify(yearsOf(figure));
    return list.filter((one) => one.years === years);
  };
}
