import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../organisation/period.ts';
import type { Structure, Succession, UnitParent } from '../../organisation/structure.ts';
import { sameText } from '../../platform/language/text.ts';
import { tally } from '../counting/tally.ts';
import { type Cube, cellAt } from '../cubes/cube.ts';
import { unitDimension, yearDimension } from '../cubes/dimensions.ts';
import { type FactRow, factTable } from '../cubes/facts.ts';
import { printRational } from '../cubes/rational.ts';
import { countsInStructureNow } from './counts-now.ts';

const always = { from: null, until: null };
const unit = (key: string, parents: readonly UnitParent[], from: string | null, until: string | null) => ({
  key,
  level: 'unit',
  type: 'other',
  from,
  until,
  names: [{ name: sameText(key), abbreviation: null, ...always }],
  parents,
  policies: [],
  externalAuthority: false,
});
const under = (parent: string): UnitParent => ({ parent, origin: 'source', ...always });
const turn = '2025-01-01';
/** Two ministries, M1 and M2. B moves from M1 to M2; A ends and S begins, both in M1. */
const structure = (successions: readonly Succession[]): Structure => ({
  root: 'C',
  units: [
    unit('C', [], null, null),
    unit('M1', [under('C')], null, null),
    unit('M2', [under('C')], null, null),
    unit('A', [under('M1')], null, successions.length > 0 ? turn : null),
    unit(
      'B',
      [
        { parent: 'M1', origin: 'source', from: null, until: turn },
        { parent: 'M2', origin: 'source', from: turn, until: null },
      ],
      null,
      null,
    ),
    unit('S', [under('M1')], successions.length > 0 ? turn : null, null),
    unit('T', [under('M2')], successions.length > 1 ? turn : null, null),
  ],
  successions,
  headcountDefinitions: [],
});
const step = (
  kind: Succession['kind'],
  from: string,
  to: string,
  share: string | null = null,
): Succession => ({ kind, from, to, on: turn, share });
const years = [parsePeriod('2024'), parsePeriod('2025')];
const rows: readonly FactRow[] = [
  { received: '2024', unit: 'A', amount: 8 },
  { received: '2024', unit: 'B', amount: 3 },
  { received: '2024', unit: 'M1', amount: 2 },
  { received: '2025', unit: 'B', amount: 5 },
];

function then(successions: readonly Succession[]): Cube {
  return tally(factTable('incidents', ['received', 'unit'], rows), {
    counts: 'incident',
    along: [
      { dimension: yearDimension(years), column: 'received', named: 'received' },
      { dimension: unitDimension(structure(successions), years, 'then').dimension, column: 'unit' },
    ],
  });
}
const now = (successions: readonly Succession[], unit: string, year = '2024') => {
  const cube = countsInStructureNow(then(successions), structure(successions), years);
  const cell = cellAt(cube, { unit, year });
  return { ...cell, value: cell.value && printRational(cell.value) };
};

describe('Counts in the structure of now', () => {
  test('a renamed unit is the same number, by the same name in protection', () => {
    const successions = [step('rename', 'A', 'S')];
    expect(now(successions, 'S')).toEqual({
      ...cellAt(then(successions), { unit: 'A', year: '2024' }),
      value: '8',
    });
  });

  test('a unit that moved takes its earlier numbers to the ministry where it stands now', () => {
    const successions = [step('rename', 'A', 'S')];
    expect(now(successions, 'M2').value).toBe('3');
    expect(now(successions, 'M1').value).toBe('10');
    expect(now(successions, '*').value).toBe('13');
  });

  test('a cell put together from others is hidden with any of them: it carries all their keys', () => {
    const successions = [step('rename', 'A', 'S')];
    const parts = ['A', 'M1', 'B'].flatMap(
      (key) => cellAt(then(successions), { unit: key, year: '2024' }).from,
    );
    expect(now(successions, 'M1').from).toEqual(expect.arrayContaining(parts));
  });

  test('a split unit is divided by its key, and says that it is an estimate', () => {
    const successions = [step('split', 'A', 'S', '3/4'), step('split', 'A', 'T', '1/4')];
    expect(now(successions, 'S')).toMatchObject({ state: 'estimated', value: '6' });
    expect(now(successions, 'T')).toMatchObject({ state: 'estimated', value: '2' });
    expect(now(successions, 'M2')).toMatchObject({ state: 'estimated', value: '5' });
  });

  test('an estimate never passes for the count it was made from', () => {
    const successions = [step('split', 'A', 'S', '1/2'), step('split', 'A', 'T', '1/2')];
    expect(now(successions, 'S').from.length).toBeGreaterThan(1);
  });

  test('a split without a key refuses, for the new units and for the ministries that share them', () => {
    const successions = [step('split', 'A', 'S'), step('split', 'A', 'T')];
    for (const node of ['S', 'T', 'M1', 'M2']) {
      expect(now(successions, node)).toMatchObject({ state: 'cannot-be-computed', value: undefined });
    }
    expect(now(successions, 'S').note?.nl).toContain('zonder verdeelsleutel');
    expect(now(successions, '*').value).toBe('13');
  });

  test('a unit that is new and came from nowhere has no number for earlier years', () => {
    expect(now([step('rename', 'A', 'S')], 'T', '2025')).toMatchObject({ value: '0' });
    expect(now([step('split', 'A', 'S', '1'), step('split', 'A', 'T', '0')], 'T')).toMatchObject({
      state: 'not-applicable',
    });
  });
});
