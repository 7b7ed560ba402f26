import { hasValue } from '../figures/cell.ts';
import { addsUp, coordinatesOf } from '../figures/cube.ts';
import { type ComputedFigures, isCube } from '../figures/definition.ts';
import { total } from '../figures/dimension.ts';
import { printRational } from '../figures/rational.ts';
import type { KnownCells } from './known-cells.ts';

/** A count that is not counted anew: the value an earlier report printed, or null where that report hid it. */
export type AsPublished = ReadonlyMap<string, string | null>;

/**
 * The counts of earlier years that this report repeats as an earlier one printed them. When a guarded table of a
 * published year has changed since (a correction, a late return), old and new numbers side by side would show
 * differences of a single case. So the whole year of that table stays as published, with its hidden cells hidden;
 * what is now known shows in the open totals of the concern, which say that something was corrected. Sums over
 * years that contain such a year are hidden for the same reason.
 */
export function asPublished(
  figures: ComputedFigures,
  shown: readonly string[],
  known: KnownCells,
): AsPublished {
  const open = new Set<string>();
  for (const id of shown) {
    const answer = figures.answer(id);
    if (!isCube(answer) || figures.definition(id).protection.class !== 'open') continue;
    for (const cell of answer.cells.values()) for (const key of cell.from) open.add(key);
  }
  const repeated = new Map<string, string | null>();
  for (const definition of figures.definitions) {
    const answer = figures.answer(definition.id);
    if (definition.protection.class !== 'guarded' || !addsUp(definition.quantity.unit) || !isCube(answer))
      continue;
    if (!answer.dimensions.some((dimension) => dimension.key === 'year')) continue;
    const cells = [...answer.cells].flatMap(([place, cell]) => {
      const [key] = cell.from;
      if (key === undefined || cell.from.length !== 1 || open.has(key)) return [];
      return [{ key, cell, year: coordinatesOf(answer.dimensions, place)['year'] ?? total }];
    });
    const changed = new Set(
      cells
        .filter(({ key, cell }) => {
          const before = known.get(key);
          return (
            before?.state === 'published' && hasValue(cell) && before.value !== printRational(cell.value)
          );
        })
        .map(({ year }) => year),
    );
    if (changed.size === 0) continue;
    for (const { key, cell, year } of cells) {
      if (!changed.has(year) && year !== total) continue;
      // A sum of nothing but zeros is zero; "·" would say that it is not.
      if (year === total && hasValue(cell) && cell.value.numerator === 0n) continue;
      const before = known.get(key);
      repeated.set(key, before?.state === 'published' && year !== total ? before.value : null);
    }
  }
  return repeated;
}
