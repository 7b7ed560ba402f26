import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestOrganisation, type TestOrganisation } from '../../../../tests/example-organisation.ts';
import { organisationSchema } from '../../../organisation/records.ts';

const text = (value: string) => ({ nl: value, en: value });
const unit = (key: string, name: string, more: object = {}) => ({
  key,
  level: 'unit',
  type: 'other',
  names: [{ name: text(name), abbreviation: 'TZ' }],
  parents: [{ parent: 'TOP', origin: 'source' }],
  ...more,
});

let folder = '';
let house: TestOrganisation;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-cell-unit-'));
  house = await openTestOrganisation(
    organisationSchema.parse({
      name: text('Huis'),
      profile: 'rijk',
      root: 'TOP',
      units: [
        unit('TOP', 'Huis', { level: 'concern', names: [{ name: text('Huis') }], parents: [] }),
        unit('OUD', 'Bureau Toezicht', { until: '2024-07-01' }),
        unit('NIEUW', 'Bureau Toezicht', { from: '2024-07-01' }),
      ],
    }),
    'house',
  );
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

async function read(register: string, lines: readonly string[], mapping = {}) {
  const file = join(folder, `${register}.csv`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const { outcome, findings } = await house.import(register, file, { dryRun: true, mapping });
  return {
    outcome,
    other: findings.filter(({ weight, kind }) => weight === 'refused' && kind !== 'unit-ambiguous'),
    asked: findings.filter(({ kind }) => kind === 'unit-ambiguous'),
    notThen: findings.filter(({ kind }) => kind === 'unit-not-then'),
  };
}

const incidents = (...rows: readonly string[]) => [
  'Zaaknummer;Onderdeel;Categorie;Datum ontvangst;Omschrijving',
  ...rows,
];
const returns = (...rows: readonly string[]) => [
  'Onderdeel;Jaar;Aantal medewerkers;Nevenwerkzaamheden',
  ...rows,
];

describe('Of two units that bore one name', () => {
  test('a record is about the one that bore it on its day', async () => {
    const rows = [
      '1;Bureau Toezicht;Ongepaste communicatie;2024-03-01;Eén',
      '2;TZ;Ongepaste communicatie;2024-09-01;Twee',
      '3;Bureau Toezicht;Ongepaste communicatie;september 2024;Drie',
    ];
    expect(await read('incidents', incidents(...rows))).toEqual({
      outcome: 'dry-run',
      other: [],
      asked: [],
      notThen: [],
    });
  });

  test('the one is asked where the days of a record fit both, with the keys', async () => {
    const { outcome, asked } = await read(
      'incidents',
      incidents('1;Bureau Toezicht;Ongepaste communicatie;2024;Een'),
    );
    expect(outcome).toBe('refused');
    expect(asked).toMatchObject([{ weight: 'refused', row: 2, value: 'Bureau Toezicht' }]);
    expect(asked[0]?.advice.nl).toContain('NIEUW, OUD');
    expect(asked[0]?.advice.nl).toContain("--map 'unit:Bureau Toezicht=");
  });

  test('a return is about the one that bore it in its year, and is asked in the year of both', async () => {
    expect(await read('outside-activities', returns('TZ;2023;40;4', 'TZ;2025;40;3'))).toMatchObject({
      outcome: 'dry-run',
      asked: [],
    });
    const { outcome, asked } = await read('outside-activities', returns('TZ;2023;40;4', 'TZ;2024;40;3'));
    expect([outcome, asked.map(({ row }) => row)]).toEqual(['refused', [3]]);
  });

  test('a key says which it is, and so does a meaning that was confirmed', async () => {
    expect(await read('outside-activities', returns('OUD;2024;40;4', 'NIEUW;2024;40;3'))).toMatchObject({
      outcome: 'dry-run',
    });
    const confirmed = await read('outside-activities', returns('TZ;2024;40;3'), { 'unit:TZ': 'NIEUW' });
    expect(confirmed).toMatchObject({ outcome: 'dry-run', asked: [] });
    const unclear = await read('outside-activities', returns('TZ;2024;40;3'), {
      'unit:TZ': 'Bureau Toezicht',
    });
    expect(unclear.outcome).toBe('refused');
    expect(unclear.asked[0]?.advice.nl).toMatch(/kan slaan op NIEUW, OUD/);
  });

  test('what a file covers names the key', async () => {
    const file = join(folder, 'covers.csv');
    await writeFile(file, `${incidents('1;OUD;Ongepaste communicatie;2024-03-01;Eén').join('\n')}\n`);
    const { outcome, findings } = await house.import('incidents', file, { dryRun: true, covers: 'TZ,2024' });
    expect([outcome, findings.map(({ kind }) => kind)]).toEqual([
      'refused',
      expect.arrayContaining(['unit-ambiguous']),
    ]);
  });
});
