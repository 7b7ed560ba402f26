import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { templateOrganisation } from '../../../tests/makers/database.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { profilesFolder } from '../../app.ts';
import { DescriptionRefused } from '../../organisation/description-faults.ts';
import { exportCommand } from './export.ts';
import { organisationCommand } from './organisation.ts';

const description = join(examples, 'bron', 'organisation.json');
let bron: TestOrganisation;
let folder = '';
beforeAll(async () => {
  bron = await openTestOrganisation(description, 'bron');
  folder = await mkdtemp(join(tmpdir(), 'daglicht-described-'));
  await cp(join(profilesFolder, 'rijk'), folder, { recursive: true });
});
afterAll(async () => {
  await bron?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Describes Bron with a profile that turns these registers off. */
async function describeWithout(...registersOff: string[]) {
  const file = join(folder, 'profile.json');
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), registersOff }));
  return runCommand(organisationCommand, bron, [description], { profile: folder, new: true });
}

test('A profile that turns off a register which does not exist is refused with those that there are', async () => {
  await expect(describeWithout('gifts', 'incident')).rejects.toThrow(
    /no register “incident”[\s\S]*profile\.json[\s\S]*Kept: [\s\S]*incidents, outside-activities/,
  );
  expect((await describeWithout('gifts')).exit).toBe(0);
});

test('An export names the registers that are off, and refuses one that is asked for', async () => {
  const without = await openTestOrganisation(description, 'without', {
    change: (profile) => ({ ...profile, registersOff: ['gifts', 'advice'] }),
  });
  const out = join(folder, 'export');
  const { said } = await runCommand(exportCommand, without, [], { out });
  expect(said).toContain('houdt ze niet bij: gifts, advice.');
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
  expect(manifest.registersOff).toEqual(['gifts', 'advice']);
  const asked = runCommand(exportCommand, without, [], { out: `${out}-gifts`, register: 'gifts' });
  await expect(asked).rejects.toThrow(/does not keep the register “gifts”/);
  await without.close();
});

test('A file without units that there are is refused with their names, until --drop is given', async () => {
  const whole = await openTestOrganisation(description, 'whole');
  const { units, ...rest } = JSON.parse(await readFile(description, 'utf8'));
  const file = join(folder, 'fewer.json');
  const fewer = units.filter(({ key }: { readonly key: string }) => key !== 'RVO');
  await writeFile(file, JSON.stringify({ ...rest, units: fewer }));
  const asked = runCommand(organisationCommand, whole, [file], { new: true });
  await expect(asked).rejects.toThrow(/RVO \(Rijksdienst voor Ondernemend Nederland\)[\s\S]*--drop/);
  const { exit, said } = await runCommand(organisationCommand, whole, [file], { new: true, drop: true });
  expect([exit, said]).toEqual([0, expect.stringContaining(`${fewer.length} onderdelen beschreven`)]);
  await whole.close();
});

test('A key that is not known is refused with the nearest that is, until it is said to be a new organisation', async () => {
  const known = templateOrganisation;
  const slip = { ...bron, key: `${known}x` };
  const asked = runCommand(organisationCommand, slip, [description], {});
  await expect(asked).rejects.toThrow(
    `There is no organisation “${known}x”; nothing was changed. Do you mean “${known}”?`,
  );
  const { exit } = await runCommand(organisationCommand, slip, [description], { new: true });
  expect(exit).toBe(0);
  const again = runCommand(organisationCommand, { ...bron, key: known }, [description], { new: true });
  await expect(again).rejects.toThrow(`“${known}” is there already`);
});

test('A description with several faults names each of them with its line', async () => {
  const file = join(folder, 'organisation.json');
  const described = JSON.parse(await readFile(description, 'utf8'));
  described.name = 3;
  described.units[1].names = 'Noord';
  delete described.units[2].key;
  await writeFile(file, JSON.stringify(described, null, 2));
  const lines = (await readFile(file, 'utf8')).split('\n');
  const at = lines.findIndex((line) => line.includes('"names": "Noord"')) + 1;
  await expect(runCommand(organisationCommand, bron, [file], {})).rejects.toThrow(
    new RegExp(
      `cannot be used: [\\s\\S]*and on line ${at}, field units\\[1\\]\\.names: [\\s\\S]*field units\\[2\\]\\.key: this field is missing`,
    ),
  );
});

