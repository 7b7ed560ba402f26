import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cellOf, exactOf, tellsWhatHolds } from '../../../tests/makers/figures.ts';
import { sixteenReports } from '../../../tests/makers/incidents.ts';
import { madeKnownBy } from '../../../tests/makers/publication.ts';
import { type ReadBack, readIncidentsBack } from '../../../tests/read-back.ts';
import type { ComputedFigures } from '../../figures/definition.ts';
import { asPublished } from '../../publication/disclosure/as-published.ts';
import { countedKeys } from '../../publication/disclosure/linked-figures.ts';
import { protectFigures } from '../../publication/disclosure/protect-figures.ts';

let oefen: ReadBack;
beforeAll(async () => {
  oefen = await readIncidentsBack(sixteenReports);
});
afterAll(() => oefen?.close());

describe.each([
  ['as imported', () => oefen.imported],
  ['as read back from the export', () => oefen.copy],
])('What became of reporters, %s', (_, organisation) => {
  let figures: ComputedFigures;
  beforeAll(async () => {
    figures = await organisation().figures('2025', 1);
  });
  const cell = (id: string, at: Record<string, string>) => cellOf(figures, `incidents.${id}`, at);
  const value = (id: string, at: Record<string, string>) => exactOf(figures, `incidents.${id}`, at);

  test('requests for protection are counted over all incidents, their outcome over the requests', () => {
    expect(value('protection-requested', { year: '2024', requested: 'yes' })).toBe('4');
    expect(value('protection-requested-share', { year: '2024' })).toBe('4/13');
    expect(value('protection-granted', { year: '2024' })).toBe('4');
    expect(value('protection-granted', { year: '2024', granted: 'yes' })).toBe('3');
    expect(cell('protection-granted-share', { year: '2024' }).note?.nl).toContain('minder dan 10');
  });

  test('a year of which nobody recorded whether protection was asked for has no zero', () => {
    expect(cell('protection-requested', { year: '2025', requested: 'yes' }).state).toBe('not-recorded');
    expect(cell('protection-granted', { year: '2025', granted: 'yes' }).state).toBe('not-recorded');
    expect(cell('protection-granted', { year: '2025' }).state).toBe('not-recorded');
  });

  test('who left is counted of the reporters of the own organisation, once twelve months have passed', () => {
    expect(value('reporters-left', { year: '2024' })).toBe('12');
    expect(value('reporters-left', { year: '2024', left: 'yes' })).toBe('2');
    expect(value('reporters-left-share', { year: '2024' })).toBe('1/6');
    for (const left of ['yes', 'no', 'not-due'])
      expect(cell('reporters-left', { year: '2025', left })).toMatchObject({
        state: 'cannot-be-computed',
        note: { nl: 'de twaalf maanden zijn nog niet om' },
      });
    expect(cell('reporters-left-share', { year: '2025' }).state).toBe('cannot-be-computed');
  });

  test('a year that is not due in one report freezes nothing in the next', async () => {
    const used = ['incidents.reporters-left', 'incidents.by-reporter'];
    const first = await protectFigures(await organisation().figures('2024'), used, new Map(), 5);
    const next = await organisation().figures('2025', 1);
    expect([...asPublished(next, used, countedKeys(next, used), madeKnownBy(first))]).toEqual([]);
  });

  test('a referral is what is called one, or what stands as such an external step', () => {
    expect(value('referred', { year: '2024', referred: 'yes' })).toBe('2');
    expect(value('referred', { year: '2024', referred: 'no' })).toBe('11');
    expect(value('referred-share', { year: '2024' })).toBe('2/13');
  });

  test('suspected wrongdoing is divided by what was established of it', () => {
    expect(value('wrongdoing-by-stage', { year: '2024' })).toBe('3');
    expect(value('wrongdoing-by-stage', { year: '2024', finding: 'established' })).toBe('3');
  });

  test('requests granted and reporters who left are divisions of numbers that other tables print too', () => {
    const from = (id: string, at: Record<string, string>) => cell(id, { year: '2024', ...at }).from;
    expect(from('protection-granted', {})).toEqual(from('protection-requested', { requested: 'yes' }));
    expect(from('reporters-left', {})).toEqual(from('by-reporter', { reporter: 'staff' }));
    expect(from('wrongdoing-by-stage', {})).toEqual(from('by-kind', { kind: 'wrongdoing' }));
  });

  test.each(['referred', 'wrongdoing-by-stage'])(
    'what is part of what is told to protection, and holds (%s)',
    (id) => expect(tellsWhatHolds(figures, `incidents.${id}`)).toBe(true),
  );
});

test('What cannot both be true of a reporter or a referral is kept with a flag', async () => {
  const { findings, outcome } = await oefen.import('tegenspraak.csv', [
    'Categorie;Omschrijving;Datum ontvangst;Melder;Externe stap;Bescherming gevraagd;Bescherming toegekend;Melder vertrokken;Doorverwezen',
    'a;Niet gevraagd;2023-02-03;colleague;;nee;ja;nee;nee',
    'a;Van buiten;2023-02-03;citizen;;nee;;ja;nee',
    'a;Toch verwezen;2023-02-03;colleague;huis;ja;ja;nee;nee',
    'a;Goed;2023-02-03;colleague;huis;ja;nee;nee;ja',
  ]);
  expect(outcome).toBe('imported');
  const kinds = ['protection-granted-unasked', 'left-but-not-staff', 'referral-contradicts-step'];
  expect(
    findings.filter((one) => kinds.includes(one.kind)).map((one) => [one.kind, one.row, one.weight]),
  ).toEqual([
    ['protection-granted-unasked', 2, 'doubtful'],
    ['left-but-not-staff', 3, 'doubtful'],
    ['referral-contradicts-step', 4, 'doubtful'],
  ]);
});
