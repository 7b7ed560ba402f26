import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { levelName, ProfileError, readProfile } from './profile.ts';

const folder = (key: string) => join(import.meta.dirname, '../../profiles', key);

describe('A profile', () => {
  test('of central government, of a municipality and of an English-speaking agency can all be read', async () => {
    const profiles = await Promise.all(['rijk', 'gemeente', 'agency'].map((key) => readProfile(folder(key))));
    expect(profiles.map((profile) => profile.levels.map((level) => level.key))).toEqual([
      ['concern', 'ministry', 'unit'],
      ['gemeente', 'domein', 'team'],
      ['agency', 'division'],
    ]);
    expect(profiles.map((profile) => profile.yearStart.month)).toEqual([1, 1, 4]);
  });

  test('carries every code list that the registers use', async () => {
    const lists = await Promise.all(
      ['rijk', 'gemeente', 'agency'].map(async (key) => [...(await readProfile(folder(key))).codes.keys()]),
    );
    expect(lists[1]).toEqual(lists[0]);
    expect(lists[2]).toEqual(lists[0]);
  });

  test('names its own levels', async () => {
    expect(levelName(await readProfile(folder('gemeente')), 'domein', 'plural').nl).toBe('domeinen');
  });

  test('that is not there is refused with the name of the file', async () => {
    await expect(readProfile(folder('nergens'))).rejects.toThrow(ProfileError);
    await expect(readProfile(folder('nergens'))).rejects.toThrow(/profile\.json/);
  });
});
