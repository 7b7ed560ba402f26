import { describe, expect, test } from 'vitest';
import type { Cell } from '../../figures/cubes/cell.ts';
import { type Cube, cellKey } from '../../figures/cubes/cube.ts';
import { total } from '../../figures/cubes/dimension.ts';
import { rational } from '../../figures/cubes/rational.ts';
import { text } from '../../platform/language/text.ts';
import { coarserTablesOf } from './coarser-tables.ts';
import { readableTable, suppressedShare } from './suppressed-share.ts';

const member = (code: string, parent?: string) => ({
  code,
  label: text(code, code),
  ...(parent ? { parent } : {}),
});
const dimensions = [
  {
    key: 'unit',
    title: text('Onderdeel', 'Unit'),
    members: [member('M'), member('a', 'M'), member('b', 'M'), member('N'), member('c', 'N')],
  },
  { key: 'year', title: text('Jaar', 'Year'), members: [member('2024'), member('2025')] },
];
const codes = (key: string): readonly string[] =>
  [...(dimensions.find((one) => one.key === key)?.members ?? []), { code: total }].map((one) => one.code);

/** Units below two ministries over two years, all sums included; every cell counts ten. */
const cells = new Map<string, Cell>();
for (const unit of codes('unit'))
  for (const year of codes('year')) {
    const at = { unit, year };
    cells.set(cellKey(dimensions, at), {
      state: 'value',
      value: rational(10),
      from: [`cases(unit=${unit},year=${year})`],
    });
  }
const cube: Cube = { base: 'cases', counts: 'incident', unit: 'count', dimensions, cells };
const rungs = coarserTablesOf(cube);

const hiding = (...parts: readonly string[]) => ({
  hides: (key: string) => parts.some((part) => key.includes(part)),
  printedBefore: () => undefined,
});

describe('The ladder of a table', () => {
  test('goes from ministries by year to years, and merges years last', () => {
    expect(rungs.map((rung) => rung.note.en.split(': ')[1])).toEqual([
      'of “unit” only the upper level',
      'not divided by “unit”',
      'the years 2024–2025 together',
      'of “unit” only the upper level, the years 2024–2025 together',
    ]);
    expect(rungs.map((rung) => rung.keepsYears)).toEqual([true, true, false, false]);
  });

  test('a coarser cell is the very cell of the finer table, with its key and number', () => {
    for (const rung of rungs)
      for (const cell of rung.cube.cells.values()) expect([...cube.cells.values()]).toContain(cell);
  });

  test('a table that divides nothing has no coarser version', () => {
    const single: Cube = {
      ...cube,
      dimensions: [{ key: 'year', title: text('Jaar', 'Year'), members: [member('2025')] }],
      cells: new Map([['2025', { state: 'value', value: rational(3), from: ['cases(year=2025)'] }]]),
    };
    expect(coarserTablesOf(single)).toEqual([]);
  });
});

describe('A table of which most numbers are dots', () => {
  const ofUnits = hiding('unit=a', 'unit=b', 'unit=c', 'unit=N');

  test('counts its dots among the numbers that are printed, not the sums over years', () => {
    expect(suppressedShare(cube, ofUnits)).toBe(8 / 12);
  });

  test('goes to the first coarser version that can be read', () => {
    expect(readableTable(cube, rungs, ofUnits, ofUnits)?.note.en).toContain('only the upper level');
  });

  test('stays where half of it can be read', () => {
    expect(readableTable(cube, rungs, hiding('unit=a', 'unit=b'), hiding())).toBeUndefined();
  });

  test('does not lose its years for the sake of reading', () => {
    const inEveryYear = hiding('year=2024', 'year=2025');
    const some = {
      ...inEveryYear,
      hides: (key: string) => inEveryYear.hides(key) && !key.includes('unit=a'),
    };
    expect(readableTable(cube, rungs, some, inEveryYear)).toBeUndefined();
  });

  test('of nothing but dots goes to the coarsest version that there is', () => {
    const everything = hiding('cases');
    expect(readableTable(cube, rungs, everything, everything)).toBe(rungs.at(-1));
  });
});
