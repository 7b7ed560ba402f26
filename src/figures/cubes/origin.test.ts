import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text } from '../../platform/language/text.ts';
import { reportedCube } from '../counting/reported.ts';
import { tally } from '../counting/tally.ts';
import { hasValue } from './cell.ts';
import { coordinatesOf, mapCube } from './cube.ts';
import type { Dimension } from './dimension.ts';
import { factTable } from './facts.ts';
import { factRows, statementsBehind } from './origin.ts';
import { add, parseRational, printRational, zero } from './rational.ts';
import type { ReportedValue } from './reported-value.ts';

const member = (code: string, parent?: string) => ({
  code,
  label: text(code, code),
  ...(parent ? { parent } : {}),
});
const unit: Dimension = {
  key: 'unit',
  title: text('Onderdeel', 'Unit'),
  members: [member('M'), member('a', 'M'), member('b', 'M'), member('c')],
};
const year: Dimension = {
  key: 'year',
  title: text('Jaar', 'Year'),
  members: [member('2024'), member('2025')],
};

describe('From a number to its rows', () => {
  const rows = fc.array(
    fc.record({
      unit: fc.constantFrom('M', 'a', 'b', 'c', 'gone', null),
      received: fc.constantFrom('2024', '2025', 'before', null),
      kind: fc.constantFrom('p', 'q'),
      amount: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 12 },
  );

  test('the rows behind each cell are as many as the cell counts, at every margin', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (given, narrowed) => {
        const facts = factTable('cases', ['unit', 'received', 'kind'], given);
        const cube = tally(facts, {
          counts: 'incident',
          along: [
            { dimension: unit, column: 'unit' },
            {
              dimension: year,
              column: 'received',
              memberOf: (code) => (code === 'before' ? undefined : code),
            },
          ],
          ...(narrowed ? { where: [{ column: 'kind', dimension: 'kind', codes: ['p'], as: 'p' }] } : {}),
        });
        for (const [key, cell] of cube.cells) {
          if (!hasValue(cell) || cube.origin?.kind !== 'facts') continue;
          const places = factRows(cube.origin, coordinatesOf(cube.dimensions, key));
          const counted = places.reduce((sum, row) => sum + (facts.amounts[row] ?? 0), 0);
          expect(printRational(cell.value)).toBe(String(counted));
        }
      }),
    );
  });

  test('the statements behind each cell add up to it; below a node that stated itself none are added', () => {
    const statement = (unit: string, year: string, value: string): ReportedValue => ({
      field: 'gifts.accepted',
      part: '',
      unit,
      period: year,
      state: 'value',
      value,
      note: null,
    });
    const statements = [
      statement('a', '2024', '3'),
      statement('b', '2024', '4'),
      statement('c', '2024', '5'),
      statement('M', '2025', '20'),
      statement('a', '2025', '6'),
      statement('c', '2025', '7'),
    ];
    const cube = reportedCube(statements, {
      field: 'gifts.accepted',
      counts: 'gift',
      unit,
      root: 'C',
      year,
      addYears: true,
    });
    const { origin } = cube;
    if (origin?.kind !== 'returns') throw new Error('A cube of returns knows its statements.');
    const behind = (key: string) => statementsBehind(origin, coordinatesOf(cube.dimensions, key));
    for (const [key, cell] of cube.cells) {
      if (!hasValue(cell)) continue;
      const sum = behind(key).reduce((all, one) => add(all, parseRational(one.value ?? '0')), zero);
      expect(`${key} ${printRational(sum)}`).toBe(`${key} ${printRational(cell.value)}`);
    }
    expect(behind('M|2025')).toEqual([statement('M', '2025', '20')]);
    expect(behind('*|*')).toHaveLength(5);
  });

  test('what is computed from a count does not pass for one', () => {
    const cube = tally(factTable('cases', ['unit'], []), {
      counts: 'incident',
      along: [{ dimension: unit, column: 'unit' }],
    });
    expect(cube.origin).toBeDefined();
    expect(mapCube(cube, { unit: 'percent' }, (cell) => cell).origin).toBeUndefined();
  });
});
