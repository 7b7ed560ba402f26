import { describe, expect, test } from 'vitest';
import { inputsOf, listsOf } from '../../../tests/makers/figures.ts';
import { madeKnownBy } from '../../../tests/makers/publication.ts';
import { type FactRow, factTable, notRecorded } from '../../figures/cubes/facts.ts';
import { computeFigures } from '../../figures/definition.ts';
import { incidents } from '../../registers/incidents/register.ts';
import { publishFigure } from '../document/publish-figures.ts';
import type { PublishedCell } from '../report-model.ts';
import type { KnownCells } from './known-cells.ts';
import { protectFigures } from './protect-figures.ts';

const columns = [
  'received',
  'closed',
  'kind',
  'finding',
  'category',
  'ageAtEnd',
  'anonymous',
  'reporterGroup',
  'investigation',
  'investigator',
  'closingDays',
];

/** The cells that a report prints of a figure, and what is remembered of it. */
type ReportMade = ((id: string) => readonly PublishedCell[]) & {
  readonly published: KnownCells;
};

/** A report of one year with these figures of the register of incidents; others are defined and not in the report. */
async function reportOf(
  used: readonly string[],
  rows: readonly FactRow[],
  measures: readonly FactRow[] = [],
  beside: readonly string[] = [],
  before: ReportMade | undefined = undefined,
): Promise<ReportMade> {
  const inputs = inputsOf(['2025'], {
    codes: listsOf({
      'incident-kinds': ['p', 'q', 'r', 'wrongdoing'],
      'incident-categories': ['a', 'b', 'c', 'd'],
      'investigation-types': ['none', 'personal'],
      investigators: ['internal', 'committee', 'agency'],
    }),
    facts: [
      factTable('incidents', columns, rows),
      factTable('measures', ['received', 'category', 'finding', 'group'], measures),
    ],
  });
  const definitions = incidents.figures.filter(({ id }) => [...used, ...beside].includes(id));
  const known = before?.published ?? new Map();
  const protection = await protectFigures(computeFigures(definitions, inputs), used, known, 5);
  return Object.assign((id: string) => publishFigure(id, protection, []).cells, {
    published: madeKnownBy(protection),
  });
}

const valueAt = (cells: readonly PublishedCell[], at: Readonly<Record<string, string>>): number | null => {
  const found = cells.find((cell) => Object.entries(at).every(([key, code]) => cell.at[key] === code));
  if (!found || (found.value === null && found.state !== 'suppressed'))
    throw new Error(`No number at ${JSON.stringify(at)}.`);
  return found.value === null ? null : Number(found.value);
};

/** All ways to divide a whole over parts of which some are printed and the others are at least 1. */
function* divisions(whole: number, parts: readonly (number | null)[]): Generator<readonly number[]> {
  const [first, ...others] = parts;
  if (first === undefined) {
    if (whole === 0) yield [];
    return;
  }
  const choices = first === null ? Array.from({ length: whole }, (_, index) => index + 1) : [first];
  for (const choice of choices)
    if (choice <= whole) for (const rest of divisions(whole - choice, others)) yield [choice, ...rest];
}

