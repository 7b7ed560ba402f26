import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../tests/makers/database.ts';
import { withClient } from './databases.ts';
import { groupRoles, type ServingLogin, servingKeys, servingLogins } from './roles.ts';

/* What whoever takes over a process could do with the connection that the process has. */

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

function as<T>(login: ServingLogin, statement: string): Promise<readonly T[]> {
  const { storage, organisation } = database;
  return withClient(storage.connection(organisation, login), async (client) => {
    const answer = await client.query(statement);
    return answer.rows;
  });
}

describe.each(servingKeys)('The login %s', (login) => {
  test('takes the roles that its process needs, and no other', async () => {
    for (const role of [...groupRoles, 'daglicht_backup', 'daglicht_owner', 'postgres']) {
      const taken = as(login, `set role "${role}"`);
      if (servingLogins[login].takes.includes(role)) await expect(taken, role).resolves.toEqual([]);
      else await expect(taken, role).rejects.toThrow(/permission denied to set role|does not exist/);
    }
  });

  test('reads and changes nothing as itself', async () => {
    const tables = await as<{ name: string }>(
      login,
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    expect(tables.length).toBeGreaterThan(40);
    const { storage, organisation } = database;
    await withClient(storage.connection(organisation, login), async (client) => {
      for (const { name } of tables)
        await expect(client.query(`select from "${name}" limit 1`), name).rejects.toThrow(
          /permission denied/,
        );
    });
  });

  test('makes no login, table or database, and reaches no other database as somebody else', async () => {
    for (const statement of [
      'create role x',
      'create table public.x ()',
      'create database x',
      'alter role current_user bypassrls',
      'create schema x',
      'create temporary table x ()',
      `copy (select 1) to program 'true'`,
      `select pg_read_file('/etc/passwd')`,
    ])
      await expect(as(login, statement), statement).rejects.toThrow(/permission denied|must be|only|denied/i);
  });
});

test('The public site can become neither a person nor who signs in, nor read what publications were made of', async () => {
  for (const role of ['operator', 'publication', 'identity', 'person'])
    await expect(as('public', `set role daglicht_${role}`)).rejects.toThrow(/permission denied/);
  await expect(as('public', `select set_config('role', 'daglicht_publication', true)`)).rejects.toThrow(
    /permission denied/,
  );
});

test('The workplace cannot become the operator, and reads nothing that was frozen', async () => {
  for (const role of ['operator', 'publication'])
    await expect(as('workplace', `set role daglicht_${role}`)).rejects.toThrow(/permission denied/);
});
