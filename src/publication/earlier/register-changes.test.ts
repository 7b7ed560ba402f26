import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import { type FactRow, factTable } from '../../figures/cubes/facts.ts';
import type { ReportedValue } from '../../figures/cubes/reported-value.ts';
import { causeOfDifference, registerChanges } from './register-changes.ts';

const stated = (unit: string, value: string | null, state: ReportedValue['state'] = 'value') => ({
  field: 'outside-activities.activities',
  part: '',
  unit,
  period: '2024',
  state,
  value,
  note: null,
});
const inputs = (incidents: readonly FactRow[], reported: readonly ReportedValue[]) =>
  inputsOf(['2024'], {
    reported,
    facts: [factTable('incidents', ['received', 'category', 'unit'], incidents)],
  });
const cause = (
  key: string,
  then: [readonly FactRow[], readonly ReportedValue[]],
  now: [readonly FactRow[], readonly ReportedValue[]],
) => causeOfDifference([key], registerChanges('2024', inputs(...then), inputs(...now))).nl;

const year = { received: '2024', unit: 'A' };
const before: readonly FactRow[] = [
  { ...year, category: 'c', amount: 7 },
  { ...year, category: 'd', amount: 5 },
];

describe('Why a published number differs', () => {
  test('a unit that had not answered yet: its return came late', () => {
    const key = 'outside-activities.activities(unit=A,year=2024)';
    expect(cause(key, [[], [stated('A', null, 'not-reported')]], [[], [stated('A', '12')]])).toBe(
      'een opgave kwam na publicatie',
    );
  });

  test('a unit that answered otherwise: corrected, or an estimate replaced', () => {
    const key = 'outside-activities.activities(year=2024)';
    const now = [stated('A', '12'), stated('B', '7')];
    expect(cause(key, [[], [stated('A', '11'), stated('B', '7')]], [[], now])).toBe(
      'een opgave is gecorrigeerd',
    );
    expect(cause(key, [[], [stated('A', '10', 'estimated'), stated('B', '7')]], [[], now])).toBe(
      'een schatting is vervangen door een opgave',
    );
  });

  test('another unit’s return explains nothing here', () => {
    const key = 'outside-activities.activities(unit=A,year=2024)';
    const then = [stated('A', '11'), stated('B', '7')];
    expect(cause(key, [[], then], [[], [stated('A', '11'), stated('B', '8')]])).toBe(
      'een correctie of late opgave',
    );
  });

  test('a unit under the one whose number it is', () => {
    const key = 'outside-activities.activities(unit=M,year=2024)';
    const unit = (name: string, parent?: string) => ({
      key: name,
      level: 'unit',
      type: 'unit',
      from: null,
      until: null,
      names: [],
      parents: parent ? [{ parent, origin: 'source' as const, from: null, until: null }] : [],
      policies: [],
      externalAuthority: false,
    });
    const structure = {
      root: 'C',
      units: [unit('C'), unit('M', 'C'), unit('A', 'M'), unit('B', 'C')],
      successions: [],
      headcountDefinitions: [],
    };
    const at = (reported: readonly ReportedValue[]) => inputsOf(['2024'], { reported, structure });
    const because = (name: string) =>
      causeOfDifference([key], registerChanges('2024', at([]), at([stated(name, '12')]))).nl;
    expect(because('A')).toBe('een opgave kwam na publicatie');
    expect(because('B')).toBe('een correctie of late opgave');
  });

  test('records from which something else is counted as well', () => {
    const now = before.slice(1);
    expect(cause('incidents.open-at-end(year=2024)', [before, []], [now, []])).toBe(
      'een registratie was dubbel of onterecht',
    );
  });

  test('a case that was still running was decided since, which is no correction; what was also recoded is told beside it', () => {
    const findings = (...rows: readonly (readonly [finding: string, amount: number])[]) =>
      inputsOf(['2024'], {
        facts: [
          factTable(
            'incidents',
            ['received', 'finding'],
            rows.map(([finding, amount]) => ({ received: '2024', finding, amount })),
          ),
        ],
      });
    const then = findings(['pending', 6], ['substantiated', 10], ['partly', 4]);
    const told = (now: ReturnType<typeof findings>, finding: string) =>
      causeOfDifference([`incidents(finding=${finding},received=2024)`], registerChanges('2024', then, now))
        .nl;
    const decided = findings(['pending', 1], ['substantiated', 13], ['partly', 6]);
    expect(told(decided, 'substantiated')).toBe('zaken die nog liepen, zijn beslist');
    expect(told(decided, 'pending')).toBe('zaken die nog liepen, zijn beslist');
    const recoded = findings(['pending', 5], ['substantiated', 14], ['partly', 1]);
    expect(told(recoded, 'partly')).toBe('zaken die nog liepen, zijn beslist; er is anders gekwalificeerd');
  });

  test('an incident entered twice is one fewer, in the total and in its category', () => {
    const now = [{ ...year, category: 'c', amount: 6 }, ...before.slice(1)];
    for (const key of ['incidents(received=2024)', 'incidents(category=c,received=2024)'])
      expect(cause(key, [before, []], [now, []])).toBe('een registratie was dubbel of onterecht');
  });

  test('an incident that changed category was re-qualified; the total did not change by it', () => {
    const now = [
      { ...year, category: 'c', amount: 6 },
      { ...year, category: 'd', amount: 6 },
    ];
    expect(cause('incidents(category=c,received=2024)', [before, []], [now, []])).toBe(
      'er is anders gekwalificeerd',
    );
  });

  test('both at once are both stated, and never how often', () => {
    const now = [
      { ...year, category: 'c', amount: 4 },
      { ...year, category: 'd', amount: 7 },
    ];
    const stated = cause('incidents(category=c,received=2024)', [before, []], [now, []]);
    expect(stated).toBe('een registratie was dubbel of onterecht; er is anders gekwalificeerd');
    expect(stated).not.toMatch(/\d/);
  });
});
