import { expect, test } from 'vitest';
import { inputsOf } from '../../tests/makers/figures.ts';
import { sameText } from '../platform/language/text.ts';
import { countFrom } from './build.ts';
import { cellAt } from './cubes/cube.ts';
import { fixedDimension } from './cubes/dimensions.ts';
import { factTable, notRecorded } from './cubes/facts.ts';
import { rational } from './cubes/rational.ts';

test('Facts that were frozen before a field was kept hold it as not recorded, and are counted as before', () => {
  const facts = factTable('incidents', ['received'], [{ received: '2025', amount: 3 }]);
  const cube = countFrom(inputsOf(['2025'], { facts: [facts] }), 'incident', {
    facts: 'incidents',
    along: [
      { by: 'year', column: 'received' },
      {
        by: 'fixed',
        column: 'later',
        dimension: fixedDimension('later', sameText('Later'), [{ code: 'yes', label: sameText('yes') }]),
      },
    ],
  });
  expect(cellAt(cube, { year: '2025' }).value).toEqual(rational(3));
  expect(cellAt(cube, { year: '2025', later: notRecorded }).value).toEqual(rational(3));
  expect(cellAt(cube, { year: '2025', later: 'yes' }).state).toBe('not-recorded');
});
