import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bytes, joined, randomBytes, toHex } from '../bytes.ts';
import {
  bodyLength,
  chunkBytes,
  openBody,
  openChunk,
  paddedSize,
  sealBody,
  storedChunkBytes,
} from './bodies.ts';

async function* inPieces(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

async function sealed(
  key: Bytes,
  bytes: Bytes,
  lengths: readonly number[] = [bytes.length],
): Promise<{ body: Bytes; digest: string }> {
  const chunks = sealBody({ key, size: bytes.length }, inPieces(bytes, lengths));
  const parts: Bytes[] = [];
  for (;;) {
    const next = await chunks.next();
    if (next.done) return { body: joined(...parts), digest: next.value };
    parts.push(next.value);
  }
}

async function opened(
  file: { key: string; size: number; digest: string },
  body: Uint8Array,
  lengths: readonly number[] = [body.length],
): Promise<Bytes> {
  const parts: Bytes[] = [];
  for await (const part of openBody(file, inPieces(body, lengths))) parts.push(part);
  return joined(...parts);
}

const answerTo = (file: { key: string; size: number; digest: string }, body: Uint8Array): Promise<string> =>
  opened(file, body).then(
    () => 'opened',
    (fault) => fault.code ?? `crash: ${fault}`,
  );

/** The body once more, by Node and by what the protocol says of chunks. */
function elsewhere(key: Bytes, bytes: Bytes): { body: Buffer; digest: string } {
  const tag = (label: string) => `daglicht/dl1/${label}\0`;
  const padded = new Uint8Array(paddedSize(bytes.length));
  padded.set(bytes);
  const count = Math.ceil(padded.length / 65_536);
  const chunks = Array.from({ length: count }, (_, at) => {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(at, 7);
    nonce[11] = at === count - 1 ? 1 : 0;
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const text = cipher.update(padded.subarray(65_536 * at, 65_536 * (at + 1)));
    return Buffer.concat([text, cipher.final(), cipher.getAuthTag()]);
  });
  const digest = createHash('sha256').update(tag('body'));
  for (const chunk of chunks) digest.update(createHash('sha256').update(tag('chunk')).update(chunk).digest());
  return { body: Buffer.concat(chunks), digest: digest.digest('hex') };
}

const sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000, 64 * 65_536 + 1];

