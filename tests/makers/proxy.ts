import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './workplace/certificate.ts';

/** nginx with the file that ships, on a loopback port, with a certificate of its own. */
export interface TestProxy {
  /** Everything that it may write stands below this folder. */
  readonly folder: string;
  /** PEM. */
  readonly certificateFile: string;
  readonly close: () => Promise<void>;
}

/** A port of this machine that nobody has. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/**
 * Starts it before a server on this machine, as `https://localhost:port`.
 *
 * @param change what to change in the shipped file: for tests that see that the checks would find something
 */
export async function startProxy(
  port: number,
  upstream: string,
  change: (shipped: string) => string = (shipped) => shipped,
): Promise<TestProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'daglicht-proxy-'));
  const { key, certificate } = makeCertificate();
  const [certificateFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  await writeFile(certificateFile, certificate);
  await writeFile(keyFile, key, { mode: 0o600 });
  await mkdir(join(folder, 'temp'));
  const shipped = await readFile(join(import.meta.dirname, '..', '..', 'deploy', 'nginx.conf'), 'utf8');
  const own = change(shipped)
    .replaceAll(/^ *listen \[::\].*$/gm, '')
    .replaceAll('listen 80;', `listen 127.0.0.1:${await freePort()};`)
    .replaceAll('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
    .replaceAll('127.0.0.1:8100', upstream)
    .replaceAll('/etc/ssl/daglicht/certificate.pem', certificateFile)
    .replaceAll('/etc/ssl/daglicht/key.pem', keyFile)
    .replaceAll('server_name integriteit.voorbeeld.nl', 'server_name localhost integriteit.voorbeeld.nl');
  await writeFile(join(folder, 'daglicht.conf'), own);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  await writeFile(
    join(folder, 'nginx.conf'),
    [
      ...(process.getuid?.() === 0 ? ['user root;'] : []),
      `daemon off; worker_processes 1; pid ${join(folder, 'pid')};`,
      'events {}',
      'http {',
      ...temp.map((name) => `${name}_temp_path ${join(folder, 'temp', name)};`),
      `include ${join(folder, 'daglicht.conf')};`,
      '}',
    ].join('\n'),
  );
  const child = spawn(
    '/usr/sbin/nginx',
    ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'start.log')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'exit');
  for (let turn = 0; !(await isThere(port)); turn++) {
    if (turn > 200 || child.exitCode !== null) throw new Error(`nginx does not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    folder,
    certificateFile,
    close: async () => {
      child.kill('SIGQUIT');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function isThere(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const there = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return there;
}
