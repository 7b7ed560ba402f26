import { describe, expect, test } from 'vitest';
import { dimensionedTable } from '../../tests/makers/dimensioned-table.ts';
import { audit } from './attacker/audit.ts';
import { type Cell, type LinkedTables, link } from './linked-tables.ts';
import { policyOf } from './policy.ts';
import { type Protected, protect } from './protect.ts';

const policy = policyOf();

function unitsByCategory(
  counts: readonly (readonly number[])[],
  describe?: (at: Readonly<Record<string, string>>) => Partial<Cell>,
): LinkedTables {
  return dimensionedTable({
    fact: 'incidents',
    dimensions: [
      { name: 'unit', tree: { code: 'concern', parts: counts.map((_, i) => ({ code: `u${i}` })) } },
      {
        name: 'category',
        tree: { code: 'all', parts: (counts[0] ?? []).map((_, j) => ({ code: `c${j}` })) },
      },
    ],
    rows: counts.flatMap((row, i) =>
      row.map((value, j) => ({ at: { unit: `u${i}`, category: `c${j}` }, value })),
    ),
    ...(describe && { describe }),
  });
}

async function protectedOf(tables: LinkedTables, rules = policy): Promise<Protected> {
  const result = await protect(tables, rules);
  if (result.outcome !== 'protected') throw new Error(`not protected: ${JSON.stringify(result.obstacles)}`);
  return result;
}

const hiddenOf = (result: Protected): Set<string> =>
  new Set([...result.statuses].filter(([, status]) => status !== 'published').map(([key]) => key));

