import { afterAll, expect, it } from 'vitest';
import { withClient } from './databases.ts';
import { type FreshDatabase, freshDatabase } from './testing.ts';

const made: FreshDatabase[] = [];
afterAll(async () => {
  for (const database of made) await database.drop();
});

it('A fresh database has all migrations, and the runtime login by itself reads nothing of it', async () => {
  const fresh = await freshDatabase();
  made.push(fresh);
  const owner = fresh.storage.connection(fresh.organisation, 'owner');
  const applied = await withClient(owner, (client) =>
    client.query<{ name: string }>('select name from migration.applied order by number'),
  );
  expect(applied.rows[0]?.name).toBe('0001-audit.sql');
  const runtime = fresh.storage.connection(fresh.organisation, 'runtime');
  await withClient(runtime, async (client) => {
    await expect(client.query('select from audit_entry')).rejects.toThrow(/permission denied/);
    await client.query('begin');
    await client.query(`select set_config('role', 'daglicht_operator', true)`);
    await client.query('select from audit_entry');
    await client.query('commit');
    await expect(client.query('select from audit_entry')).rejects.toThrow(/permission denied/);
  });
});
