import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { openFullOefen } from '../../../tests/full-oefen.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { reportCommand } from './report.ts';

let oefen: TestOrganisation;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-new-long-'));
  oefen = await openFullOefen(folder);
});
afterAll(async () => {
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['nl', '0'],
  ['en', '1'],
] as const)(
  'A house with every register makes in %s the report that it began with, with %s years beside it',
  async (language, years) => {
    const [file, out] = [join(folder, `${language}.md`), join(folder, language)];
    const asked = { document: file, 'years-before': years };
    expect((await runCommand(reportCommand, oefen, ['new', '2025'], asked, language)).exit).toBe(0);
    const made = await runCommand(reportCommand, oefen, ['2025'], { document: file, out }, language);
    expect([made.exit, made.complaints]).toEqual([0, expect.not.stringMatching(/(regel|line) \d/i)]);
    const names = await readdir(out);
    expect(names.map((name) => name.split('.').at(-1))).toEqual(
      expect.arrayContaining(['html', 'pdf', 'csv', 'json', 'ods', 'xlsx']),
    );
    const page = await readFile(join(out, names.find((name) => name.endsWith('.html')) ?? ''), 'utf8');
    expect(page).toContain(`<html lang="${language}"`);
  },
);

test('A municipality with two incidents, one of a category without subcategories, publishes the document that it begins with', async () => {
  const cases = join(examples, '..', 'tests', 'cases', 'reading');
  const veld = await openTestOrganisation(join(cases, 'organisation-veld.json'), 'veld');
  await veld.import('incidents', join(cases, '09-per-betrokkene.csv'));
  const [document, out] = [join(folder, 'veld.md'), join(folder, 'veld')];
  expect((await runCommand(reportCommand, veld, ['new', '2024'], { document })).exit).toBe(0);
  const { exit } = await runCommand(reportCommand, veld, ['2024'], { document, out, publish: true });
  expect(exit).toBe(0);
  expect(await readdir(out)).toContain('2024.pdf');
  await veld.close();
});
