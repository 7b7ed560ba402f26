import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { profilesFolder } from '../../app.ts';
import { type Profile, profileFromFiles, readProfile } from '../profile.ts';
import { sameThresholds, thresholdsOf } from '../thresholds.ts';
import { SettingsRefused } from './code-changes.ts';
import { differences } from './differences.ts';
import { type PartChange, withPart } from './profile-parts.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await readProfile(join(profilesFolder, 'gemeente'));
});

const changedBy = (change: PartChange) => profileFromFiles(withPart(profile.files, change), null);
const told = (change: PartChange) => differences(profile, changedBy(change));
const refusal = (change: PartChange): string => {
  try {
    withPart(profile.files, change);
  } catch (error) {
    if (error instanceof SettingsRefused) return error.code;
    throw error;
  }
  return 'taken';
};

const levels = () => ({ levels: profile.levels, unitTypes: profile.unitTypes });
const texts = () => ({
  yearName: profile.yearName,
  giftRule: profile.policies.giftRule,
  contact: profile.contact,
});
const day = (date: string, nl: string) => ({ date, name: { nl, en: nl } });

describe('Another text, name, title or holiday', () => {
  test('changes that and nothing else of the profile', () => {
    const changed = changedBy({
      part: 'texts',
      to: { ...texts(), yearName: { nl: 'Boekjaar', en: 'Year' } },
    });
    expect(changed.yearName).toEqual({ nl: 'Boekjaar', en: 'Year' });
    const { yearName: _now, files: _files, ...rest } = changed;
    const { yearName: _was, files: _before, ...before } = profile;
    expect(rest).toEqual(before);
    expect(sameThresholds(thresholdsOf(changed.files), thresholdsOf(profile.files))).toBe(true);
  });

  test('is told in a sentence, in the language of the name that changed', () => {
    const giftRule = { nl: 'Geen geschenken.', en: profile.policies.giftRule.en };
    const [rule, ...more] = told({ part: 'texts', to: { ...texts(), giftRule } });
    expect(more).toEqual([]);
    expect(rule?.nl).toMatch(/^Regel voor geschenken: „Geen geschenken\.”, was „/);
    expect(rule?.en).toMatch(/^Rule for gifts \(Dutch\): “Geen geschenken\.”, was “/);
    const renamed = profile.levels.map((one) =>
      one.key === 'team' ? { ...one, name: { nl: 'groep', en: 'team' } } : one,
    );
    expect(told({ part: 'levels', to: { ...levels(), levels: renamed } }).map(({ nl }) => nl)).toEqual([
      'Niveau team: „groep”, was „team”.',
    ]);
    const titles = { ...profile.titles, decider: { nl: 'algemeen directeur', en: 'general director' } };
    expect(told({ part: 'titles', to: titles }).map(({ en }) => en)).toEqual([
      'Who decides: “general director”, was “municipal secretary”.',
    ]);
  });

  test('of one year leaves the holidays of others, in the order of their days', () => {
    const days = [day('2027-05-05', 'Bevrijdingsdag'), day('2027-01-02', 'Stadsdag')];
    const changed = changedBy({ part: 'holidays', to: { year: '2027', days } });
    const dates = changed.holidays.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(dates.filter((date) => date.startsWith('2027'))).toEqual(['2027-01-02', '2027-05-05']);
    expect(changed.holidays.filter(({ date }) => !date.startsWith('2027'))).toEqual(
      profile.holidays.filter(({ date }) => !date.startsWith('2027')),
    );
    const sentences = differences(profile, changed).map(({ nl }) => nl);
    expect(sentences).toContain('Feestdag erbij: 2 januari 2027 (Stadsdag).');
    expect(sentences.filter((one) => one.startsWith('Feestdag weg')).length).toBeGreaterThan(3);
  });

  test('is refused where nothing changes, a key comes or goes, or two would be called alike', () => {
    expect(refusal({ part: 'texts', to: texts() })).toBe('nothing');
    expect(refusal({ part: 'levels', to: levels() })).toBe('nothing');
    expect(refusal({ part: 'levels', to: { ...levels(), levels: profile.levels.slice(1) } })).toBe('changed');
    expect(refusal({ part: 'titles', to: { ...profile.titles, mayor: { nl: 'a', en: 'b' } } })).toBe(
      'changed',
    );
    const alike = profile.levels.map((one) =>
      one.key === 'team' ? { ...one, name: { nl: ' AFDELING', en: 'x' } } : one,
    );
    expect(refusal({ part: 'levels', to: { ...levels(), levels: alike } })).toBe('level team');
    const kinds = profile.unitTypes.map((one, index) =>
      index === 0 ? { ...one, name: { nl: 'x', en: profile.unitTypes[1]?.key ?? '' } } : one,
    );
    expect(refusal({ part: 'levels', to: { ...levels(), unitTypes: kinds } })).toBe(
      `type ${profile.unitTypes[0]?.key}`,
    );
  });

  test('of a day outside the year, or twice, is refused with that day', () => {
    for (const days of [[day('2028-01-01', 'x')], [day('2027-01-01', 'x'), day('2027-01-01', 'y')]])
      expect(refusal({ part: 'holidays', to: { year: '2027', days } })).toBe(`day ${days[0]?.date}`);
  });
});
