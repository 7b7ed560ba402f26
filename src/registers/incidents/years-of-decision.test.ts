import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tester } from '../../../tests/example-organisation.ts';
import { cellOf, exactOf, tellsWhatHolds } from '../../../tests/makers/figures.ts';
import { type ReadBack, readIncidentsBack } from '../../../tests/read-back.ts';
import type { ComputedFigures } from '../../figures/definition.ts';
import { parsePeriod } from '../../organisation/period.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { listedIncidents } from './summaries/listed.ts';

interface Case {
  readonly received: string;
  readonly acknowledged?: string;
  readonly informed?: string;
  readonly qualified?: string;
  readonly decided?: string;
  readonly closed?: string;
  readonly finding: string;
  readonly measure?: string;
}

const sheet = (cases: readonly (readonly [number, Case])[]): readonly string[] => [
  'Categorie;Omschrijving;Datum ontvangst;Ontvangst bevestigd;Melder geïnformeerd;Datum kwalificatie;Datum besluit;Datum afsluiting;Bevinding;Maatregel;Onderzoek',
  ...cases.flatMap(([times, one], row) =>
    Array.from({ length: times }, (_, index) =>
      [
        'a',
        `Zaak ${row}-${index}`,
        one.received,
        one.acknowledged,
        one.informed,
        one.qualified,
        one.decided,
        one.closed,
        one.finding,
        one.measure,
        'none',
      ]
        .map((value) => value ?? '')
        .join(';'),
    ),
  ),
];

/** Twelve decided in the year of receipt, ten a year later, five known by their closing alone, six still open. */
const rows = sheet([
  [
    12,
    {
      received: '2024-02-01',
      acknowledged: '2024-02-05',
      informed: '2024-04-01',
      qualified: '2024-02-08',
      decided: '2024-06-01',
      closed: '2024-07-01',
      finding: 'aangetoond',
      measure: 'reprimand',
    },
  ],
  [
    10,
    {
      received: '2024-12-28',
      acknowledged: '2025-01-02',
      qualified: '2025-01-06',
      decided: '2025-03-01',
      closed: '2025-04-01',
      finding: 'niet aangetoond',
      measure: 'none',
    },
  ],
  [5, { received: '2024-03-01', closed: '2025-02-01', finding: 'aangetoond', measure: 'warning' }],
  [6, { received: '2025-12-30', finding: 'nog in onderzoek' }],
]);

let oefen: ReadBack;
let before: ComputedFigures;
let after: ComputedFigures;
beforeAll(async () => {
  oefen = await readIncidentsBack(rows);
  before = await oefen.imported.figures('2024');
  after = await oefen.imported.figures('2025', 1);
});
afterAll(() => oefen?.close());

const inYears = (id: string, at: Record<string, string> = {}) =>
  ['2024', '2025'].map((year) => exactOf(after, `incidents.${id}`, { year, ...at }));

