import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { onlyOwnForms } from './own-forms.ts';

const app = (secure: boolean) =>
  new Hono()
    .use(onlyOwnForms(secure, (context) => context.text('geweigerd', 403)))
    .all('/', (context) => context.text('ontvangen'));

async function post(headers: Record<string, string>, secure = false): Promise<number> {
  const answer = await app(secure).request('/', {
    method: 'POST',
    headers: { Host: 'veld.localhost:8101', ...headers },
  });
  return answer.status;
}

test('A form of a page of this origin is taken', async () => {
  expect(await post({ Origin: 'http://veld.localhost:8101', 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
  expect(await post({ Origin: 'http://veld.localhost:8101' })).toBe(200);
  expect(await post({ 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
  expect(await post({ Origin: 'https://veld.localhost:8101' }, true)).toBe(200);
});

test('A page that keeps its referrer to itself is known by the other header', async () => {
  expect(await post({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
  expect(await post({ Origin: 'null' })).toBe(403);
  expect(await post({ Origin: 'null', 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
});

test('A form of another site, organisation, port or protocol is refused, whichever header says so', async () => {
  const others = ['https://elders.nl', 'http://bron.localhost:8101', 'http://veld.localhost:8100'];
  for (const origin of [...others, 'https://veld.localhost:8101', 'http://veld.localhost'])
    expect(await post({ Origin: origin, 'Sec-Fetch-Site': 'same-origin' })).toBe(403);
  for (const site of ['cross-site', 'same-site', 'none', ''])
    expect(await post({ Origin: 'http://veld.localhost:8101', 'Sec-Fetch-Site': site })).toBe(403);
  expect(await post({ Origin: 'http://veld.localhost:8101' }, true)).toBe(403);
});

test('A client that does not say where the form comes from is refused', async () => {
  expect(await post({})).toBe(403);
});

test('Reading is free, wherever the link stands', async () => {
  const answer = await app(false).request('/', { headers: { 'Sec-Fetch-Site': 'cross-site' } });
  expect(answer.status).toBe(200);
});
