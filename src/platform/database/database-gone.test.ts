import { Client } from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../../tests/makers/database.ts';
import { isDatabaseGone } from './database-gone.ts';
import { connect, withClient } from './databases.ts';
import { connectionRefused } from './server/connection-faults.ts';
import { outcomeUnknown } from './server/server-errors.ts';

async function failureOf(config: { host: string; port?: number }): Promise<unknown> {
  const client = new Client({ ...config, user: 'nobody', database: 'nothing' });
  return client.connect().then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('A server that is not there, by socket or by port, is the database being gone', async () => {
  expect(isDatabaseGone(await failureOf({ host: '/tmp/no-such-folder' }))).toBe(true);
  expect(isDatabaseGone(await failureOf({ host: '127.0.0.1', port: 1 }))).toBe(true);
});

test('A connection that the server ends is the database being gone', () => {
  expect(isDatabaseGone(Object.assign(new Error('terminating'), { code: '57P01' }))).toBe(true);
  expect(isDatabaseGone(new Error('Connection terminated unexpectedly'))).toBe(true);
});

test('A connection that breaks between two queries is the database being gone', async () => {
  const fresh = await freshDatabase({ migrated: false });
  const connection = fresh.storage.connection(fresh.organisation, 'owner');
  const client = await connect(connection);
  try {
    const broken = new Promise<void>((settle) => client.once('end', () => settle()));
    const answer = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await withClient(connection, (other) =>
      other.query('select pg_terminate_backend($1)', [answer.rows[0]?.pid]),
    );
    await broken;
    const error: unknown = await client.query('select 1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseGone(error)).toBe(true);
  } finally {
    await fresh.drop();
  }
});

test('What was caused by it is too, unless nobody knows how far it came', () => {
  const lost = new Error('Connection terminated unexpectedly');
  expect(isDatabaseGone(connectionRefused({ login: 'a', server: 'b', database: 'c' }, lost))).toBe(true);
  expect(isDatabaseGone(outcomeUnknown(lost))).toBe(false);
});

test('A fault of the program or a missing file is not', () => {
  expect(isDatabaseGone(new TypeError('x is not a function'))).toBe(false);
  expect(isDatabaseGone(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(
    false,
  );
  expect(isDatabaseGone(Object.assign(new Error('no table'), { code: '42P01' }))).toBe(false);
});
