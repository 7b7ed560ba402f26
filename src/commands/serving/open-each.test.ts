import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { type Daglicht, examplesFolder, openDaglicht } from '../../app.ts';
import { readJson } from '../../codes/profile.ts';
import { describeOrganisation } from '../../organisation/describe.ts';
import { organisationSchema } from '../../organisation/records.ts';
import { operator } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { withClient } from '../../platform/database/databases.ts';
import { perform } from '../../platform/database/doorways.ts';
import type { Text } from '../../platform/language/text.ts';
import { readAssets } from '../../platform/web/assets.ts';
import { newDirectory } from '../../platform/web/front/directory.ts';
import { openFront } from '../../platform/web/front/front.ts';
import { loopbackHosts, type Origin } from '../../platform/web/front/origins.ts';
import { failureOf } from '../failures.ts';
import { openEach } from './open-each.ts';
import { listOrganisations, openSites } from './open-sites.ts';
import { openOriginDoors } from './origin-doors.ts';
import { keysOf } from './work-given.ts';

/* Three organisations: one is well, one has a migration that was changed, one has a profile that is gone. */

const folder = mkdtempSync(join(tmpdir(), 'daglicht-each-'));
const databases: FreshDatabase[] = [];
let daglicht: Daglicht;

async function fresh(): Promise<FreshDatabase> {
  const made = await freshDatabase();
  databases.push(made);
  return made;
}

const asOwner = ({ storage, organisation }: FreshDatabase, statement: string) =>
  withClient(storage.connection(organisation, 'owner'), (client) => client.query(statement));

let [well, changed, lost] = ['', '', ''];

beforeAll(async () => {
  const [one, two, three] = [await fresh(), await fresh(), await fresh()];
  [well, changed, lost] = [one.organisation, two.organisation, three.organisation];
  await asOwner(two, `update migration.applied set checksum = 'x' where number = 1`);
  daglicht = await openDaglicht({}, folder, one.storage);
  const { door } = await daglicht.organisation(lost);
  const example = join(examplesFolder, 'oefen', 'organisation.json');
  const described = await readJson(example, organisationSchema);
  await perform(door, operator('proef'), describeOrganisation, concern, {
    ...described,
    profile: join(folder, 'weg'),
  });
  // Another start of the program.
  await daglicht.close();
  daglicht = await openDaglicht({}, folder, one.storage);
});
afterAll(async () => {
  await daglicht?.close();
  for (const one of databases) await one.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('One organisation that cannot be opened keeps no other from being served, and is named with the reason', async () => {
  const { opened, broken } = await openEach(daglicht, [changed, well, lost]);
  expect(opened.map(({ key }) => key)).toEqual([well]);
  expect(broken.map(({ key }) => key)).toEqual([changed, lost]);
  const [migration, profile] = broken.map(({ error }) => failureOf(error, 'serve', false).words.nl);
  expect(migration).toContain('0001');
  expect(profile).toContain(join(folder, 'weg'));

  const directory = newDirectory();
  const told: string[] = [];
  const options = { assets: readAssets(), secure: false, tell: (line: string) => told.push(line) };
  const hosts = loopbackHosts([well, changed, lost], 8100);
  const listed = await listOrganisations(opened, hosts, false);
  const keys = await keysOf(daglicht, opened);
  const work = {
    keys,
    dataFolder: '.',
    pinFile: 'roots.json',
    examples: false,
    notices: new Map<string, Text>(),
    makers: new Map(),
  };
  const behind = openOriginDoors(daglicht.storage, opened);
  openSites(directory, daglicht.storage, behind.doors, listed, hosts, options, work, [changed, lost]);
  const ask = async (origin: Origin, key: string) => {
    const entry = hosts.find((host) => host.origin === origin && host.organisation === key);
    const front = openFront({ origin, directory, ...options });
    const host = entry?.host ?? '';
    return front(new Request(`http://${host}/`, { headers: { host } }));
  };
  for (const key of [changed, lost])
    for (const origin of ['public', 'work', 'files'] as const) {
      const answer = await ask(origin, key);
      expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
      expect(await answer.text()).toContain('Deze organisatie is nu niet te openen');
    }
  expect((await ask('public', well)).status).toBe(200);
  expect((await ask('work', well)).headers.get('Location')).toBe('/aanmelden');
  expect(told).toEqual([]);
  await behind.close();
});

test('When none can be opened the program says why, as when there is one', async () => {
  await expect(openEach(daglicht, [changed, lost])).rejects.toThrow('0001');
});

test('An organisation that was found broken before is not opened again', async () => {
  const error = new Error('voorbeeld');
  const { opened, broken } = await openEach(daglicht, [well], [{ key: lost, error }]);
  expect([opened.length, broken]).toEqual([1, [{ key: lost, error }]]);
  await expect(openEach(daglicht, [well], [{ key: well, error }])).rejects.toThrow('voorbeeld');
});
