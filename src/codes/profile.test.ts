import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { codeList, findCode } from './code-lists.ts';
import { ProfileError, readJson, readProfile } from './profile.ts';

const folder = (key: string) => join(import.meta.dirname, '../../profiles', key);

describe('A profile', () => {
  const all = ['rijk', 'gemeente', 'universiteit', 'klein', 'agency'];

  test('of every kind of organisation can be read, with its own levels and reporting year', async () => {
    const profiles = await Promise.all(all.map((key) => readProfile(folder(key))));
    expect(profiles.map((profile) => profile.levels.map((level) => level.key))).toEqual([
      ['concern', 'ministry', 'unit'],
      ['gemeente', 'domein', 'afdeling', 'team'],
      ['universiteit', 'faculteit', 'instituut', 'groep'],
      ['organisatie', 'team'],
      ['agency', 'division'],
    ]);
    expect(profiles.map((profile) => profile.yearStart.month)).toEqual([1, 1, 9, 1, 4]);
    expect(profiles.slice(0, 4).map(({ policies }) => policies.giftThresholdEuro)).toEqual(
      Array.from({ length: 4 }, () => '50'),
    );
  });

  test('carries every code list that the registers use', async () => {
    const [first, ...others] = await Promise.all(
      all.map(async (key) => [...(await readProfile(folder(key))).codes.keys()]),
    );
    for (const lists of others) expect(lists).toEqual(first);
  });

  test('of a municipality follows the national categories a to i; a university leaves out the use of force and adds its own', async () => {
    const categories = await Promise.all(
      ['gemeente', 'klein', 'universiteit'].map(async (key) =>
        codeList((await readProfile(folder(key))).codes, 'incident-categories')
          .codes.filter(({ parent }) => parent === undefined)
          .map(({ code }) => code)
          .join(''),
      ),
    );
    expect(categories).toEqual(['abcdefghi', 'abcdefghi', 'abcdeghij']);
  });

  test('counts students of a university as signals from outside and as no staff', async () => {
    const { codes } = await readProfile(folder('universiteit'));
    expect(findCode(codeList(codes, 'reporter-types'), 'student')?.group).toBe('external');
    const staff = codeList(codes, 'employment-kinds').codes.filter(({ group }) => group === 'staff');
    expect(staff.map(({ label }) => label.nl)).toEqual([
      'Vast dienstverband',
      'Tijdelijk dienstverband',
      'Promovendus in dienst',
      'Student-assistent',
    ]);
  });

  test('names its own levels', async () => {
    const { levels } = await readProfile(folder('gemeente'));
    expect(levels.find((level) => level.key === 'domein')?.plural.nl).toBe('domeinen');
  });

  test('that is not there is refused with the place where it was sought, and what to do', async () => {
    await expect(readProfile(folder('nergens'))).rejects.toThrow(ProfileError);
    await expect(readProfile(folder('nergens'))).rejects.toThrow(
      /profile\.json[\s\S]*nergens[\s\S]*Next: Name under "profile"/,
    );
  });
});

