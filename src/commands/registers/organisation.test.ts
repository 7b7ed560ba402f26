import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { profilesFolder } from '../../app.ts';
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
  return runCommand(organisationCommand, bron, [description], { profile: folder });
}

test('A profile that turns off a register which does not exist is refused with those that there are', async () => {
  await expect(describeWithout('gifts', 'incident')).rejects.toThrow(
    /no register “incident”[\s\S]*profile\.json[\s\S]*Kept: [\s\S]*incidents, outside-activities/,
  );
  expect((await describeWithout('gifts')).exit).toBe(0);
});
