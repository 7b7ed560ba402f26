import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import type { ReadLimits } from '../limits.ts';
import { SpreadsheetError } from '../spreadsheet-error.ts';
import { type ByteSource, megabytes } from './byte-source.ts';

/** One part of a compressed file, as its directory describes it. */
interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly checksum: number;
  readonly headerOffset: number;
}

/** A compressed file (XLSX and ODS are such files), opened for reading with limits. */
export interface ZipFile {
  has(name: string): boolean;
  /**
   * The unpacked bytes of a part, in pieces. Counted against the limits while it unpacks, over all parts
   * together; a part that is read twice counts once.
   * @throws SpreadsheetError `unpacks-too-large`, `unpacks-too-much`, `damaged`.
   */
  unpack(name: string): AsyncGenerator<Uint8Array>;
  /** A part as text, for the small parts; refused beyond `limit` bytes. */
  text(name: string, limit: number): Promise<string>;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64_LOCATOR = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LARGEST_DIRECTORY = 1024 * 1024;
const PIECE = 64 * 1024;

/**
 * Opens a compressed file by its directory and checks it against the limits before anything is unpacked.
 * @throws SpreadsheetError `damaged`, `password`, `too-many-parts`, `unpacks-too-large`, `unpacks-too-much`.
 */
export async function openZip(source: ByteSource, limits: ReadLimits): Promise<ZipFile> {
  const entries = await directory(source, limits);
  const byName = new Map(entries.map((entry) => [sameName(entry.name), entry]));
  if (byName.size !== entries.length) throw damaged('two parts with one name');
  const counted = new Map<string, number>();
  let total = 0;

  async function* unpack(name: string): AsyncGenerator<Uint8Array> {
    const entry = byName.get(sameName(name));
    if (entry === undefined) throw damaged(`part ${name} is missing`);
    let bytes = 0;
    let checksum = 0;
    for await (const piece of inflated(source, entry)) {
      bytes += piece.length;
      if (bytes > entry.unpacked) throw damaged(`part ${name} is larger than it says`);
      const before = counted.get(name) ?? 0;
      if (bytes > before) {
        total += bytes - before;
        counted.set(name, bytes);
      }
      checkSize(total, limits);
      checkRatio(name, bytes, entry.packed, limits);
      checksum = crc32(piece, checksum);
      yield piece;
    }
    if (bytes !== entry.unpacked || checksum !== entry.checksum) throw damaged(`part ${name} is incomplete`);
  }

  return {
    has: (name) => byName.has(sameName(name)),
    unpack,
    async text(name, limit) {
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of unpack(name)) {
        size += piece.length;
        if (size > limit) {
          throw new SpreadsheetError(
            'unpacks-too-large',
            {},
            { part: name, limit: megabytes(limit), megabytes: megabytes(size) },
          );
        }
        pieces.push(piece.slice());
      }
      return Buffer.concat(pieces).toString('utf8');
    },
  };
}

/**
 * Names of parts are the same without regard to case and to the direction of slashes: some programs write
 * `xl\\workbook.xml`, or `SharedStrings.xml` for what the workbook calls `sharedStrings.xml`, and Excel opens both.
 */
function sameName(name: string): string {
  return name.replaceAll('\\', '/').toLowerCase();
}

async function* inflated(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const header = view(await source.read(entry.headerOffset, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL_HEADER) {
    throw damaged(`part ${entry.name} is not where the directory says`);
  }
  const start = entry.headerOffset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + entry.packed > source.size) throw damaged(`part ${entry.name} runs past the end`);
  if (entry.method === 0) {
    yield* pieces(source, start, entry.packed);
    return;
  }
  const inflate = createInflateRaw({ chunkSize: PIECE });
  // Errors reach the loop below through `inflate`; pressure keeps a bomb from piling up.
  pipeline(Readable.from(pieces(source, start, entry.packed)), inflate).catch(() => undefined);
  try {
    for await (const piece of inflate) yield piece;
  } catch (error) {
    if (error instanceof SpreadsheetError) throw error;
    throw damaged(`part ${entry.name} cannot be unpacked`);
  } finally {
    inflate.destroy();
  }
}

async function* pieces(source: ByteSource, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let offset = start; offset < start + length; offset += PIECE) {
    yield await source.read(offset, Math.min(PIECE, start + length - offset));
  }
}

