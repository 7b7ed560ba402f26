import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sealedTables } from '../src/app.ts';
import { concern } from '../src/platform/access/resource.ts';
import { withClient } from '../src/platform/database/databases.ts';
import { look } from '../src/platform/database/doorways.ts';
import { newId } from '../src/platform/database/new-id.ts';
import { readKeys, rotateKeys, type SealingKeys } from '../src/platform/sealing/key-file.ts';
import { linkTrail } from '../src/platform/trace/link.ts';
import { macLength, sealHash, sealRecords } from '../src/platform/trace/record-seals.ts';
import { definitionsThatDiffer, sealingDefinitions } from '../src/platform/trace/sealing-definitions.ts';
import { verifyRecords } from '../src/platform/trace/verify-records.ts';
import { verifyTrail } from '../src/platform/trace/verify-trail.ts';
import { examples, openBron, type TestOrganisation, tester } from './example-organisation.ts';

/* Rows of registers that were changed past the program are named, whoever changed them. */

let bron: TestOrganisation;
let folder: string;
let file: string;
let keys: SealingKeys;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daglicht-seals-'));
  file = join(folder, 'sealing.json');
  keys = await readKeys(file, true);
  bron = await openBron();
}, 60_000);
afterAll(async () => {
  await bron.close();
  await rm(folder, { recursive: true });
});

const checked = () => verifyRecords(bron.door, tester, keys, 'bron', sealedTables, 200);
const faults = async () => (await checked()).faults;

/** As somebody who owns the server: no policy and no right stops them. */
async function asMaster(statement: string): Promise<readonly Record<string, unknown>[]> {
  const { storage, organisation } = bron.database;
  return withClient(storage.connection(organisation, 'owner'), async (client) => {
    const answer = await client.query<Record<string, unknown>>(statement);
    return answer.rows;
  });
}

