import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { daglicht } from '../../../tests/command-line.ts';

const main = resolve(import.meta.dirname, '../../main.ts');
const folder = mkdtempSync(join(tmpdir(), 'daglicht-serve-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function serve(...words: string[]): {
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
} {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, ...environment } = process.env;
  const child = spawn(process.execPath, [main, 'serve', ...words], {
    env: { ...environment, DAGLICHT_DATA: folder },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      said += part.toString();
    });
  return {
    child,
    said: () => said,
    ended: once(child, 'exit').then(([code]: (number | null)[]) => code ?? null),
  };
}

test('A port that is taken is told before anything is started, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { said, ended } = serve('--port', String(Math.min(port, 65_533)));
  expect(await ended).toBe(1);
  expect(said()).toContain('al in gebruik');
  expect(said()).toContain('serve --port');
  other.close();
});

test('What is no port is wrong use', async () => {
  for (const port of ['acht', '0', '65535', '81.5']) {
    const { exit, err } = await daglicht(folder, 'serve', '--port', port);
    expect(exit).toBe(2);
    expect(err).toContain('Geen poort');
  }
});

test('It starts without organisations, tells where it is to be read, and stops cleanly when asked', async () => {
  const { child, said, ended } = serve('--port', '23710');
  await expect.poll(said, { timeout: 60_000 }).toContain('http://localhost:23710');
  const answer = await fetch('http://127.0.0.1:23710/');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Organisaties');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said()).toContain('Daglicht stopt.');
});

test('A program that starts it is told as JSON where to read, once it can be read', async () => {
  const { child, said, ended } = serve('--port', '23730', '--json');
  await expect.poll(said, { timeout: 60_000 }).toContain('}\n');
  expect(JSON.parse(said())).toEqual({
    ports: { public: 23730, work: 23731, files: 23732 },
    organisations: [],
    broken: [],
  });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('A connection that never finishes its request does not hold up stopping', async () => {
  const { child, said, ended } = serve('--port', '23720');
  await expect.poll(said, { timeout: 60_000 }).toContain('http://localhost:23720');
  const slow = createConnection(23720, '127.0.0.1');
  slow.on('error', () => undefined);
  await once(slow, 'connect');
  slow.write('GET / HTTP/1.1\r\nHost: localhost:23720\r\n');
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
