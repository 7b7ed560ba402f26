import { expect } from 'vitest';
import { placeOf } from '../../src/publication/earlier/earlier-prints.ts';
import type { PublishedCell, PublishedFigure, ReportModel } from '../../src/publication/report-model.ts';

/**
 * For tests, of reports in the order in which they were published, of years that follow each other: what one printed of
 * a place with a year is a number, or no dot, in the next; and what the next prints otherwise it lists, and nothing else.
 * So it is with every place in a revision of a report.
 */
export function checkChanges(models: readonly ReportModel[]): void {
  const printed = new Map<string, string>();
  for (const model of models) {
    const before = new Map(printed);
    for (const figure of model.figures) {
      const listed = new Map(figure.restated.map((one) => [placeOf(one.at), one]));
      const found: string[] = [];
      for (const cell of figure.cells) {
        const place = placeOf(cell.at);
        const told = [model.slug, figure.id, place];
        const name = nameOf(model, figure, cell);
        const was = before.get(name);
        if (was !== undefined) expect([...told, cell.state === 'suppressed']).toEqual([...told, false]);
        if (was !== undefined && was !== cell.value && !listed.has(place)) found.push(place);
        if (cell.value !== null) printed.set(name, cell.value);
      }
      expect([model.slug, figure.id, ...found]).toEqual([model.slug, figure.id]);
      for (const [place, { was, now }] of listed) {
        const told = [model.slug, figure.id, place];
        expect([...told, was === now]).toEqual([...told, false]);
        const cell = figure.cells.find((one) => placeOf(one.at) === place);
        expect([...told, now]).toEqual([...told, cell?.value ?? cell?.state]);
        expect([...told, wasPrinted(models, figure, place, was)]).toEqual([...told, true]);
      }
    }
  }
}

/** What a cell is called over reports: one without a year is of its own report. */
function nameOf({ slug }: ReportModel, { id }: PublishedFigure, { at }: PublishedCell): string {
  return [(at['year'] ?? '*') === '*' ? slug : '', id, placeOf(at)].join(' ');
}

/** Whether a report printed a number, or the word for none, at a place: in this figure, or of what it counts in another. */
function wasPrinted(
  models: readonly ReportModel[],
  { id, counts, unit }: PublishedFigure,
  place: string,
  was: string,
): boolean {
  return models.some(({ figures }) =>
    figures.some(
      (other) =>
        (other.id === id || (other.counts === counts && other.unit === unit)) &&
        other.cells.some(
          (cell) =>
            placeOf(cell.at) === place && cell.state !== 'suppressed' && (cell.value ?? cell.state) === was,
        ),
    ),
  );
}