describe('What readers know because they know what the words mean', () => {
  test('what is closed was received: the kinds by closing do not narrow the kinds by receipt', async () => {
    const row = (kind: string, closed: string, amount: number): FactRow => {
      const age = closed === 'open' ? 'under-6' : 'closed';
      return { received: '2025', kind, closed, amount, ageAtEnd: age };
    };
    const flow = ['incidents.open-at-start', 'incidents.total', 'incidents.closed', 'incidents.open-at-end'];
    const used = [...flow, 'incidents.by-kind', 'incidents.closed-by-kind'];
    // By themselves both tables are safe with two dots each; together they would leave 3 or 4 of the last kind.
    const figure = await reportOf(used, [
      row('p', '2025', 6),
      row('q', '2025', 6),
      row('q', 'open', 1),
      row('r', '2025', 4),
    ]);
    const kinds = ['p', 'q', 'r'];
    const printed = (id: string) => kinds.map((kind) => valueAt(figure(id), { year: '2025', kind }));
    const [received, closed] = [printed('incidents.by-kind'), printed('incidents.closed-by-kind')];
    const possible = [...divisions(17, received)].flatMap((in_) =>
      [...divisions(16, closed)]
        .filter((out) => out.every((count, index) => count <= (in_[index] ?? 0)))
        .map((out) => [in_[2], out[2]]),
    );
    for (const side of [0, 1])
      expect([...new Set(possible.map((pair) => pair[side]))]).toEqual(
        expect.arrayContaining([1, 2, 3, 4, 5]),
      );
  });

  test('what is still being looked into is open and young: how old open cases are does not follow from it', async () => {
    const row = (received: string, ageAtEnd: string, finding: string, amount: number): FactRow => ({
      ...{ received, closed: 'open', kind: 'p', ageAtEnd, finding, amount },
    });
    const used = [
      'incidents.total',
      'incidents.open-at-end',
      'incidents.by-finding',
      'incidents.open-by-age',
    ];
    const figure = await reportOf(used, [
      row('2025', 'under-6', 'pending', 15),
      row('2025', '6-to-12', 'pending', 4),
      row('2025', '6-to-12', 'substantiated', 2),
      row('before', 'over-12', 'unsubstantiated', 1),
    ]);
    // 22 are open and 19 of this year are pending: at most three can be older.
    expect(valueAt(figure('incidents.open-at-end'), { year: '2025' })).toBe(22);
    expect(figure('incidents.open-by-age')).toEqual([]);
  });

  describe('what took longer than a year to close was open when the year began', () => {
    const stock = ['incidents.open-at-start', 'incidents.total', 'incidents.closed', 'incidents.open-at-end'];
    const aged = [...stock, 'incidents.open-by-age'];
    const closed = (received: string, days: string, amount: number): FactRow => ({
      ...{ received, closed: '2025', kind: 'p', ageAtEnd: 'closed', finding: 'substantiated' },
      ...{ closingDays: days, amount },
    });
    const open = (received: string, ageAtEnd: string, amount: number): FactRow => ({
      ...{ received, closed: 'open', kind: 'p', ageAtEnd, finding: 'substantiated', amount },
    });
    // Nine in ten of thirty took no longer than 57 weeks: of seven at the start four were closed, three are left at most.
    const rows = [
      closed('2025', '30', 26),
      closed('before', '400', 4),
      open('before', 'over-12', 3),
      open('2025', 'under-6', 12),
      open('2025', '6-to-12', 9),
    ];

    test.each([
      { shown: 'incidents.weeks-to-close-p90', remains: false },
      { shown: 'incidents.by-category', remains: true },
    ])('few that are still open do not follow from it ($shown)', async ({ shown, remains }) => {
      const figure = await reportOf([...aged, shown], rows);
      expect(valueAt(figure('incidents.open-at-start'), { year: '2025' })).toBe(7);
      expect(figure('incidents.open-by-age').length > 0).toBe(remains);
    });

    test('a second edition is made all the same: what the first one told with it cannot be taken back', async () => {
      const first = await reportOf(aged, rows);
      const second = await reportOf([...aged, 'incidents.weeks-to-close-p90'], rows, [], [], first);
      expect(second('incidents.open-by-age')).toEqual(first('incidents.open-by-age'));
    });
  });

  test('an anonymous reporter made an anonymous signal: how many did not say who they are stays hidden', async () => {
    const row = (reporterGroup: string | null, anonymous: string, amount: number): FactRow => ({
      ...{ received: '2025', reporterGroup, anonymous, amount },
    });
    const used = ['incidents.total', 'incidents.by-reporter', 'incidents.anonymous'];
    const figure = await reportOf(used, [
      row('staff', 'no', 46),
      row('external', 'no', 8),
      row('anonymous', 'yes', 7),
      row(null, 'no', 2),
    ]);
    const reporters = ['staff', 'external', 'anonymous', notRecorded].map((reporter) =>
      valueAt(figure('incidents.by-reporter'), { year: '2025', reporter }),
    );
    const signals = valueAt(figure('incidents.anonymous'), { year: '2025', anonymous: 'yes' });
    const possible = [...divisions(63, reporters)].filter(
      ([, , anonymous]) => (signals ?? anonymous) === anonymous,
    );
    expect([...new Set(possible.map((division) => division[3]))]).toEqual(
      expect.arrayContaining([1, 2, 3, 4, 5]),
    );
  });

  test('where nothing was investigated nobody did so: who investigated few cases stays hidden', async () => {
    const row = (investigation: string, investigator: string | null, amount: number): FactRow => ({
      ...{ received: '2025', investigation, investigator, amount },
    });
    const used = ['incidents.total', 'incidents.by-investigation', 'incidents.by-investigator'];
    const figure = await reportOf(used, [
      row('none', null, 9),
      row('personal', 'internal', 35),
      row('personal', 'committee', 3),
      row('personal', 'agency', 1),
    ]);
    const investigators = ['internal', 'committee', 'agency', notRecorded].map((investigator) =>
      valueAt(figure('incidents.by-investigator'), { year: '2025', investigator }),
    );
    const none = valueAt(figure('incidents.by-investigation'), { year: '2025', investigation: 'none' });
    const possible = [...divisions(48, investigators)].filter(
      ([, , , nobody]) => (none ?? nobody) === nobody,
    );
    expect([...new Set(possible.map((division) => division[2]))]).toEqual(
      expect.arrayContaining([1, 2, 3, 4, 5]),
    );
  });

  test('suspected wrongdoing is part of what is printed of each finding: few with a finding are not hidden behind it', async () => {
    const row = (kind: string, finding: string, amount: number): FactRow => ({
      ...{ received: '2025', closed: '2025', kind, finding, amount },
    });
    const rows = [
      row('wrongdoing', 'substantiated', 3),
      row('wrongdoing', 'unsubstantiated', 1),
      row('p', 'substantiated', 21),
      row('p', 'unsubstantiated', 2),
      row('p', 'undeterminable', 12),
    ];
    const used = ['incidents.total', 'incidents.by-finding', 'incidents.wrongdoing-by-stage'];
    const figure = await reportOf(used, rows);
    // Three are unsubstantiated: of how many of them were suspected wrongdoing neither 1, 2 nor 3 can be hidden.
    expect(valueAt(figure('incidents.by-finding'), { year: '2025', finding: 'unsubstantiated' })).toBe(3);
    expect(figure('incidents.wrongdoing-by-stage')).toEqual([]);
  });

  test('a part that no table prints leaves its whole as it is', async () => {
    const row = (kind: string, finding: string, amount: number): FactRow => ({
      ...{ received: '2025', closed: '2025', kind, finding, amount },
    });
    const rows = [
      row('wrongdoing', 'substantiated', 9),
      row('wrongdoing', 'pending', 1),
      row('p', 'substantiated', 9),
      row('p', 'pending', 2),
    ];
    const used = ['incidents.total', 'incidents.by-finding', 'incidents.by-kind'];
    const figure = await reportOf(used, rows, [], ['incidents.wrongdoing-by-stage']);
    expect(valueAt(figure('incidents.by-finding'), { year: '2025', finding: 'pending' })).toBe(3);
    expect(valueAt(figure('incidents.by-kind'), { year: '2025', kind: 'wrongdoing' })).toBe(10);
  });

  test('whatever is concluded has a measure: few measures in a category are not hidden behind its incidents', async () => {
    const amounts = { a: 7, b: 3, c: 20, d: 30 };
    const rows = Object.entries(amounts).map(
      ([category, amount]): FactRow => ({
        ...{ received: '2025', category, finding: 'substantiated', amount },
      }),
    );
    const used = [
      ...['incidents.total', 'incidents.by-category', 'incidents.by-finding'],
      ...['incidents.by-measure-group', 'incidents.measures-by-category'],
    ];
    const informal = rows.map((row): FactRow => ({ ...row, group: 'informal' }));
    const figure = await reportOf(used, rows, informal);
    // Of category b exactly three follow: neither a dot nor the number can be there.
    expect(figure('incidents.measures-by-category')).toEqual([]);
  });
});
