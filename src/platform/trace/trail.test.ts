import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
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
import { readKeys } from '../sealing/key-file.ts';
import { type HeadPlace, headPlace, publicKeyOf, readHeads, signingKey, writeHead } from './heads.ts';
import { keepOnce } from './keep-trail.ts';
import { linkTrail } from './link.ts';
import { traceAccess } from './trace-access.ts';
import { type TrailFault, verifyTrail } from './verify-trail.ts';

/* The trail is written by many at once, and changed by somebody who owns the database. */

const deed: Action<{ about: string }, null> = {
  name: 'test.deed',
  input: z.strictObject({ about: z.string() }),
  object: ({ about }) => about,
  change: async () => ({ result: null, audit: { rows: 1, words: 'é\n\u001b[31m' } }),
};
const actor = operator('anna');

let database: FreshDatabase;
let door: OrganisationDoor;
let folder: string;
let place: HeadPlace;
let key: Awaited<ReturnType<typeof signingKey>>;

/** As somebody who owns the server: no policy and no right stops them. */
const asMaster = (statement: string) =>
  withClient(database.storage.connection(database.organisation, 'owner'), (client) =>
    client.query(statement),
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-trail-'));
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  database = await freshDatabase();
  const because = 'test';
  const table = accessTable([
    ...traceAccess,
    { who: 'operator', may: 'do', what: deed.name, on: 'concern', because },
  ]);
  door = openOrganisation(
    database.organisation,
    database.storage.connection(database.organisation, 'runtime'),
    table,
  );
  place = headPlace(
    { DAGLICHT_AUDIT_HEADS: join(folder, database.organisation) },
    join(folder, database.organisation),
  );
  key = await signingKey(place);
  for (let one = 1; one <= 8; one++) await perform(door, actor, deed, concern, { about: `zaak ${one}` });
  await linkTrail(door, actor);
  const seals = await readKeys(join(folder, `${database.organisation}.json`), true);
  await keepOnce(place, key, { key: database.organisation, door }, seals);
  return async () => {
    await closeOrganisation(door);
    await database.drop();
  };
});

async function faults(): Promise<readonly TrailFault[]> {
  await linkTrail(door, actor);
  const heads = await readHeads(place, database.organisation);
  return (await verifyTrail(door, actor, heads, await publicKeyOf(place))).faults;
}

const entryOf = (seq: number) => `(select entry from audit_link where seq = ${seq})`;

describe('A trail that nobody touched', () => {
  test('holds, and goes on to hold as it grows', async () => {
    expect(await faults()).toEqual([]);
    await perform(door, actor, deed, concern, { about: 'nog een' });
    expect(await faults()).toEqual([]);
  });

  test('links every row once, whoever links at the same moment', async () => {
    const writing = Array.from({ length: 40 }, (_, one) =>
      perform(door, actor, deed, concern, { about: `${one}` }),
    );
    const linked = await Promise.all([
      ...Array.from({ length: 6 }, () => linkTrail(door, actor)),
      ...writing.map((one) => one.then(() => 0)),
    ]);
    expect(linked.length).toBe(46);
    await linkTrail(door, actor);
    expect(await faults()).toEqual([]);
    const { rows } = await asMasterRows(
      'select (select count(*) from audit_entry) = (select count(*) from audit_link) as all',
    );
    expect(rows).toEqual([{ all: true }]);
  });

  test('passes no row over that was begun early and committed late', async () => {
    const late = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow: Action<{ about: string }, null> = {
      ...deed,
      change: async () => {
        begun.resolve();
        await late.promise;
        return { result: null, audit: {} };
      },
    };
    const running = perform(door, actor, slow, concern, { about: 'laat' });
    await begun.promise;
    await perform(door, actor, deed, concern, { about: 'tussendoor' });
    await linkTrail(door, actor);
    late.resolve();
    await running;
    expect(await faults()).toEqual([]);
    const { rows } = await asMasterRows(
      `select count(*)::int as late from audit_link l join audit_entry e on e.id = l.entry where e.object = 'laat'`,
    );
    expect(rows).toEqual([{ late: 1 }]);
  });
});

const asMasterRows = (statement: string) =>
  withClient(database.storage.connection(database.organisation, 'owner'), (client) =>
    client.query(statement),
  );

