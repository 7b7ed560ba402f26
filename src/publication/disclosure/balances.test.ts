import { describe, expect, test } from 'vitest';
import { inputsOf, listsOf } from '../../../tests/makers/figures.ts';
import { type FactRow, factTable, notRecorded } from '../../figures/cubes/facts.ts';
import { computeFigures } from '../../figures/definition.ts';
import { incidents } from '../../registers/incidents/register.ts';
import { publishFigure } from '../document/publish-figures.ts';
import type { PublishedCell } from '../report-model.ts';
import type { KnownCells } from './known-cells.ts';
import { protectFigures } from './protect-figures.ts';

const columns = [
  ...['received', 'closed', 'kind', 'finding', 'ageAtEnd', 'anonymous', 'namedLater'],
  ...['investigation', 'covertMeans'],
];

interface Given {
  readonly rows: readonly FactRow[];
  readonly subjects?: readonly FactRow[];
  readonly known?: KnownCells;
  /** The first of the years that are side by side; the last is 2025. */
  readonly first?: '2024' | '2025';
}

/** What a report of 2025 prints of these figures of the register of incidents. */
async function reportOf(used: readonly string[], given: Given) {
  const inputs = inputsOf(given.first === '2024' ? ['2024', '2025'] : ['2025'], {
    codes: listsOf({
      'incident-kinds': ['p', 'q', 'r'],
      'investigation-types': ['none', 'personal'],
      'grade-bands': ['low', 'high', 'none'],
    }),
    facts: [
      factTable('incidents', columns, given.rows),
      factTable('subjects', ['received', 'relation', 'grade'], given.subjects ?? []),
    ],
  });
  const ids = used.map((id) => `incidents.${id}`);
  const figures = computeFigures(
    incidents.figures.filter(({ id }) => ids.includes(id)),
    inputs,
  );
  const protection = await protectFigures(figures, ids, given.known ?? new Map(), 5);
  return (id: string) => publishFigure(`incidents.${id}`, protection, []).cells;
}

/** What is at a place: a number, null for a dot, undefined where the report does not have the table. */
const valueAt = (cells: readonly PublishedCell[], at: Readonly<Record<string, string>>) => {
  const found = cells.find((cell) => Object.entries(at).every(([key, code]) => cell.at[key] === code));
  if (found?.state === 'suppressed') return null;
  return found === undefined || found.value === null ? undefined : Number(found.value);
};

describe('What readers know of figures that are in different tables', () => {
  test('what has been open for a year was open at the start: of three that were, no dot hides how many still are', async () => {
    const row = (received: string, closed: string, ageAtEnd: string, amount: number): FactRow => ({
      ...{ received, closed, ageAtEnd, finding: 'substantiated', amount },
    });
    const used = ['total', 'open-at-start', 'closed', 'open-at-end', 'open-by-age'];
    const figure = await reportOf(used, {
      rows: [
        row('before', '2025', 'closed', 1),
        row('before', 'open', 'over-12', 2),
        row('2025', 'open', 'under-6', 6),
        row('2025', 'open', '6-to-12', 6),
        row('2025', '2025', 'closed', 40),
      ],
    });
    expect(valueAt(figure('open-at-start'), { year: '2025' })).toBe(3);
    expect(figure('open-by-age')).toEqual([]);
  });

  test('an investigation that was closed was begun: how few are still open does not follow from both', async () => {
    const row = (
      investigation: string,
      closed: string,
      covertMeans: string | null,
      amount: number,
    ): FactRow => ({
      ...{ received: '2025', investigation, closed, covertMeans, amount },
    });
    const used = ['total', 'open-at-start', 'closed', 'open-at-end', 'by-investigation'];
    const figure = await reportOf([...used, 'closed-by-covert-means'], {
      rows: [
        row('none', '2025', null, 20),
        row('none', 'open', null, 9),
        row('personal', '2025', 'no', 38),
        row('personal', 'open', null, 2),
      ],
    });
    const begun = valueAt(figure('by-investigation'), { year: '2025', investigation: 'personal' });
    const closed = valueAt(figure('closed-by-covert-means'), { year: '2025', covert: '*' });
    expect([begun, closed]).not.toEqual([40, 38]);
  });

  test('only anonymous reporters can say later who they are: of how many it is not recorded does not follow', async () => {
    const row = (anonymous: string, namedLater: string | null, amount: number): FactRow => ({
      ...{ received: '2025', anonymous, namedLater, amount },
    });
    const figure = await reportOf(['total', 'anonymous', 'named-later'], {
      rows: [row('yes', 'yes', 5), row('yes', 'no', 5), row('yes', null, 1), row('no', null, 40)],
    });
    // 41 of whom it is not recorded, of whom 40 are not anonymous: one anonymous reporter is left.
    const others = valueAt(figure('anonymous'), { year: '2025', anonymous: 'no' });
    const unrecorded = valueAt(figure('named-later'), { year: '2025', named: notRecorded });
    expect([others, unrecorded]).not.toEqual([40, 41]);
  });

  test('hired subjects have no salary scale: few of them are not hidden behind a printed number of those without one', async () => {
    const subject = (relation: string, grade: string, amount: number): FactRow => ({
      ...{ received: '2025', relation, grade, amount },
    });
    const figure = await reportOf(['subjects', 'subjects-by-grade'], {
      rows: [{ received: '2025', finding: 'substantiated', amount: 40 }],
      subjects: [
        subject('employee', 'low', 40),
        subject('hired', 'none', 4),
        subject('former', 'none', 1),
        subject('former', 'high', 6),
      ],
    });
    // With five printed there would be one more at most who is not hired.
    expect(valueAt(figure('subjects'), { year: '2025', relation: 'hired' })).toBeNull();
    expect(valueAt(figure('subjects-by-grade'), { year: '2025', grade: 'none' })).not.toBe(5);
  });
});

