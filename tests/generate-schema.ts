import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatabaseConnection } from '../src/platform/database/coming-back.ts';
import { migrate } from '../src/platform/database/migrations/migrations.ts';
import type { Storage } from '../src/platform/database/storage.ts';

const root = join(import.meta.dirname, '..');

/** The types of the tables as the migrations make them, written by kysely-codegen from a real database. */
export async function generateSchema(storage: Storage, organisation: string): Promise<string> {
  await storage.ensureDatabase(organisation);
  await migrate(storage.connection(organisation, 'owner'), join(root, 'src'));
  const connection = storage.connection(organisation, 'owner');
  const address = connection.connectionString
    ? new URL(connection.connectionString)
    : socketAddress(connection);
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-schema-'));
  try {
    const file = join(folder, 'schema.ts');
    await promisify(execFile)(
      process.execPath,
      [
        join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
        '--dialect=postgres',
        '--default-schema=public',
        '--exclude-pattern=migration.*',
        '--date-parser=string',
        `--url=${address.href}`,
        `--out-file=${file}`,
      ],
      { cwd: folder },
    );
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The address of a database that is reached by the parts of a connection: a socket, or a host and a port. */
function socketAddress(connection: DatabaseConnection): URL {
  const address = new URL('postgresql://localhost');
  address.username = connection.user ?? '';
  if (typeof connection.password === 'string') address.password = connection.password;
  address.pathname = `/${connection.database}`;
  const host = connection.host ?? 'localhost';
  if (host.startsWith('/')) address.searchParams.set('host', host);
  else address.hostname = host;
  if (connection.port) address.searchParams.set('port', String(connection.port));
  return address;
}

if (import.meta.main) {
  const { openStorage } = await import('../src/platform/database/storage.ts');
  const { writeFile } = await import('node:fs/promises');
  const dataFolder = await mkdtemp(join(tmpdir(), 'daglicht-data-'));
  const storage = await openStorage({}, { dataFolder });
  try {
    await writeFile(join(root, 'src/platform/database/schema.ts'), await generateSchema(storage, 'schema'));
  } finally {
    await storage.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
