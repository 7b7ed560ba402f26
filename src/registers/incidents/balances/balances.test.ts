import { describe, expect, test } from 'vitest';
import { balancesOf, inputsOf, listsOf } from '../../../../tests/makers/figures.ts';
import { type Balance, holds } from '../../../figures/cubes/balance.ts';
import { type FactRow, factTable } from '../../../figures/cubes/facts.ts';
import { computeFigures } from '../../../figures/definition.ts';
import { incidentFigures } from '../figures/figures.ts';

const columns = ['received', 'closed', 'kind', 'finding', 'ageAtEnd', 'anonymous', 'reporterGroup'];

function balancesIn(id: string, rows: readonly FactRow[], kept = columns): readonly Balance[] {
  const inputs = inputsOf(['2024', '2025'], {
    codes: listsOf({ 'incident-kinds': ['p', 'q'] }),
    facts: [factTable('incidents', kept, rows)],
  });
  return balancesOf(computeFigures(incidentFigures, inputs), id);
}

const rows: readonly FactRow[] = [
  { received: 'before', closed: '2024', kind: 'p', ageAtEnd: 'closed', anonymous: 'yes', amount: 2 },
  { received: 'before', closed: 'open', kind: 'q', ageAtEnd: 'over-12', finding: 'pending', amount: 1 },
  { received: '2024', closed: '2025', kind: 'p', ageAtEnd: 'closed', anonymous: 'yes', amount: 4 },
  { received: '2025', closed: 'open', kind: null, ageAtEnd: 'under-6', finding: 'pending', amount: 3 },
  { received: '2025', closed: '2025', kind: 'q', reporterGroup: 'anonymous', anonymous: 'yes', amount: 5 },
];

describe('What readers know of incidents beside the sums of a table', () => {
  test.each(['incidents.closed-by-kind', 'incidents.open-by-age', 'incidents.by-reporter'])(
    'holds in the register, also for what was open before and for what is not recorded (%s)',
    (id) => {
      const balances = balancesIn(id, rows);
      expect(balances.length).toBeGreaterThan(2);
      expect(balances.every(holds)).toBe(true);
    },
  );

  test('names the stock of every kind as an unprinted part of the printed stock', () => {
    const stock = balancesIn('incidents.closed-by-kind', rows).find(({ one }) =>
      one.some(({ key }) => key === 'incidents.open-at-end(year=2025)'),
    );
    expect(stock?.other.map(({ value }) => value)).toEqual([0, 1, 3]);
    expect(stock?.other.every(({ unprinted }) => unprinted === 'uncertain')).toBe(true);
  });

  test('names who said later who they are as some of the anonymous signals', () => {
    const named = rows.map((row) => ({
      ...row,
      namedLater: row['anonymous'] === 'yes' && row['received'] === '2024' ? 'yes' : null,
    }));
    const year = balancesIn('incidents.named-later', named, [...columns, 'namedLater']).find(({ one }) =>
      one.some(({ key }) => key === 'incidents(anonymous=yes,received=2025)'),
    );
    expect(year?.other.map(({ value, unprinted }) => [value, unprinted])).toEqual([
      [0, undefined],
      [5, 'guarded'],
    ]);
  });

  test('is nothing where the year of receipt is not always known, or a field was not kept yet', () => {
    const unknown = [...rows, { received: null, closed: '2025', kind: 'p', ageAtEnd: 'closed', amount: 1 }];
    expect(balancesIn('incidents.closed-by-kind', unknown)).toEqual([]);
    const without = columns.filter((column) => column !== 'anonymous');
    expect(balancesIn('incidents.by-reporter', rows, without)).toEqual([]);
  });

  test('takes all that was received as decided where nothing is open at the end of a year', () => {
    const decidedBy2024 = (openAtEnd: number): Balance | undefined => {
      const facts: readonly FactRow[] = [
        { received: '2023', closed: '2024', decided: '2024', finding: 'unsubstantiated', amount: 5 },
        { received: '2024', closed: 'open', decided: 'open', finding: 'pending', amount: openAtEnd },
        { received: '2025', closed: '2025', decided: '2025', finding: 'unsubstantiated', amount: 3 },
      ];
      const inputs = inputsOf(['2023', '2024', '2025'], {
        facts: [factTable('incidents', [...columns, 'decided'], facts)],
      });
      return balancesOf(computeFigures(incidentFigures, inputs), 'incidents.decided-by-finding').find(
        ({ one }) => one.length === 2 && one[0]?.key.includes('finding=unsubstantiated,received=2023'),
      );
    };
    const decided = ['2023', '2024'].map((year) => `incidents(decided=${year},finding=unsubstantiated)`);
    expect(decidedBy2024(0)?.other.map(({ key }) => key)).toEqual(decided);
    // Of what is still open a reader does not know when it is decided.
    expect(decidedBy2024(1)?.other).toHaveLength(3);
  });

  test('is nothing where anonymous reporters stand with signals that are not anonymous', () => {
    const contrary: FactRow = { received: '2025', reporterGroup: 'anonymous', anonymous: 'no', amount: 1 };
    expect(balancesIn('incidents.by-reporter', [...rows, contrary])).toEqual([]);
  });
});
