import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
  tester,
} from '../../../tests/example-organisation.ts';
import { describedQuestion } from '../../organisation/described.ts';
import type { OrganisationDescription } from '../../organisation/records.ts';
import { concern } from '../../platform/access/resource.ts';
import { look } from '../../platform/database/doorways.ts';
import { exportTo } from '../export/export-folder.ts';

let folder = '';
let bron: TestOrganisation;
let oefen: TestOrganisation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-units-'));
  bron = await openTestOrganisation(join(examples, 'bron', 'organisation.json'), 'bron');
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
});

afterAll(async () => {
  await bron?.close();
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

async function described(organisation: TestOrganisation): Promise<OrganisationDescription> {
  const description = await look(organisation.door, tester, describedQuestion, concern, {});
  if (!description) throw new Error('No structure.');
  return description;
}

async function unitOf(organisation: TestOrganisation, key: string) {
  const unit = (await described(organisation)).units.find((one) => one.key === key);
  if (!unit) throw new Error(`No unit ${key}.`);
  return unit;
}

async function list(name: string, ...lines: string[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

describe('The list of units of the source', () => {
  const file = join(examples, 'bron', 'units.csv');

  test('shows the one unit that it names otherwise and waits for a decision', async () => {
    const before = await described(bron);
    const report = await bron.import('units', file);
    expect([report.outcome, report.rows, report.added, report.changed]).toEqual(['needs-replace', 11, 0, 1]);
    expect(report.changes).toMatchObject([
      { before: { Naam: 'Dictu Algemeen' }, after: { Naam: 'Dienst ICT Uitvoering (DICTU)' } },
    ]);
    expect(await described(bron)).toEqual(before);
  });

  test('has an abbreviation that two units bear: that row changes nothing and is asked', async () => {
    const report = await bron.import('units', file, { dryRun: true });
    const asked = report.findings.find((one) => one.kind === 'unit-ambiguous');
    expect(asked).toMatchObject({ weight: 'doubtful', row: 6, value: 'KD' });
    expect(asked?.advice.nl).toContain("--map 'unit:KD=KD-EZK'");
  });

  test('says which units of the organisation it leaves out, and leaves them as they were', async () => {
    const report = await bron.import('units', file, { dryRun: true });
    const left = report.findings.filter((one) => one.kind === 'unit-not-listed').map((one) => one.value);
    expect(left).toEqual(['RVO']);
  });

  test('once decided changes the name, and read again changes nothing', async () => {
    expect((await bron.import('units', file, { replace: true })).outcome).toBe('imported');
    expect((await unitOf(bron, 'DICTU')).names.map((one) => one.name.nl)).toEqual([
      'Dienst ICT Uitvoering (DICTU)',
    ]);
    expect((await unitOf(bron, 'RVO')).names[0]?.name.nl).toBe('Rijksdienst voor Ondernemend Nederland');
    expect((await bron.import('units', file)).outcome).toBe('unchanged');
  });

  test('a meaning that was confirmed is remembered for that sender', async () => {
    const mapping = { 'unit:KD': 'KD-LNV' };
    const report = await bron.import('units', file, { mapping, dryRun: true });
    expect(report.findings.some((one) => one.kind === 'unit-ambiguous')).toBe(false);
    expect(report.changes.map((one) => one.after?.['Sleutel'])).toEqual(['KD-LNV']);
  });
});

describe('A list of units', () => {
  test('as an export writes it changes nothing, and says every name, place and policy in an empty house', async () => {
    await exportTo(join(folder, 'export'), oefen, tester);
    const file = join(folder, 'export', 'onderdelen.csv');
    const report = await oefen.import('units', file);
    expect([report.outcome, report.findings.filter((one) => one.weight !== 'note')]).toEqual([
      'unchanged',
      [],
    ]);
    const whole = await described(oefen);
    const root = whole.units.find((unit) => unit.key === whole.root);
    const bare = { ...whole, units: root ? [{ ...root, policies: [] }] : [], successions: [] };
    const empty = await openTestOrganisation(bare, 'empty');
    try {
      expect((await empty.import('units', file, { replace: true })).outcome).toBe('imported');
      expect((await described(empty)).units).toEqual(whole.units);
    } finally {
      await empty.close();
    }
  });

  test('adds a unit with what it says, and tells what it assumed', async () => {
    const report = await bron.import(
      'units',
      await list('new.csv', 'Afkorting,Naam', 'ABC,Adviesbureau Cijfers'),
    );
    expect([report.outcome, report.added]).toEqual(['imported', 1]);
    expect(report.findings.map((one) => one.kind)).toContain('unit-assumed');
    expect(await unitOf(bron, 'ABC')).toMatchObject({
      level: 'unit',
      names: [{ name: { nl: 'Adviesbureau Cijfers' }, abbreviation: 'ABC' }],
      parents: [{ parent: 'concern', origin: 'added' }],
    });
  });

  test.each([
    ['a day that is none', 'Sleutel,Naam,Bestaat van\nAT,Agentschap Telecom,dertig februari', 'date-unclear'],
    [
      'a level that the profile does not know',
      'Sleutel,Naam,Niveau\nAT,Agentschap Telecom,afdeling',
      'level-unknown',
    ],
    ['a key with spaces', 'Sleutel,Naam\nA T,Agentschap', 'key-unclear'],
    [
      'a parent that nobody knows',
      'Sleutel,Naam,Valt onder\nAT,Agentschap Telecom,Defensie',
      'parent-unknown',
    ],
    ['two names for one unit without dates', 'Sleutel,Naam\nAT,Een\nAT,Twee', 'unit-stated-twice'],
    [
      'the days of a place and no place',
      'Sleutel,Naam,Valt onder,Plaats geldt van\nAT,Agentschap Telecom,,2023-01-01',
      'place-missing',
    ],
    ['a new unit without a key', 'Naam\nDirectie Zonder Sleutel', 'key-missing'],
    [
      'a row that names nothing',
      'Sleutel,Naam,Niveau,Bestaat van\n,,onderdeel,1-1-2020\nAT,Agentschap Telecom,,',
      'name-missing',
    ],
  ])('with %s is refused whole, with the place', async (_what, content, kind) => {
    const before = await described(bron);
    const report = await bron.import('units', await list('wrong.csv', content), { replace: true });
    expect(report.outcome).toBe('refused');
    const finding = report.findings.find((one) => one.kind === kind);
    expect(finding).toMatchObject({ weight: 'refused' });
    expect(finding?.row).toBeGreaterThan(1);
    expect(await described(bron)).toEqual(before);
  });

  test('moves a unit to directly under the top from a day on, and the place it had is kept', async () => {
    const lines = ['Sleutel,Naam,Valt onder,Plaats geldt van,Plaats geldt tot'];
    const moved = [...lines, 'RVO,,EZK,,2021-01-01', 'RVO,,concern,2021-01-01,'];
    const report = await bron.import('units', await list('moved.csv', ...moved), { replace: true });
    expect(report.outcome).toBe('imported');
    expect((await unitOf(bron, 'RVO')).parents).toMatchObject([
      { parent: 'EZK', from: null, until: '2021-01-01' },
      { parent: 'concern', from: '2021-01-01', until: null },
    ]);
  });

  test('that puts a unit above itself is refused, and nothing is written', async () => {
    const before = await described(bron);
    const file = await list('circle.csv', 'Sleutel,Naam,Valt onder', 'EZK,EZK,AT');
    await expect(bron.import('units', file, { replace: true })).rejects.toMatchObject({ code: 'circle' });
    expect(await described(bron)).toEqual(before);
  });

  test('that is empty or no list at all is told as such', async () => {
    const nothing = await bron.import('units', await list('other.csv', 'Kleur,Smaak', 'rood,zoet'));
    expect(nothing.outcome).toBe('refused');
  });
});
