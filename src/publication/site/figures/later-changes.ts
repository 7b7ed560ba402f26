import { placeOf, printOf } from '../../earlier/earlier-prints.ts';
import type { PublicationLine } from '../../records.ts';
import type { PublishedFigure, ReportModel, Restatement } from '../../report-model.ts';

/** A later report, with its figures of which it prints something otherwise than the report before did. */
export interface LaterReport {
  readonly line: PublicationLine;
  readonly model: ReportModel;
  /** Its figures, each with those changes alone that are about a number of the report before. */
  readonly figures: readonly PublishedFigure[];
}

/**
 * What later reports print otherwise than a report did, one after another: of 77 that became 76 and then 75 both steps.
 * Only what a later report itself lists is told, so that a reader who goes there finds it.
 *
 * @param later reports that came out after it, in any order
 */
export function changedLater(model: ReportModel, later: readonly Later[]): readonly LaterReport[] {
  if (later.length === 0) return [];
  const kept = known.get(model);
  const isKept =
    kept?.later.length === later.length && later.every((one, place) => one.model === kept.later[place]);
  if (kept && isKept) return kept.answer;
  const answer = compared(model, later);
  known.set(model, { later: later.map((one) => one.model), answer });
  return answer;
}

/** A report that came out later. */
interface Later {
  readonly line: PublicationLine;
  readonly model: ReportModel;
}

/** What was found of a report, for as long as it stays in memory: its pages are asked for over and over. */
const known = new WeakMap<
  ReportModel,
  { readonly later: readonly ReportModel[]; readonly answer: readonly LaterReport[] }
>();

function compared(model: ReportModel, later: readonly Later[]): readonly LaterReport[] {
  const stands = new Map(
    model.figures.flatMap(({ id, cells }) => cells.map((cell) => [nameOf(id, cell.at), printOf(cell)])),
  );
  return [...later]
    .sort((a, b) => a.line.publishedOn.localeCompare(b.line.publishedOn) || a.line.version - b.line.version)
    .flatMap(({ line, model: other }) => {
      const isAbout = (figure: string, { at, was, now, publication }: Restatement): boolean => {
        const name = nameOf(figure, at);
        const here = stands.get(name);
        if (here === undefined) return publication === model.slug;
        if (here !== was) return false;
        stands.set(name, now);
        return true;
      };
      const figures = other.figures.flatMap((figure): readonly PublishedFigure[] => {
        const restated = figure.restated.filter((one) => isAbout(figure.id, one));
        return restated.length > 0 ? [{ ...figure, restated }] : [];
      });
      return figures.length > 0 ? [{ line, model: other, figures }] : [];
    });
}

function nameOf(figure: string, at: Readonly<Record<string, string>>): string {
  return `${figure} ${placeOf(at)}`;
}
