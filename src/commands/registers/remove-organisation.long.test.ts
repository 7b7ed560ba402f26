import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  daglichtProcess,
  openWorkplace,
  type Running,
  startDaglicht,
  type Workplace,
} from '../../../tests/command-line.ts';
import { nothingLeft } from '../../../tests/makers/processes.ts';

const described = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'tests',
  'cases',
  'reading',
  'organisation-veld.json',
);
let place: Workplace;
let site: Running;
const remove = ['organisation', 'remove', 'veld', '--confirm', 'veld'];

beforeAll(async () => {
  place = await openWorkplace();
  for (const key of ['veld', 'naast'])
    await daglichtProcess(place.dataFolder, 'organisation', described, '--organisation', key, '--new');
  site = startDaglicht(place.dataFolder, ['serve', '--port', '18460', '--json']);
  await new Promise((ready) => site.process.stdout?.once('data', ready));
}, 120_000);
afterAll(async () => {
  site.process.kill('SIGKILL');
  await site.ended;
  await place.close();
});

test('A copy of a folder that is served loses its own organisation, and the folder that is served none', async () => {
  const copy = join(place.folder, 'kopie');
  execFileSync('cp', ['-a', place.dataFolder, copy]);
  const refused = await daglichtProcess(place.dataFolder, ...remove);
  expect([refused.exit, refused.err]).toEqual([1, expect.stringContaining('„serve” toont haar site')]);
  const inCopy = await daglichtProcess(copy, ...remove);
  expect(await place.daglicht.storage.organisations()).toEqual(['naast', 'veld']);
  expect([inCopy.exit === 0, inCopy.out.includes('is verwijderd')]).toEqual(
    inCopy.exit === 0 ? [true, true] : [false, false],
  );
  await nothingLeft(copy);
  rmSync(copy, { recursive: true });
}, 120_000);

test('A removal that is killed at any moment leaves the organisation whole, or none', async () => {
  site.process.kill('SIGTERM');
  await site.ended;
  const started = performance.now();
  await daglichtProcess(place.dataFolder, ...remove);
  const lasts = performance.now() - started;
  for (let part = 1; part <= 5; part++) {
    await daglichtProcess(place.dataFolder, 'organisation', described, '--organisation', 'veld', '--new');
    const removal = startDaglicht(place.dataFolder, remove);
    await delay(lasts * (0.6 + part * 0.08));
    removal.process.kill('SIGKILL');
    await removal.ended;
    const { storage } = place.daglicht;
    const [present, half] = [await storage.organisations(), await storage.halfRemoved()];
    expect(present).toContain('naast');
    if (present.includes('veld')) expect(await place.count('veld', 'unit')).toBe('4');
    expect(half.filter((key) => present.includes(key))).toEqual([]);
    await place.daglicht.leave('veld');
    await daglichtProcess(place.dataFolder, ...remove);
    expect([await storage.organisations(), await storage.halfRemoved()]).toEqual([['naast'], []]);
  }
}, 300_000);
