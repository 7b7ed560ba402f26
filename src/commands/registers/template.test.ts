import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { templateCommand } from './template.ts';

let organisation: TestOrganisation;
let folder: string;
beforeAll(async () => {
  organisation = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  folder = await mkdtemp(join(tmpdir(), 'daglicht-template-'));
});
afterAll(async () => {
  await organisation.close();
  await rm(folder, { recursive: true, force: true });
});

const made = (values: Readonly<Record<string, boolean | string>>, language: 'nl' | 'en' = 'nl') =>
  runCommand(templateCommand, organisation, ['staff'], values, language);

test('A template goes where it is asked, in the format of its name, and is read as one without rows', async () => {
  const [xlsx, ods] = [join(folder, 'a.xlsx'), join(folder, 'b.ods')];
  expect((await made({ out: xlsx })).exit).toBe(0);
  expect((await made({ out: ods })).exit).toBe(0);
  for (const file of [xlsx, ods]) {
    const { outcome, findings } = await organisation.import('staff', file);
    expect([outcome, findings.map(({ kind }) => kind)]).toEqual(['refused', ['no-rows']]);
  }
});

test('What exists is left as it was, and formats that contradict each other are refused', async () => {
  const again = await made({ out: join(folder, 'a.xlsx') });
  expect([again.exit, again.complaints]).toEqual([1, expect.stringContaining('bestaat al')]);
  await expect(made({ xlsx: true, ods: true })).rejects.toThrow('Choose one format');
  await expect(made({ ods: true, out: join(folder, 'c.xlsx') })).rejects.toThrow('Choose one format');
  await expect(made({ out: join(folder, 'c.csv') })).rejects.toThrow('Choose one format');
  expect((await readdir(folder)).sort()).toEqual(['a.xlsx', 'b.ods']);
});

test('Without a name it goes into the current folder by the name of its register', async () => {
  const before = process.cwd();
  const current = await mkdtemp(join(tmpdir(), 'daglicht-current-'));
  process.chdir(current);
  try {
    await made({});
    await made({ ods: true }, 'en');
    expect((await readdir(current)).sort()).toEqual(['invulbestand-staff.xlsx', 'template-staff.ods']);
  } finally {
    process.chdir(before);
    await rm(current, { recursive: true });
  }
});