describe('Somebody who owns the database cannot do unseen (tests 46, 47)', () => {
  test('a change of a row', async () => {
    await asMaster(`update audit_entry set actor = 'bram' where id = ${entryOf(3)}`);
    expect(await faults()).toMatchObject([{ kind: 'changed', seq: 3 }]);
  });

  test('a deletion, with its link or without', async () => {
    await asMaster(`create temp table gone as select entry, seq from audit_link where seq in (4, 5);
      alter table audit_link drop constraint audit_link_entry_fkey;
      delete from audit_entry where id in (select entry from gone);
      delete from audit_link where seq = 5`);
    expect((await faults()).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['deleted', 'gap', 'changed']),
    );
  });

  test('an insertion in the past', async () => {
    await asMaster(`insert into audit_entry (id, at, actor_kind, actor, action, object, outcome, origin, details, transaction_id)
      select gen_random_uuid(), at, 'operator', 'nobody', action, object, outcome, origin, details, transaction_id
      from audit_entry where id = ${entryOf(2)};
      update audit_entry set transaction_id = '1' where actor = 'nobody'`);
    expect(await faults()).toMatchObject([{ kind: 'inserted' }]);
  });

  test('another order', async () => {
    await asMaster(`update audit_link set seq = -1 where seq = 3; update audit_link set seq = 3 where seq = 4;
      update audit_link set seq = 4 where seq = -1`);
    expect((await faults()).length).toBeGreaterThan(0);
  });

  test('a tail that is cut off, or a chain that is made anew', async () => {
    await asMaster(`create temp table tail as select entry from audit_link where seq > 5;
      delete from audit_link where seq > 5; delete from audit_entry where id in (select entry from tail);
      update audit_chain c set seq = 5, hash = l.hash from audit_link l where l.seq = 5`);
    expect(await faults()).toMatchObject([{ kind: 'cut' }]);
    for (let one = 1; one <= 6; one++) await perform(door, actor, deed, concern, { about: 'vervangen' });
    expect(await faults()).toMatchObject([{ kind: 'fork' }]);
  });

  test('a link far behind the last one, or a row under another transaction', async () => {
    await perform(door, actor, deed, concern, { about: 'ver weg' });
    await asMaster(`insert into audit_link (seq, entry, hash) select 9000000000000000, id, sha256('') from audit_entry e
      where not exists (select from audit_link l where l.entry = e.id) limit 1`);
    await asMaster(`update audit_entry set transaction_id = '1', actor = 'bram' where id = ${entryOf(3)}`);
    const found = await faults();
    expect(found).toContainEqual(expect.objectContaining({ kind: 'changed', seq: 3 }));
    expect(found).toContainEqual(expect.objectContaining({ kind: 'gap' }));
  });

  test('a fork, by a second head of the same length', async () => {
    const [before] = (await asMasterRows(`select encode(hash, 'hex') as hash from audit_link where seq = 5`))
      .rows;
    await writeHead(
      place,
      key,
      database.organisation,
      { length: 5, hash: String(before?.['hash']) },
      new Date(),
    );
    expect(await faults()).toEqual([]);
    await asMaster(`update audit_entry set actor = 'bram' where id = ${entryOf(3)};
      do $$
        declare hash_before bytea := (select hash from audit_link where seq = 2); one record;
        begin
          for one in select l.seq, audit_line(e) as line from audit_link l join audit_entry e on e.id = l.entry
                     where l.seq > 2 order by l.seq loop
            hash_before := sha256(hash_before || convert_to(one.line, 'UTF8'));
            update audit_link set hash = hash_before where seq = one.seq;
          end loop;
          update audit_chain set hash = hash_before;
        end $$`);
    const isFork = async (): Promise<boolean> =>
      (await faults()).some((fault) => fault.kind === 'fork' && fault.seq === 5);
    expect(await isFork()).toBe(true);
    const [now] = (await asMasterRows(`select encode(hash, 'hex') as hash from audit_link where seq = 5`))
      .rows;
    await writeHead(
      place,
      key,
      database.organisation,
      { length: 5, hash: String(now?.['hash']) },
      new Date(),
    );
    expect(await isFork()).toBe(true);
  });

  test('a head of their own making', async () => {
    const file = join(place.folder, `${database.organisation}.jsonl`);
    const [line = ''] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, `${line.replace(/"length":\d+/, '"length":2')}\n`);
    await appendFile(file, 'geen stand\n');
    expect((await faults()).map(({ kind }) => kind)).toEqual(['head-forged', 'head-unreadable']);
  });
});

