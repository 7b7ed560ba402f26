import type { Cell, LinkedTables } from './linked-tables.ts';

/** A number that an earlier report printed and that is now known to be another. */
export interface Restatement {
  /** The number as now known; it is joined by key to the tables that would print it. */
  readonly key: string;
  readonly printed: number;
  readonly now: number;
  /** The earlier report, part of the key of the number as printed. */
  readonly report: string;
  /** False when the difference is no secret (a correction that concerns no case, such as a headcount). */
  readonly guarded?: boolean;
}

/**
 * What a restatement adds to the tables: the number as printed (known for good) and the difference, which no
 * table prints but which a reader gets by subtracting once both numbers are printed. A guarded difference is
 * protected like any count, so that the new number is hidden (and the figure restated at a coarser level)
 * where the difference would disclose. The attacker is given the direction of the change: an attacker who
 * does not know it learns less.
 *
 * An unchanged number needs no restatement: it is one cell, with history 'published'.
 */
export function restated(changes: readonly Restatement[]): LinkedTables {
  const cells: Cell[] = [];
  const relations: { total: string; parts: readonly string[] }[] = [];
  for (const { key, printed, now, report, guarded } of changes) {
    if (printed === now) continue;
    const before = `${key}@${report}`;
    const difference = `${before}:difference`;
    cells.push({ key: before, value: printed, class: 'printed-earlier' });
    cells.push({
      key: difference,
      value: Math.abs(now - printed),
      class: guarded === false ? 'open' : 'guarded',
      shown: false,
    });
    relations.push(
      now > printed
        ? { total: key, parts: [before, difference] }
        : { total: before, parts: [key, difference] },
    );
  }
  return { cells, relations };
}
