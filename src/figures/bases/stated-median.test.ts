import { describe, expect, test } from 'vitest';
import { inputsOf } from '../../../tests/makers/figures.ts';
import { text } from '../../platform/language/text.ts';
import { cellAt } from '../cubes/cube.ts';
import { rational } from '../cubes/rational.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';
import { computeFigures, isCube } from '../definition.ts';
import { figureMaker } from '../figure-maker.ts';
import { statedMedian } from './stated-median.ts';

const make = figureMaker({
  register: 'declarations',
  population: text('opgaven', 'declarations'),
  protection: { class: 'open', reason: text('telt opgaven', 'counts declarations') },
  source: 'test',
});
const nothing = text('', '');
const figures = [
  make.reported('checked', { field: 'declarations.checked', counts: 'person' }, nothing, nothing),
  statedMedian(make.reported('weeks', { field: 'declarations.days', counts: 'day' }, nothing, nothing), {
    field: 'declarations.days',
    stated: 'days',
    cases: 'declarations.checked',
  }),
];

const said = (field: string, unit: string, value: string | null, more: Partial<ReportedValue> = {}) => ({
  ...{ field: `declarations.${field}`, part: '', unit, period: '2025', note: null },
  ...{ state: value === null ? ('not-reported' as const) : ('value' as const), value },
  ...more,
});

function weeks(reported: readonly ReportedValue[], year = '2025') {
  const unit = (key: string, parent: string | null) => ({
    ...{ key, level: 'unit', type: 'other', from: null, until: null, names: [], policies: [] },
    parents: parent ? [{ parent, origin: 'source' as const, from: null, until: null }] : [],
    externalAuthority: false,
  });
  const named = (key: string, parent: string | null) => ({
    ...unit(key, parent),
    names: [{ name: text(key, key), abbreviation: null, from: null, until: null }],
  });
  const inputs = inputsOf(['2024', '2025'], {
    structure: {
      root: 'C',
      units: [named('C', null), named('M', 'C'), named('N', 'C')],
      successions: [],
      headcountDefinitions: [],
    },
    reported,
  });
  const answer = computeFigures(figures, inputs).answer('declarations.weeks');
  if (!isCube(answer)) throw new Error(answer.cannot.en);
  expect(answer.unit).toBe('weeks');
  expect([...answer.cells.keys()]).toEqual(['2024', '2025']);
  return cellAt(answer, { year });
}

describe('A median that was returned', () => {
  test.each([
    ['10', 1],
    ['11', 2],
    ['0', 0],
  ])('of %s days is %s weeks, half a week upward', (days, expected) => {
    const cell = weeks([said('checked', 'C', '10'), said('days', 'C', days)]);
    expect(cell.value).toEqual(rational(expected));
  });

  test('of ministries is not added up or averaged: without one for the whole there is none', () => {
    const cell = weeks([said('checked', 'C', '40'), said('days', 'M', '7'), said('days', 'N', '21')]);
    expect(cell.state).toBe('cannot-be-computed');
    expect(cell.note?.nl).toContain('niet samen te nemen');
    const beside = weeks([said('checked', 'C', '40'), said('days', 'M', '7'), said('days', 'C', '14')]);
    expect(beside.value).toEqual(rational(2));
  });

  test('over years is none: every year has its own', () => {
    const reported = [
      said('checked', 'C', '40', { period: '2024' }),
      said('days', 'C', '14', { period: '2024' }),
    ];
    expect(weeks(reported, '2024').value).toEqual(rational(2));
    expect(weeks(reported, '2025').state).toBe('not-recorded');
  });

  test('over fewer than ten cases, or over nobody knows how many, is not printed', () => {
    expect(weeks([said('checked', 'C', '9'), said('days', 'C', '14')]).note?.nl).toBe('minder dan 10 zaken');
    expect(weeks([said('days', 'C', '14')]).note?.nl).toBe('het aantal zaken is niet opgegeven');
    // The cases of the units are added up, the medians are not.
    expect(
      weeks([said('checked', 'M', '6'), said('checked', 'N', '6'), said('days', 'C', '14')]).value,
    ).toEqual(rational(2));
  });

  test('that was not returned, not asked or estimated says so', () => {
    expect(weeks([said('checked', 'C', '40')]).state).toBe('not-recorded');
    expect(weeks([said('checked', 'C', '40'), said('days', 'C', null)]).state).toBe('not-reported');
    expect(weeks([said('days', 'C', null, { state: 'not-asked' })]).state).toBe('not-asked');
    expect(
      weeks([said('checked', 'C', '40'), said('days', 'C', '14', { state: 'estimated' })]),
    ).toMatchObject({ state: 'estimated', value: rational(2) });
  });
});
