import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestOrganisation, type TestOrganisation } from '../../../tests/example-organisation.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { readJson } from '../../codes/profile.ts';
import { organisationSchema } from '../../organisation/records.ts';
import { checkCommand } from './check.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const described = await readJson(
  join(root, 'tests', 'cases', 'reading', 'organisation-veld.json'),
  organisationSchema,
);
let folder = '';
let veld: TestOrganisation;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-check-'));
});
beforeEach(async () => {
  veld = await openTestOrganisation(described);
});
afterEach(() => veld.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(register: string, name: string, content: string): Promise<void> {
  const file = join(folder, name);
  await writeFile(file, content);
  expect((await veld.import(register, file)).outcome).toBe('imported');
}
const checked = async (language: 'nl' | 'en' = 'nl') =>
  (await runCommand(checkCommand, veld, [], { period: '2024' }, language)).said;

test('Each unit of which records and return differ is named with both numbers and what to do', async () => {
  await read(
    'outside-activities',
    'lijst.csv',
    'Onderdeel;Datum opgave\nSOC;3-2-2024\nSOC;4-2-2024\nRUI;3-2-2024\n',
  );
  await read(
    'outside-activities',
    'opgave.csv',
    'Onderdeel;Jaar;Nevenwerkzaamheden\nSOC;2024;5\nRUI;2024;1\n',
  );
  const said = await checked();
  expect(said).toContain('Sociaal domein, 2024');
  expect(said).toMatch(
    /registratie 2, jaaropgave 5\); leg haar vast met: reason set --figure outside-activities\.declared --unit SOC --period 2024/,
  );
  const english = await checked('en');
  expect(english).toMatch(/: Social domain, 2024\n/);
  expect(english).not.toContain('Nevenwerkzaamheden');
  expect(said).toMatch(/klopt \(1\)\n.*Ruimte, 2024\n.*even veel: registratie 1, jaaropgave 1/);
});

test('A list of staff and a return differ also where what a return counts is not recorded', async () => {
  await read(
    'staff',
    'lijst.csv',
    'Personeelsnummer;Onderdeel;In dienst;Dienstverband\n1;SOC;1-1-2020;Vast\n2;SOC;1-1-2020;Vast\n3;RUI;1-1-2020;Vast\n',
  );
  await read('staff', 'opgave.csv', 'Onderdeel;Jaar;Personeelsomvang\nSOC;2024;4\nRUI;2024;1\n');
  const said = await checked();
  expect(said).toMatch(
    /Sociaal domein, 2024\n.*personeelslijst 2 personen \(dienstverbanden: 2\), jaaropgave 4; .*headcountDefinitions/,
  );
  expect(said).toMatch(/Ruimte, 2024\n.*even veel/);
});

test('Records and returns that are not of the same are not called nothing', async () => {
  await read('outside-activities', 'lijst.csv', 'Onderdeel;Datum opgave\nSOC;3-2-2024\n');
  await read(
    'outside-activities',
    'opgave.csv',
    'Onderdeel;Jaar;Nevenwerkzaamheden\nRUI;2024;1\nBED;2024;1\n',
  );
  await read(
    'gifts',
    'giften.csv',
    'Onderdeel;Jaar;Aangeboden boven de grens;Aangenomen boven de grens\nSOC;2024;1;0\n',
  );
  const said = await checked();
  expect(said).not.toContain('niets om tegen elkaar te houden');
  expect(said).toContain('nergens twee getallen van hetzelfde');
});

test('Desks that nobody can reach are named, and a situation without any desk is a finding', async () => {
  const check = (of: TestOrganisation) => runCommand(checkCommand, of, [], { period: '2024' });
  const complete = await check(veld);
  expect(complete.said).toContain('Vertrouwenspersonen (counsellor): hoe men het bereikt staat er niet');
  expect(complete.said).not.toContain('Geen loket voor');
  expect(complete.exit).toBe(0);
  const { 'where-to-turn.json': _desks, ...files } = veld.profile.files;
  const without = await check({ ...veld, profile: { ...veld.profile, files } });
  expect(without.said).toContain('Geen loket voor “Ik wil eerst met iemand praten”');
  expect(without.exit).toBe(1);
});
