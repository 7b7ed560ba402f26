import { describe, expect, test } from 'vitest';
import { alongCodes, faceOf, inputsOf } from '../../../tests/makers/figures.ts';
import { madeKnownBy } from '../../../tests/makers/publication.ts';
import { type CountedAlong, countedFigure, derivedFigure } from '../../figures/build.ts';
import { share as shareAlong } from '../../figures/counting/derive.ts';
import { factTable, notRecorded } from '../../figures/cubes/facts.ts';
import {
  computeFigures,
  type FigureDefinition,
  type FigureInputs,
  type ProtectionClass,
} from '../../figures/definition.ts';
import { group, percentOf } from '../../figures/format.ts';
import { incidentFigures } from '../../registers/incidents/figures/figures.ts';
import { publishFigure } from '../document/publish-figures.ts';
import { type ProtectedFigures, protectFigures } from './protect-figures.ts';

const yesNo = (column: string) => alongCodes(column, ['yes', 'no']);

const figure = (
  id: string,
  kind: ProtectionClass,
  along: readonly CountedAlong[],
  anonymous = false,
): FigureDefinition =>
  countedFigure(faceOf(id, kind), {
    facts: 'cases',
    along: [{ by: 'year', column: 'received' }, ...along],
    ...(anonymous
      ? { where: [{ column: 'anonymous', dimension: 'anonymous', codes: ['yes'], as: 'yes' }] }
      : {}),
  });

const definitions = [
  figure('cases.total', 'open', []),
  figure('cases.anonymous', 'guarded', [yesNo('anonymous')]),
  figure('cases.followed-up', 'guarded', [yesNo('reopened')], true),
];
const used = definitions.map((one) => one.id);
const share = derivedFigure(
  {
    ...figure('cases.followed-up-share', 'guarded', []),
    quantity: percentOf(group(['zaak', 'zaken'], ['case', 'cases'])),
  },
  ['cases.followed-up'],
  ([cube]) => shareAlong(cube ?? expect.fail('no counts'), 'reopened'),
);
const crossed = figure('cases.crossed', 'guarded', [yesNo('anonymous'), yesNo('reopened')]);
const defined = [...definitions, share, crossed];

const rows = (named2024: number): readonly Row[] => [
  { received: '2024', anonymous: 'yes', reopened: 'yes', amount: 10 },
  { received: '2024', anonymous: 'yes', reopened: 'no', amount: 12 },
  { received: '2024', anonymous: 'no', reopened: null, amount: named2024 },
  { received: '2025', anonymous: 'yes', reopened: 'yes', amount: 11 },
  { received: '2025', anonymous: 'yes', reopened: 'no', amount: 14 },
  { received: '2025', anonymous: 'no', reopened: null, amount: 60 },
];

type Row = {
  readonly received: string;
  readonly anonymous: string;
  readonly reopened: string | null;
  readonly amount: number;
};

const inputsFor = (years: readonly string[], given: readonly Row[]): FigureInputs =>
  inputsOf(years, {
    facts: [
      factTable(
        'cases',
        ['received', 'anonymous', 'reopened'],
        given.filter((row) => years.includes(row.received)),
      ),
    ],
  });

/** What the report of 2025 prints after one of earlier years, of which the rows changed since. */
async function reportAfter(
  earlier: readonly string[],
  then: readonly Row[],
  now: readonly Row[],
  ids: readonly string[] = used,
  later: readonly string[] = ids,
) {
  const first = await protectFigures(computeFigures(defined, inputsFor(earlier, then)), ids, new Map(), 5);
  const figures = computeFigures(defined, inputsFor([...earlier, '2025'], now));
  return protectFigures(figures, later, madeKnownBy(first), 5, figures);
}

/** One named case of 2024 was withdrawn since. */
const reports = () => reportAfter(['2024'], rows(50), rows(49));

const rowsWith = (anonymous2024: number): readonly Row[] =>
  [
    { received: '2022', anonymous: 'yes', amount: 2 },
    { received: '2022', anonymous: 'no', amount: 18 },
    { received: '2023', anonymous: 'yes', amount: 1 },
    { received: '2023', anonymous: 'no', amount: 23 },
    { received: '2024', anonymous: 'yes', amount: anonymous2024 },
    { received: '2024', anonymous: 'no', amount: 23 },
    { received: '2025', anonymous: 'yes', amount: 9 },
    { received: '2025', anonymous: 'no', amount: 30 },
  ].map((row) => ({ ...row, reopened: null }));

