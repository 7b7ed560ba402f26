import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { withClient } from '../src/platform/database/databases.ts';
import { newId } from '../src/platform/database/new-id.ts';
import { readKeys, rotateKeys, type SealingKeys } from '../src/platform/sealing/key-file.ts';
import { linkTrail } from '../src/platform/trace/link.ts';
import { sealHash, sealRecords } from '../src/platform/trace/record-seals.ts';
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

const checked = () => verifyRecords(bron.door, tester, keys, 'bron', 200);
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
    const found = await verifyRecords(bron.door, tester, forgotten, 'bron', 200);
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

  test.each(['incident', 'reported_value', 'import_source', 'printed_figure'])(
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
      const [row] = await asMaster(`select ${key} as key from ${table} order by 1 limit 1`);
      let tried = 0;
      for (const { name, type } of columns) {
        const change = other[String(type)];
        if (change === undefined || name === key) continue;
        const column = String(name);
        const kept = await asMaster(
          `select ${column}::text as value from ${table} where ${key} = '${row?.['key']}'`,
        );
        try {
          await asMaster(
            `update ${table} set ${column} = ${change.replace('%', column)} where ${key} = '${row?.['key']}'`,
          );
        } catch {
          // A constraint of the table itself refuses it, also of its owner.
          continue;
        }
        tried++;
        expect(await faults(), column).toEqual([{ kind: 'row-changed', table, key: row?.['key'] }]);
        const value = kept[0]?.['value'];
        await asMaster(
          `update ${table} set ${column} = ${value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`}
           where ${key} = '${row?.['key']}'`,
        );
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
    // The program itself changes the row, and seals it again.
    await asMaster(`update incident set reference = 'later' where version_id = '${row?.['key']}';
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
