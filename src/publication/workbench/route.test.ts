import { describe, expect, test } from 'vitest';
import { readProfile } from '../../codes/profile.ts';
import { embargoOf, type RouteEvent, type RouteStep, routeOf, routeState } from './route.ts';

const step = (place: number, act: 'read' | 'sign', unit: string | null = null): RouteStep => ({
  id: `stap-${place}`,
  place,
  act,
  role: act === 'read' ? null : 'head',
  unit,
});
const route = [step(1, 'read'), step(2, 'sign', 'A'), step(3, 'sign', 'B')];

let number = 0;
const event = (kind: RouteEvent['kind'], given: Partial<RouteEvent> = {}): RouteEvent => ({
  id: `gebeurtenis-${++number}`,
  kind,
  reading: 'versie-1',
  step: null,
  outcome: null,
  reason: null,
  actingAs: null,
  replaces: null,
  hash: null,
  reference: null,
  signer: null,
  day: null,
  until: null,
  about: null,
  failed: null,
  nextPeriod: null,
  version: null,
  by: 'iemand',
  at: '2026-01-01T00:00:00.000Z',
  ...given,
});
const read = event('read', { step: 'stap-1', outcome: 'agreed' });
const kinds = (events: readonly RouteEvent[], reading: string | null = 'versie-1') =>
  routeState(route, events, reading).steps.map(({ state }) => state.kind);

describe('The route of a report', () => {
  test('has no step to take while there is nothing to read', () => {
    expect(kinds([], null)).toEqual(['not-yet', 'not-yet', 'not-yet']);
    expect(routeState(route, [], null).isDone).toBe(false);
  });

  test('is read first; who signs in the same role need not wait for the other', () => {
    expect(kinds([])).toEqual(['now', 'not-yet', 'not-yet']);
    expect(kinds([read])).toEqual(['done', 'now', 'now']);
    expect(kinds([read, event('signed', { step: 'stap-3' })])).toEqual(['done', 'now', 'done']);
  });

  test('is done when everybody agreed, of this version and no other', () => {
    const all = [read, event('signed', { step: 'stap-2' }), event('signed', { step: 'stap-3' })];
    expect(routeState(route, all, 'versie-1').isDone).toBe(true);
    expect(kinds(all, 'versie-2')).toEqual(['now', 'not-yet', 'not-yet']);
  });

  test('counts a signature on paper once somebody else confirmed it', () => {
    const paper = event('paper', { step: 'stap-2' });
    expect(kinds([read, paper])).toEqual(['done', 'to-confirm', 'now']);
    const confirmed = event('confirmed', { step: 'stap-2', about: paper.id });
    expect(kinds([read, paper, confirmed])).toEqual(['done', 'done', 'now']);
  });

  test('stands still where it was sent back, until there is another version', () => {
    const back = event('returned', { step: 'stap-2', reason: 'anders' });
    expect(kinds([read, back])).toEqual(['done', 'returned', 'not-yet']);
    expect(routeState(route, [read, back], 'versie-1')).toMatchObject({ isDone: false, now: null });
    expect(kinds([read, back], 'versie-2')).toEqual(['now', 'not-yet', 'not-yet']);
  });

  test('is held back by the last embargo that was not lifted', () => {
    const until = '2026-05-01T08:00:00.000Z';
    expect(embargoOf([event('embargo', { until })])).toBe(until);
    expect(embargoOf([event('embargo', { until }), event('lifted')])).toBeNull();
  });
});

test('A profile says who signs at which level: each unit that stands there on that day', async () => {
  const profile = await readProfile('profiles/rijk');
  const unit = (key: string, level: string, until: string | null = null) => ({
    key,
    level,
    type: level,
    from: null,
    until,
    names: [],
    parents: [],
    policies: [],
    externalAuthority: false,
  });
  const structure = {
    root: 'C',
    units: [
      unit('C', 'concern'),
      unit('A', 'ministry'),
      unit('B', 'ministry'),
      unit('Z', 'ministry', '2020-01-01'),
    ],
    successions: [],
    headcountDefinitions: [],
  };
  expect(routeOf(profile, structure, '2026-01-01')).toEqual([
    { act: 'read', role: null, unit: null },
    { act: 'sign', role: 'head', unit: null },
  ]);
  const asked = { reportRoute: [{ act: 'sign', role: 'head', level: 'ministry' }] as const };
  expect(routeOf({ reportRoute: [...asked.reportRoute] }, structure, '2026-01-01')).toEqual([
    { act: 'sign', role: 'head', unit: 'A' },
    { act: 'sign', role: 'head', unit: 'B' },
  ]);
});