describe('Registers that only the program changed', () => {
  test('fit their seals, and go on to do so as they are corrected', async () => {
    const first = await checked();
    expect(first.faults).toEqual([]);
    expect(first.rows).toBeGreaterThan(100);
    await bron.import('complaints', join(examples, 'bron/complaints-2019-2021.csv'), {
      sender: 'een ander',
      replace: true,
    });
    expect(await faults()).toEqual([]);
  });

  test('fit while they are being read in', async () => {
    const reading = bron.import(
      'financial-interests',
      join(examples, 'bron/financial-interests-2020-2021.csv'),
      {
        sender: 'nog een ander',
      },
    );
    const during = await Promise.all([faults(), faults(), faults()]);
    await reading;
    expect(during.flat()).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  test('fit under a new key too, and what was sealed before under the one before', async () => {
    keys = await rotateKeys(file);
    expect(await faults()).toEqual([]);
    const forgotten: SealingKeys = {
      current: keys.current,
      byId: new Map([[keys.current.id, keys.current]]),
    };
    const found = await verifyRecords(bron.door, tester, forgotten, 'bron', sealedTables, 200);
    expect(found.faults.map(({ kind }) => kind)).toEqual(['seal-key-missing']);
  });

  test('are sealed as hashes: no seal and no audit row tells what a row holds', async () => {
    const [row] = await asMaster(`select description from incident where description is not null limit 1`);
    const text = String(row?.['description']).slice(0, 20);
    for (const table of ['record_seal', 'record_change', 'audit_entry'])
      expect(
        await asMaster(`select from ${table} t where t::text like '%${text.replaceAll("'", "''")}%'`),
      ).toEqual([]);
  });
});

describe('Whoever changes a row past the program', () => {
  const other: Readonly<Record<string, string>> = {
    text: `coalesce(%, '') || 'x'`,
    integer: 'coalesce(%, 0) + 1',
    bigint: 'coalesce(%, 0) + 1',
    numeric: 'coalesce(%, 0) + 1',
    boolean: 'not coalesce(%, false)',
    date: `coalesce(%, '2020-01-01') + 1`,
    'timestamp with time zone': `coalesce(%, '2020-01-01') + interval '1 hour'`,
    uuid: 'gen_random_uuid()',
    jsonb: `'{"x": 1}'`,
    'text[]': `coalesce(%, '{}') || 'x'`,
  };

  test.each(['incident', 'import_source'])(
    'is found, whatever column of %s it is',
    async (table) => {
      const columns = await asMaster(
        `select a.attname as name, format_type(a.atttypid, null) as type from pg_attribute a
         where a.attrelid = '${table}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
      );
      const [sealed] = await asMaster(
        `select key_column as key from sealed_table where table_name = '${table}'`,
      );
      const key = String(sealed?.['key']);
      const rows = (await asMaster(`select ${key} as key from ${table} order by 1`)).map((row) => row['key']);
      const asked = columns.filter(({ name, type }) => name !== key && other[String(type)] !== undefined);
      let tried = 0;
      // Each column in a row of its own, as many at once as there are rows.
      for (let from = 0; from < asked.length; from += rows.length) {
        const changed: { readonly key: unknown; readonly back: string }[] = [];
        for (const [at, { name, type }] of asked.slice(from, from + rows.length).entries()) {
          const where = `where ${key} = '${rows[at]}'`;
          const column = String(name);
          const [kept] = await asMaster(`select ${column}::text as value from ${table} ${where}`);
          const value = kept?.['value'];
          const before = value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`;
          try {
            await asMaster(
              `update ${table} set ${column} = ${other[String(type)]?.replace('%', column)} ${where}`,
            );
          } catch {
            // A constraint of the table itself refuses it, also of its owner.
            continue;
          }
          changed.push({ key: rows[at], back: `update ${table} set ${column} = ${before} ${where}` });
        }
        tried += changed.length;
        const found = await faults();
        expect(found.length).toBe(changed.length);
        expect(found).toEqual(
          expect.arrayContaining(changed.map((one) => ({ kind: 'row-changed', table, key: one.key }))),
        );
        for (const { back } of changed) await asMaster(back);
      }
      expect(tried).toBeGreaterThan(3);
      expect(await faults(), 'as they were').toEqual([]);
    },
    60_000,
  );

  test('is found who takes a row out, or puts one in', async () => {
    const [row] = await asMaster(`select id from reported_value order by id limit 1`);
    await asMaster(
      `create table kept as select * from reported_value where id = '${row?.['id']}';
       delete from reported_value where id = '${row?.['id']}'`,
    );
    expect(await faults()).toEqual([{ kind: 'row-gone', table: 'reported_value', key: row?.['id'] }]);
    await asMaster(`insert into reported_value select * from kept`);
    expect(await faults()).toEqual([]);
    await asMaster(`update kept set id = gen_random_uuid(), withdrawn_at = now();
                    insert into reported_value select * from kept`);
    expect((await faults()).map(({ kind }) => kind)).toEqual(['row-added']);
    await asMaster(`delete from reported_value where id in (select id from kept); drop table kept`);
    expect(await faults()).toEqual([]);
  });

  test('is found who changes the seals to fit', async () => {
    const [seal] = await asMaster(
      `select id from record_seal where table_name = 'incident' order by place limit 1`,
    );
    await asMaster(`create table kept as select * from record_seal where id = '${seal?.['id']}'`);
    await asMaster(
      `update record_seal set macs = decode(repeat('00', octet_length(macs)), 'hex') where id = '${seal?.['id']}'`,
    );
    expect(await faults()).toContainEqual({ kind: 'seal-changed', seal: seal?.['id'] });
    await asMaster(`delete from record_seal where id = '${seal?.['id']}'`);
    expect(await faults()).toContainEqual({ kind: 'seal-gone', seal: seal?.['id'] });
    await asMaster(
      `insert into record_seal overriding system value select * from kept;
       update kept set id = gen_random_uuid(), place = 1000000;
       insert into record_seal overriding system value select * from kept; drop table kept`,
    );
    expect((await faults()).map(({ kind }) => kind)).toEqual(['seal-added']);
    await asMaster(`delete from record_seal where place = 1000000`);
    expect(await faults()).toEqual([]);
  });

  test('is found who brings a row back to what it was, with the seal of that time put in anew', async () => {
    const [row] = await asMaster(`select version_id as key, reference from incident order by 1 limit 1`);
    const [seal] = await asMaster(
      `select id, keys, macs, key_id from record_seal where '${row?.['key']}' = any (keys) order by place limit 1`,
    );
    // The program itself changes the row, in a deed of the trail, and seals it again.
    await asMaster(`update incident set reference = 'later' where version_id = '${row?.['key']}';
                    insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
                      values (gen_random_uuid(), 'operator', 'x', 'incidents.import', 'x', 'done', 'x', '{}');
                    insert into record_change (table_name, keys) values ('incident', array['${row?.['key']}']::uuid[])`);
    expect(await faults()).toEqual([]);
    const again = newId();
    await asMaster(
      `update incident set reference = ${row?.['reference'] === null ? 'null' : `'${row?.['reference']}'`} where version_id = '${row?.['key']}';
       insert into record_seal (id, table_name, keys, macs, key_id)
         select '${again}', table_name, keys, macs, key_id from record_seal where id = '${seal?.['id']}'`,
    );
    const [stored] = await asMaster(
      `select id, table_name as table, keys::text[] as keys, macs, key_id as "keyId" from record_seal where id = '${again}'`,
    );
    const hash = sealHash({
      id: again,
      table: 'incident',
      keys: z.array(z.string()).parse(stored?.['keys']),
      macs: z.instanceof(Buffer).parse(stored?.['macs']),
      keyId: String(stored?.['keyId']),
    });
    await asMaster(
      `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
       values (gen_random_uuid(), 'operator', 'x', 'audit.seal', 'records', 'done', 'x', '{"seals": "${again} ${hash}"}')`,
    );
    expect((await faults()).map(({ kind }) => kind)).toContain('row-changed');
    await asMaster(`call seal_anew('incident')`);
    expect(await faults()).toEqual([]);
  });

  test('is found who changes the audit row that holds the hash of a seal', async () => {
    await linkTrail(bron.door, tester);
    expect((await verifyTrail(bron.door, tester, [], null)).faults).toEqual([]);
    await asMaster(
      `update audit_entry set details = details || '{"rows": "none"}' where action = 'audit.seal'
       and id = (select id from audit_entry where action = 'audit.seal' order by at limit 1)`,
    );
    expect((await verifyTrail(bron.door, tester, [], null)).faults.map(({ kind }) => kind)).toContain(
      'changed',
    );
  });

  test('leaves a trace where it is a migration that seals anew', async () => {
    await asMaster(`update incident set reference = reference; call seal_anew('incident')`);
    await sealRecords(bron.door, tester, keys, 'bron');
    const rows = await asMaster(
      `select from audit_entry where action = 'audit.seal' and details ->> 'anew' = 'true'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
  });
});

/** Puts a seal in by hand, with the row of the trail that holds its hash, as who has no key can. */
async function sealedByHand(table: string, sealed: readonly string[], macs: Buffer, id = newId()) {
  const hash = sealHash({ id, table, keys: sealed, macs, keyId: keys.current.id });
  await asMaster(
    `insert into record_seal (id, table_name, keys, macs, key_id)
       values ('${id}', '${table}', '{${sealed.join(',')}}', '\\x${macs.toString('hex')}', '${keys.current.id}')
       on conflict (id) do update set keys = excluded.keys, macs = excluded.macs;
     insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
       values (gen_random_uuid(), 'operator', 'x', 'audit.seal', 'records', 'done', 'x', '{"seals": "${id} ${hash}"}')`,
  );
  return id;
}

/** Takes away what was put in by hand, before it is linked. */
const withoutSeal = (id: string) =>
  asMaster(`delete from record_seal where id = '${id}';
            delete from audit_entry where details ->> 'seals' like '${id}%'`);

describe('Whoever owns the database and has no key', () => {
  test('cannot say that a row is gone', async () => {
    expect(await faults()).toEqual([]);
    const [row] = await asMaster(`select id from reported_value order by id limit 1`);
    await asMaster(`create table kept as select * from reported_value where id = '${row?.['id']}';
                    delete from reported_value where id = '${row?.['id']}'`);
    const id = await sealedByHand('reported_value', [String(row?.['id'])], Buffer.alloc(macLength));
    expect(await faults()).toEqual([{ kind: 'row-gone', table: 'reported_value', key: row?.['id'] }]);
    await withoutSeal(id);
    await asMaster(`insert into reported_value select * from kept; drop table kept`);
    expect(await faults()).toEqual([]);
  });

  test('cannot bring an earlier seal back by its place', async () => {
    const [row] = await asMaster(`select id from reported_value order by id limit 1`);
    const deed = `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
                  values (gen_random_uuid(), 'operator', 'x', 'x', 'x', 'done', 'x', '{}');
                  insert into record_change (table_name, keys) values ('reported_value', array['${row?.['id']}']::uuid[])`;
    await asMaster(
      `update reported_value set recorded_at = recorded_at + interval '1 hour' where id = '${row?.['id']}'; ${deed}`,
    );
    expect(await faults()).toEqual([]);
    await asMaster(`update reported_value set recorded_at = recorded_at - interval '1 hour' where id = '${row?.['id']}';
                    alter table record_seal alter column place drop identity;
                    update record_seal set place = 1000000 - place`);
    expect(await faults()).toEqual([{ kind: 'row-changed', table: 'reported_value', key: row?.['id'] }]);
    await asMaster(`update record_seal set place = 1000000 - place; ${deed};
                    alter table record_seal alter column place add generated always as identity (start 2000000)`);
    expect(await faults()).toEqual([]);
  });

  test('cannot have a seal held a second time by another hash', async () => {
    const [seal] = await asMaster(
      `select id, macs, keys::text[] as keys from record_seal where table_name = 'incident' order by place desc limit 1`,
    );
    const id = String(seal?.['id']);
    const macs = z.instanceof(Buffer).parse(seal?.['macs']);
    const sealed = z.array(z.string()).parse(seal?.['keys']);
    await asMaster(`create table kept as select * from record_seal where id = '${id}'`);
    await sealedByHand('incident', sealed.slice(1), macs.subarray(macLength), id);
    expect(await faults()).toContainEqual({ kind: 'seal-changed', seal: id });
    await asMaster(`delete from audit_entry where details ->> 'seals' like '${id}%' and actor = 'x';
                    update record_seal r set keys = k.keys, macs = k.macs from kept k where k.id = r.id; drop table kept`);
    expect(await faults()).toEqual([]);
  });

  test('is told when a table is taken from the list of sealed ones', async () => {
    await asMaster(`create table kept as select * from sealed_table where table_name = 'incident';
                    delete from sealed_table where table_name = 'incident'`);
    expect(await faults()).toEqual([{ kind: 'table-unsealed', table: 'incident' }]);
    await asMaster(`insert into sealed_table select * from kept; drop table kept;
                    update sealed_table set left_out = '{reference}' where table_name = 'incident'`);
    expect(await faults()).toEqual([{ kind: 'table-unsealed', table: 'incident' }]);
    await asMaster(`update sealed_table set left_out = '{}' where table_name = 'incident'`);
    expect(await faults()).toEqual([]);
  });

  test('stops no check with a row of the trail that names no seals', async () => {
    for (const details of ['{}', '{"seals": "x"}', '{"seals": 3}', '[]']) {
      const [entry] = await asMaster(
        `insert into audit_entry (id, actor_kind, actor, action, object, outcome, origin, details)
         values (gen_random_uuid(), 'operator', 'x', 'audit.seal', 'records', 'done', 'x', '${details}') returning id`,
      );
      expect(await faults(), details).toEqual([{ kind: 'seal-row-unreadable', entry: entry?.['id'] }]);
      await asMaster(`delete from audit_entry where id = '${entry?.['id']}'`);
    }
    expect(await faults()).toEqual([]);
  });

  test.each([
    'record_digests(text, uuid[])',
    'record_digests_after(text, uuid, integer)',
    'take_record_changes(integer)',
    'note_records()',
    'link_audit(integer)',
  ])('is found who puts another %s in its place', async (name) => {
    const [kept] = await asMaster(`select pg_get_functiondef('${name}'::regprocedure) as definition`);
    const definition = String(kept?.['definition']);
    // It does the same: that it is another is what tells.
    await asMaster(definition.replace(/\$function\$\n/, '$function$\n -- other\n'));
    const expected = [{ kind: 'definition-changed', name: name.replace(/\(.*/, '') }];
    expect(await faults()).toEqual(expected);
    await asMaster(definition);
    expect(await faults()).toEqual([]);
  });

  test('is found who switches a trigger off, or takes it away', async () => {
    const expected = [{ kind: 'definition-changed', name: 'incident.sealed_when_changed' }];
    await asMaster('alter table incident disable trigger sealed_when_changed');
    expect(await faults()).toEqual(expected);
    await asMaster('alter table incident enable trigger sealed_when_changed');
    expect(await faults()).toEqual([]);
    const [kept] = await asMaster(
      `select pg_get_triggerdef(oid) as definition from pg_trigger where tgrelid = 'incident'::regclass and tgname = 'sealed_when_changed'`,
    );
    await asMaster('drop trigger sealed_when_changed on incident');
    expect(await faults()).toEqual(expected);
    await asMaster(String(kept?.['definition']));
    expect(await faults()).toEqual([]);
  });

  test('is told who notes a row by hand: no deed of the trail stands beside it', async () => {
    const [row] = await asMaster(`select version_id as key from incident order by 1 limit 1`);
    await asMaster(`update incident set reference = 'vervalst' where version_id = '${row?.['key']}';
                    insert into record_change (table_name, keys) values ('incident', array['${row?.['key']}']::uuid[])`);
    expect(await faults()).toMatchObject([{ kind: 'without-deed', rows: 1 }]);
  });
});

test('The program and the database have the same list of sealed tables, functions and triggers', async () => {
  const definitions = await look(bron.door, tester, sealingDefinitions, concern, {});
  expect(definitionsThatDiffer(definitions, sealedTables)).toEqual([]);
  expect(definitions.tables.map(({ table }) => table).toSorted()).toEqual(
    Object.keys(sealedTables).toSorted(),
  );
});
