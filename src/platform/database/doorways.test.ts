import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { AccessDenied, accessTable } from '../access/access-table.ts';
import { operator, publicationActor, publicReader } from '../access/actor.ts';
import { concern } from '../access/resource.ts';
import { ExplainedError } from '../language/explained-error.ts';
import { text } from '../language/text.ts';
import {
  type Action,
  ChangeStopped,
  closeOrganisation,
  look,
  type OrganisationDoor,
  openOrganisation,
  perform,
  type Question,
} from './doorways.ts';

const write: Action<{ key: string }, string> = {
  name: 'test.write',
  input: z.strictObject({ key: z.string().min(2) }),
  object: (input) => input.key,
  change: async (database, input) => {
    await database.insertInto('unit').values({ key: input.key, level: 'unit', type: 'other' }).execute();
    if (input.key === 'fails') throw new Error('half-way');
    return { result: input.key, audit: { rows: 1 } };
  },
};
const read: Question<Record<string, never>, number> = {
  name: 'test.read',
  confidential: true,
  object: () => 'units',
  ask: async (database) => (await database.selectFrom('unit').select('key').execute()).length,
};
const audit: Question<
  Record<string, never>,
  readonly { action: string; outcome: string; object: string; actor: string }[]
> = {
  name: 'test.audit',
  confidential: false,
  object: () => 'audit',
  ask: (database) =>
    database
      .selectFrom('audit_entry')
      .select(['action', 'outcome', 'object', 'actor'])
      .orderBy('at')
      .execute(),
};

const because = 'test';
const table = accessTable([
  { who: 'operator', may: 'do', what: write.name, on: 'concern', because },
  { who: 'operator', may: 'see', what: read.name, on: 'concern', because },
  { who: 'operator', may: 'see', what: audit.name, on: 'concern', because },
  { who: 'public', may: 'see', what: read.name, on: 'none', because },
]);

let fresh: FreshDatabase;
let door: OrganisationDoor;
beforeAll(async () => {
  fresh = await freshDatabase();
  door = openOrganisation('test', fresh.storage.connection(fresh.organisation, 'runtime'), table);
});
afterAll(async () => {
  await closeOrganisation(door);
  await fresh.drop();
});

describe('The two doorways', () => {
  test('a write and its audit row stand together', async () => {
    await perform(door, operator('anna'), write, concern, { key: 'one' });
    const rows = await look(door, operator('anna'), audit, concern, {});
    expect(rows).toContainEqual({ action: 'test.write', outcome: 'done', object: 'one', actor: 'anna' });
  });

  test('a write that fails leaves neither change nor audit row', async () => {
    await expect(perform(door, operator('anna'), write, concern, { key: 'fails' })).rejects.toThrow(
      'half-way',
    );
    const rows = await look(door, operator('anna'), audit, concern, {});
    expect(rows.filter((row) => row.object === 'fails')).toEqual([]);
    expect(await look(door, operator('anna'), read, concern, {})).toBe(1);
  });

  test('input of another shape is refused before anything happens', async () => {
    await expect(perform(door, operator('anna'), write, concern, { key: 'x' })).rejects.toThrow(z.ZodError);
    await expect(
      perform(door, operator('anna'), write, concern, { key: 'two', extra: true }),
    ).rejects.toThrow(z.ZodError);
  });

  test('what has no row in the access table is denied, and the denial is kept', async () => {
    await expect(perform(door, publicReader, write, concern, { key: 'three' })).rejects.toThrow(AccessDenied);
    const rows = await look(door, operator('anna'), audit, concern, {});
    expect(rows).toContainEqual({ action: 'test.write', outcome: 'denied', object: '', actor: 'public' });
  });

  test('a confidential read leaves an audit row', async () => {
    await look(door, operator('bert'), read, concern, {});
    const rows = await look(door, operator('anna'), audit, concern, {});
    expect(rows).toContainEqual({ action: 'test.read', outcome: 'done', object: 'units', actor: 'bert' });
  });

  test('the database denies a second time: the public sees no units even where the policy would let it', async () => {
    await expect(look(door, publicReader, read, concern, {})).rejects.toThrow(/permission denied/);
  });

  test('two rows of the access table that say the same are refused', () => {
    expect(() =>
      accessTable([...table.rows, { who: 'operator', may: 'do', what: write.name, on: 'concern', because }]),
    ).toThrow(/twice/);
  });
});

