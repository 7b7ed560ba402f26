import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowPerHundredStaff } from '../../figures/counting/derive.ts';
import { cellAt } from '../../figures/cubes/cube.ts';
import { equal, rational } from '../../figures/cubes/rational.ts';
import type { ReportedValue } from '../../figures/cubes/reported-value.ts';
import { computeFigures, type FigureInputs, isCube } from '../../figures/definition.ts';
import { figureMaker } from '../../figures/figure-maker.ts';
import { parsePeriod } from '../../organisation/period.ts';
import type { HeadcountDefinition, Unit } from '../../organisation/structure.ts';
import { sameText, text } from '../../platform/language/text.ts';
import { staff } from './register.ts';

const unit = (key: string, parent: string | null, from: string | null, until: string | null): Unit => ({
  key,
  level: 'unit',
  type: 'other',
  from,
  until,
  names: [{ name: sameText(key), abbreviation: null, from: null, until: null }],
  parents: parent === null ? [] : [{ parent, origin: 'source', from: null, until: null }],
  policies: [],
  externalAuthority: false,
});

const make = figureMaker({
  register: 'talks',
  population: sameText('all'),
  protection: { class: 'open', reason: sameText('none') },
  source: 'test',
});
const figures = [
  ...staff.figures,
  make.reported('held', { field: 'talks.held', counts: 'conversation' }, sameText('Held'), sameText('Held')),
  make.derived(
    'per-100-staff',
    ['talks.held', 'staff.time-weighted'],
    { unit: 'per-100-staff', decimals: 1 },
    'conversation',
    sameText('Rate'),
    sameText('Rate'),
    flowPerHundredStaff,
  ),
];

const stated = (field: string, key: string, value: number, more: Partial<ReportedValue> = {}) => ({
  field,
  part: '',
  unit: key,
  period: '2024',
  state: 'value' as const,
  value: String(value),
  note: null,
  ...more,
});

/** Concern C, ministry M with W (the whole year), A (until the day) and B (from the day). */
const inputs = (
  day: string,
  reported: readonly ReportedValue[],
  moment: HeadcountDefinition['moment'] = 'reference-date',
): FigureInputs => ({
  period: parsePeriod('2024'),
  years: [parsePeriod('2024')],
  yearStart: { month: 1 },
  structure: {
    root: 'C',
    units: [
      unit('C', null, null, null),
      unit('M', 'C', null, null),
      unit('W', 'M', null, null),
      unit('A', 'M', null, day),
      unit('B', 'M', day, null),
    ],
    successions: [],
    headcountDefinitions: [{ key: 'd', basis: 'persons', moment, population: sameText('all') }],
  },
  codes: new Map(),
  facts: new Map(),
  reported,
  gaps: new Map(),
});

const cellOf = (given: FigureInputs, id: string, key?: string) => {
  const answer = computeFigures(figures, given).answer(id);
  if (!isCube(answer)) throw new Error(answer.cannot.en);
  return cellAt(answer, { year: '2024', ...(key ? { unit: key } : {}) });
};
const headcount = (key: string, value: number, more: Partial<ReportedValue> = {}) =>
  stated('staff.headcount', key, value, more);

const dayOf2024 = fc
  .integer({ min: 1, max: 365 })
  .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
const size = fc.integer({ min: 10, max: 5000 });

describe('Staff weighted by time', () => {
  test('two halves of a year add up to the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(dayOf2024, size, size, (day, divided, whole) => {
        const given = inputs(day, [headcount('W', whole), headcount('A', divided), headcount('B', divided)]);
        const sum = cellOf(given, 'staff.time-weighted', 'M').value;
        return sum !== undefined && equal(sum, rational(divided + whole));
      }),
    );
  });

  test('a unit that existed the whole year is the headcount, cell for cell', () => {
    fc.assert(
      fc.property(dayOf2024, size, size, (day, whole, part) => {
        const given = inputs(day, [headcount('W', whole), headcount('A', part)]);
        expect(cellOf(given, 'staff.time-weighted', 'W')).toEqual(cellOf(given, 'staff.headcount', 'W'));
      }),
    );
  });

  test('a rate divides by the weighted staff and says whose staff was weighted, above the unit too', () => {
    const given = inputs('2024-07-01', [
      headcount('W', 500),
      headcount('A', 366),
      headcount('B', 0, { state: 'nil' }),
      stated('talks.held', 'A', 91),
      stated('talks.held', 'W', 9),
      stated('talks.held', 'B', 0, { state: 'nil' }),
    ]);
    const note = {
      nl: 'personeel naar tijd gewogen: A bestond 182 van de 366 dagen',
      en: 'staff weighted by time: A existed 182 of the 366 days',
    };
    expect(cellOf(given, 'talks.per-100-staff', 'A')).toMatchObject({ value: rational(50), note });
    expect(cellOf(given, 'talks.per-100-staff', 'M')).toMatchObject({ value: rational(10_000, 682), note });
    expect(cellOf(given, 'talks.per-100-staff')).toMatchObject({ value: rational(10_000, 682), note });
    expect(cellOf(given, 'talks.per-100-staff', 'W').note).toBeUndefined();
    expect(cellOf(given, 'staff.headcount', 'M').value).toEqual(rational(866));
  });

  test('a note of the flow and that of its base stand together', () => {
    const given = inputs('2024-07-01', [
      headcount('A', 366),
      stated('talks.held', 'A', 91, { state: 'estimated', note: text('geschat', 'estimated') }),
    ]);
    expect(cellOf(given, 'talks.per-100-staff', 'A')).toMatchObject({
      state: 'estimated',
      note: { en: 'estimated; staff weighted by time: A existed 182 of the 366 days' },
    });
  });

  test('a ministry that stated its own staff existed the whole year: its units weigh on nothing above it', () => {
    const given = inputs('2024-07-01', [headcount('M', 900), headcount('A', 366)]);
    expect(cellOf(given, 'staff.time-weighted', 'M')).toEqual(cellOf(given, 'staff.headcount', 'M'));
    expect(cellOf(given, 'staff.time-weighted')).toEqual(cellOf(given, 'staff.headcount'));
    expect(cellOf(given, 'staff.time-weighted', 'A').value).toEqual(rational(182));
  });

  test('an average over the year holds part-year units for their part already', () => {
    const given = inputs('2024-07-01', [headcount('W', 500), headcount('A', 366)], 'average');
    expect(cellOf(given, 'staff.time-weighted', 'A').value).toEqual(rational(366));
  });
});
