import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellAt } from '../../figures/cubes/cube.ts';
import { factTable } from '../../figures/cubes/facts.ts';
import { rational } from '../../figures/cubes/rational.ts';
import type { ReportedValue } from '../../figures/cubes/reported-value.ts';
import { type ComputedFigures, computeFigures, type FigureInputs, isCube } from '../../figures/definition.ts';
import { parsePeriod } from '../../organisation/period.ts';
import type { Unit } from '../../organisation/structure.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { statementsBesideRecords } from './checks.ts';
import { outsideActivityFigures } from './figures.ts';

const unit = (key: string, parent: string | null): Unit => ({
  key,
  level: 'unit',
  type: 'other',
  from: null,
  until: null,
  names: [{ name: sameText(key), abbreviation: null, from: null, until: null }],
  parents: parent === null ? [] : [{ parent, origin: 'source', from: null, until: null }],
  policies: [],
  externalAuthority: false,
});

const stated = (key: string, value: string | null, more: Partial<ReportedValue> = {}): ReportedValue => ({
  field: 'outside-activities.activities',
  part: '',
  unit: key,
  period: '2024',
  state: value === null ? 'not-reported' : 'value',
  value,
  note: null,
  ...more,
});

/** Concern C, ministry M with units R (keeps records), S (makes a return) and B (does both). */
const inputs = (
  reported: readonly ReportedValue[],
  kept: Readonly<Record<string, number>>,
  more: Partial<FigureInputs> = {},
): FigureInputs => ({
  period: parsePeriod('2024'),
  years: [parsePeriod('2024')],
  yearStart: { month: 1 },
  structure: {
    root: 'C',
    units: [unit('C', null), unit('M', 'C'), unit('R', 'M'), unit('S', 'M'), unit('B', 'M')],
    successions: [],
    headcountDefinitions: [],
  },
  codes: new Map(),
  facts: new Map([
    [
      'outside-activities',
      factTable(
        'outside-activities',
        ['year', 'unit', 'paid'],
        Object.entries(kept).map(([key, amount]) => ({ year: '2024', unit: key, paid: null, amount })),
      ),
    ],
  ]),
  reported,
  gaps: new Map(),
  ...more,
});

const cellOf = (figures: ComputedFigures, id: string, key?: string) => {
  const answer = figures.answer(`outside-activities.${id}`);
  if (!isCube(answer)) throw new Error(answer.cannot.en);
  return cellAt(answer, { year: '2024', ...(key ? { unit: key } : {}) });
};
const figuresOf = (given: FigureInputs) => computeFigures(outsideActivityFigures, given);
const reason = {
  figure: 'outside-activities.declared',
  unit: 'B',
  period: '2024',
  reason: text('drie opgaven zijn dubbel', 'three declarations are double'),
};

