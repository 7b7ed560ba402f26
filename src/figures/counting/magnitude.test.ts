import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../tests/makers/figures.ts';
import { text } from '../../platform/language/text.ts';
import { cellAt } from '../cubes/cube.ts';
import { type FactRow, factTable } from '../cubes/facts.ts';
import { magnitude } from './magnitude.ts';

const year = {
  key: 'year',
  title: text('Jaar', 'Year'),
  members: ['2024', '2025'].map((code) => ({ code, label: text(code, code) })),
};

function sumsOf(rows: readonly FactRow[]) {
  return magnitude(factTable('money', ['received', 'damage'], rows), {
    counts: 'incident',
    amount: 'damage',
    base: 'incidents.damage',
    along: [{ dimension: year, column: 'received', named: 'received', totalAs: '2024..2025' }],
  });
}

describe('Sums of money', () => {
  it('adds the amounts and knows who made up the sum', () => {
    const sums = sumsOf([
      { received: '2024', damage: '1200', amount: 1 },
      { received: '2024', damage: '250.50', amount: 1 },
      { received: '2024', damage: '40', amount: 3 },
    ]);
    expect(cellAt(sums, { year: '2024' })).toMatchObject({
      state: 'value',
      value: { numerator: 1571n, denominator: 1n },
      contributions: { count: 5, largest: 1200, second: 251 },
    });
  });

  it('says that a sum holds only what was recorded, without saying how many were not', () => {
    const sums = sumsOf([
      { received: '2024', damage: '1200', amount: 1 },
      { received: '2024', damage: null, amount: 17 },
    ]);
    const cell = cellAt(sums, { year: '2024' });
    expect(cell.state).toBe('partial');
    expect(cell.note?.nl).not.toMatch(/\d/);
  });

  it('has no sum where nothing was recorded, and nil where nothing happened', () => {
    const sums = sumsOf([{ received: '2024', damage: null, amount: 2 }]);
    expect(cellAt(sums, { year: '2024' }).state).toBe('not-recorded');
    expect(cellAt(sums, { year: '2025' }).state).toBe('nil');
  });

  it('adds up to its total whatever the cents, since amounts are rounded before they are added', () => {
    const amounts = fc.array(
      fc.record({ received: fc.constantFrom('2024', '2025'), cents: fc.nat(1_000_000) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(amounts, (rows) => {
        const sums = sumsOf(
          rows.map(({ received, cents }) => ({ received, damage: (cents / 100).toFixed(2), amount: 1 })),
        );
        const of = (code: string) => valueAt(sums, { year: code })?.numerator ?? 0n;
        expect(of('2024') + of('2025')).toBe(of('*'));
      }),
    );
  });
});