describe('Zeros that are shown disclose that a hidden cell is at least 1', () => {
  const ones: LinkedTables = {
    cells: [
      { key: 'total', value: 3, class: 'open' },
      { key: 'a', value: 1, class: 'guarded' },
      { key: 'b', value: 1, class: 'guarded' },
      { key: 'c', value: 1, class: 'guarded' },
    ],
    relations: [{ total: 'total', parts: ['a', 'b', 'c'] }],
  };

  test('three hidden ones under a printed 3 are exactly known, at threshold 3 too', async () => {
    const report = await audit(ones, policyOf({ threshold: 3 }), new Set(['a', 'b', 'c']), {
      exactIntervals: true,
    });
    expect(report.findings.map(({ key, problem }) => [key, problem])).toEqual([
      ['a', 'exact'],
      ['b', 'exact'],
      ['c', 'exact'],
    ]);
    expect(report.intervals.get('a')).toEqual({ low: 1, high: 1 });
  });

  test('no pattern can protect them, and the answer names the cells and their sums', async () => {
    const result = await protect(ones, policyOf({ threshold: 3 }));
    expect(result).toMatchObject({ outcome: 'unprotected', reason: 'impossible' });
    if (result.outcome === 'protected') return;
    expect(result.obstacles.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(result.obstacles[0]?.relations).toEqual([['total', 'a', 'b', 'c']]);
  });

  test('with hidden zeros the same pattern leaves 0 to 3', async () => {
    const report = await audit(ones, policyOf({ threshold: 3, zeros: 'hidden' }), new Set(['a', 'b', 'c']), {
      exactIntervals: true,
    });
    expect(report.intervals.get('a')).toEqual({ low: 0, high: 3 });
  });

  test('a hidden total of three non-zero parts is known to be 3 or more, so its range reaches as much higher', async () => {
    const result = await protectedOf(
      unitsByCategory([
        [1, 1, 1],
        [20, 30, 40],
        [25, 35, 45],
      ]),
    );
    const total = result.audit.intervals.get('incidents|unit=u0');
    expect(total?.low).toBe(3);
    expect(total?.high).toBeGreaterThanOrEqual(7);
  });

  test('a published zero is never drawn as a dot', async () => {
    const tables = unitsByCategory([
      [0, 2, 12],
      [14, 0, 13],
      [15, 16, 17],
    ]);
    const result = await protectedOf(tables);
    for (const cell of tables.cells)
      if (cell.value === 0) expect(result.statuses.get(cell.key)).toBe('published');
  });
});

describe('What a hidden pattern leaks besides its numbers', () => {
  const counts = [
    [2, 11, 12],
    [13, 14, 15],
    [16, 17, 18],
  ];

  test('a label "<5" on primaries narrows them to nothing: the attacker then knows they are below the threshold', async () => {
    const tables = unitsByCategory(counts);
    const result = await protectedOf(tables);
    const primary = [...result.statuses].filter(([, status]) => status === 'primary').map(([key]) => key);
    expect(primary.length).toBeGreaterThan(0);
    // With the label, "this cell and some slack make 4" is public, and the slack is one more known sum.
    const labelled: LinkedTables = {
      cells: [
        ...tables.cells,
        ...primary.flatMap((key): Cell[] => [
          { key: `${key}:label`, value: 4, class: 'printed-earlier' },
          {
            key: `${key}:slack`,
            value: 4 - (tables.cells.find((cell) => cell.key === key)?.value ?? 0),
            class: 'open',
            shown: false,
          },
        ]),
      ],
      relations: [
        ...tables.relations,
        ...primary.map((key) => ({ total: `${key}:label`, parts: [key, `${key}:slack`] })),
      ],
    };
    const slack = primary.map((key) => `${key}:slack`);
    const report = await audit(labelled, policy, new Set([...hiddenOf(result), ...slack]), {
      exactIntervals: true,
    });
    expect(report.passed).toBe(false);
    for (const key of primary) expect(report.intervals.get(key)?.high).toBeLessThan(5);
  });

  test('an appendix shows the totals per category: they are never used to protect something else', async () => {
    const appendix = (at: Readonly<Record<string, string>>): Partial<Cell> =>
      at['unit'] === undefined ? { class: 'open' } : {};
    const result = await protectedOf(unitsByCategory(counts, appendix));
    for (const category of ['c0', 'c1', 'c2'])
      expect(result.statuses.get(`incidents|category=${category}`)).toBe('published');
    expect(result.statuses.get('incidents')).toBe('published');
  });
});

describe('Reports that follow each other', () => {
  test('two patterns chosen apart disclose what one pattern in view of the first does not', async () => {
    const counts = [
      [1, 3, 30],
      [8, 40, 50],
      [60, 70, 80],
    ];
    const tables = unitsByCategory(counts);
    const first = await protectedOf(tables, policyOf({ threshold: 5 }));
    const apart = await protectedOf(tables, policyOf({ threshold: 3 }));
    // A reader holds both reports: hidden is only what both hid.
    const both = new Set([...hiddenOf(first)].filter((key) => hiddenOf(apart).has(key)));
    const together = await audit(tables, policyOf({ threshold: 5 }), both, { exactIntervals: true });
    expect(together.passed).toBe(false);
    const history: LinkedTables = {
      ...tables,
      cells: tables.cells.map((cell) => ({
        ...cell,
        history: first.statuses.get(cell.key) === 'published' ? 'published' : 'hidden',
      })),
    };
    const later = await protectedOf(history, policyOf({ threshold: 3 }));
    expect(hiddenOf(later)).toEqual(hiddenOf(first));
  });

  test('a number printed earlier stays printed, whatever its size, and counts as known', async () => {
    const tables = unitsByCategory([
      [2, 11, 12],
      [13, 3, 15],
      [16, 17, 18],
    ]);
    const printed = 'incidents|category=c0|unit=u0';
    const cells = tables.cells.map((cell) =>
      cell.key === printed ? { ...cell, class: 'printed-earlier' as const } : cell,
    );
    const result = await protectedOf({ ...tables, cells });
    expect(result.statuses.get(printed)).toBe('published');
    expect(result.statuses.get('incidents|category=c1|unit=u1')).toBe('primary');
  });

  test('a difference of one with a number printed earlier is a cell that nobody prints, and keeps the new number hidden', async () => {
    const now = unitsByCategory([
      [11, 21],
      [31, 41],
    ]);
    const key = 'incidents|category=c0|unit=u0';
    const change: LinkedTables = {
      cells: [
        { key: `${key}@2023`, value: 10, class: 'printed-earlier' },
        { key: 'difference', value: 1, class: 'guarded', shown: false },
      ],
      relations: [{ total: key, parts: [`${key}@2023`, 'difference'] }],
    };
    const result = await protectedOf(link(now, change));
    expect(result.statuses.get(key)).toBe('secondary');
    expect(result.statuses.get(`${key}@2023`)).toBe('published');
    expect(result.statuses.get('difference')).toBe('unprinted');
    expect(result.audit.intervals.get('difference')?.high).toBeGreaterThanOrEqual(5);
  });
});

describe('A reader who knows a cell of their own', () => {
  const tables: LinkedTables = {
    cells: [
      { key: 'total', value: 30, class: 'open' },
      { key: 'mine', value: 1, class: 'guarded' },
      { key: 'other', value: 2, class: 'guarded' },
      { key: 'third', value: 12, class: 'guarded' },
      { key: 'fourth', value: 15, class: 'guarded' },
    ],
    relations: [{ total: 'total', parts: ['mine', 'other', 'third', 'fourth'] }],
  };
  const two = policyOf({ ownCell: 'singletons', threshold: 3 });

  test('computes the only other hidden cell', async () => {
    const pair: LinkedTables = {
      ...tables,
      cells: tables.cells.map((cell) =>
        cell.key === 'other' ? { ...cell, value: 6 } : cell.key === 'third' ? { ...cell, value: 8 } : cell,
      ),
    };
    const report = await audit(
      pair,
      policyOf({ ownCell: 'singletons', threshold: 10 }),
      new Set(['mine', 'other', 'third']),
    );
    expect(report.attackers).toContainEqual({ attacker: 'reader-with-own-cell', variants: 1 });
    const alone = await audit(
      pair,
      policyOf({ ownCell: 'singletons', threshold: 7 }),
      new Set(['mine', 'other']),
    );
    expect(alone.findings).toContainEqual(
      expect.objectContaining({
        key: 'other',
        attacker: 'reader-with-own-cell',
        knowing: 'mine',
        problem: 'exact',
      }),
    );
  });

  test('is answered with a third hidden cell, where an ordinary reader would need none', async () => {
    const result = await protectedOf(tables, two);
    expect([...hiddenOf(result)].length).toBeGreaterThanOrEqual(3);
    expect(result.audit.attackers).toContainEqual({ attacker: 'reader-with-own-cell', variants: 1 });
  });
});

describe('When there is too little to protect with', () => {
  const sparse = unitsByCategory(
    [
      [1, 0, 2],
      [0, 1, 0],
      [3, 0, 1],
    ],
    (at) => (at['unit'] === undefined ? { class: 'open' } : {}),
  );

  test('a sparse table is refused, with the cells that are in the way', async () => {
    const result = await protect(sparse, policy);
    expect(result.outcome).toBe('unprotected');
    if (result.outcome === 'unprotected') expect(result.obstacles.map((one) => one.key)).not.toEqual([]);
  });
});

describe('Large numbers next to small ones', () => {
  test('bounds of a hundred thousand do not buy protection with a thousandth of a case', async () => {
    const tables = unitsByCategory([
      [1, 100_000, 250_000],
      [120_000, 300_000, 90_000],
      [400_000, 80_000, 70_000],
    ]);
    const result = await protectedOf(tables);
    expect(result.method).toBe('exact');
    const interval = result.audit.intervals.get('incidents|category=c0|unit=u0');
    expect(interval?.low).toBe(1);
    expect(interval?.high).toBeGreaterThanOrEqual(5);
    // The cheapest rectangle around the cell, found by trying all four.
    expect(result.loss.secondaries).toBe(3);
  });

  test('a dominated sum is hidden and cannot be estimated closer than its level', async () => {
    const tables = unitsByCategory(
      [
        [10_000, 5_000],
        [7_000, 6_000],
      ],
      (at) =>
        at['unit'] === 'u0' && at['category'] === 'c0'
          ? { contributions: { count: 9, largest: 9_500, second: 400 } }
          : { contributions: { count: 20, largest: 500, second: 400 } },
    );
    const result = await protectedOf(tables);
    const interval = result.audit.intervals.get('incidents|category=c0|unit=u0');
    expect(result.statuses.get('incidents|category=c0|unit=u0')).toBe('primary');
    expect(interval?.low).toBeLessThanOrEqual(10_000 - 850);
    expect(interval?.high).toBeGreaterThanOrEqual(10_000 + 850);
  });
});
