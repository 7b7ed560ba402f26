import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { WrongUse } from '../command.ts';
import { peopleCommand } from './people.ts';

let folder = '';
let file = '';
let oefen: TestOrganisation;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-people-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  file = join(folder, 'mensen.csv');
  const lines = [
    'Personeelsnummer;Naam;Onderdeel;In dienst',
    '1;Anna Berg;PBW;1-1-2015',
    '2;Bo Smit;DKL;1-1-2020',
  ];
  await writeFile(file, lines.join('\n'));
});
afterAll(async () => {
  await oefen.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (
  values: Readonly<Record<string, string | boolean>>,
  words: readonly string[] = ['import', file],
) => runCommand(peopleCommand, oefen, words, values);

test('Without --apply a list is shown by kind, without names, and nothing changes', async () => {
  const { exit, said } = await run({});
  expect(exit).toBe(0);
  expect(said).toContain('In dienst: 2');
  expect(said).toContain('--apply');
  expect(said).not.toContain('Anna');
  expect((await run({ names: true })).said).toContain('1 Anna Berg');
});

test('More changes than may be made unattended end with exit code 1, and the same list applied twice changes nothing', async () => {
  expect((await run({ apply: true, 'most-changes': '1' })).exit).toBe(1);
  expect((await run({ apply: true, 'most-changes': '2' })).said).toContain('Doorgevoerd');
  const again = await run({ apply: true, 'most-changes': '0' });
  expect([again.exit, again.said]).toEqual([0, expect.stringContaining('niets te wijzigen')]);
});

test('As JSON it gives counts and places, and people only when asked', async () => {
  await writeFile(
    file,
    'Personeelsnummer;Naam;Onderdeel;In dienst\n1;Anna Berg;PBW;1-1-2015\n2;Bo Nieuw;DKL;1-1-2020',
  );
  const said: unknown = JSON.parse((await run({ json: true })).said);
  expect(said).toMatchObject({
    state: 'shown',
    counts: { name: 1 },
    differences: [{ kind: 'name', line: 3 }],
  });
  expect(JSON.stringify(said)).not.toContain('Bo');
  expect((await run({ json: true, names: true })).said).toContain('Bo Nieuw');
});

test('What it cannot read is said, and wrong use names what is right', async () => {
  await writeFile(file, 'Personeelsnummer;Onderdeel;In dienst\n1;Atlantis;1-1-2015\n');
  const { exit, said } = await run({});
  expect(exit).toBe(1);
  expect(said).toContain('rij 2, Onderdeel „Atlantis”');
  await expect(run({}, ['import'])).rejects.toThrow(WrongUse);
  await expect(run({ 'most-changes': 'veel' })).rejects.toThrow(WrongUse);
  await expect(run({ dates: 'ymd' })).rejects.toThrow(WrongUse);
});
