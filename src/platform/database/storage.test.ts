import { afterAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase, testStorage } from '../../../tests/makers/database.ts';
import { withClient } from './databases.ts';
import { storageStatus } from './status.ts';

const source = new URL('../..', import.meta.url).pathname;
const made: FreshDatabase[] = [];
afterAll(async () => {
  for (const database of made) await database.drop();
});

describe('The database of an organisation', () => {
  it('is made once, also when several processes ask at the same moment', async () => {
    const storage = await testStorage();
    const organisation = 'at_once';
    await Promise.all(Array.from({ length: 20 }, () => storage.ensureDatabase(organisation)));
    await storage.ensureDatabase(organisation);
    expect(await storage.organisations()).toContain(organisation);
    await withClient(storage.maintenanceConnection(), (client) =>
      client.query(`drop database ${storage.databaseName(organisation)} with (force)`),
    );
  });

  it('sorts by bytes and folds case by Unicode, whatever the server and its version', async () => {
    const fresh = await freshDatabase({ migrated: false });
    made.push(fresh);
    await withClient(fresh.storage.connection(fresh.organisation, 'owner'), async (client) => {
      const sorted = await client.query<{ word: string }>(
        `select word from unnest(array['b', 'É', 'a', 'Z', 'é']) as word order by word`,
      );
      expect(sorted.rows.map(({ word }) => word)).toEqual(['Z', 'a', 'b', 'É', 'é']);
      const folded = await client.query(`select lower('ÉÇŸ') as small, 'CAFÉ' ilike 'café' as alike,
        to_tsvector('dutch', 'De meldingen over Élise') @@ to_tsquery('dutch', 'élise & melding') as found`);
      expect(folded.rows[0]).toEqual({ small: 'éçÿ', alike: true, found: true });
    });
  });

  it('lets the runtime login do nothing until it switches role, and never lets it create', async () => {
    const fresh = await freshDatabase();
    made.push(fresh);
    await withClient(fresh.storage.connection(fresh.organisation, 'runtime'), async (client) => {
      for (const statement of [
        'select from audit_entry',
        'create table mine (a int)',
        'create temporary table mine (a int)',
        'create role stronger',
        'set role daglicht_owner',
        'insert into migration.applied values (9999, $$x$$, $$x$$)',
      ]) {
        await expect(client.query(statement), statement).rejects.toThrow(/permission denied|does not exist/);
      }
      await client.query('begin');
      await client.query(`select set_config('role', 'daglicht_operator', true)`);
      await client.query('select from audit_entry');
      await client.query('commit');
      await expect(client.query('select from audit_entry')).rejects.toThrow(/permission denied/);
    });
  });

  it('shows in the status with its migrations and its size', async () => {
    const fresh = await freshDatabase();
    made.push(fresh);
    const status = await storageStatus(fresh.storage, source, [fresh.organisation]);
    expect(status.kind).toBe(process.env.DAGLICHT_TEST_DATABASE === 'server' ? 'server' : 'embedded');
    expect(status.version).toMatch(/^\d+\.\d+/);
    expect(status.place).not.toMatch(/:[0-9a-f]{24}@/);
    const [database] = status.databases;
    expect(database?.database).toBe(`daglicht_${fresh.organisation}`);
    expect(database?.bytes).toBeGreaterThan(1_000_000);
    expect(database?.applied[0]?.name).toBe('0001-audit.sql');
    expect(database?.pending).toEqual([]);
  });

  it('cannot have a name that is no key', async () => {
    const storage = await testStorage();
    for (const key of ['', 'Bron', '1bron', 'a b', 'a"b', 'a'.repeat(51), '../x']) {
      expect(() => storage.connection(key, 'owner'), key).toThrow(/cannot be the key of an organisation/);
    }
  });
});