describe('The program itself', () => {
  const asRole = (statement: string) =>
    withClient(database.storage.connection(database.organisation, 'runtime'), (client) =>
      client.query(`begin; select set_config('role', 'daglicht_operator', true), set_config('app.actor_kind', 'operator', true),
        set_config('app.actor', 'anna', true); ${statement}; commit`),
    );
  const row = (values: string) =>
    asRole(
      `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details${values}`,
    );

  test('writes no row of another moment, kind or name, and changes none', async () => {
    await row(`) values (gen_random_uuid(), 'operator', 'anna', 'a', 'o', 'done', 'x', '{}')`);
    for (const values of [
      `, at) values (gen_random_uuid(), 'operator', 'anna', 'a', 'o', 'done', 'x', '{}', '2019-01-01')`,
      `) values (gen_random_uuid(), 'public', 'anna', 'a', 'o', 'done', 'x', '{}')`,
      `) values (gen_random_uuid(), 'operator', 'bram', 'a', 'o', 'done', 'x', '{}')`,
    ])
      await expect(row(values)).rejects.toThrow(/row-level security/);
    for (const statement of [
      `update audit_entry set actor = 'bram'`,
      'delete from audit_entry',
      'delete from audit_link',
      `update audit_chain set seq = 0`,
    ])
      await expect(asRole(statement)).rejects.toThrow(/permission denied/);
  });

  test('withdraws rows of a register now and at no other time, and changes nothing else of them', async () => {
    const value = `insert into person (id) values ('11111111-1111-4111-8111-111111111111') on conflict do nothing;
      insert into person_contact (version_id, person_id, name) values (gen_random_uuid(), '11111111-1111-4111-8111-111111111111', 'A')`;
    await asRole(value);
    await expect(asRole(`update person_contact set withdrawn_at = '2019-01-01'`)).rejects.toThrow(
      /row-level security/,
    );
    await expect(asRole(`update person_contact set name = 'B'`)).rejects.toThrow(/permission denied/);
    await expect(asRole(`update person_contact set recorded_at = '2019-01-01'`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(asRole('delete from person_contact')).rejects.toThrow(/permission denied/);
    await asRole(`update person_contact set withdrawn_at = now()`);
  });

  test('leaves no table in which the operator may set when something was recorded', async () => {
    const { rows } = await asMasterRows(
      `select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'recorded_at'
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and has_column_privilege('daglicht_operator', c.oid, a.attnum, 'update')
       order by 1`,
    );
    // A remembered mapping is no record; of a unit the description is kept in versions.
    expect(rows.map(({ name }) => name)).toEqual(['remembered_mapping', 'unit']);
  });
});

describe('A clock that jumps', () => {
  const kept = async () => {
    await perform(door, actor, deed, concern, { about: 'later' });
    const seals = await readKeys(join(folder, `${database.organisation}.json`), true);
    await keepOnce(place, key, { key: database.organisation, door }, seals);
    return (await readHeads(place, database.organisation)).length;
  };

  test.each([-26, -2, 2, 26])(
    'of the program, by %i hours, is not asked when a head is due, nor said in one',
    async (hours) => {
      const before = (await readHeads(place, database.organisation)).length;
      const now = Date.now();
      vi.useFakeTimers({ toFake: ['Date'], now: now + hours * 3_600_000 });
      try {
        expect(await kept()).toBe(before);
        const [last] = (await readHeads(place, database.organisation)).slice(-1);
        expect(Math.abs(Date.parse(last?.at ?? '') - now)).toBeLessThan(600_000);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  test('of the database, back, lets a head be written at once and not each second', async () => {
    const [head] = (await readHeads(place, database.organisation)).slice(-1);
    if (!head) throw new Error('no head');
    const ahead = new Date(Date.now() + 40 * 24 * 3_600_000);
    await writeHead(place, key, database.organisation, head, ahead);
    const before = (await readHeads(place, database.organisation)).length;
    expect(await kept()).toBe(before + 1);
    expect(await kept()).toBe(before + 1);
    const heads = await readHeads(place, database.organisation);
    expect((await verifyTrail(door, actor, heads, await publicKeyOf(place))).faults).toEqual([]);
  });
});
