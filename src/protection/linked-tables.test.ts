import { describe, expect, test } from 'vitest';
import { dimensionedTable } from '../../tests/makers/dimensioned-table.ts';
import { systemOf } from './attacker/system.ts';
import { type Cell, cellKey, LinkedTablesError, link } from './linked-tables.ts';
import { PolicyError, policyOf } from './policy.ts';

const unit = {
  name: 'unit',
  tree: { code: 'concern', parts: [{ code: 'A', parts: [{ code: 'a' }, { code: 'b' }] }, { code: 'C' }] },
};

describe('Tables that share cells', () => {
  test('the margin of a large table is the cell of a small one', () => {
    const small = dimensionedTable({
      fact: 'incidents',
      dimensions: [unit],
      rows: [{ at: { unit: 'a' }, value: 7 }],
    });
    const large = dimensionedTable({
      fact: 'incidents',
      dimensions: [{ name: 'category', tree: { code: 'all', parts: [{ code: 'x' }, { code: 'y' }] } }, unit],
      rows: [
        { at: { unit: 'a', category: 'x' }, value: 4 },
        { at: { unit: 'a', category: 'y' }, value: 3 },
      ],
    });
    const linked = link(small, large);
    expect(linked.cells).toHaveLength(large.cells.length);
    expect(linked.cells.find((cell) => cell.key === 'incidents|unit=A')?.value).toBe(7);
    expect(systemOf(linked).relations).toHaveLength(large.relations.length);
  });

  test('the years of one report keep their own total', () => {
    const years = {
      name: 'year',
      whole: false,
      tree: { code: '2022-2023', parts: [{ code: '2022' }, { code: '2023' }] },
    };
    const table = dimensionedTable({
      fact: 'incidents',
      dimensions: [years],
      rows: [{ at: { year: '2022' }, value: 6 }],
    });
    expect(table.cells.map(({ key }) => key).sort()).toEqual([
      'incidents|year=2022',
      'incidents|year=2022-2023',
      'incidents|year=2023',
    ]);
  });

  test('one key with two values is refused', () => {
    const cell = (value: number): Cell => ({ key: 'n', value, class: 'guarded' });
    expect(() => link({ cells: [cell(3)], relations: [] }, { cells: [cell(4)], relations: [] })).toThrow(
      LinkedTablesError,
    );
  });

  test('a cell is as public as its most public appearance', () => {
    const cell = (kind: Cell['class']): Cell => ({ key: 'n', value: 3, class: kind });
    const linked = link(
      { cells: [cell('guarded')], relations: [] },
      { cells: [cell('open')], relations: [] },
    );
    expect(linked.cells[0]?.class).toBe('open');
  });

  test('a sum that does not add up is refused, with the parts', () => {
    const cells: Cell[] = [
      { key: 't', value: 5, class: 'guarded' },
      { key: 'p', value: 4, class: 'guarded' },
    ];
    expect(() => systemOf({ cells, relations: [{ total: 't', parts: ['p'] }] })).toThrow(
      't is 5, but its parts add up to 4: p (4).',
    );
  });

  test('a key cannot be forged by a code that contains separators', () => {
    expect(cellKey('f', { a: 'x|b=y' })).not.toBe(cellKey('f', { a: 'x', b: 'y' }));
  });
});

describe('The policy', () => {
  test('takes a threshold from 3 to 10 and nothing else', () => {
    for (const threshold of [3, 5, 10]) expect(policyOf({ threshold }).threshold).toBe(threshold);
    for (const threshold of [0, 2, 11, 4.5, Number.NaN])
      expect(() => policyOf({ threshold })).toThrow(PolicyError);
  });
});