async function directory(source: ByteSource, limits: ReadLimits): Promise<readonly ZipEntry[]> {
  const end = await endOfDirectory(source);
  if (end.entries > limits.entries) {
    throw new SpreadsheetError('too-many-parts', {}, { parts: end.entries, limit: limits.entries });
  }
  if (end.size > LARGEST_DIRECTORY || end.offset + end.size > source.size) throw damaged('directory');
  const bytes = await source.read(end.offset, end.size);
  const data = view(bytes);
  const entries: ZipEntry[] = [];
  let offset = 0;
  while (entries.length < end.entries) {
    if (offset + 46 > bytes.length || data.getUint32(offset, true) !== DIRECTORY_ENTRY) {
      throw damaged('directory');
    }
    const nameLength = data.getUint16(offset + 28, true);
    const extraLength = data.getUint16(offset + 30, true);
    const next = offset + 46 + nameLength + extraLength + data.getUint16(offset + 32, true);
    if (next > bytes.length) throw damaged('directory');
    if ((data.getUint16(offset + 8, true) & 1) === 1) throw new SpreadsheetError('password');
    const method = data.getUint16(offset + 10, true);
    if (method !== 0 && method !== 8) throw damaged(`compression method ${method}`);
    const extra = bytes.subarray(offset + 46 + nameLength, offset + 46 + nameLength + extraLength);
    const [unpacked, packed, headerOffset] = wideValues(extra, [
      data.getUint32(offset + 24, true),
      data.getUint32(offset + 20, true),
      data.getUint32(offset + 42, true),
    ]);
    entries.push({
      name: Buffer.from(bytes.subarray(offset + 46, offset + 46 + nameLength)).toString('utf8'),
      method,
      packed,
      unpacked,
      checksum: data.getUint32(offset + 16, true),
      headerOffset,
    });
    offset = next;
  }
  checkSize(
    entries.reduce((sum, entry) => sum + entry.unpacked, 0),
    limits,
  );
  for (const entry of entries) checkRatio(entry.name, entry.unpacked, entry.packed, limits);
  return entries;
}

async function endOfDirectory(source: ByteSource) {
  const start = Math.max(0, source.size - 65_557);
  const tail = await source.read(start, source.size - start);
  const data = view(tail);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (data.getUint32(at, true) !== END_OF_DIRECTORY) continue;
    const narrow = {
      entries: data.getUint16(at + 10, true),
      size: data.getUint32(at + 12, true),
      offset: data.getUint32(at + 16, true),
    };
    if (at < 20 || data.getUint32(at - 20, true) !== END_OF_DIRECTORY_64_LOCATOR) return narrow;
    const wide = view(await source.read(Number(data.getBigUint64(at - 12, true)), 56));
    if (wide.byteLength < 56) throw damaged('directory');
    return {
      entries: Number(wide.getBigUint64(32, true)),
      size: Number(wide.getBigUint64(40, true)),
      offset: Number(wide.getBigUint64(48, true)),
    };
  }
  throw damaged('the end is missing');
}

/** Sizes of 4 GB and more stand in an extra field (ZIP64); some programs always write it. */
function wideValues(extra: Uint8Array, narrow: [number, number, number]): [number, number, number] {
  const data = view(extra);
  let offset = 0;
  while (offset + 4 <= extra.length) {
    const length = data.getUint16(offset + 2, true);
    if (data.getUint16(offset, true) === 1) {
      let at = offset + 4;
      const wide = narrow.map((value) => {
        if (value !== 0xffff_ffff || at + 8 > offset + 4 + length || at + 8 > extra.length) return value;
        at += 8;
        return Number(data.getBigUint64(at - 8, true));
      });
      return [wide[0] ?? narrow[0], wide[1] ?? narrow[1], wide[2] ?? narrow[2]];
    }
    offset += 4 + length;
  }
  return narrow;
}

function checkSize(unpacked: number, limits: ReadLimits): void {
  if (unpacked <= limits.unpackedBytes) return;
  throw new SpreadsheetError(
    'unpacks-too-large',
    {},
    { megabytes: megabytes(unpacked), limit: megabytes(limits.unpackedBytes) },
  );
}

function checkRatio(name: string, unpacked: number, packed: number, limits: ReadLimits): void {
  if (unpacked < limits.ratioFromBytes || unpacked <= limits.ratio * Math.max(1, packed)) return;
  throw new SpreadsheetError(
    'unpacks-too-much',
    {},
    { part: name, times: Math.floor(unpacked / Math.max(1, packed)), limit: limits.ratio },
  );
}

function damaged(what: string): SpreadsheetError {
  return new SpreadsheetError('damaged', {}, { what });
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