describe('the body of a file', () => {
  it.each(sizes)('of %i bytes is the one that the protocol says, and opens', async (size) => {
    const bytes = joined(
      ...Array.from({ length: Math.ceil(size / 65_536) }, () => randomBytes(65_536)),
    ).slice(0, size);
    const key = randomBytes(32);
    const { body, digest } = await sealed(key, bytes);
    expect(body.length).toBe(bodyLength(size));
    const other = elsewhere(key, bytes);
    expect(digest).toBe(other.digest);
    expect(other.body.equals(body)).toBe(true);
    const back = await opened({ key: toHex(key), size, digest }, body);
    expect(Buffer.compare(back, bytes)).toBe(0);
  });

  it('is the same whatever pieces the file is read in', async () => {
    const bytes = Uint8Array.from({ length: 150_000 }, (_, at) => at * 31);
    const key = randomBytes(32);
    const whole = await sealed(key, bytes);
    const lengths = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        lengths.filter((some) => some.some((length) => length > 1_000)),
        async (some) => {
          const inOther = await sealed(key, bytes, some);
          expect(inOther.digest).toBe(whole.digest);
          const file = { key: toHex(key), size: bytes.length, digest: whole.digest };
          expect(Buffer.compare(await opened(file, whole.body, some), bytes)).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is refused where the file is longer or shorter than it was said to be', async () => {
    for (const [said, length] of [
      [10, 11],
      [10, 9],
      [65_536, 65_537],
      [65_537, 65_536],
      [200_000, 100],
      [0, 1],
    ] as const) {
      const chunks = sealBody(
        { key: randomBytes(32), size: said },
        inPieces(new Uint8Array(length), [length]),
      );
      await expect(Array.fromAsync(chunks)).rejects.toMatchObject({ code: 'E_FORMAT' });
    }
  });

  it('is padded by no more than a ninth, and so that few sizes exist', () => {
    fc.assert(
      fc.property(fc.integer({ min: chunkBytes, max: 104_857_600 }), (size) => {
        expect(paddedSize(size)).toBeGreaterThanOrEqual(size);
        expect(paddedSize(size) / size).toBeLessThan(1.12);
        expect(paddedSize(paddedSize(size))).toBe(paddedSize(size));
      }),
    );
  });
});

describe('a body that a server changed', async () => {
  const size = 200_000;
  const bytes = Uint8Array.from({ length: size }, (_, at) => 1 + (at % 255));
  const key = randomBytes(32);
  const { body, digest } = await sealed(key, bytes);
  const file = { key: toHex(key), size, digest };

  it('does not open with any bit another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(8 * body.length - 1), async (at) => {
        const bent = body.slice();
        bent[at >> 3] = (bent[at >> 3] ?? 0) ^ (1 << (at & 7));
        expect(await answerTo(file, bent)).toBe('E_OBJECT');
      }),
      { numRuns: 60 },
    );
  });

  it('does not open with anything cut off, put in, exchanged or said again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length), fc.nat(body.length), fc.nat(3), async (a, b, how) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const bent = [
          joined(body.slice(0, from), body.slice(to)),
          joined(body.slice(0, to), body.slice(from)),
          joined(body, body.slice(from, to)),
          body.slice(0, from),
        ][how] as Bytes;
        if (Buffer.compare(bent, body) !== 0) expect(await answerTo(file, bent)).toBe('E_OBJECT');
      }),
      { numRuns: 60 },
    );
    const chunk = (at: number): Bytes => body.slice(at * storedChunkBytes, (at + 1) * storedChunkBytes);
    for (const order of [[1, 0, 2, 3], [0, 1, 3, 2], [0, 0, 2, 3], [0, 1, 2], [1, 2, 3], [0, 1, 2, 3, 3], []])
      expect(await answerTo(file, joined(...order.map(chunk)))).toBe('E_OBJECT');
  });

  it('does not open under another key, size or digest, nor as another file of the same size', async () => {
    expect(await answerTo({ ...file, key: toHex(randomBytes(32)) }, body)).toBe('E_OBJECT');
    expect(await answerTo({ ...file, digest: toHex(randomBytes(32)) }, body)).toBe('E_OBJECT');
    // A size of the same padding: what it leaves over is not zero.
    expect(await answerTo({ ...file, size: size - 1 }, body)).toBe('E_FORMAT');
    for (const other of [0, 65_536, 100_000, 300_000])
      expect(await answerTo({ ...file, size: other }, body)).toMatch(/^E_(OBJECT|FORMAT)$/);
    const same = await sealed(
      key,
      bytes.map((byte) => byte ^ 1),
    );
    expect(await answerTo(file, same.body)).toBe('E_OBJECT');
  });

  it('is read from the middle only under its own number', async () => {
    const second = body.slice(storedChunkBytes, 2 * storedChunkBytes);
    expect(Buffer.compare(await openChunk(file, 1, second), bytes.slice(65_536, 131_072))).toBe(0);
    for (const [index, code] of [
      [0, 'E_OBJECT'],
      [2, 'E_OBJECT'],
      [3, 'E_OBJECT'],
      [4, 'E_FORMAT'],
      [-1, 'E_FORMAT'],
      [0.5, 'E_FORMAT'],
      [Number.NaN, 'E_FORMAT'],
    ] as const)
      await expect(openChunk(file, index, second)).rejects.toMatchObject({ code });
    await expect(openChunk(file, 1, new Uint8Array())).rejects.toMatchObject({ code: 'E_OBJECT' });
    await expect(openChunk({ ...file, key: 'ZZ' }, 1, second)).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});
