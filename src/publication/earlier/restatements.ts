import { hasValue } from '../../figures/cubes/cell.ts';
import { addsUp } from '../../figures/cubes/counted-thing.ts';
import { coordinatesOf } from '../../figures/cubes/cube.ts';
import { printRational } from '../../figures/cubes/rational.ts';
import { type ComputedFigures, isCube } from '../../figures/definition.ts';
import { type Text, text } from '../../platform/language/text.ts';
import type { ProtectedFigures } from '../disclosure/protect-figures.ts';
import type { Restatement } from '../report-model.ts';
import { causeOfDifference, type RegisterChanges } from './register-changes.ts';

/** A counted cell as an earlier publication printed it: 77 of `incidents(received=2024)`, in "2024" of 20 May 2025. */
export interface EarlierCell {
  readonly key: string;
  readonly value: string;
  readonly publication: string;
  readonly publishedOn: string;
}

/**
 * Where a figure printed earlier is now known to be otherwise: "as published" together with "as now known". Shown only
 * where this report publishes the new value; the difference itself is part of the protection problem.
 *
 * @param slug of this report. A revision differs from its own earlier version and from what the other reports said
 *   last: that its earlier version said so already does not mend those.
 */
export function restatements(
  figures: ComputedFigures,
  used: readonly string[],
  printed: readonly EarlierCell[],
  protection: ProtectedFigures,
  changes: readonly RegisterChanges[],
  slug: string,
): ReadonlyMap<string, readonly Restatement[]> {
  const last = (cells: readonly EarlierCell[]) => new Map(cells.map((cell) => [cell.key, cell]));
  const earlierReports = [
    last(printed.filter((cell) => cell.publication !== slug)),
    last(printed.filter((cell) => cell.publication === slug)),
  ];
  const found = new Map<string, readonly Restatement[]>();
  for (const id of used) {
    const answer = figures.answer(id);
    if (!isCube(answer) || !addsUp(answer.unit)) continue;
    const list: Restatement[] = [];
    for (const [place, cell] of answer.cells) {
      const [key] = cell.from;
      if (key === undefined || cell.from.length > 1 || !hasValue(cell) || protection.hides(key)) continue;
      const now = printRational(cell.value);
      for (const earlier of earlierReports.map((cells) => cells.get(key))) {
        if (!earlier || earlier.value === now) continue;
        list.push({
          at: coordinatesOf(answer.dimensions, place),
          publication: earlier.publication,
          was: earlier.value,
          now,
          cause: sentence(
            causeOfDifference(
              cell.from,
              changes.find((one) => one.publication === earlier.publication),
            ),
          ),
        });
      }
    }
    if (list.length > 0) found.set(id, list);
  }
  return found;
}

function sentence(cause: Text): Text {
  return text(`Oorzaak: ${cause.nl}.`, `Cause: ${cause.en}.`);
}