describe('What is decided counts in the year of the decision', () => {
  test('whenever the incident was received', () => {
    expect(inYears('decided-by-finding')).toEqual(['12', '15']);
    expect(inYears('decided-by-finding', { finding: 'established' })).toEqual(['12', '5']);
    expect(inYears('decided-by-finding', { finding: 'unsubstantiated' })).toEqual(['0', '10']);
    expect(inYears('decided-by-measure')).toEqual(['12', '15']);
    expect(inYears('decided-by-measure', { measure: 'warning' })).toEqual(['0', '5']);
    expect(inYears('by-measure', { measure: 'warning' })).toEqual(['5', '0']);
    expect(inYears('decided-by-measure-group-share', { group: 'sanction' })).toEqual(['1', '0']);
    expect(inYears('decided-substantiation-rate')).toEqual(['1', '1/3']);
    expect(inYears('decided-substantiation-rate-difference')).toEqual([undefined, '-2/3']);
  });

  test('also of what was received before the years that are shown', async () => {
    const only = await oefen.imported.figures('2025');
    const at = (id: string, more: Record<string, string> = {}) =>
      exactOf(only, `incidents.${id}`, { year: '2025', ...more });
    expect(at('decided-by-finding')).toBe('15');
    expect(at('decided-by-measure', { measure: 'warning' })).toBe('5');
    expect(cellOf(only, 'incidents.by-measure', { year: '2025' }).state).toBe('nil');
    expect(tellsWhatHolds(only, 'incidents.decided-by-measure')).toBe(true);
  });

  test('also crossed with category, anonymity, finding and kind of measure, in the years of the report itself', async () => {
    const [in2024, in2025] = [before, await oefen.imported.figures('2025', 1)];
    const crossed = (id: string, more: Record<string, string> = {}) => [
      exactOf(in2024, `incidents.${id}`, { year: '2024', ...more }),
      exactOf(in2025, `incidents.${id}`, { year: '2025', ...more }),
    ];
    const category = 'a';
    expect(crossed('decided-category-by-finding', { category, finding: 'established' })).toEqual(['12', '5']);
    expect(crossed('decided-category-by-finding', { category, finding: 'unsubstantiated' })).toEqual([
      '0',
      '10',
    ]);
    expect(crossed('decided-substantiation-rate-by-category', { category })).toEqual(['1', '1/3']);
    expect(crossed('decided-anonymous-by-finding')).toEqual(['12', '15']);
    expect(crossed('decided-measures-by-finding', { group: 'sanction', finding: 'established' })).toEqual([
      '12',
      '0',
    ]);
    expect(crossed('decided-measures-by-category', { category, group: 'informal' })).toEqual(['0', '15']);
    expect(crossed('decided-measures-by-grade')).toEqual(['12', '5']);
    expect(crossed('decided-measures-of-established', { measure: 'warning' })).toEqual(['0', '5']);
  });

  test('in a report of the year before these were still being looked into, in its figures and in its list', async () => {
    const at = (id: string, more: Record<string, string> = {}) =>
      exactOf(before, `incidents.${id}`, { year: '2024', ...more });
    expect(at('by-finding', { finding: 'pending' })).toBe('15');
    expect(at('running')).toBe('15');
    expect(at('concluded')).toBe('12');
    expect(at('decided-by-finding')).toBe('12');
    expect(at('by-measure')).toBe('12');
    const listed = await look(oefen.imported.door, tester, listedIncidents, concern, {
      period: parsePeriod('2024'),
      language: 'nl',
    });
    expect(listed.filter(({ finding }) => finding === 'pending')).toHaveLength(15);
  });

  test('by receipt all of a year is settled only when nothing of it runs', () => {
    expect(inYears('running')).toEqual(['0', '6']);
    expect(inYears('by-finding', { finding: 'unsubstantiated' })).toEqual(['10', '0']);
  });

  test('a step counts in the year in which it ended', () => {
    expect(inYears('weeks-to-qualify')).toEqual(['1', '1']);
    expect(exactOf(before, 'incidents.weeks-to-decide', { year: '2024' })).toBe('16');
    expect(inYears('weeks-to-decide')).toEqual(['16', '8']);
  });

  test('what is settled without investigation is closed', () => {
    expect(inYears('closed-by-investigation', { investigation: 'none' })).toEqual(['12', '15']);
    expect(inYears('closed-without-investigation-share')).toEqual(['1', '1']);
  });
});

describe('A term', () => {
  test('is met or missed, and the share is of those two together', () => {
    expect(inYears('acknowledged', { term: 'in-time' })).toEqual(['22', '0']);
    expect(inYears('acknowledged', { term: 'late' })).toEqual(['5', '0']);
    expect(inYears('acknowledged-share', { term: 'in-time' })).toEqual(['22/27', undefined]);
    expect(cellOf(after, 'incidents.acknowledged-share', { year: '2024' }).state).toBe('not-applicable');
    // Of the five that were never acknowledged no term of information is known.
    expect(inYears('informed', { term: 'late' })).toEqual(['10', undefined]);
  });

  test('stands apart while it runs and is not met, and makes the year provisional', () => {
    expect(inYears('acknowledged-running')).toEqual(['0', '6']);
    expect(inYears('acknowledged', { term: 'not-due' })).toEqual(['0', '6']);
    expect(before.definition('incidents.acknowledged-share').provisional).toEqual({
      figure: 'incidents.acknowledged-running',
      awaits: 'terms',
    });
  });
});

test.each([
  'decided-by-finding',
  'decided-by-measure',
  'decided-by-measure-group',
  'decided-category-by-finding',
  'decided-anonymous-by-finding',
  'decided-measures-by-finding',
  'decided-measures-by-category',
  'decided-measures-by-grade',
  'decided-measures-of-established',
  'decided-established-measures-by-category',
  'decided-measures-by-category-and-grade',
  'closed-by-investigation',
])('What the years of decision add up to is told to protection, and holds (%s)', (id) =>
  expect(tellsWhatHolds(after, `incidents.${id}`)).toBe(true),
);
