import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { onlyMethods, reading, readingAndForms, reportPosts } from './methods.ts';

const appThat = (allowed: typeof reading | typeof readingAndForms) =>
  new Hono()
    .use(onlyMethods(allowed, (context) => context.text('geweigerd', 405)))
    .all('/', (context) => context.text('gelezen'));

test('Reading passes', async () => {
  for (const app of [appThat(reading), appThat(readingAndForms)]) {
    expect((await app.request('/')).status).toBe(200);
    expect((await app.request('/', { method: 'HEAD' })).status).toBe(200);
  }
});

test('Where there are no forms, whatever would change something is refused and told what is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await appThat(reading).request('/', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('Allow')).toBe('GET, HEAD');
  }
});

test('Where there are forms, POST passes too, and nothing else', async () => {
  const app = appThat(readingAndForms);
  expect((await app.request('/', { method: 'POST' })).status).toBe(200);
  const answer = await app.request('/', { method: 'PUT' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('Allow')).toBe('GET, HEAD, POST');
});

test('Of a site for reading, named addresses take POST, and those alone', async () => {
  const app = new Hono()
    .use(onlyMethods(reading, (context) => context.text('geweigerd', 405), reportPosts))
    .all('*', (context) => context.text('gelezen'));
  for (const path of reportPosts) expect((await app.request(path, { method: 'POST' })).status).toBe(200);
  for (const path of ['/', '/melden', '/melden/schrijven', '/melden/verstuur/', '/en/melden/verstuur'])
    expect((await app.request(path, { method: 'POST' })).status, path).toBe(405);
  expect((await app.request('/melden/verstuur', { method: 'PUT' })).headers.get('Allow')).toBe(
    'GET, HEAD, POST',
  );
});
