import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  examples,
  openTestOrganisation,
  type TestOrganisation,
} from '../../../tests/example-organisation.ts';
import { cellOf } from '../../../tests/makers/figures.ts';
import { runCommand } from '../../../tests/run-command.ts';
import { rational } from '../../figures/cubes/rational.ts';
import { UnknownFigure } from '../../figures/definition.ts';
import type { Command } from '../command.ts';
import { WrongUse } from '../command.ts';
import { checkCommand } from './check.ts';
import { reasonCommand } from './reason.ts';

let folder = '';
let oefen: TestOrganisation;

/** Two units with a return; IWK keeps records too, one fewer than it stated. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-reason-'));
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
  const returns = join(folder, 'opgaven.csv');
  await writeFile(returns, 'Onderdeel;Jaar;Nevenwerkzaamheden\nIWK;2025;3\nDKL;2025;28\n');
  expect((await oefen.import('outside-activities', returns)).outcome).toBe('imported');
  const records = join(folder, 'lijst.csv');
  await writeFile(records, 'Onderdeel;Datum opgave;Betaald\nIWK;2025-02-03;ja\nIWK;2024-06-01;nee\n');
  expect((await oefen.import('outside-activities', records)).outcome).toBe('imported');
});

afterAll(async () => {
  await oefen?.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (
  command: Command,
  words: readonly string[],
  values: Readonly<Record<string, string | boolean>>,
) => runCommand(command, oefen, words, values);

const pair = { figure: 'outside-activities.declared', unit: 'IWK', period: '2025' };
const reason = { nl: 'een opgave is dubbel', en: 'one declaration is double' };

async function declaredBy(key: string) {
  return cellOf(await oefen.figures('2025'), pair.figure, { unit: key, year: '2025' });
}

test('A reason asks for a pair and for both languages', async () => {
  await expect(run(reasonCommand, [], {})).rejects.toThrow(WrongUse);
  await expect(run(reasonCommand, ['list'], {})).rejects.toThrow('--period 2025');
  await expect(run(reasonCommand, ['set'], { period: '2025', ...reason })).rejects.toThrow('--figure');
  await expect(run(reasonCommand, ['set'], { ...pair, nl: reason.nl })).rejects.toThrow('both languages');
  await expect(run(reasonCommand, ['set'], { ...pair, ...reason, figure: 'x' })).rejects.toThrow(
    UnknownFigure,
  );
});

test('What differs without a reason is listed, stands in check and gives no number', async () => {
  const listed = await run(reasonCommand, ['list'], { period: '2025' });
  expect(listed.exit).toBe(1);
  expect(listed.said).toContain('2025: registratie 2, jaaropgave 3: GEEN REDEN');
  const checked = await run(checkCommand, [], { period: '2025', json: true });
  expect(checked.exit).toBe(1);
  expect(checked.said).toContain('registratie en jaaropgave verschillen, geen reden');
  expect((await declaredBy('IWK')).state).toBe('cannot-be-computed');
});

test('A reason that points at a person, or about a pair that does not differ, is refused and nothing is kept', async () => {
  const named = await run(reasonCommand, ['set'], {
    ...pair,
    ...reason,
    nl: 'mail aan j.jansen@voorbeeld.nl',
  });
  expect([named.exit, named.complaints]).toEqual([1, expect.stringContaining('j.jansen@voorbeeld.nl')]);
  const equal = await run(reasonCommand, ['set'], { ...pair, ...reason, unit: 'DKL' });
  expect([equal.exit, equal.complaints]).toEqual([1, expect.stringContaining('er is niets opgeslagen')]);
  expect((await run(reasonCommand, ['list'], { period: '2025' })).said).toContain('GEEN REDEN');
});

test('With a reason the records stand with both numbers; a newer reason replaces it and the older one stays as history', async () => {
  const first = await run(reasonCommand, ['set'], { ...pair, nl: 'onbekend', en: 'unknown' });
  expect([first.exit, first.said]).toEqual([0, expect.stringContaining('registratie 2, jaaropgave 3')]);
  const second = await run(reasonCommand, ['set'], { ...pair, ...reason, json: true });
  expect(JSON.parse(second.said)).toMatchObject({ ...pair, reason, replaced: true });
  expect(await declaredBy('IWK')).toMatchObject({
    value: rational(2),
    note: { nl: 'registratie 2, jaaropgave 3: een opgave is dubbel' },
  });
  const listed = await run(reasonCommand, ['list'], { period: '2025', json: true });
  expect(listed.exit).toBe(0);
  expect(JSON.parse(listed.said)).toMatchObject({
    differences: [{ recorded: '2', stated: '3', reason }],
    withoutReason: 0,
  });
  const checked = await run(checkCommand, [], { period: '2025', json: true });
  expect(checked.said).not.toContain('geen reden');
  expect(checked.said).toContain('met reden (registratie 2, jaaropgave 3): een opgave is dubbel');
});
