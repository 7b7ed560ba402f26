import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examples, openTestOrganisation, type TestOrganisation } from '../../tests/example-organisation.ts';
import { runCommand } from '../../tests/run-command.ts';
import { systemActor } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { look } from '../platform/database/doorways.ts';
import { healthFacts } from '../platform/health/read-health.ts';
import { backupMadeCommand } from './backup-made.ts';
import { WrongUse } from './command.ts';

let oefen: TestOrganisation;
beforeAll(async () => {
  oefen = await openTestOrganisation(join(examples, 'oefen', 'organisation.json'));
});
afterAll(() => oefen?.close());

const run = (values: Record<string, string | boolean>) => runCommand(backupMadeCommand, oefen, [], values);
const facts = () => look(oefen.door, systemActor, healthFacts, concern, {});

test('What makes backups records their day, and a drill is recorded apart', async () => {
  expect((await run({ day: '2026-11-03' })).said).toContain('Reservekopie van 2026-11-03 vastgelegd.');
  expect((await run({ day: '2026-10-01', drill: true })).said).toContain('Oefening');
  expect(await facts()).toMatchObject({ backup: '2026-11-03', drill: '2026-10-01' });
  const { day } = await facts();
  expect(JSON.parse((await run({ json: true })).said)).toEqual({ kind: 'backup', day });
  expect((await facts()).backup).toBe(day);
});

test('A day that is none, or still to come, is refused and nothing recorded', async () => {
  const before = await facts();
  for (const day of ['2026-02-31', '3-11-2026', '1999-01-01', '2099-01-01'])
    await expect(run({ day, drill: true }), day).rejects.toThrow(WrongUse);
  expect(await facts()).toEqual(before);
});
