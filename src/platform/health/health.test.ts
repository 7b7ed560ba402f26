import { describe, expect, test } from 'vitest';
import { type HealthFacts, type HealthLine, healthLines, healthOf, type Surroundings } from './health.ts';

const facts: HealthFacts = {
  isSet: true,
  undelivered: false,
  refused: false,
  retries: false,
  stuck: false,
  late: false,
  failed: false,
  backup: '2026-11-30',
  drill: '2026-09-01',
  chain: '2026-12-01',
  chainRight: true,
  secretEnds: null,
  day: '2026-12-01',
};
const around: Surroundings = {
  isMigrated: true,
  free: { bytes: 1e12, share: 0.5 },
  channel: { state: 'open', until: '2027-11-30' },
};

const light = (line: HealthLine, given: Partial<HealthFacts>, surroundings: Partial<Surroundings> = {}) =>
  healthOf({ ...facts, ...given }, { ...around, ...surroundings }).find((one) => one.line === line)?.light;

describe('How everything is doing', () => {
  test('is a light for each thing that may go wrong, green where all is well', () => {
    const verdicts = healthOf(facts, around);
    expect(verdicts.map(({ line }) => line)).toEqual([...healthLines]);
    expect(new Set(verdicts.map((one) => one.light))).toEqual(new Set(['green']));
  });

  test('a database that is behind is red', () => {
    expect(light('database', {}, { isMigrated: false })).toBe('red');
  });

  test('a disk is watched by its share and by what is left', () => {
    const free = (bytes: number, share: number) => light('disk', {}, { free: { bytes, share } });
    expect([free(1e12, 0.14), free(4e9, 0.5), free(1e12, 0.04), free(9e8, 0.5)]).toEqual([
      'amber',
      'amber',
      'red',
      'red',
    ]);
  });

  test('mail that is not set is amber, that waits again amber, that did not arrive or may not come in red', () => {
    expect(light('mail', { isSet: false })).toBe('amber');
    expect(light('mail', { retries: true })).toBe('amber');
    for (const one of ['undelivered', 'refused', 'stuck'] as const)
      expect(light('mail', { [one]: true })).toBe('red');
  });

  test('what was not recorded is amber; what was long ago becomes amber, then red', () => {
    for (const line of ['backup', 'drill', 'chain'] as const)
      expect(light(line, { [line]: null })).toBe('amber');
    const backups = ['2026-11-29', '2026-11-28', '2026-11-24', '2026-11-23'];
    expect(backups.map((backup) => light('backup', { backup }))).toEqual(['green', 'amber', 'amber', 'red']);
    const drills = ['2026-06-01', '2026-05-31', '2025-11-30', '2025-11-29'];
    expect(drills.map((drill) => light('drill', { drill }))).toEqual(['green', 'amber', 'amber', 'red']);
  });

  test('a secret is told of sixty days before its last day, and red in the last week', () => {
    const ends = ['2027-01-31', '2027-01-30', '2026-12-09', '2026-12-08', '2026-11-30'];
    expect(ends.map((secretEnds) => light('secrets', { secretEnds }))).toEqual([
      'green',
      'amber',
      'amber',
      'red',
      'red',
    ]);
  });

  test('who receives reports is told of sixty days before the lists end, red in the last fourteen and when closed', () => {
    const channel = (until: string, state: 'open' | 'closed' | 'not-set' = 'open') =>
      light('channel', {}, { channel: { state, until } });
    expect(['2027-01-31', '2027-01-30', '2026-12-16', '2026-12-15'].map((until) => channel(until))).toEqual([
      'green',
      'amber',
      'amber',
      'red',
    ]);
    expect([channel('2027-11-30', 'closed'), channel('2027-11-30', 'not-set')]).toEqual(['red', 'amber']);
  });

  test('a chain that is not right is red, however new', () => {
    expect(light('chain', { chainRight: false })).toBe('red');
  });
});
