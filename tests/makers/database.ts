import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import { inject } from 'vitest';
import { withClient } from '../../src/platform/database/databases.ts';
import { quoteName } from '../../src/platform/database/roles.ts';
import type { Storage } from '../../src/platform/database/storage.ts';
import { errorCode } from '../../src/platform/language/explained-error.ts';
import { storageOf, type TestServer } from './test-server.ts';

/*
 * For tests. A Vitest run has one database server, which tests/cluster.ts starts when a test first asks for it:
 * the embedded one, or with DAGLICHT_TEST_DATABASE=server one that is reached by DATABASE_URL and passwords.
 */

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket on which the global setup starts the server and tells where it is. */
    databaseStarter: string;
  }
}

/** The organisation whose migrated database is copied for every test file. */
export const templateOrganisation = 'template';

/** A database to stand in while others are copied or dropped. */
export const workplaceOrganisation = 'workplace';

/** A database of its own for a test file. */
export type FreshDatabase = {
  readonly storage: Storage;
  /** Key for `storage.connection(organisation, as)`. */
  readonly organisation: string;
  /** Removes the database; open connections are cut. */
  drop(): Promise<void>;
};

let asked: Promise<{ server: TestServer; storage: Storage }> | null = null;

function ask(): Promise<{ server: TestServer; storage: Storage }> {
  asked ??= askForServer(inject('databaseStarter')).then((server) => ({
    server,
    storage: storageOf(server),
  }));
  return asked;
}

/** The storage of this test run. It needs no closing. */
export async function testStorage(): Promise<Storage> {
  return (await ask()).storage;
}

/** Where the database server of this run is, for a process that a test starts. */
export async function testServer(): Promise<TestServer> {
  return (await ask()).server;
}

/**
 * Makes a database for this test file: a copy of one that has all migrations, or an empty one.
 *
 * @param options `migrated: false` gives a database without tables
 */
export async function freshDatabase(options: { readonly migrated?: boolean } = {}): Promise<FreshDatabase> {
  const { storage, server } = await ask();
  const migrated = options.migrated ?? true;
  if (migrated && server.migrationError !== null) throw new Error(server.migrationError);
  const organisation = `test_${randomBytes(6).toString('hex')}`;
  if (migrated) await copyTemplate(storage, organisation);
  await storage.ensureDatabase(organisation);
  return {
    storage,
    organisation,
    drop: () =>
      withClient(storage.connection(workplaceOrganisation, 'owner'), (client) =>
        // 42501: autovacuum, which only a superuser may end, is just looking at it.
        untilFree('42501', () =>
          client.query(
            `drop database if exists ${quoteName(storage.databaseName(organisation))} with (force)`,
          ),
        ),
      ),
  };
}

async function copyTemplate(storage: Storage, organisation: string): Promise<void> {
  const source = quoteName(storage.databaseName(templateOrganisation));
  const target = quoteName(storage.databaseName(organisation));
  await withClient(storage.connection(workplaceOrganisation, 'owner'), (client) =>
    // 55006: another copy, or the last connection to the template, is not quite done.
    untilFree('55006', () => client.query(`create database ${target} template ${source}`)),
  );
}

/** Tries again as long as the database is refused with this SQLSTATE, for at most 5 seconds. */
async function untilFree(refusal: string, action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await action();
      return;
    } catch (error) {
      if (errorCode(error) !== refusal || attempt === 100) throw error;
      await new Promise((settle) => setTimeout(settle, 50));
    }
  }
}

function askForServer(starter: string): Promise<TestServer> {
  return new Promise((settle, fail) => {
    let text = '';
    const socket = createConnection({ path: starter });
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.once('error', fail);
    socket.once('end', () => {
      const answer: TestServer & { error?: string } = JSON.parse(text);
      if (answer.error === undefined) settle(answer);
      else fail(new Error(`The database for the tests did not start.\n${answer.error}`));
    });
  });
}
