import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import {
  appointed,
  asOwner,
  openWorkplace,
  setUp,
  type TestAccount,
  type TestWorkplace,
} from '../../../tests/makers/workplace/workplace.ts';
import { ReportMaker } from '../../publication/workbench/making/maker.ts';

/* The yearly statement in the workplace: seen with its reconciliation, taken along, and recorded as sent. */

let oefen: TestOrganisation;
let workplace: TestWorkplace;
let anna: TestAccount;
let cor: TestAccount;
let folder = '';
const told: string[] = [];

const file = () => join(folder, 'incidenten.csv');
const head = 'Zaaknr;Categorie;Betreft;Soort;Datum ontvangst;Datum afsluiting;Betrokkene;Bevinding;Maatregel';
const rows = [
  '1;a;a-theft;violation;2025-02-03;2025-05-01;medewerker;aangetoond;talk',
  '2;c;c-intent;violation;2025-06-03;2025-09-01;medewerker;niet aangetoond;',
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-statement-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'), 'oefen');
  await writeFile(file(), [head, ...rows].join('\n'));
  expect((await oefen.import('incidents', file())).outcome).toBe('imported');
  const maker = new ReportMaker(oefen, null, (line) => told.push(line));
  workplace = await openWorkplace({ reports: maker }, { door: oefen.door, database: oefen.database });
  await setUp(workplace, 'Fenna Beheer', 'fenna@oefen.test', 'first');
  anna = await setUp(workplace, 'Anna Centraal', 'anna@oefen.test');
  cor = await setUp(workplace, 'Cor Onderdeel', 'cor@oefen.test');
  await appointed(workplace, anna.person, 'central-coordinator');
  await appointed(workplace, cor.person, 'coordinator', 'PBW');
});
afterAll(async () => {
  await workplace?.close();
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

const seen = (body: string) => /name="gezien" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? '';

describe('The statement of a year', () => {
  test('is asked for by its year, and what is no year says so', async () => {
    expect((await anna.browser.get('/verslagen')).body).toContain('href="/opgave"');
    expect((await anna.browser.get('/opgave?jaar=2025')).location).toBe('/opgave/2025');
    const wrong = await anna.browser.get('/opgave?jaar=vorig');
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('Vul een jaar in');
    expect(wrong.body).toContain('value="vorig"');
  });

  test('shows how it follows from the report, and that its layout was not confirmed', async () => {
    const { body } = await anna.browser.get('/opgave/2025');
    expect(body).toContain('Aansluiting op het verslag');
    expect(body).toContain('In deze opgave');
    expect(body).toContain('opgave-2025.xlsx');
  });

  test('is taken along as files, and the trail says which', async () => {
    for (const [name, type] of [
      ['opgave-2025.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['opgave-2025.csv', 'text/csv; charset=utf-8'],
      ['opgave-2025.json', 'application/json'],
    ] as const) {
      const answer = await anna.browser.get(`/opgave/2025/bestand/${name}`);
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, type]);
      expect(answer.headers.get('Content-Disposition')).toContain(name);
    }
    expect((await anna.browser.get('/opgave/2025/bestand/anders.csv')).status).toBe(404);
    const entries = await asOwner(
      workplace,
      `select object from audit_entry where action = 'registers.place-export' and actor = $1`,
      [anna.person],
    );
    expect(entries).toHaveLength(3);
  });

  test('is recorded as it was looked at, and not when something changed since', async () => {
    const { body } = await anna.browser.get('/opgave/2025');
    const done = await anna.browser.post('/opgave/2025', { gezien: seen(body) });
    expect(done.location).toBe('/opgave/2025?vastgelegd=1');
    expect((await anna.browser.get('/opgave')).body).toContain('href="/opgave/2025"');
    await asOwner(workplace, `update incident set withdrawn_at = now() where category = 'c'`);
    const late = await anna.browser.post('/opgave/2025', { gezien: seen(body) });
    expect(late.status).toBe(409);
    expect(late.body).toContain('De opgave is intussen anders');
    expect(late.body).toContain('Correcties op eerdere opgaven');
    expect(await asOwner(workplace, 'select version from statement')).toEqual([{ version: 1 }]);
  });

  test('is nobody else’s', async () => {
    for (const path of ['/opgave', '/opgave/2025', '/opgave/2025/bestand/opgave-2025.csv'])
      expect((await cor.browser.get(path)).status, path).toBe(404);
    expect((await cor.browser.post('/opgave/2025', { gezien: 'x' })).status).toBe(404);
  });
});

test('No fault of the program was told on the way', () => {
  expect([...told, ...workplace.told]).toEqual([]);
});
