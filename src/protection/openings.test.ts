import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dimensionedTable } from '../../tests/makers/dimensioned-table.ts';
import { everyTable } from '../../tests/makers/every-table.ts';
import { knownBounds, priorHidden } from './attacker/knowledge.ts';
import { systemOf } from './attacker/system.ts';
import type { LinkedTables } from './linked-tables.ts';
import { openingsOf } from './openings.ts';
import { type Policy, policyOf } from './policy.ts';
import { sensitivityOf } from './primary.ts';
import { type Protected, protect } from './protect.ts';

const singletons = policyOf({ threshold: 3 });
const every = policyOf({ threshold: 3, ownCell: 'every' });

/** Units by category; the grand total is open. */
function table(rows: readonly (readonly number[])[]): LinkedTables {
  return dimensionedTable({
    fact: 'f',
    dimensions: [
      { name: 'unit', tree: { code: 'all', parts: rows.map((_, row) => ({ code: `u${row}` })) } },
      { name: 'kind', tree: { code: 'any', parts: (rows[0] ?? []).map((_, one) => ({ code: `k${one}` })) } },
    ],
    rows: rows.flatMap((row, unit) =>
      row.map((value, kind) => ({ at: { unit: `u${unit}`, kind: `k${kind}` }, value })),
    ),
    describe: (at) => (Object.keys(at).length === 0 ? { class: 'open' } : {}),
  });
}

const unitOf = (key: string): string | undefined => /unit=([^|]+)/.exec(key)?.[1];

async function protectedBy(tables: LinkedTables, policy: Policy): Promise<Protected | undefined> {
  const result = await protect(tables, policy);
  return result.outcome === 'protected' ? result : undefined;
}

/** The small dots of which one value is left to somebody who knows one dot, or all of one unit: by writing out every table. */
function openedByEnumeration(tables: LinkedTables, policy: Policy, { statuses }: Protected) {
  const system = systemOf(tables);
  const hidden = new Set<number>();
  const dots: number[] = [];
  for (const [position, { key }] of system.cells.entries()) {
    if (statuses.get(key) === 'published') continue;
    hidden.add(position);
    if (statuses.get(key) !== 'unprinted') dots.push(position);
  }
  const key = (cell: number): string => system.cells[cell]?.key ?? '';
  const units = [...Map.groupBy(dots, (cell) => unitOf(key(cell)))];
  const opened = new Set<string>();
  for (const own of [
    ...dots.map((one) => [one]),
    ...units.flatMap(([unit, cells]) => (unit ? [cells] : [])),
  ]) {
    const left = new Set([...hidden].filter((cell) => !own.includes(cell)));
    // A row with one case is its own total: who knows the one always knew the other.
    const before = new Set([...priorHidden(system, policy)].filter((cell) => !own.includes(cell)));
    const known = knownBounds(system, policy, before);
    const { attainable } = everyTable(system, policy, left, Math.max(...system.values) + 4);
    for (const cell of dots) {
      const one = system.cells[cell];
      if (own.includes(cell) || !one || !sensitivityOf(one, policy)) continue;
      if (known.low[cell] === known.high[cell]) continue;
      if (attainable.get(cell)?.size === 1) opened.add(key(cell));
    }
  }
  return opened;
}

const counts = fc.array(
  fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 })), { minLength: 3, maxLength: 3 }),
  { minLength: 3, maxLength: 3 },
);

describe('Somebody who knows one hidden number', () => {
  test('can compute the other of two dots in a row, and nothing where there are three in a square', async () => {
    const pair = table([
      [1, 9, 8],
      [9, 8, 9],
      [8, 7, 9],
    ]);
    const found = await protectedBy(pair, singletons);
    expect(found && (await openingsOf(pair, singletons, found.statuses, unitOf)).bySums).toBeGreaterThan(0);
  });

  test('opens no more than writing out every table says, and all of it', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(counts, async (rows) => {
        const tables = table(rows);
        const found = await protectedBy(tables, singletons);
        if (!found) return;
        const { small } = await openingsOf(tables, singletons, found.statuses, unitOf);
        const opened = openedByEnumeration(tables, singletons, found);
        expect(small).toBe(opened.size);
        if (small > 0) seen++;
      }),
      { numRuns: 25, seed: 7 },
    );
    expect(seen).toBeGreaterThan(5);
  });

  test('opens no small one where the policy protects against everybody who knows one', async () => {
    let protectedTables = 0;
    await fc.assert(
      fc.asyncProperty(counts, async (rows) => {
        const tables = table(rows);
        const found = await protectedBy(tables, every);
        if (!found) return;
        const { small } = await openingsOf(tables, every, found.statuses, () => undefined);
        expect(small).toBe(0);
        protectedTables++;
      }),
      { numRuns: 25, seed: 7 },
    );
    expect(protectedTables).toBeGreaterThan(3);
  });

  test('is counted by where the dots are: other numbers behind the same dots give the same count', async () => {
    const [one, other] = [
      [2, 4],
      [3, 3],
    ].map(([a = 0, b = 0]) =>
      table([
        [a, b, 8],
        [6 - a, 6 - b, 9],
        [8, 7, 9],
      ]),
    );
    const hidden = ['f|kind=k0|unit=u0', 'f|kind=k1|unit=u0', 'f|kind=k0|unit=u1', 'f|kind=k1|unit=u1'];
    const counted = await Promise.all(
      [one, other].map(async (tables) => {
        if (!tables) return;
        const statuses = new Map(
          tables.cells.map(({ key }) => [
            key,
            hidden.includes(key) ? ('primary' as const) : ('published' as const),
          ]),
        );
        return (await openingsOf(tables, singletons, statuses, unitOf)).bySums;
      }),
    );
    expect(counted).toEqual([4, 4]);
  });
});
