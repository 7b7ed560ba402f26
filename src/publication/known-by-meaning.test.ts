import { describe, expect, test } from 'vitest';
import { computeFigures, type FigureInputs } from '../figures/definition.ts';
import { type FactRow, factTable, notRecorded } from '../figures/facts.ts';
import { parsePeriod } from '../organisation/period.ts';
import { text } from '../platform/language/text.ts';
import { incidents } from '../registers/incidents/register.ts';
import type { KnownCells } from './known-cells.ts';
import { protectFigures } from './protect-figures.ts';
import { publishFigure } from './publish-figures.ts';
import type { PublishedCell } from './report-model.ts';

const columns = [
  ...['received', 'closed', 'kind', 'finding', 'ageAtEnd', 'anonymous', 'namedLater'],
  ...['investigation', 'covertMeans'],
];
const list = (key: string, codes: readonly string[]) => ({
  key,
  title: text(key, key),
  version: '1',
  source: 'test',
  codes: codes.map((code) => ({ code, label: text(code, code), aliases: [], from: null, until: null })),
});

interface Given {
  readonly rows: readonly FactRow[];
  readonly subjects?: readonly FactRow[];
  readonly known?: KnownCells;
  /** The first of the years that stand beside each other; the last is 2025. */
  readonly first?: '2024' | '2025';
}

/** What a report of 2025 prints of these figures of the register of incidents. */
async function reportOf(used: readonly string[], given: Given) {
  const period = parsePeriod('2025');
  const inputs: FigureInputs = {
    period,
    years: given.first === '2024' ? [parsePeriod('2024'), period] : [period],
    yearStart: { month: 1 },
    structure: { root: 'C', units: [], successions: [], headcountDefinitions: [] },
    codes: new Map([
      ['incident-kinds', list('incident-kinds', ['p', 'q', 'r'])],
      ['investigation-types', list('investigation-types', ['none', 'personal'])],
      ['grade-bands', list('grade-bands', ['low', 'high', 'none'])],
    ]),
    reported: [],
    gaps: new Map(),
    facts: new Map([
      ['incidents', factTable('incidents', columns, given.rows)],
      ['subjects', factTable('subjects', ['received', 'relation', 'grade'], given.subjects ?? [])],
    ]),
  };
  const ids = used.map((id) => `incidents.${id}`);
  const figures = computeFigures(
    incidents.figures.filter(({ id }) => ids.includes(id)),
    inputs,
  );
  const protection = await protectFigures(figures, ids, given.known ?? new Map(), 5);
  return (id: string) => publishFigure(`incidents.${id}`, protection, []).cells;
}

/** What stands at a place: a number, null for a dot, undefined where the table does not stand in the report. */
const valueAt = (cells: readonly PublishedCell[], at: Readonly<Record<string, string>>) => {
  const found = cells.find((cell) => Object.entries(at).every(([key, code]) => cell.at[key] === code));
  if (found?.state === 'suppressed') return null;
  return found === undefined || found.value === null ? undefined : Number(found.value);
};

describe('What readers know of figures that stand in different tables', () => {
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
