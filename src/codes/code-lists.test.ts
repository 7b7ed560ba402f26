import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openTestOrganisation, type TestOrganisation, tester } from '../../tests/example-organisation.ts';
import { cellAt } from '../figures/cubes/cube.ts';
import { computeFigures, isCube } from '../figures/definition.ts';
import { parsePeriod } from '../organisation/period.ts';
import { organisationSchema } from '../organisation/records.ts';
import { concern } from '../platform/access/resource.ts';
import { look } from '../platform/database/doorways.ts';
import { type Code, type CodeLists, codeList, codesOn, findCode, matchLabel } from './code-lists.ts';

const folder = await mkdtemp(join(tmpdir(), 'daglicht-codes-'));
const town = organisationSchema.parse({
  name: { nl: 'Dorpstad', en: 'Dorpstad' },
  profile: 'gemeente',
  root: 'TOP',
  units: [
    {
      key: 'TOP',
      level: 'gemeente',
      type: 'gemeente',
      names: [{ name: { nl: 'Dorpstad', en: 'Dorpstad' } }],
    },
  ],
});
const opened: TestOrganisation[] = [];
afterAll(async () => {
  for (const one of opened) await one.close();
  await rm(folder, { recursive: true });
});

const shared = { aliases: [], from: null, until: null };
const label = (written: string) => ({ nl: written, en: written });

/** The lists of a municipality in which the categories are these. */
const withCategories = (codes: CodeLists, ...categories: readonly Code[]): CodeLists =>
  new Map(codes).set('incident-categories', {
    ...codeList(codes, 'incident-categories'),
    codes: [...categories],
  });

test('A file that names a category as the list of a municipality did before is read as the one that replaced it', async () => {
  const here = await openTestOrganisation(town, 'voor');
  opened.push(here);
  const list = codeList(here.profile.codes, 'incident-categories');
  for (const [written, code] of [
    ['geld', 'a'],
    ['Geld en goederen', 'a'],
    ['belangenverstrengeling', 'b'],
    ['Omgang met informatie', 'c'],
    ['Ongewenst gedrag', 'g'],
    ['middelen', 'h'],
  ] as const)
    expect([written, matchLabel(list, written)]).toEqual([
      written,
      expect.objectContaining({ how: 'exact', code: expect.objectContaining({ code }) }),
    ]);
  const below = matchLabel(list, 'Nevenwerkzaamheden', 'b');
  expect(below?.code.code).toBe('b-activities');
});

test('What was recorded with a code that another replaced since is counted and named as that other', async () => {
  const here = await openTestOrganisation(town, 'later', {
    change: (profile) => ({
      ...profile,
      codes: withCategories(profile.codes, { code: 'geld', label: label('Geld'), ...shared }),
    }),
  });
  opened.push(here);
  const file = join(folder, 'incidenten.csv');
  await writeFile(file, 'Categorie;Datum ontvangst\nGeld;3-2-2024\nGeld;4-2-2024\n');
  expect(await here.import('incidents', file)).toMatchObject({ outcome: 'imported' });
  const { yearStart } = here.profile;
  const now = withCategories(
    here.profile.codes,
    { code: 'a', label: label('Financieel'), replaces: ['geld'], ...shared },
    { code: 'b', label: label('Belangen'), ...shared },
  );
  const inputs = await look(here.door, tester, here.catalogue.readInputs, concern, {
    period: parsePeriod('2024', yearStart),
    yearsBefore: 0,
    yearStart,
    codes: now,
  });
  const answer = computeFigures(here.catalogue.figures, inputs).answer('incidents.by-category');
  if (!isCube(answer)) return expect.unreachable();
  expect(cellAt(answer, { year: '2024', category: 'a' })).toMatchObject({ value: { numerator: 2n } });
  expect(findCode(codeList(now, 'incident-categories'), 'geld')?.label.nl).toBe('Financieel');
});

test('A code may be chosen from its first day until the day on which it ends, and is known ever after', () => {
  const list = {
    key: 'measures',
    title: label('Maatregel'),
    version: '1',
    source: 'test',
    codes: [{ code: 'fine', label: label('Boete'), ...shared, from: '2020-01-01', until: '2024-01-01' }],
  };
  const days = ['2019-12-31', '2020-01-01', '2023-12-31', '2024-01-01'];
  expect(days.map((day) => codesOn(list, day).length)).toEqual([0, 1, 1, 0]);
  expect(matchLabel(list, 'Boete')?.code.code).toBe('fine');
});
