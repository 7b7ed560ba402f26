import { audit } from '../src/protection/attacker/audit.ts';
import type { LinkedTables } from '../src/protection/linked-tables.ts';
import { policyOf } from '../src/protection/policy.ts';
import { protect } from '../src/protection/protect.ts';
import { type Code, type Dimension, dimensionedTable } from '../tests/makers/dimensioned-table.ts';

/** One instance of the disclosure control benchmark. */
export interface ProtectionRow {
  readonly what: string;
  readonly medianMs: number;
  readonly cells: number;
  readonly primaries: number;
  /** Share of the non-zero cells below the threshold. */
  readonly primaryShare: number;
  readonly secondaries: number;
  /** Cost of the pattern and the least any pattern can cost, as far as proved. */
  readonly loss: string;
  readonly auditMsPerCell: number;
  /** What was verified besides time. */
  readonly asserted: string;
}

interface Instance {
  readonly what: string;
  readonly dimensions: readonly Dimension[];
  /** Mean count of an inner cell before skewing. */
  readonly scale: number;
  readonly seed: number;
}

/** Mulberry32: a small generator with a fixed seed, so that every machine gets the same tables. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function flat(name: string, size: number): Dimension {
  return {
    name,
    tree: { code: 'all', parts: Array.from({ length: size }, (_, i) => ({ code: `${name}${i}` })) },
  };
}

function nested(name: string, groups: number, size: number): Dimension {
  const parts = Array.from({ length: groups }, (_, group) => ({
    code: `${name}${group}`,
    parts: Array.from({ length: size }, (_, i) => ({ code: `${name}${group}.${i}` })),
  }));
  return { name, tree: { code: 'all', parts } };
}

function leaves(code: Code): readonly string[] {
  return code.parts ? code.parts.flatMap(leaves) : [code.code];
}

/** Skewed counts: each code has a size of its own (roughly log-normal), a fifth of the inner cells is empty. */
function tableOf({ dimensions, scale, seed }: Instance): LinkedTables {
  const random = randomFrom(seed);
  const sizes = dimensions.map(({ tree }) =>
    leaves(tree).map((code) => ({ code, size: Math.exp(2.2 * (random() + random() + random() - 1.5)) })),
  );
  let rows: { at: Record<string, string>; value: number }[] = [{ at: {}, value: scale }];
  for (const [index, codes] of sizes.entries()) {
    const name = dimensions[index]?.name ?? '';
    rows = rows.flatMap(({ at, value }) =>
      codes.map(({ code, size }) => ({ at: { ...at, [name]: code }, value: value * size })),
    );
  }
  return dimensionedTable({
    fact: 'incidents',
    dimensions,
    rows: rows.map(({ at, value }) => {
      const empty = random() < 0.2;
      const count = Math.floor(-Math.log(1 - random()) * value);
      return { at, value: empty ? 0 : count };
    }),
  });
}

const instances: readonly Instance[] = [
  { what: '12 x 9 with margins', dimensions: [flat('unit', 12), flat('category', 9)], scale: 16, seed: 1 },
  {
    what: '450 linked cells (2 ministries > 12 units, 9 categories, 2 years)',
    dimensions: [nested('unit', 2, 6), flat('category', 9), flat('year', 2)],
    scale: 12,
    seed: 1,
  },
  {
    what: '5,000 linked cells (5 ministries > 40 units, 7 > 21 categories, 3 years)',
    dimensions: [nested('unit', 5, 8), nested('category', 7, 3), flat('year', 3)],
    scale: 20,
    seed: 1,
  },
];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/**
 * Protects the three instances `runs` times each and audits every result once more by itself.
 *
 * @throws Error when a pattern does not pass, differs between runs, or the data are not as sparse as promised.
 */
export async function benchProtection(runs = 3): Promise<readonly ProtectionRow[]> {
  const policy = policyOf();
  const rows: ProtectionRow[] = [];
  for (const instance of instances) {
    const tables = tableOf(instance);
    const nonZero = tables.cells.filter((cell) => cell.value > 0);
    const small = nonZero.filter((cell) => cell.value < policy.threshold);
    if (small.length < 0.15 * nonZero.length)
      throw new Error(`${instance.what}: fewer than 15% small cells.`);
    const times: number[] = [];
    let pattern = '';
    let row: ProtectionRow | undefined;
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      const result = await protect(tables, policy);
      times.push(performance.now() - start);
      if (result.outcome !== 'protected') throw new Error(`${instance.what}: ${result.reason}.`);
      const hidden = new Set(
        [...result.statuses].filter(([, status]) => status !== 'published').map(([key]) => key),
      );
      const again = JSON.stringify([...hidden]);
      if (run > 0 && again !== pattern)
        throw new Error(`${instance.what}: another pattern in run ${run + 1}.`);
      pattern = again;
      const auditStart = performance.now();
      const report = await audit(tables, policy, hidden);
      const auditMs = performance.now() - auditStart;
      if (!report.passed)
        throw new Error(`${instance.what}: the audit found ${report.findings.length} cells.`);
      const { cost, atLeast } = result.loss;
      row = {
        what: instance.what,
        medianMs: Math.round(median(times)),
        cells: tables.cells.length,
        primaries: report.primaries,
        primaryShare: Math.round((100 * small.length) / nonZero.length) / 100,
        secondaries: report.secondaries,
        loss: result.method === 'exact' ? `${cost} (proved optimal)` : `${cost} (at least ${atLeast})`,
        auditMsPerCell: Math.round((1000 * auditMs) / tables.cells.length) / 1000,
        asserted: `audit passed: ${report.primaries} cells range as required; same pattern in ${runs} runs; ≥ 15% of non-zero cells below the threshold`,
      };
    }
    if (row) rows.push(row);
  }
  return rows;
}
