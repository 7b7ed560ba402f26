import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { storedAnswer, takes } from './stored-answer.ts';

const plain = Buffer.from('zeven dagen, '.repeat(100));
const body = { plain, gzip: gzipSync(plain), tag: '"abc"', headers: { 'Content-Type': 'text/plain' } };

test('A reader that takes gzip gets the stored compressed bytes', async () => {
  const answer = storedAnswer(body, { acceptEncoding: 'br, gzip;q=0.8', ifNoneMatch: undefined });
  expect(answer.headers.get('Content-Encoding')).toBe('gzip');
  expect(gunzipSync(Buffer.from(await answer.arrayBuffer()))).toEqual(plain);
});

test('Another reader gets the same bytes as they are, also when only gzip is kept', async () => {
  for (const kept of [body, { ...body, plain: null }]) {
    const answer = storedAnswer(kept, { acceptEncoding: undefined, ifNoneMatch: undefined });
    expect(answer.headers.has('Content-Encoding')).toBe(false);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(plain);
  }
});

test('A reader that has the bytes gets none', async () => {
  for (const ifNoneMatch of ['"abc"', 'W/"abc"', '"x", "abc-gzip"', '*']) {
    const answer = storedAnswer(body, { acceptEncoding: 'gzip', ifNoneMatch });
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe('');
  }
  expect(storedAnswer(body, { acceptEncoding: 'gzip', ifNoneMatch: '"other"' }).status).toBe(200);
});

test('The two encodings have tags of their own', () => {
  const tags = ['gzip', undefined].map((acceptEncoding) =>
    storedAnswer(body, { acceptEncoding, ifNoneMatch: undefined }).headers.get('ETag'),
  );
  expect(new Set(tags).size).toBe(2);
});

test('A weight of nought is a refusal', () => {
  expect(takes('gzip;q=0', 'gzip')).toBe(false);
  expect(takes('*', 'gzip')).toBe(true);
  expect(takes('gzip;q=0, *', 'gzip')).toBe(false);
  expect(takes('br', 'gzip')).toBe(false);
  expect(takes('gzip, deflate, br', 'br')).toBe(true);
});