test('A description that contradicts itself in several places names all of them, each with its line', async () => {
  const file = join(folder, 'contradictions.json');
  const described = JSON.parse(await readFile(description, 'utf8'));
  const [, second, third] = described.units;
  second.level = 'afdeling';
  second.parents[0].parent = 'NERGENS';
  third.names[0].from = '2024-01-01';
  third.names[0].until = '2023-01-01';
  described.units.push({ ...third });
  const shown = JSON.stringify(described, null, 2);
  await writeFile(file, shown);
  const lineOf = (written: string, nth = 0) =>
    shown.split('\n').flatMap((line, index) => (line.includes(written) ? [index + 1] : []))[nth];
  const refusal = await runCommand(organisationCommand, bron, [file], {}).then(
    () => expect.unreachable('it was accepted'),
    (error: unknown) => (error instanceof DescriptionRefused ? error : expect.unreachable(String(error))),
  );
  const told = refusal.inLanguage('nl');
  expect(told).toContain('klopt op 5 plaatsen niet');
  expect(told).toContain(
    `${file}, regel ${lineOf('"level": "afdeling"')}, veld units[1].level: Het profiel kent geen niveau „afdeling”. Wel: concern, ministry (ministerie), unit (onderdeel).`,
  );
  expect(told).toContain(
    `regel ${lineOf('"parent": "NERGENS"')}, veld units[1].parents[0].parent: Er is geen onderdeel NERGENS`,
  );
  expect(told).toContain(
    `regel ${lineOf('"until": "2023-01-01"')}, veld units[2].names[0].until: Dit houdt op (2023-01-01) voor het begint (2024-01-01)`,
  );
  expect(told).toContain(`Het onderdeel ${third.key} staat er tweemaal.`);
  expect(told).toMatch(/Behouden: .*\nWat nu: Verbeter de beschrijving op die plaatsen/);
});

test('A profile without a list by which registers are coded is refused with its file', async () => {
  const own = join(folder, 'zonder-lijst');
  await cp(join(profilesFolder, 'rijk'), own, { recursive: true });
  await rm(join(own, 'codes', 'measures.json'));
  await expect(runCommand(organisationCommand, bron, [description], { profile: own })).rejects.toThrow(
    /lacks a code list of registers that you keep: codes\/measures\.json/,
  );
});

test('A name that is the same in both languages is written once, and a place says no more than under what it is', async () => {
  const short = await openTestOrganisation(description, 'short');
  const file = join(folder, 'short.json');
  const unit = (key: string, more: object = {}) => ({
    key,
    level: 'team',
    type: 'team',
    names: [{ name: key }],
    ...more,
  });
  await writeFile(
    file,
    JSON.stringify({
      name: 'Waterschap De Kreek',
      profile: 'klein',
      root: 'KREEK',
      units: [
        unit('KREEK', { level: 'organisatie', type: 'organisatie' }),
        unit('Beheer', { parents: [{ parent: 'KREEK' }] }),
      ],
    }),
  );
  const { exit, said } = await runCommand(organisationCommand, short, [file], { new: true, drop: true });
  expect([exit, said]).toEqual([0, expect.stringContaining('Waterschap De Kreek: 2 onderdelen beschreven')]);
  await short.close();
});

test('A profile that lacks codes which the organisation has is refused with them, unless it replaces them or they may go', async () => {
  const other = await openTestOrganisation(description, 'codes');
  const own = join(folder, 'minder-codes');
  await cp(join(profilesFolder, 'rijk'), own, { recursive: true });
  const file = join(own, 'codes', 'intake-channels.json');
  const list = JSON.parse(await readFile(file, 'utf8'));
  const rename = (more: object) => ({
    ...list,
    codes: list.codes.map((one: { readonly code: string }) =>
      one.code === 'phone' ? { ...one, code: 'telephone', ...more } : one,
    ),
  });
  const describe = (more: object) =>
    runCommand(organisationCommand, other, [description], { profile: own, new: true, ...more });
  await writeFile(file, JSON.stringify(rename({})));
  await expect(describe({})).rejects.toThrow(
    /codes\/intake-channels\.json: phone \(Telephone or voice message\)[\s\S]*under “replaces”[\s\S]*--drop/,
  );
  await writeFile(file, JSON.stringify(rename({ replaces: ['phone'] })));
  expect((await describe({})).exit).toBe(0);
  await writeFile(file, JSON.stringify(rename({})));
  expect((await describe({ drop: true })).exit).toBe(0);
  await other.close();
});

test('A profile that guards a figure which does not exist is refused with the nearest that does', async () => {
  const own = join(folder, 'bewaakt');
  await cp(join(profilesFolder, 'klein'), own, { recursive: true });
  const file = join(own, 'profile.json');
  const profile = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...profile, guardedFigures: ['incidents.by-categories'] }));
  await expect(runCommand(organisationCommand, bron, [description], { profile: own })).rejects.toThrow(
    'incidents.by-categories (incidents.by-category)',
  );
});
