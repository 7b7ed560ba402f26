import { knownLeast } from '../../src/protection/attacker/knowledge.ts';
import type { System } from '../../src/protection/attacker/system.ts';
import type { Policy } from '../../src/protection/policy.ts';

/**
 * For tests: every table of whole numbers that agrees with a publication, by plain enumeration. It shares
 * nothing with the audit but the statement of what is known, so that each can catch the other out.
 *
 * @param most no hidden cell is tried above this
 * @returns per hidden cell the set of values it takes, and the number of tables
 */
export function everyTable(
  system: System,
  policy: Policy,
  hidden: ReadonlySet<number>,
  most: number,
): { readonly attainable: ReadonlyMap<number, ReadonlySet<number>>; readonly tables: number } {
  const attainable = new Map([...hidden].map((cell): [number, Set<number>] => [cell, new Set<number>()]));
  const value: (number | undefined)[] = system.values.map((known, cell) =>
    hidden.has(cell) ? undefined : known,
  );
  let tables = 0;

  /** Fills in what a sum with one unknown gives; undefined when a sum fails. Returns what was filled in. */
  function settle(): number[] | undefined {
    const filled: number[] = [];
    const undo = (): undefined => {
      for (const cell of filled) value[cell] = undefined;
      return undefined;
    };
    for (let moved = true; moved; ) {
      moved = false;
      for (const { total, parts } of system.relations) {
        const unknown = [total, ...parts].filter((cell) => value[cell] === undefined);
        const known = parts.reduce((sum, part) => sum + (value[part] ?? 0), 0);
        if (value[total] !== undefined && known > (value[total] ?? 0)) return undo();
        if (unknown.length > 1) continue;
        const [cell] = unknown;
        if (cell === undefined) {
          if (known !== value[total]) return undo();
          continue;
        }
        const result = cell === total ? known : (value[total] ?? 0) - known;
        if (result < leastOf(cell) || result > most) return undo();
        value[cell] = result;
        filled.push(cell);
        moved = true;
      }
    }
    return filled;
  }

  function leastOf(cell: number): number {
    const described = system.cells[cell];
    return described ? knownLeast(described, policy) : 0;
  }

  function enumerate(): void {
    const filled = settle();
    if (!filled) return;
    const next = value.indexOf(undefined);
    if (next === -1) {
      tables++;
      for (const [cell, values] of attainable) values.add(value[cell] ?? 0);
    } else {
      for (let guess = leastOf(next); guess <= most; guess++) {
        value[next] = guess;
        enumerate();
      }
      value[next] = undefined;
    }
    for (const cell of filled) value[cell] = undefined;
  }

  enumerate();
  return { attainable, tables };
}
