import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dimensionedTable } from '../../tests/makers/dimensioned-table.ts';
import { audit } from './attacker/audit.ts';
import { type LinkedTables, link } from './linked-tables.ts';
import { policyOf } from './policy.ts';
import { protect } from './protect.ts';
import { componentsOf, protectByComponent } from './protect-by-component.ts';

const policy = policyOf({ threshold: 3 });

/** A table of three by three with an open total; tables of another fact share no cell with it. */
const tableOf = (fact: string): fc.Arbitrary<LinkedTables> =>
  fc
    .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })), { minLength: 9, maxLength: 9 })
    .map((values) =>
      dimensionedTable({
        fact,
        dimensions: ['row', 'column'].map((name) => ({
          name,
          tree: { code: 'all', parts: [0, 1, 2].map((index) => ({ code: `${name}${index}` })) },
        })),
        rows: values.map((value, index) => ({
          at: { row: `row${Math.floor(index / 3)}`, column: `column${index % 3}` },
          value,
        })),
        describe: (at) => (Object.keys(at).length === 0 ? { class: 'open' } : {}),
      }),
    );

describe('Tables between which there is no sum', () => {
  test('are parts of their own, and every cell and sum is in one of them', () => {
    fc.assert(
      fc.property(tableOf('incidents'), tableOf('gifts'), (one, other) => {
        const lonely = { cells: [{ key: 'staff', value: 7, class: 'open' as const }], relations: [] };
        const parts = componentsOf(link(one, other, lonely));
        expect(parts).toHaveLength(3);
        expect(parts.reduce((sum, part) => sum + part.cells.length, 0)).toBe(
          one.cells.length + other.cells.length + 1,
        );
        expect(parts.reduce((sum, part) => sum + part.relations.length, 0)).toBe(
          one.relations.length + other.relations.length,
        );
      }),
      { numRuns: 20 },
    );
  });

  test('stay together once a sum connects them', async () => {
    const bridge: LinkedTables = {
      cells: [
        { key: 'a', value: 1, class: 'guarded' },
        { key: 'b', value: 1, class: 'guarded' },
      ],
      relations: [{ total: 'a', parts: ['b'] }],
    };
    expect(componentsOf(bridge)).toEqual([bridge]);
  });

  test('protected apart are safe together, and cost no more than protected as one', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf('incidents'), tableOf('gifts'), async (one, other) => {
        const tables = link(one, other);
        const [whole, apart] = [await protect(tables, policy), await protectByComponent(tables, policy)];
        expect(apart.outcome).toBe(whole.outcome);
        if (apart.outcome !== 'protected' || whole.outcome !== 'protected') return;
        const hidden = new Set(
          [...apart.statuses].filter(([, status]) => status !== 'published').map(([key]) => key),
        );
        expect((await audit(tables, policy, hidden)).passed).toBe(true);
        expect(apart.loss.cost).toBeLessThanOrEqual(whole.loss.cost);
        expect(apart.audit).toMatchObject({ cells: tables.cells.length, relations: tables.relations.length });
        expect([...apart.statuses.keys()].sort()).toEqual([...whole.statuses.keys()].sort());
      }),
      { numRuns: 25 },
    );
  });

  test('of which one cannot be protected are not protected, and the obstacle is named', async () => {
    const stuck: LinkedTables = {
      cells: [
        { key: 'total', value: 2, class: 'open' },
        { key: 'part', value: 2, class: 'guarded' },
      ],
      relations: [{ total: 'total', parts: ['part'] }],
    };
    const [safe] = fc.sample(tableOf('incidents'), { numRuns: 1, seed: 7 });
    const result = await protectByComponent(link(stuck, safe ?? { cells: [], relations: [] }), policy);
    expect(result).toMatchObject({ outcome: 'unprotected', obstacles: [{ key: 'part' }] });
  });

  test('that did not change are not protected again', async () => {
    const [one, other, third] =
      fc.sample(fc.tuple(tableOf('incidents'), tableOf('gifts'), tableOf('advice')), {
        numRuns: 1,
        seed: 11,
      })[0] ?? [];
    if (!one || !other || !third) throw new Error('No tables.');
    const before = new Map();
    await protectByComponent(link(one, other), policy, before);
    expect(before.size).toBe(2);
    await protectByComponent(link(one, third), policy, before);
    expect(before.size).toBe(3);
  });
});
