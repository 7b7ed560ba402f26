import { Client } from 'pg';
import { expect, test } from 'vitest';
import { isDatabaseGone } from './database-gone.ts';

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

test('A fault of the program or a missing file is not', () => {
  expect(isDatabaseGone(new TypeError('x is not a function'))).toBe(false);
  expect(isDatabaseGone(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }))).toBe(
    false,
  );
  expect(isDatabaseGone(Object.assign(new Error('no table'), { code: '42P01' }))).toBe(false);
});
