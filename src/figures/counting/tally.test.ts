import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueAt } from '../../../tests/makers/figures.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { cellAt, coordinatesOf } from '../cubes/cube.ts';
import { type Dimension, parentOf, total } from '../cubes/dimension.ts';
import { factTable, factTableFromJoined, restoreFacts, storeFacts } from '../cubes/facts.ts';
import { add, rational, zero } from '../cubes/rational.ts';
import type { Gap } from '../cubes/tally-request.ts';
import { tally } from './tally.ts';

const category: Dimension = {
  key: 'category',
  title: text('Categorie', 'Category'),
  members: [
    { code: 'a', label: sameText('a') },
    { code: 'a1', label: sameText('a1'), parent: 'a' },
    { code: 'a2', label: sameText('a2'), parent: 'a' },
    { code: 'b', label: sameText('b') },
  ],
};
const year: Dimension = {
  key: 'year',
  title: text('Jaar', 'Year'),
  members: ['2020', '2021'].map((code) => ({ code, label: sameText(code) })),
};
const along = [
  { dimension: year, column: 'year' },
  { dimension: category, column: 'category' },
];

describe('Counting facts', () => {
  const asked = [{ column: 'asked', dimension: 'asked', codes: ['yes'], as: 'yes' }] as const;
  const request = { counts: 'incident', along, where: asked } as const;

  test('rows of which it is not recorded whether they count make no zero, and a number beside them is partial', () => {
    const rows = [
      { year: '2020', category: 'a1', asked: 'yes', amount: 3 },
      { year: '2020', category: 'a2', asked: null, amount: 2 },
      { year: '2021', category: 'b', asked: null, amount: 4 },
      { year: '2021', category: 'a1', asked: 'no', amount: 5 },
    ];
    const cube = tally(factTable('incidents', ['year', 'category', 'asked'], rows), request);
    const state = (at: Record<string, string>) => cellAt(cube, at).state;
    expect(state({ year: '2020' })).toBe('partial');
    expect(valueAt(cube, { year: '2020' })).toEqual(rational(3));
    expect(state({ year: '2020', category: 'a2' })).toBe('not-recorded');
    expect(state({ year: '2021' })).toBe('not-recorded');
    expect(state({ year: '2021', category: 'a1' })).toBe('nil');
    expect(state({ year: '2020', category: 'a1' })).toBe('value');
  });

  test('rows of which neither year nor category is recorded leave no zero anywhere', () => {
    const rows = [
      { year: null, category: null, amount: 2 },
      { year: '2020', category: 'b', amount: 1 },
    ];
    const cube = tally(factTable('incidents', ['year', 'category'], rows), { counts: 'incident', along });
    expect(cellAt(cube, { year: '2021', category: 'a1' }).state).toBe('not-recorded');
    expect(cellAt(cube, { year: '2020', category: 'b' }).state).toBe('partial');
  });

  test('rows that are certainly none of the wanted leave a zero a zero', () => {
    const facts = factTable(
      'incidents',
      ['year', 'category', 'asked'],
      [{ year: '2020', category: 'b', asked: null, amount: 2 }],
    );
    const certain = asked.map((one) => ({ ...one, certain: true as const }));
    expect(cellAt(tally(facts, { ...request, where: certain }), { year: '2020' }).state).toBe('nil');
  });

  test('every sum in the cube is the sum of its parts, whatever the facts', () => {
    const rows = fc.array(
      fc.record({
        year: fc.constantFrom('2020', '2021', null),
        category: fc.constantFrom('a1', 'a2', 'b', null, 'unheard-of'),
        amount: fc.nat(9),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, (facts) => {
        const cube = tally(factTable('incidents', ['year', 'category'], facts), {
          counts: 'incident',
          along,
        });
        for (const [key] of cube.cells) {
          const at = coordinatesOf(cube.dimensions, key);
          for (const dimension of cube.dimensions) {
            const code = at[dimension.key] ?? total;
            const parts = [...cube.cells.keys()]
              .map((other) => coordinatesOf(cube.dimensions, other))
              .filter(
                (other) =>
                  other[dimension.key] !== total &&
                  parentOf(dimension, other[dimension.key] ?? '', other) === code,
              )
              .filter((other) =>
                cube.dimensions.every((one) => one === dimension || other[one.key] === at[one.key]),
              );
            if (parts.length === 0) continue;
            const sum = parts.reduce((value, part) => add(value, valueAt(cube, part) ?? zero), zero);
            expect(valueAt(cube, at) ?? zero).toEqual(sum);
          }
        }
      }),
    );
  });

  test('a record known only by its period counts in the total and in no year', () => {
    const cube = tally(
      factTable(
        'incidents',
        ['year', 'category'],
        [
          { year: null, category: 'b', amount: 3 },
          { year: '2021', category: 'b', amount: 2 },
        ],
      ),
      { counts: 'incident', along },
    );
    expect(valueAt(cube, {})).toEqual(rational(5));
    expect(cellAt(cube, { year: '2021' })).toMatchObject({ state: 'partial', value: rational(2) });
    expect(cellAt(cube, { year: '2020' }).state).toBe('not-recorded');
    const notes = [...cube.cells.values()].flatMap((cell) => (cell.note ? [cell.note.nl, cell.note.en] : []));
    expect(notes.length, 'how many are unknown may be hidden, so no note tells it').toBeGreaterThan(0);
    expect(notes.filter((note) => /\d/.test(note))).toEqual([]);
  });

  test('where nothing is unknown, a member without records is zero, not blank', () => {
    const cube = tally(
      factTable('incidents', ['year', 'category'], [{ year: '2021', category: 'b', amount: 2 }]),
      { counts: 'incident', along },
    );
    expect(cellAt(cube, { year: '2020', category: 'a' }).state).toBe('nil');
  });

  test('a unit that did not answer makes its cell "not reported" and every total above it partial', () => {
    const unit: Dimension = {
      key: 'unit',
      title: sameText('Unit'),
      members: [
        { code: 'X', label: sameText('X') },
        { code: 'Y', label: sameText('Y') },
      ],
    };
    const cube = tally(factTable('incidents', ['year', 'unit'], [{ year: '2021', unit: 'X', amount: 4 }]), {
      counts: 'incident',
      along: [
        { dimension: year, column: 'year' },
        { dimension: unit, column: 'unit' },
      ],
      gaps: [{ at: { unit: 'Y', year: '2021' }, state: 'not-reported', label: sameText('Y') }],
    });
    expect(cellAt(cube, { unit: 'Y', year: '2021' }).state).toBe('not-reported');
    expect(cellAt(cube, { year: '2021' })).toMatchObject({ state: 'partial', value: rational(4) });
    expect(cellAt(cube, { year: '2020' }).state).toBe('nil');
  });

  describe('of what nothing came', () => {
    const unit: Dimension = {
      key: 'unit',
      title: sameText('Unit'),
      members: [
        { code: 'X', label: sameText('X') },
        { code: 'M', label: sameText('M') },
        { code: 'M1', label: sameText('M1'), parent: 'M' },
        { code: 'M11', label: sameText('M11'), parent: 'M1' },
        { code: 'M2', label: sameText('M2'), parent: 'M' },
      ],
    };
    const gap = (unit: string, year: string, state: 'not-reported' | 'not-asked' = 'not-reported') => ({
      at: { unit, year },
      state,
      label: sameText(unit),
    });
    const counted = (...gaps: readonly Gap[]) =>
      tally(factTable('incidents', ['year', 'unit'], [{ year: '2021', unit: 'X', amount: 4 }]), {
        counts: 'incident',
        along: [
          { dimension: year, column: 'year' },
          { dimension: unit, column: 'unit' },
        ],
        gaps,
      });

    test('a sum over years of which a unit answered in none is no zero', () => {
      const cube = counted(gap('M1', '2020'), gap('M1', '2021'));
      expect(cellAt(cube, { unit: 'M1' })).toMatchObject({ state: 'not-reported', note: sameText('M1') });
      expect(cellAt(cube, { unit: 'M1' }).value).toBeUndefined();
    });

    test('a sum over years of which a unit answered in one is what it counted there', () => {
      expect(cellAt(counted(gap('M1', '2021')), { unit: 'M1' })).toMatchObject({
        state: 'partial',
        value: rational(0),
      });
    });

    test('a unit of which no part answered is no zero, whatever the reason', () => {
      const cube = counted(gap('M1', '2021'), gap('M2', '2021', 'not-asked'));
      expect(cellAt(cube, { unit: 'M', year: '2021' })).toMatchObject({
        state: 'not-reported',
        note: { nl: 'zonder M1, M2', en: 'without M1, M2' },
      });
      expect(cellAt(counted(gap('M1', '2021', 'not-asked')), { unit: 'M1', year: '2021' }).state).toBe(
        'not-asked',
      );
    });

    test('a unit under one that did not answer is no zero, at whatever depth', () => {
      const cube = counted(gap('M', '2021'));
      for (const unit of ['M', 'M1', 'M11'])
        expect([unit, cellAt(cube, { unit, year: '2021' })]).toMatchObject([
          unit,
          { state: 'not-reported', note: sameText('M') },
        ]);
      expect(cellAt(cube, { unit: 'M11', year: '2020' }).state).toBe('nil');
      expect(cellAt(cube, { unit: 'M11' })).toMatchObject({ state: 'partial', note: { nl: 'zonder M' } });
      expect(cellAt(cube, { unit: 'X', year: '2021' }).state).toBe('value');
    });

    test('a unit that answered itself counts that, though the one above it did not', () => {
      const cube = counted({ ...gap('M', '2021'), except: ['M1'] });
      for (const unit of ['M1', 'M11'])
        expect([unit, cellAt(cube, { unit, year: '2021' }).state]).toEqual([unit, 'nil']);
      expect(cellAt(cube, { unit: 'M2', year: '2021' }).state).toBe('not-reported');
      expect(cellAt(cube, { unit: 'M', year: '2021' })).toMatchObject({
        state: 'partial',
        value: rational(0),
      });
    });

    test('where the whole organisation did not answer no unit is zero', () => {
      const cube = counted({ ...gap('CONCERN', '2020'), whole: true });
      expect(cellAt(cube, { unit: 'M11', year: '2020' }).state).toBe('not-reported');
      expect(cellAt(cube, { unit: 'X', year: '2020' }).state).toBe('not-reported');
      expect(cellAt(cube, { unit: 'X', year: '2021' }).state).toBe('value');
    });

    test('a unit of which a part answered zero counts that', () => {
      expect(cellAt(counted(gap('M1', '2021')), { unit: 'M', year: '2021' })).toMatchObject({
        state: 'partial',
        value: rational(0),
      });
    });
  });

  test('equal counts of two tables have one canonical key', () => {
    const facts = factTable('incidents', ['year', 'category'], [{ year: '2021', category: 'b', amount: 2 }]);
    const small = tally(facts, { counts: 'incident', along: [{ dimension: category, column: 'category' }] });
    const large = tally(facts, { counts: 'incident', along });
    expect(cellAt(small, { category: 'b' }).from).toEqual(cellAt(large, { category: 'b' }).from);
  });

  test('facts are the same after they were frozen', () => {
    const facts = factTableFromJoined(
      'incidents',
      ['year', 'category'],
      [
        { codes: '2021|b', amount: '2' },
        { codes: '|a1', amount: '1' },
      ],
    );
    const thawed = restoreFacts(JSON.parse(JSON.stringify(storeFacts(facts))));
    const countOf = (table: typeof facts) => tally(table, { counts: 'incident', along }).cells;
    expect(countOf(thawed)).toEqual(countOf(facts));
  });
});
