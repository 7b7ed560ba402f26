import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Code, type Dimension, dimensionedTable } from '../../tests/makers/dimensioned-table.ts';
import { everyTable } from '../../tests/makers/every-table.ts';
import { audit } from './attacker/audit.ts';
import { initialStateOf, knownBounds, priorHidden, requirementsOf } from './attacker/knowledge.ts';
import { systemOf } from './attacker/system.ts';
import { type LinkedTables, link } from './linked-tables.ts';
import { costOfHiding, type Policy, policyOf } from './policy.ts';
import { sensitivityOf } from './primary.ts';
import { type Protected, protect } from './protect.ts';

const policy = policyOf({ threshold: 3 });

function flat(name: string, size: number): Dimension {
  return { name, tree: { code: 'all', parts: codes(name, size) } };
}

function codes(name: string, size: number): Code[] {
  return Array.from({ length: size }, (_, i) => ({ code: `${name}${i}` }));
}

const ministries: Dimension = {
  name: 'unit',
  tree: {
    code: 'concern',
    parts: [
      { code: 'A', parts: codes('a', 2) },
      { code: 'B', parts: codes('b', 2) },
    ],
  },
};

function leaves(code: Code): string[] {
  return code.parts ? code.parts.flatMap(leaves) : [code.code];
}

/** Tables over these dimensions with small skewed counts; the grand total is open so that tables are finite. */
function tablesOver(
  fact: string,
  dimensions: readonly Dimension[],
  most: number,
): fc.Arbitrary<LinkedTables> {
  const places = dimensions.reduce<Record<string, string>[]>(
    (before, { name, tree }) => before.flatMap((at) => leaves(tree).map((code) => ({ ...at, [name]: code }))),
    [{}],
  );
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: most }));
  return fc.array(count, { minLength: places.length, maxLength: places.length }).map((values) =>
    dimensionedTable({
      fact,
      dimensions,
      rows: places.map((at, i) => ({ at, value: values[i] ?? 0 })),
      describe: (at) => (Object.keys(at).length === 0 ? { class: 'open' } : {}),
    }),
  );
}

function hiddenKeys(result: Protected): Set<string> {
  return new Set([...result.statuses].filter(([, status]) => status !== 'published').map(([key]) => key));
}

/** The heart of the matter: what the enumeration of all tables says about a pattern that was let through. */
async function holdsAgainstEveryTable(
  tables: LinkedTables,
  rules: Policy,
): Promise<'protected' | 'unprotected'> {
  const result = await protect(tables, rules, { exactIntervals: true });
  if (result.outcome === 'unprotected') {
    expect(result.reason).toBe('impossible');
    await widestPatternFails(tables, rules);
    return 'unprotected';
  }
  const system = systemOf(tables);
  const hidden = new Set(hiddenKeys(result));
  const positions = new Set([...hidden].map((key) => system.positions.get(key) ?? -1));
  const most = Math.max(...system.values) + 8;
  const { attainable, tables: count } = everyTable(system, rules, positions, most);
  expect(count).toBeGreaterThan(0);
  const bounds = knownBounds(system, rules, priorHidden(system, rules));
  for (const requirement of requirementsOf(system, rules, bounds)) {
    if (requirement.kind !== 'range') continue;
    const values = [...(attainable.get(requirement.cell) ?? [])];
    expect(Math.min(...values)).toBeLessThanOrEqual(requirement.lowest);
    expect(Math.max(...values)).toBeGreaterThanOrEqual(Math.max(rules.threshold, requirement.highest));
  }
  for (const [position, cell] of system.cells.entries()) {
    if (sensitivityOf(cell, rules)) expect(hidden.has(cell.key)).toBe(true);
    const interval = result.audit.intervals.get(cell.key);
    if (!hidden.has(cell.key)) continue;
    const values = [...(attainable.get(position) ?? [])];
    expect({ key: cell.key, low: interval?.low }).toEqual({ key: cell.key, low: Math.min(...values) });
    const high = interval?.high ?? 0;
    if (high < most) expect({ key: cell.key, high }).toEqual({ key: cell.key, high: Math.max(...values) });
  }
  return 'protected';
}