/** What the second edition of a report prints at the reporter, after a case was withdrawn. */
async function reporterAfterwards(staff: number, unknown: number) {
  const ids = ['incidents.total', 'incidents.by-reporter', 'incidents.completeness'];
  const columns = ['category', 'subcategory', 'unit', 'kind', 'reporter', 'investigation', 'finding'];
  const inputs = (numbers: { readonly staff: number; readonly unknown: number }): FigureInputs => {
    const row = (reporter: string | null, amount: number) => ({
      ...{ received: '2025', closed: 'open', reporter, reporterGroup: reporter, amount },
    });
    const given = [row('staff', numbers.staff), row('external', 8), row(null, numbers.unknown)];
    const facts = factTable('incidents', [...columns, 'received', 'closed', 'reporterGroup'], given);
    return inputsOf(['2025'], { facts: [facts] });
  };
  const definitionsOf = (numbers: Parameters<typeof inputs>[0]) =>
    computeFigures(
      incidentFigures.filter(({ id }) => ids.includes(id)),
      inputs(numbers),
    );
  const first = await protectFigures(definitionsOf({ staff: 20, unknown: 6 }), ids, new Map(), 5);
  const second = await protectFigures(definitionsOf({ staff, unknown }), ids, madeKnownBy(first), 5);
  const cells = (id: string) => publishFigure(id, second, []).cells.map(({ at, value }) => ({ at, value }));
  return { total: cells('incidents.total'), published: [...cells(ids[1] ?? ''), ...cells(ids[2] ?? '')] };
}

