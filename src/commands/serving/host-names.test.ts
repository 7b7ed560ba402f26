import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { frontByHost, readHosts } from './host-names.ts';

const folder = mkdtempSync(join(tmpdir(), 'daglicht-hosts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(content: unknown): string {
  const file = join(folder, 'hosts.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const hosts = [
  { host: 'integriteit.example.nl', origin: 'public', organisation: 'oefen' },
  { host: 'integriteit-werk.example.nl', origin: 'work', organisation: 'oefen' },
];

test('Hosts are read with their origin and organisation; readers come by https unless said otherwise', async () => {
  const named = await readHosts(written({ hosts }));
  expect(named.secure).toBe(true);
  expect(named.hosts.map(({ origin }) => origin)).toEqual(['public', 'work']);
});

test('A host that stands twice, an unknown origin and an address in place of a name are refused', async () => {
  await expect(readHosts(written({ hosts: [hosts[0], hosts[0]] }))).rejects.toThrow('twice');
  await expect(readHosts(written({ hosts: [{ ...hosts[0], origin: 'intern' }] }))).rejects.toThrow();
  await expect(readHosts(written({ hosts: [{ ...hosts[0], host: 'https://x.nl/' }] }))).rejects.toThrow();
});

test('On one port the host decides which origin answers; an unknown host meets the public one', async () => {
  const named = await readHosts(written({ hosts }));
  const answer = (name: string) => () => new Response(name);
  const front = frontByHost(named.hosts, {
    public: answer('public'),
    work: answer('work'),
    files: answer('files'),
  });
  const asked = async (host: string) => (await front(new Request('http://x/', { headers: { host } }))).text();
  expect(await asked('integriteit.example.nl')).toBe('public');
  expect(await asked('Integriteit-Werk.example.nl')).toBe('work');
  expect(await asked('elders.nl')).toBe('public');
});