describe('A description in a file', () => {
  let place = '';
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'daglicht-profile-'));
  });
  afterAll(() => rm(place, { recursive: true }));

  const shape = z.strictObject({
    name: z.string().min(1),
    units: z.array(
      z.strictObject({ key: z.string(), level: z.enum(['top', 'team']), from: z.iso.date().nullable() }),
    ),
  });

  async function refusalOf(content: string | Uint8Array): Promise<ProfileError> {
    const file = join(place, 'organisatie.json');
    await writeFile(file, content);
    return readJson(file, shape).then(
      () => expect.unreachable('the file was read'),
      (error: unknown) => (error instanceof ProfileError ? error : expect.unreachable(String(error))),
    );
  }

  const unit = (from: unknown, more = '') =>
    `{\n  "name": "A",\n  "units": [\n    { "key": "ONE", "level": "team", "from": ${JSON.stringify(from)}${more} }\n  ]\n}`;

  test.each([
    ['that is no JSON', '{\n  "name": "A",\n}', 'regel 2, kolom 14', /komma te veel/],
    [
      'with a wrong day',
      unit('1 mei'),
      'regel 4, kolom 46, veld units[0].from',
      /"1 mei" is niet geschreven als een dag/,
    ],
    ['with a wrong kind of value', unit(3), 'veld units[0].from', /hier hoort een tekst.*, niet 3/],
    ['without a field', '{ "name": "A" }', 'regel 1, kolom 1, veld units', /dit veld ontbreekt/],
    ['with an unknown field', unit(null, ', "naam": "x"'), 'veld units[0]', /dit veld bestaat niet: „naam”/],
    ['with an empty field', unit(null).replace('"A"', '""'), 'regel 2, kolom 11, veld name', /is leeg/],
    [
      'with an unknown level',
      unit(null).replace('team', 'afdeling'),
      'units[0].level',
      /"afdeling" kan hier niet; wel: top, team/,
    ],
    [
      'with several faults',
      unit(3).replace('team', 'x'),
      'units[0].level',
      /top, team; en op regel \d+, veld units\[0\]\.from: hier hoort een tekst/,
    ],
  ])('%s is told with its place, in Dutch and in English', async (_what, content, where, what) => {
    const refusal = await refusalOf(content);
    const [told, place, kept, next] = refusal.inLanguage('nl').split('\n');
    expect(told).toMatch(what);
    expect(place).toContain('organisatie.json');
    expect(place).toContain(where);
    expect(kept).toMatch(/^Behouden: /);
    expect(next).toMatch(/^Wat nu: /);
    expect(refusal.inLanguage('nl')).not.toMatch(/Expected|Unexpected|Invalid|JSON at position|received/);
    expect(refusal.message).not.toMatch(/regel|veld|hoort|staat/);
  });

  test('that a text program saved with a byte order mark is read', async () => {
    const file = join(place, 'bom.json');
    await writeFile(file, `\ufeff${unit(null)}`);
    expect((await readJson(file, shape)).units).toHaveLength(1);
  });

  test('that was not saved as UTF-8 is told so', async () => {
    expect((await refusalOf(Buffer.from('{ "name": "geïnd" }', 'latin1'))).inLanguage('nl')).toContain(
      'UTF-8',
    );
  });

  test('of a profile with a code below one that is not there names the list and the code', async () => {
    const own = join(place, 'eigen');
    await cp(folder('gemeente'), own, { recursive: true });
    const list = join(own, 'codes', 'measures.json');
    const content = await readFile(list, 'utf8');
    await writeFile(list, content.replace('"code": "talk"', '"code": "talk", "parent": "nergens"'));
    const refusal = await readProfile(own).catch((error: unknown) => error);
    expect(refusal instanceof ProfileError && refusal.inLanguage('nl')).toMatch(
      /„talk” staat onder „nergens”[\s\S]*Waar: .*measures\.json/,
    );
  });

  test('of a profile with faults in several files names all of them with their lines', async () => {
    const own = join(place, 'fouten');
    await cp(folder('gemeente'), own, { recursive: true });
    const change = async (name: string, from: string, to: string) => {
      const file = join(own, name);
      const content = await readFile(file, 'utf8');
      await writeFile(file, content.replace(from, to));
      return content.split('\n').findIndex((line) => line.includes(from)) + 1;
    };
    const lines = [
      await change('profile.json', '"protectionThreshold": 5', '"protectionThreshold": 2'),
      await change('codes/measures.json', '"code": "talk"', '"code": "advice"'),
      await change('codes/intake-channels.json', '"code": "balie"', '"code": "leidinggevende"'),
    ];
    const refusal = await readProfile(own).catch((error: unknown) => error);
    const told = refusal instanceof ProfileError ? refusal.inLanguage('nl') : '';
    expect(told).toContain('er zijn fouten in 3 plaatsen');
    expect(told).toMatch(
      new RegExp(`profile\\.json, regel ${lines[0]}, kolom \\d+, veld policies\\.protectionThreshold: `),
    );
    expect(told).toMatch(
      new RegExp(`measures\\.json, regel ${lines[1]}, .*: de code „advice” staat er tweemaal`),
    );
    expect(told).toMatch(/intake-channels\.json, .*„supervisor” vervangt „leidinggevende”/);
  });

  test('of a profile with a detector that is no pattern is refused before it is used', async () => {
    const own = join(place, 'patroon');
    await cp(folder('gemeente'), own, { recursive: true });
    const file = join(own, 'profile.json');
    const content: { identifierDetectors: unknown[] } = JSON.parse(await readFile(file, 'utf8'));
    content.identifierDetectors = [{ key: 'x', pattern: '(', name: { nl: 'x', en: 'x' } }];
    await writeFile(file, JSON.stringify(content));
    await expect(readProfile(own)).rejects.toThrow(
      /this is no regular expression[\s\S]*identifierDetectors\[0\]\.pattern/,
    );
  });

  test('a name that turns the reading direction round is refused at its place, also when it is written as an escape', async () => {
    const turned = `{ "name": "Dienst",\n  "units": [{ "key": "a\u202e", "level": "team", "from": null }] }`;
    for (const content of [turned, turned.replace('\u202e', '\\u202e')]) {
      const refusal = await refusalOf(content);
      expect(refusal.code).toBe('unseen-character');
      expect(refusal.inLanguage('nl')).toMatch(
        /teken U\+202E keert de leesrichting om[\s\S]*regel 2, kolom \d+, veld units\[0\]\.key/,
      );
    }
  });
});
