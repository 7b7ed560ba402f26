import { describe, expect, test } from 'vitest';
import { inputsOf, listsOf } from '../../../tests/makers/figures.ts';
import { canonicalKey, cellKey } from '../../figures/cubes/cube.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { rational } from '../../figures/cubes/rational.ts';
import { computeFigures, isCube } from '../../figures/definition.ts';
import { incidents } from '../../registers/incidents/register.ts';
import { sumsBetweenTables } from './sums-between-tables.ts';

const inputs = inputsOf(['2023', '2024', '2025'], {
  codes: listsOf({ 'incident-kinds': ['p'] }),
  facts: [
    factTable(
      'incidents',
      ['received', 'kind'],
      [
        { received: '2023', kind: 'p', amount: 2 },
        { received: '2024', kind: 'p', amount: 6 },
        { received: '2025', kind: 'p', amount: 7 },
      ],
    ),
  ],
});
const answer = computeFigures(incidents.figures, inputs).answer('incidents.by-kind');
if (!isCube(answer)) throw new Error('nothing was computed');
const count = (received: string): string => canonicalKey('incidents', { received, kind: 'p' });
const together = { key: count('2023..2025'), value: 15, class: 'guarded' as const };

describe('Years that a report shows only together', () => {
  test('can be subtracted: what is elsewhere and what an earlier report printed leaves the year in between', () => {
    const own = { key: count('2025'), value: 7, class: 'open' as const };
    const known = new Map([[count('2024'), { state: 'published' as const, value: '6' }]]);
    const { cells, relations } = sumsBetweenTables([answer], [together, own], known);
    expect(relations).toEqual([
      { total: together.key, parts: ['2023', '2024', '2025'].map((year) => count(year)) },
    ]);
    const between = cells.find(({ key }) => key === count('2023'));
    expect(between).toMatchObject({ value: 2, class: 'guarded', shown: false });
    expect(cells.find(({ key }) => key === count('2024'))).toMatchObject({ history: 'published' });
  });

  test('are no sum of an earlier report where a year is put together from several counts, as after a merger', () => {
    const merged = new Map([...answer.cells]);
    const year = (code: string) => merged.get(cellKey(answer.dimensions, { year: code, kind: 'p' }));
    const before = year('2023') ?? expect.unreachable();
    // In the structure of now 2023 holds a unit more: by chance the years add up to what was printed of other counts.
    merged.set(cellKey(answer.dimensions, { year: '2023', kind: 'p' }), {
      ...before,
      value: rational(3),
      from: [count('2023'), 'incidents(another)'],
    });
    const known = new Map([[count('2023..2024'), { state: 'published' as const, value: '9' }]]);
    const shown = ['2023', '2024', '2025'].map((received) => ({
      key: count(received),
      value: { 2023: 2, 2024: 6, 2025: 7 }[received] ?? 0,
      class: 'guarded' as const,
    }));
    expect(sumsBetweenTables([{ ...answer, cells: merged }], [together, ...shown], known).relations).toEqual(
      [],
    );
  });

  test('give nothing away where none of them was ever shown', () => {
    expect(sumsBetweenTables([answer], [together], new Map()).relations).toEqual([]);
  });
});
