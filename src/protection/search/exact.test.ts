import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dimensionedTable } from '../../../tests/makers/dimensioned-table.ts';
import { auditSystem } from '../attacker/audit.ts';
import { initialStateOf } from '../attacker/knowledge.ts';
import { settledRequirements } from '../attacker/prior.ts';
import { systemOf } from '../attacker/system.ts';
import { costOfHiding, policyOf } from '../policy.ts';
import { demandsOf } from './demands.ts';
import { type ExactOutcome, type ExactSearch, openExact } from './exact.ts';
import { loadSolver } from './solver.ts';

const policy = policyOf({ threshold: 4, ownCell: 'none' });

function table(counts: readonly number[], columns: number): ReturnType<typeof dimensionedTable> {
  const rows = counts.length / columns;
  const codes = (name: string, size: number) =>
    Array.from({ length: size }, (_, i) => ({ code: `${name}${i}` }));
  return dimensionedTable({
    fact: 'incidents',
    dimensions: [
      { name: 'unit', tree: { code: 'concern', parts: codes('u', rows) } },
      { name: 'category', tree: { code: 'all', parts: codes('c', columns) } },
    ],
    rows: counts.map((value, i) => ({
      at: { unit: `u${Math.floor(i / columns)}`, category: `c${i % columns}` },
      value,
    })),
  });
}

describe('Cut generation by itself, without a pattern in hand', () => {
  test('finds the cheapest of all patterns that pass the audit', async () => {
    const solver = await loadSolver();
    let compared = 0;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 9, maxLength: 9 }), (counts) => {
        const system = systemOf(table(counts, 3));
        const requirements = settledRequirements(system, policy, solver);
        const state = system.cells.map((cell) => initialStateOf(cell, policy));
        const always = [...state.keys()].filter((cell) => state[cell] === 'hidden');
        const free = [...state.keys()].filter((cell) => state[cell] === 'free');
        if (always.length === 0 || free.length > 12) return;
        let cheapest = Infinity;
        for (let choice = 0; choice < 2 ** free.length; choice++) {
          const chosen = free.filter((_, i) => (choice >> i) % 2 === 1);
          const cost = chosen.reduce(
            (sum, cell) => sum + costOfHiding(system.cells[cell] ?? unreachable()),
            0,
          );
          if (cost >= cheapest) continue;
          if (auditSystem(system, policy, new Set([...always, ...chosen]), requirements, solver).passed)
            cheapest = cost;
        }
        const demands = requirements.flatMap((requirement) => demandsOf(system, requirement, 'up'));
        const exact = openExact(system, policy, demands, solver);
        const outcome = settled(exact, Infinity);
        exact.dispose();
        expect(outcome.status === 'found' ? outcome.cost : Infinity).toBe(cheapest);
        compared++;
      }),
      { numRuns: 40, seed: 30 },
    );
    expect(compared).toBeGreaterThan(10);
  });

  test('says so when nothing is cheaper than the pattern in hand', async () => {
    const solver = await loadSolver();
    const system = systemOf(table([2, 11, 12, 13, 14, 15, 16, 17, 18], 3));
    const requirements = settledRequirements(system, policy, solver);
    const demands = requirements.flatMap((requirement) => demandsOf(system, requirement, 'up'));
    const exact = openExact(system, policy, demands, solver);
    const found = settled(exact, Infinity);
    const cost = found.status === 'found' ? found.cost : 0;
    expect(cost).toBeGreaterThan(0);
    expect(settled(exact, cost)).toEqual({ status: 'none' });
    exact.dispose();
  });
});

/** Goes on until the optimum holds against the attacker. */
function settled(exact: ExactSearch, ceiling: number): ExactOutcome {
  let outcome = exact.next(ceiling);
  while (outcome.status === 'tried') outcome = exact.next(ceiling);
  return outcome;
}

function unreachable(): never {
  throw new Error('a position without a cell');
}