describe('What readers know of a year that stays as published', () => {
  const named = ['2024', '2025'].flatMap((received): readonly FactRow[] => [
    { received, anonymous: 'yes', namedLater: 'yes', amount: 6 },
    { received, anonymous: 'yes', namedLater: null, amount: received === '2024' ? 1 : 9 },
    { received, anonymous: 'no', namedLater: null, amount: 40 },
  ]);
  const published = (of: Readonly<Record<string, number>>): KnownCells =>
    new Map(Object.entries(of).map(([key, value]) => [key, { state: 'published', value: String(value) }]));
  const anonymous2024 = {
    'incidents(received=2024)': 48,
    'incidents(anonymous=yes,received=2024)': 8,
    'incidents(anonymous=no,received=2024)': 40,
  };

  test('a number printed earlier bounds what is new together with it, also where it was corrected since', async () => {
    // Printed as 8, now 7. Together with it six who said who they are would leave one or two of whom it is not recorded.
    const figure = await reportOf(['total', 'anonymous', 'named-later'], {
      rows: named,
      known: published(anonymous2024),
      first: '2024',
    });
    expect(valueAt(figure('anonymous'), { year: '2024', anonymous: 'yes' })).toBe(8);
    expect(valueAt(figure('named-later'), { year: '2024', named: 'yes' })).toBeNull();
  });

  test('a small number that was hidden earlier is hidden as well among new figures as any', async () => {
    const row = (received: string, kind: string, closed: string, amount: number): FactRow => ({
      ...{ received, kind, closed, amount },
    });
    const flow = ['open-at-start', 'total', 'closed', 'open-at-end'];
    const figure = await reportOf([...flow, 'by-kind', 'closed-by-kind'], {
      rows: [
        row('before', 'q', '2024', 2),
        row('2024', 'p', '2024', 30),
        row('2024', 'q', '2024', 3),
        row('2024', 'q', 'open', 1),
        row('2024', 'r', '2024', 8),
        ...['p', 'q', 'r'].map((kind) => row('2025', kind, '2025', 20)),
      ],
      known: new Map([
        ...published({ 'incidents(received=2024)': 43, 'incidents(kind=p,received=2024)': 31 }),
        ['incidents(kind=q,received=2024)', { state: 'hidden' }],
        ['incidents(kind=r,received=2024)', { state: 'hidden' }],
      ]),
      first: '2024',
    });
    // Two were open at the start and one is at the end: five of kind q closed would leave three to six received.
    expect(valueAt(figure('by-kind'), { year: '2024', kind: 'q' })).toBeNull();
    expect(valueAt(figure('closed-by-kind'), { year: '2024', kind: 'q' })).not.toBe(5);
  });

  test('what earlier reports printed altogether, and only a correction made small, keeps no report from appearing', async () => {
    const figure = await reportOf(['total', 'anonymous', 'named-later'], {
      rows: named,
      known: published({
        ...anonymous2024,
        'incidents(anonymous=yes,received=2024)': 12,
        'incidents(namedLater=yes,received=2024)': 6,
        'incidents(namedLater=?,received=2024)': 46,
      }),
      first: '2024',
    });
    expect(valueAt(figure('named-later'), { year: '2024', named: 'yes' })).toBe(6);
    expect(valueAt(figure('anonymous'), { year: '2025', anonymous: 'yes' })).toBe(15);
  });
});
