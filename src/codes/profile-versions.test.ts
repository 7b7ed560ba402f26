import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../tests/makers/database.ts';
import { describedTown } from '../../tests/makers/town.ts';
import { type Daglicht, openDaglicht, profilesFolder } from '../app.ts';
import { operator } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { perform } from '../platform/database/doorways.ts';
import { readProfile } from './profile.ts';
import { recordProfile } from './profile-versions.ts';

let fresh: FreshDatabase;
let folder = '';
let owner: Client;
const instances: Daglicht[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-profile-'));
  await cp(join(profilesFolder, 'gemeente'), folder, { recursive: true });
  fresh = await freshDatabase();
  owner = new Client(fresh.storage.connection(fresh.organisation, 'owner'));
  await owner.connect();
  for (let one = 0; one < 2; one++) instances.push(await openDaglicht({}, folder, fresh.storage));
});
afterAll(async () => {
  for (const one of instances) await one.close();
  await owner.end();
  await rm(folder, { recursive: true });
  await fresh.drop();
});

const opened = (instance: number) => {
  const one = instances[instance];
  return one ? one.organisation(fresh.organisation) : expect.unreachable();
};

/** The profile of the folder with another name for the reporting year. */
async function renamed(yearName: string) {
  const file = join(folder, 'profile.json');
  const profile: unknown = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...Object(profile), yearName: { nl: yearName, en: yearName } }));
  return (await readProfile(folder)).files;
}

const record = async (yearName: string, from: string | null) =>
  perform((await opened(0)).door, operator('test'), recordProfile, concern, {
    files: await renamed(yearName),
    from,
  });
const yearNameOn = async (instance: number, day: string) =>
  (await (await opened(instance)).on(day)).profile.yearName.nl;
const versions = async () =>
  (
    await owner.query<{ valid_from: string | null }>(
      'select valid_from::text from profile_version order by recorded_at',
    )
  ).rows.map((row) => row.valid_from);

describe('The profile of an organisation', () => {
  test('that was described before profiles were kept becomes its first version, once', async () => {
    await owner.query(describedTown);
    const [one, other] = await Promise.all([opened(0), opened(1)]);
    expect((await one.on('2020-01-01')).profile.key).toBe('gemeente');
    expect((await other.on('2020-01-01')).profile.version).toBe(one.profile.version);
    expect(await versions()).toEqual([null]);
  });

  test('that did not change is not recorded again', async () => {
    const { files } = await readProfile(join(profilesFolder, 'gemeente'));
    const { door } = await opened(0);
    const answer = await perform(door, operator('test'), recordProfile, concern, {
      files,
      from: '2026-01-01',
    });
    expect(answer).toEqual({ recorded: false });
  });

  test('holds from its day on, and what held before stays and holds before', async () => {
    const first = await yearNameOn(0, '2026-01-01');
    expect(await record('Boekjaar', '2026-07-01')).toEqual({ recorded: true });
    await delay(1100);
    expect(await yearNameOn(0, '2026-06-30')).toBe(first);
    expect(await yearNameOn(0, '2026-07-01')).toBe('Boekjaar');
    expect(await versions()).toEqual([null, '2026-07-01']);
  });

  test('of one day is the one that was recorded last', async () => {
    await record('Kalenderjaar', '2026-07-01');
    await delay(1100);
    expect(await yearNameOn(0, '2026-07-02')).toBe('Kalenderjaar');
    expect(await versions()).toEqual([null, '2026-07-01', '2026-07-01']);
  });

  test('is followed within two seconds by another instance that runs', async () => {
    expect(await yearNameOn(1, '2026-09-01')).toBe('Kalenderjaar');
    await record('Schooljaar', '2026-08-01');
    await delay(1900);
    expect(await yearNameOn(1, '2026-09-01')).toBe('Schooljaar');
    expect(await yearNameOn(1, '2026-07-31')).toBe('Kalenderjaar');
  });

  test('cannot be changed or deleted by who records it', async () => {
    for (const statement of [`update profile_version set content = ''`, 'delete from profile_version']) {
      const runtime = new Client(fresh.storage.connection(fresh.organisation, 'runtime'));
      await runtime.connect();
      await runtime.query(`set role daglicht_operator; set app.actor_kind = 'operator'`);
      await expect(runtime.query(statement)).rejects.toThrow(/permission denied/);
      await runtime.end();
    }
  });
});
