import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { chooseAccount } from '../src/platform/database/embedded/account.ts';
import { completeLibraries, findPrograms } from '../src/platform/database/embedded/programs.ts';
import {
  createCluster,
  disposableSettings,
  startPostmaster,
  writeEntrance,
} from '../src/platform/database/supervisor/postmaster.ts';

/** A PostgreSQL server as an organisation would run it: TCP, passwords, logins made by an administrator. */
export type PasswordServer = {
  /** DATABASE_URL, and the variables of the other logins. */
  readonly environment: Record<string, string>;
  /** Runs a statement as the server's administrator. */
  asAdministrator(statement: string): Promise<void>;
  stop(): Promise<void>;
};

/** The logins have names of their own: nothing may depend on those of the embedded server. */
const ownerLogin = 'integrity_owner';
const runtimeLogin = 'integrity_runtime';
const publicLogin = 'integrity_public';
const workplaceLogin = 'integrity_workplace';
const administrator = 'administrator';

/**
 * Starts a PostgreSQL server on a free port of the loopback address, below `folder`. The programs are Debian's,
 * or those that DAGLICHT_POSTGRES_BIN names.
 */
export async function startPasswordServer(folder: string): Promise<PasswordServer> {
  const cluster = join(folder, 'server');
  const socketFolder = join(folder, 'socket');
  const account = chooseAccount(null);
  if (account === null || account.route === 'other') {
    throw new Error('the password server for tests needs a normal user, or root with user namespaces');
  }
  const choice = process.env.DAGLICHT_POSTGRES_BIN;
  const programs = completeLibraries(findPrograms(null, choice, cluster), join(folder, 'libraries'));
  mkdirSync(cluster, { mode: 0o700 });
  mkdirSync(socketFolder, { mode: 0o700 });
  await createCluster(programs, account, cluster, false, administrator);
  const entrance = writeEntrance(socketFolder, account, [administrator]);
  writeFileSync(
    join(socketFolder, 'pg_hba.conf'),
    'local all all peer map=daglicht\nhost all all 127.0.0.1/32 scram-sha-256\n',
  );
  const port = await freePort();
  const postmaster = await startPostmaster({
    programs,
    account,
    folder: cluster,
    socketFolder,
    log: join(folder, 'server.log'),
    settings: { ...disposableSettings, ...entrance, listen_addresses: '127.0.0.1', port: String(port) },
  });
  const ownerPassword = randomBytes(12).toString('hex');
  const runtimePassword = randomBytes(12).toString('hex');

  async function asAdministrator(statement: string): Promise<void> {
    const client = new pg.Client({ host: socketFolder, port, user: administrator, database: 'postgres' });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  await asAdministrator(`
    create role ${ownerLogin} login createdb createrole password '${ownerPassword}';
    create role ${runtimeLogin} login noinherit password '${runtimePassword}';
    create role ${publicLogin} login noinherit password '${runtimePassword}';
    create role ${workplaceLogin} login noinherit password '${runtimePassword}';
  `);
  const address = `127.0.0.1:${port}/daglicht_{organisation}`;
  return {
    environment: {
      DATABASE_URL: `postgresql://${runtimeLogin}:${runtimePassword}@${address}`,
      DATABASE_OWNER_URL: `postgresql://${ownerLogin}:${ownerPassword}@${address}`,
      DATABASE_PUBLIC_URL: `postgresql://${publicLogin}:${runtimePassword}@${address}`,
      DATABASE_WORKPLACE_URL: `postgresql://${workplaceLogin}:${runtimePassword}@${address}`,
    },
    asAdministrator,
    stop: postmaster.stop,
  };
}

function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) settle(address.port);
        else fail(new Error('no port'));
      });
    });
  });
}
