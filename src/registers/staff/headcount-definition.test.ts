import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { rational } from '../../figures/cubes/rational.ts';
import { computeFigures, isCube } from '../../figures/definition.ts';
import type { HeadcountDefinition } from '../../organisation/structure.ts';
import { sameText } from '../../platform/language/text.ts';
import { activities } from '../activities/register.ts';
import { staff } from './register.ts';

const definition = (key: string, basis: HeadcountDefinition['basis']): HeadcountDefinition => ({
  key,
  basis,
  moment: 'reference-date',
  population: sameText(key),
});

const figuresWith = (...headcountDefinitions: readonly HeadcountDefinition[]) => {
  const stated = { part: '', unit: 'C', period: '2025', state: 'value' as const, note: null };
  const inputs = inputsOf(['2025'], {
    structure: { root: 'C', units: [], successions: [], headcountDefinitions },
    reported: [
      { ...stated, field: 'staff.headcount', value: '1000' },
      { ...stated, field: 'activities.respondents', value: '600' },
      { ...stated, field: 'activities.participants', value: '250' },
    ],
  });
  return computeFigures([...staff.figures, ...activities.figures], inputs);
};

describe('The definition of the number of staff', () => {
  test('goes along with everything divided by staff', () => {
    const figures = figuresWith(definition('persons-31-dec', 'persons'));
    for (const id of [
      'staff.headcount',
      'staff.time-weighted',
      'activities.participants-per-100-staff',
      'activities.response-share',
    ]) {
      const answer = figures.answer(id);
      expect([id, isCube(answer) && answer.headcountDefinition]).toEqual([id, 'persons-31-dec']);
    }
  });

  test('in FTE gives rates, but no share of persons: that says why', () => {
    const figures = figuresWith(definition('fte-average', 'fte'));
    const headcount = figures.answer('staff.headcount');
    expect(isCube(headcount) && headcount.counts).toBe('fte');
    const rate = figures.answer('activities.participants-per-100-staff');
    expect(isCube(rate) && cellAt(rate, { year: '2025' }).value).toEqual(rational(25));
    expect(figures.answer('activities.response-share')).toMatchObject({
      cannot: { nl: 'personen zijn geen deel van fte: de personeelsomvang is in fte opgegeven' },
    });
  });

  test('given twice leaves no number of staff and no rate, with the reason', () => {
    const figures = figuresWith(definition('persons', 'persons'), definition('fte', 'fte'));
    for (const id of ['staff.headcount', 'staff.growth', 'activities.participants-per-100-staff']) {
      const answer = figures.answer(id);
      expect(isCube(answer) ? id : answer.cannot.en).toContain('more than one definition');
    }
    expect(isCube(figures.answer('activities.respondents'))).toBe(true);
  });

  test('where it is not recorded, staff counts as the persons it is called', () => {
    const headcount = figuresWith().answer('staff.headcount');
    expect(isCube(headcount) && [headcount.counts, headcount.headcountDefinition]).toEqual([
      'person',
      'not-recorded',
    ]);
  });
});
