import { expect } from 'vitest';
import { placeOf } from '../../src/publication/earlier/earlier-prints.ts';
import type { PublishedCell, PublishedFigure, ReportModel } from '../../src/publication/report-model.ts';

/**
 * For tests, of reports in the order in which they were published, of years that follow each other: what one printed of
 * a place with a year is a number, or no dot, in the next; and what the next prints otherwise it lists, and nothing else.
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
        if (before.has(`${figure.id} ${place}`)) expect([...told, cell.state]).not.toContain('suppressed');
        if (!hasYear(cell)) continue;
        const was = before.get(`${figure.id} ${place}`);
        if (was !== undefined && was !== cell.value && !listed.has(place)) found.push(place);
        if (cell.value !== null) printed.set(`${figure.id} ${place}`, cell.value);
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

function hasYear({ at }: PublishedCell): boolean {
  return (at['year'] ?? '*') !== '*';
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
