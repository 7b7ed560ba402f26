import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { sealedTables } from '../../app.ts';
import { accessTable } from '../access/access-table.ts';
import { operator } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { withClient } from '../database/databases.ts';
import {
  type Action,
  closeOrganisation,
  type OrganisationDoor,
  openOrganisation,
  perform,
} from '../database/doorways.ts';
import { readKeys, type SealingKeys } from '../sealing/key-file.ts';
import { type HeadPlace, headPlace, publicKeyOf, readHeads, signingKey } from './heads.ts';
import { keepOnce } from './keep-trail.ts';
import { linkTrail } from './link.ts';
import { traceAccess } from './trace-access.ts';
import { verifyRecords } from './verify-records.ts';
import { type TrailFault, verifyTrail } from './verify-trail.ts';

/* Years of the trail that are over are closed, and dropped whole: the oldest first, and the chain holds afterwards. */

const actor = operator('toets');
const deed: Action<{ about: string }, null> = {
  name: 'test.deed',
  input: z.strictObject({ about: z.string() }),
  object: ({ about }) => about,
  change: async () => ({ result: null, audit: {} }),
};

let folder: string;
let database: FreshDatabase;
let door: OrganisationDoor;
let place: HeadPlace;
let seals: SealingKeys;

const asMaster = async (statement: string) =>
  withClient(database.storage.connection(database.organisation, 'owner'), async (client) => {
    const answer = await client.query<Record<string, unknown>>(statement);
    return answer.rows;
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-years-'));
  database = await freshDatabase();
  const { storage, organisation } = database;
  const table = accessTable([
    ...traceAccess,
    { who: 'operator', may: 'do', what: deed.name, on: 'concern', because: 'test' },
  ]);
  door = openOrganisation(organisation, storage.connection(organisation, 'runtime'), table);
  place = headPlace({}, folder);
  seals = await readKeys(join(folder, 'sealing.json'), true);
  // A trail of three years, as it would have grown: each year is linked before the next begins.
  const year = new Date().getFullYear();
  for (const [back, deeds] of [
    [3, 4],
    [2, 3],
    [1, 5],
  ] as const) {
    for (let one = 0; one < deeds; one++)
      await perform(door, actor, deed, concern, { about: `${back} ${one}` });
    await asMaster(
      `update audit_entry set at = make_timestamptz(${year - back}, 6, 15, 12, 0, 0)
       where not exists (select from audit_link l where l.entry = audit_entry.id)`,
    );
    await linkTrail(door, actor);
  }
});
afterAll(async () => {
  await closeOrganisation(door);
  await database.drop();
  await rm(folder, { recursive: true });
});

const keep = async () =>
  keepOnce(place, await signingKey(place), { key: database.organisation, door }, seals);

async function faults(): Promise<readonly TrailFault[]> {
  const heads = await readHeads(place, database.organisation);
  return (await verifyTrail(door, actor, heads, await publicKeyOf(place))).faults;
}

const rowsFaults = async () =>
  (await verifyRecords(door, actor, seals, database.organisation, sealedTables, 100)).faults;

test('A year that is over is closed, with a signed head at its end', async () => {
  await keep();
  const years = await asMaster(
    'select year, last_seq - first_seq + 1 as rows from audit_segment order by year',
  );
  const year = new Date().getFullYear();
  expect(years).toEqual([
    { year: year - 3, rows: '4' },
    { year: year - 2, rows: '3' },
    { year: year - 1, rows: '5' },
  ]);
  const lengths = (await readHeads(place, database.organisation)).map((head) => head?.length);
  expect(lengths.slice(0, 3)).toEqual([4, 7, 12]);
  expect(await faults()).toEqual([]);
});

test('The oldest year is dropped whole, and what stays holds, rows of registers included', async () => {
  const year = new Date().getFullYear();
  await expect(asMaster(`call drop_audit_year(${year - 2})`)).rejects.toThrow(/oldest goes first/);
  await expect(asMaster(`call drop_audit_year(${year})`)).rejects.toThrow(/not closed/);
  await asMaster(`call drop_audit_year(${year - 3})`);
  expect(
    await asMaster(`select from audit_entry where at < make_timestamptz(${year - 2}, 1, 1, 0, 0, 0)`),
  ).toEqual([]);
  expect(await rowsFaults()).toEqual([]);
  await keep();
  expect(await faults()).toEqual([]);
  await expect(asMaster(`call drop_audit_year(${year - 3})`)).rejects.toThrow(/gone already/);
  await asMaster(`call drop_audit_year(${year - 2})`);
  expect(await faults()).toEqual([]);
});

test('Rows that are taken out as if a year had been dropped are missed', async () => {
  await asMaster(`update audit_segment set last_seq = 9, last_hash = (select hash from audit_link where seq = 9)
                  where dropped_at is not null and last_seq = 7`);
  await asMaster(`with gone as (delete from audit_link where seq in (8, 9) returning entry)
                  delete from audit_entry where id in (select entry from gone)`);
  expect((await faults()).map(({ kind }) => kind)).toContain('begin-unsigned');
});
