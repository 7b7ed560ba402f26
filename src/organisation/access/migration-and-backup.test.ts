import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describedTown } from '../../../tests/makers/town.ts';
import { type PasswordServer, startPasswordServer } from '../../../tests/password-server.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { readServerAddress } from '../../platform/database/server/server.ts';
import { type Storage, serverStorage } from '../../platform/database/storage.ts';

const run = promisify(execFile);
const source = join(import.meta.dirname, '../..');

/** Only PostgreSQL as an organisation installs it has these programs. */
const cannotDump = spawnSync('pg_dump', ['--version']).status !== 0;

let folder = '';
let server: PasswordServer;
let storage: Storage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'daglicht-backup-'));
  server = await startPasswordServer(folder);
  const address = readServerAddress(server.environment);
  if (!address) throw new Error('the test server has no address');
  storage = serverStorage(address);
  await storage.ensureDatabase('town');
  await migrate(storage.connection('town', 'owner'), source);
  await asOwner('town', (client) => client.query(describedTown));
  await server.asAdministrator(`create role keeper login password 'keeper' in role daglicht_backup;
    grant connect on database daglicht_town to keeper`);
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function asOwner<T>(organisation: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(storage.connection(organisation, 'owner'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** How many rows each table holds. */
async function counts(organisation: string): Promise<Readonly<Record<string, string>>> {
  return asOwner(organisation, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    const counted: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const answer = await client.query<{ rows: string }>(`select count(*) as rows from "${name}"`);
      counted[name] = answer.rows[0]?.rows ?? '';
    }
    return counted;
  });
}

/** Debian's own program, as whoever runs this server has it; the login is given by its URL. */
async function dump(login: 'owner' | 'keeper', ...options: string[]): Promise<string> {
  const url = new URL(server.environment['DATABASE_OWNER_URL']?.replace('{organisation}', 'town') ?? '');
  if (login === 'keeper') Object.assign(url, { username: 'keeper', password: 'keeper' });
  const file = join(folder, `${login}.sql`);
  await run('pg_dump', [`--dbname=${url.href}`, `--file=${file}`, ...options]);
  return file;
}

describe('Row-level security is forced, and yet', () => {
  test('a data migration of the owner touches every row', async () => {
    await asOwner('town', async (client) => {
      const changed = await client.query(`update unit set level = level`);
      expect(changed.rowCount).toBe(2);
      const incidents = await client.query(`update incident set change_reason = 'migrated'`);
      expect(incidents.rowCount).toBe(1);
    });
  });

  test.skipIf(cannotDump).each(['owner', 'keeper'] as const)(
    'pg_dump by the %s holds every row, and comes back whole',
    async (login) => {
      const role = login === 'keeper' ? ['--role=daglicht_backup'] : [];
      const file = await dump(login, '--enable-row-security', ...role);
      const back = `back-from-${login}`;
      await storage.ensureDatabase(back);
      const url = server.environment['DATABASE_OWNER_URL']?.replace('{organisation}', back) ?? '';
      await run('psql', ['--quiet', '--set=ON_ERROR_STOP=1', `--dbname=${url}`, `--file=${file}`]);
      const before = await counts('town');
      expect(await counts(back)).toEqual(before);
      expect(before['incident']).toBe('1');
      expect(await migrate(storage.connection(back, 'owner'), source)).toEqual({ applied: [] });
    },
  );

  test.skipIf(cannotDump)('without that option pg_dump refuses, rather than leave rows out', async () => {
    await expect(dump('owner')).rejects.toThrow(/row-level security/);
  });

  test('the login of backups changes nothing', async () => {
    const url = new URL(server.environment['DATABASE_OWNER_URL']?.replace('{organisation}', 'town') ?? '');
    const client = new Client({
      host: url.hostname,
      port: Number(url.port),
      user: 'keeper',
      password: 'keeper',
      database: 'daglicht_town',
    });
    await client.connect();
    try {
      expect((await client.query('select * from incident')).rowCount).toBe(1);
      await expect(client.query(`update incident set reference = 'x'`)).rejects.toThrow(/permission denied/);
      await expect(client.query('select units_below(array[]::text[])')).rejects.toThrow(/permission denied/);
    } finally {
      await client.end();
    }
  });
});
