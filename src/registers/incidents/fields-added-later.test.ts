import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBron } from '../../../tests/example-organisation.ts';
import { cellOf, exactOf } from '../../../tests/makers/figures.ts';
import { sixteenReports } from '../../../tests/makers/incidents.ts';
import { type ReadBack, readIncidentsBack } from '../../../tests/read-back.ts';
import { wholeCatalogue } from '../../app.ts';
import { coordinatesOf } from '../../figures/cubes/cube.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import { type ComputedFigures, computeFigures, isCube } from '../../figures/definition.ts';

let oefen: ReadBack;
beforeAll(async () => {
  oefen = await readIncidentsBack(sixteenReports);
});
afterAll(() => oefen?.close());

const aboutReporters = ['protection-requested', 'protection-granted', 'reporters-left', 'referred'];
const aboutMeasures = [
  'wrongdoing-by-stage',
  'measures-of-established',
  'measures-by-grade',
  'established-measures-by-category',
  'measures-by-category-and-grade',
];

describe('Where the register holds nothing of reporters, referrals and grades', () => {
  /** The states of all cells of a figure that are not about what is not recorded itself. */
  function statesOf(figures: ComputedFigures, id: string): readonly string[] {
    const answer = figures.answer(`incidents.${id}`);
    if (!isCube(answer)) return ['cannot-be-computed'];
    const whole = new Set(['*', notRecorded]);
    const divided = [...answer.cells].filter(([key]) => {
      const { category = 'c', year: _, ...rest } = coordinatesOf(answer.dimensions, key);
      // A category without incidents has no measures: that is a zero.
      return category === 'c' && Object.values(rest).some((code) => !whole.has(code));
    });
    return divided.map(([, { state }]) => state);
  }

  test('as in Bron, no figure says zero', async () => {
    const bron = await openBron();
    try {
      const figures = await bron.figures('2020-2021', 1);
      for (const id of [...aboutReporters, 'subjects-by-grade', ...aboutMeasures]) {
        expect([id, ...new Set(statesOf(figures, id))]).toEqual([id, 'not-recorded']);
      }
      expect(cellOf(figures, 'incidents.established').state).toBe('not-recorded');
      expect(cellOf(figures, 'incidents.by-unit-share', { unit: 'NVWA' }).state).toBe('not-recorded');
    } finally {
      await bron.close();
    }
  });

  test('as in facts that were frozen before the fields existed, no figure says zero', async () => {
    const inputs = await oefen.imported.inputs('2024');
    const later = ['grade', 'protectionRequested', 'protectionGranted', 'reporterLeft', 'referred'];
    const facts = new Map(
      [...inputs.facts].map(([name, table]) => [
        name,
        {
          ...table,
          columns: Object.fromEntries(
            Object.entries(table.columns).filter(([column]) => !later.includes(column)),
          ),
        },
      ]),
    );
    const lists = new Map(
      [...inputs.codes].filter(([key]) => key !== 'grade-bands' && key !== 'session-kinds'),
    );
    const withoutLists = computeFigures(wholeCatalogue.figures, { ...inputs, facts, codes: lists });
    for (const id of ['incidents.measures-by-grade-share', 'activities.sessions-by-kind'])
      expect(withoutLists.answer(id)).toMatchObject({ cannot: { nl: expect.stringContaining('codelijst') } });
    for (const { id } of wholeCatalogue.figures) expect(withoutLists.answer(id)).toBeDefined();
    const figures = computeFigures(wholeCatalogue.figures, { ...inputs, facts });
    for (const id of [...aboutReporters, 'subjects-by-grade'])
      expect([id, ...new Set(statesOf(figures, id))]).toEqual([id, 'not-recorded']);
    const state = (id: string, at: Record<string, string>) => cellOf(figures, `incidents.${id}`, at).state;
    expect(state('measures-by-grade', { grade: 'middle', group: 'sanction' })).toBe('not-recorded');
    expect(state('protection-granted-share', { year: '2024' })).toBe('not-recorded');
    const requested = { year: '2024', requested: notRecorded };
    expect(exactOf(figures, 'incidents.protection-requested', requested)).toBe('13');
  });
});
