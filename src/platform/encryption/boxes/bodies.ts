import { areZeros, type Bytes, fromHex, joined, toHex, u32 } from '../bytes.ts';
import { must } from '../fault.ts';
import { hashOf, opened, readyKey, sealed } from '../labels.ts';
import type { FileHead } from './heads.ts';

/*
 * The body of a file: chunks of 64 KiB, each under the key of the file and its own number. The last is marked, so that
 * none can be left away; the size is padded, so that it tells little. A chunk is encrypted once: who sends it again
 * sends the same bytes, and a file that cannot be read again starts over with a new key.
 */

export const chunkBytes = 65_536;
/** A chunk as it is stored, with its tag. */
export const storedChunkBytes = chunkBytes + 16;

/** The logarithm to base two of a number below 2^32, rounded down. */
const wholeLog = (value: number): number => 31 - Math.clz32(value);

/** What a file of so many bytes is filled up to: 64 KiB at least, then by Padmé. */
export function paddedSize(size: number): number {
  if (size <= chunkBytes) return chunkBytes;
  const exponent = wholeLog(size);
  const step = 2 ** (exponent - (wholeLog(exponent) + 1));
  return Math.ceil(size / step) * step;
}

export const chunkCount = (size: number): number => Math.ceil(paddedSize(size) / chunkBytes);

/** How long the body of a file of so many bytes is, encrypted. */
export const bodyLength = (size: number): number => paddedSize(size) + 16 * chunkCount(size);

const nonceOf = (index: number, isLast: boolean): Bytes =>
  joined(new Uint8Array(7), u32(index), Uint8Array.of(isLast ? 1 : 0));

/** How many bytes of padded plain text a chunk holds; the last may be shorter. */
const plainLength = (size: number, index: number): number =>
  Math.min(chunkBytes, paddedSize(size) - index * chunkBytes);

/** Seals one chunk of a file: `bytes` are those of the file at its place, fewer only at the end of the file. */
export function sealChunk(
  { key, size }: { key: Bytes | CryptoKey; size: number },
  index: number,
  bytes: Bytes,
): Promise<Bytes> {
  const wanted = Math.max(0, Math.min(chunkBytes, size - index * chunkBytes));
  must(index < chunkCount(size) && bytes.length === wanted, 'E_FORMAT', 'another chunk than the size says');
  const plain = joined(bytes, new Uint8Array(plainLength(size, index) - bytes.length));
  return sealed(key, nonceOf(index, index === chunkCount(size) - 1), plain);
}

/**
 * Opens one chunk, also one from the middle.
 * @returns the bytes of the file that it holds, without what fills it up.
 * @throws E_FORMAT beyond the end or where something stands behind the file, E_OBJECT where it does not open.
 */
export const openChunk = async (
  { key, size }: Pick<FileHead, 'key' | 'size'>,
  index: number,
  chunk: Bytes,
): Promise<Bytes> => openReady({ key: await readyKey(fromHex(key)), size }, index, chunk);

async function openReady(
  file: { key: CryptoKey; size: number },
  index: number,
  chunk: Bytes,
): Promise<Bytes> {
  const count = chunkCount(file.size);
  must(index >= 0 && index < count, 'E_FORMAT', 'beyond the end of the file');
  const plain = await opened(file.key, nonceOf(index, index === count - 1), chunk, 'E_OBJECT');
  must(plain.length === plainLength(file.size, index), 'E_OBJECT', 'a chunk of another length');
  const held = Math.max(0, Math.min(plain.length, file.size - index * chunkBytes));
  must(areZeros(plain.subarray(held)), 'E_FORMAT', 'something behind the end of the file');
  return plain.slice(0, held);
}

/** The hash of one chunk as stored: what the digest of the body is made of. */
export const chunkHash = (chunk: Bytes): Promise<Bytes> => hashOf('chunk', chunk);

/** The digest of a body from the hashes of its chunks, in order. */
export const bodyDigest = async (hashes: readonly Bytes[]): Promise<string> =>
  toHex(await hashOf('body', ...hashes));

/** Pieces of any length as pieces of one length; the last is what remains. */
async function* inPiecesOf(length: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
  let piece: Bytes = new Uint8Array(length);
  let filled = 0;
  for await (const given of source)
    for (let at = 0; at < given.length; ) {
      const taken = given.subarray(at, at + length - filled);
      piece.set(taken, filled);
      at += taken.length;
      filled += taken.length;
      if (filled < length) continue;
      yield piece;
      piece = new Uint8Array(length);
      filled = 0;
    }
  if (filled > 0) yield piece.slice(0, filled);
}

/** How many chunks are in work at a time. */
const atATime = 16;

/** Does some work for each of a run, in order, with the next ones begun meanwhile. */
async function* ahead<T, R>(
  source: AsyncIterable<T>,
  work: (one: T, at: number) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  let at = 0;
  for await (const one of source) {
    const result = work(one, at++);
    // Where one fails, those begun after it may fail too, and nobody waits for them any more.
    result.catch(() => undefined);
    begun.push(result);
    const [first] = begun;
    if (first && begun.length === atATime) {
      yield await first;
      begun.shift();
    }
  }
  for (const result of begun) yield await result;
}

/** What each chunk of a file holds: its pieces, then nothing until the file is filled up. */
async function* contentsOf(size: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
  let read = 0;
  let count = 0;
  for await (const bytes of inPiecesOf(chunkBytes, source)) {
    read += bytes.length;
    must(read <= size, 'E_FORMAT', 'the file grew while it was read');
    yield bytes;
    count++;
  }
  must(read === size, 'E_FORMAT', 'the file shrank while it was read');
  for (; count < chunkCount(size); count++) yield new Uint8Array();
}

/**
 * Seals a file as it is read.
 * @param size how many bytes it has; a source that gives another number is refused, for it changed
 * @returns the chunks, and at the end the digest of the body.
 * @throws E_FORMAT where the source has another length than it was said to have.
 */
export async function* sealBody(
  { key, size }: { key: Bytes; size: number },
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Bytes, string> {
  const file = { key: await readyKey(key), size };
  const hashes: Bytes[] = [];
  const sealing = ahead(contentsOf(size, source), async (bytes, index) => {
    const chunk = await sealChunk(file, index, bytes);
    return { chunk, hash: await chunkHash(chunk) };
  });
  for await (const { chunk, hash } of sealing) {
    hashes.push(hash);
    yield chunk;
  }
  return bodyDigest(hashes);
}

/**
 * Opens a body as it is read. What comes before the end may be shown only when all of it held.
 * @throws E_FORMAT, E_OBJECT where a chunk was left away, changed, exchanged or added, or the whole is another file.
 */
export async function* openBody(
  { key, size, digest }: Pick<FileHead, 'key' | 'size' | 'digest'>,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Bytes> {
  const file = { key: await readyKey(fromHex(key)), size };
  const count = chunkCount(size);
  const hashes: Bytes[] = [];
  const opening = ahead(inPiecesOf(storedChunkBytes, source), async (chunk, index) => {
    must(index < count, 'E_OBJECT', 'more than the file has');
    return { bytes: await openReady(file, index, chunk), hash: await chunkHash(chunk) };
  });
  for await (const { bytes, hash } of opening) {
    hashes.push(hash);
    yield bytes;
  }
  must(hashes.length === count, 'E_OBJECT', 'less than the file has');
  must((await bodyDigest(hashes)) === digest, 'E_OBJECT', 'another file');
}