describe('Outside activities from records and returns', () => {
  test('a ministry adds up the records of one unit and the return of another', () => {
    const figures = figuresOf(inputs([stated('S', '30')], { R: 12 }));
    expect(cellOf(figures, 'declared', 'R').value).toEqual(rational(12));
    expect(cellOf(figures, 'declared', 'S').value).toEqual(rational(30));
    expect(cellOf(figures, 'declared', 'M')).toMatchObject({ state: 'partial', value: rational(42) });
    expect(cellOf(figures, 'declared', 'M').note?.nl).toBe('zonder B');
    expect(cellOf(figures, 'declared').value).toEqual(rational(42));
  });

  test('both existing and equal need no reason, and an estimate that records bear out is no estimate any more', () => {
    const figures = figuresOf(
      inputs([stated('S', '30'), stated('B', '7', { state: 'estimated' })], { R: 12, B: 7 }),
    );
    expect(cellOf(figures, 'declared', 'B')).toMatchObject({ state: 'value', value: rational(7) });
    expect(cellOf(figures, 'declared', 'M')).toMatchObject({ state: 'value', value: rational(49) });
  });

  test('both existing and differing without a reason cannot be computed, and the cell says why', () => {
    const figures = figuresOf(inputs([stated('S', '30'), stated('B', '10')], { R: 12, B: 7 }));
    const cell = cellOf(figures, 'declared', 'B');
    expect(cell.state).toBe('cannot-be-computed');
    expect(cell.note?.nl).toContain('registratie 7, jaaropgave 10');
    expect(cell.note?.nl).toContain('waarom zij verschillen is niet vastgelegd');
    expect(cellOf(figures, 'declared', 'M')).toMatchObject({ state: 'partial', value: rational(42) });
    expect(cellOf(figures, 'declared', 'M').note?.nl).toBe('zonder B');
  });

  test('with a reason the records stand, and the cell tells both numbers and why', () => {
    const figures = figuresOf(
      inputs([stated('S', '30'), stated('B', '10')], { R: 12, B: 7 }, { basisReasons: [reason] }),
    );
    expect(cellOf(figures, 'declared', 'B')).toMatchObject({
      state: 'value',
      value: rational(7),
      note: {
        nl: 'registratie 7, jaaropgave 10: drie opgaven zijn dubbel',
        en: 'records 7, annual return 10: three declarations are double',
      },
    });
    expect(cellOf(figures, 'declared', 'M')).toMatchObject({ state: 'value', value: rational(49) });
    expect(cellOf(figures, 'declared-now', 'M')).toMatchObject({ state: 'value', value: rational(49) });
  });

  test('records below a ministry that stated itself are shown and leave its statement alone', () => {
    const figures = figuresOf(inputs([stated('M', '100')], { R: 12 }));
    expect(cellOf(figures, 'declared', 'M')).toMatchObject({ state: 'value', value: rational(100) });
    expect(cellOf(figures, 'declared').value).toEqual(rational(100));
    expect(cellOf(figures, 'declared', 'R').value).toEqual(rational(12));
    expect(cellOf(figures, 'declared', 'M').note).toBeUndefined();
  });

  test('records of the ministry itself are added to those of its units, and cover none of them', () => {
    const figures = figuresOf(inputs([stated('S', '30'), stated('B', '10')], { M: 5, R: 12 }));
    expect(cellOf(figures, 'declared', 'M')).toMatchObject({ state: 'value', value: rational(57) });
    expect(cellOf(figures, 'declared-now', 'M')).toMatchObject({ state: 'value', value: rational(57) });
    const unanswered = figuresOf(inputs([stated('S', '30')], { M: 5, R: 12 }));
    expect(cellOf(unanswered, 'declared', 'M')).toMatchObject({ state: 'partial', value: rational(47) });
  });

  test('a unit that keeps no records is no zero among the records, and the sum above it is partial', () => {
    const figures = figuresOf(inputs([stated('S', '30')], { R: 12 }));
    expect(cellOf(figures, 'recorded', 'S')).toMatchObject({
      state: 'not-recorded',
      note: { nl: 'houdt hier geen registratie van bij' },
    });
    expect(cellOf(figures, 'recorded', 'R')).toMatchObject({ state: 'value', value: rational(12) });
    expect(cellOf(figures, 'recorded', 'M')).toMatchObject({ state: 'partial', value: rational(12) });
  });

  test('a missing return is filled by records', () => {
    const figures = figuresOf(inputs([stated('R', null), stated('S', '30'), stated('B', '1')], { R: 12 }));
    expect(cellOf(figures, 'declared', 'M')).toMatchObject({ state: 'value', value: rational(43) });
  });

  test('a count that no other figure holds bears a name of its own, others keep theirs', () => {
    const figures = figuresOf(inputs([stated('S', '30'), stated('B', '1')], { R: 12 }));
    expect(cellOf(figures, 'declared', 'S').from).toEqual(cellOf(figures, 'reported', 'S').from);
    expect(cellOf(figures, 'declared', 'R').from).toEqual(cellOf(figures, 'recorded', 'R').from);
    expect(cellOf(figures, 'declared', 'M').from).toEqual(['outside-activities.declared(unit=M,year=2024)']);
  });

  test('a ministry is the sum of what each unit keeps or states, and partial exactly where one does neither', () => {
    const amount = fc.integer({ min: 1, max: 400 });
    const unitState = fc.oneof(
      fc.constant({}),
      fc.record({ stated: amount }),
      fc.record({ kept: amount }),
      amount.map((both) => ({ stated: both, kept: both })),
    );
    fc.assert(
      fc.property(fc.array(unitState, { minLength: 3, maxLength: 3 }), (states) => {
        const units = ['R', 'S', 'B'].map((key, index) => ({ key, ...states[index] }));
        const counted = units.map((one) => ('kept' in one ? one.kept : 'stated' in one ? one.stated : null));
        const reported = units.flatMap((one) => ('stated' in one ? [stated(one.key, `${one.stated}`)] : []));
        const kept = units.flatMap((one) => ('kept' in one ? [[one.key, one.kept] as const] : []));
        const cell = cellOf(figuresOf(inputs(reported, Object.fromEntries(kept))), 'declared', 'M');
        const known = counted.filter((one) => one !== null);
        if (known.length === 0) return cell.value === undefined;
        expect(cell.value).toEqual(rational(known.reduce((sum, one) => sum + one, 0)));
        return (cell.state === 'partial') === known.length < counted.length;
      }),
    );
  });

  test('a return stands beside the records of that unit and of those below it, with both numbers', () => {
    const lines = (total: string, kept: Readonly<Record<string, number>>, unit = 'M') => {
      const given = inputs([stated(unit, total)], kept);
      return statementsBesideRecords(given, figuresOf(given)).map(({ verdict, what, found }) => [
        verdict,
        what.nl,
        found.nl.split(/[:;] /)[0],
      ]);
    };
    const [some, all] = [
      { R: 12, B: 7 },
      { R: 12, B: 7, S: 3 },
    ];
    expect(lines('18', some)).toEqual([['contradicts', 'M, 2024', 'registratie 19, jaaropgave 18']]);
    expect(lines('22', some)).toEqual([['cannot-be-computed', 'M, 2024', 'registratie 19, jaaropgave 22']]);
    expect(lines('30', all)).toEqual([['differs', 'M, 2024', 'registratie 22, jaaropgave 30']]);
    expect(lines('22', all)).toEqual([['agrees', 'M, 2024', 'even veel']]);
    expect(lines('12', some, 'R')).toEqual([['agrees', 'R, 2024', 'even veel']]);
    // A unit of which both differ is told where the reason is asked.
    expect(lines('13', some, 'R')).toEqual([]);
    expect(lines('13', some, 'S')).toEqual([]);
  });

  test('the pairs that differ are listed with their reason, the others are not', () => {
    const declared = outsideActivityFigures.find((one) => one.id === 'outside-activities.declared');
    const given = inputs([stated('S', '30'), stated('B', '10'), stated('M', '100')], { R: 12, B: 7 });
    const pair = { figure: reason.figure, unit: 'B', period: '2024' };
    expect(declared?.differences?.(given)).toEqual([
      { ...pair, recorded: rational(7), stated: rational(10), reason: null },
    ]);
    expect(declared?.differences?.({ ...given, basisReasons: [reason] })).toEqual([
      { ...pair, recorded: rational(7), stated: rational(10), reason: reason.reason },
    ]);
  });
});
