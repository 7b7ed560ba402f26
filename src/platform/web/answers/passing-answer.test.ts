import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { passingAnswer } from './passing-answer.ts';

const page = '<p>Twaalf meldingen – één nog open</p>'.repeat(20);
const headers = { 'Content-Type': 'text/html; charset=utf-8' };
const answer = (acceptEncoding?: string, ifNoneMatch?: string): Response =>
  passingAnswer(page, { acceptEncoding, ifNoneMatch }, headers);

test('A browser gets the page in Brotli, an older reader in gzip, and who takes neither as it is', async () => {
  const read = async (acceptEncoding?: string) => {
    const given = answer(acceptEncoding);
    const bytes = Buffer.from(await given.arrayBuffer());
    expect(given.headers.get('Content-Length')).toBe(String(bytes.byteLength));
    expect(given.headers.get('Vary')).toBe('Accept-Encoding');
    return { coding: given.headers.get('Content-Encoding'), bytes };
  };
  const brotli = await read('gzip, deflate, br, zstd');
  expect([brotli.coding, brotliDecompressSync(brotli.bytes).toString()]).toEqual(['br', page]);
  const gzip = await read('gzip, deflate');
  expect([gzip.coding, gunzipSync(gzip.bytes).toString()]).toEqual(['gzip', page]);
  const plain = await read();
  expect([plain.coding, plain.bytes.toString()]).toEqual([null, page]);
});

test('A reader that has the page already gets nothing, whichever encoding it had', async () => {
  const tag = answer('br').headers.get('ETag') ?? '';
  expect(tag).toBe(answer('gzip').headers.get('ETag'));
  const again = answer('gzip', tag);
  expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', tag]);
  expect(answer('br', '"another"').status).toBe(200);
});

test('Another page has another tag', () => {
  const other = passingAnswer(`${page}.`, { acceptEncoding: 'br', ifNoneMatch: undefined }, headers);
  expect(other.headers.get('ETag')).not.toBe(answer('br').headers.get('ETag'));
});
