import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixAndRound } from './fix-and-round.ts';
import { loadSolver, type Row } from './solver.ts';

/** A change of the cells of small tables with sums that overlap, so that optima in fractions occur. */
const programs = fc
  .array(fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 2, maxLength: 3 }), { minLength: 3, maxLength: 6 })
  .map((sums): Row[] =>
    sums.map((columns) => ({ low: 3, high: 3, columns, coefficients: columns.map(() => 1) })),
  );

test('What a fixAndRound finds is in whole numbers, within the bounds, and keeps every sum', async () => {
  const solver = await loadSolver();
  const low = Array.from({ length: 6 }, () => 0);
  const high = Array.from({ length: 6 }, () => 4);
  let dived = 0;
  fc.assert(
    fc.property(
      programs,
      fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 6, maxLength: 6 }),
      (rows, cost) => {
        const program = solver.open({ low, high, cost }, rows, 'minimise');
        const linear = program.solve();
        if (linear.status === 'optimal') {
          const found = fixAndRound(program, linear.values, low, high);
          if (found) {
            const whole = [...found].map(Math.round);
            whole.forEach((value, column) => {
              expect(Math.abs(value - (found[column] ?? 0))).toBeLessThan(1e-6);
              expect(value).toBeGreaterThanOrEqual(0);
              expect(value).toBeLessThanOrEqual(4);
            });
            for (const { columns } of rows)
              expect(columns.reduce((sum, column) => sum + (whole[column] ?? 0), 0)).toBe(3);
            if ([...linear.values].some((value) => Math.abs(value - Math.round(value)) > 1e-6)) dived++;
          }
          // The program is as it was.
          expect(program.solve().objective).toBeCloseTo(linear.objective, 6);
        }
        program.dispose();
      },
    ),
    { numRuns: 400, seed: 7 },
  );
  expect(dived).toBeGreaterThan(10);
});

test('A fixAndRound ends without an answer where there is none in whole numbers', async () => {
  const solver = await loadSolver();
  const pairs = [
    [0, 1],
    [1, 2],
    [0, 2],
  ];
  // Three pairs that each make three: halves do it, whole numbers cannot.
  const rows = pairs.map((columns): Row => ({ low: 3, high: 3, columns, coefficients: [1, 1] }));
  const program = solver.open({ low: [0, 0, 0], high: [9, 9, 9], cost: [1, 1, 1] }, rows, 'minimise');
  expect(fixAndRound(program, program.solve().values, [0, 0, 0], [9, 9, 9])).toBeUndefined();
  program.dispose();
});
