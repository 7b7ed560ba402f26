import { type KnownCells, knownCells } from '../../src/publication/disclosure/known-cells.ts';
import type { ProtectedFigures } from '../../src/publication/disclosure/protect-figures.ts';

/** For tests: what becomes known of counted cells when a report with these figures is published. */
export function madeKnownBy(...reports: readonly ProtectedFigures[]): KnownCells {
  return knownCells(
    reports.flatMap(({ cells }) =>
      cells.map(({ key, value, hidden }) => ({
        key,
        state: hidden ? ('hidden' as const) : ('published' as const),
        value: hidden ? null : value,
      })),
    ),
  );
}
