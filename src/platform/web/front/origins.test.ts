import { expect, test } from 'vitest';
import { newDirectory, type Site } from './directory.ts';
import { loopbackHosts } from './origins.ts';

function siteNamed(name: string): Site {
  return { app: { fetch: () => new Response(name) } };
}

function opened() {
  const directory = newDirectory();
  directory.open(
    loopbackHosts(['bron', 'oefen'], 8100).map((entry) => ({
      ...entry,
      site: siteNamed(`${entry.origin} ${entry.organisation ?? 'list'}`),
    })),
  );
  return directory;
}

async function answer(site: ReturnType<ReturnType<typeof opened>['find']>): Promise<string> {
  return typeof site === 'string' ? site : (await site.app.fetch(new Request('http://x/'))).text();
}

test('A host name selects the organisation', async () => {
  const directory = opened();
  expect(await answer(directory.find('public', 'bron.localhost:8100'))).toBe('public bron');
  expect(await answer(directory.find('public', 'OEFEN.localhost:8100'))).toBe('public oefen');
  expect(await answer(directory.find('public', 'localhost:8100'))).toBe('public list');
});

test('A host of one origin is not answered on another', async () => {
  const directory = opened();
  expect(directory.find('public', 'bron.localhost:8101')).toBe('unknown');
  expect(await answer(directory.find('work', 'werk.bron.localhost:8101'))).toBe('work bron');
});

test('A host that is none of ours is unknown', () => {
  expect(opened().find('public', 'example.nl')).toBe('unknown');
  expect(opened().find('public', undefined)).toBe('unknown');
});

test('Before the sites are known every host is told that the program starts', () => {
  expect(newDirectory().find('public', 'bron.localhost:8100')).toBe('starting');
});
