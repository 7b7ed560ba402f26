import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dimensionedTable } from '../../../tests/makers/dimensioned-table.ts';
import { loadSolver } from '../search/solver.ts';
import { openAttack } from './attack.ts';
import { type Change, openCycleSearch } from './cycles.ts';
import { type System, systemOf } from './system.ts';

const sizes = { unit: 4, category: 4, year: 3 };

/** A table of three dimensions with all its margins. */
const threeWay: fc.Arbitrary<System> = fc
  .array(fc.integer({ min: 0, max: 6 }), {
    minLength: sizes.unit * sizes.category * sizes.year,
    maxLength: sizes.unit * sizes.category * sizes.year,
  })
  .map((values) => {
    const codes = (name: string, size: number) => Array.from({ length: size }, (_, i) => `${name}${i}`);
    const places = codes('unit', sizes.unit).flatMap((unit) =>
      codes('category', sizes.category).flatMap((category) =>
        codes('year', sizes.year).map((year) => ({ unit, category, year })),
      ),
    );
    return systemOf(
      dimensionedTable({
        fact: 'incidents',
        dimensions: Object.entries(sizes).map(([name, size]) => ({
          name,
          tree: { code: 'all', parts: codes(name, size).map((code) => ({ code })) },
        })),
        rows: places.map((at, index) => ({ at, value: values[index] ?? 0 })),
      }),
    );
  });

function isBalanced(system: System, change: Change): boolean {
  return system.relations.every(
    ({ total, parts }) =>
      parts.reduce((sum, part) => sum + (change.get(part) ?? 0), 0) === (change.get(total) ?? 0),
  );
}

describe('A change of a table, looked for from sum to sum', () => {
  test('keeps every sum right, stays within the bounds and moves the cell by what was asked', async () => {
    const solver = await loadSolver();
    const seen = { found: 0, none: 0 };
    fc.assert(
      fc.property(
        threeWay,
        fc.array(fc.boolean(), { minLength: 100, maxLength: 100, size: 'max' }),
        fc.integer({ min: -2, max: 2 }),
        fc.nat(),
        (system, hides, by, which) => {
          fc.pre(by !== 0);
          const hidden = [...system.cells.keys()].filter((cell) => hides[cell] && cell % 19 !== 0);
          const free = new Set(hidden);
          const low = Float64Array.from(system.values, (value, cell) => (free.has(cell) ? 0 : value));
          const high = Float64Array.from(system.values, (value, cell) =>
            free.has(cell) ? value + 5 : value,
          );
          const cell = hidden[which % Math.max(1, hidden.length)] ?? 0;
          const change = openCycleSearch(system, { low, high }).find(
            cell,
            by,
            (other) => free.has(other),
            200,
          );
          if (change === undefined) return;
          if (change === 'none') {
            seen.none++;
            // The solver, which looks at every table, agrees that the cell cannot move that way.
            const attack = openAttack(system, { low, high }, solver);
            expect(attack.extreme(cell, by > 0 ? 'up' : 'down').value).toBe(system.values[cell]);
            attack.dispose();
            return;
          }
          seen.found++;
          expect(change.get(cell)).toBe(by);
          expect(isBalanced(system, change)).toBe(true);
          for (const [other, step] of change) {
            const value = (system.values[other] ?? 0) + step;
            expect(value >= (low[other] ?? 0) && value <= (high[other] ?? 0)).toBe(true);
          }
        },
      ),
      { numRuns: 300, seed: 1 },
    );
    // A search that finds nothing, or calls nothing impossible, would prove nothing.
    expect(Math.min(seen.found, seen.none)).toBeGreaterThan(30);
  });

  test('is put together of several where no single one reaches far enough', () => {
    const system = systemOf(
      dimensionedTable({
        fact: 'incidents',
        dimensions: [
          { name: 'unit', tree: { code: 'all', parts: ['a', 'b', 'c'].map((code) => ({ code })) } },
        ],
        rows: [
          { at: { unit: 'a' }, value: 1 },
          { at: { unit: 'b' }, value: 2 },
          { at: { unit: 'c' }, value: 3 },
        ],
      }),
    );
    const [all = 0] = system.relations.map(({ total }) => total);
    const low = Float64Array.from(system.values, (value, cell) => (cell === all ? value : 0));
    const high = Float64Array.from(system.values, (value, cell) => (cell === all ? value : 9));
    const a = system.values.indexOf(1);
    expect(openCycleSearch(system, { low, high }).find(a, 5, () => true, 50)).toEqual(
      new Map([
        [a, 5],
        [system.values.indexOf(3), -3],
        [system.values.indexOf(2), -2],
      ]),
    );
    expect(openCycleSearch(system, { low, high }).find(a, 6, () => true, 50)).toBeUndefined();
  });
});
