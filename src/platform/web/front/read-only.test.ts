import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { readOnly } from './read-only.ts';

const app = new Hono()
  .use(readOnly((context) => context.text('alleen lezen', 405)))
  .all('/', (context) => context.text('gelezen'));

test('Reading passes', async () => {
  expect((await app.request('/')).status).toBe(200);
  expect((await app.request('/', { method: 'HEAD' })).status).toBe(200);
});

test('Whatever would change something is refused and told what is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await app.request('/', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('Allow')).toBe('GET, HEAD');
  }
});
