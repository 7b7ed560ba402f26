import { describe, expect, test } from 'vitest';
import { inputsOf, listsOf } from '../../../../tests/makers/figures.ts';
import { cellAt } from '../../../figures/cubes/cube.ts';
import { factTable, notRecorded } from '../../../figures/cubes/facts.ts';
import { computeFigures, isCube } from '../../../figures/definition.ts';
import { completeness } from './completeness.ts';
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
});