/** A refusal must be right too: with everything hidden that may be, some cell is still too narrow. */
async function widestPatternFails(tables: LinkedTables, rules: Policy): Promise<void> {
  const system = systemOf(tables);
  const widest = new Set(
    system.cells.filter((cell) => initialStateOf(cell, rules) !== 'published').map((cell) => cell.key),
  );
  const report = await audit(tables, rules, widest, { exactIntervals: true });
  expect(report.passed).toBe(false);
  const most = Math.max(...system.values) + 8;
  const positions = new Set([...widest].map((key) => system.positions.get(key) ?? -1));
  const { attainable } = everyTable(system, rules, positions, most);
  const tooNarrow = report.findings.some((finding) => {
    const values = [...(attainable.get(system.positions.get(finding.key) ?? -1) ?? [])];
    return (
      Math.min(...values) > (finding.required?.lowest ?? 0) ||
      Math.max(...values) < (finding.required?.highest ?? 0)
    );
  });
  expect(tooNarrow).toBe(true);
}

async function seesBothOutcomes(
  arbitrary: fc.Arbitrary<LinkedTables>,
  runs: number,
  rules = policy,
): Promise<void> {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(arbitrary, async (tables) => {
      const outcome = await holdsAgainstEveryTable(tables, rules);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    }),
    { numRuns: runs, seed: 20 },
  );
  // A property that only ever met refusals would prove nothing.
  expect(seen.get('protected') ?? 0).toBeGreaterThan(runs / 10);
}

/** An earlier report printed or hid some of these numbers: it was protected by itself, with a lower threshold. */
async function withEarlierReport(tables: LinkedTables, rules: Policy): Promise<LinkedTables | undefined> {
  const earlier = await protect(tables, rules);
  if (earlier.outcome === 'unprotected') return undefined;
  return {
    ...tables,
    cells: tables.cells.map((cell) => ({
      ...cell,
      history: earlier.statuses.get(cell.key) === 'published' ? 'published' : 'hidden',
    })),
  };
}

