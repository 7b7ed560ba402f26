import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { hasValue } from '../../figures/cubes/cell.ts';
import { isCube } from '../../figures/definition.ts';
import { figuresOf } from '../../publication/document/figures-of.ts';
import { parseDocument } from '../../publication/document/parse.ts';
import { WrongUse } from '../command.ts';
import { reportCommand } from './report.ts';

let bron: TestOrganisation;
let folder = '';
beforeAll(async () => {
  bron = await openTestOrganisation(join(examples, 'bron', 'organisation.json'), 'bron');
  for (const register of ['outside-activities', 'financial-interests'])
    await bron.import(register, join(examples, 'bron', `${register}-2020-2021.csv`));
  await bron.import('complaints', join(examples, 'bron', 'complaints-2019-2021.csv'));
  folder = await mkdtemp(join(tmpdir(), 'daglicht-new-'));
});
afterAll(async () => {
  await bron?.close();
  await rm(folder, { recursive: true, force: true });
});

const begin = (period: string, file: string, more = {}, language: 'nl' | 'en' = 'nl') =>
  runCommand(reportCommand, bron, ['new', period], { document: join(folder, file), ...more }, language);
const begun = async (file: string) => parseDocument(await readFile(join(folder, file), 'utf8'));

test('A report is made at once of the document that it begins with, in the language in which it was asked', async () => {
  expect((await begin('2021', 'en.md', {}, 'en')).exit).toBe(0);
  const [file, out] = [join(folder, 'en.md'), join(folder, 'en')];
  const made = await runCommand(reportCommand, bron, ['2021'], { document: file, out, format: 'html' });
  expect([made.exit, made.complaints]).toEqual([0, expect.not.stringMatching(/regel \d/i)]);
  const page = (await readdir(out)).find((name) => name.endsWith('.html'));
  expect(await readFile(join(out, page ?? ''), 'utf8')).toContain('<html lang="en"');
});

test('The document shows each figure that the registers carry in those years, in the chapter of its register', async () => {
  await begin('2020-2021', 'all.md');
  const document = await begun('all.md');
  const figures = await bron.figures('2020-2021');
  const carried = figures.definitions.filter(({ id, protection }) => {
    const answer = figures.answer(id);
    const holds = isCube(answer) && [...answer.cells.values()].some(hasValue);
    return holds && protection.class !== 'closed' && !id.startsWith('incidents.');
  });
  expect(new Set(figuresOf(document, []))).toEqual(new Set(carried.map(({ id }) => id)));
  expect(carried.length).toBeGreaterThan(10);
  // Nothing was read of it: no zero is a figure then.
  expect(document.chapters.map(({ id }) => id)).not.toContain('incidents');
  for (const { id, blocks } of document.chapters)
    for (const block of blocks)
      if (block.kind === 'figure') expect(block.attributes['figure']?.split('.')[0]).toBe(id);
});

test('What was stated of the whole alone is not divided by units', async () => {
  await begin('2021', 'whole.md');
  const written = await readFile(join(folder, 'whole.md'), 'utf8');
  expect(written).toContain('{figure=complaints.received rows=year total=no ');
  expect(written).toContain('{figure=outside-activities.declared rows=unit columns=year ');
});

test('Earlier years stand beside those of the report where they are asked', async () => {
  await begin('2021', 'years.md', { 'years-before': '1' });
  expect(await begun('years.md')).toMatchObject({ period: '2021', yearsBefore: 1, language: 'nl' });
});

test('A file that is there is never overwritten, and a year without figures makes none', async () => {
  await writeFile(join(folder, 'mine.md'), 'mijn tekst');
  await expect(begin('2021', 'mine.md')).rejects.toThrow(/there already and was not overwritten/);
  expect(await readFile(join(folder, 'mine.md'), 'utf8')).toBe('mijn tekst');
  const empty = await begin('1990', 'empty.md');
  expect([empty.exit, empty.complaints]).toEqual([1, expect.stringContaining('geen cijfers over 1990')]);
  expect(await readdir(folder)).not.toContain('empty.md');
});

test.each([
  ['without a file', ['new', '2021'], {}],
  ['with years that are no number', ['new', '2021'], { document: 'x.md', 'years-before': 'drie' }],
  ['for two periods at once', ['2021', '2020'], {}],
])('Asked %s it says how it is asked', async (_what, words, values) => {
  await expect(runCommand(reportCommand, bron, words, values)).rejects.toBeInstanceOf(WrongUse);
});
