import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { profilesFolder } from '../../app.ts';
import { type CodeList, codesOn, findCode, matchLabel } from '../code-lists.ts';
import { type Profile, type ProfileFiles, profileFromFiles, readProfile } from '../profile.ts';
import { type CodeChange, SettingsRefused, withCodeChange } from './code-changes.ts';
import { differences, listedCodes } from './differences.ts';

let profile: Profile;
beforeAll(async () => {
  profile = await readProfile(join(profilesFolder, 'gemeente'));
});

const listOf = (files: ProfileFiles, key: string): CodeList =>
  profileFromFiles(files, null).codes.get(key) ?? expect.unreachable();
const dayOf = (step: number) => new Date(Date.UTC(2027, 0, 1 + step)).toISOString().slice(0, 10);

/** A step of somebody who looks after a list: which code, by which, or a new one. */
const steps = fc.array(
  fc.record({
    is: fc.constantFrom('label' as const, 'add' as const, 'retire' as const, 'replace' as const),
    code: fc.nat(1000),
    by: fc.nat(1000),
  }),
  { minLength: 1, maxLength: 25 },
);

function changeOf(
  list: CodeList,
  key: string,
  step: number,
  asked: { is: string; code: number; by: number },
): CodeChange {
  const at = (place: number) => list.codes[place % list.codes.length]?.code ?? '';
  const label = { nl: `Naam nummer ${step}`, en: `Name number ${step}` };
  switch (asked.is) {
    case 'label':
      return { is: 'label', list: key, code: at(asked.code), label };
    case 'add':
      return { is: 'add', list: key, code: `new-${step}`, label, parent: asked.by % 2 ? null : at(asked.by) };
    case 'retire':
      return { is: 'retire', list: key, code: at(asked.code), by: null };
    default:
      return { is: 'retire', list: key, code: at(asked.code), by: at(asked.by) };
  }
}

describe('Codes that retire and are replaced, over any number of versions', () => {
  test('leave every recorded row readable, counted once, and every name of a file readable as the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('incident-categories', 'measures', 'intake-channels', 'employment-kinds'),
        steps,
        (key, asked) => {
          let { files } = profile;
          const recorded = new Set(listOf(files, key).codes.map(({ code }) => code));
          const names = new Map(listOf(files, key).codes.map((one) => [one.label.nl, one.code]));
          const versions = [{ from: null as string | null, profile: profileFromFiles(files, null) }];
          asked.forEach((one, step) => {
            const change = changeOf(listOf(files, key), key, step, one);
            try {
              files = withCodeChange(files, change, dayOf(step));
            } catch (error) {
              if (error instanceof SettingsRefused) return;
              throw error;
            }
            versions.push({ from: dayOf(step), profile: profileFromFiles(files, null) });
            for (const { code, label } of listOf(files, key).codes) {
              recorded.add(code);
              if (!names.has(label.nl)) names.set(label.nl, code);
            }
          });
          const list = listOf(files, key);
          // A row bears one of these codes for ever: it is read, and belongs to exactly one code of the list.
          for (const code of recorded) {
            const owners = list.codes.filter(
              (one) => one.code === code || (one.replaces ?? []).includes(code),
            );
            expect(owners.map((one) => one.code)).toEqual([findCode(list, code)?.code]);
          }
          // Counted as what they became, as many rows as were recorded.
          const counted = Map.groupBy(recorded, (code) => findCode(list, code)?.code);
          expect([...counted.values()].reduce((sum, codes) => sum + codes.length, 0)).toBe(recorded.size);
          expect(counted.has(undefined)).toBe(false);
          // A name that was unique in the first list is still read as what its code became.
          const first = [...(versions[0]?.profile.codes.get(key)?.codes ?? [])];
          for (const [name, code] of names) {
            if (first.filter(({ label }) => label.nl === name).length > 1) continue;
            expect(matchLabel(list, name)?.code.code).toBe(findCode(list, code)?.code);
          }
          // The list that people read shows each of them, the retired ones too.
          const shown = listedCodes(key, versions).map(({ code }) => code);
          expect(new Set(shown).size).toBe(shown.length);
          expect([...recorded].filter((code) => !shown.includes(code))).toEqual([]);
          // What stands under a code stands under one of the list.
          for (const { parent } of list.codes)
            if (parent !== undefined) expect(list.codes.some(({ code }) => code === parent)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('A change of a code list', () => {
  const change = (given: CodeChange, files = profile.files) => withCodeChange(files, given, '2027-01-01');
  const refusal = (given: CodeChange, files?: ProfileFiles): string => {
    try {
      change(given, files);
    } catch (error) {
      if (error instanceof SettingsRefused) return error.code;
      throw error;
    }
    return 'taken';
  };
  const list = 'intake-channels';

  test('gives the list the version of its first day, and is told in a sentence', () => {
    const files = change({ is: 'retire', list, code: 'phone', by: 'written' });
    expect(listOf(files, list).version).toBe('2027-01-01');
    expect(listOf(files, 'measures')).toEqual(listOf(profile.files, 'measures'));
    expect(differences(profile, profileFromFiles(files, null)).map(({ nl }) => nl)).toEqual([
      expect.stringMatching(/phone .* vervalt en telt als/),
    ]);
  });

  test('that ends a code leaves it until that day, and readable after', () => {
    const after = listOf(change({ is: 'retire', list, code: 'phone', by: null }), list);
    expect(codesOn(after, '2026-12-31').map(({ code }) => code)).toContain('phone');
    expect(codesOn(after, '2027-01-01').map(({ code }) => code)).not.toContain('phone');
    expect(findCode(after, 'phone')?.code).toBe('phone');
  });

  test('is refused with its field where it would lose or mix what was recorded', () => {
    const taken = change({ is: 'retire', list, code: 'phone', by: 'written' });
    const label = { nl: 'Iets anders', en: 'Something else' };
    expect(refusal({ is: 'add', list, code: 'phone', label, parent: null }, taken)).toBe('code');
    const old = listOf(profile.files, list).codes.find(({ code }) => code === 'phone')?.label ?? label;
    expect(refusal({ is: 'add', list, code: 'call', label: old, parent: null }, taken)).toBe('label');
    expect(refusal({ is: 'label', list, code: 'written', label: old })).toBe('label');
    expect(refusal({ is: 'label', list, code: 'phone', label: old })).toBe('label');
    expect(refusal({ is: 'retire', list, code: 'phone', by: 'phone' })).toBe('by');
    expect(refusal({ is: 'retire', list, code: 'phone', by: 'nobody' })).toBe('by');
    expect(refusal({ is: 'retire', list: 'incident-categories', code: 'a', by: null })).toBe('code');
    expect(refusal({ is: 'retire', list: 'incident-categories', code: 'a-theft', by: 'b-bribery' })).toBe(
      'by',
    );
    expect(refusal({ is: 'retire', list: 'no-list', code: 'a', by: null })).toBe('list');
    const ended = change({ is: 'retire', list, code: 'written', by: null });
    expect(refusal({ is: 'retire', list, code: 'phone', by: 'written' }, ended)).toBe('by');
  });
});