describe('Against every table of whole numbers that agrees with the publication', () => {
  test('a 3 x 3 table with margins keeps every small count uncertain from 1 to the threshold', async () => {
    await seesBothOutcomes(tablesOver('incidents', [flat('unit', 3), flat('category', 3)], 6), 150);
  });

  test('a 3 x 3 table holds at the usual threshold of 5', async () => {
    const rules = policyOf();
    await seesBothOutcomes(tablesOver('incidents', [flat('unit', 3), flat('category', 3)], 9), 60, rules);
  });

  test('ministries above units hold, with their subtotals', async () => {
    await seesBothOutcomes(tablesOver('incidents', [ministries, flat('category', 2)], 6), 80);
  });

  test('what the heuristic for large systems chooses holds as well', async () => {
    const rules = policyOf({ threshold: 3, exactUpTo: 0 });
    await seesBothOutcomes(tablesOver('incidents', [ministries, flat('category', 2)], 6), 60, rules);
  });

  test('two years with their total hold', async () => {
    await seesBothOutcomes(
      tablesOver('incidents', [flat('unit', 2), flat('category', 2), flat('year', 2)], 6),
      60,
    );
  });

  test('two tables that share a margin hold together', async () => {
    const byCategory = tablesOver('incidents', [flat('unit', 3), flat('category', 2)], 5);
    const linked = byCategory.chain((first) => {
      const totals = new Map(first.cells.map((cell) => [cell.key, cell.value]));
      const rows = codes('unit', 3).map(({ code }) => ({
        unit: code,
        total: totals.get(`incidents|unit=${code}`) ?? 0,
      }));
      return fc.tuple(...rows.map(({ total }) => fc.integer({ min: 0, max: total }))).map((established) =>
        link(
          first,
          dimensionedTable({
            fact: 'incidents',
            dimensions: [flat('unit', 3), flat('finding', 2)],
            rows: rows.flatMap(({ unit, total }, i) => [
              { at: { unit, finding: 'finding0' }, value: established[i] ?? 0 },
              { at: { unit, finding: 'finding1' }, value: total - (established[i] ?? 0) },
            ]),
          }),
        ),
      );
    });
    await seesBothOutcomes(linked, 60);
  });

  test('a report after an earlier report of the same numbers neither shows what was hidden nor hides what was shown', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(tablesOver('incidents', [flat('unit', 3), flat('category', 3)], 8), async (tables) => {
        const later = await withEarlierReport(tables, policyOf({ threshold: 5 }));
        if (!later) return;
        const result = await protect(later, policyOf({ threshold: 3 }));
        expect(result.outcome).toBe('protected');
        if (result.outcome !== 'protected') return;
        for (const cell of later.cells) {
          expect(result.statuses.get(cell.key) === 'published').toBe(cell.history === 'published');
        }
        await holdsAgainstEveryTable(later, policyOf({ threshold: 3 }));
        compared++;
      }),
      { numRuns: 40, seed: 21 },
    );
    expect(compared).toBeGreaterThan(10);
  });

  test('a closed row can have been anything from zero to the threshold', async () => {
    const tables = tablesOver('conversations', [flat('counsellor', 3), flat('topic', 2)], 6).map((all) => ({
      ...all,
      cells: all.cells.map((cell) =>
        cell.key.includes('counsellor=') ? { ...cell, class: 'closed' as const } : cell,
      ),
    }));
    await seesBothOutcomes(tables, 40);
  });

  test('a reader who knows one hidden cell of their own can never compute another', async () => {
    const rules = policyOf({ threshold: 3, ownCell: 'every' });
    let pairs = 0;
    await fc.assert(
      fc.asyncProperty(tablesOver('incidents', [flat('unit', 3), flat('category', 3)], 6), async (tables) => {
        const result = await protect(tables, rules);
        if (result.outcome === 'unprotected') return;
        const system = systemOf(tables);
        const hidden = new Set([...hiddenKeys(result)].map((key) => system.positions.get(key) ?? -1));
        const most = Math.max(...system.values) + 4;
        for (const own of hidden) {
          const others = new Set([...hidden].filter((cell) => cell !== own));
          const { attainable } = everyTable(system, rules, others, most);
          // A row with one case is its own total: who knows the one always knew the other.
          const before = new Set([...priorHidden(system, rules)].filter((cell) => cell !== own));
          const known = knownBounds(system, rules, before);
          for (const cell of others) {
            const described = system.cells[cell];
            if (!described || !sensitivityOf(described, rules)) continue;
            if (known.low[cell] === known.high[cell]) continue;
            expect(attainable.get(cell)?.size ?? 0).toBeGreaterThan(1);
            pairs++;
          }
        }
      }),
      { numRuns: 60, seed: 22 },
    );
    expect(pairs).toBeGreaterThan(50);
  });

  test('no cheaper pattern is safe when the pattern is called exact', async () => {
    let proved = 0;
    await fc.assert(
      fc.asyncProperty(tablesOver('incidents', [flat('unit', 3), flat('category', 2)], 9), async (tables) => {
        const result = await protect(tables, policy);
        if (result.outcome === 'unprotected' || result.method !== 'exact') return;
        const free = tables.cells.filter((cell) => initialStateOf(cell, policy) === 'free');
        const always = tables.cells
          .filter((cell) => initialStateOf(cell, policy) === 'hidden')
          .map((cell) => cell.key);
        for (let choice = 0; choice < 2 ** free.length; choice++) {
          const chosen = free.filter((_, i) => (choice >> i) % 2 === 1);
          const cost = chosen.reduce((sum, cell) => sum + costOfHiding(cell), 0);
          if (cost >= result.loss.cost) continue;
          const report = await audit(tables, policy, new Set([...always, ...chosen.map((cell) => cell.key)]));
          expect(report.passed).toBe(false);
          proved++;
        }
      }),
      { numRuns: 25, seed: 23 },
    );
    expect(proved).toBeGreaterThan(100);
  });

  test('the same tables in another order give the same pattern', async () => {
    await fc.assert(
      fc.asyncProperty(
        tablesOver('incidents', [ministries, flat('category', 3)], 9).chain((tables) =>
          fc.record({
            tables: fc.constant(tables),
            cells: fc.shuffledSubarray([...tables.cells], { minLength: tables.cells.length }),
            relations: fc.shuffledSubarray([...tables.relations], { minLength: tables.relations.length }),
          }),
        ),
        async ({ tables, cells, relations }) => {
          const once = await protect(tables, policy);
          const again = await protect({ cells, relations }, policy);
          expect(again).toEqual(once);
        },
      ),
      { numRuns: 20, seed: 24 },
    );
  });
});