describe('A year of which one case was corrected after it was published', () => {
  test('is as incomplete as published: what was filled in does not disclose who reported the case that was withdrawn', async () => {
    const [known, unknown] = await Promise.all([reporterAfterwards(19, 6), reporterAfterwards(20, 5)]);
    expect(known.total[0]?.value).toBe('33');
    const atReporter = (report: typeof known) => report.published.filter(({ at }) => at['field'] !== 'unit');
    expect(atReporter(known)).toEqual(atReporter(unknown));
  });

  test('stays as published in the reports after the first that says so: made again, a report is the same', async () => {
    const ids = ['cases.total', 'cases.anonymous'];
    const earlier = ['2022', '2023', '2024'];
    const first = await protectFigures(
      computeFigures(definitions, inputsFor(earlier, rowsWith(4))),
      ids,
      new Map(),
      5,
    );
    const figures = computeFigures(definitions, inputsFor([...earlier, '2025'], rowsWith(3)));
    const published = [first];
    const printed = [];
    for (let version = 1; version <= 3; version++) {
      const made = await protectFigures(figures, ids, madeKnownBy(...published), 5, figures);
      printed.push(
        ids.map((id) => publishFigure(id, made, []).cells.map(({ value, state }) => value ?? state)),
      );
      published.push(made);
    }
    expect(printed[1]).toEqual(printed[0]);
    expect(printed[2]).toEqual(printed[0]);
  });

  test('asks nothing of a later report without that table: its sums were hidden with the year, not for their own sake', async () => {
    const first = await protectFigures(
      computeFigures(definitions, inputsFor(['2024'], rows(50))),
      used,
      new Map(),
      5,
    );
    const figures = computeFigures(definitions, inputsFor(['2024', '2025'], rows(49)));
    const published = [first];
    const second = await protectFigures(figures, used, madeKnownBy(...published), 5, figures);
    published.push(second);
    const third = await protectFigures(
      figures,
      ['cases.total', 'cases.anonymous'],
      madeKnownBy(...published),
      5,
      figures,
    );
    expect([...third.withheld.keys(), ...third.coarsened.keys()]).toEqual([]);
    const printed = (made: ProtectedFigures) => publishFigure('cases.anonymous', made, []).cells;
    expect(printed(third)).toEqual(printed(second));
  });

  test('stays as published in every table that shares a count with the one that changed', async () => {
    const protection = await reports();
    const { cells } = publishFigure('cases.followed-up', protection, []);
    const year = cells.filter((cell) => cell.at['year'] === '2024');
    expect(year.map((cell) => cell.value)).toEqual(['10', '12', '22']);
    expect(year.every((cell) => cell.note?.en.includes('as published earlier'))).toBe(true);
  });

  test.each([12, 0])(
    'has no row for what is not recorded where it had none: of whom something is unknown now is not stated (%d did not come back)',
    async (amount) => {
      const then = rows(50).map((row) => (row.reopened === 'no' ? { ...row, amount } : row));
      const printed = async (reopened: string | null) => {
        const named = then.map((row) =>
          row.received === '2024' && row.amount === 50 ? { ...row, amount: 49 } : row,
        );
        const now = [...named, { received: '2024', anonymous: 'yes', reopened, amount: 1 }];
        const ids = [...used, 'cases.followed-up-share'];
        const made = await reportAfter(['2024'], then, now, ids);
        return ids.map((id) => publishFigure(id, made, []));
      };
      // One case of 2024 was anonymous after all; whether its reporter came back was recorded, or it was not.
      const [recorded, unknown] = await Promise.all([printed('yes'), printed(null)]);
      expect(unknown).toEqual(recorded);
      expect(unknown.flatMap(({ cells }) => cells).some(({ at }) => at['reopened'] === notRecorded)).toBe(
        false,
      );
    },
  );

  test('shows nothing in a table that was not there then: neither dots nor zeros, which would disclose as much', async () => {
    const ids = ['cases.total', 'cases.anonymous'];
    const made = await reportAfter(['2024'], rows(50), rows(49), ids, [...ids, 'cases.crossed']);
    const { cells } = publishFigure('cases.crossed', made, []);
    const inner = cells.filter(
      ({ at }) => at['year'] === '2024' && at['anonymous'] !== '*' && at['reopened'] !== '*',
    );
    expect(inner.length).toBeGreaterThan(0);
    expect(new Set(inner.map(({ state }) => state))).toEqual(new Set(['cannot-be-computed']));
    // Nor does it in the edition after that: it is not remembered as hidden.
    const known = madeKnownBy(made);
    expect(known.has('cases(anonymous=no,received=2024)')).toBe(true);
    expect(known.has('cases(anonymous=no,received=2024,reopened=yes)')).toBe(false);
    expect(cells.filter(({ at }) => at['year'] === '2025').some(({ state }) => state === 'nil')).toBe(true);
  });

  test('leaves out a table that would show nothing else', async () => {
    const ids = ['cases.total', 'cases.anonymous'];
    const of2024 = (amount: number) => rows(amount).filter(({ received }) => received === '2024');
    const first = await protectFigures(
      computeFigures(defined, inputsFor(['2024'], of2024(50))),
      ids,
      new Map(),
      5,
    );
    const second = await protectFigures(
      computeFigures(defined, inputsFor(['2024'], of2024(49))),
      [...ids, 'cases.crossed'],
      madeKnownBy(first),
      5,
    );
    expect([...second.withheld.keys()]).toEqual(['cases.crossed']);
  });

  test('does not show through sums over the years of another table: of which kind the case was stays unknown', async () => {
    const protection = await reports();
    for (const id of ['cases.anonymous', 'cases.followed-up']) {
      const sums = publishFigure(id, protection, []).cells.filter(({ at }) => at['year'] === '*');
      const parts = sums.filter(({ at }) =>
        Object.values(at).some((code) => code === 'yes' || code === 'no'),
      );
      expect([id, ...parts.map((cell) => cell.state)]).toEqual([id, 'suppressed', 'suppressed']);
    }
  });

  test('stays as published too where only its total was printed: a case that left a hidden number narrows no other', async () => {
    // Of the three years seven anonymous ones were printed, none of a year. Now they are six: together with the new total of
    // 2024 four at most would be left for each.
    const ids = ['cases.total', 'cases.anonymous'];
    const protection = await reportAfter(['2022', '2023', '2024'], rowsWith(4), rowsWith(3), ids);
    const { cells } = publishFigure('cases.anonymous', protection, []);
    const states = (year: string) => cells.filter(({ at }) => at['year'] === year).map(({ state }) => state);
    expect(states('2024')).toEqual(['suppressed', 'suppressed', 'value']);
    expect(states('2025')).toEqual(['value', 'value', 'value']);
  });

  test('is remembered as published by a report that leaves the table out: no new total makes its hidden numbers narrow', async () => {
    const ids = ['cases.total', 'cases.anonymous'];
    const years = ['2022', '2023', '2024'];
    const protection = await reportAfter(years, rowsWith(4), rowsWith(3), ids, ['cases.total']);
    expect(protection.withheld.size).toBe(0);
  });
});
