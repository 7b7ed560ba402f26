import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, exactOf, tellsWhatHolds } from '../../../tests/makers/figures.ts';
import { sixteenReports } from '../../../tests/makers/incidents.ts';
import { type ReadBack, readIncidentsBack } from '../../../tests/read-back.ts';
import { notRecorded } from '../../figures/cubes/facts.ts';
import type { ComputedFigures } from '../../figures/definition.ts';

let oefen: ReadBack;
beforeAll(async () => {
  oefen = await readIncidentsBack(sixteenReports);
});
afterAll(() => oefen?.close());

describe.each([
  ['as imported', () => oefen.imported],
  ['as read back from the export', () => oefen.copy],
])('Subjects and measures by broad grade, %s', (_, organisation) => {
  let twoYears: ComputedFigures;
  let figures: ComputedFigures;
  beforeAll(async () => {
    twoYears = await organisation().figures('2025', 1);
    figures = await organisation().figures('2024');
  });
  const value = (id: string, at: Record<string, string>) => exactOf(figures, `incidents.${id}`, at);

  test('subjects and what followed are divided by broad grade, measures only where something was established', () => {
    const subjects = (grade: string) =>
      exactOf(twoYears, 'incidents.subjects-by-grade', { year: '2024', grade });
    expect(subjects('high')).toBe('1');
    expect(subjects(notRecorded)).toBe('3');
    expect(value('measures-by-grade', { year: '2024' })).toBe('9');
    expect(value('measures-by-grade', { year: '2024', grade: 'low', group: 'informal' })).toBe('2');
    expect(value('measures-by-grade', { year: '2024', grade: 'middle', group: 'sanction' })).toBe('7');
    expect(cellOf(figures, 'incidents.measures-by-grade', { year: '2024', grade: 'high' }).state).toBe('nil');
    const share = { grade: 'middle', group: 'sanction' };
    expect(cellOf(figures, 'incidents.measures-by-grade-share', share).note?.nl).toContain('minder dan 10');
    expect(value('established-measures-by-category', { year: '2024', category: 'a' })).toBe('9');
    expect(value('measures-by-category-and-grade', { category: 'a', ...share })).toBe('7');
  });

  test.each(['measures-by-grade', 'measures-of-established'])(
    'what is part of what is told to protection, and holds (%s)',
    (id) => expect(tellsWhatHolds(twoYears, `incidents.${id}`)).toBe(true),
  );
});

test('A grade that is no band is refused with the bands to choose from', async () => {
  const { findings, outcome } = await oefen.import('schaal.csv', [
    'Categorie;Datum ontvangst;Betrokkene;Schaalgroep',
    'a;2023-02-03;medewerker;schaal 11.4',
  ]);
  expect(outcome).not.toBe('imported');
  expect(findings.find((one) => one.weight === 'refused')?.advice.nl).toContain('Schaal 11 tot en met 14');
});
