import { type IncomingHttpHeaders, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { securityHeaders } from '../../src/platform/web/front/security-headers.ts';
import { renderSingleFile } from '../../src/publication/html/single-file.tsx';
import { sampleReport } from '../makers/sample-report.ts';
import { newWay } from './cut-off.ts';
import { type Served, serveSample, store } from './served.ts';

const way = newWay();
let served: Served;

beforeAll(async () => {
  served = await serveSample(way.lead);
});
afterAll(() => served?.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks as a program does: no browser, no resolver. */
function ask(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const url = new URL(address);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request(
    {
      host: '127.0.0.1',
      port: url.port,
      path: url.pathname + url.search,
      method,
      headers: { host: url.host, ...headers },
    },
    (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    },
  );
  asked.on('error', reject);
  asked.end();
  return promise;
}

test('A stored file is answered byte for byte, compressed or not, and again from memory', async () => {
  const address = `${served.public}/bestanden/proef/v1/proef.html`;
  const wanted = renderSingleFile(sampleReport);
  for (let round = 1; round <= 2; round++) {
    const plain = await ask(address);
    expect(plain.body.toString('utf8')).toBe(wanted);
    expect(plain.headers['content-disposition']).toBe('inline; filename="proef.html"');
    expect(plain.headers['x-content-type-options']).toBe('nosniff');
    expect(plain.headers['cache-control']).toContain('immutable');
    const zipped = await ask(address, { 'accept-encoding': 'gzip' });
    expect(gunzipSync(zipped.body).toString('utf8')).toBe(wanted);
    const again = await ask(address, { 'if-none-match': plain.headers.etag ?? '' });
    expect([again.status, again.body.byteLength]).toEqual([304, 0]);
  }
});

test('Data are saved rather than shown, and may be read by other sites', async () => {
  const { headers } = await ask(`${served.public}/bestanden/proef/proef.csv`);
  expect(headers['content-disposition']).toBe('attachment; filename="proef.csv"');
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['access-control-allow-origin']).toBe('*');
  const sheet = await ask(`${served.public}/bestanden/proef/proef.ods`, { 'accept-encoding': 'gzip' });
  expect(sheet.headers['content-encoding']).toBeUndefined();
});

test('A page answered from memory has the same headers as when it was made', async () => {
  const address = `${served.public}/verslagen/proef/cijfers`;
  const [first, second] = [await ask(address), await ask(address)];
  const { date: _first, ...made } = first.headers;
  const { date: _second, ...kept } = second.headers;
  expect(kept).toEqual(made);
  expect(kept['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(second.body.equals(first.body)).toBe(true);
});

test('A search in the figures answers anew each time, under the headers of every page, and takes any words', async () => {
  const address = `${served.public}/verslagen/proef/cijfers`;
  const all = (await ask(address)).body.toString();
  const found = await ask(`${address}?zoek=categorie&pagina=9`);
  expect(found.status).toBe(200);
  for (const [name, value] of Object.entries(securityHeaders(false)))
    expect(found.headers[name.toLowerCase()], name).toBe(value);
  expect(found.body.toString()).toContain('value="categorie"');
  const hostile = await ask(`${address}?zoek=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(hostile.body.toString()).not.toContain('<script');
  expect(hostile.body.toString()).toContain('Geen cijfer gevonden');
  expect((await ask(address)).body.toString()).toBe(all);
});

test.each([
  '/verslagen/',
  '/verslagen/proef/',
  '/verslagen/niets',
  '/verslagen/proef/v3',
  '/verslagen/proef/v0',
  '/verslagen/proef/cijfers/niets',
  '/verslagen/proef/v1/cijfers/incidents.by-category/',
  '/bestanden/proef/niets.csv',
  '/bestanden/proef/..%2f..%2fpackage.json',
  '/assets/niets.css',
  '/%00',
  '/verslagen/%00',
  '/bestanden/proef/%00.csv',
  '/bestanden/pro%00ef/v1/proef.html',
  '/verslagen/%E0%A4%A',
])('What is not there is not found, in words: %s', async (path) => {
  const answer = await ask(`${served.public}${path}`);
  expect(answer.status).toBe(404);
  expect(answer.body.toString()).toContain('Deze pagina bestaat niet');
});

test('A host that is none of ours, and a host of another origin, get nothing', async () => {
  for (const host of ['example.nl', new URL(served.work).host]) {
    const answer = await ask(`${served.public}/`, { host });
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).not.toContain('Proefverslag');
  }
});

test('Nothing can be sent', async () => {
  const answer = await ask(`${served.public}/verslagen/proef`, {}, 'POST');
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  const head = await ask(`${served.public}/verslagen/proef`, {}, 'HEAD');
  expect([head.status, head.body.byteLength]).toEqual([200, 0]);
});

test('A new version shows within two seconds, at the address that was newest before', async () => {
  const address = `${served.public}/verslagen/proef`;
  expect((await ask(address)).body.toString()).not.toContain('Verbeterd verslag');
  await store(served.door, { ...sampleReport, version: 3, title: 'Verbeterd verslag' });
  await expect
    .poll(async () => (await ask(address)).body.toString(), { timeout: 10_000 })
    .toContain('Verbeterd verslag');
  expect((await ask(`${address}/v2`)).body.toString()).toContain('Dit is niet de nieuwste versie');
});

test('When the database is gone pages say so, and work again by themselves when it is back', async () => {
  const address = `${served.public}/verslagen`;
  expect((await ask(address)).status).toBe(200);
  await way.cut();
  await expect.poll(async () => (await ask(address)).status, { timeout: 10_000 }).toBe(503);
  const gone = await ask(address);
  expect(gone.body.toString()).toContain('De gegevens zijn even niet bereikbaar');
  expect(gone.headers['retry-after']).toBe('5');
  expect(gone.headers['cache-control']).toBe('no-store');
  expect((await ask(`${served.public}/niets-hier`)).status).toBe(503);
  const turning = await ask(`${served.public}/melden/blad-8`);
  expect(turning.status).toBe(503);
  // Who is afraid now is told now where to turn outside: that needs no database.
  expect(turning.body.toString()).toContain('De loketten van de organisatie zijn nu niet te tonen');
  expect(turning.body.toString()).toContain('088 133 10 00');
  expect(turning.headers['cache-control']).toBe('no-store');
  expect(turning.headers['referrer-policy']).toBe('no-referrer');
  await way.mend();
  expect((await ask(address)).status).toBe(200);
  expect((await ask(`${served.public}/melden/blad-8`)).status).toBe(200);
  expect(served.told).toEqual([]);
});
