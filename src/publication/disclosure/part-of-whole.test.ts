import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import type { ReportedValue } from '../../figures/cubes/reported-value.ts';
import { computeFigures } from '../../figures/definition.ts';
import { activities } from '../../registers/activities/register.ts';
import { outsideActivityFigures } from '../../registers/outside-activities/figures.ts';
import { publishFigure } from '../document/publish-figures.ts';
import { protectFigures } from './protect-figures.ts';

const asked = 'activities.reporters-asked';
const satisfied = 'activities.reporters-satisfied';

/** What a report prints of the whole concern, as one return of it. */
async function printed(numberAsked: number, numberSatisfied: number) {
  const stated = (field: string, value: number): ReportedValue => ({
    ...{ field, part: '', unit: 'C', period: '2025', state: 'value', value: String(value), note: null },
  });
  const inputs = inputsOf(['2025'], {
    reported: [stated(asked, numberAsked), stated(satisfied, numberSatisfied)],
  });
  const definitions = activities.figures.filter(({ id }) => id === asked || id === satisfied);
  const protection = await protectFigures(
    computeFigures(definitions, inputs),
    [asked, satisfied],
    new Map(),
    5,
  );
  return [asked, satisfied].map(
    (id) => publishFigure(id, protection, []).cells.find(({ at }) => at['year'] === '2025')?.value,
  );
}

describe('Reporters who feel heard are some of those who were asked', () => {
  test('one who does not is not found by subtracting', async () => {
    const both = await printed(9, 8);
    expect(both.filter((value) => value === null)).not.toEqual([]);
  });

  test('where enough do not, both numbers are printed', async () => {
    expect(await printed(19, 12)).toEqual(['19', '12']);
  });

  test('those who do not are as hidden as any small number, also where few were asked', async () => {
    // With five printed, at most four would not feel heard.
    expect(await printed(5, 4)).toEqual([null, null]);
  });
});

describe('Conditions and refusals are some of the outside activities that were declared', () => {
  const fields = { declared: 'activities', conditional: 'conditional', refused: 'refused' } as const;

  async function decided(numbers: Readonly<Record<keyof typeof fields, number>>) {
    const ids = Object.keys(fields).map((id) => `outside-activities.${id}`);
    const reported = Object.entries(fields).map(
      ([id, field]): ReportedValue => ({
        ...{ field: `outside-activities.${field}`, part: '', unit: 'C', period: '2025', state: 'value' },
        ...{ value: String(numbers[id as keyof typeof fields]), note: null },
      }),
    );
    const inputs = inputsOf(['2025'], { reported });
    const bases = ['outside-activities.reported', 'outside-activities.recorded'];
    const figures = computeFigures(
      outsideActivityFigures.filter(({ id }) => [...ids, ...bases].includes(id)),
      inputs,
    );
    const protection = await protectFigures(figures, ids, new Map(), 5);
    return ids.map(
      (id) => publishFigure(id, protection, []).cells.find(({ at }) => at['year'] === '2025')?.state,
    );
  }

  test('of five declared, dots for both would leave four at most for either: one of them is left out', async () => {
    const [declared, ...others] = await decided({ declared: 5, conditional: 3, refused: 1 });
    expect(declared).toBe('value');
    expect(others.filter((state) => state === 'suppressed')).toHaveLength(1);
  });

  test('where enough were declared, both are dots', async () => {
    expect(await decided({ declared: 12, conditional: 3, refused: 1 })).toEqual([
      'value',
      'suppressed',
      'suppressed',
    ]);
  });
});
