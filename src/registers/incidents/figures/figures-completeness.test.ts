import { describe, expect, test } from 'vitest';
import { inputsOf, listsOf } from '../../../../tests/makers/figures.ts';
import { cellAt } from '../../../figures/cubes/cube.ts';
import { factTable, notRecorded } from '../../../figures/cubes/facts.ts';
import { computeFigures, isCube } from '../../../figures/definition.ts';
import { completeness, completenessShare } from './completeness.ts';
import { divisions } from './counts.ts';
import { investigation } from './outcome.ts';

const columns = ['category', 'subcategory', 'received', 'unit', 'kind', 'reporter', 'reporterGroup'];
const inputs = inputsOf(['2025'], {
  codes: listsOf({ 'incident-kinds': [], 'investigation-types': [] }),
  facts: [
    factTable('incidents', [...columns, 'investigation', 'finding'], [{ received: '2025', amount: 3 }]),
  ],
});

describe('Completeness of the registration', () => {
  test.each([
    ['unit', 'incidents.by-unit', 'unit'],
    ['kind', 'incidents.by-kind', 'kind'],
    ['reporter', 'incidents.by-reporter', 'reporter'],
    ['investigation', 'incidents.by-investigation', 'investigation'],
  ])(
    'how often the %s is filled in depends on how often it is not, and is hidden with it',
    (field, id, dimension) => {
      const figures = computeFigures(
        [completeness, ...[...divisions, ...investigation].filter((one) => one.id === id)],
        inputs,
      );
      const [filled, table] = [figures.answer('incidents.completeness'), figures.answer(id)];
      if (!isCube(filled) || !isCube(table)) throw new Error('nothing was computed');
      const unknown = cellAt(table, { year: '2025', [dimension]: notRecorded });
      expect(unknown).toMatchObject({ value: { numerator: 3n } });
      expect(cellAt(filled, { field }).from).toEqual(expect.arrayContaining([...unknown.from]));
    },
  );

  const pending = inputsOf(['2025'], {
    codes: listsOf({ 'incident-kinds': [], 'investigation-types': [] }),
    facts: [
      factTable(
        'incidents',
        [...columns, 'investigation', 'finding'],
        [
          { received: '2025', category: 'c', finding: 'pending', amount: 4 },
          { received: '2025', category: 'c', finding: 'substantiated', amount: 16 },
        ],
      ),
    ],
  });

  test('a finding that is still being sought is not filled in', () => {
    const filled = computeFigures([completeness], pending).answer('incidents.completeness');
    if (!isCube(filled)) throw new Error('nothing was computed');
    expect(cellAt(filled, { field: 'finding' }).value).toMatchObject({ numerator: 16n });
  });

  test('shares of fields have no total: they are no parts of a whole', () => {
    const shares = computeFigures([completeness, completenessShare], pending).answer(
      'incidents.completeness-share',
    );
    if (!isCube(shares)) throw new Error('nothing was computed');
    expect(cellAt(shares, {}).state).toBe('not-applicable');
    expect(cellAt(shares, { field: 'category' }).state).toBe('value');
  });
});
