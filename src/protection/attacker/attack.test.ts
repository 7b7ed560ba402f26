import { describe, expect, test } from 'vitest';
import type { LinkedTables } from '../linked-tables.ts';
import { policyOf } from '../policy.ts';
import { protect } from '../protect.ts';
import { audit } from './audit.ts';

/** A hidden number that is three times another: with 9 in all it can be 3 or 6, though fractions allow up to 8. */
const threefold: LinkedTables = {
  cells: [
    { key: 'all', value: 9, class: 'open' },
    { key: 'three', value: 3, class: 'guarded' },
    { key: 'rest', value: 6, class: 'guarded' },
    ...['q', 'r', 's'].map((key) => ({ key, value: 1, class: 'open' as const, shown: false })),
  ],
  relations: [
    { total: 'all', parts: ['three', 'rest'] },
    { total: 'three', parts: ['q', 'r', 's'] },
    { total: 'r', parts: ['q'] },
    { total: 's', parts: ['q'] },
  ],
};
const everything = new Set(['three', 'rest', 'q', 'r', 's']);

describe('The attacker computes with whole numbers', () => {
  test('a range that only fractions reach is no protection', async () => {
    const report = await audit(threefold, policyOf(), everything, { exactIntervals: true });
    expect(report.intervals.get('three')).toEqual({ low: 3, high: 6 });
    expect(report.intervals.get('rest')).toEqual({ low: 3, high: 6 });
    expect(report.findings).toEqual([
      expect.objectContaining({ key: 'three', problem: 'too-narrow', required: { lowest: 3, highest: 7 } }),
    ]);
  });

  test('and such a table is not published', async () => {
    expect(await protect(threefold, policyOf())).toMatchObject({
      outcome: 'unprotected',
      reason: 'impossible',
    });
  });

  test('a hidden total without a printed total above it has no upper end', async () => {
    const open: LinkedTables = {
      cells: [
        { key: 'total', value: 12, class: 'guarded' },
        { key: 'a', value: 2, class: 'guarded' },
        { key: 'b', value: 10, class: 'guarded' },
      ],
      relations: [{ total: 'total', parts: ['a', 'b'] }],
    };
    const report = await audit(open, policyOf(), new Set(['total', 'a']), { exactIntervals: true });
    expect(report.intervals.get('a')).toEqual({ low: 1, high: Infinity });
    expect(report.intervals.get('total')).toEqual({ low: 11, high: Infinity });
    expect(report.passed).toBe(true);
  });
});

describe('The audit checks the pattern against the rules themselves', () => {
  const tables: LinkedTables = {
    cells: [
      { key: 'total', value: 20, class: 'open' },
      { key: 'small', value: 2, class: 'guarded' },
      { key: 'zero', value: 0, class: 'guarded' },
      { key: 'large', value: 18, class: 'guarded', history: 'published' },
    ],
    relations: [{ total: 'total', parts: ['small', 'zero', 'large'] }],
  };

  test('a small number that is published is found', async () => {
    const report = await audit(tables, policyOf(), new Set());
    expect(report.findings).toContainEqual(
      expect.objectContaining({ key: 'small', problem: 'must-be-hidden' }),
    );
  });

  test('a zero drawn as a dot, or a number taken back after it was published, is found', async () => {
    const report = await audit(tables, policyOf(), new Set(['small', 'zero', 'large']));
    expect(
      report.findings.filter(({ problem }) => problem === 'must-be-published').map(({ key }) => key),
    ).toEqual(['large', 'zero']);
  });
});