describe('The database behind them', () => {
  async function query<T extends object>(as: 'owner' | 'runtime', text: string): Promise<T[]> {
    const client = new Client(fresh.storage.connection(fresh.organisation, as));
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  }

  test('without switching role the runtime login can read nothing', async () => {
    await expect(query('runtime', 'select * from incident')).rejects.toThrow(/permission denied/);
  });

  test('the runtime login is no superuser, cannot bypass policies and owns nothing', async () => {
    const [role] = await query<{ rolsuper: boolean; rolbypassrls: boolean; owned: string }>(
      'runtime',
      `select rolsuper, rolbypassrls, (select count(*) from pg_class where relowner = r.oid and relkind = 'r') as owned from pg_roles r where rolname = current_user`,
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, owned: '0' });
  });

  test('every table has row-level security, forced, with a policy', async () => {
    const tables = await query<{ relname: string; secured: boolean; policies: string }>(
      'owner',
      `select c.relname, c.relrowsecurity and c.relforcerowsecurity as secured, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((one) => !one.secured || one.policies === '0')).toEqual([]);
  });

  test('every table was protected by its line of migration: its owner may migrate it, a backup may read it', async () => {
    const tables = await query<{ relname: string; policies: string[] | null }>(
      'owner',
      `select c.relname, (select array_agg(p.polname::text) from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
    );
    const made = ['owner_migrates', 'backup_reads', 'people_see', 'people_add', 'people_change'];
    const lacking = tables.filter((one) => made.some((policy) => !one.policies?.includes(policy)));
    expect(lacking.map((one) => `${one.relname}: call protect_table('${one.relname}', …)`)).toEqual([]);
  });

  test('an operator’s role without an actor sees no rows', async () => {
    const client = new Client(fresh.storage.connection(fresh.organisation, 'runtime'));
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('role', 'daglicht_operator', true)`);
      expect((await client.query('select * from unit')).rows).toEqual([]);
    } finally {
      await client.end();
    }
  });

  test('frozen inputs are readable by the publication alone', async () => {
    const frozen: Question<Record<string, never>, unknown> = {
      name: 'test.frozen',
      confidential: false,
      object: () => '',
      ask: (database) => database.selectFrom('publication_input').selectAll().execute(),
    };
    const open = openOrganisation(
      'frozen',
      fresh.storage.connection(fresh.organisation, 'runtime'),
      accessTable(
        (['operator', 'public', 'publication'] as const).map((who) => ({
          who,
          may: 'see',
          what: 'test.frozen',
          on: 'none',
          because,
        })),
      ),
    );
    try {
      await expect(look(open, operator('anna'), frozen, concern, {})).rejects.toThrow(/permission denied/);
      await expect(look(open, publicReader, frozen, concern, {})).rejects.toThrow(/permission denied/);
      expect(await look(open, publicationActor, frozen, concern, {})).toEqual([]);
    } finally {
      await closeOrganisation(open);
    }
  });

  test('audit rows cannot be changed or removed by the operator', async () => {
    const change: Action<Record<string, never>, null> = {
      name: 'test.write',
      input: z.strictObject({}),
      object: () => randomUUID(),
      change: async (database) => {
        await sql`update audit_entry set actor = 'nobody'`.execute(database);
        return { result: null, audit: {} };
      },
    };
    await expect(perform(door, operator('anna'), change, concern, {})).rejects.toThrow(/permission denied/);
  });
});

test('What was tried and refused, or only tried, is recorded with what stopped it, and nothing of it is kept', async () => {
  const stops = (error: Error): Action<{ key: string }, string> => ({
    ...write,
    change: async (database, input) => {
      await database.insertInto('unit').values({ key: input.key, level: 'unit', type: 'other' }).execute();
      throw error;
    },
  });
  const words = text('x', 'x');
  const refusal = new ExplainedError('too-large', { what: words, where: words, kept: words, next: words });
  const tried = new ChangeStopped('only tried', { stopped: 'dry-run' });
  for (const error of [refusal, tried])
    await expect(perform(door, operator('els'), stops(error), concern, { key: 'nooit' })).rejects.toBe(error);
  const rows = await look(
    door,
    operator('els'),
    {
      ...audit,
      ask: (database) =>
        database
          .selectFrom('audit_entry')
          .select(['action', 'outcome', 'object', 'actor', 'details'])
          .where('actor', '=', 'els')
          .orderBy('at')
          .execute(),
    },
    concern,
    {},
  );
  expect(rows).toMatchObject([
    { action: 'test.write', outcome: 'denied', object: 'nooit', details: { refused: 'too-large' } },
    { action: 'test.write', outcome: 'denied', object: 'nooit', details: { stopped: 'dry-run' } },
  ]);
});
