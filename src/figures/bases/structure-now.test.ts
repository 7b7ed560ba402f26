import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../organisation/period.ts';
import type { Structure, Succession } from '../../organisation/structure.ts';
import { sameText } from '../../platform/language/text.ts';
import type { ReportedValue } from '../cubes/reported-value.ts';
import { reportedInStructureNow } from './structure-now.ts';

const unit = (key: string) => ({
  key,
  level: 'unit',
  type: 'other',
  from: null,
  until: null,
  names: [{ name: sameText(key), abbreviation: null, from: null, until: null }],
  parents: [],
  policies: [],
  externalAuthority: false,
});
const structure = (successions: readonly Succession[]): Structure => ({
  root: 'C',
  units: ['C', 'A', 'B', 'N', 'Z'].map(unit),
  successions,
  headcountDefinitions: [],
});
const stated = (
  key: string,
  value: string | null,
  state: ReportedValue['state'] = 'value',
): ReportedValue => ({ field: 'f', part: '', unit: key, period: '2024', state, value, note: null });
const years = [parsePeriod('2024'), parsePeriod('2025')];
const step = (
  kind: Succession['kind'],
  from: string,
  to: string,
  share: string | null = null,
): Succession => ({ kind, from, to, on: '2025-01-01', share });
const now = (values: readonly ReportedValue[], successions: readonly Succession[]) =>
  reportedInStructureNow(values, structure(successions), years).map(({ unit: key, state, value }) => [
    key,
    state,
    value,
  ]);

describe('Earlier years in the structure of now', () => {
  test('a renamed or moved unit keeps its number under its successor', () => {
    expect(now([stated('A', '40')], [step('rename', 'A', 'N')])).toEqual([['N', 'value', '40']]);
  });

  test('merged units are added up', () => {
    expect(now([stated('A', '40'), stated('B', '2')], [step('merge', 'A', 'B')])).toEqual([
      ['B', 'value', '42'],
    ]);
  });

  test('a split with a key is divided by it, and says that it is an estimate', () => {
    expect(
      now([stated('A', '40')], [step('split', 'A', 'N', '3/5'), step('split', 'A', 'Z', '2/5')]),
    ).toEqual([
      ['N', 'estimated', '24'],
      ['Z', 'estimated', '16'],
    ]);
  });

  test('a split without a key refuses to be compared', () => {
    expect(now([stated('A', '40')], [step('split', 'A', 'N'), step('split', 'A', 'Z')])).toEqual([
      ['N', 'cannot-be-computed', null],
      ['Z', 'cannot-be-computed', null],
    ]);
  });

  test('a merged unit of which one part did not report is partial', () => {
    expect(now([stated('A', null, 'not-reported'), stated('B', '2')], [step('merge', 'A', 'B')])).toEqual([
      ['B', 'partial', '2'],
    ]);
  });

  test('a part that was split off and later merged or split again counts where it ended', () => {
    const later = (kind: Succession['kind'], from: string, to: string, share: string | null = null) => ({
      ...step(kind, from, to, share),
      on: '2025-07-01',
    });
    const split = [step('split', 'A', 'N', '3/5'), step('split', 'A', 'Z', '2/5')];
    expect(now([stated('A', '40'), stated('B', '2')], [...split, later('merge', 'Z', 'B')])).toEqual([
      ['N', 'estimated', '24'],
      ['B', 'estimated', '18'],
    ]);
    expect(
      now([stated('A', '40')], [...split, later('split', 'N', 'B', '1/2'), later('split', 'N', 'C', '1/2')]),
    ).toEqual([
      ['B', 'estimated', '12'],
      ['C', 'estimated', '12'],
      ['Z', 'estimated', '16'],
    ]);
    expect(now([stated('A', '40')], [...split, later('split', 'N', 'B'), later('split', 'N', 'C')])).toEqual([
      ['B', 'cannot-be-computed', null],
      ['C', 'cannot-be-computed', null],
      ['Z', 'cannot-be-computed', null],
    ]);
  });

  test('a name that came back makes no circle', () => {
    const back = { ...step('rename', 'N', 'A'), on: '2025-07-01' };
    expect(now([stated('A', '40')], [step('rename', 'A', 'N'), back])).toEqual([['A', 'value', '40']]);
  });
});
